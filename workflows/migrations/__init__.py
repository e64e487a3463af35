"""The one door to Alembic: brings a database to the tables of this version, or says that it is not there."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from engine.db import trouble
from engine.errors import NoRoom, Unusable
from engine.text import N_
from workflows.migrations import triggers
from workflows.migrations.tables import load

HERE = Path(__file__).parent
LOCK = text("SELECT pg_advisory_xact_lock(7420113)")  # any number, the same in every process that migrates


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the database to the newest revision, in one transaction; one that is there already is left alone.

    :raises Unusable: if the database cannot be opened, or comes from a newer version
    """
    with _alone(engine) as connection:
        _refuse_newer(connection)
        command.upgrade(_config(connection), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Take the database back to *revision*, or to nothing with ``base``."""
    with _alone(engine) as connection:
        _refuse_newer(connection)
        command.downgrade(_config(connection), revision)


def check(engine: Engine) -> None:
    """Say nothing when the database stands at the newest revision.

    :raises Unusable: if it does not, or cannot be opened
    """
    with _opened(engine) as connection:
        _refuse_newer(connection)
        if _current(connection) != _script().get_current_head():
            raise Unusable(N_("Databasen er tom eller fra en ældre version: kør »tryghed db upgrade« først."))


def lacking(engine: Engine) -> list[Unusable]:
    """Return the tables that should be there and are not, a refusal each."""
    with _opened(engine) as connection:
        gone = load().tables.keys() - set(inspect(connection).get_table_names())
        return [Unusable(N_("Tabellen {navn} mangler i databasen."), navn=name) for name in sorted(gone)]


def wanting(engine: Engine) -> list[Unusable]:
    """Return what the database itself lacks, a refusal each: the guards of the history, whole pages, references."""
    with _opened(engine) as connection:
        guards = triggers.NAMES[connection.dialect.name] - triggers.present(connection)
        lacks = N_("Databasens beskyttelse af historikken ({navn}) mangler.")
        found = [Unusable(lacks, navn=name) for name in sorted(guards)]
        if connection.dialect.name == "sqlite":
            told = connection.exec_driver_sql("PRAGMA integrity_check").scalars()
            found += [Unusable(N_("Databasens fil: {fejl}"), fejl=line) for line in told if line != "ok"]
            found += _broken(connection)
        return found


def _refuse_newer(connection: Connection) -> None:
    current = _current(connection)
    if current is not None:
        must_be_known(current)


def must_be_known(revision: str) -> None:
    """Say nothing about a revision that this version knows.

    :raises Unusable: if it comes from a newer version
    """
    if revision not in {script.revision for script in _script().walk_revisions()}:
        raise Unusable(
            N_("Databasen er fra en nyere version ({revision}): opdatér programmet, eller indlæs en ældre kopi."),
            revision=revision,
        )


def _current(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _script() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


@contextmanager
def _opened(engine: Engine) -> Iterator[Connection]:
    try:
        connection = engine.connect()
    except OperationalError as error:
        if isinstance(said := trouble(error), NoRoom):
            raise said from error
        address = engine.url.render_as_string(hide_password=True)
        raise Unusable(N_("Databasen kan ikke åbnes: {address}"), address=address) from error
    with connection:
        yield connection


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """Open a connection of its own that holds off every other who would migrate, and commit when all went well."""
    own = create_engine(engine.url, poolclass=NullPool)
    sqlite = own.dialect.name == "sqlite"
    if sqlite:
        event.listen(own, "connect", _without_foreign_keys)
        event.listen(own, "begin", _begin_immediate)
    try:
        with _opened(own) as connection, connection.begin():
            if not sqlite:
                connection.execute(LOCK)
            yield connection
            if sqlite:
                _refuse_broken(connection)
    finally:
        own.dispose()
        own.clear_compiled_cache()  # it would keep every table that a migration copied


def _without_foreign_keys(connection: Any, _: Any) -> None:
    # SQLite changes a table by copying it to a new one and dropping the old: with foreign keys on, the rows that
    # refer to it would go too. The pragma does nothing inside a transaction, so it comes first.
    connection.isolation_level = None
    for pragma in ("foreign_keys=OFF", "busy_timeout=10000"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _refuse_broken(connection: Connection) -> None:
    for broken in _broken(connection):
        raise broken


def _broken(connection: Connection) -> Iterator[Unusable]:
    for table in {row[0] for row in connection.exec_driver_sql("PRAGMA foreign_key_check")}:
        yield Unusable(
            N_("Databasen hænger ikke sammen: en række i {table} henviser til noget, der mangler."), table=table
        )
