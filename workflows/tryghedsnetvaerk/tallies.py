"""How a table is told as sums: counting, ranking and naming rows, for one network or for many."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, ClassVar, NamedTuple

import orjson
from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Date,
    Select,
    Text,
    bindparam,
    case,
    cast,
    func,
    literal,
    literal_column,
    or_,
    select,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.visitors import replacement_traverse

from engine.models import UTCDateTime

Row = Mapping[str, Any]
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

    def of_one(self) -> ColumnElement[Any]:
        """Return the sums of the network given by ``:network`` as one column; several are one text, see *packed*.

        Beside each other as rows they would be joined, and a database makes a table of each for that.
        """
        (told, *more) = self.columns
        told = as_json(*(getattr(one, "element", one) for one in self.columns)).label(self.packed) if more else told
        asked = self._select(told).where(self.network == bindparam("network"))
        return written_out(asked).scalar_subquery().label(told.name)

    @property
    def packed(self) -> str:
        """The name of the one column that holds several sums as a JSON array."""
        return f"{self.name}:"

    def of_many(self) -> Select[Any]:
        """Select the sums of the networks given by ``:networks``, one row each."""
        chosen = self.network.in_(bindparam("networks", expanding=True))
        return self._select(self.network.label("network_id"), *self.columns).where(chosen).group_by(self.network)

    def _select(self, *columns: ColumnElement[Any]) -> Select[Any]:
        chosen = select(*columns) if self.source is None else select(*columns).select_from(self.source)
        return chosen.where(*self.where)


class Pack(NamedTuple):
    """Sums that came as one text: its column, their names, and what makes days of those that are days."""

    column: str
    names: tuple[str, ...]
    days: tuple[tuple[int, Callable[[str], Any]], ...]


def pack_of(group: Group) -> Pack:
    """Return how the sums of *group* are unpacked."""
    turns = ((UTCDateTime, _moment), (Date, date.fromisoformat))
    days = (
        (at, turn) for at, column in enumerate(group.columns) for kind, turn in turns if isinstance(column.type, kind)
    )
    return Pack(group.packed, tuple(column.name for column in group.columns), tuple(days))


def unpacked(row: Row, alone: tuple[str, ...], packs: tuple[Pack, ...]) -> Row:
    """Return the sums that stand *alone* in *row* and those of each pack, by their names."""
    told = {name: row[name] for name in alone}
    for pack in packs:
        sums = orjson.loads(row[pack.column])
        for at, day in pack.days:
            if sums[at] is not None:
                sums[at] = day(sums[at])
        told.update(zip(pack.names, sums, strict=True))
    return told


def _moment(written: str) -> datetime:
    moment = datetime.fromisoformat(written)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def n(condition: Any, name: str) -> ColumnElement[Any]:
    """Count the rows where *condition* holds."""
    return func.count(case((condition, 1))).label(name)


def best(pairs: Iterable[tuple[Any, int]], name: str) -> ColumnElement[Any]:
    """Return the highest rank that a row reaches; the first condition that holds gives a row its rank."""
    return func.coalesce(func.max(case(*pairs, else_=0)), 0).label(name)


def who(condition: Any, kind: str, key: Any, name: str) -> ColumnElement[Any]:
    """List references such as ``person:7`` of the rows where *condition* holds."""
    return func.aggregate_strings(case((condition, literal(f"{kind}:") + cast(key, Text))), ",").label(name)


def dated(condition: Any, kind: Any, key: Any, day: Any, name: str) -> ColumnElement[Any]:
    """List references with a day, such as ``person:7@2026-03-02``, of the rows where *condition* holds."""
    one = cast(kind, Text) + ":" + cast(key, Text) + "@" + day_written(day)
    return func.aggregate_strings(case((condition, one)), ",").label(name)


def first(condition: Any, value: Any, name: str) -> ColumnElement[Any]:
    """Return the least *value* of the rows where *condition* holds."""
    return func.min(case((condition, value))).label(name)


def last(condition: Any, value: Any, name: str) -> ColumnElement[Any]:
    """Return the greatest *value* of the rows where *condition* holds."""
    return func.max(case((condition, value))).label(name)


class Written(FunctionElement[str]):
    """Something as text, in the same form on every database: each kind says how either writes it, around ``{}``."""

    type = Text()
    inherit_cache = True
    on_sqlite: ClassVar[str]
    on_postgresql: ClassVar[str]


@compiles(Written)
def _for_its_database(element: Any, compiler: Any, **more: Any) -> str:
    way: str = element.on_postgresql if compiler.dialect.name == "postgresql" else element.on_sqlite
    return way.replace("{}", compiler.process(element.clauses, **more))


class day_written(Written):  # noqa: N801 - it is written as a function
    """A day as text; no day is an empty text."""

    inherit_cache = True
    on_sqlite = "coalesce({}, '')"
    on_postgresql = "coalesce(to_char({}, 'YYYY-MM-DD'), '')"


class day_told(Written):  # noqa: N801 - it is written as a function
    """The day that an event says it happened on, as text; what was tampered with may say another text, or nothing."""

    inherit_cache = True
    on_sqlite = """date(substr({}, instr({}, '"on":"') + 6, 10))"""
    on_postgresql = """substring({} from '"on":"([0-9-]*)"')"""


class as_json(Written):  # noqa: N801 - it is written as a function
    """Several values as one text, a JSON array."""

    inherit_cache = True
    on_sqlite = "json_array({})"
    on_postgresql = "CAST(json_build_array({}) AS TEXT)"


def filled(column: Any) -> Any:
    """Say whether a text is written."""
    return column != ""


def among(column: Any, values: Iterable[str]) -> ColumnElement[bool]:
    """Say whether a text is one of *values*; of more than two SQLite would build a table anew each time it asks."""
    return or_(*(column == value for value in values))


def written_out(statement: Select[Any]) -> Select[Any]:
    """Return *statement* with its constants written into it, so that they are not bound anew at each execution."""
    written: Any = replacement_traverse(statement, {}, _constant)
    chosen: Select[Any] = written
    return chosen


def _constant(element: Any, **_: Any) -> Any:
    if not isinstance(element, BindParameter) or element.required:
        return None
    values: Any = element.value if element.expanding else [element.value]
    if not all(isinstance(value, str | int) and not isinstance(value, bool) for value in values):
        return None
    said = ", ".join(str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'" for value in values)
    return literal_column(f"({said})" if element.expanding else said, element.type)
