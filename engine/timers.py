"""Timers: rows that fall due. Each fires once, in one transaction with what it causes."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import select

from engine.commands import SYSTEM, Change, Command, finish, lock
from engine.db import Connection, Session
from engine.definition import Workflow
from engine.history import Event
from engine.machine import arrows
from engine.models import process, timer
from engine.state import FIRED, PENDING, RUNNING

DUE = (
    select(timer.c.process_id, timer.c.key, timer.c.kind, timer.c.on, process.c.name, process.c.version)
    .join(process, process.c.id == timer.c.process_id)
    .where(timer.c.state == PENDING, process.c.mode == RUNNING)
    .order_by(timer.c.due, timer.c.process_id, timer.c.key)
    .limit(1)
)


def ring_one(session: Session, find: Callable[[str, int], Workflow], now: datetime) -> str | None:
    """Fire the timer that has been due longest and return its name, or nothing when none is due.

    The process row is locked before the timer is looked at again, so two tickers cannot fire it twice; the timers of
    a paused process wait.
    """
    db = session.connection()
    found = db.execute(DUE.where(timer.c.due <= now)).one_or_none()
    if found is None:
        return None
    key = f"timer:{found.key}:{found.on.isoformat()}"
    workflow = find(found.name, found.version)
    command = Command(workflow=workflow, process_id=found.process_id, actor=SYSTEM, now=now, key=key, on=None)
    name = f"{found.process_id}:{found.key}"
    row = db.execute(select(process.c.id).where(process.c.id == found.process_id).with_for_update()).one_or_none()
    still = select(timer.c.state).where(timer.c.process_id == found.process_id, timer.c.key == found.key)
    if row is None or db.execute(still).scalar_one() != PENDING:
        return name
    alarm = workflow.alarms.get(found.kind, _only_say)
    alarm(session, command, found.key)
    return name


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

