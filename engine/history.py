"""The record of what happened: one append-only, hash-chained list of events for each process."""

import json
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import Any

from sqlalchemy import (
    LargeBinary,
    Text,
    bindparam,
    cast,
    func,
    insert,
    or_,
    select,
    update,
)

from engine.cpr import refuse_cpr
from engine.db import Connection
from engine.definition import Definition
from engine.models import event, note, process, timer
from engine.prepared import Prepared
from engine.state import State, apply, plain
from engine.text import N_, Sentence, sentence

GENESIS = bytes(32)
dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode
NEW_NOTE = insert(note)
STANDING = ("changed_at", "status", "unmet", "reason", "said", "next_on", "next_kind", "overdue_on")
CHAINED = [column for column in process.c if column.name not in STANDING]  # what a replay must arrive at
OF_PROCESS = select(event).where(event.c.process_id == bindparam("of")).order_by(event.c.seq)


Define = Callable[[str, int], Definition | None]  # of each version; the installation's own process has none


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
    text: Sentence


EVENT = {
    "process_id": "of",
    "seq": "seq",
    "body": "body",
    "prev_hash": "was_head",
    "hash": "head",
    "command_key": "key",
}


@lru_cache(maxsize=256)
def _writing(kind: str, changed: tuple[str, ...]) -> tuple[Prepared, ...]:
    """Return what writes the *changed* columns of a process row and then its event; PostgreSQL does both in one."""
    mine = (process.c.id == bindparam("of"), process.c.seq == bindparam("was"))
    moved = update(process).where(*mine).values({name: bindparam(name, type_=process.c[name].type) for name in changed})
    told = {column: bindparam(name, type_=event.c[column].type) for column, name in EVENT.items()}
    if kind != "postgresql":
        return Prepared(moved), Prepared(insert(event).values(told))
    row = moved.returning(process.c.id).cte("moved")
    return (Prepared(insert(event).from_select(list(told), select(*told.values()).select_from(row))),)


def append(db: Connection, changed: Mapping[str, Any], values: Mapping[str, Any]) -> bool:
    """Write the *changed* columns of a process row and append its event, or say False when it was not at *was*."""
    given = {**values, **changed}
    return all(one.run(db, given) == 1 for one in _writing(db.dialect.name, tuple(changed)))


def link(previous: bytes, body: str) -> bytes:
    """Return the hash of an event: SHA-256 over the previous hash and the exact bytes of *body*."""
    return sha256(previous + body.encode()).digest()


def commitment(salt: bytes, content: Any) -> str:
    """Return SHA-256 over *salt* and the canonical JSON of *content*, in hexadecimal."""
    return sha256(salt + dumps(content).encode()).hexdigest()


def add_note(db: Connection, process_id: int, text: str) -> Mapping[str, Any]:
    """Store free text beside the history and return the reference that an event carries of it.

    :raises BadInput: if it looks like it holds a CPR number
    """
    refuse_cpr(text)
    salt = secrets.token_bytes(32)
    row = db.execute(NEW_NOTE.returning(note.c.id), {"process_id": process_id, "text": text, "salt": salt})
    return {"id": row.scalar_one(), "hash": commitment(salt, text)}


def events(db: Connection, process_id: int) -> Iterator[Event]:
    """Give the events of a process, oldest first."""
    for row in db.execute(OF_PROCESS, {"of": process_id}):
        yield Event(row.process_id, row.seq, json.loads(row.body), row.hash)


def first_closed(db: Connection, process_id: int, told: Mapping[str, Any], step: str) -> date | None:
    """Return the day *step* was first closed, not counting what was undone; *told* is the event about to be stored."""
    kinds = [event.c.body.contains(f'"kind":"{kind}"', autoescape=True) for kind in ("step_closed", "undone")]
    rows = db.execute(OF_PROCESS.where(or_(*kinds)), {"of": process_id})
    bodies: list[Mapping[str, Any]] = [*(json.loads(row.body) for row in rows), told]
    undone = {body["undoes"] for body in bodies if body["kind"] == "undone"}
    closed = [body["on"] for body in bodies
              if body["kind"] == "step_closed" and body["step"] == step and body["seq"] not in undone]  # fmt: skip
    return date.fromisoformat(closed[0]) if closed else None


def replay(define: Define, told: Iterable[Mapping[str, Any]]) -> State | None:
    """Return the state that the events *told* lead to; demands are never asked."""
    state: State | None = None
    definition: Definition | None = None
    for body in told:
        if state is None or body["kind"] == "migrated":
            definition = define(body.get("name", state.name if state else ""), body["version"])
        state = apply(definition, state, body)
    return state


def verify(db: Connection, define: Define, process_id: int) -> list[Fault]:
    """Check one chain byte by byte and hold the stored state against its replay.

    What no chain can see is a rewrite of the newest events together with the row that holds the head: only a
    checkpoint kept elsewhere shows that.
    """
    row = db.execute(select(*CHAINED).where(process.c.id == process_id)).one()
    faults: list[Fault] = []

    def fault(seq: int, text: Sentence) -> None:
        faults.append(Fault(process_id, row.slug, seq, text))

    head, bodies = GENESIS, list[Mapping[str, Any]]()
    rows = list(raw_events(db, process_id))
    for expected, stored in enumerate(rows, 1):
        body = _read(stored.body)
        for text in _faults_of(stored, body, expected, head, process_id, bodies[-1] if bodies else None):
            fault(stored.seq, text)
        head = bytes(stored.hash)
        bodies.append(body)
    if (len(rows), head) != (row.seq, bytes(row.head)):
        fault(row.seq, sentence(N_("Den nyeste hændelse mangler eller er en anden end den, netværket peger på.")))
    if not faults:
        for text in _state_faults(db, define, row, bodies):
            fault(row.seq, text)
        for seq, text in _note_faults(db, bodies):
            fault(seq, text)
    return faults


def raw_events(db: Connection, process_id: int) -> Iterator[Any]:
    """Give the events of a process as bytes, oldest first: what was tampered with need not be text any more."""
    e = event.c
    columns: list[Any]
    if db.dialect.name == "sqlite":
        columns = [cast(c, LargeBinary).label(c.name) for c in (e.body, e.prev_hash, e.hash, e.command_key)]
    else:
        columns = [func.convert_to(c, "UTF8").label(c.name) for c in (e.body, e.command_key)] + [e.prev_hash, e.hash]
    yield from db.execute(select(e.seq, *columns).where(e.process_id == process_id).order_by(e.seq))


def _read(body: bytes) -> Mapping[str, Any]:
    try:
        read = json.loads(bytes(body).decode())
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def _faults_of(
    row: Any, body: Mapping[str, Any], expected: int, head: bytes, process_id: int, before: Mapping[str, Any] | None
) -> Iterator[Sentence]:
    if row.seq != expected:
        yield sentence(N_("Hændelse {nr} mangler."), nr=expected)
    if bytes(row.prev_hash) != head:
        yield sentence(N_("Hændelsen bygger ikke på den forrige: dens fingeraftryk er et andet."))
    if sha256(bytes(row.prev_hash) + bytes(row.body)).digest() != bytes(row.hash):
        yield sentence(N_("Fingeraftrykket passer ikke til hændelsens tekst."))
    key = bytes(row.command_key).decode("utf-8", "replace")
    if (body.get("process"), body.get("seq"), body.get("key")) != (process_id, row.seq, key):
        yield sentence(N_("Teksten hører til en anden hændelse."))
    if before and str(body.get("at", "")) < str(before.get("at", "")):
        yield sentence(N_("Tiden går baglæns: den forrige hændelse er skrevet ind senere."))


def _state_faults(db: Connection, define: Define, row: Any, bodies: Sequence[Mapping[str, Any]]) -> Iterator[Sentence]:
    try:
        state = replay(define, bodies)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        yield sentence(N_("Historikken kan ikke læses fra begyndelsen: {fejl}"), fejl=error)
        return
    told = plain(state) if state else None
    try:
        stored = plain(stored_state(row))
    except (AttributeError, TypeError, ValueError) as error:
        yield sentence(N_("Det, der er gemt om netværkets stand, kan ikke læses: {fejl}"), fejl=error)
        return
    if told != stored:
        differ = sorted(key for key in stored if told is None or told[key] != stored[key])
        yield sentence(N_("Netværket står anderledes, end historikken siger: {felter}."), felter=", ".join(differ))
    on = cast(timer.c.on, Text).label("on")
    timers = select(timer.c.key, timer.c.state, timer.c.kind, on).where(timer.c.process_id == row.id)
    kept = {t.key: [t.state, t.kind, t.on] for t in db.execute(timers)}
    if told is not None and kept != told["timers"]:
        yield sentence(N_("Netværkets datoer er nogle andre end dem, historikken siger."))


def _note_faults(db: Connection, bodies: Sequence[Mapping[str, Any]]) -> Iterator[tuple[int, Sentence]]:
    erased = {body["erased"]: body["seq"] for body in bodies if body["kind"] == "note_erased"}
    wanted = {body["note"]["id"]: body for body in bodies if "note" in body}
    if not wanted:
        return
    kept = {n.id: n for n in db.execute(select(note).where(note.c.process_id == bodies[0]["process"]))}
    for number, body in wanted.items():
        row = kept.get(number)
        if number in erased:
            if row is None or row.text is not None or row.salt is not None:
                still = sentence(N_("Teksten blev slettet af hændelse {nr}, men er her endnu."), nr=erased[number])
                yield body["seq"], still
        elif row is None or None in (row.text, row.salt) or commitment(row.salt, row.text) != body["note"]["hash"]:
            yield body["seq"], sentence(N_("Teksten er en anden end den, der blev skrevet."))


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


def columns(state: State) -> dict[str, Any]:
    """Return the columns of the process row that hold *state*."""
    return {
        "version": state.version,
        "position": state.position,
        "mode": state.mode,
        "cycle": state.cycle,
        "entered": state.entered,
        "tasks": dumps(state.tasks),
        "reopened": ",".join(sorted(state.reopened)),
        "aside": dumps({key: day.isoformat() for key, day in state.aside.items()}) if state.aside else "{}",
        "waiting": state.waiting,
        "timers": dumps({key: [s, kind, on.isoformat()] for key, (s, kind, on) in state.timers.items()})
        if state.timers
        else "{}",
    }
