"""Opret netværk: a page without an answer is named and led to; a late takeover is asked from when its years count."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from engine import records
from engine.people.actions import add_organisation
from engine.queries import get_state
from engine.state import PENDING
from tests.engine.ringing import ring_one
from tests.webui import small
from workflows import find
from workflows.tryghedsnetvaerk.agreement.actions import save_agreement
from workflows.tryghedsnetvaerk.agreement.models import Agreement
from workflows.tryghedsnetvaerk.network.models import Network
from workflows.tryghedsnetvaerk.process import YEAR

GUIDE = "/netvaerk/nyt"
HERE = "/netvaerk/pilen"
MISSING = "Der er ikke planlagt nogen evaluering"


@pytest.fixture
def mette(browse, database, people, now):
    with database.write() as session:
        add_organisation(session, actor=None, now=now, name="Kommunen", kind="kommune")
        session.commit()
    return browse("mette")


def answer(mette, *, but=(), **more):
    """Answer the pages of the guide, leaving some out."""
    pages = {
        1: {"name": "Pilen", "kommune": "Nordby"},
        2: {"organisation_id": "1"},
        3: {"purpose": "Tryghed"},
        4: {"begun_on": "2026-03-01", "at": "igangsaettelse"} | more,
    }
    for nr, typed in pages.items():
        if nr not in but:
            said = mette.send(f"{GUIDE}/{nr}/", typed)
            assert said.status_code == 303, re.findall('form-error-message">(.*?)</span>', said.text)


def ways(text):
    return re.findall(r'<a href="([^"]+)">(Side \d, »[^«]+«, er ikke besvaret\.)</a>', text)


@pytest.mark.parametrize(("but", "named"), [(1, "Området"), (2, "Initiativet"), (3, "Formålet"), (4, "Datoer")])
def test_a_page_without_an_answer_is_named_and_led_to(mette, database, but, named):
    answer(mette, but=(but,))

    pressed = mette.send(f"{GUIDE}/tjek/", {})

    assert pressed.status_code == 422
    assert ways(pressed.text) == [(f"{GUIDE}/{but}/", f"Side {but}, »{named}«, er ikke besvaret.")]
    assert ways(mette.get(f"{GUIDE}/tjek/").text) == ways(pressed.text)
    with database.read() as session:
        assert session.scalars(select(Network.id)).all() == []


def test_every_page_without_an_answer_is_named(mette):
    assert [nr for nr, _said in ways(mette.get(f"{GUIDE}/tjek/").text)] == [f"{GUIDE}/{nr}/" for nr in (1, 2, 3, 4)]


def test_a_network_is_created_when_every_page_is_answered(mette):
    answer(mette)

    assert mette.send(f"{GUIDE}/tjek/", {}).headers["Location"] == f"{HERE}/"


@pytest.mark.parametrize(("written", "kept"), [
    ("0169", "Høje-Taastrup"), ("169", "Høje-Taastrup"), ("høje-taastrup kommune", "Høje-Taastrup"),
    ("Nordby Kommune", "Nordby Kommune"), ("Region Hovedstaden", "Region Hovedstaden"),
])  # fmt: skip
def test_a_municipality_is_kept_by_its_name(mette, database, written, kept):
    answer(mette, but=(1,))
    mette.send(f"{GUIDE}/1/", {"name": "Pilen", "kommune": written})
    mette.send(f"{GUIDE}/tjek/", {})

    mette.send(f"{HERE}/oplysninger", {"name": "Pilen", "kommune": written, "languages": "da", "version": "1"})

    with database.read() as session:
        assert session.execute(select(Network.kommune, Network.version)).all() == [(kept, 2)]


def test_a_name_that_is_taken_leads_to_the_page_where_it_is_written(mette, database, people, now):
    with database.write() as session:
        small.network(session, people["mette"], "Pilen", now)
        session.commit()
    answer(mette)

    pressed = mette.send(f"{GUIDE}/tjek/", {})

    assert pressed.status_code == 422
    assert f'<a href="{GUIDE}/1/#name">Der findes allerede et netværk, der hedder Pilen.</a>' in pressed.text


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"at": "praksis", "vouched": ""}, "vouched"),
        ({"at": "kortlaegning", "vouched": "Politiet", "in_force_on": "2025-06-01"}, "in_force_on"),
    ],
)
def test_what_does_not_fit_is_said_at_its_field(mette, typed, field):
    said = mette.send(f"{GUIDE}/4/", {"begun_on": "2026-03-01"} | typed)

    assert said.status_code == 422
    assert f'<a href="#{field}">' in said.text


def planned(database):
    """Return the day of each evaluation that is planned."""
    with database.read() as session:
        [number] = session.scalars(select(Agreement.network_id)).all() or [None]
        if number is None:
            return []
        told = get_state(session.connection(), number).timers.values()
        return [on.isoformat() for said, kind, on in told if (said, kind) == (PENDING, YEAR)]


@pytest.mark.parametrize("at", ["kontaktmaterialer", "praksis", "evaluering"])
def test_a_late_takeover_with_its_date_has_its_year_planned(mette, database, at):
    answer(mette, at=at, vouched="Politiet", in_force_on="2025-06-01")

    assert mette.send(f"{GUIDE}/tjek/", {}).status_code == 303

    assert planned(database) == ["2026-06-01"]
    assert MISSING not in mette.get(f"{HERE}/").text
    assert "Filen" in mette.get(f"{HERE}/aftale/1/").text or "vedhæft" in mette.get(f"{HERE}/aftale/1/").text


@pytest.mark.parametrize("at", ["kontaktmaterialer", "praksis", "evaluering"])
def test_a_late_takeover_without_its_date_warns_and_plans_when_it_is_written(mette, database, at):
    answer(mette, at=at, vouched="Politiet")
    assert "Der bliver ikke planlagt nogen evaluering" in mette.get(f"{GUIDE}/tjek/").text
    mette.send(f"{GUIDE}/tjek/", {})

    for page in ("", "trin/8/", "trin/9/"):
        shown = mette.get(f"{HERE}/{page}").text
        assert MISSING in shown
        assert f'href="{HERE}/aftale/ny">Skriv aftalens dato</a>' in shown
    assert mette.send(f"{HERE}/aftale/ny", {"in_force_on": "2025-06-01"}).status_code == 303

    assert planned(database) == ["2026-06-01"]
    assert MISSING not in mette.get(f"{HERE}/").text


def test_an_agreement_that_is_written_without_its_date_leads_to_the_date(mette, database, people, now):
    with database.write() as session:
        number = small.network(session, people["mette"], "Pilen", now, at="praksis")
        save_agreement(session, small.ask(number, people["mette"], now), None, {"purpose": "Tryghed"})
        session.commit()

    assert f'href="{HERE}/aftale/1/ret">Skriv aftalens dato</a>' in mette.get(f"{HERE}/").text


def test_a_date_of_years_ago_opens_the_newest_year_alone(mette, database, people, now):
    with database.write() as session:
        number = small.network(session, people["mette"], "Pilen", now, at="praksis")
        old = {"in_force_on": now.date() - timedelta(days=800)}
        save_agreement(session, small.ask(number, people["mette"], now), None, old)
        while ring_one(session, find, now):
            pass
        session.commit()
    with database.read() as session:
        assert get_state(session.connection(), number).position == "evaluering"


def test_an_auditor_is_warned_but_not_sent_to_write(mette, browse, database, people, now):
    with database.write() as session:
        small.network(session, people["mette"], "Pilen", now, at="praksis")
        session.commit()

    shown = browse("rita").get(f"{HERE}/").text

    assert MISSING in shown
    assert "Skriv aftalens dato" not in shown


def test_a_network_that_closed_step_six_here_is_counted_from_that_day_and_not_warned_of(mette, database, people, now):
    with database.write() as session:
        number = small.network(session, people["mette"], "Pilen", now, at="aftale")
        records.add(session, small.ask(number, people["mette"], now), Agreement, {"in_force_on": now.date()})
        session.commit()

    assert MISSING not in mette.get(f"{HERE}/").text


def test_the_answers_name_a_new_organisation_and_its_kind_where_the_initiative_is_asked_for(mette):
    typed = {"organisation_id": "", "new_organisation": "Pilens Venner", "new_kind": "forening"}
    assert mette.send(f"{GUIDE}/2/", typed).status_code == 303

    page = mette.get(f"{GUIDE}/tjek/").text

    assert re.search(r"Hvem tager initiativet\?</dt><dd>Pilens Venner \(Forening\)</dd>", page)
    assert "Eller skriv en ny organisation" not in page


def test_a_day_that_has_been_lies_between_the_earliest_and_today(mette):
    page = mette.send(f"{GUIDE}/4/", {"begun_on": "1875-03-01", "at": "igangsaettelse"}).text

    assert "skal ligge mellem 1. januar 1990 og i dag." in page
