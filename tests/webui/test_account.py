"""One's own page: what people change of themselves, and where they are logged in."""

import pytest

from engine.people import queries
from tests.webui.conftest import PASSWORD

NEW = "fire tilfældige ord her"


def person(database, number):
    with database.read() as looking:
        return queries.get_person(looking, number)


@pytest.mark.parametrize("who", ["karin", "rita", "mette", "admin"])
def test_everybody_changes_their_own_name_and_language(browse, database, people, who):
    answer = browse(who).send("/min-side/", {"name": "Kim Ny", "locale": "en"})

    assert answer.status_code == 303
    changed = person(database, people[who])
    assert (changed.name, changed.locale) == ("Kim Ny", "en")


def test_the_page_speaks_the_chosen_language_at_once(browse):
    browser = browse("karin")
    browser.get("/min-side/?lang=da")

    browser.send("/min-side/", {"name": "Karin Bech", "locale": "en"})

    assert '<html lang="en">' in browser.get("/min-side/").text


@pytest.mark.parametrize(
    "field", ["administrator", "coordinator", "auditor", "mail", "active", "id", "organisation_id"]
)
def test_nobody_slips_in_a_field(browse, database, people, field):
    answer = browse("karin").send("/min-side/", {"name": "Karin Bech", "locale": "da", field: "1"})

    assert answer.status_code == 422
    assert f"ikke kender: {field}" in answer.text
    assert person(database, people["karin"]).version == 1


def test_a_stale_page_is_said_to_be(browse, database, people):
    browser = browse("karin")
    old = browser.form("/min-side/") | {"name": "Karin B", "locale": "da"}
    browser.send("/min-side/", {"name": "Karin C", "locale": "da"})

    assert browser.client.post("/min-side/", data=old).status_code == 409
    assert person(database, people["karin"]).name == "Karin C"


def change(browser, old=PASSWORD, new=NEW):
    path = "/min-side/adgangskode"
    return browser.send(path, {"old_password": old, "new_password": new}, shown_on="/min-side/")


def test_changing_the_password_logs_off_everywhere_else(browse):
    here, there = browse("karin"), browse("karin")

    assert change(here).status_code == 303

    assert here.get("/min-side/").status_code == 200
    assert there.get("/min-side/").status_code == 303
    assert browse().log_in("karin").status_code == 422
    assert browse().log_in("karin", NEW).status_code == 303


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("forkert forkert", NEW, "er ikke rigtig"),
        (PASSWORD, "kort", "for kort"),
        (PASSWORD, "karin bech 1234", "må ikke indeholde navnet"),
        ("", NEW, "Udfyld feltet »Nuværende adgangskode«."),
    ],
)
def test_a_password_is_not_changed_without_the_old_one_or_to_a_bad_one(browse, old, new, said):
    here, there = browse("karin"), browse("karin")

    answer = change(here, old, new)

    assert answer.status_code == 422
    assert said in answer.text
    assert f'value="{new}"' not in answer.text
    assert there.get("/min-side/").status_code == 200


def test_the_old_password_cannot_be_guessed_at_leisure(browse):
    browser = browse("karin")
    for _ in range(5):
        change(browser, "forkert forkert")

    assert "For mange forsøg" in change(browser).text


def test_one_sees_where_one_is_logged_in_and_logs_off_elsewhere(browse):
    here, there = browse("karin"), browse("karin")
    assert "En anden browser" in here.get("/min-side/").text

    answer = here.client.post("/min-side/log-af-andre", data=here.form("/min-side/", "/min-side/log-af-andre"))

    assert answer.status_code == 303
    assert there.get("/min-side/").status_code == 303
    shown = here.get("/min-side/").text
    assert "Denne browser" in shown
    assert "En anden browser" not in shown


def test_the_name_in_the_header_leads_here(browse):
    assert browse("karin").get("/personer/").text.count('href="/min-side/"') == 2
