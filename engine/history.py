"""The record of what happened: one append-only, hash-chained list of events for each process."""

import json
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from hashlib import sha256
from itertools import groupby
from typing import Any

import orjson
from sqlalchemy import Integer, LargeBinary, Select, bindparam, cast, func, insert, or_, select, update

from engine.cpr import refuse_cpr
from engine.db import Connection
from engine.definition import Definition
from engine.models import event, note, process
from engine.prepared import Prepared
from engine.state import State, apply

GENESIS = bytes(32)
NEW_NOTE = insert(note)
UNREADABLE = "unreadable"  # the kind of an event that is not what was written any more
AT_A_TIME = 500  # rows of a long answer in memory
ALWAYS = {"process": int, "seq": int, "at": str, "on": str, "kind": str, "actor": int, "key": str}
SOMETIMES = {"step": str, "task": str, "demand": str, "allowed": str, "until": str, "record": str, "name": str,
             "version": int, "note": dict, "timers": dict, "reopen": list, "also": list,
             "appointed": list, "dismissed": list}  # fmt: skip
OF_KIND = {"demand_set_aside": ("demand", "step", "allowed", "until"), "task_skipped": ("task", "step"),
           "step_closed": ("step",), "undone": ("undoes",), "created": ("name", "version"),
           "taken_over": ("name", "version", "step"), "migrated": ("version",)}  # fmt: skip


Define = Callable[[str, int], Definition | None]  # of each version; the installation's own process has none


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, as it is stored; what was changed since it was written says nothing but where it is."""

    process_id: int
    seq: int
    body: Mapping[str, Any]
    hash: bytes

    @property
    def readable(self) -> bool:
        """Whether it is what was written."""
        return bool(self.body["kind"] != UNREADABLE)


EVENT = {
    "process_id": "of",
    "seq": "seq",
    "body": "body",
    "prev_hash": "was_head",
    "hash": "head",
    "command_key": "key",
}


@lru_cache(maxsize=256)
def _writing(changed: tuple[str, ...]) -> tuple[Prepared, Prepared, Prepared]:
    """Return what writes the *changed* columns of a process row, what appends its event, and what does both in one."""
    mine = (process.c.id == bindparam("of"), process.c.seq == bindparam("was"))
    moved = update(process).where(*mine).values({name: bindparam(name, type_=process.c[name].type) for name in changed})
    told = {column: bindparam(name, type_=event.c[column].type) for column, name in EVENT.items()}
    row = moved.returning(process.c.id).cte("moved")
    both = insert(event).values(told | {"process_id": select(row.c.id).scalar_subquery()}).inline()
    return Prepared(moved), Prepared(insert(event).values(told)), Prepared(both)


def append(db: Connection, changed: Mapping[str, Any], values: Mapping[str, Any]) -> bool:
    """Write the *changed* columns of a process row and append its event, or say False when it was not at *was*.

    PostgreSQL does both in one statement, which may wait for the COMMIT: the row is locked, and were it not at *was*
    all the same, the event would belong to no process, and the database would refuse it and the transaction.
    """
    given = {**values, **changed}
    moved, told, both = _writing(tuple(changed))
    if db.dialect.name == "postgresql":
        both.leave(db, given)
        return True
    return moved.run(db, given) == 1 and told.run(db, given) == 1


def dumps(told: Any) -> str:
    """Return what *told* says as canonical JSON: keys in order, no spaces, every letter as itself."""
    return orjson.dumps(told, option=orjson.OPT_SORT_KEYS).decode()


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


def as_bytes(db: Connection, column: Any) -> Any:
    """Return a column of text as its bytes: what was tampered with need not be text any more."""
    sqlite = db.dialect.name == "sqlite"
    return (cast(column, LargeBinary) if sqlite else func.convert_to(column, "UTF8")).label(column.name)


def stored(db: Connection) -> Select[Any]:
    """Return the question for events as bytes, in the order of their chains."""
    e, sqlite = event.c, db.dialect.name == "sqlite"
    numbers = [cast(c, Integer).label(c.name) if sqlite else c for c in (e.process_id, e.seq)]
    hashes = [as_bytes(db, c) if sqlite else c for c in (e.prev_hash, e.hash)]
    return select(*numbers, as_bytes(db, e.body), *hashes, as_bytes(db, e.command_key)).order_by(e.process_id, e.seq)


def read(row: Any) -> Event:
    """Return the event in a row of *stored*; one that is not what was written says so, and no more."""
    whole = sha256(bytes(row.prev_hash) + bytes(row.body)).digest() == bytes(row.hash)
    told = parsed(row.body) if whole else None
    if told is None or (told["process"], told["seq"]) != (row.process_id, row.seq):
        told = {"process": row.process_id, "seq": row.seq, "kind": UNREADABLE}
    return Event(row.process_id, row.seq, told, bytes(row.hash))


def parsed(body: bytes) -> Mapping[str, Any] | None:
    """Return what the bytes of an event say; nothing when they are none that this program could have written."""
    try:
        told = json.loads(bytes(body).decode())
        fits = isinstance(told, dict) and b"\\ud" not in bytes(body)
        return told if fits and _is_formed(told) else None
    except (KeyError, RecursionError, TypeError, ValueError):
        return None


def _is_formed(told: Mapping[str, Any]) -> bool:
    days = [told["on"], *([told["until"]] if "until" in told else [])]
    return (
        all(type(told[key]) is kind for key, kind in ALWAYS.items())
        and all(type(told[key]) is kind for key, kind in SOMETIMES.items() if key in told)
        and all(key in told for key in OF_KIND.get(told["kind"], ()))
        and ("note" not in told or (type(told["note"]["id"]) is int and type(told["note"]["hash"]) is str))
        and datetime.fromisoformat(told["at"]).tzinfo is not None
        and all(date.fromisoformat(day) for day in days)
    )


def events(db: Connection, process_id: int) -> Iterator[Event]:
    """Give the events of a process, oldest first."""
    yield from map(read, db.execute(stored(db).where(event.c.process_id == process_id)))


def text_in(row: Any) -> str | None:
    """Return the free text in a row that was read as bytes; an erased one is nothing."""
    return None if row.text is None else bytes(row.text).decode("utf-8", "replace")


class Groups:
    """Rows in the order of their processes, taken a process at a time; those of processes passed over are left."""

    def __init__(self, rows: Iterable[Any]) -> None:
        self._groups = groupby(rows, key=lambda row: row.process_id)
        self._next = next(self._groups, None)

    def of(self, process_id: int) -> list[Any]:
        """Return the rows of a process; each is asked for once, and later than those before it."""
        while self._next is not None and self._next[0] < process_id:
            self._next = next(self._groups, None)
        if self._next is None or self._next[0] != process_id:
            return []
        found = list(self._next[1])
        self._next = next(self._groups, None)
        return found


def first_closed(db: Connection, process_id: int, told: Mapping[str, Any], step: str) -> date | None:
    """Return the day *step* was first closed, not counting what was undone; *told* is the event about to be stored."""
    kinds = [event.c.body.contains(f'"kind":"{kind}"', autoescape=True) for kind in ("step_closed", "undone")]
    rows = db.execute(stored(db).where(event.c.process_id == process_id, or_(*kinds)))
    bodies: list[Mapping[str, Any]] = [*(read(row).body for row in rows), told]
    undone = {body["undoes"] for body in bodies if body["kind"] == "undone"}
    closed = [body["on"] for body in bodies
              if body["kind"] == "step_closed" and body["step"] == step and body["seq"] not in undone]  # fmt: skip
    return date.fromisoformat(closed[0]) if closed else None


def replay(define: Define, told: Iterable[Mapping[str, Any]]) -> State | None:
    """Return the state that the events *told* lead to; demands are never asked.

    :raises ValueError: if one of them is not what was written any more
    """
    state: State | None = None
    definition: Definition | None = None
    for body in told:
        if body["kind"] == UNREADABLE:
            raise ValueError(f"event {body['seq']} cannot be read")
        if state is None or body["kind"] == "migrated":
            definition = define(body.get("name", state.name if state else ""), body["version"])
        state = apply(definition, state, body)
    return state


def stored_state(row: Any) -> State:
    """Read the state out of a process row.

    :raises ValueError: if it holds what no state can be read out of
    """
    try:
        return _state_in(row)
    except (AttributeError, RecursionError, TypeError, ValueError) as error:
        raise ValueError(f"the row of process {row.id} cannot be read") from error


def find_state(row: Any) -> State | None:
    """Read the state out of a process row, if it can be read."""
    try:
        return stored_state(row)
    except ValueError:
        return None


def _state_in(row: Any) -> State:
    from_json = orjson.loads
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
