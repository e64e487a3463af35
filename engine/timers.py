"""Timers: rows that fall due. Each fires once, in one transaction with what it causes."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any

from sqlalchemy import select, tuple_
from sqlalchemy.engine import Row

from engine.commands import SYSTEM, Change, Command, finish, lock
from engine.db import Connection, Session
from engine.definition import Workflow
from engine.history import Event
from engine.machine import arrows
from engine.models import process, timer
from engine.state import FIRED, PENDING, RUNNING

Due = Row[*tuple[Any, ...]]
DUE = (
    select(timer.c.process_id, timer.c.key, timer.c.kind, timer.c.on, process.c.name, process.c.version)
    .join(process, process.c.id == timer.c.process_id)
    .where(timer.c.state == PENDING, process.c.mode == RUNNING)
    .order_by(timer.c.due, timer.c.process_id, timer.c.key)
    .limit(1)
)


def next_due(db: Connection, now: datetime, but: Collection[tuple[int, str]] = ()) -> Due | None:
    """Return the timer that has been due longest, leaving out those named in *but*; nothing when none is due."""
    due = DUE.where(timer.c.due <= now)
    if but:
        due = due.where(tuple_(timer.c.process_id, timer.c.key).not_in(but))
    return db.execute(due).one_or_none()


def ring(session: Session, find: Callable[[str, int], Workflow], due: Due, now: datetime) -> bool:
    """Fire a timer that *next_due* found, and say whether it did.

    The process row is locked before the timer is looked at again: another ticker may have fired it, or somebody may
    have put it off or paused the process.
    """
    db = session.connection()
    db.execute(select(process.c.id).where(process.c.id == due.process_id).with_for_update())
    same = timer.c.process_id == due.process_id, timer.c.key == due.key, timer.c.on == due.on
    if db.execute(DUE.where(timer.c.due <= now, *same)).one_or_none() is None:
        return False
    workflow = find(due.name, due.version)
    key = f"timer:{due.key}:{due.on.isoformat()}"
    command = Command(workflow=workflow, process_id=due.process_id, actor=SYSTEM, now=now, key=key)
    workflow.alarms.get(due.kind, _only_say)(session, command, due.key)
    return True


def fire(db: Connection, command: Command, key: str, extra: dict[str, Any] | None = None) -> Event:
    """Append that timer *key* fired, and take the move it stands for if the process is where it leads from.

    A timer that comes early lets its move wait for its step; one that is for nothing but a reminder moves nothing.
    """
    change = lock(db, command)
    _, kind, on = change.state.timers[key]
    payload: dict[str, Any] = {
        "timer": key,
        "timers": {key: (FIRED, kind, on.isoformat())},
        **_led(change, kind),
        **(extra or {}),
    }
    return finish(change, "timer_fired", payload, ["fire", key])


def _led(change: Change, kind: str) -> dict[str, Any]:
    for step, move in change.definition.moves():
        if move.timer != kind:
            continue
        if change.state.position == step.key:
            return {"to": arrows(change.definition)[step.key, move.trigger], "trigger": move.trigger}
        if change.state.position in move.early:
            return {"waiting": move.trigger}
    return {}


def _only_say(session: Session, command: Command, key: str) -> None:
    fire(session.connection(), command, key)
