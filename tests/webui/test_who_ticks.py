"""Buttons are for whom they work: who sits takes decisions, the tovholder points at one, others are told why not."""

import pytest

from engine import records
from tests.webui import small
from workflows.tryghedsnetvaerk.meetings.models import Decision, Meeting

STEP = "/netvaerk/birken/trin/2/"
SENTENCE = "Kun styregruppen kan markere en beslutning som udført."


@pytest.fixture
def birken(database, people, now):
    """A network in step 2, where one task is a decision, with a decision in minutes; Karin sits or is suppleant."""
    with database.write() as session:
        number = small.network(session, people["mette"], "Birken", now, at="kortlaegning")
        held = {"kind": "styregruppe", "state": "holdt", "held_on": now.date(), "starts_at": now, "minutes": 60}
        meeting = records.add(session, small.ask(number, people["mette"], now), Meeting, held)
        values = {"meeting_id": meeting.id, "about": "andet", "text": "Rapporten er færdig"}
        records.add(session, small.ask(number, people["mette"], now), Decision, values)
        session.commit()
    return number


def sit(database, number, who, now, **more):
    with database.write() as session:
        small.seat(session, number, who, now, **more)
        session.commit()


def task(page, key):
    """Return what the page shows of one task."""
    return page[page.index(f'id="task-{key}"') :].partition("</section>")[0]


def test_a_suppleant_ticks_activities_and_is_told_that_others_take_decisions(browse, database, people, birken, now):
    sit(database, birken, people["admin"], now, deputy_id=people["karin"])

    page = browse("karin").get(STEP).text

    assert "Markér som udført" in task(page, "kvantitativ")
    assert "Markér som udført" not in task(page, "rapport")
    assert SENTENCE in task(page, "rapport")
    assert f'action="{STEP}luk"' not in page
    assert page.count(SENTENCE) == 2  # at the task, and where the step is closed


def test_a_task_that_waits_for_an_earlier_one_says_so_and_each_reason_stands_once(browse, begin):
    begin("egen", chair="karin")
    address = "/netvaerk/egen/trin/1/"
    waits = "Du kan først markere opgaven som udført, når intet mangler under: Undersøgelse af"

    page = browse("karin").get(address).text
    answer = browse("karin").send("/netvaerk/egen/opgave/styregruppe/udfoert", {}, shown_on=address)

    assert waits in task(page, "styregruppe")
    assert waits not in task(page, "interesse") + task(page, "kommunikation")
    assert page.count("Kommunen er ikke kontaktet.") == 1
    assert answer.status_code == 422
    assert refused(answer.text).count("Kommunen er ikke kontaktet.") == 1
    assert "Der er ingen mødeplan." in refused(answer.text)
    assert task(answer.text, "styregruppe").count("Kommunen er ikke kontaktet.") == 0


def test_who_sits_ticks_both(browse, database, people, birken, now):
    sit(database, birken, people["karin"], now)

    page = browse("karin").get(STEP).text

    assert "Markér som udført" in task(page, "rapport")
    assert f'action="{STEP}luk"' in page
    assert SENTENCE not in page


def test_a_tovholder_points_at_a_decision(browse, birken):
    page = browse("mette").get(STEP).text

    assert "1. Rapporten er færdig" in task(page, "rapport")
    assert f'action="{STEP}luk"' in page


def refused(page):
    """Return what a page says of why a press was refused."""
    return page[page.index('class="alert alert-error"') :].partition("</ul>")[0]


@pytest.mark.parametrize(
    ("path", "field"), [(f"{STEP}luk", "decision"), ("/netvaerk/birken/opgave/rapport/udfoert", "d-rapport")]
)
def test_a_tovholder_who_points_at_nothing_is_led_to_where_it_is_chosen(browse, birken, path, field):
    answer = browse("mette").send(path, {"decision": ""}, shown_on=STEP)

    said = refused(answer.text)
    assert answer.status_code == 422
    assert f'href="#{field}">Vælg beslutningen</a>' in said
    assert "Eller lad en, der sidder i styregruppen, gøre det." in said
    assert "Gå til styregruppen" not in said
    assert f'id="{field}" aria-invalid="true" aria-describedby="{field}-error"' in answer.text
    assert answer.text.count(f'id="{field}-error"') == 1


def test_a_decision_that_says_no_is_not_offered_and_refused_with_its_reason(browse, database, people, birken, now):
    with database.write() as session:
        meeting = records.list_all(session, Meeting, birken)[0]
        values = {"meeting_id": meeting.id, "about": "nej", "text": "Nej tak fra os"}
        records.add(session, small.ask(birken, people["mette"], now), Decision, values)
        session.commit()
    mette = browse("mette")

    answer = mette.send("/netvaerk/birken/opgave/rapport/udfoert", {"decision": "2"}, shown_on=STEP)

    assert "Nej tak fra os" not in task(mette.get(STEP).text, "rapport")
    assert answer.status_code == 422
    assert "Beslutning 2 er et nej til samarbejdet" in refused(answer.text)
    assert 'href="#d-rapport">Vælg beslutningen</a>' in refused(answer.text)


def test_a_tovholder_with_nothing_to_point_at_is_led_to_the_meetings(browse, begin):
    begin("egen", at="kortlaegning")

    said = refused(browse("mette").send("/netvaerk/egen/trin/2/luk", {}, shown_on="/netvaerk/egen/trin/2/").text)

    assert 'href="/netvaerk/egen/moeder/">Gå til møderne</a>' in said
    assert "Skriv gruppens beslutning i referatet af mødet" in said
