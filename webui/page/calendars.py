"""The calendar files of meetings: one of each, and one of the whole meeting plan."""

from collections.abc import Sequence
from datetime import time

from flask import current_app

from engine import clock
from engine.text import N_
from webui.page.frame import here
from webui.saying.language import _, locale
from webui.saying.words import word
from webui.visit.clock import now, today
from webui.visit.db import session
from workflows.tryghedsnetvaerk.documents import calendar
from workflows.tryghedsnetvaerk.meetings.models import CANCELLED, DRAFT, Meeting
from workflows.tryghedsnetvaerk.meetings.queries import list_ahead
from workflows.tryghedsnetvaerk.papers.meetings import spelled_out

STATUS = {DRAFT: calendar.TENTATIVE, CANCELLED: calendar.CALLED_OFF}


def ics(meeting: Meeting, host: calendar.Someone | None = None, guest: calendar.Someone | None = None) -> bytes | None:
    """Return the calendar file of a meeting that has a time; with *host* and *guest* it invites."""
    entry = _entry(meeting)
    return calendar.ics(entry, now=now(), host=host, guest=guest) if entry else None


def planned() -> Sequence[Meeting]:
    """Return the meetings of this network that lie ahead, from today on, the next first; those called off too."""
    return list_ahead(session(), here().row.id, clock.moment(today(), time()))


def plan() -> bytes | None:
    """Return the calendar file of the whole meeting plan; nothing when no meeting lies ahead.

    A meeting that was called off stands in it as that, so that a calendar that has it from before takes it off.
    """
    ahead = planned()
    if all(one.state == CANCELLED for one in ahead):
        return None
    title = _(N_("Mødeplan for {navn}"), navn=here().network.name)
    return calendar.plan(title, [entry for one in ahead if (entry := _entry(one))], now=now())


def _entry(meeting: Meeting) -> calendar.Entry | None:
    place = here()
    if meeting.starts_at is None:
        return None
    return calendar.Entry(
        uid=f"{place.row.slug}-{meeting.nr}@tryghedsnet",
        sequence=meeting.sequence,
        title=f"{word('meeting', meeting.kind)}, {place.network.name}",
        starts=meeting.starts_at,
        minutes=meeting.minutes,
        place=meeting.place,
        description=_described(meeting),
        status=STATUS.get(meeting.state, calendar.SETTLED),
    )


def _described(meeting: Meeting) -> str:
    """Return the agenda as a calendar shows it; of a demonstration it says first that it is one."""
    made_up = _(N_("Demonstration – tal og personer er opdigtede")) if current_app.config["DEMONSTRATION"] else ""
    return "\n\n".join(filter(None, [made_up, spelled_out(meeting, locale())]))
