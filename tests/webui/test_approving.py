"""Approving a paper on the pages: at a meeting, by oneself, with a remark, and what everybody is told meanwhile."""

from datetime import timedelta

import pytest

from engine import records
from tests.webui import small
from workflows.tryghedsnetvaerk.mapping.actions import save_report, send_report
from workflows.tryghedsnetvaerk.mapping.models import PARTS, Report
from workflows.tryghedsnetvaerk.meetings.models import Decision, Meeting

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
