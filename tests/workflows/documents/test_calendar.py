from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from workflows.tryghedsnetvaerk.documents.calendar import Entry, ics

NOW = datetime(2027, 1, 1, 12, tzinfo=UTC)


def entry(starts=datetime(2027, 3, 1, 15, tzinfo=UTC), minutes=90, sequence=0, title="Aftalemøde"):
    told = {"uid": "mode-7@tryghed", "place": "Beboerhuset, salen", "description": "Første linje\nAnden"}
    made = ics(Entry(sequence=sequence, title=title, starts=starts, minutes=minutes, **told), now=NOW)
    return made, Calendar.from_ical(made)


def test_the_entry_is_published_in_danish_time():
    made, calendar = entry()

    event = calendar.events[0]
    assert calendar["METHOD"] == "PUBLISH"
    assert event.start.isoformat() == "2027-03-01T16:00:00+01:00"
    assert event["DTSTART"].params["TZID"] == "Europe/Copenhagen"
    assert b"BEGIN:VTIMEZONE" in made


def test_nobody_is_listed_or_asked_to_answer():
    made, _ = entry(title="Møde\r\nATTENDEE:mailto:x@example.dk")

    assert b"\nATTENDEE" not in made
    assert b"RSVP=TRUE" not in made


def test_a_change_keeps_the_uid_and_raises_the_sequence():
    _, calendar = entry(sequence=3)

    assert (calendar.events[0]["UID"], calendar.events[0]["SEQUENCE"]) == ("mode-7@tryghed", 3)


def test_the_same_meeting_gives_the_same_bytes():
    assert entry()[0] == entry()[0]


@pytest.mark.parametrize(
    "begins", [datetime(2027, 3, 28, 0, 30, tzinfo=UTC), datetime(2027, 10, 31, 0, 30, tzinfo=UTC)]
)
def test_a_meeting_over_the_change_of_clocks_keeps_its_length(begins):
    event = entry(starts=begins, minutes=120)[1].events[0]

    assert event.end.astimezone(UTC) - event.start.astimezone(UTC) == timedelta(minutes=120)


def test_the_rules_of_danish_time_agree_with_the_zone():
    zone = entry()[1].timezones[0].to_tz()

    for year in (2026, 2027, 2040):
        for month in range(1, 13):
            assert datetime(year, month, 15, 12, tzinfo=zone).utcoffset() == timedelta(
                hours=2 if 4 <= month <= 10 else 1
            )
