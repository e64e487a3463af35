"""Revision og tilsyn: departures first, the same ten again, whole chains, and files that say how they are read."""

import json
import re
from datetime import timedelta
from hashlib import sha256

import pytest
from sqlalchemy.event import listen

from engine import actions, chronicle, records
from engine.history import GENESIS
from engine.people import queries
from engine.people.models import EXPORT
from tests.webui.small import ask, network, seat
from tests.workflows.world import worded
from webui.page.event_files import COLUMNS, cell
from workflows.tryghedsnetvaerk.mapping.actions import save_report, send_report
from workflows.tryghedsnetvaerk.mapping.models import PARTS
from workflows.tryghedsnetvaerk.network.actions import create_network, end_seat
from workflows.tryghedsnetvaerk.network.approvals import answer
from workflows.tryghedsnetvaerk.network.models import Need, Stakeholder

REASON = "Kommunen svarer ikke"


@pytest.fixture
def birk(database, people, now):
    """A network with a demand set aside for five days, and one taken over beside it."""
    with database.write() as session:
        number = network(session, people["mette"], "Birk", now)
        network(session, people["mette"], "Eg", now, at="aftale")
        seat(session, number, people["karin"], now, chair=True)
        until = now.date() + timedelta(days=5)
        command = ask(number, people["mette"], now)
        actions.set_aside(session.connection(), command, "kommune_svar", reason=REASON, allowed="chair", until=until)
        session.commit()
    return number


def do(database, action, *given, **named):
    with database.write() as session:
        done = action(session, *given, **named)
        session.commit()
    return done


def page(browse, path="/revision/", who="rita"):
    answer = browse(who).get(path)
    assert answer.status_code == 200
    return answer.text


def departures(shown):
    return shown[shown.index('id="aside-h"') : shown.index('id="late-h"')]


def test_an_auditor_begins_with_the_departures(browse):
    browser = browse("rita")

    assert browser.get("/").location == "/revision/"
    assert browser.get("/netvaerk/").status_code == 200
    assert browse("admin").get("/").status_code == 200


def test_who_is_neither_auditor_nor_administrator_does_not_see_it(browse):
    for who in ("karin", "mette"):
        browser = browse(who)
        assert browser.get("/revision/").status_code == 403
        assert "/revision/" not in browser.get("/").text


def test_a_demand_set_aside_stands_first_with_why_and_by_whom(browse, birk):
    first = departures(page(browse))

    for said in (REASON, "Formanden", "7. mar. 2026", "Gælder nu", "Mette Holm", "Trin 1"):
        assert said in first


def test_one_whose_date_has_passed_is_said_to_be_unmet(browse, birk, clock):
    clock.at += timedelta(days=6)

    assert "Datoen er passeret, kravet er ikke opfyldt" in departures(page(browse))


def test_one_whose_date_has_passed_and_that_is_met_is_of_the_past(browse, birk, clock, database, people, now):
    answered = {"kind": "kommune", "answer": "interesseret", "answered_on": now.date()}
    do(database, records.add, ask(birk, people["mette"], now), Stakeholder, answered)
    clock.at += timedelta(days=6)

    shown = departures(page(browse))

    assert "Opfyldt, eller netværket er afsluttet" in shown
    assert "Ingen krav er fraveget nu" in shown


def test_a_passed_one_stands_among_the_tasks_of_who_works_there(browse, birk, clock):
    clock.at += timedelta(days=6)

    assert "Fravigelsen er udløbet" in page(browse, "/opgaver", "mette")
    assert "Fravigelsen er udløbet" in page(browse, "/opgaver", "karin")


def test_one_that_was_reinstated_is_of_the_past(browse, birk, database, people, now):
    with database.write() as session:
        actions.reinstate(session.connection(), ask(birk, people["mette"], now), "kommune_svar")
        session.commit()

    assert "Ophævet eller afløst" in departures(page(browse))


@pytest.mark.parametrize(("days", "late"), [(14, False), (15, True)])
def test_what_was_entered_late_is_listed_with_how_late(browse, birk, database, people, now, days, late):
    command = ask(birk, people["mette"], now, on=now.date() - timedelta(days=days))
    do(database, records.add, command, Need, {"found_by": "politi", "found_on": now.date(), "grounds": "Tal"})

    assert ("15 dage senere" in page(browse)) is late


def test_a_network_that_was_begun_before_it_was_written_in_stands_for_itself(browse, birk, database, people, now):
    with database.write() as session:
        begun = ask(0, people["mette"], now, on=now.date() - timedelta(days=40))
        number = create_network(session, begun, {"name": "Ask", "kommune": "Nordby"})
        late = ask(number, people["mette"], now, on=now.date() - timedelta(days=30))
        records.add(session, late, Need, {"found_by": "politi", "found_on": now.date(), "grounds": "Tal"})
        session.commit()

    shown = page(browse)
    late, begun = (shown.split(f'id="{mark}-h"')[1].split("</section>")[0] for mark in ("late", "begun"))

    assert ("30 dage senere" in late, "40 dage senere" in late) == (True, False)
    assert ("30 dage senere" in begun, "40 dage senere" in begun) == (False, True)
    assert "oprettede netværket" in begun


def test_a_network_is_called_by_its_name(browse, birk):
    assert "begyndte netværket Birk" in page(browse, "/revision/haendelser")


def test_what_was_taken_over_is_listed(browse, birk):
    shown = page(browse)

    assert "overtog netværket" in shown[shown.index('id="handed-h"') : shown.index('id="reopened-h"')]


@pytest.mark.parametrize(("writer", "same"), [("karin", True), ("mette", False)])
def test_who_wrote_and_approved_the_same_is_listed(browse, birk, database, people, now, writer, same):
    parts = dict.fromkeys(PARTS, "x")
    with database.write() as session:
        report = save_report(session, ask(birk, people[writer], now), None, parts)
        send_report(session, ask(birk, people["mette"], now), report.nr, object_by=None, wording=worded)
        answer(session, ask(birk, people["karin"], now), 1, "godkendt")
        session.commit()

    shown = page(browse)

    assert ("Karin Bech" in shown[shown.index('id="same-h"') :]) is same


def test_events_are_found_by_kind_person_and_day(browse, birk, people):
    def found(query):
        return re.search(r"(\d+) hændelse", page(browse, f"/revision/haendelser?{query}"))[1]

    assert found("slags=fravigelser") == "1"
    assert found("person=mette&slags=forloeb") == "2"
    assert found("person=ingen-af-os") == "0"
    assert found("fra=2026-03-02&til=2026-03-02") == found("")
    assert found("fra=2026-03-03") == "0"
    assert found("fra=vrøvl&slags=vrøvl&side=x") == found("")


def test_the_same_seed_draws_the_same_ten_however_much_happens_later(browse, birk, database, people, now, clock):
    browser = browse("rita")
    where = browser.get("/revision/udtraek").location
    first = re.findall(r'">#(\d+)</span>', browser.get(where).text)
    clock.at += timedelta(minutes=20)
    for _ in range(5):
        do(database, records.add, ask(birk, people["mette"], clock.at), Need,
           {"found_by": "politi", "found_on": now.date(), "grounds": "Tal"})  # fmt: skip

    again = re.findall(r'">#(\d+)</span>', browser.get(where).text)

    assert len(first) == 10
    assert again == first
    assert where.partition("froe=")[2] in browser.get(where).text
    assert browser.get("/revision/udtraek").location != where


@pytest.mark.parametrize("seed", ["x", "20260302T120000", "99999999T999999-ab", "20260302T120000-<b>", "a" * 90])
def test_what_is_no_seed_draws_anew(browse, birk, seed):
    assert browse("rita").get("/revision/udtraek", query_string={"froe": seed}).status_code == 303


def test_every_event_can_be_drawn_and_none_twice(database, birk, now):
    with database.read() as session:
        db = session.connection()
        total = chronicle.count_events(db, chronicle.Asked())
        drawn, among = chronicle.draw(db, "s", now, 1000)

    assert among == total == len({(one.process_id, one.seq) for one in drawn})


def test_the_file_of_lines_can_be_checked_by_anybody(browse, birk):
    heads = {}
    for line in page(browse, "/revision/haendelser.jsonl").splitlines():
        one = json.loads(line)
        head = sha256(heads.get(one["network"], GENESIS) + one["body"].encode()).digest()
        assert one["hash"] == head.hex()
        heads[one["network"]] = head

    assert set(heads) == {"_anlaeg", "birk", "eg"}


def test_the_table_has_the_columns_that_the_guide_explains(browse, birk):
    lines = page(browse, "/revision/haendelser.csv").splitlines()

    assert lines[0] == "\ufeff" + ";".join(name for name, _ in COLUMNS)
    assert all(len(re.findall(r'"(?:[^"]|"")*"', line)) == len(COLUMNS) for line in lines[1:])
    aside = next(line for line in lines if "demand_set_aside" in line)
    assert all(f'"{said}"' in aside for said in (REASON, "chair", "2026-03-07", "Mette Holm", "tryghedsnetvaerk 2"))
    guide = page(browse, "/revision/laesevejledning")
    assert all(f">{name}</th>" in guide for name, _ in COLUMNS)


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-1", "@x", "\t=1", "\uff1d1"])
def test_no_cell_is_a_formula(typed):
    assert cell(typed) == f'"\'{typed}"'


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_it_is_written_down_who_took_the_events(browse, birk, database, people, form):
    page(browse, f"/revision/haendelser.{form}")

    with database.read() as session:
        line = queries.list_access(session, kind=EXPORT)[0]
    assert (line.person_id, line.detail) == (people["rita"], f"revision.{form}")


def test_a_seat_that_ended_in_the_past_is_a_late_registration(browse, birk, database, people, now):
    command = ask(birk, people["mette"], now, on=now.date() - timedelta(days=30))
    do(database, end_seat, command, 1, until=now.date())

    assert "30 dage senere" in page(browse)


@pytest.mark.parametrize("path", ["", "haendelser", "kontrol", "udtraek?froe=20260302T120000-ab"])
def test_a_page_asks_the_database_little(browse, birk, database, clock, path):
    clock.at += timedelta(days=6)
    browser, asked = browse("rita"), []
    listen(database.reading, "before_cursor_execute", lambda *said: asked.append(said[2]))

    browser.get(f"/revision/{path}")

    assert len(asked) <= 15
