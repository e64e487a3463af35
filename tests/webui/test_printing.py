"""What the command line prints: definitions, and a history that anybody can verify."""

import hashlib
import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import workflows
from tests.webui.shell import NAME, refused, tampered
from webui.commands.printing import shape


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


PUBLISHED = {
    (NAME, 1): "a298e76c97a4ec13e38729ecd655640624bdb56eaae4b202518dc29e556bf63c",
    (NAME, 2): "f969a1c5c101dc8a2651bd698aecfeafbb143fbeccdd14542fa2cf51d12a4ff2",
}


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
    assert "(beslutning)\n      – efter »Undersøgelse af interesse for samarbejde«\n" in listed
    assert drawn.startswith("stateDiagram-v2\n    [*] --> igangsaettelse\n")


def test_a_sound_process_is_proven_and_says_how_much_was_walked(tryghed: Any):
    result = tryghed("process", "check", NAME)

    assert result.exit_code == 0
    assert re.fullmatch(r"\d+ tilstande og \d+ prøver er gennemgået\.\n", result.stdout)


def test_every_chain_of_the_demonstration_is_whole(tryghed: Any, data: Path):
    result = tryghed("history", "verify", "--json")

    assert result.exit_code == 0
    assert json.loads(result.stdout) == {"checked": 11, "faults": [], "erased": []}
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


def test_verify_names_whoever_was_made_tovholder_by_hand(tryghed: Any, data: Path):
    with closing(sqlite3.connect(data / "tryghed.db")) as db, db:
        [(slug, led, since)] = db.execute(
            "SELECT slug, person_id, since FROM network_role JOIN process ON process.id = process_id"
            " WHERE network_role.id = 1"
        )
        db.execute("UPDATE network_role SET person_id = person_id + 1 WHERE id = 1")

    for line in ((), ("--network", slug)):
        said = tryghed("history", "verify", *line)

        assert said.exit_code == 1
        assert f"Hændelsen gjorde person {led} til tovholder, men rollen er væk." in said.stderr
        assert f"{slug}: Person {led + 1} står med rollen koordinator ({since} –)" in said.stderr


def test_verify_names_a_changed_record_and_a_changed_text(tryghed: Any, data: Path):
    assert tryghed("history", "verify").exit_code == 0
    with closing(sqlite3.connect(data / "tryghed.db")) as db, db:
        db.execute("UPDATE need SET grounds = grounds || '!' WHERE id = 1")
        db.execute("UPDATE person SET phone = '12 34 56 78' WHERE id = 2")
        db.execute("UPDATE note SET text = 'Andet' WHERE id = (SELECT max(id) FROM note)")

    said = tryghed("history", "verify")

    assert said.exit_code == 1
    for told in ("need:1 siger noget andet", "_anlaeg #", "person:2 siger noget andet", "Teksten er en anden"):
        assert told in said.stderr


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
    tampered(data, "UPDATE note SET text = '=HYPERLINK(1)'")

    told = tryghed("history", "export", "--format", "csv").stdout_bytes

    assert told.startswith(b"\xef\xbb\xbfnetvaerk;nr;")
    assert told.endswith(b"\r\n")
    cells = [cell for line in told.decode("utf-8-sig").splitlines() for cell in line.split(";")]
    assert '"\'=HYPERLINK(1)"' in cells
    assert not [cell for cell in cells if cell[1:2] in ("=", "+", "-", "@")]


def test_the_file_that_a_page_hands_out_can_be_verified_as_well(look: Any):
    told = look("koordinator").get("/netvaerk/gadehavegaard/historik/jsonl").get_data(as_text=True)

    head = bytes(32)
    for line in map(json.loads, told.splitlines()):
        head = hashlib.sha256(head + line["body"].encode()).digest()
        assert line["hash"] == head.hex()
    assert head != bytes(32)
