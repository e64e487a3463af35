"""The demonstration, filled once for all tests of a run; a test that writes gets a copy."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from engine.db import Database
from webui.commands.demonstration import fill

FILLED = datetime(2026, 3, 2, 5, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def demonstration_file(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demonstration") / "tryghed.db"
    shutil.copy(sqlite_template, path)
    database = Database(f"sqlite:///{path}")
    fill(database, FILLED)
    database.close()
    return path


@pytest.fixture
def demonstration(demonstration_file: Path, tmp_path: Path) -> Iterator[Database]:
    shutil.copy(demonstration_file, tmp_path / "demonstration.db")
    database = Database(f"sqlite:///{tmp_path}/demonstration.db")
    yield database
    database.close()


@pytest.fixture
def filled() -> datetime:
    return FILLED
