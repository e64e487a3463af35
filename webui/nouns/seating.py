"""The seats that the method recommends: what each is responsible for, and who sits on it today."""

from collections.abc import Mapping
from typing import Any

from flask import request, url_for

from webui.page.frame import here
from webui.saying.language import tell
from webui.saying.words import word
from webui.visit import policy
from webui.visit.clock import today
from webui.visit.db import session
from workflows.tryghedsnetvaerk.facts import First
from workflows.tryghedsnetvaerk.network.models import BOARD, SEATS, Seat
from workflows.tryghedsnetvaerk.network.queries import list_sitting
from workflows.tryghedsnetvaerk.network.seats import RESPONSIBILITIES
from workflows.tryghedsnetvaerk.process import PROCESS


def chosen_seat() -> Mapping[str, Any]:
    """Return what the form of a new seat begins with: today, and the seat that the link chose."""
    seat = {"kind": kind} if (kind := request.args.get("plads")) in SEATS else {}
    return {"since": today(), **seat}


def shown(seat: Seat | None) -> dict[str, Any]:
    """Return each recommended seat with its responsibility and who sits there; of one *seat* its own alone."""
    if seat is not None:
        said = RESPONSIBILITIES.get(seat.kind)
        return {"responsibility": tell(said)} if said else {}
    sitting = list_sitting(session(), here().row.id, today())
    slug = policy.access().slug
    return {
        "undecided": here().state.position == PROCESS.start and here().facts.first_meeting is not First.YES,
        "voiceless": bool(sitting) and not any(one.Seat.kind == BOARD for one in sitting),
        "seats": [
            {
                "title": word("seat", kind),
                "responsibility": tell(said),
                "people": [f"{one.name}, {one.organisation}" for one in sitting if one.Seat.kind == kind],
                "url": url_for("records.new", slug=slug, noun="styregruppe", plads=kind),
            }
            for kind, said in RESPONSIBILITIES.items()
        ],
    }
