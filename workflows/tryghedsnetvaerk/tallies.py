"""How a table is told as sums: counting, ranking and naming rows, for one network or for many."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    Text,
    bindparam,
    case,
    cast,
    func,
    literal,
    or_,
    select,
)

TODAY: BindParameter[Any] = bindparam("today")
ACTOR: BindParameter[Any] = bindparam("actor")
DECISION: BindParameter[Any] = bindparam("decision")


@dataclass(frozen=True, slots=True)
class Group:
    """What one table tells: a select of sums over the rows of a network, and the column that names the network."""

    name: str
    columns: tuple[ColumnElement[Any], ...]
    network: Any
    source: Any = None
    where: tuple[Any, ...] = ()

    def of_one(self) -> Select[Any]:
        """Select the sums of the network given by ``:network``; always one row."""
        return self._select(*self.columns).where(self.network == bindparam("network"))

    def of_many(self) -> Select[Any]:
        """Select the sums of the networks given by ``:networks``, one row each."""
        chosen = self.network.in_(bindparam("networks", expanding=True))
        return self._select(self.network.label("network_id"), *self.columns).where(chosen).group_by(self.network)

    def _select(self, *columns: ColumnElement[Any]) -> Select[Any]:
        chosen = select(*columns) if self.source is None else select(*columns).select_from(self.source)
        return chosen.where(*self.where)


def n(condition: Any, name: str) -> ColumnElement[Any]:
    """Count the rows where *condition* holds."""
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0).label(name)


def best(pairs: Iterable[tuple[Any, int]], name: str) -> ColumnElement[Any]:
    """Return the highest rank that a row reaches; the first condition that holds gives a row its rank."""
    return func.coalesce(func.max(case(*pairs, else_=0)), 0).label(name)


def who(condition: Any, kind: str, key: Any, name: str) -> ColumnElement[Any]:
    """List references such as ``person:7`` of the rows where *condition* holds."""
    return func.aggregate_strings(case((condition, literal(f"{kind}:") + cast(key, Text))), ",").label(name)


def first(condition: Any, value: Any, name: str) -> ColumnElement[Any]:
    """Return the least *value* of the rows where *condition* holds."""
    return func.min(case((condition, value))).label(name)


def last(condition: Any, value: Any, name: str) -> ColumnElement[Any]:
    """Return the greatest *value* of the rows where *condition* holds."""
    return func.max(case((condition, value))).label(name)


def filled(column: Any) -> Any:
    """Say whether a text is written."""
    return column != ""


def among(column: Any, values: Iterable[str]) -> ColumnElement[bool]:
    """Say whether a text is one of *values*; of more than two SQLite would build a table anew each time it asks."""
    return or_(*(column == value for value in values))
