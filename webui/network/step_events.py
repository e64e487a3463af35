"""What a step's events tell on its page: its history, and why something of it was set aside or skipped."""

from collections.abc import Sequence

from engine.history import Event
from engine.queries import list_events, list_notes
from engine.text import N_
from webui.page.frame import here
from webui.saying.language import _, quoted
from webui.saying.sentences import OF_STEPS, allowed_by, step_told_of
from webui.visit.db import session


def list_told(key: str) -> list[Event]:
    """Return the events of a step, the newest first, with those that took one back."""
    found = list_events(session().connection(), here().row.id, limit=200, kinds=OF_STEPS)
    mine = {one.seq for one in found if step_told_of(one.body) == key}
    mine |= {one.seq for one in found if one.body.get("undoes") in mine}
    return [one for one in found if one.seq in mine]


def whys(told: Sequence[Event]) -> dict[str, str]:
    """Return why each demand that is set aside was, and who allowed it; and why each skipped task was skipped."""
    place, found = here(), dict[str, str]()
    if not (place.state.aside or place.state.skipped):
        return found
    notes = list_notes(session().connection(), place.row.id)
    for one in reversed(told):
        if one.body["kind"] in ("demand_set_aside", "task_skipped"):
            said = notes.get(one.body["note"]["id"])
            reason = quoted(said) if said else _(N_("Teksten er slettet"))
            by = _(N_("Tilladt af: {hvem}"), hvem=allowed_by(one.body["allowed"])) if "allowed" in one.body else ""
            found[one.body.get("demand") or one.body["task"]] = " · ".join(filter(None, [reason, by]))
    return found
