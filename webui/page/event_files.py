"""Events as files: one shape for a network's, for all networks' and for the command line's."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from engine import chronicle, installation
from engine.chronicle import Told
from engine.clock import COPENHAGEN
from engine.db import Session
from engine.people.queries import list_names
from engine.text import N_
from webui.saying.language import _
from webui.saying.sentences import sentence_of, what_cannot_be_read
from workflows.tryghedsnetvaerk.process import PROCESS

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


def write(look: Session, form: str, process_id: int | None = None) -> Iterator[str]:
    """Give the events of one process or of all, one a line, as ``csv`` or ``jsonl``."""
    return (_csv if form == "csv" else _jsonl)(look, process_id)


def _jsonl(look: Session, process_id: int | None) -> Iterator[str]:
    """Give every column, and so the exact text that was hashed: the chain can be checked without this program.

    What is no text any more comes with its bytes as lone surrogates, from U+DC80.
    """
    for told in chronicle.every_event(look.connection(), process_id):
        row = told.row
        line = {
            "network": told.slug,
            "process": row.process_id,
            "seq": row.seq,
            "body": bytes(row.body).decode("utf-8", "surrogateescape"),
            "prev_hash": bytes(row.prev_hash).hex(),
            "hash": bytes(row.hash).hex(),
            "command_key": bytes(row.command_key).decode("utf-8", "replace"),
        }
        fault = {} if told.event.readable else {"fault": what_cannot_be_read(row.seq)}
        yield json.dumps(line | fault) + "\n"


def _csv(look: Session, process_id: int | None) -> Iterator[str]:
    yield "\ufeff" + ";".join(name for name, _meaning in COLUMNS) + "\r\n"
    names, method, of = list_names(look), "", 0
    for told in chronicle.every_event(look.connection(), process_id):
        body = told.event.body
        if told.event.process_id != of:
            of, method = told.event.process_id, ""
        if told.slug != installation.SLUG and body["kind"] in ("created", "taken_over", "migrated"):
            method = f"{body.get('name', PROCESS.name)} {body['version']}"
        cells = _place(told) | (_cells(told, names, method) if told.event.readable else {})
        yield ";".join(cell(cells.get(name, "")) for name, _meaning in COLUMNS) + "\r\n"


def _place(told: Told) -> dict[str, Any]:
    return {
        "netvaerk": told.slug,
        "nr": told.event.seq,
        "hvad": sentence_of(told.event),
        "slags": told.event.body["kind"],
        "hash": told.event.hash.hex(),
    }


def _cells(told: Told, names: dict[int, str], method: str) -> dict[str, Any]:
    body = told.event.body
    return {
        "indskrevet": datetime.fromisoformat(body["at"]).astimezone(COPENHAGEN).strftime("%Y-%m-%d %H:%M:%S"),
        "skete": body["on"],
        "dage_efter": chronicle.lateness(told.event),
        "hvem": names.get(body["actor"], _(N_("Systemet"))),
        "hvem_nr": body["actor"],
        "trin": body.get("step", ""),
        "krav_eller_opgave": body.get("demand") or body.get("task", ""),
        "tilladt_af": body.get("allowed", ""),
        "gaelder_til": body.get("until", ""),
        "beslutning": body.get("decision", ""),
        "begrundelse": (told.text or _(N_("Teksten er slettet"))) if "note" in body else "",
        "oplysning": body.get("record", ""),
        "version": body.get("record_version", ""),
        "metode": method,
    }


def cell(said: Any) -> str:
    """Quote a cell so that no spreadsheet takes it for a formula."""
    text = str(said)
    safe = f"'{text}" if text[:1] and text[0] in RISKY and not isinstance(said, int) else text
    return '"' + safe.replace('"', '""') + '"'
