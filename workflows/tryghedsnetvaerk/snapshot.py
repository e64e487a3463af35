"""Loads Facts: for one network in one statement, limited to the tables that the asked steps read; for many, one
statement a table."""

from collections.abc import Mapping
from datetime import date, time
from functools import cache
from typing import Any

from sqlalchemy import select

from engine import clock
from engine.db import Connection
from engine.prepared import Prepared
from workflows.tryghedsnetvaerk.facts import Facts
from workflows.tryghedsnetvaerk.sums import GROUPS, part_of
from workflows.tryghedsnetvaerk.told import read

__all__ = ["columns", "load", "read", "values"]

STEPS: Mapping[str, tuple[str, ...]] = {
    "igangsaettelse": (
        "seats", "need", "initiator", "stakeholder", "plan", "initial", "verdict", "information", "discussion",
    ),
    "kortlaegning": ("crime_set", "study", "report", "approval", "information"),
    "sammensaetning": ("group", "problems_without_group"),
    "droeftelse": ("three_meetings",),
    "fastlaeggelse": ("three_meetings",),
    "aftale": ("three_meetings", "three_decisions", "agreement", "partner", "problems_without_route"),
    "kontaktmaterialer": ("material", "card_line"),
    "praksis": ("network_meetings", "news", "information", "undated", "talks"),
    "evaluering": ("evaluation", "measure", "crime_set", "study"),
}  # fmt: skip
ALWAYS = ("seat", "role", "meeting", "first_agreement", "deadline")


@cache
def groups_of(steps: frozenset[str] | None, pointed: bool) -> tuple[str, ...]:
    """Return the groups that the demands of *steps* read, in one fixed order."""
    wanted = set(ALWAYS) | {"pointed"} if pointed else set(ALWAYS)
    for step in STEPS if steps is None else steps:
        wanted |= set(STEPS.get(step, ()))
    return tuple(name for name in GROUPS if name in wanted)


def columns(steps: frozenset[str] | None, pointed: bool) -> tuple[Any, ...]:
    """Return what the demands of *steps* read of one network, as the columns of a single row."""
    return tuple(part_of(name) for name in groups_of(steps, pointed))


def values(network: int, today: date, actor: int, decision: int | None) -> Mapping[str, Any]:
    """Return what the columns are asked with."""
    return of_asking(today, actor, decision) | {"network": network}


def of_asking(today: date, actor: int, decision: int | None) -> dict[str, Any]:
    """Return who asks, of which day."""
    midnight = clock.moment(today, time.min)
    return {"today": today, "actor": actor, "decision": decision or 0, "midnight": midnight}


@cache
def one(steps: frozenset[str] | None, pointed: bool) -> Prepared:
    """Return the single statement that tells all that the demands of *steps* read of one network."""
    return Prepared(select(*columns(steps, pointed)))


def load(
    db: Connection, ids: tuple[int, ...], steps: frozenset[str] | None, today: date, actor: int, decision: int | None
) -> Mapping[int, Facts]:
    """Return the facts of each network; of one in a single statement, of many in one statement a table."""
    pointed = decision is not None
    if len(ids) == 1:
        return {ids[0]: read(one(steps, pointed).find(db, values(ids[0], today, actor, decision)) or {}, today)}
    names, given = groups_of(steps, pointed), of_asking(today, actor, decision)
    nothing = dict.fromkeys(column.name for name in names for column in GROUPS[name].columns)
    told: dict[int, dict[str, Any]] = {network_id: dict(nothing) for network_id in ids}
    for name in names:
        for found in db.execute(GROUPS[name].of_many(), given | {"networks": ids}):
            told[found.network_id].update(found._asdict())
    return {network_id: read(row, today) for network_id, row in told.items()}
