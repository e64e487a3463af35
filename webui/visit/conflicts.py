"""What a page says when somebody else was first: who, what and when, and which fields say something else now."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from flask import g

from engine.errors import NotFound, Stale
from engine.history import Event
from engine.people.queries import names
from engine.queries import find_last_about, get_event, list_events
from engine.records import Record
from engine.text import N_
from webui.saying.fields import HIDDEN, shown_value
from webui.saying.language import _, moment, tell
from webui.saying.sentences import sentence_of, what_cannot_be_read
from webui.visit.db import session
from webui.visit.forms import Form

SHOWN, MOST = 5, 200


def conflict(error: Stale, form: Form, now: Form, *, what: str, url: str) -> dict[str, Any]:
    """Return what a form page shows of a conflict: *form* is what was typed, *now* the same form as it would be today.

    From here on the form is of the newest version, so that it can be sent again by whoever has seen what changed.
    """
    form.version.data, form.version.raw_data = now.version.data, None
    return {**who_and_when(error), "what": what, "url": url, "kept": True, "fields": differences(form, now)}


def differences(form: Form, now: Form) -> list[dict[str, str]]:
    """Return the fields that say something else now than what was typed."""
    return [
        {"label": one.label.text, "yours": shown_value(one), "theirs": shown_value(now[one.name])}
        for one in form
        if one.name not in HIDDEN and one.name in now and shown_value(one) != shown_value(now[one.name])
    ]


def of_network(form: Form, url: str) -> dict[str, Any]:
    """Return what a form about the whole network shows when others came first: all they did since it was drawn.

    As in ``conflict``, the form is of now from here on.
    """
    told, newest = since(form.version.data or 0)
    form.version.data, form.version.raw_data = newest, None
    return {"told": told, "url": url, "kept": True}


def since(seen: int) -> tuple[list[str], int]:
    """Return who did what and when in the network after the event *seen*, the newest first, and the newest's number."""
    newest = list_events(session().connection(), g.access.process_id, limit=SHOWN)
    later = [event for event in newest if event.seq > seen]
    known = _names(later)
    return [_told(event, known) for event in later], newest[0].seq


def who_and_when(error: Stale) -> dict[str, str]:
    """Return who made the change that came first, and when."""
    event = _event(error)
    return _by(event, _names([event])) if event else {"who": _("Systemet"), "when": ""}


def sentence(error: Stale) -> str:
    """Return who did what and when, for a page that shows no form; nothing when it is not known."""
    if (seen := error.values.get("seen")) and "access" in g:
        return " ".join(since(int(seen))[0])
    event = _event(error)
    return _told(event, _names([event])) if event else ""


def find_removal(model: type[Record], nr: int) -> Event | None:
    """Return the newest event that removed the record *nr* of one kind from the network of this page."""
    kind = f"{model.__tablename__}_removed"  # type: ignore[attr-defined]  # given by the mapper
    gone = list_events(session().connection(), g.access.process_id, limit=MOST, kinds=(kind,))
    return next((one for one in gone if one.readable and one.body.get("nr") == nr), None)


def _names(events: Sequence[Event]) -> Mapping[str, str]:
    """Return the names of who did *events*."""
    return names(session(), [f"person:{event.body['actor']}" for event in events if event.readable])


def _told(event: Event, known: Mapping[str, str]) -> str:
    if not event.readable:
        return what_cannot_be_read(event.seq)
    found = _by(event, known)
    return tell(N_("{hvem} {hvad} {tid}."), {"hvem": found["who"], "hvad": sentence_of(event), "tid": found["when"]})


def _by(event: Event, known: Mapping[str, str]) -> dict[str, str]:
    if not event.readable:
        return {"who": _("Systemet"), "when": ""}
    who = known.get(f"person:{event.body['actor']}", _("Systemet"))
    return {"who": who, "when": moment(datetime.fromisoformat(event.body["at"]))}


def _event(error: Stale) -> Event | None:
    if "access" not in g:  # no page of a network
        return None
    db, network = session().connection(), g.access.process_id
    if record := error.values.get("record"):
        return find_last_about(db, network, str(record))
    try:
        return get_event(db, network, error.seq or 0)
    except NotFound:
        return None
