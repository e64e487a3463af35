"""Who may do what: every page and every form, for everybody who can ask, in one table."""

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from flask import Flask

from engine.db import Database
from tests.webui.answers import NET, OF_SURVEYS, TABLE
from tests.webui.matrix import ACTORS, OTHER, OWN, Arena, dump, furnish, plain, routes
from webui import create_app

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
pytestmark = pytest.mark.slow  # a long walk: every page and form for everybody
FILLED = {
    "<path:filename>": "app.css",
    "<noun>": "behov",
    "<kind>": "indledende",
    "<int:nr>": "1",
    "<link>": "nowhere",
    "<int:point>": "1",
    "<int:position>": "1",
    "<verb>": "nej",
    "<which>": "web",
    "<demand>": "kommune_svar",
    "<task>": "interesse",
    "<name>": "dagsorden",
    "<key>": "behov",
    "<language>": "da",
    "<item>": "egen_1",
    "<string:language>": "tr",
}
READS = sorted(key for key in TABLE if key.startswith("GET "))
SENDS = sorted(key for key in TABLE if key.startswith("POST "))
SIGNED = {
    key for key in SENDS if key.startswith(("POST /svar/", "POST /indtast/"))
}  # nobody is logged in: the form itself is signed
LEAVING = {"POST /log-ud", "POST /min-side/log-af-andre"}
IN_NETWORK = sorted(key for key in TABLE if NET in key)
OF_ADMINISTRATORS = {key for key in IN_NETWORK if dict(zip(ACTORS, TABLE[key], strict=True))["coordinator"] == 403}
SMUGGLED = {"role": "administrator", "network_id": "1", "process_id": "1", "state": "done", "administrator": "y",
            "id": "1", "answer": "ja", "position": "evaluering", "actor": "1"}  # fmt: skip
NUMBERS = count(1)


@pytest.fixture(scope="module")
def furnished(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory):
    path = tmp_path_factory.mktemp("matrix") / "furnished.db"
    shutil.copy(sqlite_template, path)
    database = Database(f"sqlite:///{path}")
    seen = furnish(database, NOW)
    database.close()
    return path, seen


@pytest.fixture(scope="module")
def make_arena(furnished, password_hash: str) -> Iterator:
    """Return a maker of arenas, each on a copy of its own; all share one app, for its templates are slow to compile."""
    path, seen = furnished
    made = []

    def make(app: Flask | None = None) -> Arena:
        copy = path.with_name(f"{next(NUMBERS)}.db")
        shutil.copy(path, copy)
        database = Database(f"sqlite:///{copy}")
        made.append(database)
        app = app or create_app({"DATA": path.parent}, database=database, clock=lambda: NOW)
        app.extensions["database"] = database
        return Arena(database, app, seen, NOW, password_hash)

    yield make
    for database in made:
        database.close()


@pytest.fixture(scope="module")
def arena(make_arena) -> Arena:
    """One for everything that changes nothing."""
    return make_arena()


@pytest.fixture(scope="module")
def spare(make_arena) -> Flask:
    """The app of the arenas in which something changes."""
    return make_arena().app


def path_of(key: str, arena: Arena, slug: str = OWN, **other: str) -> tuple[str, str]:
    """Return method and address of a row of the table."""
    method, _, path = key.partition(" ")
    filled = FILLED | {"<slug>": slug, "<code>": arena.seen.attachment}
    filled |= {f"<{name}>": it for name, it in other.items()}
    if "/udbakke/" in path and "int:nr" not in other:
        filled["<int:nr>"] = str(arena.seen.mail)
    for place, said in filled.items():
        path = path.replace(place, said)
    return method, re.sub(r"<any\((\w+)[^>]*>", r"\1", path)


def test_every_page_and_form_stands_in_the_table(arena):
    assert {f"{method} {rule}" for method, rule in routes(arena.app)} == set(TABLE)


@pytest.mark.parametrize("key", READS)
def test_who_may_see_a_page(arena, key):
    method, path = path_of(key, arena)

    assert [arena.visitor(actor).ask(method, path).status_code for actor in ACTORS] == list(TABLE[key])


@pytest.mark.parametrize("key", OF_SURVEYS)
def test_whoever_collects_surveys_reaches_those_of_their_network_and_no_other(arena, key):
    method, path = path_of(key, arena, noun="undersoegelser")
    foreign = path_of(key, arena, OTHER, noun="undersoegelser")[1]

    assert [arena.visitor(actor).ask(method, path).status_code for actor in ACTORS] == list(OF_SURVEYS[key])
    assert arena.visitor("surveyor").ask(method, foreign).status_code == 404


@pytest.mark.parametrize("key", SENDS)
def test_who_may_send_a_form(make_arena, spare, key):
    arena, got = make_arena(spare), []
    before = dump(arena.database, "credential")
    for actor in ACTORS:
        method, path = path_of(key, arena)
        got.append(arena.visitor(actor).ask(method, path).status_code)
        if got[-1] == 303 and dump(arena.database, "credential") != before:
            arena = make_arena(spare)  # the next finds everything as it was

    assert got == list(TABLE[key])


def test_reading_writes_nothing(arena):
    before = dump(arena.database, "credential")
    for key in READS:
        for actor in ("coordinator", "auditor", "administrator"):
            arena.visitor(actor).ask(*path_of(key, arena))

    assert dump(arena.database, "credential") == before


@pytest.mark.parametrize("key", sorted(set(SENDS) - SIGNED))
def test_no_form_is_taken_without_its_token(arena, key):
    before = dump(arena.database, "credential")
    method, path = path_of(key, arena)

    got = {actor: arena.visitor(actor).ask(method, path, token=False).status_code for actor in ACTORS}

    assert set(got.values()) == {400}
    assert dump(arena.database, "credential") == before


@pytest.mark.parametrize("key", SENDS)
def test_a_field_that_was_not_asked_for_changes_nothing(arena, key):
    before = dump(arena.database, "credential")
    for actor in ("member", "coordinator", "administrator"):
        answer = arena.visitor(actor).ask(*path_of(key, arena), SMUGGLED)
        assert answer.status_code in (303, 403, 404, 409, 422)
    if key in LEAVING:
        arena.known.clear()

    assert dump(arena.database, "credential") == before


@pytest.mark.parametrize("key", IN_NETWORK)
def test_another_network_is_not_found(arena, key):
    method, path = path_of(key, arena, OTHER, code=arena.seen.foreign_attachment)

    for actor in ("member", "deputy", "coordinator", "surveyor"):
        assert arena.visitor(actor).ask(method, path).status_code == 404


@pytest.mark.parametrize("key", [key for key in IN_NETWORK if "<int:" in key or "<code>" in key])
def test_what_belongs_to_another_network_is_not_found_in_ones_own(arena, key):
    before = dump(arena.database, "credential")
    numbers = {"int:nr": "999", "int:point": "999", "int:position": "999", "code": arena.seen.foreign_attachment}
    method, path = path_of(key, arena, **numbers)

    answer = arena.visitor("administrator" if key in OF_ADMINISTRATORS else "coordinator").ask(method, path)

    assert answer.status_code in ((404,) if method == "GET" else (404, 422))
    assert dump(arena.database, "credential") == before


def test_another_networks_mail_is_not_found(arena):
    path = f"/udbakke/{arena.seen.foreign_mail}/"

    assert arena.visitor("coordinator").ask("GET", path).status_code == 404
    assert arena.visitor("administrator").ask("GET", path).status_code == 200


@pytest.mark.parametrize("path", ["/netvaerk/", "/opgaver", "/min-side/", "/udbakke/", "/"])
def test_no_list_names_a_network_of_others(arena, path):
    for actor, foreign in (
        ("stranger", "Birkeparken"),
        ("other_coordinator", "Birkeparken"),
        ("member", "Egelunden"),
        ("surveyor", "Egelunden"),
    ):
        assert foreign not in arena.visitor(actor).ask("GET", path).text


def test_the_rules_are_told_apart_without_their_lists(arena):
    assert any("<noun>" in plain(rule) for rule in arena.app.url_map.iter_rules())
