"""What those who oversee take with them: every event as a file, and one page that says how to read it."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, render_template, stream_with_context
from flask.typing import ResponseReturnValue

from engine import chronicle, installation
from engine.clock import COPENHAGEN
from engine.db import Session
from engine.history import Event
from engine.people.models import EXPORT
from engine.people.queries import names as people_names
from engine.queries import list_notes
from engine.text import N_
from webui.db import note_access, reading
from webui.language import _
from webui.sentences import sentence_of
from workflows.tryghedsnetvaerk.process import PROCESS

bp = Blueprint("extracts", __name__, url_prefix="/revision")
KINDS = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson; charset=utf-8"}
RISKY = "=+-@\t\r＝＋－＠"
# Each column of the file with what it means; the page beside it shows the same list.
COLUMNS: tuple[tuple[str, str], ...] = (
    ("netvaerk", N_("Netværkets navn i adresser. »_anlaeg« er systemets egen historik.")),
    ("nr", N_("Hændelsens nummer i netværket. Numrene begynder ved 1 og har ingen huller.")),
    ("indskrevet", N_("Hvornår hændelsen blev skrevet ind, dansk tid. Systemets ur sætter den.")),
    ("skete", N_("Den dag, det skete. Den, der skrev det ind, har valgt dagen. Den kan "
        "ligge før indskrivningen, aldrig efter.")),
    ("dage_efter", N_("Hvor mange dage der gik, fra det skete, til det blev skrevet ind.")),
    ("hvem", N_("Hvem der gjorde det. »Systemet« er en dato eller en frist, der blev nået.")),
    ("hvem_nr", N_("Personens nummer i systemet. Det står fast, også når navnet ændres eller anonymiseres.")),
    ("hvad", N_("Hvad der skete, som sætning.")),
    ("slags", N_("Det samme som et fast ord, til at sortere og tælle efter.")),
    ("trin", N_("Det trin i metoden, det handler om.")),
    ("krav_eller_opgave", N_("Det krav eller den opgave, det handler om.")),
    ("tilladt_af", N_("Ved en fravigelse: »chair« er formanden, »decision:4« er beslutning nummer 4 i et referat.")),
    ("gaelder_til", N_("Ved en fravigelse: den sidste dag, den gælder.")),
    ("beslutning", N_("Nummeret på den beslutning i et referat, som en markering bygger på.")),
    ("begrundelse", N_("Den begrundelse, der blev skrevet. Er teksten slettet, står det, og hændelsen består.")),
    ("oplysning", N_("Den oplysning, der blev skrevet ind eller ændret: slags og nummer i databasen.")),
    ("version", N_("Oplysningens version efter hændelsen.")),
    ("metode", N_("Den version af metoden, der gjaldt for netværket, da det skete.")),
    ("hash", N_("Fingeraftrykket: SHA-256 af den forrige hændelses fingeraftryk og denne hændelses nøjagtige tekst.")),
)  # fmt: skip


@bp.get("/haendelser.<any(csv, jsonl):form>")
def events(form: str) -> ResponseReturnValue:
    """Hand out every event of every network; it is written down who took them."""
    note_access(EXPORT, f"revision.{form}")
    write = _csv if form == "csv" else _jsonl
    answer = Response(stream_with_context(write(reading())), content_type=KINDS[form])
    answer.headers["Content-Disposition"] = f'attachment; filename="haendelser.{form}"'
    return answer


@bp.get("/laesevejledning")
def guide() -> ResponseReturnValue:
    """Show what each column means, on one page."""
    return render_template("audit/guide.html", columns=COLUMNS)


def _jsonl(look: Session) -> Iterator[str]:
    """Give the exact text that was hashed, so that the chain can be checked without this program."""
    for told, body, slug in chronicle.every_event(look.connection()):
        yield json.dumps({"network": slug, "body": body, "hash": told.hash.hex()}, ensure_ascii=False) + "\n"


def _csv(look: Session) -> Iterator[str]:
    yield "\ufeff" + ";".join(name for name, _meaning in COLUMNS) + "\r\n"
    known: dict[str, str] = {}
    notes: dict[int, str | None] = {}
    method = ""
    for told, _body, slug in chronicle.every_event(look.connection()):
        actor = f"person:{told.body['actor']}"
        if told.seq == 1:
            notes = list_notes(look.connection(), told.process_id)
        if told.body["kind"] in ("created", "taken_over", "migrated"):
            method = f"{told.body.get('name', PROCESS.name)} {told.body['version']}"
        if actor not in known:
            known |= {actor: _("Systemet"), **people_names(look, [actor])}
        cells = _cells(told, slug, known[actor], notes, "" if slug == installation.SLUG else method)
        yield ";".join(cell(cells[name]) for name, _meaning in COLUMNS) + "\r\n"


def _cells(told: Event, slug: str, who: str, notes: dict[int, str | None], method: str) -> dict[str, Any]:
    body = told.body
    reason = notes.get(body["note"]["id"]) or _(N_("Teksten er slettet")) if "note" in body else ""
    return {
        "netvaerk": slug,
        "nr": told.seq,
        "indskrevet": datetime.fromisoformat(body["at"]).astimezone(COPENHAGEN).strftime("%Y-%m-%d %H:%M:%S"),
        "skete": body["on"],
        "dage_efter": chronicle.lateness(told),
        "hvem": who,
        "hvem_nr": body["actor"],
        "hvad": sentence_of(told),
        "slags": body["kind"],
        "trin": body.get("step", ""),
        "krav_eller_opgave": body.get("demand") or body.get("task", ""),
        "tilladt_af": body.get("allowed", ""),
        "gaelder_til": body.get("until", ""),
        "beslutning": body.get("decision", ""),
        "begrundelse": reason,
        "oplysning": body.get("record", ""),
        "version": body.get("record_version", ""),
        "metode": method,
        "hash": told.hash.hex(),
    }


def cell(said: Any) -> str:
    """Quote a cell so that no spreadsheet takes it for a formula."""
    text = str(said)
    safe = f"'{text}" if text[:1] and text[0] in RISKY and not isinstance(said, int) else text
    return '"' + safe.replace('"', '""') + '"'
