"""After a step is closed: the way on, and Fortryd for ten minutes; and what the list says of minutes that wait."""

from datetime import timedelta

import pytest

from engine import actions, records
from engine.queries import get_state
from tests.webui import small
from workflows.tryghedsnetvaerk.composition.models import ProfessionalGroup
from workflows.tryghedsnetvaerk.meetings.models import Meeting
from workflows.tryghedsnetvaerk.process import PROCESS

HERE = "/netvaerk/birken"


@pytest.fixture
def closed(database, people, now):
    """A network whose step 6 Karin has just closed with what it lacks set aside."""
    with database.write() as session:
        number, db = small.network(session, people["mette"], "Birken", now, at="aftale"), session.connection()
        small.seat(session, number, people["karin"], now, chair=True)
        for demand in PROCESS.steps["aftale"].demands:
            if not demand.firm and not demand.warning:
                asked = small.ask(number, people["mette"], now)
                until = now.date() + timedelta(days=9)
                actions.set_aside(db, asked, demand.key, reason="Senere", allowed="chair", until=until)
        actions.close(db, small.ask(number, people["karin"], now), "aftale")
        session.commit()
    return number


def test_a_closed_step_leads_on_and_can_be_undone(browse, database, closed):
    karin = browse("karin")

    page = karin.get(f"{HERE}/trin/6/").text

    assert f'href="{HERE}/trin/7/">Gå til trin 7: Udarbejdelse af kontaktmaterialer</a>' in page
    assert "Du lukkede trinnet »Indgåelse af samarbejdsaftale«." in page
    assert karin.send(f"{HERE}/fortryd", {}, shown_on=f"{HERE}/trin/6/").status_code == 303
    with database.read() as session:
        assert get_state(session.connection(), closed).position == "aftale"


def test_only_the_one_who_did_it_only_there_and_only_for_ten_minutes(browse, closed, clock):
    assert "/fortryd" not in browse("mette").get(f"{HERE}/trin/6/").text
    assert "/fortryd" not in browse("karin").get(f"{HERE}/trin/5/").text
    clock.at += timedelta(minutes=11)

    late = browse("karin").get(f"{HERE}/trin/6/").text

    assert "/fortryd" not in late
    assert "Gå til trin 7" in late


def test_nobody_is_led_on_from_where_the_network_stands(browse, closed):
    assert "Gå til trin" not in browse("karin").get(f"{HERE}/trin/7/").text.partition("<main")[2]


def hold(database, number, who, now, sent=None):
    with database.write() as session:
        values = {"kind": "styregruppe", "starts_at": now, "minutes": 60, "state": "holdt", "held_on": now.date(),
                  "minutes_sent_on": sent}  # fmt: skip
        records.add(session, small.ask(number, who, now), Meeting, values)
        session.commit()


def test_the_list_says_how_many_minutes_wait_to_be_sent(browse, database, people, closed, now):
    assert "er ikke sendt" not in browse("mette").get("/").text
    hold(database, closed, people["mette"], now)
    hold(database, closed, people["mette"], now, sent=now.date())
    assert "1 referat er ikke sendt" in browse("mette").get("/").text
    hold(database, closed, people["mette"], now)

    assert "2 referater er ikke sendt" in browse("mette").get("/").text


def test_the_legend_explains_every_look_of_the_bars_and_no_other(browse, closed):
    page = browse("mette").get("/").text
    legend = page[page.index('class="legend') :].partition("</ul>")[0]

    assert legend.count("<li>") == 4
    for word in ("Gennemført", "Udført før systemet", "Klar til start", "Kan forberedes"):
        assert word in legend


def test_silence_without_a_reminder_says_what_is_missing(browse, database, people, now):
    with database.write() as session:
        number = small.network(session, people["mette"], "Birken", now, at="sammensaetning")
        values = {"name": "Pedeller", "sector": "offentlig", "choice": "ja", "reason": "Tæt på", "leader": "Bo",
                  "contacted_on": now.date(), "answer": "intet_svar"}  # fmt: skip
        records.add(session, small.ask(number, people["mette"], now), ProfessionalGroup, values)
        session.commit()

    page = browse("mette").get(f"{HERE}/faggrupper/").text

    assert "Intet svar, men datoen for påmindelsen mangler" in page
    assert "Faggrupper, der ikke har svaret eller mangler datoen for påmindelsen: 1." in page
    assert f'href="{HERE}/faggrupper/1/ret">Skriv, hvornår Pedeller blev påmindet</a>' in page
