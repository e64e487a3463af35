"""Crime figures from a file: all lines or none, each bad one named, and the same file twice is one set."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.webui.shell import Shell, dumped, refused

LINE = (
    "--network",
    "gadehavegaard",
    "--title",
    "Anmeldelser",
    "--source",
    "Politiets udtræk",
    "--extracted-on",
    "2026-03-01",
)


@pytest.fixture
def bring(tryghed: Shell, data: Path) -> Any:
    def bring(text: str | bytes, *more: str) -> Any:
        file = data / "tal.csv"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return tryghed("import", "crime", file, *LINE, *more)

    return bring


def figures(data: Path) -> list[tuple[str, str, int]]:
    with closing(sqlite3.connect(data / "tryghed.db")) as db:
        newest = "SELECT max(id) FROM crime_set WHERE title = 'Anmeldelser'"
        asked = f"SELECT offence, period, count FROM crime_count WHERE crime_set_id = ({newest}) ORDER BY 1, 2"
        return list(db.execute(asked))


@pytest.mark.parametrize(
    "file",
    [
        "Indbrud;2024;1.020\nHærværk;2025;7\nHærværk;2024;..\n",
        "\ufeffLovovertrædelse;Periode;Antal\r\nIndbrud;2024;1020\r\nHærværk;2025;7\r\n",
        "Indbrud;2024;1020\nHærværk;2025;7".encode("cp1252"),
        "Indbrud\t2024\t1020\n\nHærværk\t2025\t7\n",
        '"Indbrud";"2024";"1020"\n"Hærværk";"2025";"7"',
    ],
)
def test_figures_are_read_as_spreadsheets_save_them(bring: Any, tryghed: Shell, data: Path, file: Any):
    result = bring(file, "--by", "koordinator@demo.dk")

    assert (result.exit_code, result.stdout) == (0, "2 tal er læst ind.\n"), result.stderr
    assert figures(data) == [("Hærværk", "2025", 7), ("Indbrud", "2024", 1020)]
    assert tryghed("history", "verify").exit_code == 0
    assert tryghed("db", "check").exit_code == 0


def test_the_same_file_twice_is_one_set(bring: Any, data: Path):
    assert bring("Indbrud;2024;7").exit_code == 0
    once = dumped(data)

    assert bring("Indbrud;2024;7").exit_code == 0
    assert dumped(data) == once


def test_a_rehearsal_writes_nothing(bring: Any, data: Path):
    before = dumped(data)

    assert bring("Indbrud;2024;7", "--dry-run").stdout == "1 tal kan læses ind. Intet er skrevet.\n"
    assert dumped(data) == before


def test_every_line_that_cannot_be_used_is_named_and_nothing_is_written(bring: Any, data: Path):
    before = dumped(data)

    result = bring("Indbrud;2024;7\nIndbrud;2024\nHærværk;2024;mange\nVold;2024;3\nIndbrud;2024;8\n")

    assert result.exit_code == 1
    assert [line.split(" ")[:2] for line in result.stderr.splitlines()[:-1]] == [
        ["Linje", "2"],
        ["Linje", "3:"],
        ["Linje", "5:"],
    ]
    assert "3 linjer" in result.stderr.splitlines()[-1]
    assert dumped(data) == before


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--network", "hest"), "intet netværk"),
        (("--network", "_anlaeg"), "intet netværk"),
        (("--by", "ingen@nordby.example"), "ingen person"),
    ],
)
def test_an_unknown_network_or_person_is_refused(bring: Any, data: Path, more: Any, said: str):
    before = dumped(data)

    refused(bring("Indbrud;2024;7", *more), said)
    assert dumped(data) == before


def test_a_file_that_is_none_or_empty_is_refused(bring: Any, tryghed: Shell, data: Path):
    refused(tryghed("import", "crime", data / "ingen.csv", *LINE), "kan ikke læses")
    refused(bring(""), "tom")
    refused(bring("Lovovertrædelse;Periode;Antal"), "ingen tal")
    refused(bring(b"PK\x03\x04\x00\x00"), "ikke det, dens navn siger")
    refused(bring("Indbrud 010190-1234;2024;7"), "CPR")
    refused(bring("Indbrud;2024;7", "--title", "Ida 010170-1234"), "CPR")
    refused(bring("Indbrud;2024;7", "--source", "0101701234"), "CPR")
    refused(bring("Indbrud;2024;7", "--extracted-on", "i går"), "en dato som", 2)
