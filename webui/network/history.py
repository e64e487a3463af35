"""A network's history: what happened, by whom, when it happened and when it was entered; and whether it is whole."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

from flask import Blueprint, Response, stream_with_context, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

import workflows
from engine import installation
from engine.clock import COPENHAGEN
from engine.history import Event
from engine.people.models import EXPORT
from engine.queries import list_events, list_notes
from engine.text import N_
from engine.verification import verify
from webui.nouns.mentions import Mention, Mentions
from webui.page import event_files
from webui.page.frame import here, page, resolve
from webui.saying.language import _, clock, day, tell
from webui.saying.sentences import coordinators_in, coordinators_told, happened, sentence_of
from webui.visit import policy
from webui.visit.db import note_access, reading, session
from webui.visit.forms import number_asked

bp = Blueprint("history", __name__, url_prefix="/netvaerk/<slug>/historik")
ON_A_PAGE = 50
ICONS = {"step_closed": ("check", "step"), "task_done": ("check", "decision"), "demand_set_aside": ("flag", "warning"),
         "meeting_called": ("calendar-month", ""), "timer_fired": ("hourglass", "decision")}  # fmt: skip


def define(name: str, version: int) -> Any:
    """Return the definition that a history is replayed by; the installation's own has none."""
    return workflows.find(name, version).definition if name != installation.NAME else None


@bp.get("/")
def show(slug: str) -> ResponseReturnValue:
    """Show the newest events by day, and whether the chain is whole."""
    place, db = here(), session().connection()
    before = number_asked("foer")
    told = list_events(db, place.row.id, before=before, limit=ON_A_PAGE)
    notes = list_notes(db, place.row.id)
    names = resolve({ref for event in told for ref in (f"person:{event.body.get('actor')}", *coordinators_in(event))})
    faults = [(one.seq, tell(one.text.text, one.text.values)) for one in verify(db, define, place.row.id)]
    older = told[-1].seq if told and told[-1].seq > 1 else None
    return page(
        "history/show.html",
        tab="historik",
        crumb=_(N_("Historik")),
        days=_days(told, names, notes, slug),
        faults=faults,
        older=older,
    )


def _days(told: Sequence[Event], names: Any, notes: Any, slug: str) -> list[dict[str, Any]]:
    """Return the events by the day they were entered; one that cannot be read stands with the newer one beside it."""
    days, mentions = dict[int, date | None](), Mentions(session(), told)
    newer = None
    for event in told:
        newer = days[event.seq] = _at(event).date() if event.readable else newer
    return [
        {
            "title": day(on) or _(N_("Ukendt dag")),
            "events": [_line(event, names, notes, mentions.of(event, slug)) for event in group],
        }
        for on, group in groupby(told, key=lambda event: days[event.seq])
    ]


def _at(event: Event) -> datetime:
    return datetime.fromisoformat(event.body["at"]).astimezone(COPENHAGEN)


def _line(event: Event, names: Any, notes: Any, about: Mention | None) -> dict[str, Any]:
    if not event.readable:
        who = _(N_("Hændelse {nr}"), nr=event.seq)
        return {"nr": event.seq, "who": who, "what": sentence_of(event), "icon": "flag", "kind": "warning"}
    icon, kind = ICONS.get(event.body["kind"], ("assignment", ""))
    has_text = "note" in event.body
    note = notes.get(event.body["note"]["id"]) if has_text else None
    told = _(N_("»{tekst}«"), tekst=note) if note else _(N_("Teksten er slettet")) if has_text else ""
    erasable = note is not None and current_user.administrator
    sub = " · ".join(filter(None, [coordinators_told(event, names), told, happened(event)]))
    who = names.get(f"person:{event.body['actor']}", _(N_("Systemet")))
    return {"nr": event.seq, "time": clock(_at(event)), "who": who, "what": sentence_of(event), "about": about,
            "icon": icon, "kind": kind, "sub": sub,
            "erase": url_for("erasures.ask", slug=policy.access().slug, nr=event.seq) if erasable else ""}  # fmt: skip


@bp.get("/<any(csv, jsonl):form>")
def export(slug: str, form: str) -> ResponseReturnValue:
    """Hand out the whole history as a file, of the same shape as the one of all networks."""
    note_access(EXPORT, f"{slug}.{form}")
    lines = event_files.write(reading(), form, policy.access().process_id)
    answer = Response(stream_with_context(lines), content_type=event_files.KINDS[form])
    answer.headers["Content-Disposition"] = f'attachment; filename="historik-{slug}.{form}"'
    return answer
