"""Approving a paper on the pages: at a meeting, by oneself, with a remark, and what everybody is told meanwhile."""

import re
from datetime import timedelta
from io import BytesIO

import pytest

from engine import queries, records
from tests.webui import small
from tests.webui.test_papers import words
from workflows.tryghedsnetvaerk.mapping.actions import save_report, send_report
from workflows.tryghedsnetvaerk.mapping.models import PARTS, Report
from workflows.tryghedsnetvaerk.meetings.models import Decision, Meeting
from workflows.tryghedsnetvaerk.network.silence import AGAIN

REPORT = "/netvaerk/birken/rapport/1"


def mail(*_):
    return "Rapporten", "Læs den."


@pytest.fixture
def sent(database, people, now):
    """A network of Mette's with Karin in the group, whose report was sent to both for approval; and its number."""
    with database.write() as session:
        number = small.network(session, people["mette"], "Birken", now, at="kortlaegning")
        small.seat(session, number, people["mette"], now, chair=True)
        small.seat(session, number, people["karin"], now)
        written = save_report(session, small.ask(number, people["mette"], now), None, dict.fromkeys(PARTS, "Stien."))
        send_report(session, small.ask(number, people["mette"], now), written.nr, object_by=None, wording=mail)
        session.commit()
    return number


@pytest.fixture
def met(database, people, now, sent):
    """A steering group meeting of that network, not held yet; its page."""
    with database.write() as session:
        values = {"kind": "styregruppe", "starts_at": now, "place": "Beboerhuset", "agenda": "## Valg"}
        records.add(session, small.ask(sent, people["mette"], now), Meeting, values)
        session.commit()
    return "/netvaerk/birken/moeder/1"


def test_minutes_say_which_version_was_approved_and_the_report_points_at_them(browse, met, now, database, sent):
    mette = browse("mette")
    assert "Intet referat siger endnu" in mette.get(f"{REPORT}/referat").text
    assert "Rapporten, version 1" in mette.get(f"{met}/holdt").text

    held = {"held_on": now.date(), "minutes_text": "Vi talte.", "approved": "report-1"}
    assert mette.send(f"{met}/holdt", held).status_code == 303
    assert "1. Rapporten, version 1 er godkendt. (styregruppemøde," in mette.get(f"{REPORT}/referat").text
    assert mette.send(f"{REPORT}/referat", {"decision": "1"}).status_code == 303

    assert "Godkendt i et referat" in mette.get(f"{REPORT}/").text
    with database.read() as session:
        assert records.get(session, Decision, sent, 1).paper_id == records.get(session, Report, sent, 1).id


def test_a_meeting_before_the_version_was_sent_has_not_approved_it(browse, met, now):
    early = {"held_on": now.date() - timedelta(days=1), "minutes_text": "Vi talte.", "approved": "report-1"}

    answer = browse("mette").send(f"{met}/holdt", early)

    assert answer.status_code == 422
    assert "Rapporten, version 1 blev først sendt" in answer.text


@pytest.mark.parametrize("number", ["", "3", "tre"])
def test_no_other_number_approves_a_report(browse, met, now, number):
    mette = browse("mette")
    held = {"held_on": now.date(), "minutes_text": "Vi talte.", "others": "Møde hver anden måned"}
    assert mette.send(f"{met}/holdt", held).status_code == 303

    answer = mette.send(f"{REPORT}/referat", {"decision": number})

    assert answer.status_code == 422
    assert "Har ikke svaret" in mette.get(f"{REPORT}/").text


def test_the_page_shows_the_whole_paper_its_version_and_what_silence_means(browse, sent, now):
    page = browse("karin").get("/netvaerk/birken/godkendelser/2/").text

    said = words(page)
    assert "Rapporten, version 1" in said
    assert "Svar senest 16. marts 2026. Hører vi ikke fra dig, regnes det som et ja." in said
    assert "Version 1 – Sendt til godkendelse 2. marts 2026" in said
    assert "/netvaerk/birken/papir/rapport/1.pdf" in page
    assert [found for found in ("checked", "selected") if f" {found}" in page] == []
    assert page.count('name="said"') == 2


def test_minutes_are_shown_with_their_decisions_and_files(browse, met, now):
    mette = browse("mette")
    held = {"held_on": now.date(), "minutes_text": "Vi talte.", "others": "Møde hver anden måned"}
    assert mette.send(f"{met}/holdt", held).status_code == 303
    file = {"file": (BytesIO(b"Underskrevet"), "referat.txt"), "impersonal": "y"}
    assert mette.send(f"{met}/bilag", file, shown_on=f"{met}/").status_code == 303
    assert mette.send(f"{met}/send-referat", {"object_by": ""}).status_code == 303

    page = browse("karin").get("/netvaerk/birken/godkendelser/4/").text

    assert "Møde hver anden måned" in page
    assert "referat.txt" in page
    assert "Referatet af styregruppemøde 2. mar" in words(page)


def test_a_remark_is_a_task_of_the_coordinator_and_may_be_taken_back(browse, sent):
    karin, mette, page = browse("karin"), browse("mette"), "/netvaerk/birken/godkendelser/2/"
    assert karin.send(page, {"said": "bemaerkning", "remark": "Tallene er gamle"}).status_code == 303

    assert "Karin Bech har en bemærkning til rapporten, version 1" in words(mette.get("/opgaver").text)
    assert "Tallene er gamle" in mette.get("/opgaver").text
    assert "Bemærkninger til rapporten: 1." in mette.get("/netvaerk/birken/trin/2/").text
    again = words(karin.get(page).text)
    assert "Dit svar: Har en bemærkning (2. marts 2026)" in again
    assert "Tallene er gamle" in again
    assert karin.send(page, {"said": "godkendt"}).status_code == 303
    assert "har en bemærkning" not in mette.get("/opgaver").text


def test_a_new_version_is_shown_when_it_is_begun(browse, sent):
    begun = browse("mette").send(f"{REPORT}/ny-version", {}, shown_on=f"{REPORT}/")

    assert begun.headers["Location"] == "/netvaerk/birken/rapport/2/"


def test_nobody_is_told_to_wait_for_themselves(browse, sent):
    mine = words(browse("mette").get("/opgaver").text)

    assert "Godkend rapporten, version 1" in mine
    assert "venter på svar fra" not in mine


def test_after_an_answer_it_is_said_how_much_is_left(browse, met, now):
    mette = browse("mette")
    assert mette.send(f"{met}/holdt", {"held_on": now.date(), "minutes_text": "Vi talte."}).status_code == 303
    assert mette.send(f"{met}/send-referat", {"object_by": ""}).status_code == 303
    karin = browse("karin")

    first = karin.send("/netvaerk/birken/godkendelser/2/", {"said": "godkendt"}, follow_redirects=True)
    second = karin.send("/netvaerk/birken/godkendelser/4/", {"said": "godkendt"}, follow_redirects=True)

    assert "Tak. Der er 2 opgaver tilbage." in first.text
    assert "Tak. Der er 1 opgave tilbage." in second.text


def test_the_mail_names_the_buttons_of_the_page(browse, sent, database):
    mette = browse("mette")
    assert mette.send(f"{REPORT}/ny-version", {}, shown_on=f"{REPORT}/").status_code == 303
    assert mette.send("/netvaerk/birken/rapport/2/send", {"object_by": ""}).status_code == 303
    with database.read() as session:
        db = session.connection()
        asked = queries.find_mail(db, None, queries.list_mail(db, None)[0].id).body

    page = browse("karin").get("/netvaerk/birken/godkendelser/4/").text

    buttons = re.findall(r'name="said" value="\w+">([^<]+)<', page)
    assert buttons == ["Godkend", "Send bemærkningen"]
    for body in (asked, AGAIN):
        assert [button for button in buttons if f"tryk på {button}. " not in body] == []
