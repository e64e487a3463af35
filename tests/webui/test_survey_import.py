"""Answers from a file on the command line: all of them or none, and everything that is wrong is named."""

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from engine.db import Database
from tests.webui.shell import Shell, refused
from tests.workflows.world import make_world
from workflows.tryghedsnetvaerk.mapping.models import QUANTITATIVE, Study
from workflows.tryghedsnetvaerk.mapping.survey import questionnaires

LIME = (
    "id,submitdate,lastpage,startlanguage,seed,utryg,forhold[belysning]\n"
    "1,2026-03-01 10:00:00,3,da,912345678,Utryg,Meget utryg\n2,,1,tr,812345678,Tryg,\n"
    "3,2026-03-01 12:00:00,3,da,712345678,Tryg,Ved ikke\n"
)
WHERE = ("--network", "birkeparken", "--study", "1", "--paper", "1", "--population", "300", "--age-from", "15")


@pytest.fixture
def bring(tryghed: Shell, tmp_path: Path, sqlite_template: Path, now: datetime) -> Any:
    """Return what reads a file into a study of a network that has a questionnaire."""
    shutil.copy(sqlite_template, tmp_path / "tryghed.db")
    database = Database(f"sqlite:///{tmp_path}/tryghed.db")
    with database.write() as session:
        world = make_world(session, now)
        world.begin()
        days = dict.fromkeys(("fieldwork_from", "fieldwork_until"), world.today)
        world.add(Study, kind=QUANTITATIVE, state="planlagt", done_by="Et bureau", **days)
        world.write(questionnaires.save_questionnaire, None, {"title": "Tryghed 2026"})
        session.commit()
    database.close()

    def bring(text: str | bytes, *more: object) -> Any:
        file = tmp_path / "svar.csv"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return tryghed("import", "survey", file, *WHERE, *more)

    return bring


def stored(tmp_path: Path) -> list[int]:
    with closing(sqlite3.connect(tmp_path / "tryghed.db")) as db:
        return [value for (value,) in db.execute("SELECT value FROM survey_mark ORDER BY 1")]


def test_answers_are_read_once(bring: Any, tmp_path: Path):
    tried = bring(LIME, "--dry-run")
    assert (tried.exit_code, stored(tmp_path)) == (0, []), tried.stderr
    assert "Intet er skrevet. Svar, der kan læses ind: 2.\nUdeladt: 1 begyndt og ikke sendt" in tried.stdout

    assert bring(LIME, "--by", "tovholder@example.dk").stdout.startswith("Svar læst ind: 2.\n")
    assert stored(tmp_path) == [-1, 2, 4, 5]

    assert "De samme svar er læst ind før" in bring(LIME, "--by", "tovholder@example.dk").stdout
    assert len(stored(tmp_path)) == 4


def test_everything_that_is_wrong_is_named_and_nothing_is_stored(bring: Any, tmp_path: Path):
    said = bring("utryg;hvad\nTryg;1\nSikker;2\nUtryg;3\n")

    assert (said.exit_code, said.stdout) == (1, "")
    assert said.stderr.splitlines() == [
        "svar.csv: Kolonne B (hvad): intet spørgsmål passer til den. Skriv kolonnerne ud med --show-columns, ret dem, "
        "og læs dem med --columns.",
        "svar.csv: Række 3, kolonne A (utryg): »Sikker« er ikke et af svarene på »Er du utryg ved at bo i dit "
        "boligområde?«. Vælg, hvad det betyder.",
        "Intet er læst ind. Fejl i filen: 2.",
    ]
    assert stored(tmp_path) == []


def test_columns_are_written_out_corrected_and_read_again(bring: Any, tmp_path: Path):
    file = "utryg;hvad\nTryg;1\nSikker;2\n"
    shown = json.loads(bring(file, "--show-columns").stdout)
    assert shown["columns"]["utryg"] == {"question": "utryg", "values": {"Tryg": 2}}
    shown["columns"]["utryg"]["values"]["Sikker"] = 1
    columns = tmp_path / "kolonner.json"
    columns.write_text(json.dumps(shown), "utf-8")

    assert bring(file, "--columns", columns).stdout.startswith("Svar læst ind: 2.")
    assert stored(tmp_path) == [1, 2]


def test_a_file_that_names_people_is_refused_by_its_columns(bring: Any, tmp_path: Path):
    said = bring("utryg;Navn;Vej\nTryg;Bo;Birkestien\n")

    assert said.exit_code == 1
    assert said.stderr.splitlines()[:2] == [
        "svar.csv: Kolonne B (Navn) ser ud til at indeholde navne.",
        "svar.csv: Kolonne C (Vej) ser ud til at indeholde adresser.",
    ]
    assert "Birkestien" not in said.stderr
    assert stored(tmp_path) == []


@pytest.mark.parametrize(
    ("more", "part"),
    [
        (("--by", "ingen@example.dk"), "Der er ingen person med mailadressen ingen@example.dk."),
        (("--network", "egelunden"), "Der er intet netværk, der hedder egelunden."),
        (("--study", "9"), "findes ikke i dette netværk"),
        (("--population", "1"), "kun 1, der kan svare"),
        (("--columns", "ingen.json"), "Filen ingen.json kan ikke læses."),
    ],
)
def test_what_is_said_wrong_is_refused(bring: Any, tmp_path: Path, more: tuple[str, ...], part: str):
    refused(bring(LIME, *more), part)
    assert stored(tmp_path) == []


def test_a_file_that_is_not_there_or_too_large_is_refused(tryghed: Shell, bring: Any, tmp_path: Path):
    gone = tryghed("import", "survey", tmp_path / "intet.csv", *WHERE)
    assert (gone.exit_code, "intet.csv kan ikke læses" in gone.stderr) == (1, True)

    with (tmp_path / "stor.csv").open("wb") as file:
        file.truncate(50_000_000)
    large = tryghed("import", "survey", tmp_path / "stor.csv", *WHERE)
    assert (large.exit_code, "højst fylde 10 MB" in large.stderr) == (1, True)
