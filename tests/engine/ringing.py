"""Firing what is due, one timer after the other."""

from collections.abc import Callable
from datetime import datetime

from engine import timers
from engine.db import Session
from engine.definition import Workflow


def ring_one(session: Session, find: Callable[[str, int], Workflow], now: datetime) -> str | None:
    """Fire the timer that has been due longest and return its name, or nothing when none is due."""
    due = timers.next_due(session.connection(), now)
    if due is None:
        return None
    timers.ring(session, find, due, now)
    return f"{due.process_id}:{due.key}"
