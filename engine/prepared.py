"""Statements compiled once and handed to the driver as they stand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Dialect, Select, UpdateBase
from sqlalchemy.exc import DBAPIError

from engine.db import Connection

Turn = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Sent:
    """A compiled statement: its text, its values in order, its columns; each with what turns it for the driver."""

    text: str
    binds: tuple[tuple[str, Turn | None], ...]
    columns: tuple[str, ...]
    turns: tuple[tuple[str, Turn], ...]


def compile_once(statement: Select[Any] | UpdateBase, dialect: Dialect) -> Sent:
    """Compile *statement* for *dialect*, with what turns values into the driver's and back again.

    On PostgreSQL values are numbered, as its server wants them: of a long statement psycopg would otherwise look for
    names anew each time it is sent.
    """
    raw: Any = type(dialect)
    numbered = raw(paramstyle="numeric_dollar") if dialect.name == "postgresql" else dialect
    compiled: Any = statement.compile(dialect=numbered)
    types = {name: compiled.binds[name].type.dialect_impl(dialect) for name in compiled.positiontup}
    columns = dict(statement.exported_columns.items()) if isinstance(statement, Select) else {}
    turns = {key: c.type.dialect_impl(dialect).result_processor(dialect, None) for key, c in columns.items()}
    return Sent(
        str(compiled),
        tuple((name, types[name].bind_processor(dialect)) for name in compiled.positiontup),
        tuple(columns),
        tuple((key, turn) for key, turn in turns.items() if turn is not None),
    )


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
        told = _send(db, sent, values)
        row = told.fetchone()
        told.close()
        if row is None:
            return None
        found = dict(zip(sent.columns, row, strict=True))
        for name, turn in sent.turns:
            if (value := found[name]) is not None:
                found[name] = turn(value)
        return found

    def run(self, db: Connection, values: Mapping[str, Any]) -> int:
        """Send it with *values* and return how many rows it touched."""
        sent = self._sent(db)
        if db.engine.dispatch.before_cursor_execute:
            heard = db.execute(self._statement, _only(sent, values), execution_options={"preserve_rowcount": True})
            return heard.rowcount
        told = _send(db, sent, values)
        touched: int = told.rowcount
        told.close()
        return touched

    def _sent(self, db: Connection) -> Sent:
        kind = db.dialect.name
        return self._compiled.get(kind) or self._compiled.setdefault(kind, compile_once(self._statement, db.dialect))


def _only(sent: Sent, values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name, _ in sent.binds}


def _send(db: Connection, sent: Sent, values: Mapping[str, Any]) -> Any:
    if not db.in_transaction():
        db.begin()
    given = [values[name] if turn is None else turn(values[name]) for name, turn in sent.binds]
    connection: Any = db.connection
    driver: Any = db.dialect.loaded_dbapi  # psycopg is not imported where there is no PostgreSQL
    cursor = connection.cursor() if db.dialect.name == "sqlite" else driver.RawCursor(connection.driver_connection)
    try:
        cursor.execute(sent.text, given)
    except driver.Error as error:
        raise DBAPIError.instance(sent.text, given, error, driver.Error, dialect=db.dialect) from error
    return cursor
