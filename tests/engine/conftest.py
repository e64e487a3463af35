"""A toy process that has begun, on the embedded database or on each of the two."""

import pytest

from engine.db import Database
from tests.engine.play import Play, make_play


@pytest.fixture
def play(database: Database) -> Play:
    return make_play(database)


@pytest.fixture
def any_play(any_database: Database) -> Play:
    return make_play(any_database)
