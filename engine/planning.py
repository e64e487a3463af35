"""Which timers an event plans, moves and cancels."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from sqlalchemy import case
from sqlalchemy.dialects import postgresql, sqlite

from engine.db import Connection
from engine.definition import Definition
from engine.models import timer
from engine.state import CANCELLED, ENDED, FIRED, PENDING, State

UPSERT: Mapping[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
KEPT = datetime(1970, 1, 1, tzinfo=UTC)  # stands for the moment at which a planned timer already falls due


def wanted(
    definition: Definition, state: State, facts: Any, closed: Callable[[str], date | None]
) -> dict[str, tuple[str, str, str, Any]]:
    """Return the timers to plan, move or cancel so that those of the definition stand as facts want them."""
    due = definition.deadlines(facts, state, closed) if state.mode != ENDED else {}
    planned: dict[str, tuple[str, str, str, Any]] = {
        key: (PENDING, one.kind, one.on.isoformat(), one.at)
        for key, one in due.items()
        if _stands_otherwise(state.timers.get(key), (PENDING, one.kind, one.on))
    }
    for key, (said, kind, on) in state.timers.items():
        gone = state.mode == ENDED or (kind in definition.timer_kinds and key not in due)
        if said == PENDING and gone:
            planned[key] = (CANCELLED, kind, on.isoformat(), None)
    return planned


def _stands_otherwise(now: tuple[str, str, date] | None, then: tuple[str, str, date]) -> bool:
    """Say whether a timer is to be planned anew; one that has fired never is."""
    return now is None or (now[0] != FIRED and now != then)


def as_told(planned: Sequence[Any]) -> list[Any]:
    """Return what an event says of a timer: state, kind, day, and the moment when that is planned with it."""
    said, kind, on, *due = planned
    return [said, kind, on, *(at.astimezone(UTC).isoformat() for at in due if at is not None)]


def keep(db: Connection, process_id: int, planned: Mapping[str, Sequence[Any]]) -> None:
    """Write the *planned* timers in one statement; one that is there keeps its due moment when none is given."""
    rows = [
        {"process_id": process_id, "key": key, "state": entry[0], "kind": entry[1],
         "on": date.fromisoformat(entry[2]), "due": (entry[3] if len(entry) > 3 else None) or KEPT}
        for key, entry in planned.items()
    ]  # fmt: skip
    db.execute(_keeping(db.dialect.name), rows)


@cache
def _keeping(kind: str) -> Any:
    plan = UPSERT[kind](timer)
    new = plan.excluded
    due = case((new.due == KEPT, timer.c.due), else_=new.due)
    changed = {"state": new.state, "kind": new.kind, "on": new["on"], "due": due}
    return plan.on_conflict_do_update(index_elements=["process_id", "key"], set_=changed)
