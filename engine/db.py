"""Two doors to the database from one factory: one to read by, one to write by."""

from collections.abc import Iterator
from contextlib import contextmanager
from sqlite3 import Connection as SQLite
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session

from engine.errors import Unusable
from engine.text import N_

__all__ = ["Connection", "Database", "Session"]

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "recursive_triggers=ON",
    "busy_timeout=10000",
)


class Database:
    """The reading and the writing engine of one address.

    Reading can write nothing: SQLite is told ``query_only``, PostgreSQL ``READ ONLY``. Writing takes the write lock
    at once (``BEGIN IMMEDIATE``); on SQLite its pool is one connection wide, so the threads of one process queue in
    order instead of racing for the file's lock. Facts are one row of sums beside another, which the linter of FROM
    lists would take for a forgotten join; it is off.
    """

    def __init__(self, url: str) -> None:
        try:
            address = make_url(url)
        except ArgumentError as error:
            raise Unusable(N_("Databasens adresse kan ikke læses: {address}"), address=url) from error
        if address.drivername == "postgresql":
            address = address.set(drivername="postgresql+psycopg")
        self.url = address
        self.sqlite = address.get_backend_name() == "sqlite"
        self.reading = self._reading()
        self.writing = self._writing()

    def _reading(self) -> Engine:
        if not self.sqlite:
            options = {"postgresql_readonly": True}
            return create_engine(self.url, pool_pre_ping=True, enable_from_linting=False, execution_options=options)
        engine = create_engine(self.url, enable_from_linting=False)
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin_reading)
        return engine

    def _writing(self) -> Engine:
        if not self.sqlite:
            return create_engine(self.url, pool_pre_ping=True, enable_from_linting=False)
        engine = create_engine(self.url, pool_size=1, max_overflow=0, pool_timeout=30, enable_from_linting=False)
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin_writing)
        return engine

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Give a session that cannot write."""
        with Session(self.reading) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Give a session that holds the write lock from its first statement; what is not committed is undone."""
        with Session(self.writing, expire_on_commit=False) as session:
            yield session

    def close(self) -> None:
        """Let go of every connection."""
        self.reading.dispose()
        self.writing.dispose()


def _prepare(connection: SQLite, _: Any) -> None:
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _driver(connection: Connection) -> SQLite:
    driver: Any = connection.connection.driver_connection
    return driver  # type: ignore[no-any-return]


def _begin_reading(connection: Connection) -> None:
    driver = _driver(connection)
    driver.execute("PRAGMA query_only=ON")
    driver.execute("BEGIN")


def _begin_writing(connection: Connection) -> None:
    _driver(connection).execute("BEGIN IMMEDIATE")
