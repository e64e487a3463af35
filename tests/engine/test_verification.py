"""What verify finds beside a changed byte, on either database: networks that are gone, dates, names, and gaps."""

import json
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.event import listen

from engine import actions, chronicle, installation, presence, queries
from engine.history import dumps, link
from engine.models import event, note, process, timer
from engine.verification import Fault, walk
from tests.engine.play import Play
from tests.engine.toy import ALL_MET
from workflows.migrations import triggers

ALTERED = ["'z' || substr(body, 2)", 'replace(body, \'"at":"2\', \'"at":"9\')', "repeat('[', 3000)", "'[]'", "''"]


@pytest.fixture
def told(any_play: Play) -> Play:
    """A toy with some events and timers, and another one begun beside it."""
    first = any_play.process
    any_play.start("naboen")
    any_play.process = first
    any_play.facts(**ALL_MET)
    any_play.press(actions.close, "plan")
    any_play.press(actions.close, "aftal")
    for _ in range(4):
        any_play.press(actions.pause, "Ferie")
        any_play.press(actions.resume, "Tilbage")
    return any_play


def behind(play: Play, *statements: Any) -> None:
    """Write to the database as whoever owns it can: without the guard, and without keys that refer."""
    engine = play.database.writing
    with engine.connect() as db:
        if db.dialect.name == "sqlite":
            db.exec_driver_sql("COMMIT").close()
            db.exec_driver_sql("PRAGMA foreign_keys = OFF").close()
            db.exec_driver_sql("BEGIN IMMEDIATE").close()
        else:
            db.exec_driver_sql("SET session_replication_role = replica")
        triggers.drop(db)
        for statement in statements:
            db.execute(text(statement) if isinstance(statement, str) else statement)
        db.commit()
    engine.dispose()


def faults(play: Play) -> list[tuple[str, int, str]]:
    def define(name: str, version: int) -> Any:
        return play.workflow.definition if name != installation.NAME else None

    with play.database.read() as session:
        db = session.connection()
        found: list[Fault] = presence.check(db)
        found += [one for some in walk(db, define) for one in some]
    return [(one.slug, one.seq, str(one.text)) for one in found]


def own(play: Play) -> Any:
    return event.c.process_id == play.process


def test_what_is_whole_has_no_fault(told: Play):
    assert faults(told) == []


@pytest.mark.parametrize(("first", "last"), [(5, 5), (5, 7), (1, 2), (10, 11)])
def test_what_is_missing_is_said_once(told: Play, first: int, last: int):
    behind(told, delete(event).where(own(told), event.c.seq.between(first, last)))

    missing = f"Hændelse {first} mangler." if first == last else f"Hændelse {first} til {last} mangler."
    assert len(told.events) < 11
    assert [one for one in faults(told) if "fortæller ikke" not in one[2]] == [("proeve", first, missing)]


def test_a_network_whose_row_is_gone_is_found_by_its_events(told: Play):
    behind(told, delete(process).where(process.c.id == told.process))

    assert faults(told) == [
        ("_anlaeg", 2, "Netværket proeve blev begyndt her, men er væk."),
        ("proeve", 1, "11 hændelser fra denne og frem hører til et netværk, der ikke findes."),
    ]


def gone(play: Play) -> list[Any]:
    beside = [delete(table).where(table.c.process_id == play.process) for table in (event, note, timer)]
    return [*beside, delete(process).where(process.c.id == play.process)]


def test_a_network_that_is_gone_with_all_its_events_is_missed(told: Play):
    behind(told, *gone(told))

    assert faults(told) == [("_anlaeg", 2, "Netværket proeve blev begyndt her, men er væk.")]


def test_an_event_of_no_network_is_found(told: Play):
    body = {"process_id": 77, "seq": 4, "body": "{}", "prev_hash": b"", "hash": b"", "command_key": "x"}
    behind(told, event.insert().values(body))

    assert faults(told) == [("nr. 77", 4, "1 hændelser fra denne og frem hører til et netværk, der ikke findes.")]


def test_an_installation_that_is_gone_is_missed_by_the_networks_it_told_of(told: Play):
    number = select(process.c.id).where(process.c.slug == installation.SLUG).scalar_subquery()
    behind(told, delete(event).where(event.c.process_id == number), delete(process).where(process.c.id == number))

    said = "Systemets egen historik fortæller ikke, at netværket blev begyndt."
    assert sorted(faults(told)) == [("naboen", 1, said), ("proeve", 1, said)]


def test_networks_from_before_it_was_told_of_are_whole_and_a_newer_one_must_be_told_of(told: Play):
    """The first is made as older versions made it, before the installation's first word of any; so is the second."""
    rewritten = "Systemets egen historik fortæller ikke, at netværket blev begyndt."
    behind(told, *_rewrite(told, told.process, "begun"), *_untold(told, told.process))
    assert faults(told) == []

    second = told.process + 1
    behind(told, *_rewrite(told, second, "begun"), *_untold(told, second))
    assert faults(told) == []

    third = told.start("ny")
    behind(told, *_rewrite(told, third, "begun"))
    assert faults(told) == [("ny", 1, rewritten)]


def _rewrite(play: Play, number: int, without: str) -> list[Any]:
    """Rewrite a whole chain as if its first event had never said *without*."""
    with play.database.read() as session:
        rows = session.connection().execute(select(event).where(event.c.process_id == number)).all()
    head, changes = bytes(32), []
    for row in sorted(rows, key=lambda row: row.seq):
        told = {key: said for key, said in json.loads(row.body).items() if key != without}
        body = dumps(told)
        values = {"body": body, "prev_hash": head, "hash": link(head, body)}
        changes.append(update(event).where(event.c.process_id == number, event.c.seq == row.seq).values(values))
        head = link(head, body)
    return [*changes, update(process).where(process.c.id == number).values(head=head)]


def _untold(play: Play, number: int) -> list[Any]:
    """Take the word of a network out of the installation's chain, as if it had come from an older version."""
    with play.database.read() as session:
        db = session.connection()
        mine = db.execute(select(process.c.id).where(process.c.slug == installation.SLUG)).scalar_one()
        rows = db.execute(select(event).where(event.c.process_id == mine).order_by(event.c.seq)).all()
    head, kept = bytes(32), []
    for row in rows:
        told = json.loads(row.body)
        if told.get("network") == number:
            told |= {"kind": "mail_retried"}
            told.pop("network")
        body = dumps(told)
        values = {"body": body, "prev_hash": head, "hash": link(head, body)}
        kept.append(update(event).where(event.c.process_id == mine, event.c.seq == row.seq).values(values))
        head = link(head, body)
    return [*kept, update(process).where(process.c.id == mine).values(head=head)]


def test_a_rewrite_of_an_older_event_shows_in_the_next(told: Play):
    third, before = told.events[2], told.events[1]
    body = dumps({**third.body, "actor": 99})
    values = {"body": body, "hash": link(before.hash, body)}
    behind(told, update(event).where(own(told), event.c.seq == 3).values(values))

    assert faults(told) == [("proeve", 4, "Hændelsen bygger ikke på den forrige: dens fingeraftryk er et andet.")]


def test_a_slug_that_was_changed_is_found(told: Play):
    behind(told, update(process).where(process.c.id == told.process).values(slug="ny-adresse"))

    assert faults(told) == [("ny-adresse", 1, "Netværket hedder noget andet i adresser, end da det blev begyndt.")]


@pytest.mark.parametrize("due", [datetime(2031, 1, 1, 8, tzinfo=UTC), "an hour later"])
def test_a_date_that_was_put_off_is_found(told: Play, due: Any):
    mine = timer.c.process_id == told.process
    with told.database.read() as session:
        was = session.connection().execute(select(timer.c.due).where(mine)).scalar_one()
    behind(told, update(timer).where(mine).values(due=was + timedelta(hours=1) if isinstance(due, str) else due))

    said = "Datoen aar-1 falder på et andet tidspunkt, end historikken siger."
    assert faults(told) == [("proeve", 11, said)]


@pytest.mark.parametrize("body", ALTERED)
def test_an_altered_event_says_so_wherever_events_are_read(told: Play, body: str):
    sqlite = told.database.sqlite
    changed = body.replace("repeat('[', 3000)", "replace(hex(zeroblob(3000)), '00', '[')") if sqlite else body
    behind(told, f"UPDATE event SET body = {changed} WHERE process_id = {told.process} AND seq = 3")

    with told.database.read() as session:
        db = session.connection()
        every = [one.event for one in chronicle.every_event(db)]
        asked = chronicle.Asked(since=date(2020, 1, 1), actors=(0, 1), kinds=("paused", "*_closed"))
        chronicle.list_events(db, asked)
        chronicle.list_late(db, chronicle.Asked(), 0)
        drawn, total = chronicle.draw(db, "s", datetime.combine(date(2030, 1, 1), time(), UTC), 1000)
        listed = queries.list_events(db, told.process)
        alone = queries.get_event(db, told.process, 3)

    assert total == len(drawn) >= len(every) - 1
    assert len(altered := [one for one in every if not one.readable]) == 1
    assert [(one.process_id, one.seq) for one in (*altered, alone)] == [(told.process, 3)] * 2
    assert [one.seq for one in listed if not one.readable] == [3]
    assert {one[:2] for one in faults(told)} == {("proeve", 3)}


def test_nothing_is_undone_in_a_history_that_cannot_be_read(told: Play):
    behind(told, f"UPDATE event SET body = '[]' WHERE process_id = {told.process} AND seq = 3")
    told.press(actions.pause, "Ferie")

    with pytest.raises(actions.NotAllowed, match="ikke hel"):
        told.press(actions.undo, told.define)


def test_ten_networks_are_checked_in_as_many_questions_as_one(any_play: Play):
    def asked() -> int:
        questions: list[str] = []
        listen(any_play.database.reading, "before_cursor_execute", lambda *said: questions.append(said[2]))
        assert faults(any_play) == []
        return len(questions)

    one = asked()
    for number in range(9):
        any_play.start(f"nr-{number}")

    assert asked() == one <= 8
