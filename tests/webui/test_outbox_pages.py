"""Udbakke: who reads which mail, and who may have one sent again."""

import pytest
from sqlalchemy import update

from engine import outbox, queries
from engine.models import outbox as table
from tests.webui.conftest import Browser
from tests.webui.small import network, seat


@pytest.fixture
def mails(database, people, now):
    """Two networks with a mail each; Mette coordinates the first. By slug: the number of the mail."""
    with database.write() as session:
        ids = {
            slug: network(session, who, slug, now) for slug, who in (("birk", people["mette"]), ("eg", people["admin"]))
        }
        seat(session, ids["birk"], people["karin"], now)
        for slug, process_id in ids.items():
            letter = outbox.Letter(
                kind="invitation", recipient=f"{slug}@nordby.example", subject=f"Til {slug}", body="<b>Kom</b>"
            )
            outbox.queue(session.connection(), process_id, 1, [letter], now)
        session.commit()
        return {row.slug: row.id for row in queries.list_mail(session.connection(), None)}


def turn(database, number, state):
    with database.write() as session:
        session.execute(update(table).where(table.c.id == number).values(state=state))
        session.commit()


def test_an_administrator_reads_all_mail_and_a_coordinator_their_networks(browse, mails):
    shown = {who: browse(who).get("/udbakke/").text for who in ("admin", "mette")}

    assert [("Til birk" in text, "Til eg" in text) for text in shown.values()] == [(True, True), (True, False)]


def test_another_networks_mail_is_not_found(browse, mails):
    browser = browse("mette")

    assert browser.get(f"/udbakke/{mails['birk']}/").status_code == 200
    assert browser.get(f"/udbakke/{mails['eg']}/").status_code == 404


@pytest.mark.parametrize("who", ["karin", "rita"])
def test_nobody_else_reads_mail(browse, mails, who):
    browser = browse(who)

    assert browser.get("/udbakke/").status_code == 403
    assert browser.get(f"/udbakke/{mails['birk']}/").status_code == 403
    assert "/udbakke/" not in browser.get("/personer/").text


def test_a_mail_is_shown_as_text(browse, mails):
    assert "&lt;b&gt;Kom&lt;/b&gt;" in browse("admin").get(f"/udbakke/{mails['eg']}/").text


@pytest.mark.parametrize("state", [outbox.FAILED, outbox.UNCERTAIN])
def test_an_administrator_has_a_mail_sent_again(browse, mails, database, state):
    turn(database, mails["eg"], state)
    browser, path = browse("admin"), f"/udbakke/{mails['eg']}/"
    assert "1 mail er fejlet eller usikker" in browser.get("/udbakke/").text

    assert browser.send(f"{path}igen", {}, shown_on=path).status_code == 303

    assert "Venter" in browser.get(path).text
    assert "Prøv igen" not in browser.get(path).text


def test_a_mail_that_waits_is_not_sent_again(browse, mails):
    browser, csrf = browse("admin"), {}
    csrf["csrf_token"] = browser.form("/personer/", "/log-ud")["csrf_token"]

    assert browser.client.post(f"/udbakke/{mails['eg']}/igen", data=csrf).status_code == 409


def test_a_coordinator_asks_an_administrator_for_that(browse, mails, database):
    turn(database, mails["birk"], outbox.FAILED)
    browser, path = browse("mette"), f"/udbakke/{mails['birk']}/"
    assert "Prøv igen" not in browser.get(path).text
    csrf = {"csrf_token": browser.form("/personer/", "/log-ud")["csrf_token"]}

    assert browser.client.post(f"{path}igen", data=csrf).status_code == 403


def test_mails_are_listed_by_state(browse, mails, database):
    turn(database, mails["eg"], outbox.FAILED)

    shown = browse("admin").get("/udbakke/?tilstand=fejlet").text

    assert "Til eg" in shown
    assert "Til birk" not in shown
    assert browse("admin").get("/udbakke/?tilstand=vrøvl&side=-7").status_code == 200


def test_a_demonstration_says_that_nothing_leaves(make_app, people, mails):
    browser = Browser(make_app(DEMONSTRATION=True).test_client())
    browser.log_in("admin")

    assert "ingen mails forlader Udbakken" in browser.get("/udbakke/").text


def test_a_mail_is_listed_with_the_name_of_its_network(look):
    page = look("koordinator").get("/udbakke/").text

    assert " · Birkeparken</span>" in page
    assert " · birkeparken</span>" not in page
