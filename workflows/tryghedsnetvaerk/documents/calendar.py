"""Meetings as calendar entries: the one door to icalendar."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, vCalAddress

from engine.clock import later

DENMARK = ZoneInfo("Europe/Copenhagen")
Someone = tuple[str, str]  # name and mail address
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


def ics(
    uid: str,
    sequence: int,
    title: str,
    starts: datetime,
    minutes: int,
    place: str,
    description: str,
    *,
    now: datetime,
    host: Someone | None = None,
    guest: Someone | None = None,
    cancelled: bool = False,
) -> bytes:
    """Return a calendar file with one meeting; the same *uid* with a higher *sequence* replaces an earlier one.

    With a *host* and a *guest* it invites that guest, or calls it off when *cancelled*; answers go to the host, not by
    calendar. Else it lists nobody. Minutes are added in UTC, so that it is as long as it says when the clocks change.
    """
    begins = starts.astimezone(UTC)
    event = Event()
    event.add("uid", uid)
    event.add("sequence", sequence)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", begins.astimezone(DENMARK))
    event.add("dtend", later(begins, minutes).astimezone(DENMARK))
    event.add("summary", " ".join(title.split()))
    event.add("location", " ".join(place.split()))
    event.add("description", description)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    if host and guest:
        event.add("organizer", _address(host))
        event.add("attendee", _address(guest, ROLE="REQ-PARTICIPANT", PARTSTAT="NEEDS-ACTION", RSVP="FALSE"))
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCER)
    calendar.add("method", "PUBLISH" if not (host and guest) else "CANCEL" if cancelled else "REQUEST")
    calendar.add_component(Timezone.from_ical(_DANISH_TIME))
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _address(someone: Someone, **more: str) -> vCalAddress:
    name, mail = someone
    address = vCalAddress(f"mailto:{mail}")
    for key, value in {"CN": " ".join(name.split()).replace('"', ""), **more}.items():
        address.params[key] = value
    return address
