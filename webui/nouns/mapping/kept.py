"""What the page of a round of interviews says of how long what was said there may lie here."""

from typing import cast

from webui.page.frame import here
from webui.saying.language import _, short_day
from webui.visit.clock import today
from webui.visit.db import session
from workflows.tryghedsnetvaerk.mapping.interviews import keeping
from workflows.tryghedsnetvaerk.mapping.interviews.models import Round


def told(row: Round) -> dict[str, str]:
    """Say how long what was said may lie here, and that it is over where it is."""
    found = _find(row)
    if found.until is None:
        text = _("Citater, der ikke er frigivet, og bilag til samtalerne må gemmes, til rapporten er godkendt, og "
                 "højst 12 måneder derefter. Ingen, I taler med, skrives ind med navn eller adresse.")  # fmt: skip
        return {"look": "info", "heading": "", "text": text}
    day = short_day(found.until)
    if not found.something:
        text = _("Her er ikke mere, der skal slettes. Temaer og frigivne citater bliver stående.")
        return {"look": "info", "heading": "", "text": text}
    text = _("Citater, der ikke er frigivet, og bilag til samtalerne skal slettes senest {dato}, 12 måneder efter at "
             "rapporten blev godkendt. Temaer og frigivne citater bliver stående.", dato=day)  # fmt: skip
    if found.until < today():
        return {"look": "warning", "heading": _("Slet det, der ikke må gemmes længere"), "text": text}
    return {"look": "info", "heading": "", "text": text}


def has_to_clear(row: Round) -> bool:
    """Say whether a closed round holds what goes some day."""
    return row.closed_on is not None and _find(row).something


def _find(row: Round) -> keeping.Kept:
    """Return what is kept of a round, asked for once a page."""
    known = here().known
    if f"kept:{row.id}" not in known:
        known[f"kept:{row.id}"] = keeping.find_kept(session(), row)
    return cast(keeping.Kept, known[f"kept:{row.id}"])
