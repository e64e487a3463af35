"""The rows of many tables in one question: each value in a column that others of its type share, read as it is read."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    Dialect,
    Executable,
    Select,
    bindparam,
    cast,
    literal_column,
    null,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.types import NullType

from engine.db import Connection
from engine.models import process

AT_A_TIME = 100  # rows in memory
UNREADABLE = (AttributeError, LookupError, TypeError, ValueError)  # what a column raises that holds no value of its own
Reader = tuple[str, int, Callable[[Any], Any] | None]  # an attribute, where its value stands, and how it is read


def rows(db: Connection, models: Sequence[Any], ids: Sequence[int]) -> Iterator[tuple[Any, int, int, Any]]:
    """Give kind, process, number and row of every record of some kinds; no row where it cannot be read.

    The rows belong to no session, so nothing must hang on records of these kinds.
    """
    if not models:
        return
    wanted, readers = _asked(db.dialect, tuple(models))
    for kind, network, number, *values in db.execute(wanted, {"ids": ids}, execution_options={"yield_per": AT_A_TIME}):
        yield models[kind], network, number, _row(models[kind], readers[kind], values)


@lru_cache(maxsize=4)
def _asked(dialect: Dialect, models: Sequence[Any]) -> tuple[Executable, list[list[Reader]]]:
    """Return the question, and how the values of each kind are read: made once, since it is long."""
    chosen = select(process.c.id).where(process.c.id.in_(bindparam("ids", expanding=True))).cte("chosen")
    places = _places(dialect, models)
    asked, readers = list[Select[Any]](), list[list[Reader]]()
    for kind, model in enumerate(models):
        columns, read = _laid_out(dialect, model, places)
        wanted = select(literal_column(str(kind)).label("kind"), model.network_id, model.id, *columns)
        asked.append(wanted.where(model.network_id.in_(select(chosen.c.id))))
        readers.append(read)
    return union_all(*asked), readers


def _type(dialect: Dialect, column: Any) -> str:
    return str(column.type.compile(dialect=dialect))


def _places(dialect: Dialect, models: Sequence[Any]) -> dict[str, tuple[int, int, Any]]:
    """Return for each type of the database the first place of its values, how many there are, and the type."""
    types = {_type(dialect, column): column.type for model in models for column in model.__table__.c}
    most = Counter[str]()
    for model in models:
        most |= Counter(_type(dialect, column) for column in model.__table__.c)
    places, first = dict[str, tuple[int, int, Any]](), 0
    for name, count in most.items():
        places[name] = (first, count, types[name])
        first += count
    return places


def _laid_out(dialect: Dialect, model: Any, places: dict[str, tuple[int, int, Any]]) -> tuple[list[Any], list[Reader]]:
    """Return the columns of a kind, each in a place for its type and nothing in the others, and how each is read."""
    columns: list[Any] = [cast(null(), of) for _first, count, of in places.values() for _place in range(count)]
    free, readers = {name: first for name, (first, _count, _of) in places.items()}, list[Reader]()
    for attribute in model.__mapper__.column_attrs:
        column = attribute.columns[0]
        name = _type(dialect, column)
        place = free[name]
        free[name] += 1
        columns[place] = column
        read = column.type.dialect_impl(dialect).result_processor(dialect, None)
        readers.append((attribute.key, place, read))
    plain = [type_coerce(column, NullType()) for column in columns]  # read by nobody but the reader of its own kind
    return [column.label(f"c{place}") for place, column in enumerate(plain)], readers


def _row(model: Any, readers: Sequence[Reader], values: Sequence[Any]) -> Any:
    try:
        return model(**{key: read(values[place]) if read else values[place] for key, place, read in readers})
    except UNREADABLE:
        return None
