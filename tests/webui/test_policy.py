"""Who may open what: one table, closed by default."""

from dataclasses import dataclass

import pytest
from flask import Blueprint

from engine.people import queries
from engine.people.models import DENIED
from engine.people.sessions import log_access
from webui.visit import policy
from webui.visit.db import session
from webui.visit.policy import COORDINATOR, READER, WORKER


@dataclass
class Here:
    """What somebody is to the one network of these tests."""

    process_id: int = 1
    slug: str = "a"
    reader: bool = True
    worker: bool = False
    coordinator: bool = False
    member: bool = False
    read_only: bool = False
    surveyor: bool = False


ACCESS = {
    "Mette Holm": Here(worker=True, coordinator=True),
    "Karin Bech": Here(worker=True, member=True),
    "Rita Revisor": Here(read_only=True),
    "Anna Admin": Here(),
}


@pytest.fixture
def app(make_app, monkeypatch):
    """An app with three pages of a network and one that nobody entered in the table."""
    app = make_app()
    pages = Blueprint("probe", __name__)
    for name, path in (("read", ""), ("work", "arbejde/"), ("lead", "ledelse/")):
        pages.add_url_rule(f"/netvaerk/<slug>/proeve/{path}", name, _page, methods=["GET", "POST"])
    pages.add_url_rule("/glemt", "forgotten", _page)
    app.register_blueprint(pages)
    for name, rule in (("read", READER), ("work", WORKER), ("lead", COORDINATOR)):
        monkeypatch.setitem(policy.POLICY, f"probe.{name}", rule)
    app.extensions["find_access"] = lambda _db, slug, person, _today: ACCESS.get(person.name) if slug == "a" else None
    return app


def _page(slug=None):
    return f"open {policy.access().slug if slug else ''} {type(session()).__name__}"


EXPECTED = {
    # who: GET read, GET work, POST read, POST work, POST lead
    None: (303, 303, 303, 303, 303),
    "mette": (200, 200, 200, 200, 200),
    "karin": (200, 200, 200, 200, 403),
    "rita": (200, 200, 403, 403, 403),
    "admin": (200, 200, 200, 403, 403),
}


@pytest.mark.parametrize("who", EXPECTED)
def test_each_does_in_a_network_what_the_table_says(browse, who):
    browser = browse(who)
    csrf = {"csrf_token": _csrf(browser) if who else browser.form("/log-ind")["csrf_token"]}

    got = (
        browser.get("/netvaerk/a/proeve/").status_code,
        browser.get("/netvaerk/a/proeve/arbejde/").status_code,
        *(
            browser.client.post(f"/netvaerk/a/proeve/{page}", data=csrf).status_code
            for page in ("", "arbejde/", "ledelse/")
        ),
    )

    assert got == EXPECTED[who]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", ["mette", "rita", "admin"])
def test_a_foreign_network_is_not_found_rather_than_forbidden(browse, who, method):
    browser = browse(who)

    answer = getattr(browser.client, method)("/netvaerk/b/proeve/arbejde/", data={"csrf_token": _csrf(browser)})

    assert answer.status_code == 404


def test_a_stranger_does_not_learn_which_networks_there_are(browse):
    browser = browse()

    answers = [browser.get(f"/netvaerk/{slug}/proeve/") for slug in ("a", "b")]

    assert [answer.location for answer in answers] == [
        "/log-ind?next=/netvaerk/a/proeve/",
        "/log-ind?next=/netvaerk/b/proeve/",
    ]


def test_an_auditor_is_told_that_it_is_for_reading(browse):
    browser = browse("rita")

    answer = browser.client.post("/netvaerk/a/proeve/arbejde/", data={"csrf_token": _csrf(browser)})

    assert answer.status_code == 403
    assert "Du har læseadgang" in answer.text


def test_an_auditor_can_log_out(browse):
    browser = browse("rita")

    assert browser.client.post("/log-ud", data={"csrf_token": _csrf(browser)}).status_code == 303


def test_an_auditor_changes_nothing_even_with_a_seat(browse, monkeypatch):
    monkeypatch.setitem(ACCESS, "Rita Revisor", Here(worker=True, member=True))
    browser = browse("rita")

    assert browser.client.post("/netvaerk/a/proeve/arbejde/", data={"csrf_token": _csrf(browser)}).status_code == 403


def test_a_page_outside_the_table_opens_for_nobody(browse, app, caplog):
    assert browse("admin").get("/glemt").status_code == 500
    assert "probe.forgotten is not in the policy table" in caplog.text
    assert policy.missing(app) == ["probe.forgotten"]


def test_every_page_of_the_app_is_in_the_table(make_app):
    assert policy.missing(make_app()) == []


def test_a_page_that_is_not_there_is_not_found(browse):
    for browser in (browse(), browse("admin")):
        assert browser.get("/nowhere").status_code == 404
        assert browser.client.put("/log-ind").status_code == 405


def test_a_number_no_database_can_hold_is_not_found(browse):
    assert browse("admin").get(f"/personer/{10**30}/").status_code == 404


def test_reading_pages_cannot_write(browse, app):
    def write():
        log_access(session(), kind="x", now=app.extensions["clock"](), address="")
        return "written"

    app.view_functions["probe.read"] = lambda slug: write()

    assert browse("mette").get("/netvaerk/a/proeve/").status_code in (500, 503)


def test_being_turned_away_is_written_down(browse, database, now):
    browser = browse("karin")
    browser.client.post("/netvaerk/a/proeve/ledelse/", data={"csrf_token": _csrf(browser)})
    browser.get("/netvaerk/b/proeve/")

    with database.read() as looking:
        lines = queries.list_access(looking, kind=DENIED)
    assert [(line.person.name, line.detail) for line in lines] == [
        ("Karin Bech", "GET /netvaerk/b/proeve/"),
        ("Karin Bech", "POST /netvaerk/a/proeve/ledelse/"),
    ]


def _csrf(browser):
    return browser.form("/personer/", "/log-ud")["csrf_token"]
