"""Records of a process: every write of one is locked, numbered, committed to in the history, and flushed."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from enum import Enum
from typing import Any, ClassVar, TypeVar

from sqlalchemy import ForeignKey, UniqueConstraint, and_, func, insert, literal_column, select, union_all, update
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from engine.commands import Change, Command, finish, lock, may_act, same_as_before
from engine.cpr import refuse_cpr
from engine.db import Session
from engine.errors import KeyReused, NotAllowed, NotFound, Refused, Stale
from engine.history import Event, commitment
from engine.models import Id, spent_number
from engine.state import ENDED
from engine.text import N_

R = TypeVar("R", bound="Record")
UNSAID = frozenset({"salt", "network_id", "id", "data"})


class Record:
    """What every record of a network has: its network, its number there, its version, and its commitment's salt.

    *LATER* names the columns that came after the table, with what they hold where nothing was said: the history says
    nothing of them then, so that what was committed to before they came still fits. *MADE* names the columns that
    nobody writes in: marks and codes, whose digits mean nothing.
    """

    LATER: ClassVar[Mapping[str, Any]] = {}
    MADE: ClassVar[frozenset[str]] = frozenset()

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    nr: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)
    salt: Mapped[bytes] = mapped_column(default=lambda: secrets.token_bytes(32))

    @declared_attr
    def network_id(cls) -> Mapped[int]:  # noqa: N805 - declared on the class
        """The process the record belongs to; access is checked on it."""
        return mapped_column(Id, ForeignKey("process.id"), index=True)

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:  # noqa: N805
        return (UniqueConstraint("network_id", "nr"),)

    def more(self) -> dict[str, Any]:
        """Return what the history commits to beside the columns."""
        return {}

    def stays(self) -> str:
        """Return why it can never be removed, and what to do instead; nothing when it can."""
        return ""

    def whole(self) -> bool:
        """Say whether what is too large for the history fits what the columns say of it."""
        return True


def content(row: Record) -> dict[str, Any]:
    """Return what *row* says, as JSON can carry it."""
    columns = row.__mapper__.column_attrs.keys()  # type: ignore[attr-defined]  # given by the mapper
    told = {key: getattr(row, key) for key in columns if key not in UNSAID}
    later = {key for key, nothing in row.LATER.items() if told[key] == nothing}
    return {key: _plain(value) for key, value in told.items() if key not in later} | row.more()


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):  # the same moment alike, in whichever zone it was given
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return value.hex() if isinstance(value, bytes) else value


def begin(session: Session, command: Command, kind: str, asked: Any = None, *, of: str = "") -> Change:
    """Lock the process for a write of its records; *of* is the table of the record that it is about.

    :raises NotAllowed: if the process is ended
    :raises Refused: if the person is nothing in it, and does not help with records of that kind either
    """
    change = lock(session.connection(), command)
    if same_as_before(change, kind, asked) is None:
        if change.state.mode == ENDED:
            raise NotAllowed(N_("Netværket er afsluttet. Der kan ikke ændres mere."))
        _may_write(change, kind, of)
    return change


def _may_write(change: Change, kind: str, of: str) -> None:
    command, helps = change.command, change.workflow.helps
    try:
        may_act(change, change.facts())
    except Refused:
        if not (of and helps and helps(change.db, command.process_id, command.actor, kind, of, command.today)):
            raise


def end(
    session: Session, change: Change, kind: str, row: Record, asked: Any = None, extra: Mapping[str, Any] | None = None
) -> Event:
    """Flush *row* and append the event that commits to what it now says."""
    session.flush()
    return finish(change, kind, {**said(row), **(extra or {})}, asked)


def name(row: Record) -> str:
    """Return how the history refers to *row*, such as ``need:3``."""
    return f"{row.__tablename__}:{row.id}"  # type: ignore[attr-defined]  # given by the mapper


def said(row: Record) -> dict[str, Any]:
    """Return what an event says of *row*: which it is, its version, and the commitment to what it says.

    :raises BadInput: if what it says looks like it holds a CPR number
    """
    holds = content(row)
    refuse_cpr({key: value for key, value in holds.items() if key not in row.MADE})
    return {"record": name(row), "nr": row.nr, "record_version": row.version, "hash": commitment(row.salt, holds)}


def number(session: Session, model: type[Record], network_id: int) -> int:
    """Return the next number of a record in its network; the process is locked, so it is free.

    It is one that no record ever had: a page about a record that was removed never becomes one about another.
    """
    gone = select(spent_number.c.highest).where(*_spent(model, network_id)).scalar_subquery()
    highest, spent = session.execute(select(func.max(model.nr), gone).where(model.network_id == network_id)).one()
    return max(highest or 0, spent or 0) + 1


def spend(session: Session, row: Record) -> None:
    """Remember the number of a record that is removed, so that no other ever has it."""
    db, of_kind = session.connection(), _spent(type(row), row.network_id)
    highest = db.execute(select(spent_number.c.highest).where(*of_kind)).scalar_one_or_none()
    if highest is None:
        kind = row.__tablename__  # type: ignore[attr-defined]  # given by the mapper
        db.execute(insert(spent_number).values(process_id=row.network_id, kind=kind, highest=row.nr))
    elif highest < row.nr:
        db.execute(update(spent_number).where(*of_kind).values(highest=row.nr))


def _spent(model: type[Record], network_id: int) -> tuple[Any, ...]:
    kind = model.__tablename__  # type: ignore[attr-defined]  # given by the mapper
    return spent_number.c.process_id == network_id, spent_number.c.kind == kind


def must_be_fresh(row: Record, seen: int | None) -> None:
    """Refuse a form that was drawn from an older version of *row*.

    :raises Stale: naming the record, so that the page can say who changed it
    """
    if seen is not None and seen != row.version:
        raise Stale(N_("Nogen har ændret dette, siden du åbnede siden."), record=name(row))


def list_all(session: Session, model: type[R], network_id: int) -> list[R]:
    """Return the records of one kind in one network, in their order."""
    return list(session.scalars(select(model).where(model.network_id == network_id).order_by(model.nr)))


def list_each(session: Session, models: Sequence[type[Record]], network_id: int) -> dict[type[Any], list[Any]]:
    """Return the records of several kinds in one network, each kind in its order, in one question."""
    return find_each(session, {model: model.network_id == network_id for model in models})


def find_each(
    session: Session, wanted: Mapping[type[Record], Any], options: Sequence[Any] = ()
) -> dict[type[Any], list[Any]]:
    """Return the records of several kinds that fit what is *wanted* of each, in their order, in one question."""
    found: dict[type[Any], list[Any]] = {model: [] for model in wanted}
    if not found:
        return found
    places: list[Any] = [
        select(literal_column(str(place)).label("kind"), model.id.label("number")).where(fits)
        for place, (model, fits) in enumerate(wanted.items())
    ]
    place: Any = union_all(*places).subquery("place")
    beside = place
    for kind, model in enumerate(wanted):  # each row holds one record, beside nothing of the other kinds
        beside = beside.outerjoin(model, and_(place.c.kind == kind, place.c.number == model.id))
    for row in session.execute(select(*wanted).select_from(beside).options(*options)):
        for one in row:
            if one is not None:
                found[type(one)].append(one)
    return {model: sorted(rows, key=lambda row: row.nr) for model, rows in found.items()}


def count_each(session: Session, models: Sequence[type[Record]], network_id: int) -> dict[type[Record], int]:
    """Return how many records of each kind a network has, in one question."""
    counted = [select(func.count()).where(model.network_id == network_id).scalar_subquery() for model in models]
    return dict(zip(models, session.execute(select(*counted)).one(), strict=True)) if models else {}


def get(session: Session, model: type[R], network_id: int, nr: int) -> R:
    """Return one record of one network.

    :raises NotFound: if the network has no such record
    """
    # What this session loaded before it held the lock may be old by now: the row is read anew.
    wanted = select(model).where(model.network_id == network_id, model.nr == nr)
    row = session.scalar(wanted.execution_options(populate_existing=True))
    if row is None:
        raise NotFound(N_("Det, du leder efter, findes ikke i dette netværk."))
    return row


def add(
    session: Session,
    command: Command,
    model: type[R],
    values: Mapping[str, Any],
    *,
    verb: str = "added",
    extra: Mapping[str, Any] | None = None,
) -> R:
    """Write a new record and return it."""
    kind = f"{model.__tablename__}_{verb}"  # type: ignore[attr-defined]
    change = begin(session, command, kind, of=model.__tablename__)  # type: ignore[attr-defined]
    if change.repeated:
        return repeated(session, change, model, values)
    row = model()
    row.network_id, row.nr = command.process_id, number(session, model, command.process_id)
    for key, value in values.items():
        setattr(row, key, value)
    session.add(row)
    end(session, change, kind, row, extra=extra)
    return row


def edit(
    session: Session,
    command: Command,
    model: type[R],
    nr: int,
    values: Mapping[str, Any],
    *,
    seen: int | None = None,
    verb: str = "changed",
    extra: Mapping[str, Any] | None = None,
) -> R:
    """Change a record; *seen* is the version the form was drawn from.

    :raises Stale: if somebody else changed it since
    """
    kind = f"{model.__tablename__}_{verb}"  # type: ignore[attr-defined]
    change = begin(session, command, kind, nr, of=model.__tablename__)  # type: ignore[attr-defined]
    if change.repeated:
        return repeated(session, change, model, values)
    row = get(session, model, command.process_id, nr)
    must_be_fresh(row, seen)
    for key, value in values.items():
        setattr(row, key, value)
    row.version += 1
    end(session, change, kind, row, nr, extra=extra)
    return row


def repeated(session: Session, change: Change, model: type[R], values: Mapping[str, Any]) -> R:
    """Return the record that a repeated command wrote the first time, as it is now.

    :raises KeyReused: if the record is as it was written then, and *values* say something else
    """
    told: Mapping[str, Any] = change.repeated.body if change.repeated else {}
    row = get(session, model, change.command.process_id, told["nr"])
    if row.version == told["record_version"] and any(getattr(row, key) != value for key, value in values.items()):
        raise KeyReused(N_("Formularen er allerede brugt til noget andet. Åbn siden igen, og prøv igen."))
    return row
