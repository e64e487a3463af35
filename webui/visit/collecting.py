"""What undersøgelsesmedarbejdere reach: the surveys and interviews of a network, and nothing else."""

from collections.abc import Mapping
from typing import Any, NoReturn

from flask import current_app, g, request
from flask_login import current_user

from engine.errors import Forbidden
from engine.people.models import DENIED
from engine.text import N_
from webui.saying.language import tell
from webui.visit import db
from webui.visit.clock import today

# The nouns that they write, and whether they may take a record away too.
SURVEYED: Mapping[str, bool] = {
    "undersoegelser": False,
    "spoergeskemaer": True,
    "samtalerunder": True,
    "samtaleguider": True,
    "samtaler": True,
    "temaer": True,
    "citater": True,
}
FRONT = "undersoegelser"  # where they begin
HERE = N_("Som undersøgelsesmedarbejder kan du åbne netværkets undersøgelser og samtaler og ikke andet.")
ANYWHERE = N_("Som undersøgelsesmedarbejder kan du åbne de undersøgelser, du arbejder på, og ikke andet.")


def is_surveyed(noun: Any) -> bool:
    """Say whether an address leads to what they write; one with no *noun* is what its rule says."""
    return noun is None or noun in SURVEYED


def collects_only() -> bool:
    """Say whether the person sees of the network of this page only its surveys."""
    found: Any = g.get("access")
    return bool(found and found.surveyor and not (found.reader or current_user.auditor))


def subnav(front: str) -> list[dict[str, Any]]:
    """Return the one tab that they have."""
    return [{"title": tell(N_("Undersøgelser")), "url": front, "active": True, "current": request.path == front}]


def works_here() -> bool:
    """Say whether the person may change what this page shows."""
    found: Any = g.access
    return bool(found.worker or (found.surveyor and g.get("of_surveys")))


def reaches(noun: str) -> bool:
    """Say whether the person may see the records of *noun* in the network of this page."""
    return not collects_only() or noun in SURVEYED


def must_reach(noun: str) -> None:
    """Refuse whoever sees only surveys what belongs to another *noun* than those.

    :raises Forbidden: with the sentence
    """
    if not reaches(noun):
        turn_away(HERE)


def may_remove(noun: str) -> bool:
    """Say whether the person may take away records of *noun*, as far as what they are goes."""
    return bool(g.access.worker or SURVEYED.get(noun))


def collects_alone() -> bool:
    """Say whether the person is undersøgelsesmedarbejder and nothing else in any network; asked once a request."""
    here: Any = g.get("access")
    if current_user.administrator or current_user.coordinator or current_user.auditor or (here and here.worker):
        return False
    if "collects_alone" not in g:
        asked = current_app.extensions["only_surveys"]
        g.collects_alone = bool(asked(db.reading(), current_user.person_id, today()))
    return bool(g.collects_alone)


def why_not() -> str:
    """Return what whoever only collects surveys is told where they are turned away; nothing to others."""
    if "access" in g:
        return HERE if collects_only() else ""
    return ANYWHERE if collects_alone() else ""


def turn_away(why: str) -> NoReturn:
    """Refuse the page, and write down that it was.

    :raises Forbidden: saying *why*
    """
    db.note_access(DENIED, f"{request.method} {request.path}")
    raise Forbidden(why)
