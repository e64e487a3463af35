"""Tovholder: who leads the network, who led it, and handing it over."""

from typing import Any

from flask import Blueprint, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from engine.people import queries
from engine.state import ENDED
from engine.text import N_
from webui.nouns.shape import Ticks, optional_id
from webui.page.attempts import attempt
from webui.page.frame import command, here, page
from webui.page.letters import handing_over, sent
from webui.saying.language import _, short_day
from webui.visit import policy
from webui.visit.clock import today
from webui.visit.db import session
from webui.visit.forms import Form, choice, options, prose
from workflows.tryghedsnetvaerk.network.coordinators import change_coordinators

bp = Blueprint("coordinators", __name__, url_prefix="/netvaerk/<slug>/tovholder")


class CoordinatorForm(Form):
    """Who takes over, who stops, and why."""

    to = choice(
        N_("Hvem tager over?"), (), coerce=optional_id,
        hint=N_("Kun personer, der kan logge ind, står på listen. En administrator kan give flere en adgangskode."),
    )  # fmt: skip
    leaving = Ticks(
        N_("Hvem stopper som tovholder?"), description=N_("Sætter du ikke kryds, er der en tovholder mere.")
    )
    reason = prose(
        N_("Begrundelse"),
        needed=True,
        rows=4,
        hint=N_("Skriv ingen navne på beboere. Begrundelsen gemmes i historikken."),
    )


@bp.get("/")
def ask(slug: str) -> ResponseReturnValue:
    """Show who leads the network, who led it, and the form for handing it over."""
    leaving = [str(one.person_id) for one in _present()]
    form = CoordinatorForm(formdata=None, data={"leaving": leaving, "version": here().seq})
    return _page(form)


@bp.post("/")
def change(slug: str) -> ResponseReturnValue:
    """Hand the network over, let there be one tovholder more, or one fewer."""
    form = _with_people(CoordinatorForm())
    if not form.validate():
        return _page(form), 422
    asked = command(form.command_key.data, seen=form.version.data or 0)

    def act() -> None:
        change_coordinators(
            session(), asked, to=form.to.data, leaving={int(one) for one in form.leaving.data},
            reason=form.reason.data or "", letter=handing_over(),
        )  # fmt: skip

    if refused := attempt(form, act, _page):
        return refused
    flash(_done(form), "success")
    still = current_app.extensions["find_access"](session(), slug, current_user, today())
    return redirect(url_for("overview.show", slug=slug) if still else "/", 303)


def _done(form: Any) -> str:
    if not form.to.data:
        return _(N_("Det er skrevet ind."))
    if here().paused:
        return sent(
            _(N_("Tovholderen er skiftet. Netværket er i bero: mailen til den nye sendes, når I genoptager det."))
        )
    return sent(_(N_("Tovholderen er skiftet. Den nye får en mail.")))


def _present() -> Any:
    return queries.list_roles_in_force(session(), policy.access().process_id, today())


def _with_people(form: Any) -> Any:
    present = _present()
    leading = {one.person_id for one in present}
    others = [one for one in queries.list_with_password(session()) if one.id not in leading and not one.only_reads]
    form.to.choices = options([("", _(N_("Ingen ny"))), *((str(one.id), _called(one)) for one in others)])
    form.leaving.choices = options((str(one.person_id), one.person.name) for one in present)
    return form


def _called(person: Any) -> str:
    return f"{person.name} ({person.organisation.name})" if person.organisation else str(person.name)


def _page(form: Any, conflict: Any = None) -> str:
    place = here()
    return page(
        "coordinators/form.html", tab="overblik", crumb=_(N_("Tovholder")), form=_with_people(form), roles=_roles(),
        action=request.path, back=url_for("overview.show", slug=policy.access().slug), read_only="",
        ended=place.state.mode == ENDED, conflict=conflict,
    )  # fmt: skip


def _roles() -> list[dict[str, str]]:
    """Return everybody who leads or led the network, the present ones first."""
    current = {one.id for one in _present()}
    found = queries.list_network_roles(session(), policy.access().process_id)
    ordered = sorted(found, key=lambda one: (one.id not in current, one.since))
    return [{"name": one.person.name, "sub": _time_of(one)} for one in ordered]


def _time_of(role: Any) -> str:
    if role.until is None:
        return _(N_("Tovholder siden {dato}"), dato=short_day(role.since))
    return _(N_("Tovholder fra {fra} til {til}"), fra=short_day(role.since), til=short_day(role.until))
