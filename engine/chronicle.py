"""The histories of all processes read together: filtered, sampled and counted."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import JSON, Date, Select, and_, cast, false, func, or_, select

from engine import clock
from engine.db import Connection
from engine.history import Event
from engine.models import event, note, process

BATCH = 500


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list of events is narrowed to: kinds (``*_added`` for all that end so), who did it, and when entered.

    *corrected* takes in the closed steps whose decision took up earlier ones again.
    """

    kinds: tuple[str, ...] = ()
    corrected: bool = False
    actors: tuple[int, ...] | None = None
    since: date | None = None
    until: date | None = None


def _said(db: Connection, key: str) -> Any:
    """Return one text of an event's body, which each database takes out of it in its own way."""
    if db.dialect.name == "sqlite":
        return func.json_extract(event.c.body, f"$.{key}")
    return cast(event.c.body, JSON)[key].as_string().collate("C")


def _of(db: Connection, asked: Asked) -> list[Any]:
    wanted = []
    if asked.kinds:
        # No text that people write stands in a body, so what is looked for can stand nowhere else in it.
        marks = [f'{kind[1:]}"' if kind.startswith("*") else f'"kind":"{kind}"' for kind in asked.kinds]
        marks += ['"reopen":["'] if asked.corrected else []
        wanted.append(or_(*(event.c.body.contains(mark, autoescape=True) for mark in marks)))
    if asked.actors is not None:
        marks = [f'"actor":{actor},' for actor in asked.actors]
        wanted.append(or_(false(), *(event.c.body.contains(mark, autoescape=True) for mark in marks)))
    if asked.since is not None:
        wanted.append(_said(db, "at") >= clock.moment(asked.since, time()).isoformat())
    if asked.until is not None:
        wanted.append(_said(db, "at") < clock.moment(asked.until + timedelta(days=1), time()).isoformat())
    return wanted


def list_events(db: Connection, asked: Asked, *, limit: int | None = None, offset: int = 0) -> list[Event]:
    """Return the events of all processes that fit, the newest first."""
    wanted = select(event).where(*_of(db, asked))
    wanted = wanted.order_by(_said(db, "at").desc(), event.c.process_id, event.c.seq.desc())
    return _read(db, wanted.limit(limit).offset(offset))


def count_events(db: Connection, asked: Asked) -> int:
    """Return how many events fit."""
    return int(db.execute(select(func.count()).select_from(event).where(*_of(db, asked))).scalar_one())


def list_late(db: Connection, days: int, *, limit: int | None = None) -> list[Event]:
    """Return the events entered more than *days* days after they happened, the newest first."""
    at, on = _said(db, "at"), _said(db, "on")
    if db.dialect.name == "sqlite":
        between = func.julianday(func.substr(at, 1, 10)) - func.julianday(on)
    else:
        between = cast(func.substr(at, 1, 10), Date) - cast(on, Date)
    wanted = select(event).where(on < func.substr(at, 1, 10), between >= days)
    found = _read(db, wanted.order_by(at.desc(), event.c.process_id, event.c.seq.desc()).limit(limit))
    return [one for one in found if lateness(one) > days]


def lateness(told: Event) -> int:
    """Return how many days after it happened an event was entered, by the local calendar."""
    entered = clock.today(datetime.fromisoformat(told.body["at"]))
    return (entered - date.fromisoformat(told.body["on"])).days


def draw(db: Connection, seed: str, moment: datetime, count: int) -> tuple[list[Event], int]:
    """Return *count* events drawn among all that were entered up to *moment*, and how many those are.

    The same seed and moment draw the same events again, on any machine and however many are entered later: the
    numbers are SHA-256 of the seed, and the events are counted process by process in their order.
    """
    until = _said(db, "at") <= moment.isoformat()
    counted = select(event.c.process_id, func.count()).where(until).group_by(event.c.process_id)
    sizes = [(int(row[0]), int(row[1])) for row in db.execute(counted.order_by(event.c.process_id))]
    total = sum(size for _, size in sizes)
    chosen: list[int] = []
    turn = 0
    while len(chosen) < min(count, total):
        number = int.from_bytes(sha256(f"{seed}:{turn}".encode()).digest()) % total
        turn += 1
        if number not in chosen:
            chosen.append(number)
    places = [_place(sizes, number) for number in chosen]
    return _at(db, places), total


def _place(sizes: Sequence[tuple[int, int]], number: int) -> tuple[int, int]:
    for process_id, size in sizes:
        if number < size:
            return process_id, number + 1
        number -= size
    raise AssertionError("the number is smaller than the sum of the sizes")


def _at(db: Connection, places: Sequence[tuple[int, int]]) -> list[Event]:
    if not places:
        return []
    wanted = or_(*(and_(event.c.process_id == number, event.c.seq == seq) for number, seq in places))
    found = {(one.process_id, one.seq): one for one in _read(db, select(event).where(wanted))}
    return [found[place] for place in places]


def every_event(db: Connection) -> Iterator[tuple[Event, str, str]]:
    """Give every event with its exact text and the slug of its process, process by process, a batch at a time."""
    for row in db.execute(select(process.c.id, process.c.slug).order_by(process.c.id)).all():
        after = 0
        while batch := db.execute(
            select(event).where(event.c.process_id == row.id, event.c.seq > after).order_by(event.c.seq).limit(BATCH)
        ).all():
            for one in batch:
                yield Event(one.process_id, one.seq, json.loads(one.body), bytes(one.hash)), one.body, row.slug
            after = batch[-1].seq


def find_notes(db: Connection, told: Sequence[Event]) -> dict[int, str | None]:
    """Return the free texts that *told* refer to, by number; an erased one is nothing."""
    ids = sorted({one.body["note"]["id"] for one in told if "note" in one.body})
    wanted = select(note.c.id, note.c.text).where(note.c.id.in_(ids))
    return {row.id: row.text for row in db.execute(wanted)} if ids else {}


def _read(db: Connection, wanted: Select[Any]) -> list[Event]:
    return [Event(row.process_id, row.seq, json.loads(row.body), bytes(row.hash)) for row in db.execute(wanted)]
