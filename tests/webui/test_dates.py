"""A mistyped year is refused at its field, and one that an older version let in breaks no page."""

from datetime import date, time

import pytest

from engine import clock, records
from tests.webui import small
from workflows.tryghedsnetvaerk.agreement.models import Agreement
from workflows.tryghedsnetvaerk.documents import texts
from workflows.tryghedsnetvaerk.meetings.models import Meeting
from workflows.tryghedsnetvaerk.network.models import Need, ResidentDiscussion, ResidentInformation

NET = "/netvaerk/birken"
FORMS = {
    "beboere": ("informed_on", ResidentInformation, {"channel": "opgange", "text": "Kom", "languages": "da"}),
    "droeftelser": ("on", ResidentDiscussion, {"what": "Fest", "state": "indkaldt"}),
    "moeder": ("on", Meeting, {"kind": "styregruppe", "at": "23:50", "minutes": "600"}),
    "aftale": ("in_force_on", Agreement, {"purpose": "Tryghed"}),
    "behov": ("found_on", Need, {"other": True, "found_by": "politi", "grounds": "Tal"}),
}
NEVER = ("9999-12-31", "9998-12-31", "2056-03-03", "1989-12-31", "0026-03-02", "0001-01-01")


@pytest.fixture
def network(begin):
    return begin("Birken")


@pytest.mark.parametrize("noun", FORMS)
def test_a_day_that_nobody_can_mean_is_refused_at_its_field(browse, network, database, noun):
    (field, model, typed), mette = FORMS[noun], browse("mette")
    form = mette.form(f"{NET}/{noun}/ny")

    answers = [mette.client.post(f"{NET}/{noun}/ny", data=form | typed | {field: day}) for day in NEVER]

    assert [answer.status_code for answer in answers] == [422] * len(NEVER)
    assert all(f'<a href="#{field}">' in answer.text and NEVER[nr] in answer.text for nr, answer in enumerate(answers))
    assert "skal ligge mellem 1. januar 1990 og" in answers[-1].text
    with database.read() as session:
        assert not records.list_all(session, model, network)
    furthest = "2056-03-02" if noun in ("moeder", "aftale", "droeftelser") else "1990-01-01"
    assert mette.client.post(f"{NET}/{noun}/ny", data=form | typed | {field: furthest}).status_code == 303


@pytest.mark.parametrize("day", [date.max, date.min])
def test_a_day_that_was_let_in_once_breaks_no_page(browse, network, people, database, now, day):
    agenda = texts.template("agenda_styregruppe", "da")
    values = {"kind": "styregruppe", "starts_at": clock.moment(day, time(23, 50)), "minutes": 600, "agenda": agenda}
    with database.write() as session:
        for model, said in (
            (ResidentInformation, {"channel": "opgange", "text": "Kom", "languages": "da", "informed_on": day}),
            (Agreement, {"in_force_on": day}),
            (Meeting, values),
        ):
            records.add(session, small.ask(network, people["mette"], now), model, said)
        session.commit()
    mette = browse("mette")

    pages = ("", "trin/6/", "trin/8/", "beboere/1/", "aftale/1/", "moeder/", "moeder/1/", "papir/moede/1.ics",
             "papir/indkaldelse/1.html")  # fmt: skip
    assert {page: mette.get(f"{NET}/{page}").status_code for page in pages} == dict.fromkeys(pages, 200)


@pytest.mark.parametrize("asked", ["fra=0001-01-01", "til=9999-12-31"])
def test_events_are_asked_for_to_the_ends_of_the_calendar(browse, network, asked):
    assert browse("rita").get(f"/revision/haendelser?{asked}").status_code == 200
