"""Rules between the fields of a form: every one that is broken is said, each at its field."""

from datetime import timedelta

import pytest

from engine.people.actions import add_organisation
from engine.people.queries import find_organisation_by_name
from tests.webui.small import network, seat
from workflows.tryghedsnetvaerk.meetings.models import Meeting
from workflows.tryghedsnetvaerk.network.models import Seat, Stakeholder


@pytest.fixture
def place(database, people, now):
    with database.write() as session:
        number = network(session, people["mette"], "birken", now)
        seat(session, number, people["karin"], now, chair=True)
        add_organisation(session, actor=None, now=now, name="Bolig", kind="boligorganisation")
        session.commit()
    return "/netvaerk/birken"


def organisation(database, name):
    with database.read() as session:
        return find_organisation_by_name(session, name).id


def test_every_broken_rule_is_said_at_once_with_the_field_it_is_about(browse, place, now):
    late = now.date().replace(year=now.year + 1).isoformat()
    typed = {"kind": "kommune", "answer": "intet_svar", "contacted_on": late, "contact": "Bo"}

    answer = browse("mette").send(f"{place}/interessenter/ny", typed)

    assert answer.status_code == 422
    for field, said in (
        ("organisation_id", "Vælg en organisation"),
        ("contacted_on", "ligger ude i fremtiden"),
        ("contacted_again_on", "anden henvendelse"),
    ):
        assert f'<a href="#{field}">' in answer.text
        assert said in answer.text
    assert 'value="Bo"' in answer.text


def test_two_contacts_on_one_day_are_one_contact(browse, place, database, now):
    day = now.date().isoformat()
    typed = {"kind": "kommune", "answer": "intet_svar", "contacted_on": day, "contacted_again_on": day,
             "organisation_id": str(organisation(database, "Kommunen"))}  # fmt: skip

    assert browse("mette").send(f"{place}/interessenter/ny", typed).status_code == 422


@pytest.mark.parametrize(
    ("kind", "asked"), [("", "boligforening"), ("andet", "andet"), ("boligforening", "boligforening")]
)
def test_who_is_asked_follows_the_organisation(browse, place, database, kind, asked):
    typed = {"kind": kind, "organisation_id": str(organisation(database, "Bolig"))}

    assert browse("mette").send(f"{place}/interessenter/ny", typed).status_code == 303

    with database.read() as session:
        assert session.query(Stakeholder).one().kind == asked


def test_who_is_asked_does_not_contradict_the_organisation(browse, place, database):
    mette = browse("mette")
    typed = {"kind": "politi", "organisation_id": str(organisation(database, "Bolig"))}
    form = mette.get(f"{place}/interessenter/ny").text
    assert "selected" not in form[form.index('id="kind"') : form.index("</select>", form.index('id="kind"'))]

    answer = mette.send(f"{place}/interessenter/ny", typed)

    assert answer.status_code == 422
    assert "Bolig er skrevet ind som »Boligorganisation« og kan ikke være »Politi«" in answer.text
    assert "Vælg, hvem det er." in mette.send(f"{place}/interessenter/ny", {"answer": "findes_ikke"}).text


def test_an_organisation_is_asked_once(browse, place, database, now):
    typed = {"kind": "kommune", "organisation_id": str(organisation(database, "Kommunen"))}
    mette = browse("mette")
    assert mette.send(f"{place}/interessenter/ny", typed).status_code == 303

    again = mette.send(f"{place}/interessenter/ny", typed)

    assert (again.status_code, "som nummer 1" in again.text) == (422, True)
    with database.read() as session:
        assert session.query(Stakeholder).count() == 1


YESTERDAY, TODAY = "2026-03-01", "2026-03-02"


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"answer": "tilsluttet"}, "answered_on", "Skriv, hvornår de svarede."),
        ({"asked_on": TODAY, "deadline": YESTERDAY}, "deadline", "Fristen kan ikke ligge, før de blev spurgt."),
        ({"answer": "nej", "asked_on": TODAY, "answered_on": YESTERDAY}, "answered_on", "før de blev spurgt"),
        ({"answer": "tilsluttet", "answered_on": TODAY, "left_on": YESTERDAY}, "left_on", "før de svarede"),
    ],
)
def test_a_partners_days_are_in_order_and_an_answer_has_its_day(browse, place, database, typed, field, said):
    told = {"organisation_id": str(organisation(database, "Bolig"))} | typed

    answer = browse("mette").send(f"{place}/parter/ny", told)

    assert (answer.status_code, f'<a href="#{field}">' in answer.text, said in answer.text) == (422, True, True)


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"reminded_on": TODAY}, "contacted_on", "Skriv, hvornår lederen blev kontaktet."),
        ({"contacted_on": TODAY, "reminded_on": YESTERDAY}, "reminded_on", "en senere dag end den første kontakt"),
        ({"contacted_on": YESTERDAY, "answer": "intet_svar"}, "reminded_on", "kræver datoen for påmindelsen"),
        ({"contacted_on": YESTERDAY, "answer": "ja"}, "answered_on", "Skriv, hvornår de svarede."),
        ({"contacted_on": TODAY, "answer": "ja", "answered_on": YESTERDAY}, "answered_on", "før de blev kontaktet"),
    ],
)
def test_a_group_is_contacted_before_it_is_reminded_or_answers(browse, place, typed, field, said):
    told = {"name": "Postbude", "sector": "privat", "choice": "ja", "reason": "Kommer i hver opgang"} | typed

    answer = browse("mette").send(f"{place}/faggrupper/ny", told)

    assert (answer.status_code, f'<a href="#{field}">' in answer.text, said in answer.text) == (422, True, True)


TOMORROW = "2026-03-03"
MADE = {"kind": "kvantitativ", "state": "gennemfoert", "done_by": "Kommunen"}


@pytest.mark.parametrize(
    ("noun", "typed", "field", "said"),
    [
        ("beboere", {"channel": "opgange", "text": "Kom", "informed_on": TOMORROW}, "informed_on", "i fremtiden"),
        ("droeftelser", {"what": "Fest", "state": "holdt", "on": TOMORROW}, "on", "der ikke er kommet"),
        ("droeftelser", {"what": "Fest", "state": "indkaldt", "on": "2026-03-01"}, "on", "Dagen er gået"),
        ("droeftelser", {"what": "Fest", "state": "holdt", "on": TODAY}, "outcome", "hvad der kom ud af drøftelsen"),
        ("undersoegelser", MADE | {"fieldwork_until": TODAY}, "fieldwork_from", "spurgt første gang"),
        ("undersoegelser", MADE | {"fieldwork_from": TODAY}, "fieldwork_until", "spurgt sidste gang"),
        ("undersoegelser", MADE | {"fieldwork_from": TODAY, "fieldwork_until": TOMORROW}, "fieldwork_until",
         "så undersøgelsen er ikke lavet endnu"),
    ],
)  # fmt: skip
def test_what_is_still_to_come_has_not_happened(browse, place, noun, typed, field, said):
    answer = browse("mette").send(f"{place}/{noun}/ny", typed)

    assert (answer.status_code, f'<a href="#{field}">' in answer.text, said in answer.text) == (422, True, True)


@pytest.mark.parametrize(
    ("noun", "typed"),
    [
        ("droeftelser", {"what": "Fest", "state": "indkaldt", "on": TOMORROW}),
        ("undersoegelser", {"kind": "kvantitativ", "state": "planlagt", "fieldwork_until": TOMORROW}),
        ("undersoegelser", MADE | {"fieldwork_from": YESTERDAY, "fieldwork_until": TODAY, "early_reason": "Skolen"}),
    ],
)
def test_what_is_planned_may_lie_ahead(browse, place, noun, typed):
    assert browse("mette").send(f"{place}/{noun}/ny", typed).status_code == 303


@pytest.mark.parametrize(("who", "said"), [("karin", "sidder allerede"), ("mette", "allerede en formand")])
def test_nobody_sits_twice_and_no_two_chairs_sit_at_once(browse, place, database, people, now, who, said):
    typed = {"kind": "anden", "person_id": str(people[who]), "organisation_id": str(organisation(database, "Bolig")),
             "chair": "y", "since": now.date().isoformat()}  # fmt: skip

    answer = browse("mette").send(f"{place}/styregruppe/ny", typed)

    assert (answer.status_code, said in answer.text) == (422, True)
    with database.read() as session:
        assert session.query(Seat).count() == 1


def test_a_network_is_ended_only_by_somebody_who_is_sure_and_it_can_be_undone(browse, place):
    mette = browse("mette")
    assert mette.send(f"{place}/afslut", {"reason": "Området rives ned"}).status_code == 422

    mette.send(f"{place}/afslut", {"reason": "Området rives ned", "sure": "y"})

    page = mette.get(f"{place}/").text
    assert "»Området rives ned«" in page
    mette.send(f"{place}/fortryd", {}, shown_on=f"{place}/")
    assert "Området rives ned" not in mette.get(f"{place}/").text


def test_what_nobody_has_met_is_not_ticked_as_met(browse, place):
    page = browse("mette").get(f"{place}/trin/2/").text

    before = page[: page.index("Tallene har kilde og udtræksdato")]
    assert before[before.rindex("<li class=") :].startswith('<li class="idle">')


def test_an_order_is_not_ticked_as_kept_before_there_is_a_group(browse, begin, now):
    ahead = {"kind": "styregruppe", "state": "kladde", "agenda": "", "place": "Salen", "minutes": 90}
    begin("Birken", (Meeting, {"starts_at": now + timedelta(days=7), **ahead}))

    page = browse("mette").get("/netvaerk/birken/trin/1/").text

    planned = page[: page.index("Der er en mødeplan")]
    before = page[: page.index("Styregruppen er nedsat, efter at det indledende møde sagde ja")]
    assert planned[planned.rindex("<li class=") :].startswith('<li class="ok">')
    assert before[before.rindex("<li class=") :].startswith('<li class="idle">')
