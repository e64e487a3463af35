"""What the page of a version of the agreement shows beside its text: what has changed since its partners answered."""

from typing import Any

from engine.text import N_
from webui.db import session
from webui.language import _, tell
from workflows.tryghedsnetvaerk.agreement import annex
from workflows.tryghedsnetvaerk.agreement.models import Agreement

CALLED = {
    "area": N_("områdets navn"),
    "anchor": N_("hvem netværket hører til hos"),
    "purpose": N_("netværkets formål"),
    "routes": N_("kontaktvejene"),
}


def shown(row: Agreement | None) -> dict[str, Any]:
    """Return what is shown of one version; nothing for the list."""
    if row is None:
        return {}
    changed = annex.changed_since(session(), row)
    what = ", ".join(tell(CALLED[key]) for key in changed)
    return {"changed": _(N_("Ændret, siden parterne svarede: {hvad}"), hvad=what) if changed else ""}
