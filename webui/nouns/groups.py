"""The method's list of groups, to choose from with one press, and which problems each chosen group is near."""

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from wtforms import StringField

from engine import records
from engine.errors import BadInput
from engine.text import N_
from webui.page.frame import command, here
from webui.saying.language import _
from webui.saying.words import group_name, word
from webui.visit.db import session
from webui.visit.forms import Form, Needed
from workflows.tryghedsnetvaerk.composition.actions import save_group
from workflows.tryghedsnetvaerk.composition.catalogue import CATALOGUE, SECTORS
from workflows.tryghedsnetvaerk.composition.models import CHOSEN, ProfessionalGroup
from workflows.tryghedsnetvaerk.mapping.models import Problem

bp = Blueprint("groups", __name__, url_prefix="/netvaerk/<slug>/faggrupper/katalog")


class GroupForm(Form):
    """One group of the method's list."""

    name = StringField("", [Needed()])


@bp.post("/")
def add(slug: str) -> ResponseReturnValue:
    """Write one group of the method's list in, with its sector; whether it takes part is decided on its own page."""
    form = GroupForm()
    if not form.validate() or form.name.data not in SECTORS:
        raise BadInput(N_("Gruppen står ikke på metodens liste."))
    name = form.name.data or ""
    values = {"name": name, "sector": SECTORS[name]}
    save_group(session(), command(form.command_key.data), None, values)
    session().commit()
    flash(_(N_("{navn} er tilføjet. Skriv nu, om gruppen skal med, og hvorfor."), navn=group_name(name)), "success")
    return redirect(url_for("records.index", slug=slug, noun="faggrupper", _anchor="katalog"), 303)


def shown(group: ProfessionalGroup | None) -> dict[str, Any]:
    """Return what the page of groups shows under its list: the rest of the method's list, and who is near what."""
    if group is not None:
        return {}
    network = here().row.id
    groups = records.list_all(session(), ProfessionalGroup, network)
    chosen = [one for one in groups if one.choice in CHOSEN]
    problems = [one for one in records.list_all(session(), Problem, network) if one.closed_on is None]
    near = {one.id: {problem.id for problem in one.problems} for one in chosen}
    taken = {one.name.casefold() for one in groups}
    left = [(name, sector) for name, sector in CATALOGUE if name.casefold() not in taken]
    return {
        "left": [{"key": name, "name": group_name(name), "sector": word("sector", sector)} for name, sector in left],
        "total": len(CATALOGUE),
        "groups": len(groups),
        "chosen": len(chosen),
        "problems": problems,
        "rows": [
            {"nr": one.nr, "name": group_name(one.name), "near": [p.id in near[one.id] for p in problems]}
            for one in chosen
        ],
        "alone": [p for p in problems if not any(p.id in some for some in near.values())],
        "form": Form(formdata=None),
    }
