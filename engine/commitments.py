"""Whether records still say what the history committed to: each is held against the newest event about it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import Select, literal, select
from sqlalchemy.orm import selectinload, undefer

from engine import records, together
from engine.db import Connection, Session
from engine.history import commitment, read, stored
from engine.installation import NAME
from engine.models import Base, event, process
from engine.people import fields
from engine.people.models import Organisation, Person
from engine.records import Record
from engine.text import N_, Sentence, sentence
from engine.verification import Fault

ABOUT = event.c.body.contains('"record":"', autoescape=True)
Place = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Said:
    """What the newest event about a record says of it; *hash* is nothing when the record was removed."""

    seq: int
    hash: str | None
    version: int | None


@dataclass(frozen=True, slots=True)
class Erased:
    """A free text that was erased: the event that it stood beside, and the event that erased it."""

    slug: str
    seq: int
    by: int


def check(db: Connection, ids: Sequence[int]) -> list[Fault]:
    """Hold every record of some processes against the newest event about it.

    All tables that nothing hangs on are asked in one query, each other one in a constant number.
    The chains themselves are checked by ``verification``: what is asked here is whether the events' records are
    still the ones that were written.
    """
    rows = db.execute(select(process.c.id, process.c.name, process.c.slug).where(process.c.id.in_(ids))).all()
    slugs = {row.id: row.slug for row in rows}
    own = next((row.id for row in rows if row.name == NAME), None)
    told = _newest(db, ids)
    faults = [Fault(place[0], slugs[place[0]], seq, text) for place, seq, text in _faults(db, ids, own, told)]
    return sorted(faults, key=lambda fault: (fault.process_id, fault.seq, str(fault.text)))


def list_erased(db: Connection, ids: Sequence[int]) -> list[Erased]:
    """Return the free texts of some processes that were erased; that is no fault, and whoever verifies is told."""
    wanted = stored(db).add_columns(process.c.slug).join(process)
    wanted = wanted.where(event.c.process_id.in_(ids), event.c.body.contains('"note', autoescape=True))
    stood, erased = dict[tuple[int, int], int](), list[Erased]()
    for row in db.execute(wanted):
        body = read(row).body
        if "note" in body:
            stood[row.process_id, body["note"]["id"]] = row.seq
        if body.get("kind") == "note_erased":
            erased.append(Erased(row.slug, stood.get((row.process_id, body["erased"]), 0), row.seq))
    return erased


def _newest(db: Connection, ids: Sequence[int]) -> dict[Place, Said]:
    """Return what the newest event about each record says, by process and record."""
    wanted = stored(db).where(event.c.process_id.in_(ids), ABOUT)
    told: dict[Place, Said] = {}
    for row in db.execute(wanted):
        body = read(row).body
        for said in (body, *body.get("also", ())):
            if "record" in said:
                told[row.process_id, said["record"]] = Said(row.seq, said.get("hash"), said.get("record_version"))
    return told


def _faults(
    db: Connection, ids: Sequence[int], own: int | None, told: Mapping[Place, Said]
) -> Iterator[tuple[Place, int, Sentence]]:
    seen = set[Place]()
    for place, fits in _every_record(db, ids, own):
        seen.add(place)
        said = told.get(place)
        if said is None:
            yield place, 0, sentence(N_("Ingen hændelse fortæller om oplysningen {oplysning}."), oplysning=place[1])
        elif said.hash is None:
            still = N_("Hændelsen fjernede oplysningen {oplysning}, men den er her endnu.")
            yield place, said.seq, sentence(still, oplysning=place[1])
        elif not fits(said):
            other = N_("Oplysningen {oplysning} siger noget andet end det, hændelsen skrev ind.")
            yield place, said.seq, sentence(other, oplysning=place[1])
    for place, said in told.items():
        if said.hash is not None and place not in seen:
            yield place, said.seq, sentence(N_("Oplysningen {oplysning} er væk."), oplysning=place[1])


def _every_record(
    db: Connection, ids: Sequence[int], own: int | None
) -> Iterator[tuple[Place, Callable[[Said], bool]]]:
    """Give every record with the process it belongs to, and what says whether an event committed to it."""
    kinds: list[Any] = sorted((mapper.class_ for mapper in Base.registry.mappers), key=lambda model: model.__name__)
    kinds = [model for model in kinds if issubclass(model, Record)]
    for model, network, number, row in together.rows(db, [one for one in kinds if not _holds(one)], ids):
        yield (network, f"{model.__tablename__}:{number}"), partial(_fits, row, records.content)
    for model in filter(_holds, kinds):
        for network, number, row in _rows(db, model, model.network_id, ids):
            yield (network, f"{model.__tablename__}:{number}"), partial(_fits, row, records.content)
    if own is None:
        return
    for person in (Person, Organisation):
        for network, number, row in _rows(db, person, literal(own), [own]):
            yield (network, f"{person.__tablename__}:{number}"), partial(_fits, row, fields.content)


def _holds(model: Any) -> bool:
    """Say whether anything hangs on the records of a kind, so that they are asked for with it."""
    return bool(model.__mapper__.relationships)


def _fits(row: Any, content: Callable[[Any], Any], said: Said) -> bool:
    """Say whether *row* says what was committed to; one that cannot be read does not."""
    if row is None:
        return False
    try:
        whole = not isinstance(row, Record) or row.whole()
        return whole and (row.version, commitment(row.salt, content(row))) == (said.version, said.hash)
    except (AttributeError, TypeError, ValueError):
        return False


def _rows(db: Connection, model: Any, network: Any, ids: Sequence[int]) -> Iterator[tuple[int, int, Any]]:
    """Give process, number and row of every record of one table; nothing for a row that cannot be read."""
    wanted = select(network.label("network"), model.id.label("number"), model).where(network.in_(ids))
    wanted = wanted.order_by(model.id).options(selectinload("*"), undefer("*"))
    after = 0
    with Session(db) as session:
        try:
            for row in session.execute(wanted.execution_options(yield_per=together.AT_A_TIME)):
                after = row.number
                yield row
        except together.UNREADABLE:
            yield from _one_by_one(session, model, wanted.where(model.id > after))


def _one_by_one(session: Session, model: Any, wanted: Select[Any]) -> Iterator[tuple[int, int, Any]]:
    """Give the same rows, each asked for alone, when one of them holds what its column cannot hold."""
    plain = wanted.with_only_columns(*list(wanted.selected_columns)[:2]).options()
    for network, number in session.execute(plain).all():
        try:
            row = session.execute(wanted.where(model.id == number)).one()[2]
        except together.UNREADABLE:
            row = None
        yield network, number, row
