"""The year's evaluation beside the current work: open on every page once the year fired, and waiting on hold."""

import re
from datetime import timedelta

import pytest

from engine import actions, records
from tests.engine.ringing import ring_one
from tests.webui import small
from tests.webui.test_reopened_steps import bar_in
from workflows import find
from workflows.tryghedsnetvaerk.agreement.models import Agreement

HERE = "/netvaerk/birken"
OPEN = ["before"] * 6 + ["active", "prepare", "active"]


@pytest.fixture
def seventh(database, people, now):
    """A network that stands in step 7, with an agreement that took force a year and a day ago."""
    with database.write() as session:
        number = small.network(session, people["mette"], "Birken", now, at="kontaktmaterialer")
        small.seat(session, number, people["karin"], now, chair=True)
        in_force = {"in_force_on": now.date() - timedelta(days=366)}
        records.add(session, small.ask(number, people["mette"], now), Agreement, in_force)
        session.commit()
    return number


def pause(database, number, who, now, act=actions.pause):
    with database.write() as session:
        act(session.connection(), small.ask(number, who, now), "Sommer")
        session.commit()


def ring(database, now):
    with database.write() as session:
        while ring_one(session, find, now):
            pass
        session.commit()


def row_of(text, title):
    """Return what the network's page says of one step."""
    return next(one for one in text.split('<li class="task ') if f"{title}</a>" in one)


def test_before_the_year_the_evaluation_can_only_be_prepared(browse, seventh):
    shown = row_of(browse("mette").get(f"{HERE}/").text, "Evaluering")

    assert "Kan forberedes" in shown


@pytest.mark.parametrize("who", ["mette", "karin", "rita"])
def test_in_step_seven_it_is_open_beside_on_every_page(browse, seventh, database, clock, who):
    ring(database, clock.at)
    browser = browse(who)

    front = browser.get(f"{HERE}/").text
    shown = row_of(front, "Evaluering")
    assert "I gang" in shown
    assert "Kan forberedes" not in shown
    assert "Åben ved siden af trin 7. Den kan lukkes, når trin 7 er lukket." in shown
    assert "Evalueringens resultater er ikke skrevet." in shown
    assert [*bar_in(front)[:6], *bar_in(front)[7:]] == [*OPEN[:6], *OPEN[7:]]
    assert f'href="{HERE}/trin/9/">Gå til evalueringen</a>' in front
    assert f'href="{HERE}/trin/9/">Gå til evalueringen</a>' in browser.get(f"{HERE}/trin/7/").text
    assert f'href="{HERE}/trin/9/">Gå til evalueringen</a>' not in browser.get(f"{HERE}/trin/3/").text
    ninth = browser.get(f"{HERE}/trin/9/").text
    assert "Evalueringen er åben" in ninth
    assert re.search(rf'<a class="button [\w-]+" href="{HERE}/evaluering/">', ninth)
    assert f'href="{HERE}/trin/7/">Gå til trin 7</a>' in ninth
    listed = browser.get("/netvaerk/").text.partition("<tbody>")[2]
    assert bar_in(listed)[8] == "active"
    assert "Evalueringen er åben" in listed


def test_it_stands_among_the_tasks_of_who_works_there(browse, seventh, database, clock):
    assert "Årets evaluering er åben" not in browse("karin").get("/opgaver").text
    ring(database, clock.at)

    shown = browse("karin").get("/opgaver").text

    assert f'<a href="{HERE}/trin/9/">Årets evaluering er åben</a>' in shown
    assert "Birken · Åben ved siden af trin 7" in shown


def test_a_demand_of_it_can_be_set_aside_meanwhile(browse, seventh, database, clock):
    karin = browse("karin")
    assert "/krav/resultater/fravig" not in karin.get(f"{HERE}/trin/9/").text
    ring(database, clock.at)

    assert "/krav/resultater/fravig" in karin.get(f"{HERE}/trin/9/").text


def test_only_what_is_late_itself_is_said_to_be_late(browse, seventh, database, clock):
    ring(database, clock.at)
    clock.at += timedelta(days=61)
    mette = browse("mette")

    front = mette.get(f"{HERE}/").text

    assert "Frist overskredet" in row_of(front, "Evaluering")
    assert "Frist overskredet" not in row_of(front, "Udarbejdelse af kontaktmaterialer")


def test_in_practice_the_step_that_goes_on_leads_to_it_too(browse, database, people, now, clock):
    with database.write() as session:
        number = small.network(session, people["mette"], "Birken", now, at="praksis")
        in_force = {"in_force_on": now.date() - timedelta(days=366)}
        records.add(session, small.ask(number, people["mette"], now), Agreement, in_force)
        session.commit()
    ring(database, now)
    mette = browse("mette")

    assert "Årets evaluering er åben" in mette.get(f"{HERE}/trin/8/").text
    assert "I gang" in row_of(mette.get(f"{HERE}/").text, "Samarbejdet i praksis")
    assert "Luk trin 9" in mette.get(f"{HERE}/trin/9/").text


def test_on_hold_it_waits_and_every_page_says_so(browse, seventh, database, people, clock):
    pause(database, seventh, people["mette"], clock.at)
    ring(database, clock.at)
    mette = browse("mette")
    said = "Evalueringen skulle være begyndt 1. marts 2026. Den venter, til netværket er i gang igen."

    front = mette.get(f"{HERE}/").text
    assert front.count(said) == 2  # what comes next, and the step
    assert "I bero" in row_of(front, "Evaluering")
    for step in (7, 9):
        shown = mette.get(f"{HERE}/trin/{step}/").text
        assert said in shown
        assert f'href="{HERE}/genoptag">Genoptag netværket</a>' in shown
    assert said in mette.get("/opgaver").text
    listed = mette.get("/").text.partition("<tbody>")[2]
    assert "Evalueringen venter, til netværket er i gang igen" in listed
    assert bar_in(listed) == bar_in(front) == ["before"] * 6 + ["paused", "prepare", "paused"]


def test_it_opens_when_the_network_goes_on(browse, seventh, database, people, clock):
    pause(database, seventh, people["mette"], clock.at)
    ring(database, clock.at)
    pause(database, seventh, people["mette"], clock.at, actions.resume)
    ring(database, clock.at)

    assert "Åben ved siden af trin 7" in browse("mette").get(f"{HERE}/").text


def test_an_auditor_is_not_offered_to_go_on(browse, seventh, database, people, clock):
    pause(database, seventh, people["mette"], clock.at)

    assert "/genoptag" not in browse("rita").get(f"{HERE}/trin/9/").text


def test_in_a_network_that_ended_nothing_is_open(browse, seventh, database, people, clock):
    ring(database, clock.at)
    pause(database, seventh, people["mette"], clock.at, actions.end)
    mette = browse("mette")

    assert "Åben ved siden af" not in mette.get(f"{HERE}/").text
    assert "Evalueringen er åben" not in mette.get(f"{HERE}/trin/9/").text
    assert "Årets evaluering" not in mette.get("/opgaver").text
