"""What stands otherwise because a day has passed: each morning the stored standing is worked out anew."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import update
from sqlalchemy.engine import Row
from sqlalchemy.exc import DBAPIError

from engine import clock, installation
from engine.commands import SYSTEM, Command
from engine.db import Connection
from engine.definition import Workflow
from engine.history import find_state, stored_state
from engine.models import process
from engine.queries import find_setting, get_process, list_processes
from engine.standing import standing
from engine.state import RUNNING
from engine.verification import list_chains

AT_A_TIME = 500
RISEN = "risen"  # the setting that holds the day it was last done


def portions(db: Connection) -> list[Sequence[Row[Any]]]:
    """Return every process but the installation's own, those of one definition together, some hundred at a time.

    One whose row cannot be read is left out; *unreadable* names it.
    """
    rows = [row for _slug, row in _rows(db) if row is not None and row.name != installation.NAME]
    alike = [list(group) for _, group in groupby(sorted(rows, key=_definition), key=_definition)]
    return [group[start : start + AT_A_TIME] for group in alike for start in range(0, len(group), AT_A_TIME)]


def unreadable(db: Connection) -> list[str]:
    """Return the slugs of the processes whose row holds what no state can be read out of."""
    return [slug for slug, row in _rows(db) if row is None]


def _rows(db: Connection) -> list[tuple[str, Row[Any] | None]]:
    """Return slug and row of every process; no row where it holds what its columns cannot hold."""
    try:
        rows: list[tuple[str, Row[Any] | None]] = [(row.slug, row) for row in list_processes(db)]
    except (TypeError, ValueError, DBAPIError):
        rows = [(chain.slug, _alone(db, chain.id)) for chain in list_chains(db)]
    return [(slug, row if row is not None and find_state(row) is not None else None) for slug, row in rows]


def _alone(db: Connection, process_id: int) -> Row[Any] | None:
    try:
        return get_process(db, process_id)
    except (TypeError, ValueError, DBAPIError):
        return None


def _definition(row: Row[Any]) -> tuple[str, int]:
    return row.name, row.version


def ended(
    db: Connection, find: Callable[[str, int], Workflow], portion: Sequence[Row[Any]], now: datetime
) -> Iterator[Command]:
    """Give a command for each running process in which something ended with the day that is over."""
    workflow, day = find(portion[0].name, portion[0].version), clock.today(now)
    running = tuple(row.id for row in portion if row.mode == RUNNING)
    for number in workflow.overnight.find(db, running, day) if workflow.overnight else ():
        yield Command(workflow=workflow, process_id=number, actor=SYSTEM, now=now, key=f"morgen:{day.isoformat()}")


def otherwise(
    db: Connection, find: Callable[[str, int], Workflow], portion: Sequence[Row[Any]], today: date
) -> Iterator[tuple[Row[Any], dict[str, Any]]]:
    """Give the processes whose stored standing is not what their records say today, with what it should be."""
    workflow = find(portion[0].name, portion[0].version)
    facts = workflow.load(db, tuple(row.id for row in portion), None, today, 0, None)
    for row in portion:
        fresh = standing(workflow.definition, stored_state(row), facts[row.id])
        if differing := {key: value for key, value in fresh.items() if getattr(row, key) != value}:
            yield row, differing


def astray(
    db: Connection, find: Callable[[str, int], Workflow], portion: Sequence[Row[Any]], today: date
) -> Iterator[tuple[Row[Any], dict[str, Any]]]:
    """Give the processes that stand otherwise than their records say, and did so when it was last worked out too."""
    risen = date.fromisoformat(find_setting(db, RISEN) or date.min.isoformat())
    for row, fresh in otherwise(db, find, portion, today):
        last = max(risen, clock.today(row.changed_at))
        if any(otherwise(db, find, [row], last)):
            yield row, fresh


def stand_anew(db: Connection, row: Row[Any], fresh: dict[str, Any]) -> None:
    """Store how a process stands, unless somebody has changed it since; then it stands as that says."""
    db.execute(update(process).where(process.c.id == row.id, process.c.seq == row.seq).values(fresh))
