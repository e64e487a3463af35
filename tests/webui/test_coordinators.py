"""Tovholder: the page on which a network is handed over."""

import pytest

from engine import actions, queries
from engine.people.actions import change_person
from engine.people.queries import get_person
from tests.webui.small import ask

PATH = "/netvaerk/birk/tovholder/"


@pytest.fixture
def birk(begin):
    return begin("birk")


def hand(browser, to, leaving=(), reason="Ny i enheden"):
    return browser.send(PATH, {"to": str(to or ""), "leaving": [str(one) for one in leaving], "reason": reason})


def test_the_tovholder_hands_over_and_loses_the_network(browse, birk, people):
    mette, karin = browse("mette"), browse("karin")
    assert karin.get("/netvaerk/birk/").status_code == 404

    answer = hand(mette, people["karin"], [people["mette"]])

    assert (answer.status_code, answer.location) == (303, "/")
    assert mette.get("/netvaerk/birk/").status_code == 404
    assert "Overdrag netværket" in karin.get("/netvaerk/birk/").text
    history = karin.get("/netvaerk/birk/historik/").text
    assert "overdrog netværket" in history
    assert "Ny tovholder: Karin Bech. Ikke længere tovholder: Mette Holm. · »Ny i enheden«" in history


def test_nobody_who_only_reads_takes_over(browse, birk, people, database, now):
    with database.write() as session:
        karin = get_person(session, people["karin"])
        change_person(session, karin.id, version=karin.version, actor=None, now=now, auditor=True)
        session.commit()
    mette = browse("mette")

    assert "Karin Bech" not in mette.get(PATH).text
    assert hand(mette, people["karin"]).status_code == 422


def test_the_new_one_is_written_to_in_their_own_language(browse, birk, people, database, now):
    with database.write() as session:
        karin = get_person(session, people["karin"])
        change_person(session, karin.id, version=karin.version, actor=None, now=now, locale="en")
        session.commit()

    hand(browse("mette"), people["karin"], [people["mette"]])

    with database.read() as session:
        mail = queries.list_mail(session.connection(), [birk])[0]
        text = queries.find_mail(session.connection(), None, mail.id).body
    assert (mail.recipient, mail.subject) == ("karin@nordby.example", "You are now network lead of birk")
    assert "Dear Karin Bech" in text


def test_an_administrator_hands_over_a_network_that_others_lead(browse, birk, people):
    admin = browse("admin")
    page = admin.get(PATH).text
    assert "Læseadgang" not in page
    assert "kan den nye tovholder eller en administrator overdrage netværket tilbage" in page

    assert hand(admin, people["karin"], [people["mette"]]).location == "/netvaerk/birk/"

    assert "Karin Bech" in admin.get(PATH).text
    assert "overdrog netværket" in admin.get("/revision/").text


def test_a_reason_is_asked_for_and_what_was_chosen_is_kept(browse, birk, people):
    answer = hand(browse("mette"), people["karin"], [people["mette"]], reason="")

    assert answer.status_code == 422
    assert "Udfyld feltet »Begrundelse«" in answer.text
    assert f'<option selected value="{people["karin"]}">' in answer.text


def test_somebody_must_lead(browse, birk, people):
    answer = hand(browse("mette"), None, [people["mette"]])

    assert answer.status_code == 422
    assert "Et netværk skal have en tovholder" in answer.text


def test_an_administrator_who_is_not_in_a_network_is_told_what_they_may_do_there(browse, birk, database, people, now):
    admin, erases = browse("admin"), "du kan se alt her og slette tekster i historikken, men ikke ændre andet"
    said = "Du er administrator: du kan se alt her, overdrage netværket, flytte det til en ny version af metoden og "

    assert said in admin.get("/netvaerk/birk/").text
    assert "Læseadgang: du kan se alt, men ikke ændre noget" in browse("rita").get("/netvaerk/birk/").text
    assert not any(text in browse("mette").get("/netvaerk/birk/").text for text in (said, "Læseadgang"))
    typed = {"command_key": "a", "csrf_token": admin.form(PATH)["csrf_token"]}
    refused = admin.client.post("/netvaerk/birk/behov/ny", data=typed)
    assert (refused.status_code, "så det her kan du ikke ændre" in refused.text) == (403, True)

    with database.write() as session:
        actions.end(session.connection(), ask(birk, people["mette"], now), reason="Færdig")
        session.commit()
    assert erases in admin.get("/netvaerk/birk/").text
