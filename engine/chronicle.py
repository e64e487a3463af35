"""The histories of all processes read together: filtered, sampled and counted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from hashlib import sha256
from itertools import groupby
from typing import Any

from sqlalchemy import DateTime, Integer, Text, and_, case, cast, false, func, or_, select

from engine import clock
from engine.db import Connection
from engine.history import Event, Groups, as_bytes, read, stored, text_in
from engine.models import event, note, process

BATCH = 500


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list of events is narrowed to: kinds (``*_added`` for all that end so), who did it, and when entered.

    *but* names kinds that are left out. *corrected* takes in the closed steps whose decision took up earlier ones
    again.
    """

    kinds: tuple[str, ...] = ()
    but: tuple[str, ...] = ()
    corrected: bool = False
    actors: tuple[int, ...] | None = None
    since: date | None = None
    until: date | None = None


def _said(db: Connection, key: str) -> Any:
    """Return one text of an event's body, nothing where it cannot be found.

    It is looked for as text: a database refuses the whole question when one body is no JSON any more.
    """
    if db.dialect.name != "sqlite":
        return func.substring(event.c.body, f'"{key}":"([^"]*)"').collate("C")
    mark, body = f'"{key}":"', cast(event.c.body, Text)
    rest = func.substr(body, func.instr(body, mark) + len(mark))
    return case((func.instr(body, mark) > 0, func.substr(rest, 1, func.instr(rest, '"') - 1)))


def _mark(kind: str) -> str:
    return f'{kind[1:]}"' if kind.startswith("*") else f'"kind":"{kind}"'


def _of(db: Connection, asked: Asked) -> list[Any]:
    # No text that people write stands in a body, so what is looked for can stand nowhere else in it.
    wanted = [~event.c.body.contains(_mark(kind), autoescape=True) for kind in asked.but]
    if asked.kinds:
        marks = [*map(_mark, asked.kinds), *(['"reopen":["'] if asked.corrected else [])]
        wanted.append(or_(*(event.c.body.contains(mark, autoescape=True) for mark in marks)))
    if asked.actors is not None:
        marks = [f'"actor":{actor},' for actor in asked.actors]
        wanted.append(or_(false(), *(event.c.body.contains(mark, autoescape=True) for mark in marks)))
    if asked.since is not None:
        wanted.append(_said(db, "at") >= clock.moment(asked.since, time()).isoformat())
    if asked.until is not None:
        wanted.append(_said(db, "at") < clock.moment(clock.days(asked.until, 1), time()).isoformat())
    return wanted


def list_events(db: Connection, asked: Asked, *, limit: int | None = None, offset: int = 0) -> list[Event]:
    """Return the events of all processes that fit, the newest first."""
    wanted = stored(db).where(*_of(db, asked)).order_by(None).order_by(*_newest_first(db))
    return list(map(read, db.execute(wanted.limit(limit).offset(offset))))


def _newest_first(db: Connection) -> Sequence[Any]:
    return func.coalesce(_said(db, "at"), "").desc(), event.c.process_id, event.c.seq.desc()


def count_events(db: Connection, asked: Asked) -> int:
    """Return how many events fit."""
    return int(db.execute(select(func.count()).select_from(event).where(*_of(db, asked))).scalar_one())


def list_late(db: Connection, asked: Asked, days: int, *, limit: int | None = None) -> list[Event]:
    """Return the events that fit and were entered more than *days* days after they happened, the newest first."""
    at, on = _said(db, "at"), _said(db, "on")
    if db.dialect.name == "sqlite":
        between = func.julianday(func.substr(at, 1, 10)) - func.julianday(on)
    else:
        between = func.extract("epoch", _midnight(at) - _midnight(on)) / 86400
    wanted = stored(db).where(on < func.substr(at, 1, 10), between >= days, *_of(db, asked)).order_by(None)
    found = map(read, db.execute(wanted.order_by(*_newest_first(db)).limit(limit)))
    return [one for one in found if lateness(one) > days]


def _midnight(said: Any) -> Any:
    """Return the day that a text begins with, nothing where it is none: PostgreSQL refuses what it cannot turn."""
    parts = [cast(func.substr(said, start, size), Integer) for start, size in ((1, 4), (6, 2), (9, 2))]
    years, months, days = (part - 1 for part in parts)
    day = cast("0001-01-01", DateTime) + func.make_interval(years, months, 0, days)
    return case((said.regexp_match(r"^\d{4}-\d{2}-\d{2}"), day))


def lateness(told: Event) -> int:
    """Return how many days after it happened an event was entered, by the local calendar."""
    if not told.readable:
        return 0
    entered = clock.today(datetime.fromisoformat(told.body["at"]))
    return (entered - date.fromisoformat(told.body["on"])).days


def draw(db: Connection, seed: str, moment: datetime, count: int) -> tuple[list[Event], int]:
    """Return *count* events drawn among all that were entered up to *moment*, and how many those are.

    The same seed and moment draw the same events again, on any machine and however many are entered later: the
    numbers are SHA-256 of the seed, and the events are counted process by process in their order.
    """
    until = _said(db, "at") <= moment.isoformat()
    total = int(db.execute(select(func.count()).select_from(event).where(until)).scalar_one())
    chosen: list[int] = []
    turn = 0
    while len(chosen) < min(count, total):
        number = int.from_bytes(sha256(f"{seed}:{turn}".encode()).digest()) % total
        turn += 1
        if number not in chosen:
            chosen.append(number)
    return _at(db, until, chosen), total


def _at(db: Connection, until: Any, places: Sequence[int]) -> list[Event]:
    """Return the events at some places, from 0, among those that *until* holds for."""
    order = (event.c.process_id, event.c.seq)
    place = (func.row_number().over(order_by=order) - 1).label("place")
    counted = select(*order, place).where(until).subquery()
    same = (counted.c.process_id == event.c.process_id, counted.c.seq == event.c.seq)
    wanted = stored(db).add_columns(counted.c.place).join(counted, and_(*same)).where(counted.c.place.in_(places))
    found = {row.place: read(row) for row in db.execute(wanted)}
    return [found[place] for place in places]


@dataclass(frozen=True, slots=True)
class Told:
    """An event with all that a file says of it: its columns as bytes, the slug of its process, its free text."""

    event: Event
    row: Any
    slug: str
    text: str | None


def every_event(db: Connection, process_id: int | None = None) -> Iterator[Told]:
    """Give every event of one process or of all, process by process, in two questions; a process may have no row."""
    told, notes = stored(db), select(note.c.process_id, note.c.id, as_bytes(db, note.c.text))
    told = told.add_columns(as_bytes(db, process.c.slug)).join(
        process, process.c.id == event.c.process_id, isouter=True
    )
    if process_id is not None:
        told, notes = told.where(event.c.process_id == process_id), notes.where(note.c.process_id == process_id)
    notes, few = notes.order_by(note.c.process_id, note.c.id), {"yield_per": BATCH}
    with db.execute(told.execution_options(**few)) as every, db.execute(notes.execution_options(**few)) as texts:
        beside = Groups(texts)
        for number, rows in groupby(every, key=lambda row: row.process_id):
            mine = {row.id: text_in(row) for row in beside.of(number)}
            for row in rows:
                one = read(row)
                slug = bytes(row.slug or b"").decode("utf-8", "replace")
                yield Told(one, row, slug, mine.get(one.body["note"]["id"]) if "note" in one.body else None)


def find_notes(db: Connection, told: Sequence[Event]) -> dict[int, str | None]:
    """Return the free texts that *told* refer to, by number; an erased one is nothing."""
    ids = sorted({one.body["note"]["id"] for one in told if "note" in one.body})
    wanted = select(note.c.id, as_bytes(db, note.c.text)).where(note.c.id.in_(ids))
    return {row.id: text_in(row) for row in db.execute(wanted)} if ids else {}
