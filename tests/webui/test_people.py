"""Pages about persons and organisations."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from engine.people import actions, queries

CANARY = "\"><x-canary onclick='a'>&amp;"


def test_a_coordinator_enters_a_person(browse, database):
    browser = browse("mette")

    answer = browser.send("/personer/ny", _person(name="  Åse   Lind ", mail="Aase@SAB.example", phone="00 11"))

    assert answer.status_code == 303
    shown = browser.get(answer.location).text
    assert "Åse Lind er skrevet ind." in shown
    with database.read() as session:
        person = queries.find_person_by_mail(session, "aase@sab.example")
    assert (person.name, person.phone, person.active, person.administrator) == ("Åse Lind", "00 11", True, False)


def test_an_administrator_gives_roles_and_closes(browse, database, people):
    browser, path = browse("admin"), f"/personer/{people['karin']}/"
    mail = {"name": "Karin Bech", "mail": "karin@nordby.example"}

    browser.send(path, _person(**mail, coordinator="y", active="y"))
    browser.send(path, _person(**mail, auditor="y"))

    with database.read() as session:
        person = queries.get_person(session, people["karin"])
    assert (person.coordinator, person.auditor, person.active) == (False, True, False)


@pytest.mark.parametrize("field", ["administrator", "coordinator", "auditor", "active", "version_id", "id", "password"])
def test_a_coordinator_cannot_slip_in_a_field(browse, database, field):
    browser = browse("mette")

    answer = browser.send("/personer/ny", _person(name="Bo", **{field: "y"}))

    assert answer.status_code == 422
    assert f"Siden sendte et felt, som Tryghedsnet ikke kender: {field}" in answer.text
    assert 'value="Bo"' in answer.text
    assert _count(database, "Bo") == 0


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": ""}, "Udfyld feltet »Navn«."),
        ({"name": "   "}, "Udfyld feltet »Navn«."),
        ({"name": "x" * 121}, "Skriv højst 120 tegn."),
        ({"name": "Bo", "phone": "1" * 41}, "Skriv højst 40 tegn."),
        ({"name": "Bo", "mail": "bo"}, "Skriv den som navn@eksempel.dk"),
        ({"name": "Bo", "mail": "karin@nordby.example"}, "bruges allerede af Karin Bech"),
        ({"name": "Bo", "organisation_id": "x"}, "Vælg en af mulighederne."),
        ({"name": "Bo", "organisation_id": "99"}, "Vælg en af mulighederne."),
        ({"name": "Bo", "locale": "tlh"}, "Vælg en af mulighederne."),
        ({"name": "Bo", "version": "9" * 40}, "Tallet skal ligge mellem"),
        ({"name": "Bo", "version": "x"}, "Skriv et helt tal."),
        ({"name": "Bo", "command_key": "x" * 65}, "Skriv højst 64 tegn."),
    ],
)
def test_the_page_comes_again_with_what_was_typed(browse, database, typed, said):
    answer = browse("mette").send("/personer/ny", _person(title="driftsleder", **typed))

    assert answer.status_code == 422
    assert said in answer.text
    assert "Der er noget, der skal rettes" in answer.text
    assert 'value="driftsleder"' in answer.text
    assert f'value="{typed["name"].strip()}"' in answer.text
    assert _count(database, "driftsleder") == 0


def test_what_is_typed_is_shown_as_text_everywhere(browse):
    browser = browse("admin")
    browser.send("/organisationer/ny", {"name": CANARY, "kind": "forening", "phone": CANARY[:40]})
    answer = browser.send("/personer/ny", _person(name=CANARY, title=CANARY, organisation_id="1", phone=CANARY))

    assert answer.status_code == 303
    reader = browse("rita")
    paths = [
        "/personer/",
        answer.location,
        "/organisationer/",
        "/organisationer/1/",
        f"/personer/?q={CANARY}",
        "/nowhere",
    ]
    pages = [who.get(path) for who in (browser, reader) for path in paths]
    pages.append(browser.send("/organisationer/ny", {"name": CANARY, "kind": "forening", CANARY: CANARY}))
    pages.append(browser.send("/personer/ny", _person(name=CANARY, mail="karin@nordby.example")))
    assert sum("x-canary" in page.text for page in pages) >= 12
    assert not any("<x-canary" in page.text for page in pages)


def test_the_kind_of_an_organisation_is_chosen_and_never_assumed(browse):
    browser = browse("admin")

    answer = browser.send("/organisationer/ny", {"name": "Boligselskabet", "kind": ""})

    assert (answer.status_code, "Udfyld feltet »Slags«." in answer.text) == (422, True)
    assert "Boligselskabet" not in browser.get("/organisationer/").text


def test_control_signs_are_taken_out(browse, database):
    answer = browse("mette").send("/personer/ny", _person(name="Bo\0\x1b[31m Lind\r\n"))

    assert answer.status_code == 303
    assert _count(database, "Bo[31m Lind") == 1


def test_a_stale_form_says_who_changed_what_and_when(browse, people, clock):
    browser, path = browse("admin"), f"/personer/{people['karin']}/"
    said = _person(name="Karin Bech", mail="karin@nordby.example", active="y")
    old = browser.form(path)
    clock.at += timedelta(minutes=12)
    mette = browse("mette")
    assert mette.send(path, _person(name="Karin Bech", mail="karin@nordby.example", phone="00 22")).status_code == 303

    answer = browser.client.post(path, data=old | said | {"phone": "00 33"})

    assert answer.status_code == 409
    assert "Mette Holm ændrede Karin Bech 2. marts 2026 kl. 13.12, mens du skrev." in answer.text
    assert all(said in answer.text for said in ("Telefon", "00 22", "00 33", f'href="{path}"'))
    assert "00 22" in browser.get(path).text


@pytest.mark.parametrize(("who", "whom"), [("karin", "karin"), ("rita", "mette")])
def test_members_and_auditors_read_and_find_no_form(browse, people, who, whom):
    browser = browse(who)

    for path in ("/personer/", f"/personer/{people[whom]}/", "/organisationer/"):
        page = browser.get(path)
        assert page.status_code == 200
        assert 'method="post" action="/personer' not in page.text
    assert browser.get("/personer/ny").status_code == 403
    assert browser.get("/organisationer/ny").status_code == 403


def test_a_new_password_logs_in_and_the_old_is_dead(browse, people):
    browser, karin = browse("admin"), browse("karin")
    path = f"/personer/{people['karin']}/"

    short = browser.send(f"{path}adgangskode", {"new_password": "kort"}, shown_on=path)
    answer = browser.send(f"{path}adgangskode", {"new_password": "en helt anden sætning"}, shown_on=path)

    assert (short.status_code, answer.status_code) == (422, 303)
    assert "mindst 12 tegn" in short.text
    assert "kort" not in short.text.replace("for kort", "")
    assert karin.get("/personer/").status_code == 303
    assert browse().log_in("karin").status_code == 422
    assert browse().log_in("karin", "en helt anden sætning").status_code == 303


def test_an_administrator_stays_logged_in_with_a_new_password(browse, people):
    browser, path = browse("admin"), f"/personer/{people['admin']}/"

    answer = browser.send(f"{path}adgangskode", {"new_password": "en helt anden sætning"}, shown_on=path)

    assert (answer.status_code, browser.get(path).status_code) == (303, 200)


def test_a_coordinator_sets_no_password(browse, people):
    browser = browse("mette")
    csrf = browser.form("/personer/", "/log-ud")

    answer = browser.client.post(f"/personer/{people['karin']}/adgangskode", data=csrf | {"new_password": "x" * 12})

    assert answer.status_code == 403


def test_organisations_are_entered_changed_and_shown_with_their_people(browse):
    browser = browse("mette")
    answer = browser.send("/organisationer/ny", {"name": "SAB", "kind": "boligorganisation", "mail": "", "phone": ""})
    path = answer.location
    browser.send("/personer/ny", _person(name="Bo Lind", organisation_id=path.split("/")[2]))

    again = browser.send("/organisationer/ny", {"name": "sab", "kind": "boligorganisation"})
    browser.send(path, {"name": "SAB Nordby", "kind": "boligorganisation", "phone": "00 44"})

    assert "SAB findes allerede" in again.text
    shown = browse("rita").get(path).text
    assert all(said in shown for said in ("SAB Nordby", "Boligorganisation", "00 44", "Bo Lind"))
    assert "Bo Lind" not in browse("karin").get(path).text  # a member, and Bo is in none of her networks


def test_a_stale_organisation_is_not_changed(browse):
    browser = browse("mette")
    path = browser.send("/organisationer/ny", {"name": "SAB", "kind": "boligorganisation"}).location
    old = browser.form(path)
    browser.send(path, {"name": "SAB", "kind": "boligorganisation", "phone": "00 44"})

    answer = browser.client.post(path, data=old | {"name": "SAB", "kind": "boligorganisation", "phone": "00 55"})

    assert answer.status_code == 409


def test_lists_come_in_pages_that_keep_the_search(browse, database, now):
    with database.write() as session:
        for number in range(60):
            actions.add_person(session, actor=None, now=now, name=f"Bo {number:02}")
        session.commit()
    browser = browse("mette")

    first, second = browser.get("/personer/?q=bo").text, browser.get("/personer/?q=bo&side=2").text

    assert "60 personer" in first
    assert 'href="/personer/?q=bo&amp;side=2"' in first
    assert "Bo 49" in first
    assert "Bo 50" not in first
    assert "Bo 59" in second
    assert browser.get("/personer/?q=%00'%25\"&side=" + "9" * 50).status_code == 200
    assert "Ingen personer passer" in browser.get("/personer/?q=xyz").text


@pytest.mark.parametrize("path", ["/personer/999/", "/organisationer/999/"])
def test_what_is_not_there_is_not_found(browse, path):
    browser = browse("admin")

    assert browser.get(path).status_code == 404
    assert browser.client.post(path, data=browser.form("/personer/", "/log-ud")).status_code == 404


def test_the_write_lock_is_free_while_a_page_is_shown(browse, database, app):
    waited = []

    @app.context_processor
    def write_beside():
        with database.write() as session:
            session.execute(text("SELECT 1"))
            waited.append(True)
        return {}

    browse("mette").send("/personer/ny", _person(name="Bo", mail="karin@nordby.example"))

    assert waited


def _person(**typed):
    return {"title": "", "organisation_id": "0", "mail": "", "phone": "", "locale": "da"} | typed


def _count(database, words):
    with database.read() as session:
        return queries.count_people(session, search=words)
