"""Which version of the method a network follows, what is new in the newest, and moving the network there."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

import workflows
from engine import versions
from engine.definition import Definition
from engine.machine import findings
from engine.state import ENDED
from engine.text import N_
from webui.page.attempts import attempt
from webui.page.frame import command, here, page, told
from webui.saying.language import _, tell
from webui.visit import policy
from webui.visit.db import session
from webui.visit.forms import Form, prose

bp = Blueprint("versions", __name__, url_prefix="/netvaerk/<slug>/metode")


class MoveForm(Form):
    """Why the network is moved."""

    reason = prose(
        N_("Begrundelse"),
        needed=True,
        rows=3,
        hint=N_("Skriv ingen navne på beboere. Begrundelsen gemmes i historikken."),
    )


@bp.get("/")
def show(slug: str) -> ResponseReturnValue:
    """Show which version the network follows, and what it would ask besides in the newest."""
    return _page(MoveForm(formdata=None, data={"version": here().seq}))


@bp.post("/")
def move(slug: str) -> ResponseReturnValue:
    """Move the network to the newest version."""
    form, stood = MoveForm(), here().state
    if not form.validate():
        return _page(form), 422
    workflow, steps = workflows.way_on(stood.name, stood.version)
    asked = replace(command(form.command_key.data, seen=form.version.data or 0), workflow=workflow)

    def act() -> None:
        versions.migrate(session().connection(), asked, steps, form.reason.data or "")

    if refused := attempt(form, act, _page):
        return refused
    number = workflow.definition.version
    flash(_(N_("Netværket følger nu version {nr} af metoden. Alt er fulgt med."), nr=number), "success")
    return redirect(url_for("overview.show", slug=slug), 303)


def offer() -> int | None:
    """Return the version that the network of this page can be moved to; nothing where there is none."""
    place = here()
    newest = workflows.newest(place.state.name).definition.version
    return newest if place.state.mode != ENDED and place.state.version < newest else None


def _page(form: Any, conflict: Any = None) -> str:
    place, slug = here(), policy.access().slug
    newest = workflows.newest(place.state.name).definition
    return page(
        "versions/form.html",
        tab="overblik",
        crumb=_(N_("Metodens version")),
        stands=place.state.version,
        newest=newest.version,
        new=_new(newest) if offer() else [],
        gone=[tell(place.definition.demands[key][2].title) for key in sorted(_keys(place.definition) - _keys(newest))],
        offered=offer(),
        may=current_user.administrator,
        form=form,
        action=request.path,
        back=url_for("overview.show", slug=slug),
        read_only="",
        conflict=conflict,
    )


def _keys(definition: Definition) -> frozenset[str]:
    return frozenset(definition.demands)


def _new(newest: Definition) -> list[dict[str, Any]]:
    """Return by step what the newest version asks and this one does not, as it stands here today."""
    place, known = here(), _keys(here().definition)
    steps = []
    for key, step in newest.steps.items():
        judged = findings(newest, key, place.facts, place.state.aside, place.state.skipped)
        asked = [told(one) | {"idle": False} for one in judged if one.demand.key not in known]
        open_now = key in (place.state.position, *place.state.reopened)
        closed = newest.order[key] < newest.order[place.state.position] and not open_now
        if asked:
            steps.append({"nr": newest.order[key], "title": tell(step.title), "demands": asked,
                          "closed": closed and not all(task.running for task in step.tasks),
                          "warns": all(one["warning"] for one in asked)})  # fmt: skip
    return steps
