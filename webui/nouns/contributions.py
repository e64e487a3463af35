"""What each organisation behind the network brings: everybody has a part, nobody owns the knowledge alone (row 9)."""

from collections.abc import Mapping
from typing import Any

from engine.records import list_all
from webui.page.frame import here, resolve
from webui.saying.language import excerpt
from webui.visit.clock import today
from webui.visit.db import session
from workflows.tryghedsnetvaerk.agreement.models import JOINED, Partner
from workflows.tryghedsnetvaerk.network.models import Stakeholder
from workflows.tryghedsnetvaerk.network.queries import list_sitting

WILLING = ("interesseret", "betinget")


def of_each(row: Any) -> Mapping[str, Any]:
    """Return every organisation behind the network with what it brings, for the list of those who were asked."""
    if row is not None:
        return {}
    network = here().row.id
    said = {seat.Seat.organisation_id: "" for seat in list_sitting(session(), network, today())}
    willing = [one for one in list_all(session(), Stakeholder, network) if one.answer in WILLING]
    joined = [one for one in list_all(session(), Partner, network) if one.answer == JOINED and one.left_on is None]
    behind: list[Any] = [*willing, *joined]
    for one in behind:  # what the agreement says is newer than what was said at first
        if one.organisation_id:
            said[one.organisation_id] = one.contribution or said.get(one.organisation_id, "")
    names = resolve(f"organisation:{number}" for number in said)
    told = [
        {"who": names.get(f"organisation:{number}", ""), "what": excerpt(what, 300)} for number, what in said.items()
    ]
    return {"contributions": sorted(told, key=lambda one: one["who"])}
