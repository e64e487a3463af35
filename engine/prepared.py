"""Statements compiled once and handed to the driver as they stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Dialect, Select, UpdateBase
from sqlalchemy.exc import DBAPIError

from engine.db import Connection


@dataclass(frozen=True, slots=True)
class Sent:
    """A compiled statement: its text, its values in order (with names where the driver wants them), its columns."""

    text: str
    binds: tuple[tuple[str, Any], ...]
    names: tuple[str, ...]
    columns: tuple[str, ...]
    turns: tuple[tuple[str, Any], ...]


def compile_once(statement: Select[Any] | UpdateBase, dialect: Dialect) -> Sent:
    """Compile *statement* for *dialect*, with what turns values into the driver's and back again."""
    compiled: Any = statement.compile(dialect=dialect)
    names = tuple(compiled.positiontup or compiled.binds)
    types = {name: compiled.binds[name].type.dialect_impl(dialect) for name in names}
    columns = dict(statement.exported_columns.items()) if isinstance(statement, Select) else {}
    turns = {key: c.type.dialect_impl(dialect).result_processor(dialect, None) for key, c in columns.items()}
    return Sent(
        str(compiled),
        tuple((name, types[name].bind_processor(dialect)) for name in names),
        () if compiled.positional else names,
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
        told, sent = self._send(db, values)
        row = told.fetchone()
        told.close()
        if row is None:
            return None
        found = dict(zip(sent.columns, row, strict=True))
        for name, turn in sent.turns:
            found[name] = turn(found[name])
        return found

    def run(self, db: Connection, values: Mapping[str, Any]) -> int:
        """Send it with *values* and return how many rows it touched."""
        told, _ = self._send(db, values)
        touched: int = told.rowcount
        told.close()
        return touched

    def _send(self, db: Connection, values: Mapping[str, Any]) -> tuple[Any, Sent]:
        kind = db.dialect.name
        sent = self._compiled.get(kind) or self._compiled.setdefault(kind, compile_once(self._statement, db.dialect))
        given: Any = [values[name] if turn is None else turn(values[name]) for name, turn in sent.binds]
        given = dict(zip(sent.names, given, strict=True)) if sent.names else tuple(given)
        if db.engine.dispatch.before_cursor_execute:
            return db.exec_driver_sql(sent.text, given), sent
        if not db.in_transaction():
            db.begin()
        cursor = db.connection.cursor()
        try:
            cursor.execute(sent.text, given)
        except db.dialect.loaded_dbapi.Error as error:
            raise DBAPIError.instance(
                sent.text, given, error, db.dialect.loaded_dbapi.Error, dialect=db.dialect
            ) from error
        return cursor, sent
