"""Setting a demand aside on the page: who may allow it, which decision, and the reason where the demand stands."""

import re
from datetime import timedelta

import pytest

from engine import actions, records
from engine.queries import list_events
from tests.webui import small
from workflows.tryghedsnetvaerk.meetings.models import Decision, Meeting

NET = "/netvaerk/birken"
PATH = f"{NET}/krav/rapport_godkendt/fravig"
LONG = "Rapporten kommer først til sommer, fordi bureauet har mistet to medarbejdere og derfor er blevet forsinket igen"


@pytest.fixture
def birken(database, people, now):
    with database.write() as session:
        number = small.network(session, people["mette"], "Birken", now, at="kortlaegning")
        session.commit()
    return number


def decide(database, number, who, now, *texts):
    with database.write() as session:
        held = {"kind": "styregruppe", "state": "holdt", "held_on": now.date(), "starts_at": now, "minutes": 60}
        meeting = records.add(session, small.ask(number, who, now), Meeting, held)
        for text in texts:
            about = "trukket" if text == "Glem det" else "fravigelse"
            values = {"meeting_id": meeting.id, "about": about, "text": text}
            records.add(session, small.ask(number, who, now), Decision, values)
        session.commit()


def chair(database, number, who, now):
    with database.write() as session:
        small.seat(session, number, who, now, chair=True)
        session.commit()


def choices(page, name):
    shown = page[page.index(f'id="{name}"') :].partition("</select>")[0]
    return re.findall(r'<option[^>]*value="([^"]*)"[^>]*>([^<]*)<', shown)


def typed(now, **more):
    until = (now.date() + timedelta(days=30)).isoformat()
    return {"reason": "Bureauet er forsinket", "allowed": "chair", "decision": "", "until": until, **more}


def test_a_decision_is_chosen_by_its_text_and_date(browse, database, people, birken, now):
    decide(database, birken, people["mette"], now, "Vi venter på rapporten", "Glem det", LONG)

    found = choices(browse("mette").get(PATH).text, "decision")

    assert found == [
        ("", "Ingen valgt"),
        ("3", f"3. {LONG[:90].rstrip()}… (styregruppemøde, 2. mar. 2026)"),
        ("1", "1. Vi venter på rapporten (styregruppemøde, 2. mar. 2026)"),
    ]


def test_the_chosen_decision_stands_in_the_history(browse, database, people, birken, now):
    decide(database, birken, people["mette"], now, "Vi venter")

    answer = browse("mette").send(PATH, typed(now, allowed="minutes", decision="1"))

    assert answer.status_code == 303
    with database.read() as session:
        [event] = list_events(session.connection(), birken, kinds=("demand_set_aside",))
    assert event.body["allowed"] == "decision:1"


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"allowed": "minutes", "decision": ""}, "decision"),
        ({"allowed": "minutes", "decision": "9"}, "decision"),
        ({"allowed": "chair", "until": "2026-03-01"}, "until"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(browse, database, people, birken, now, more, field):
    decide(database, birken, people["mette"], now, "Vi venter")

    answer = browse("mette").send(PATH, typed(now, **more))

    assert answer.status_code == 422
    assert f'<a href="#{field}">' in answer.text
    assert "Bureauet er forsinket" in answer.text


def test_the_page_says_who_may_allow_it(browse, database, people, birken, now):
    nobody = browse("mette").get(PATH).text
    assert "Ingen formand sidder i styregruppen i dag." in nobody
    assert "Der er endnu ingen beslutninger i referater, som kan vælges." in nobody
    assert f'<a href="{NET}/styregruppe/">Gå til styregruppen</a>' in nobody
    assert f'<a href="{NET}/moeder/">Gå til møderne</a>' in nobody

    chair(database, birken, people["karin"], now)
    decide(database, birken, people["mette"], now, "Vi venter")

    said = browse("mette").get(PATH).text
    assert "Formanden, Karin Bech." in said
    assert "En beslutning i et referat. Du vælger den herunder." in said
    assert "Rapporten er ikke sendt" in said or "rapport" in said.lower()  # why the demand is not met


def test_without_a_chair_the_press_leads_to_the_steering_group(browse, birken, now):
    answer = browse("mette").send(PATH, typed(now))

    assert answer.status_code == 422
    assert f'<a href="{NET}/styregruppe/">Gå til styregruppen</a>' in answer.text.partition("Der er noget")[2]


def test_the_reason_and_who_allowed_it_stand_with_the_demand(browse, database, people, birken, now):
    chair(database, birken, people["karin"], now)
    mette = browse("mette")
    assert mette.send(PATH, typed(now)).status_code == 303

    shown = mette.get(f"{NET}/trin/2/").text

    said = shown.index("»Bureauet er forsinket« · Tilladt af: Formanden")
    demand = shown[shown.rindex("<li", 0, said) :].partition("</li>")[0]
    assert "Styregruppen har godkendt en version af rapporten" in demand
    assert "Fraveget til" in demand


def test_the_newest_reason_stands_there(browse, database, people, birken, now):
    chair(database, birken, people["karin"], now)
    mette = browse("mette")
    mette.send(PATH, typed(now))
    with database.write() as session:
        actions.reinstate(session.connection(), small.ask(birken, people["mette"], now), "rapport_godkendt")
        session.commit()
    assert "Bureauet er forsinket" not in mette.get(f"{NET}/trin/2/").text

    mette.send(PATH, typed(now, reason="Ny sagsbehandler"))

    shown = mette.get(f"{NET}/trin/2/").text
    assert "»Ny sagsbehandler«" in shown
    assert "»Bureauet er forsinket«" not in shown


def test_why_a_task_was_skipped_stands_with_the_task(browse, database, people, birken, now):
    mette = browse("mette")
    assert mette.send(f"{NET}/opgave/kvantitativ/spring", {"reason": "Vi spørger til efteråret"}).status_code == 303

    shown = mette.get(f"{NET}/trin/2/").text

    assert "»Vi spørger til efteråret«" in shown[shown.index('id="task-kvantitativ"') :].partition("</section>")[0]
