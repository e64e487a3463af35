"""Statements compiled once and handed to the driver as they stand."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Dialect, Select, UpdateBase
from sqlalchemy.exc import DBAPIError

from engine.db import Connection

Turn = Callable[[Any], Any]


KEPT = "prepared"  # where a driver's connection keeps what these statements go by
At = tuple[tuple[int, Turn], ...]


@dataclass(frozen=True, slots=True)
class Sent:
    """A compiled statement: its text, the names of its values in order, its columns, and what turns which of both."""

    text: str | bytes
    names: tuple[str, ...]
    binds: At
    columns: tuple[str, ...]
    turns: At


def compile_once(statement: Select[Any] | UpdateBase, dialect: Dialect) -> Sent:
    """Compile *statement* for *dialect*, with what turns values into the driver's and back again.

    On PostgreSQL values are numbered, as its server wants them: of a long statement psycopg would otherwise look for
    names anew each time it is sent; and its text is bytes, which psycopg knows again without reading them.
    """
    raw: Any = type(dialect)
    numbered = raw(paramstyle="numeric_dollar") if dialect.name == "postgresql" else dialect
    compiled: Any = statement.compile(dialect=numbered)
    names = tuple(compiled.positiontup)
    columns = dict(statement.exported_columns.items()) if isinstance(statement, Select) else {}
    binds = (compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect) for name in names)
    turns = (column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns.values())
    text = str(compiled) if numbered is dialect else str(compiled).encode()
    return Sent(text, names, _at(binds), tuple(columns), _at(turns))


def _at(turns: Iterable[Turn | None]) -> At:
    return tuple((at, turn) for at, turn in enumerate(turns) if turn is not None)


class Prepared:
    """A statement compiled once for each kind of database and handed to the driver as it then stands.

    SQLAlchemy would walk the statement each time to find what it has compiled, and describe the result anew; for what
    every step asks and writes, that takes longer than the asking and writing (see bench/). While somebody listens to
    what the engine sends, it takes SQLAlchemy's way.
    """

    def __init__(self, statement: Select[Any] | UpdateBase) -> None:
        self._statement = statement
        self._compiled: dict[str, Sent] = {}

    def find(self, db: Connection, values: Mapping[str, Any]) -> dict[str, Any] | None:
        """Ask it with *values* and return the one row there is, or nothing."""
        sent = self._sent(db)
        if db.engine.dispatch.before_cursor_execute:
            heard = db.execute(self._statement, _only(sent, values)).mappings().first()
            return None if heard is None else dict(heard)
        found = _send(db, sent, values).fetchall()
        if not found:
            return None
        row = list(found[0])
        for at, turn in sent.turns:
            if row[at] is not None:
                row[at] = turn(row[at])
        return dict(zip(sent.columns, row, strict=True))

    def run(self, db: Connection, values: Mapping[str, Any]) -> int:
        """Send it with *values* and return how many rows it touched."""
        sent = self._sent(db)
        if db.engine.dispatch.before_cursor_execute:
            heard = db.execute(self._statement, _only(sent, values), execution_options={"preserve_rowcount": True})
            return heard.rowcount
        touched: int = _send(db, sent, values).rowcount
        return touched

    def leave(self, db: Connection, values: Mapping[str, Any]) -> None:
        """Leave a write with *values* to the end of its transaction, or to the statement that comes before that.

        What the database says against it is raised there. It must be one that the database refuses when it cannot be
        done whole: nobody hears how many rows it touched.
        """
        if db.engine.dispatch.before_cursor_execute:
            self.run(db, values)
        else:
            _send(db, self._sent(db), values, left=True)

    def _sent(self, db: Connection) -> Sent:
        kind = db.dialect.name
        return self._compiled.get(kind) or self._compiled.setdefault(kind, compile_once(self._statement, db.dialect))


def _only(sent: Sent, values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in sent.names}


def _send(db: Connection, sent: Sent, values: Mapping[str, Any], *, left: bool = False) -> Any:
    if not db.in_transaction():
        db.begin()
    given = [values[name] for name in sent.names]
    for at, turn in sent.binds:
        given[at] = turn(given[at])
    driver: Any = db.dialect.loaded_dbapi  # psycopg is not imported where there is no PostgreSQL
    try:
        way = _way(db)
        later = getattr(way, "leave", None) if left else None  # only a wire can leave something to be sent
        return (later or way.execute)(sent.text, given)
    except driver.Error as error:
        said = sent.text if isinstance(sent.text, str) else sent.text.decode()
        raise DBAPIError.instance(said, given, error, driver.Error, dialect=db.dialect) from error


def _way(db: Connection) -> Any:
    """Return what takes statements to the database; a connection keeps it, for a new one would learn it all anew."""
    kept = db.info.get(KEPT)
    if kept is None:
        connection: Any = db.connection.driver_connection
        if db.dialect.name == "sqlite":
            kept = connection.cursor(), None
        else:
            from psycopg import RawCursor  # noqa: PLC0415 - not imported where there is no PostgreSQL

            kept = RawCursor(connection), connection.wire
        db.info[KEPT] = kept
    cursor, wire = kept
    return wire if wire is not None and wire.takes(db.get_transaction()) else cursor
