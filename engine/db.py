"""Two doors to the database from one factory: one to read by, one to write by."""

import select
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection as SQLite
from time import monotonic
from typing import Any

from sqlalchemy import DDL, URL, Connection, Engine, create_engine, event, func
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, InvalidatePoolError, OperationalError
from sqlalchemy.exc import TimeoutError as QueueTimeout
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from engine.errors import NoRoom, NotNow, Unusable
from engine.text import N_

__all__ = ["TROUBLES", "Connection", "Database", "Session", "trouble"]

# What a database in trouble raises; what BEGIN IMMEDIATE raises comes from the driver unwrapped.
TROUBLES = (DBAPIError, QueueTimeout, sqlite3.Error)
BUSY = 10_000  # milliseconds to wait for whoever holds the file's lock
PATIENCE = 10  # seconds to wait for a server that does not answer
NO_PATIENCE = 50  # milliseconds that what can be done later waits for its turn
# What a statement holds is people's, and stands in no log that tells of an error.
MUTE: Mapping[str, Any] = {"enable_from_linting": False, "hide_parameters": True}
SILENCE = 1  # seconds after which a connection is asked whether it still stands

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "recursive_triggers=ON",
    f"busy_timeout={BUSY}",
    "secure_delete=ON",  # what was erased or written anew is not to be read in the file
)


class Database:
    """The reading and the writing engine of one address.

    Reading can write nothing: SQLite is told ``query_only``, PostgreSQL ``READ ONLY``. Writing takes the write lock
    at once (``BEGIN IMMEDIATE``); on SQLite its pool is one connection wide, so the threads of one process queue in
    order instead of racing for the file's lock. Facts are one row of sums beside another, which the linter of FROM
    lists would take for a forgotten join; it is off.
    """

    def __init__(self, url: str) -> None:
        self.url = _read_address(url)
        self.sqlite = self.url.drivername == "sqlite"
        self.file = Path(str(self.url.database)) if self.sqlite else None
        self.reading = self._reading()
        self.writing = self._writing()

    def _reading(self) -> Engine:
        if not self.sqlite:
            return self._postgres(execution_options={"postgresql_readonly": True})
        engine = create_engine(self.url, **MUTE)
        event.listen(engine, "connect", _prepare)
        _begin_with(engine, "PRAGMA query_only=ON", "BEGIN")
        return engine

    def _writing(self) -> Engine:
        if not self.sqlite:
            return self._postgres()
        engine = create_engine(self.url, pool_size=1, max_overflow=0, pool_timeout=30, **MUTE)
        event.listen(engine, "connect", _prepare)
        _begin_with(engine, "BEGIN IMMEDIATE")
        return engine

    def _postgres(self, **more: Any) -> Engine:
        patience = {"connect_timeout": PATIENCE}
        engine = create_engine(self.url, connect_args=patience, **MUTE, **more)
        event.listen(engine, "do_connect", _wired)
        event.listen(engine, "checkout", _must_answer)
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

    def leave_no_order(self, *tables: str) -> bool:
        """Do away with what tells in which order rows were written; say whether it could be done now.

        SQLite: the log of whole pages is written into the file and emptied. PostgreSQL: *tables*, which are small, are
        written anew without what their rows were before. Nobody is kept waiting: who reads or writes goes first.
        """
        return self._empty_log() if self.sqlite else self._write_anew(tables)

    def _empty_log(self) -> bool:
        raw = self.writing.raw_connection()
        try:
            raw.cursor().execute(f"PRAGMA busy_timeout={NO_PATIENCE}")
            busy, _, _ = raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.OperationalError:
            return False
        finally:
            raw.cursor().execute(f"PRAGMA busy_timeout={BUSY}")
            raw.close()
        return not busy

    def _write_anew(self, tables: Sequence[str]) -> bool:
        with self.writing.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            quoted = connection.dialect.identifier_preparer.quote
            try:
                connection.execute(func.set_config("lock_timeout", f"{NO_PATIENCE}ms", False))
                for name in map(quoted, tables):
                    anew = DDL("VACUUM FULL %(name)s", context={"name": name})  # type: ignore[no-untyped-call]  # theirs
                    connection.execute(anew)
            except OperationalError:
                return False
            finally:
                connection.execute(func.set_config("lock_timeout", "0", False))
        return True

    def close(self) -> None:
        """Let go of every connection."""
        self.reading.dispose()
        self.writing.dispose()


def _read_address(url: str) -> URL:
    """Read the address of a database; it may hold a password, so no refusal repeats it."""
    try:
        address = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise _unreadable() from error
    if address.drivername == "postgresql":
        address = address.set(drivername="postgresql+psycopg")
    in_memory = address.drivername == "sqlite" and address.database in (None, "", ":memory:")
    if in_memory or address.drivername not in ("sqlite", "postgresql+psycopg"):
        raise _unreadable()
    return address


def _unreadable() -> Unusable:
    return Unusable(
        N_(
            "Databasens adresse kan ikke bruges. Skriv den som sqlite:////mappe/fil.db eller "
            "postgresql://navn:adgangskode@maskine/database."
        )
    )


FULL = (
    NoRoom,
    N_(
        "Der er ikke plads på disken. Er du ved at gemme noget, er det ikke gemt; det, der var gemt før, er der endnu. "
        "Bed den, der driver serveren, om at skaffe plads, og prøv så igen."
    ),
)
SILENT = NotNow, N_("Databasen svarer ikke lige nu. Er du ved at gemme noget, er det ikke gemt. Prøv igen om lidt.")
LOCKED = NotNow, N_("Databasen er optaget. Er du ved at gemme noget, er det ikke gemt. Prøv igen om lidt.")
GUARDED = Unusable, N_("Der kan ikke skrives i databasen: den, der kører programmet, har ikke lov til det.")
BROKEN = Unusable, N_("Databasens fil er ødelagt eller er ikke en database. Indlæs en kopi med »tryghed db restore«.")
LACKING = (
    Unusable,
    N_(
        "Databasen er ikke hel: den mangler en tabel. »tryghed db check« siger hvilken. Indlæs en kopi med "
        "»tryghed db restore«."
    ),
)
Trouble = tuple[type[Unusable], str]
SQLITE_SAYS: dict[str, Trouble] = {"FULL": FULL, "BUSY": LOCKED, "LOCKED": LOCKED, "IOERR": SILENT, "CANTOPEN": SILENT,
                                   "READONLY": GUARDED, "NOTADB": BROKEN, "CORRUPT": BROKEN}  # fmt: skip
POSTGRES_SAYS: dict[str, Trouble] = {"53100": FULL, "53": SILENT, "08": SILENT, "57P": SILENT, "28": SILENT,
                                     "3D": SILENT, "55P03": LOCKED, "40": LOCKED, "42501": GUARDED,
                                     "42P01": LACKING}  # fmt: skip


def trouble(error: BaseException) -> Unusable | None:
    """Say in a sentence what is wrong with the database; nothing when it is the question that is wrong."""
    if isinstance(error, QueueTimeout):
        found: Trouble | None = LOCKED
    else:
        raised = error.orig if isinstance(error, DBAPIError) else error
        found = _of_sqlite(raised) if isinstance(raised, sqlite3.Error) else _of_postgres(raised)
    return found[0](found[1]) if found else None


def _of_sqlite(raised: sqlite3.Error) -> Trouble | None:
    if str(raised).startswith("no such table"):
        return LACKING
    said = getattr(raised, "sqlite_errorname", "").removeprefix("SQLITE_")
    return next((found for start, found in SQLITE_SAYS.items() if said.startswith(start)), None)


def _of_postgres(raised: BaseException | None) -> Trouble | None:
    code = getattr(raised, "sqlstate", None)
    if code is None:
        # A connection that broke off, or was never made, has no code.
        return SILENT if type(raised).__name__ in ("OperationalError", "ConnectionTimeout", "AdminShutdown") else None
    return next((found for start, found in POSTGRES_SAYS.items() if code.startswith(start)), None)


def _prepare(connection: SQLite, _: Any) -> None:
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_with(engine: Engine, *statements: str) -> None:
    """Let every transaction of *engine* begin with *statements*; SQLAlchemy's own event costs three times as much."""

    def begin(connection: Any) -> None:
        for statement in statements:
            connection.execute(statement)

    engine.dialect.do_begin = begin  # type: ignore[method-assign, assignment] # the dialect is this engine's own


def _wired(_: Any, __: Any, address: Sequence[Any], named: Mapping[str, Any]) -> Any:
    from engine.wire import Wired  # noqa: PLC0415 - psycopg is not imported where there is no PostgreSQL

    return Wired.connect(*address, **named)


def _must_answer(connection: Any, record: ConnectionPoolEntry, _: Any) -> None:
    """Ask a server whether it is there when it was silent for a second, or has said something nobody asked for, as it
    does when it stops; one that restarted is connected to anew.

    :raises InvalidatePoolError: if it is not
    """
    heard, now = record.info.get("heard", 0.0), monotonic()
    try:
        if now - heard > SILENCE or _has_spoken(connection):
            connection.execute("SELECT 1")
            connection.rollback()
    except connection.Error as error:
        raise InvalidatePoolError from error
    record.info["heard"] = now


def _has_spoken(connection: Any) -> bool:
    waiting = select.poll()
    waiting.register(connection.fileno(), select.POLLIN)
    return bool(waiting.poll(0))
