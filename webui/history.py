"""A network's history: what happened, by whom, when it happened and when it was entered; and whether it is whole."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from typing import Any

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

import workflows
from engine import installation
from engine.clock import COPENHAGEN
from engine.history import Event, events, raw_events, verify
from engine.people.models import EXPORT
from engine.queries import list_events, list_notes
from engine.text import N_
from webui import policy
from webui.db import note_access, session
from webui.extracts import cell
from webui.forms import number_asked
from webui.frame import here, page, resolve
from webui.language import _, clock, day, tell
from webui.sentences import coordinators_in, coordinators_told, happened, sentence_of

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
    names = resolve({ref for event in told for ref in (f"person:{event.body['actor']}", *coordinators_in(event))})
    days = [
        {"title": day(date), "events": [_line(event, names, notes) for event in group]}
        for date, group in groupby(told, key=lambda event: _at(event).date())
    ]
    faults = [(one.seq, tell(one.text.text, one.text.values)) for one in verify(db, define, place.row.id)]
    older = told[-1].seq if told and told[-1].seq > 1 else None
    return page("history/show.html", tab="historik", crumb=_(N_("Historik")), days=days, faults=faults, older=older)


def _at(event: Event) -> datetime:
    return datetime.fromisoformat(event.body["at"]).astimezone(COPENHAGEN)


def _line(event: Event, names: Any, notes: Any) -> dict[str, Any]:
    icon, kind = ICONS.get(event.body["kind"], ("assignment", ""))
    note = notes.get(event.body["note"]["id"]) if "note" in event.body else None
    told = _(N_("»{tekst}«"), tekst=note) if note else ""
    sub = " · ".join(filter(None, [coordinators_told(event, names), told, happened(event)]))
    who = names.get(f"person:{event.body['actor']}", _(N_("Systemet")))
    return {"time": clock(_at(event)), "who": who, "what": sentence_of(event), "icon": icon, "kind": kind, "sub": sub}


@bp.get("/<any(csv, jsonl):form>")
def export(slug: str, form: str) -> ResponseReturnValue:
    """Hand out the whole history as a file."""
    note_access(EXPORT, f"{slug}.{form}")
    db, number = session().connection(), policy.access().process_id
    text = "".join(_csv(list(events(db, number))) if form == "csv" else _jsonl(slug, raw_events(db, number)))
    kinds = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson; charset=utf-8"}
    answer = Response(text, content_type=kinds[form])
    answer.headers["Content-Disposition"] = f'attachment; filename="historik-{slug}.{form}"'
    return answer


def _jsonl(slug: str, stored: Iterable[Any]) -> Iterator[str]:
    """Give the exact text that was hashed, so that the chain can be checked without this program."""
    for event in stored:
        line = {"network": slug, "body": bytes(event.body).decode("utf-8", "replace"), "hash": bytes(event.hash).hex()}
        yield json.dumps(line, ensure_ascii=False) + "\n"


def _csv(lines: list[Event]) -> Iterator[str]:
    yield "\ufeff" + ";".join(("nr", "indskrevet", "skete", "hvem", "hvad", "slags", "hash")) + "\r\n"
    names = resolve({f"person:{event.body['actor']}" for event in lines})
    for event in lines:
        body = event.body
        who = names.get(f"person:{body['actor']}", _(N_("Systemet")))
        cells = (event.seq, body["at"], body["on"], who, sentence_of(event), body["kind"], event.hash.hex())
        yield ";".join(cell(said) for said in cells) + "\r\n"
