"""The order of answers is done away with as soon as the database lets it be."""

from pathlib import Path
from time import monotonic, sleep

import pytest
from sqlalchemy import text

from engine.db import Database
from webui.visit import settling
from webui.visit.settling import Settling


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settling, "AGAIN", 0.05)


def log_of(database: Database) -> Path:
    assert database.file
    return database.file.with_name(f"{database.file.name}-wal")


def write(database: Database) -> None:
    with database.write() as session:
        session.execute(text("INSERT INTO installation (key, value) VALUES ('prøve', '1')"))
        session.commit()


def test_the_log_is_emptied_at_once_when_nobody_reads(database: Database):
    write(database)
    assert log_of(database).stat().st_size > 0

    Settling(database).settle()

    assert log_of(database).stat().st_size == 0


def test_whoever_reads_is_waited_for_and_not_kept_waiting(database: Database):
    with database.read() as reader:
        reader.scalar(text("SELECT count(*) FROM installation"))
        write(database)
        begun = monotonic()
        Settling(database).settle()
        assert monotonic() - begun < 2
        assert log_of(database).stat().st_size > 0

    until = monotonic() + 10
    while log_of(database).stat().st_size and monotonic() < until:
        sleep(0.02)
    assert log_of(database).stat().st_size == 0
