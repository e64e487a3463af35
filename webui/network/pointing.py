"""The decision in minutes that a tovholder points at: what is said on the page of a step while none is chosen."""

from typing import Any

from engine.definition import Finding
from engine.text import N_
from webui.page import addresses
from webui.page.frame import told
from webui.saying.language import _, tell
from webui.visit import policy
from webui.visit.db import session
from workflows.tryghedsnetvaerk.guards.rights import MAY_DECIDE, POINT
from workflows.tryghedsnetvaerk.meetings.queries import list_grounds

CHOOSE = N_(
    "Vælg den beslutning i et referat, som gruppen har taget. Eller lad en, der sidder i styregruppen, gøre det."
)
NONE_YET = N_(
    "Der er ingen beslutning at vælge. Skriv gruppens beslutning i referatet af mødet, eller lad en, der sidder i "
    "styregruppen, gøre det."
)


def is_about_pointing(finding: Finding) -> bool:
    """Say whether what is missing is that this tovholder points at a decision."""
    return finding.demand.key == MAY_DECIDE.key and bool(policy.access().coordinator)


def told_with(field: str, finding: Finding) -> dict[str, Any]:
    """Return a finding as the page of a step shows it, with the way to *field* where a decision is chosen in it."""
    said = told(finding)
    if not is_about_pointing(finding):
        return said
    found = list_grounds(session(), policy.access().process_id)
    if found:
        way = {"mend_url": f"#{field}", "mend_text": _(N_("Vælg beslutningen"))}
    else:
        way = {"mend_url": addresses.of("moeder", policy.access().slug), "mend_text": addresses.title("moeder")}
    if finding.reason and finding.reason.text == POINT:
        way["sentence"] = tell(CHOOSE if found else NONE_YET)
    return said | {"title": _(N_("Gruppens beslutning er valgt"))} | way
