"""Crime figures from a file: all lines or none, each bad one named, and the same file twice is one set."""

import os
import pty
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from tests.webui.shell import Shell, dumped, refused

ROOT = Path(__file__).parents[2]
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
        known = f"crime_set_id = ({newest}) AND count IS NOT NULL"
        return list(db.execute(f"SELECT offence, period, count FROM crime_count WHERE {known} ORDER BY 1, 2"))


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

    assert (result.exit_code, result.stdout) == (0, "Tal læst ind: 2.\n"), result.stderr
    assert figures(data) == [("Hærværk", "2025", 7), ("Indbrud", "2024", 1020)]
    assert tryghed("history", "verify").exit_code == 0
    assert tryghed("db", "check").exit_code == 0


def test_the_same_file_twice_is_one_set(bring: Any, data: Path):
    assert bring("Indbrud;2024;7").exit_code == 0
    once = dumped(data)

    for more in ((), ("--dry-run",)):
        again = bring("Indbrud;2024;7", *more)
        assert (again.exit_code, again.stdout) == (0, "De samme tal er læst ind før. Intet er skrevet.\n")
    assert dumped(data) == once


def test_a_rehearsal_writes_nothing(bring: Any, data: Path):
    before = dumped(data)

    assert bring("Indbrud;2024;7", "--dry-run").stdout == "Intet er skrevet. Tal, der kan læses ind: 1.\n"
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
    assert "kan bruges: 3." in result.stderr.splitlines()[-1]
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


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--extracted-on", "2099-01-01"), "den dag er ikke kommet"),
        (("--extracted-on", "0026-03-01"), "det er for længe siden"),
        (("--title", ""), "Udfyld feltet »Hvad viser tallene?«"),
        (("--title", " \u200b "), "Udfyld feltet »Hvad viser tallene?«"),
        (("--source", " "), "Udfyld feltet »Kilde«"),
        (("--title", "x" * 300), "»Hvad viser tallene?« må højst fylde 200 tegn"),
        (("--source", "x" * 300), "»Kilde« må højst fylde 200 tegn"),
    ],
)
def test_what_the_form_would_not_take_is_refused(bring: Any, data: Path, more: Any, said: str):
    before = dumped(data)

    for dry in ((), ("--dry-run",)):
        refused(bring("Indbrud;2024;7", *more, *dry), said)
    assert dumped(data) == before


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (f"{'x' * 5000};2024;7", "højst 200 tegn"), (f"Indbrud;{'2' * 5000};7", "højst 200 tegn"),
        ("Indbrud;2024;9999999999", "må højst være 2147483647"), (f"Indbrud;2024;{'9' * 20}", "ikke et antal"),
        (f"Indbrud;2024;{'9' * 5000}", "ikke et antal"), ("Indbrud;2024;-1", "ikke et antal"),
        ("Indbrud;2024;1\u0663", "ikke et antal"),
    ],
    ids=range(7),
)  # fmt: skip
def test_a_line_that_the_form_would_not_take_is_named(bring: Any, data: Path, line: str, said: str):
    before = dumped(data)

    result = bring(f"Vold;2024;7\n{line}\n")

    assert result.exit_code == 1
    assert result.stderr.startswith("Linje 2: ")
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 2
    assert dumped(data) == before


def test_more_than_the_form_can_show_is_refused_at_once(bring: Any, data: Path):
    before = dumped(data)

    refused(bring("".join(f"Indbrud {number};2024;7\n" for number in range(200_000))), "højst fylde 200000 tegn")
    assert dumped(data) == before


def test_somebody_who_looks_sees_how_far_it_is(data: Path):
    (data / "tal.csv").write_text("".join(f"Indbrud {number};2024;7\n" for number in range(5000)))
    ours, theirs = pty.openpty()
    line = ["import", "crime", str(data / "tal.csv"), *LINE, "--data", str(data)]
    around = os.environ | {"PYTHONPATH": str(ROOT), "TRYGHED_LOCALE": "da", "TERM": "xterm"}

    with subprocess.Popen(
        [sys.executable, "-m", "webui.cli", *line], env=around, stdout=subprocess.PIPE, stderr=theirs
    ) as on:
        os.close(theirs)
        shown = b""
        with suppress(OSError):  # a terminal that nobody writes to any more
            while more := os.read(ours, 4096):
                shown += more
        told = on.stdout.read() if on.stdout else b""
    os.close(ours)

    assert told.decode() == "Tal læst ind: 5000.\n"
    assert "Læser linjerne" in shown.decode()
    assert "100%" in shown.decode()


def test_a_file_that_is_none_or_empty_is_refused(bring: Any, tryghed: Shell, data: Path):
    refused(tryghed("import", "crime", data / "ingen.csv", *LINE), "kan ikke læses")
    refused(bring(""), "tom")
    refused(bring("Lovovertrædelse;Periode;Antal"), "ingen tal")
    refused(bring(b"PK\x03\x04\x00\x00"), "ikke det, dens navn siger")
    refused(bring("Indbrud 010190-1234;2024;7"), "CPR")
    refused(bring("Indbrud;2024;7", "--title", "Ida 010170-1234"), "CPR")
    refused(bring("Indbrud;2024;7", "--source", "0101701234"), "CPR")
    refused(bring("Indbrud;2024;7", "--extracted-on", "i går"), "en dato som", 2)
