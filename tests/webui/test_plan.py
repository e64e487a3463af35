"""The meeting plan is one calendar file: every meeting ahead, each as its own file knows it."""

from datetime import timedelta

import pytest
from icalendar import Calendar

from tests.webui.test_papers import words
from workflows.tryghedsnetvaerk.meetings.models import Meeting

BASE = "/netvaerk/birken"
PLAN = f"{BASE}/moeder/moedeplan.ics"
DEMONSTRATION = "Demonstration – tal og personer er opdigtede"


def meeting(starts_at, **more):
    values = {"kind": "styregruppe", "state": "kladde", "agenda": "", "place": "Salen", "minutes": 90, **more}
    return Meeting, {"starts_at": starts_at, **values}


@pytest.fixture
def mette(begin, browse, now):
    week = timedelta(days=7)
    begin(
        "Birken",
        meeting(now + 2 * week),
        meeting(now + week, kind="netvaerk", state="indkaldt", sequence=1),
        meeting(now + 3 * week, state="aflyst", sequence=2),
        meeting(now - week),
        meeting(now - 2 * week, state="holdt"),
        meeting(None),
    )
    return browse("mette")


def test_the_plan_holds_every_meeting_ahead_and_says_how_each_stands(mette):
    answer = mette.get(PLAN)
    events = Calendar.from_ical(answer.data).events

    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert 'filename="birken-moedeplan.ics"' in answer.headers["Content-Disposition"]
    assert [(one["UID"], one["STATUS"]) for one in events] == [
        ("birken-2@tryghedsnet", "CONFIRMED"),
        ("birken-1@tryghedsnet", "TENTATIVE"),
        ("birken-3@tryghedsnet", "CANCELLED"),
    ]
    assert b"\nATTENDEE" not in answer.data


def test_a_meeting_is_the_same_in_the_plan_and_by_itself(mette):
    alone = Calendar.from_ical(mette.get(f"{BASE}/papir/moede/1.ics").data).events[0]

    assert Calendar.from_ical(mette.get(PLAN).data).events[1].to_ical() == alone.to_ical()


def test_the_meetings_and_each_one_ahead_lead_to_the_plan(mette):
    page = mette.get(f"{BASE}/moeder/").text

    assert "2 møder ligger forude" in page
    assert [f'href="{PLAN}"' in mette.get(f"{BASE}/moeder/{nr}/").text for nr in (1, 2, 3)] == [True, True, False]
    assert f'href="{PLAN}"' in page


def test_without_a_meeting_ahead_there_is_no_plan(begin, browse, now):
    begin("Birken", meeting(now + timedelta(days=7), state="aflyst"))
    mette = browse("mette")

    assert PLAN not in mette.get(f"{BASE}/moeder/").text
    assert mette.get(PLAN).status_code == 404


def test_in_a_demonstration_each_entry_says_so_first(mette, app):
    assert DEMONSTRATION not in mette.get(PLAN).text
    app.config["DEMONSTRATION"] = True

    said = [one["DESCRIPTION"] for one in Calendar.from_ical(mette.get(PLAN).data).events]
    assert len(said) == 3
    assert all(one.startswith(DEMONSTRATION) for one in said)


def test_it_is_in_english_on_request(mette):
    calendar = Calendar.from_ical(mette.get(f"{PLAN}?sprog=en").data)

    assert calendar["X-WR-CALNAME"] == "Meeting plan for Birken"
    assert calendar.events[0]["SUMMARY"] == "Network meeting, Birken"


def test_the_steering_groups_document_has_its_meetings_ahead(mette):
    text = words(mette.get(f"{BASE}/skabelon/styregruppe.html").text)

    assert text.count("Salen") == 1
    assert "[fra–til]" not in text
