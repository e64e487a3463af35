"""An event that was changed behind the product's back: shown as exactly that, on pages and in files that still work."""

import json
import sqlite3
from contextlib import closing
from typing import Any

import pytest
from sqlalchemy.event import listen

from engine.db import Database
from tests.webui.shell import Shell, tampered
from webui.page.event_files import COLUMNS
from workflows.migrations import triggers

SAID = "kan ikke læses: den er ændret efter, at den blev skrevet"
SLUG = "gadehavegaard"
NETWORK = f"(SELECT id FROM process WHERE slug = '{SLUG}')"
PLACES = ["newest", "aside", "late", 3]
CONTROL = "/revision/kontrol"
PAGES = ["/", "/revision/", "/revision/haendelser", "/revision/udtraek", CONTROL, f"/netvaerk/{SLUG}/",
         f"/netvaerk/{SLUG}/historik/", f"/netvaerk/{SLUG}/trin/1/", "/revision/haendelser?fra=2020-01-01",
         "/revision/haendelser?slags=fravigelser", "/opgaver", "/netvaerk/"]  # fmt: skip
FILES = ["/revision/haendelser.csv", "/revision/haendelser.jsonl", f"/netvaerk/{SLUG}/historik/csv",
         f"/netvaerk/{SLUG}/historik/jsonl"]  # fmt: skip
BODIES = {
    "a changed byte": "'z' || substr(body, 2)",
    "no text": "CAST(x'c328' AS TEXT)",
    "other bytes": "x'00ff'",
    "brackets": "replace(hex(zeroblob(3000)), '00', '[')",
    "a list": "'[]'",
    "no key of ours": "replace(body, '\"kind\"', '\"kinD\"')",
    "another day": 'replace(body, \'"on":"2\', \'"on":"9\')',
}


def alter(database: Database, *statements: str) -> None:
    database.close()
    with closing(sqlite3.connect(database.url.database, isolation_level=None)) as file:
        for name in triggers.NAMES["sqlite"]:
            file.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            assert file.execute(statement).rowcount, statement


def event_of(database: Database, place: str | int) -> int:
    """The number of the newest event, of one that set a demand aside, of one entered late, or as it is."""
    like = {"aside": '%"kind":"demand_set_aside"%', "late": '%"kind":"meeting_held"%'}.get(str(place), "%")
    with closing(sqlite3.connect(database.url.database)) as file:
        newest = f"SELECT max(seq) FROM event WHERE process_id = {NETWORK} AND body LIKE ?"
        found = file.execute(newest, (like,)).fetchone()[0]
    return place if isinstance(place, int) else found or 4


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("body", BODIES)
def test_every_page_works_and_the_history_says_which_event(look, demonstration, body, place):
    seq = event_of(demonstration, place)
    alter(demonstration, f"UPDATE event SET body = {BODIES[body]} WHERE process_id = {NETWORK} AND seq = {seq}")

    for who in ("revisor", "koordinator"):
        browser = look(who)
        answers = {path: browser.get(path, follow_redirects=True) for path in PAGES}
        assert {path: one.status_code for path, one in answers.items() if one.status_code not in (200, 403)} == {}
        if who == "revisor":
            assert "Historikken passer ikke" in browser.send(CONTROL, {}).text
        shown = browser.get(f"/netvaerk/{SLUG}/historik/?foer={seq + 1}").text
        assert f"<strong>Hændelse {seq}</strong> {SAID}" in shown
        assert "Historikken passer ikke" in shown


@pytest.mark.parametrize("body", BODIES)
def test_every_file_is_whole_and_says_which_event(look, demonstration, body):
    before = {path: look("revisor").get(path).text.splitlines() for path in FILES}
    alter(demonstration, f"UPDATE event SET body = {BODIES[body]} WHERE process_id = {NETWORK} AND seq = 3")
    browser = look("revisor")

    for path, lines in before.items():
        told = browser.get(path).text.splitlines()
        assert len(told) >= len(lines)
        marked = [line for line in told if "kan ikke l" in line]
        assert len(marked) == 1
        if "json" in path:
            assert (json.loads(marked[0])["seq"], json.loads(marked[0])["network"]) == (3, SLUG)
            assert json.loads(marked[0])["fault"].startswith("Hændelse 3 kan ikke læses")
        else:
            assert marked[0].startswith(f'"{SLUG}";"3";"";')


def test_a_hash_of_another_kind_and_a_number_that_is_none_break_no_page(look, demonstration):
    alter(
        demonstration,
        f"UPDATE event SET hash = 'tekst' WHERE process_id = {NETWORK} AND seq = 3",
        f"UPDATE event SET seq = 'x' WHERE process_id = {NETWORK} AND seq = 5",
    )
    browser = look("revisor")

    answers = {path: browser.get(path, follow_redirects=True).status_code for path in PAGES + FILES}

    assert answers == dict.fromkeys(PAGES + FILES, 200)


def test_events_without_their_network_break_no_page(look, demonstration):
    alter(demonstration, f"UPDATE event SET process_id = 900 WHERE process_id = {NETWORK}")
    browser = look("revisor")

    for path in ("/revision/", "/revision/haendelser", "/revision/udtraek", *FILES):
        assert browser.get(path, follow_redirects=True).status_code == 200
    checked = browser.send(CONTROL, {}).text
    assert "hører til et netværk, der ikke findes" in checked
    assert "Netværk nr. 900, som ikke findes" in checked


def test_the_three_tables_have_one_shape(look, demonstration, tmp_path):
    browser = look("revisor")
    mine = browser.get(f"/netvaerk/{SLUG}/historik/csv").text
    of_all = browser.get("/revision/haendelser.csv").text.splitlines(keepends=True)
    (tmp_path / "demonstration.db").rename(tmp_path / "tryghed.db")
    printed = Shell(tmp_path)("history", "export", "--network", SLUG, "--format", "csv").stdout_bytes.decode()

    assert mine == printed == of_all[0] + "".join(line for line in of_all if line.startswith(f'"{SLUG}"'))
    assert mine.splitlines()[0] == "\ufeff" + ";".join(name for name, _ in COLUMNS)


@pytest.mark.parametrize("path", FILES)
def test_what_reads_all_events_asks_as_often_as_for_one(look, demonstration, path):
    browser, asked = look("revisor"), []
    listen(demonstration.reading, "before_cursor_execute", lambda *said: asked.append(said[2]))

    browser.get(path)

    assert len(asked) <= 15


def test_a_control_asks_as_often_as_for_one_network(look, demonstration):
    browser, asked = look("revisor"), []
    token = browser.form(CONTROL)
    listen(demonstration.reading, "before_cursor_execute", lambda *said: asked.append(said[2]))

    browser.client.post(CONTROL, data=token)

    assert len(asked) <= 45  # the kinds of record together, and those on which something hangs one by one


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (f"UPDATE process SET head = '' WHERE slug = '{SLUG}'", f"{SLUG} #"),
        (f"UPDATE event SET body = {BODIES['brackets']} WHERE process_id = {NETWORK} AND seq = 3", f"{SLUG} #3"),
        (f"UPDATE process SET tasks = {BODIES['brackets']} WHERE slug = '{SLUG}'", "om netværket, kan ikke læses"),
        (f"UPDATE process SET slug = 'andet' WHERE slug = '{SLUG}'", "andet #1: Netværket hedder noget andet"),
        (f"UPDATE timer SET due = '2031-01-01 09:00:00' WHERE process_id = {NETWORK}", "Datoen aar-1"),
        (f"UPDATE timer SET due = 'engang' WHERE process_id = {NETWORK}", "Datoen aar-1"),
        ("DROP TABLE note", "mangler en tabel"),
        (f"DELETE FROM process WHERE slug = '{SLUG}'", "hører til et netværk, der ikke findes"),
    ],
)
def test_verify_says_in_a_sentence_what_does_not_hold(tryghed: Any, data: Any, change: str, said: str):
    tampered(data, change)

    told = tryghed("history", "verify")

    assert (told.exit_code, told.stdout) == (1, "")
    assert said in told.stderr


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (f"UPDATE process SET tasks = '{{' WHERE slug = '{SLUG}'", f"{SLUG}: rækken i databasen kan ikke læses."),
        (f"UPDATE process SET changed_at = 'x' WHERE slug = '{SLUG}'", f"{SLUG}: rækken i databasen kan ikke læses."),
        ("DROP TABLE note", "Tabellen note mangler i databasen."),
        ("DROP TABLE need", "Tabellen need mangler i databasen."),
    ],
)
def test_check_says_in_a_sentence_what_is_broken(tryghed: Any, data: Any, change: str, said: str):
    with closing(sqlite3.connect(data / "tryghed.db")) as file, file:
        file.execute(change)

    told = tryghed("db", "check")

    assert (told.exit_code, told.stdout) == (1, "")
    assert said in told.stderr.splitlines()
