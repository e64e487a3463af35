"""A network that is on hold or ended: what its own page and the pages of its steps say of it."""

from datetime import date
from typing import Any

from flask import url_for

from engine.queries import list_events, list_notes
from engine.state import ENDED, PAUSED
from engine.text import N_
from webui.page import beside
from webui.page.frame import Here
from webui.saying.language import _
from webui.visit import policy
from webui.visit.db import session


def box(place: Here) -> dict[str, Any]:
    """Say that the network is on hold or ended, and what waits for it."""
    if place.state.mode == ENDED:
        return {
            "heading": _(N_("Netværket er afsluttet")),
            "text": " ".join([_why_ended(place), _(N_("Historikken kan stadig læses."))]),
            "actions": [],
        }
    text = _(N_("Imens kan I ikke markere opgaver som udført, der sendes ingen mails, og datoer venter."))
    if place.held:
        text = beside.waits(place.year_on)
    url = url_for("reasons.ask", slug=policy.access().slug, verb="genoptag")
    actions = [(_(N_("Genoptag netværket")), url, True)] if place.works else []
    return {"heading": _(N_("Netværket er i bero")), "text": text, "actions": actions}


def notices(place: Here, step: str) -> list[tuple[str, dict[str, Any]]]:
    """Return what the page of a step says of the whole network: that it is on hold, and of the year's evaluation."""
    rests = place.state.mode == PAUSED and step in (place.state.position, *place.state.reopened) and not place.held
    year = beside.notice(place, step)
    return [
        *([(_(N_("Det næste, der skal ske")), box(place))] if rests else []),
        *([(_(N_("Årets evaluering")), year)] if year else []),
    ]


def _why_ended(place: Here) -> str:
    """Return when and why the network was ended, in the words that were given."""
    db = session().connection()
    last = next((event for event in list_events(db, place.row.id, limit=20) if event.body["kind"] == "ended"), None)
    if last is None:
        return ""
    said = list_notes(db, place.row.id).get(last.body["note"]["id"]) or ""
    return _(N_("Afsluttet {dato}: »{grund}«."), dato=date.fromisoformat(last.body["on"]), grund=said.rstrip("."))
