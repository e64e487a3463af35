"""Reminding those who have not said whether they come to a meeting."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask import g

from engine.commands import Command
from engine.queries import find_last_about
from engine.records import name
from engine.text import N_
from webui.nouns.shape import Verb
from webui.page.letters import reminder
from webui.saying.language import _, ngettext, short_day
from webui.visit.db import session
from workflows.tryghedsnetvaerk.meetings.calling import REMINDED, is_silent, remind
from workflows.tryghedsnetvaerk.meetings.models import CALLED, Meeting, Participant
from workflows.tryghedsnetvaerk.meetings.queries import list_participants


def guests_of(meeting: Meeting) -> Sequence[Participant]:
    """Return who is called to a meeting, looked up once a request."""
    known: dict[int, Sequence[Participant]] = g.setdefault("guests", {})
    if meeting.id not in known:
        known[meeting.id] = list_participants(session(), meeting)
    return known[meeting.id]


def last_reminded(meeting: Meeting) -> date | None:
    """Return when those who had not answered were last reminded, looked up once a request."""
    known: dict[int, date | None] = g.setdefault("reminded", {})
    if meeting.id not in known:
        last = find_last_about(session().connection(), meeting.network_id, name(meeting), REMINDED)
        known[meeting.id] = date.fromisoformat(last.body["on"]) if last else None
    return known[meeting.id]


def _silent(meeting: Meeting) -> list[Participant]:
    return [one for one in guests_of(meeting) if is_silent(one)]


def _question(meeting: Meeting) -> str:
    silent, last = _silent(meeting), last_reminded(meeting)
    text = ngettext(
        "%(num)s har ikke svaret og får en mail: %(who)s.", "%(num)s har ikke svaret og får hver en mail: %(who)s.",
        len(silent),
    )  # fmt: skip
    said = text % {"num": len(silent), "who": ", ".join(one.name for one in silent)}
    before = _(N_("Sidst sendt {dato}."), dato=short_day(last)) if last else _(N_("Der er ikke sendt påmindelse før."))
    return f"{said} {before}"


def _done(count: int) -> str:
    text = ngettext("Påmindelsen er sendt til %(num)s.", "Påmindelserne er sendt til %(num)s.", count)
    return text % {"num": count}


def _act(db: Any, command: Command, row: Meeting, _said: Mapping[str, Any]) -> int:
    return remind(db, command, row.nr, reminder=reminder())


VERB = Verb(
    key="paamind",
    text=N_("Send påmindelse"),
    done=_done,
    mails=True,
    when=lambda row: row.state == CALLED and bool(_silent(row)),
    confirm=_question,
    act=_act,
)
