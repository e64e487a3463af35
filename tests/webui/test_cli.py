"""The command line: what can be written on it, and the one sentence with which it refuses."""

import os
import socket
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import workflows
from engine.db import Database
from engine.definition import Workflow
from engine.errors import InvalidDefinition, Unusable
from tests.webui.shell import NAME, WORDS, dumped, refused
from webui import create_app
from webui.visit import config

NEEDS_A_DATABASE = [
    ["db", "check"], ["db", "backup", "kopi"], ["history", "verify"], ["history", "export"],
    ["person", "add", "--name", "Anna", "--mail", "anna@nordby.example", "--password", WORDS],
]  # fmt: skip


@pytest.mark.parametrize("line", [*NEEDS_A_DATABASE, ["web"], ["ticker"]], ids=lambda line: " ".join(line[:2]))
def test_what_needs_a_database_says_that_there_is_none_and_makes_none(tryghed: Any, tmp_path: Path, line: list[str]):
    folder, file = tmp_path / "ingen", tmp_path / "andet.db"
    more = ["--port", free_port()] if line == ["web"] else []

    refused(tryghed(*line, *more, "--data", folder), "Der er ingen database")
    refused(tryghed(*line, *more, "--data", folder, TRYGHED_DATABASE_URL=f"sqlite:///{file}"), "Der er ingen database")
    assert not folder.exists()
    assert not file.exists()


@pytest.mark.parametrize("line", [*NEEDS_A_DATABASE, ["web"], ["ticker"]], ids=lambda line: " ".join(line[:2]))
def test_what_needs_tables_says_how_to_get_them(tryghed: Any, tmp_path: Path, line: list[str]):
    (tmp_path / "tryghed.db").touch()
    more = ["--port", free_port()] if line == ["web"] else []

    refused(tryghed(*line, *more), "kør »tryghed db upgrade« først")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@pytest.mark.parametrize("line", [["run"], *NEEDS_A_DATABASE, ["db", "upgrade"]], ids=lambda line: " ".join(line[:2]))
def test_a_database_from_a_newer_version_is_left_alone(tryghed: Any, data: Path, line: list[str]):
    with closing(sqlite3.connect(data / "tryghed.db")) as db, db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
    more = ["--port", free_port()] if line == ["run"] else []

    refused(tryghed(*line, *more), "nyere version (9999)")


@pytest.mark.parametrize("line", [["run"], *NEEDS_A_DATABASE, ["db", "upgrade"]], ids=lambda line: " ".join(line[:2]))
def test_a_file_that_is_no_database_is_said_to_be_broken(tryghed: Any, tmp_path: Path, line: list[str]):
    (tmp_path / "tryghed.db").write_bytes(b"this is no database" * 500)
    more = ["--port", free_port()] if line == ["run"] else []

    refused(tryghed(*line, *more), "ødelagt")


@pytest.mark.parametrize(
    "url",
    [
        "hest", "mysql://a:hemmelig@b/c", "sqlite://", "sqlite:///:memory:", "postgresql://a:hemmelig@b:port/c",
        "postgresql+asyncpg://a:hemmelig@b/c", "sqlite+aiosqlite:///x.db",
    ],
)  # fmt: skip
def test_an_address_that_cannot_be_used_is_refused_without_repeating_its_password(tryghed: Any, url: str):
    result = tryghed("db", "check", TRYGHED_DATABASE_URL=url)

    refused(result, "adresse kan ikke bruges")
    assert "hemmelig" not in result.stderr


def test_the_address_in_the_environment_wins(tryghed: Any, data: Path, tmp_path: Path):
    other = tmp_path / "andet.db"

    result = tryghed("db", "upgrade", TRYGHED_DATABASE_URL=f"sqlite:///{other}")

    assert (result.exit_code, other.exists()) == (0, True)


def test_a_database_of_any_address_is_made_for_its_owner_alone(
    tryghed: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)

    assert tryghed("db", "upgrade", TRYGHED_DATABASE_URL="sqlite:///rel.db").exit_code == 0
    assert (tmp_path / "rel.db").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("line", [["run"], ["web"], ["ticker"]], ids=" ".join)
@pytest.mark.parametrize(
    ("around", "said"),
    [
        ({"TRYGHED_SMTP_URL": "garbage", "TRYGHED_MAIL_FROM": "net@example.dk"}, "TRYGHED_SMTP_URL kan ikke bruges"),
        ({"TRYGHED_SMTP_URL": "smtp://:hemmelig@", "TRYGHED_MAIL_FROM": "net@example.dk"}, "TRYGHED_SMTP_URL kan"),
        ({"TRYGHED_SMTP_URL": "smtp://a:hemmelig@b:99999"}, "TRYGHED_SMTP_URL kan ikke bruges"),
        ({"TRYGHED_SMTP_URL": "smtp://mail.example.dk"}, "TRYGHED_MAIL_FROM mangler"),
        ({"TRYGHED_MAIL_FROM": "zz"}, "TRYGHED_MAIL_FROM er ikke en mailadresse: zz"),
    ],
    ids=lambda value: "",
)
def test_mail_that_could_never_leave_stops_the_start(
    tryghed: Any, data: Path, line: list[str], around: dict[str, str], said: str
):
    more = [] if line == ["ticker"] else ["--port", free_port()]

    result = tryghed(*line, *more, **around)

    refused(result, said)
    assert "hemmelig" not in result.stderr


def test_a_server_that_does_not_answer_is_refused(tryghed: Any):
    url = f"postgresql://anna:hemmelig@127.0.0.1:{free_port()}/tryghed"

    for line in (["db", "check"], ["db", "upgrade"], ["history", "verify"]):
        result = tryghed(*line, TRYGHED_DATABASE_URL=url)
        refused(result, "Databasen kan ikke åbnes")
        assert "hemmelig" not in result.stderr


def test_a_data_folder_that_is_a_file_is_refused(tryghed: Any, tmp_path: Path):
    (tmp_path / "fil").touch()

    for place in (tmp_path / "fil", tmp_path / "fil" / "under"):
        refused(tryghed("db", "upgrade", "--data", place), "Datamappen")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such rights")
def test_a_data_folder_that_cannot_be_written_is_refused():
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o555)

        said = [without_rights(lambda name=name: config.open_folder(Path(folder, name))) for name in ("", "ny")]
        Path(folder).chmod(0o700)

    assert "Der kan ikke skrives i datamappen" in said[0]
    assert "kan ikke oprettes" in said[1]


def without_rights(work: Callable[[], object]) -> str:
    """Return how *work* is refused for somebody who is not root."""
    reads, writes = os.pipe()
    if (child := os.fork()) == 0:
        try:
            if os.geteuid() == 0:
                os.setuid(65534)
            work()
        except Unusable as error:
            os.write(writes, str(error).encode())
        finally:
            os._exit(0)
    os.close(writes)
    os.waitpid(child, 0)
    with os.fdopen(reads, "rb") as told:
        return told.read().decode()


def test_a_shared_key_that_is_too_short_is_refused(tryghed: Any, data: Path):
    refused(tryghed("run", "--port", free_port(), TRYGHED_SECRET_KEY="kort"), "TRYGHED_SECRET_KEY er for kort")


def test_other_machines_are_not_served_without_https(tryghed: Any):
    result = tryghed("run", "--host", "0.0.0.0", "--port", free_port())

    refused(result, "TRYGHED_BEHIND_PROXY=1")
    assert "--host 127.0.0.1" in result.stderr


def test_the_demonstration_is_not_shown_to_other_machines(tryghed: Any):
    result = tryghed("run", "--demo", "--host", "0.0.0.0", TRYGHED_BEHIND_PROXY="1")

    refused(result, "kun på denne maskine")


def test_a_used_database_is_never_filled_with_the_demonstration(tryghed: Any, tmp_path: Path):
    tryghed("db", "upgrade")
    added = tryghed("person", "add", "--name", "Anna", "--mail", "anna@nordby.example", "--administrator",
                    TRYGHED_PASSWORD=WORDS)  # fmt: skip
    assert added.stdout == "Anna kan nu logge ind.\n"

    refused(tryghed("run", "--demo", "--port", free_port()), "bruges allerede")


def test_a_weak_password_adds_nobody(tryghed: Any, data: Path):
    line = ["person", "add", "--name", "Anna", "--mail", "anna@nordby.example"]

    refused(tryghed(*line, TRYGHED_PASSWORD="kort"), "for kort")
    refused(tryghed("person", "add", "--name", "Anna", "--mail", "anna", TRYGHED_PASSWORD=WORDS), "Mailadressen anna")
    assert "anna@nordby" not in dumped(data)


@pytest.fixture
def unsound(monkeypatch: pytest.MonkeyPatch) -> None:
    """A definition that nobody should run: a move leads nowhere."""
    known = workflows.ALL[NAME, 1]
    phases = known.definition.phases
    step = phases[0].steps[0]
    broken = replace(step, moves=(replace(step.moves[0], to="ingen_steder"),))
    first = replace(phases[0], steps=(broken, *phases[0].steps[1:]))
    definition = replace(known.definition, name="skaev", phases=(first, *phases[1:]))
    monkeypatch.setitem(workflows.ALL, ("skaev", 1), Workflow(definition=definition, load=known.load))  # type: ignore[arg-type]
    workflows.must_be_sound.cache_clear()
    yield
    workflows.must_be_sound.cache_clear()


@pytest.mark.usefixtures("unsound")
@pytest.mark.parametrize("line", [["process", "check", "skaev"], ["run"], ["web"], ["ticker"]], ids=" ".join)
def test_a_broken_definition_is_refused_when_it_is_loaded(tryghed: Any, data: Path, line: list[str]):
    more = ["--port", free_port()] if line[0] in ("run", "web") else []

    refused(tryghed(*line, *more), "ingen_steder")


@pytest.mark.usefixtures("unsound")
def test_no_app_is_made_of_a_broken_definition(database: Database, tmp_path: Path):
    with pytest.raises(InvalidDefinition, match="ingen_steder"):
        create_app({"DATA": tmp_path}, database=database)
