"""Reading processes: get_ raises NotFound, find_ may return nothing, list_ returns a sequence."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, case, func, or_, select
from sqlalchemy.engine import Row

from engine.db import Connection
from engine.errors import NotFound
from engine.history import Event, as_bytes, read, stored, stored_state, text_in
from engine.models import event, installation, note, outbox, process
from engine.state import State
from engine.text import N_


def get_process(db: Connection, process_id: int) -> Row[Any]:
    """Return the row of a process.

    :raises NotFound: if there is none
    """
    row = db.execute(select(process).where(process.c.id == process_id)).one_or_none()
    if row is None:
        raise NotFound(N_("Netværket findes ikke."))
    return row


def get_state(db: Connection, process_id: int) -> State:
    """Return where a process stands."""
    return stored_state(get_process(db, process_id))


def status_on(today: date) -> Any:
    """Return the column of a process's status on a day: a passed date of ours is the worst."""
    return case((process.c.overdue_on < today, "overdue"), else_=process.c.status)


def list_events(
    db: Connection, process_id: int, *, before: int | None = None, limit: int = 50, kinds: Sequence[str] = ()
) -> Sequence[Event]:
    """Return the newest events of a process, newest first, older than *before*; of some *kinds* if those are given."""
    wanted = stored(db).where(event.c.process_id == process_id).order_by(None)
    if kinds:
        wanted = wanted.where(or_(*(event.c.body.contains(f'"kind":"{kind}"', autoescape=True) for kind in kinds)))
    if before is not None:
        wanted = wanted.where(event.c.seq < before)
    return [read(row) for row in db.execute(wanted.order_by(event.c.seq.desc()).limit(limit))]


def get_event(db: Connection, process_id: int, seq: int) -> Event:
    """Return one event.

    :raises NotFound: if there is none
    """
    row = db.execute(stored(db).where(event.c.process_id == process_id, event.c.seq == seq)).one_or_none()
    if row is None:
        raise NotFound(N_("Hændelsen findes ikke."))
    return read(row)


def find_last_about(db: Connection, process_id: int, record: str, kind: str = "") -> Event | None:
    """Return the newest event about *record*, such as ``need:3``, that can be read; of one *kind* if that is given."""
    about = event.c.body.contains(f'"record":"{record}"', autoescape=True)
    wanted = stored(db).where(event.c.process_id == process_id, about).order_by(None)
    if kind:
        wanted = wanted.where(event.c.body.contains(f'"kind":"{kind}"', autoescape=True))
    with db.execute(wanted.order_by(event.c.seq.desc()).execution_options(yield_per=10)) as rows:
        return next((one for one in map(read, rows) if one.readable), None)


def list_notes(db: Connection, process_id: int) -> dict[int, str | None]:
    """Return the free texts of a process by number; an erased one is nothing."""
    wanted = select(note.c.id, as_bytes(db, note.c.text)).where(note.c.process_id == process_id)
    return {row.id: text_in(row) for row in db.execute(wanted)}


def list_mail(
    db: Connection, process_ids: Sequence[int] | None, *, state: str | None = None, limit: int = 200, offset: int = 0
) -> Sequence[Row[Any]]:
    """Return the newest mails, of some processes or of all, in one state or in any."""
    wanted = _mail(process_ids)
    if state is not None:
        wanted = wanted.where(outbox.c.state == state)
    return db.execute(wanted.order_by(outbox.c.id.desc()).limit(limit).offset(offset)).all()


def find_mail(db: Connection, process_ids: Sequence[int] | None, number: int) -> Row[Any] | None:
    """Return one mail, if it belongs to one of some processes."""
    return db.execute(_mail(process_ids).where(outbox.c.id == number)).one_or_none()


def count_mail(db: Connection, process_ids: Sequence[int] | None) -> dict[str, int]:
    """Return how many mails there are in each state, of some processes or of all."""
    wanted = select(outbox.c.state, func.count()).group_by(outbox.c.state)
    if process_ids is not None:
        wanted = wanted.where(outbox.c.process_id.in_(process_ids))
    return {row[0]: int(row[1]) for row in db.execute(wanted)}


def _mail(process_ids: Sequence[int] | None) -> Select[Any]:
    wanted = select(outbox, process.c.slug).join(process, process.c.id == outbox.c.process_id, isouter=True)
    return wanted if process_ids is None else wanted.where(outbox.c.process_id.in_(process_ids))


def find_setting(db: Connection, key: str) -> str | None:
    """Return a setting of the installation."""
    return db.execute(select(installation.c.value).where(installation.c.key == key)).scalar_one_or_none()


def list_processes(db: Connection) -> Sequence[Row[Any]]:
    """Return every process row, the oldest first."""
    return db.execute(select(process).order_by(process.c.id)).all()
