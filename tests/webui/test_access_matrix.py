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
from tests.webui.matrix import ACTORS, OTHER, OWN, Arena, dump, furnish, plain, routes
from webui import create_app

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
pytestmark = pytest.mark.slow  # a long walk: every page and form for everybody
Row = tuple[int, ...]

# The columns are ACTORS: anonymous, stranger, member, deputy, coordinator, other_coordinator, auditor, administrator.


def everybody(said: int) -> Row:
    return (303, *[said] * 7)


def readers(said: int) -> Row:
    return (303, 404, said, said, said, 404, said, said)


def workers(said: int, *, coordinator: int = 0) -> Row:
    return (303, 404, said, said, coordinator or said, 404, 403, 403)


def leader(said: int) -> Row:
    return (303, 404, 403, 403, said, 404, 403, 403)


def coordinators(said: int) -> Row:
    return (303, 403, 403, 403, said, said, 403, 403)


def registrars(said: int, *, other: int = 0) -> Row:
    return (303, 403, 403, 403, said, other or said, 403, said)


def overseers(said: int) -> Row:
    return (303, 403, 403, 403, 403, 403, said, said)


def administrator(said: int) -> Row:
    return (303, *[403] * 6, said)


NET = "/netvaerk/<slug>"
# 422: the form came through and was empty; 409: it came through and there was nothing to do.
TABLE: dict[str, Row] = {
    "GET /static/<path:filename>": (200,) * 8,
    "GET /status": (503,) * 8,  # no ticker beats here
    "GET /<any(hjaelp, om, privatliv, tilgaengelighed):name>": (200,) * 8,
    "GET /log-ind": (200, *[302] * 7),
    "POST /log-ind": (422,) * 8,
    "POST /log-ud": (303,) * 8,
    "GET /": (303, 200, 200, 200, 200, 200, 303, 200),
    "GET /netvaerk/": everybody(200),
    "GET /opgaver": everybody(200),
    "GET /min-side/": everybody(200),
    "POST /min-side/": everybody(422),
    "POST /min-side/adgangskode": everybody(422),
    "POST /min-side/log-af-andre": everybody(303),
    "GET /netvaerk/nyt/<int:nr>/": coordinators(200),
    "POST /netvaerk/nyt/<int:nr>/": coordinators(422),
    "GET /netvaerk/nyt/tjek/": coordinators(200),
    "POST /netvaerk/nyt/tjek/": coordinators(303),
    f"GET {NET}/": readers(200),
    f"GET {NET}/<any(kortlaegning, deltagere, aftaler):tab>": readers(200),
    f"GET {NET}/dokumenter/": readers(200),
    f"GET {NET}/oplysninger": leader(200),
    f"POST {NET}/oplysninger": leader(422),
    f"GET {NET}/trin/<int:nr>/": readers(200),
    f"POST {NET}/trin/<int:nr>/luk": workers(303, coordinator=422),
    f"GET {NET}/trin/<int:nr>/<any(genaabn):verb>": workers(200),
    f"POST {NET}/trin/<int:nr>/<any(genaabn):verb>": workers(422),
    f"POST {NET}/opgave/<task>/udfoert": workers(303),
    f"GET {NET}/opgave/<task>/<any(fortryd, spring):verb>": workers(200),
    f"POST {NET}/opgave/<task>/<any(fortryd, spring):verb>": workers(422),
    f"GET {NET}/<any(bero, genoptag, afslut):verb>": workers(200),
    f"POST {NET}/<any(bero, genoptag, afslut):verb>": workers(422),
    f"GET {NET}/krav/<demand>/fravig": workers(200),
    f"POST {NET}/krav/<demand>/fravig": workers(422),
    f"POST {NET}/krav/<demand>/ophaev": workers(409),
    f"POST {NET}/fortryd": workers(409),
    f"GET {NET}/<noun>/": readers(200),
    f"GET {NET}/<noun>/ny": workers(200),
    f"POST {NET}/<noun>/ny": workers(422),
    f"GET {NET}/<noun>/<int:nr>/": readers(200),
    f"GET {NET}/<noun>/<int:nr>/ret": workers(200),
    f"POST {NET}/<noun>/<int:nr>/ret": workers(422),
    f"POST {NET}/<noun>/<int:nr>/fjern": workers(303),
    f"GET {NET}/<noun>/<int:nr>/<verb>": workers(404),  # this kind of record has no verb of that name
    f"POST {NET}/<noun>/<int:nr>/<verb>": workers(404),
    f"POST {NET}/<noun>/<int:nr>/bilag": workers(422),
    f"GET {NET}/bilag/<code>": readers(200),
    f"POST {NET}/bilag/<code>/fjern": workers(303),
    f"POST {NET}/faggrupper/katalog/": workers(422),
    f"GET {NET}/moeder/<int:nr>/punkter/ny": workers(200),
    f"POST {NET}/moeder/<int:nr>/punkter/ny": workers(422),
    f"POST {NET}/moeder/<int:nr>/punkter/<int:point>": workers(422),
    f"GET {NET}/papir/<name>/<int:nr>.<any(pdf, docx, ics, html):ending>": readers(200),
    f"GET {NET}/godkendelser/<int:nr>/": readers(200),
    f"POST {NET}/godkendelser/<int:nr>/": workers(422),
    f"GET {NET}/historik/": readers(200),
    f"GET {NET}/historik/<any(csv, jsonl):form>": readers(200),
    "GET /personer/": everybody(200),
    "GET /personer/<int:nr>/": everybody(200),
    "GET /personer/ny": registrars(200),
    "POST /personer/ny": registrars(422),
    "POST /personer/<int:nr>/": registrars(422),
    "POST /personer/<int:nr>/adgangskode": administrator(422),
    "GET /organisationer/": everybody(200),
    "GET /organisationer/<int:nr>/": everybody(200),
    "GET /organisationer/ny": registrars(200),
    "POST /organisationer/ny": registrars(422),
    "POST /organisationer/<int:nr>/": registrars(422),
    "GET /udbakke/": registrars(200),
    "GET /udbakke/<int:nr>/": registrars(200, other=404),
    "POST /udbakke/<int:nr>/igen": administrator(409),
    "GET /revision/": overseers(200),
    "GET /revision/haendelser": overseers(200),
    "GET /revision/haendelser.<any(csv, jsonl):form>": overseers(200),
    "GET /revision/udtraek": overseers(303),
    "GET /revision/kontrol": overseers(200),
    "GET /revision/laesevejledning": overseers(200),
}
FILLED = {
    "<path:filename>": "app.css",
    "<noun>": "behov",
    "<int:nr>": "1",
    "<int:point>": "1",
    "<verb>": "nej",
    "<demand>": "kommune_svar",
    "<task>": "interesse",
    "<name>": "dagsorden",
}
READS = sorted(key for key in TABLE if key.startswith("GET "))
SENDS = sorted(key for key in TABLE if key.startswith("POST "))
LEAVING = {"POST /log-ud", "POST /min-side/log-af-andre"}
IN_NETWORK = sorted(key for key in TABLE if NET in key)
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


@pytest.mark.parametrize("key", SENDS)
def test_who_may_send_a_form(make_arena, spare, key):
    arena, got = make_arena(spare), []
    before = dump(arena.database)
    for actor in ACTORS:
        method, path = path_of(key, arena)
        got.append(arena.visitor(actor).ask(method, path).status_code)
        if got[-1] == 303 and dump(arena.database) != before:
            arena = make_arena(spare)  # the next finds everything as it was

    assert got == list(TABLE[key])


def test_reading_writes_nothing(arena):
    before = dump(arena.database)
    for key in READS:
        for actor in ("coordinator", "auditor", "administrator"):
            arena.visitor(actor).ask(*path_of(key, arena))

    assert dump(arena.database) == before


@pytest.mark.parametrize("key", SENDS)
def test_no_form_is_taken_without_its_token(arena, key):
    before = dump(arena.database)
    method, path = path_of(key, arena)

    got = {actor: arena.visitor(actor).ask(method, path, token=False).status_code for actor in ACTORS}

    assert set(got.values()) == {400}
    assert dump(arena.database) == before


@pytest.mark.parametrize("key", SENDS)
def test_a_field_that_was_not_asked_for_changes_nothing(arena, key):
    before = dump(arena.database)
    for actor in ("member", "coordinator", "administrator"):
        answer = arena.visitor(actor).ask(*path_of(key, arena), SMUGGLED)
        assert answer.status_code in (303, 403, 404, 409, 422)
    if key in LEAVING:
        arena.known.clear()

    assert dump(arena.database) == before


@pytest.mark.parametrize("key", IN_NETWORK)
def test_another_network_is_not_found(arena, key):
    method, path = path_of(key, arena, OTHER, code=arena.seen.foreign_attachment)

    for actor in ("member", "deputy", "coordinator"):
        assert arena.visitor(actor).ask(method, path).status_code == 404


@pytest.mark.parametrize("key", [key for key in IN_NETWORK if "<int:" in key or "<code>" in key])
def test_what_belongs_to_another_network_is_not_found_in_ones_own(arena, key):
    before = dump(arena.database)
    numbers = {"int:nr": "999", "int:point": "999", "code": arena.seen.foreign_attachment}
    method, path = path_of(key, arena, **numbers)

    answer = arena.visitor("coordinator").ask(method, path)

    assert answer.status_code in ((404,) if method == "GET" else (404, 422))
    assert dump(arena.database) == before


def test_another_networks_mail_is_not_found(arena):
    path = f"/udbakke/{arena.seen.foreign_mail}/"

    assert arena.visitor("coordinator").ask("GET", path).status_code == 404
    assert arena.visitor("administrator").ask("GET", path).status_code == 200


@pytest.mark.parametrize("path", ["/netvaerk/", "/opgaver", "/min-side/", "/udbakke/", "/"])
def test_no_list_names_a_network_of_others(arena, path):
    for actor, foreign in (("stranger", "Birkeparken"), ("other_coordinator", "Birkeparken"), ("member", "Egelunden")):
        assert foreign not in arena.visitor(actor).ask("GET", path).text


def test_the_rules_are_told_apart_without_their_lists(arena):
    assert any("<noun>" in plain(rule) for rule in arena.app.url_map.iter_rules())
