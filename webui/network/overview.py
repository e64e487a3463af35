"""The front page of a network: where it stands, why, and what comes next; and the lists of each part."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from engine import records
from engine.records import Record
from engine.state import ENDED
from engine.text import N_
from webui.network import versions
from webui.nouns import shape
from webui.nouns.catalogue import BESIDE, NOUNS, SECTIONS
from webui.nouns.shape import Noun
from webui.page import beside, coming
from webui.page.frame import find_newest, here, page, shown, undoable
from webui.page.places import by_place
from webui.saying.language import _, tell
from webui.saying.words import word
from webui.visit import policy
from webui.visit.clock import now, today
from webui.visit.db import session
from webui.visit.forms import Form
from workflows.tryghedsnetvaerk.evaluation.actions import STEP as EVALUATION
from workflows.tryghedsnetvaerk.mapping.models import Problem
from workflows.tryghedsnetvaerk.meetings.models import CALLED, DRAFT, Meeting
from workflows.tryghedsnetvaerk.network import queries

bp = Blueprint("overview", __name__, url_prefix="/netvaerk/<slug>")
HALTED = ("ended", "paused")
READY = (N_("Alt er på plads. Trinnet kan lukkes."), N_("Alt er på plads."))


@bp.get("/")
def show(slug: str) -> ResponseReturnValue:
    """Show where the network stands, why, and what comes next."""
    place = here()
    phases = [
        {"nr": nr, "title": tell(phase.title), "steps": [_step_row(step.key) for step in phase.steps]}
        for nr, phase in enumerate(place.definition.phases, 1)
    ]
    sitting = [
        {
            "name": row.name,
            "sub": ", ".join(filter(None, [row.organisation, _(N_("formand")) if row.Seat.chair else ""])),
        }
        for row in queries.list_sitting(session(), place.row.id, today())
    ]
    return page(
        "overview/show.html",
        tab="overblik",
        phases=phases,
        sitting=sitting,
        next_step=coming.next_thing(here()),
        undated=beside.undated(here()),
        newer=versions.offer(),
        meeting=_next_meeting(),
        problems=_problems(),
        form=Form(formdata=None),
        undo=undoable(find_newest()),
        leads=policy.access().coordinator,
        hands_over=place.state.mode != ENDED and (policy.access().coordinator or current_user.administrator),
    )


def _step_row(key: str) -> dict[str, Any]:
    place, slug = here(), policy.access().slug
    step, code = place.definition.steps[key], place.code(key)
    found = shown(place.found(key))
    row: dict[str, Any] = {
        "nr": place.definition.order[key],
        "code": code,
        "title": tell(step.title),
        "url": url_for("steps.show", slug=slug, nr=place.definition.order[key]),
        "hint": None,
        "why": None,
        "note": _(N_("Fraveget")) if any(f["aside"] and not f["met"] for f in found) else None,
    }
    missing = [f for f in found if not f["met"] and not f["aside"] and not f["warning"]]
    if key == place.beside:
        row["hint"] = beside.hint(place)
    if key == EVALUATION and place.held:
        row["hint"] = beside.waits(place.year_on)
    elif key in (place.state.position, *place.state.reopened, place.beside) and found and code not in HALTED:
        text = missing[0]["sentence"] if missing else tell(READY[key == place.beside])
        heading = _(N_("Det mangler:")) if missing else _(N_("Klar."))
        if place.definition.steps[key].tasks[0].running:
            heading, text = _(N_("Løbende.")), _(N_("Samarbejdet fortsætter, også mens I evaluerer."))
        row["why"] = {"heading": heading, "text": text, "requirements": by_place(found)}
    elif key in place.state.reopened:
        row["hint"] = _(N_("Genåbnet"))
    elif code == "prepare":
        row["hint"] = _(N_("Kan lukkes efter trin {nr}. I kan skrive oplysninger ind allerede nu."), nr=row["nr"] - 1)
    return row


def _next_meeting() -> dict[str, Any] | None:
    place = here()
    states = (CALLED,) if place.state.mode == ENDED else (DRAFT, CALLED)
    coming = [
        m
        for m in records.list_all(session(), Meeting, place.row.id)
        if m.state in states and m.starts_at and m.starts_at >= now()
    ]
    if not coming:
        return None
    first = min(coming, key=lambda m: m.starts_at or now())
    url = url_for("records.show", slug=policy.access().slug, noun="moeder", nr=first.nr)
    return {"row": first, "url": url, "kind": word("meeting", first.kind), "state": word("meeting_state", first.state)}


def _problems() -> list[dict[str, Any]]:
    place = here()
    return [
        {"name": row.what, "why": row.why, "doing": row.doing}
        for row in records.list_all(session(), Problem, place.row.id)
        if row.closed_on is None
    ]


@bp.get("/<any(kortlaegning, deltagere, aftaler):tab>")
def section(slug: str, tab: str) -> ResponseReturnValue:
    """Show the records of one part of the method, each with how much there is."""
    place = here()
    chosen = "aftale" if tab == "aftaler" else tab
    small = {key for keys in BESIDE.values() for key in keys}
    keys = [key for key in SECTIONS[chosen] if key not in small]
    found = [(NOUNS[key], records.list_all(session(), NOUNS[key].model, place.row.id)) for key in keys]
    first = shape.lines(*((kind, rows[:3]) for kind, rows in found))
    kinds = [NOUNS[key].model for key in SECTIONS[chosen] if key in small]
    counted = records.count_each(session(), kinds, place.row.id)
    cards = [
        {
            "title": tell(kind.title),
            "url": url_for("records.index", slug=slug, noun=kind.key),
            "count": len(rows),
            "lines": lines,
            "nothing": tell(kind.nothing),
            "beside": [_beside(NOUNS[key], counted) for key in BESIDE.get(kind.key, ())],
        }
        for (kind, rows), lines in zip(found, first, strict=True)
    ]
    titles = {
        "kortlaegning": N_("Kortlægning"),
        "deltagere": N_("Deltagere"),
        "aftale": N_("Aftale og materialer"),
    }
    return page("overview/section.html", tab=chosen, crumb=tell(titles[chosen]), cards=cards)


def _beside(kind: Noun, counted: Mapping[type[Record], int]) -> dict[str, Any]:
    """Return the link to a list that lies beside another, with how much there is."""
    url = url_for("records.index", slug=policy.access().slug, noun=kind.key)
    return {"title": tell(kind.title), "url": url, "count": counted[kind.model]}
