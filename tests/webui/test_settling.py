"""The order of answers is done away with as soon as the database lets it be."""

from pathlib import Path
from time import monotonic, sleep

import pytest
from sqlalchemy import text

from engine.db import NO_PATIENCE, Database
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
        session.execute(text("INSERT INTO installation (key, value) VALUES (hex(randomblob(8)), '1')"))
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

    assert emptied(database)


def test_hundreds_at_once_are_settled_together(database: Database, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(settling, "PAUSE", 0.4)
    settle = Settling(database).settle
    write(database)
    settle()
    assert log_of(database).stat().st_size == 0

    for _ in range(20):
        write(database)
        settle()

    assert log_of(database).stat().st_size > 0
    assert emptied(database)


def test_whoever_writes_is_not_kept_by_what_could_not_be_settled(database: Database, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(settling, "AGAIN", 30)
    settle = Settling(database).settle
    with database.read() as reader:
        reader.scalar(text("SELECT count(*) FROM installation"))
        write(database)
        settle()

        begun = monotonic()
        for _ in range(100):
            settle()

        assert monotonic() - begun < 100 * NO_PATIENCE / 1000 / 2


def emptied(database: Database) -> bool:
    """Wait until the log is empty; say whether it came to be."""
    until = monotonic() + 10
    while log_of(database).stat().st_size and monotonic() < until:
        sleep(0.02)
    return log_of(database).stat().st_size == 0
