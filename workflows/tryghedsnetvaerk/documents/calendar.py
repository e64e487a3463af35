"""Meetings as calendar entries: the one door to icalendar."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, vCalAddress

from engine.clock import later

DENMARK = ZoneInfo("Europe/Copenhagen")
Someone = tuple[str, str]  # name and mail address
SETTLED, TENTATIVE, CALLED_OFF = "CONFIRMED", "TENTATIVE", "CANCELLED"
PRODUCER = "-//Tryghedsnet//Tryghedsnet//DA"

# By rule, not as the table of dates icalendar would write: short, and good after 2037.
_DANISH_TIME = """\
BEGIN:VTIMEZONE
TZID:Europe/Copenhagen
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One meeting as calendars know it; the same *uid* with a higher *sequence* replaces an earlier one."""

    uid: str
    sequence: int
    title: str
    starts: datetime
    minutes: int
    place: str
    description: str
    status: str = SETTLED


def ics(entry: Entry, *, now: datetime, host: Someone | None = None, guest: Someone | None = None) -> bytes:
    """Return a calendar file with one meeting.

    With a *host* and a *guest* it invites that guest, or calls it off; answers go to the host, not by calendar. Else it
    lists nobody.
    """
    event, calls_off = _event(entry, now), entry.status == CALLED_OFF
    if host and guest:
        event.add("organizer", _address(host))
        event.add("attendee", _address(guest, ROLE="REQ-PARTICIPANT", PARTSTAT="NEEDS-ACTION", RSVP="FALSE"))
    return _file("PUBLISH" if not (host and guest) else "CANCEL" if calls_off else "REQUEST", [event])


def plan(title: str, entries: Iterable[Entry], *, now: datetime) -> bytes:
    """Return one calendar file with several meetings; it lists nobody."""
    return _file("PUBLISH", [_event(entry, now) for entry in entries], title)


def _event(entry: Entry, now: datetime) -> Event:
    """Return a meeting; minutes are added in UTC, so that it is as long as it says when the clocks change."""
    begins = entry.starts.astimezone(UTC)
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", begins.astimezone(DENMARK))
    event.add("dtend", later(begins, entry.minutes).astimezone(DENMARK))
    event.add("summary", " ".join(entry.title.split()))
    event.add("location", " ".join(entry.place.split()))
    event.add("description", entry.description)
    event.add("status", entry.status)
    return event


def _file(method: str, events: Iterable[Event], title: str = "") -> bytes:
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCER)
    calendar.add("method", method)
    if title:
        calendar.add("x-wr-calname", " ".join(title.split()))
    calendar.add_component(Timezone.from_ical(_DANISH_TIME))
    for event in events:
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _address(someone: Someone, **more: str) -> vCalAddress:
    name, mail = someone
    address = vCalAddress(f"mailto:{mail}")
    for key, value in {"CN": " ".join(name.split()).replace('"', ""), **more}.items():
        address.params[key] = value
    return address
