import json
import re
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from itertools import pairwise
from sqlite3 import connect

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, DBAPIError

from engine import actions, history, versions
from engine.history import dumps, link
from engine.state import apply, plain
from tests.engine.play import SYSTEM, Play, make_play
from tests.engine.toy import ALL_MET, changed
from workflows.migrations import triggers


@pytest.fixture
def told(play: Play) -> Play:
    """A toy with a history of many kinds of events and a note."""
    lived(play)
    return play


def lived(play: Play) -> None:
    """Let one of every kind of action happen to the process."""
    play.press(actions.set_aside, "planlagt", reason="Nej", allowed="chair", until=play.now.date() + timedelta(days=9))
    play.press(actions.reinstate, "planlagt")
    play.facts(**ALL_MET)
    play.press(actions.tick, "skriv")
    play.press(actions.untick, "skriv", "Fejl")
    play.press(actions.skip, "vaelg", "Ikke her")
    play.press(actions.close, "plan")
    play.press(actions.undo, play.define)
    play.press(actions.pause, "Ferie")
    play.press(actions.resume, "Tilbage")
    play.press(actions.close, "plan")
    play.press(actions.close, "aftal")
    play.press(actions.reopen, "plan", "Nyt")
    play.press(actions.close, "plan")
    play.reach("maal")
    play.press(actions.close, "maal", reopen=["aftal"])
    play.workflow = replace(play.workflow, definition=changed(version=2))
    play.press(versions.migrate, {step: step for step in play.workflow.definition.steps}, "Ny udgave", who=SYSTEM)
    play.press(actions.end, "Færdig")


EVENTS = {
    "created", "demand_set_aside", "demand_reinstated", "task_done", "task_reopened", "task_skipped", "step_closed",
    "undone", "paused", "resumed", "step_reopened", "timer_fired", "migrated", "ended",
}  # fmt: skip


def test_the_state_is_the_replay_of_every_kind_of_event(any_play: Play):
    lived(any_play)

    assert set(any_play.kinds) == EVENTS
    assert any_play.faults() == []


def test_after_each_event_the_stored_state_is_what_its_replay_says(play: Play):
    stored = []
    press = play.press
    play.press = lambda *args, **named: (press(*args, **named), stored.append(plain(play.state)))  # type: ignore[method-assign]
    lived(play)

    replayed, state = [], None
    for event in play.events:
        state = apply(play.workflow.definition, state, event.body)
        replayed.append(plain(state))

    assert [one for one in stored if one not in replayed] == []


def test_every_event_says_who_when_and_what_and_points_at_the_one_before(told: Play):
    bodies = [event.body for event in told.events]

    assert all({"process", "seq", "at", "on", "kind", "actor", "key", "asked"} <= body.keys() for body in bodies)
    assert all(before["at"] <= after["at"] for before, after in pairwise(bodies))


def test_the_hash_is_sha256_over_the_previous_and_the_exact_bytes():
    assert link(b"\1" * 32, "æ") == sha256(b"\1" * 32 + "æ".encode()).digest()


def test_free_text_is_beside_the_history_and_never_in_it(told: Play):
    told_of = json.dumps([event.body for event in told.events], ensure_ascii=False)

    assert not [reason for reason in ("Ikke her", "Ferie", "Færdig", "Ny udgave") if reason in told_of]


# -- tampering, with the triggers gone: whoever owns the file can do that ------------------------------------------


def tamper(play: Play, *statements: tuple[str, tuple]) -> None:
    """Write to the file behind the product's back; what is said of an event or a process is said of the toy's."""
    play.database.close()
    with closing(connect(play.database.url.database, isolation_level=None)) as file:
        for name in triggers.NAMES["sqlite"]:
            file.execute(f"DROP TRIGGER {name}")
        for statement, values in statements:
            table = re.match(r"(?:UPDATE|DELETE FROM) (event|process)", statement)
            mine = {"event": f" AND process_id = {play.process}", "process": f" WHERE id = {play.process}"}
            file.execute(statement + (mine[table[1]] if table else ""), values)


def cells(play: Play, column: str) -> list:
    with closing(connect(play.database.url.database)) as file:
        wanted = f"SELECT {column} FROM event WHERE process_id = ? ORDER BY seq"
        return [row[0] for row in file.execute(wanted, (play.process,))]


def flipped(value, place: int):
    """The value with one of its bytes changed."""
    if isinstance(value, int):
        return value + 1000 + place
    raw = bytearray(value.encode() if isinstance(value, str) else value)
    raw[place % len(raw)] ^= 1
    return raw.decode("utf-8", "replace") if isinstance(value, str) else bytes(raw)


@pytest.mark.parametrize("place", [0, 1, 7, 15, 31])
@pytest.mark.parametrize("column", ["process_id", "seq", "body", "prev_hash", "hash", "command_key"])
def test_a_changed_byte_of_any_column_of_any_event_is_found(told: Play, column: str, place: int):
    values = cells(told, column)
    seq = 1 + (place * 7) % len(values)
    tamper(told, (f"UPDATE event SET {column} = ? WHERE seq = ?", (flipped(values[seq - 1], place), seq)))

    assert [fault.seq for fault in told.faults()]


def test_every_byte_of_an_event_counts(told: Play):
    body = cells(told, "body")[3]
    good = link(cells(told, "prev_hash")[3], body)

    assert all(link(cells(told, "prev_hash")[3], flipped(body, place)) != good for place in range(0, len(body), 5))


@pytest.mark.parametrize("seq", [1, 5, "last"])
def test_a_removed_event_is_found(told: Play, seq: int | str):
    number = len(told.events) if seq == "last" else seq
    tamper(told, ("DELETE FROM event WHERE seq = ?", (number,)))

    assert told.faults()


def test_two_swapped_events_are_found(told: Play):
    swap = "UPDATE event SET seq = ? WHERE seq = ?"
    tamper(told, (swap, (1000, 4)), (swap, (4, 5)), (swap, (5, 1000)))

    assert {fault.seq for fault in told.faults()} >= {4, 5}


@pytest.mark.parametrize("value", ["ikke json", "[]", "null", b"\xff\xfe"])
def test_an_event_of_another_form_is_found_and_named(told: Play, value: str | bytes):
    tamper(told, ("UPDATE event SET body = ? WHERE seq = 3", (value,)))

    assert 3 in {fault.seq for fault in told.faults()}


@pytest.mark.parametrize("column", ["body", "command_key"])
def test_bytes_that_are_no_text_are_found_and_named(told: Play, column: str):
    tamper(told, (f"UPDATE event SET {column} = CAST(x'c328' AS TEXT) WHERE seq = 3", ()))

    assert 3 in {fault.seq for fault in told.faults()}


@pytest.mark.parametrize("column", ["hash", "prev_hash"])
def test_a_hash_of_another_type_is_found_and_named(told: Play, column: str):
    tamper(told, (f"UPDATE event SET {column} = ? WHERE seq = 3", ("tekst",)))

    assert 3 in {fault.seq for fault in told.faults()}


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("position", "aftal"),
        ("mode", "i_gang"),
        ("cycle", 7),
        ("tasks", "{}"),
        ("tasks", "ikke json"),
        ("reopened", "plan"),
        ("aside", '{"planlagt":"2030-01-01"}'),
        ("waiting", "se_tilbage"),
        ("timers", "{}"),
        ("entered", "plan"),
        ("version", 3),
        ("seq", 3),
        ("head", bytes(32)),
    ],
)
def test_a_changed_state_is_not_its_replay(told: Play, column: str, value: object):
    tamper(told, (f"UPDATE process SET {column} = ?", (value,)))

    assert told.faults()


@pytest.mark.parametrize("statement", ["UPDATE timer SET state = 'venter'", "DELETE FROM timer"])
def test_a_changed_timer_is_not_its_replay(told: Play, statement: str):
    tamper(told, (statement, ()))

    assert ["Netværkets datoer er nogle andre" in str(fault.text) for fault in told.faults()] == [True]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE note SET text = 'Noget andet' WHERE id = 1",
        "UPDATE note SET salt = zeroblob(32) WHERE id = 1",
        "UPDATE note SET salt = NULL WHERE id = 1",
        "UPDATE note SET text = NULL, salt = NULL WHERE id = 1",
        "DELETE FROM note WHERE id = 1",
    ],
)
def test_a_changed_note_is_found(told: Play, statement: str):
    tamper(told, (statement, ()))

    assert [str(fault.text) for fault in told.faults()] == ["Teksten er en anden end den, der blev skrevet."]


def test_a_rewrite_of_the_newest_event_together_with_the_head_is_seen_only_by_a_checkpoint_kept_elsewhere(told: Play):
    last, before = told.events[-1], told.events[-2]
    kept_elsewhere = (last.seq, last.hash)
    body = dumps({**last.body, "actor": 99})
    forged = link(before.hash, body)
    tamper(told, ("UPDATE event SET body = ?, hash = ? WHERE seq = ?", (body, forged, last.seq)),
           ("UPDATE process SET head = ?", (forged,)))  # fmt: skip

    assert told.faults() == []
    assert (told.events[-1].seq, told.events[-1].hash) != kept_elsewhere


def test_a_time_that_runs_backwards_is_found(told: Play):
    head, statements = bytes(32), []
    for event in told.events:
        body = dumps({**event.body, **({"at": "2020-01-01T00:00:00+00:00"} if event.seq == 3 else {})})
        statements.append(("UPDATE event SET body = ?, prev_hash = ?, hash = ? WHERE seq = ?",
                           (body, head, link(head, body), event.seq)))  # fmt: skip
        head = link(head, body)
    tamper(told, *statements, ("UPDATE process SET head = ?", (head,)))

    assert [fault.seq for fault in told.faults() if "Tiden går baglæns" in str(fault.text)] == [3]


CHANGES = [
    "UPDATE event SET body = body || ' ' WHERE seq = 1",
    "UPDATE event SET command_key = 'andet' WHERE seq = 1",
    "DELETE FROM event WHERE seq = 1",
    "DELETE FROM event",
]
ONLY_SQLITE = [
    "INSERT OR REPLACE INTO event SELECT * FROM event WHERE seq = 1",
    "INSERT OR REPLACE INTO event SELECT process_id, 900, body, prev_hash, hash, command_key FROM event WHERE seq = 1",
    "REPLACE INTO event SELECT * FROM event WHERE seq = 1",
    "UPDATE OR REPLACE event SET seq = 2 WHERE seq = 1",
]
ONLY_POSTGRES = [
    "TRUNCATE event",
    "TRUNCATE process CASCADE",
    "SET session_replication_role = replica; DELETE FROM event",
    "INSERT INTO event SELECT * FROM event WHERE seq = 1 ON CONFLICT (process_id, seq) DO UPDATE SET body = 'andet'",
]


def refused(play: Play, statement: str) -> bool:
    with play.database.writing.connect() as connection:
        try:
            for one in statement.split("; "):
                connection.execute(text(one))
        except (DBAPIError, DatabaseError) as error:
            return "append only" in str(error)
        return False


@pytest.mark.parametrize("statement", CHANGES)
def test_the_database_itself_refuses_to_change_the_history(any_play: Play, statement: str):
    assert refused(any_play, statement)


@pytest.mark.parametrize("statement", ONLY_SQLITE)
def test_sqlite_refuses_to_replace_an_event(play: Play, statement: str):
    assert refused(play, statement)


@pytest.mark.slow
@pytest.mark.parametrize("statement", ONLY_POSTGRES)
def test_postgresql_refuses_to_empty_or_overwrite_the_history(postgres, statement: str):
    assert refused(make_play(postgres), statement)


def test_a_history_that_begins_in_the_middle_cannot_be_replayed(play: Play):
    with pytest.raises(ValueError, match="first event"):
        history.replay(play.define, [{"kind": "task_done", "name": "proeve", "version": 1}])
