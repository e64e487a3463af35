"""Crime figures from a file: all lines or none, each bad one named, and the same file twice is one set."""

import json
import os
import pty
import re
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.webui.shell import Shell, dumped, refused
from tests.workflows.crime.files import xlsx

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
        [(number, periods)] = db.execute("SELECT max(id), periods FROM crime_set WHERE title = 'Anmeldelser'")
        rows = list(db.execute("SELECT text, counts FROM crime_series WHERE crime_set_id = ?", [number]))
    told = [(text, period, count) for text, counts in rows
            for period, count in zip(periods.split(","), json.loads(counts), strict=True)]  # fmt: skip
    return sorted(one for one in told if one[2] is not None)


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
    assert [re.match(r"tal\.csv, række (\d)", line)[1] for line in result.stderr.splitlines()[:-1]] == ["2", "3", "5"]
    assert "Fejl i filerne: 3." in result.stderr.splitlines()[-1]
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
        ("Indbrud;2024;9999999999", "må højst være 999.999.999"), (f"Indbrud;2024;{'9' * 20}", "er for stort"),
        (f"Indbrud;2024;{'9' * 5000}", "højst 200 tegn"), ("Indbrud;2024;-1", "er under 0"),
        ("Indbrud;2024;1\u0663", "ikke et antal"),
    ],
    ids=range(7),
)  # fmt: skip
def test_a_line_that_the_form_would_not_take_is_named(bring: Any, data: Path, line: str, said: str):
    before = dumped(data)

    result = bring(f"Vold;2024;7\n{line}\n")

    assert result.exit_code == 1
    assert result.stderr.startswith("tal.csv, række 2")
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert dumped(data) == before


def test_more_than_the_form_can_show_is_refused_at_once(bring: Any, data: Path):
    before = dumped(data)

    refused(
        bring("".join(f"Indbrud {number};2024;7\n" for number in range(60_001))),
        "for mange tal til én opgørelse: højst 60000",
    )
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
    assert "Læser filerne" in shown.decode()
    assert "100%" in shown.decode()


def test_a_file_that_is_none_or_empty_is_refused(bring: Any, tryghed: Shell, data: Path):
    refused(tryghed("import", "crime", data / "ingen.csv", *LINE), "kan ikke læses")
    refused(bring(""), "tom")
    refused(bring("Lovovertrædelse;Periode;Antal"), "ingen tal")
    refused(bring(b"PK\x03\x04\x00\x00"), "ikke et regneark")
    refused(bring("Indbrud 010190-1234;2024;7"), "CPR")
    refused(bring("Indbrud;2024;7", "--title", "Ida 010170-1234"), "CPR")
    refused(bring("Indbrud;2024;7", "--source", "0101701234"), "CPR")
    refused(bring("Indbrud;2024;7", "--extracted-on", "i går"), "en dato som", 2)


def wide(text: str) -> bytes:
    return text.replace("|", "\n").encode("iso-8859-1")


TABLE = '" "," ","2024K1","2024K2"|" ","Hele landet",900,950|" ","Høje-Taastrup",9,8|" ","København",70,80|'


def kept(data: Path) -> dict[str, Any]:
    with closing(sqlite3.connect(data / "tryghed.db")) as db:
        db.row_factory = sqlite3.Row
        row = dict(next(db.execute("SELECT * FROM crime_set ORDER BY id DESC LIMIT 1")))
        rows = db.execute("SELECT area, offence, counts FROM crime_series WHERE crime_set_id = ?", [row["id"]])
        return row | {"series": [tuple(one) for one in rows]}


def test_a_wide_table_is_kept_for_the_municipality_and_what_it_is_compared_with(bring: Any, data: Path):
    asked = bring(wide(TABLE))
    assert asked.exit_code == 1
    assert "tal.csv: Filen siger ikke, hvilken lovovertrædelse" in asked.stderr
    assert "--offence" in asked.stderr
    refused(bring(wide(TABLE), "--offence", "TOT", "--extracted-on", "2024-04-01"), "tal.csv: Tallene er trukket ud")

    assert bring(wide(TABLE), "--offence", "TOT", "--table", "STRAF11").stdout == "Tal læst ind: 4.\n"

    row = kept(data)
    assert (row["area"], row["table_code"], row["file_name"]) == ("169", "STRAF11", "tal.csv")
    assert row["file_hash"] == sha256(wide(TABLE)).hexdigest()
    assert row["series"] == [("000", "TOT", "[900,950]"), ("169", "TOT", "[9,8]")]


def test_other_areas_are_chosen_by_name_or_code(bring: Any, data: Path):
    bring(wide(TABLE), "--offence", "1390", "--area", "0101", "--reference", "Høje-Taastrup")

    assert kept(data)["area"] == "101"
    assert [area for area, *_ in kept(data)["series"]] == ["169", "101"]
    refused(bring(wide(TABLE), "--offence", "1390", "--area", "Brøndby"), "Brøndby står ikke i tal.csv")


def test_several_files_are_read_together_or_not_at_all(tryghed: Shell, data: Path):
    files = [data / "en.csv", data / "to.csv"]
    files[0].write_bytes(wide(TABLE))
    files[1].write_text("OMRÅDE;OVERTRÆD;TID;INDHOLD\n169;1390;24K1;7\n169;1380;2024K1;x\n")
    before = dumped(data)

    wrong = tryghed("import", "crime", *files, *LINE, "--offence", "TOT")
    assert [line.split(":")[0] for line in wrong.stderr.splitlines()] == [
        "to.csv, række 2, kolonne 3 (»TID«)", "to.csv, række 3, kolonne 4 (»INDHOLD«)",
        "Intet er læst ind. Fejl i filerne",
    ]  # fmt: skip
    assert dumped(data) == before

    files[1].write_text("OMRÅDE;OVERTRÆD;TID;INDHOLD\n169;1390;2024K1;7\n169;1380;2024K1;3\n")
    assert tryghed("import", "crime", *files, *LINE, "--offence", "TOT").stdout == "Tal læst ind: 6.\n"
    assert tryghed("history", "verify").exit_code == 0


def test_the_police_extract_may_come_as_a_spreadsheet(tryghed: Shell, data: Path):
    (data / "politi.xlsx").write_bytes(xlsx(("periode", "type", "antal"), ("2024K1", 1390, 7), ("2024K2", 1390, "..")))

    assert tryghed("import", "crime", data / "politi.xlsx", *LINE).stdout == "Tal læst ind: 1.\n"
    assert (kept(data)["table_code"], kept(data)["area"]) == ("Politiets udtræk", "")


def test_faults_are_said_in_english_too(tryghed: Shell, data: Path):
    (data / "tal.csv").write_text("Indbrud;2024;mange\n")

    result = tryghed("import", "crime", data / "tal.csv", *LINE, TRYGHED_LOCALE="en")

    assert result.stderr.startswith("tal.csv, row 1, column 3: “mange” is not a count.")
