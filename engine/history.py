"""The record of what happened: one append-only, hash-chained list of events for each process."""

import json
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy import bindparam, insert, select

from engine.db import Connection
from engine.definition import Definition
from engine.models import event, note, process, timer
from engine.state import State, apply, plain

GENESIS = bytes(32)
dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode
INSERT = insert(event)
NEW_NOTE = insert(note)
OF_PROCESS = select(event).where(event.c.process_id == bindparam("of")).order_by(event.c.seq)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, as it is stored."""

    process_id: int
    seq: int
    body: Mapping[str, Any]
    hash: bytes


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a chain that does not hold; *seq* is 0 when it is the process row."""

    process_id: int
    slug: str
    seq: int
    text: str


def link(previous: bytes, body: str) -> bytes:
    """Return the hash of an event: SHA-256 over the previous hash and the exact bytes of *body*."""
    return sha256(previous + body.encode()).digest()


def commitment(salt: bytes, content: Any) -> str:
    """Return SHA-256 over *salt* and the canonical JSON of *content*, in hexadecimal."""
    return sha256(salt + dumps(content).encode()).hexdigest()


def add_note(db: Connection, process_id: int, text: str) -> Mapping[str, Any]:
    """Store free text beside the history and return the reference that an event carries of it."""
    salt = secrets.token_bytes(32)
    row = db.execute(NEW_NOTE.returning(note.c.id), {"process_id": process_id, "text": text, "salt": salt})
    return {"id": row.scalar_one(), "hash": commitment(salt, text)}


def events(db: Connection, process_id: int) -> Iterator[Event]:
    """Give the events of a process, oldest first."""
    for row in db.execute(OF_PROCESS, {"of": process_id}):
        yield Event(row.process_id, row.seq, json.loads(row.body), row.hash)


def replay(define: Callable[[str, int], Definition | None], told: Iterable[Mapping[str, Any]]) -> State | None:
    """Return the state that the events *told* lead to; demands are never asked."""
    state: State | None = None
    definition: Definition | None = None
    for body in told:
        if state is None or body["kind"] == "migrated":
            definition = define(body.get("name", state.name if state else ""), body["version"])
        state = apply(definition, state, body)
    return state


def verify(db: Connection, define: Callable[[str, int], Definition | None], process_id: int) -> list[Fault]:
    """Check one chain byte by byte and hold the stored state against its replay.

    What no chain can see is a rewrite of the newest events together with the row that holds the head: only a
    checkpoint kept elsewhere shows that.
    """
    row = db.execute(select(process).where(process.c.id == process_id)).one()
    faults: list[Fault] = []

    def fault(seq: int, text: str) -> None:
        faults.append(Fault(process_id, row.slug, seq, text))

    head, bodies = GENESIS, list[Mapping[str, Any]]()
    rows = db.execute(OF_PROCESS, {"of": process_id}).all()
    for expected, stored in enumerate(rows, 1):
        for text in _faults_of(stored, expected, head, process_id, bodies[-1] if bodies else None):
            fault(stored.seq, text)
        head = bytes(stored.hash)
        bodies.append(_read(stored.body))
    if (len(rows), head) != (row.seq, bytes(row.head)):
        fault(row.seq, "the head on the process row is not the newest event")
    if not faults:
        for text in _state_faults(db, define, row, bodies):
            fault(row.seq, text)
        for seq, text in _note_faults(db, bodies):
            fault(seq, text)
    return faults


def _read(body: str) -> Mapping[str, Any]:
    try:
        read = json.loads(body)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def _faults_of(
    row: Any, expected: int, head: bytes, process_id: int, before: Mapping[str, Any] | None
) -> Iterator[str]:
    body = _read(row.body)
    if row.seq != expected:
        yield f"event {expected} is missing"
    if bytes(row.prev_hash) != head:
        yield "the previous hash is not that of the event before"
    if link(bytes(row.prev_hash), row.body) != bytes(row.hash):
        yield "the hash does not fit the body"
    if (body.get("process"), body.get("seq"), body.get("key")) != (process_id, row.seq, row.command_key):
        yield "the body names another event"
    if before and body.get("at", "") < before.get("at", ""):
        yield "the time runs backwards"


def _state_faults(
    db: Connection, define: Callable[[str, int], Definition | None], row: Any, bodies: Sequence[Mapping[str, Any]]
) -> Iterator[str]:
    try:
        state = replay(define, bodies)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        yield f"the history cannot be replayed: {error}"
        return
    told = plain(state) if state else None
    stored = plain(stored_state(row))
    if told != stored:
        differ = sorted(key for key in stored if told is None or told[key] != stored[key])
        yield f"the stored state is not its replay: {', '.join(differ)}"
    kept = {t.key: [t.state, t.kind, t.on.isoformat()] for t in db.execute(
        select(timer.c.key, timer.c.state, timer.c.kind, timer.c.on).where(timer.c.process_id == row.id)
    )}
    if told is not None and kept != told["timers"]:
        yield "the stored timers are not their replay"


def _note_faults(db: Connection, bodies: Sequence[Mapping[str, Any]]) -> Iterator[tuple[int, str]]:
    erased = {body["erased"]: body["seq"] for body in bodies if body["kind"] == "note_erased"}
    wanted = {body["note"]["id"]: body for body in bodies if "note" in body}
    if not wanted:
        return
    kept = {n.id: n for n in db.execute(select(note).where(note.c.process_id == bodies[0]["process"]))}
    for number, body in wanted.items():
        row = kept.get(number)
        if number in erased:
            if row is None or row.text is not None or row.salt is not None:
                yield body["seq"], f"the note was erased by event {erased[number]}, but is still there"
        elif row is None or None in (row.text, row.salt) or commitment(row.salt, row.text) != body["note"]["hash"]:
            yield body["seq"], "the note is not the one that was written"


def stored_state(row: Any) -> State:
    """Read the state out of a process row."""
    from_json = json.loads
    return State(
        name=row.name,
        version=row.version,
        position=row.position,
        mode=row.mode,
        cycle=row.cycle,
        entered=row.entered,
        tasks=from_json(row.tasks),
        reopened=frozenset(row.reopened.split(",")) if row.reopened else frozenset(),
        aside=_dates(from_json(row.aside)) if row.aside != "{}" else {},
        waiting=row.waiting,
        timers=_timers(from_json(row.timers)) if row.timers != "{}" else {},
    )


def _dates(stored: Mapping[str, str]) -> Mapping[str, Any]:
    return {key: date.fromisoformat(day) for key, day in stored.items()}


def _timers(stored: Mapping[str, Sequence[str]]) -> Mapping[str, Any]:
    return {key: (said, kind, date.fromisoformat(on)) for key, (said, kind, on) in stored.items()}
