"""Removing a record: with a reason, never behind somebody's back, and never what others stand on."""

from typing import Any, cast

from sqlalchemy import or_, select

from engine.checks import why
from engine.commands import Command, finish
from engine.db import Session
from engine.definition import Workflow
from engine.errors import NotAllowed
from engine.models import Base
from engine.records import Record, begin, find_each, get, must_be_fresh, name, said, spend
from engine.state import State
from engine.text import N_


class Referred(NotAllowed):
    """A record cannot be removed while others refer to it; *by* holds them."""

    def __init__(self, by: list[Record]) -> None:
        super().__init__(
            N_("Det kan ikke fjernes, fordi noget andet henviser til det: {hvad}."), hvad=", ".join(map(name, by))
        )
        self.by = by


def remove(
    session: Session, command: Command, model: type[Record], nr: int, *, reason: str, seen: int | None = None,
    of: str = "",
) -> None:  # fmt: skip
    """Remove a record; the history keeps that it was there, its number, why it went, and what fell with it.

    *of* is the table of what it belongs to, where that is another record.

    :raises BadInput: without a reason
    :raises Stale: if somebody changed it since *seen*
    :raises Referred: if other records refer to it
    :raises NotAllowed: if something formal happened to it
    """
    kind = f"{model.__tablename__}_removed"  # type: ignore[attr-defined]  # given by the mapper
    change = begin(session, command, kind, nr, of=of or model.__tablename__)  # type: ignore[attr-defined]
    if change.repeated:
        return
    row = get(session, model, command.process_id, nr)
    must_be_fresh(row, seen)
    if hindrance := find_hindrance(session, row, change.workflow, change.state):
        raise hindrance
    gone = {"record": name(row), "nr": row.nr, "record_version": row.version, **why(change, reason)}
    naming = _naming(session, row)
    settled = change.workflow.settled
    fell = dict(settled.undo(session, change, row)) if settled else {}
    spend(session, row)
    session.delete(row)
    session.flush()
    for one in naming:
        session.refresh(one)
        one.version += 1
    session.flush()
    if also := [*(said(one) for one in naming), *fell.pop("also", ())]:
        gone["also"] = also
    finish(change, kind, gone | fell, nr)


def find_hindrance(session: Session, row: Record, workflow: Workflow, state: State) -> NotAllowed | None:
    """Return why *row* cannot be removed, if anything keeps it."""
    if sentence := row.stays():
        return NotAllowed(sentence)
    if workflow.settled and (refusal := workflow.settled.why(session, state, row)):
        return cast(NotAllowed, refusal)
    by = _referring(session, row)
    return Referred(by) if by else None


def _referring(session: Session, row: Record) -> list[Record]:
    """Return the records that the database would not let stand without *row*, in one question."""
    mine = row.__table__  # type: ignore[attr-defined]  # given by the mapper
    wanted: dict[type[Record], Any] = {}
    for mapper in sorted(Base.registry.mappers, key=lambda one: one.class_.__name__):
        pointing = [
            column == row.id
            for column in mapper.columns
            if any(key.column.table is mine and key.ondelete != "CASCADE" for key in column.foreign_keys)
        ]
        if pointing and issubclass(mapper.class_, Record):
            wanted[mapper.class_] = or_(*pointing)
    return [one for rows in find_each(session, wanted).values() for one in rows]


def _naming(session: Session, row: Record) -> list[Record]:
    """Return the records that say that they are about *row*: they say something else when it is gone."""
    model = type(row)
    pointing: list[Any] = [
        (mapper.class_, relation.class_attribute)
        for mapper in Base.registry.mappers
        for relation in mapper.relationships
        if issubclass(mapper.class_, Record) and relation.mapper.class_ is model
    ]
    return [
        one
        for other, relation in pointing
        for one in session.scalars(select(other).where(relation.any(model.id == row.id)).order_by(other.id))
    ]
