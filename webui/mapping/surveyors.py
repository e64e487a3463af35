"""Undersøgelsesmedarbejdere: who collects the network's surveys and interviews, giving the role and ending it."""

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from engine.errors import NotFound
from engine.people import queries
from engine.state import ENDED
from engine.text import N_
from webui.nouns.shape import optional_id
from webui.page.attempts import attempt
from webui.page.frame import command, here, page
from webui.page.letters import appointing, sent
from webui.saying.language import _, short_day
from webui.visit import policy
from webui.visit.clock import today
from webui.visit.db import session
from webui.visit.forms import Form, choice, day, in_order, options, prose
from workflows.tryghedsnetvaerk.network import surveyors
from workflows.tryghedsnetvaerk.network.queries import SURVEYOR

bp = Blueprint("surveyors", __name__, url_prefix="/netvaerk/<slug>/undersoegelsesmedarbejdere")


class SurveyorForm(Form):
    """Who collects surveys, and from when to when."""

    rules = (in_order("since", "until", N_("Rollen kan ikke slutte, før den begynder.")),)
    person_id = choice(
        N_("Hvem?"), (), needed=True, coerce=optional_id,
        hint=N_("Kun personer, der kan logge ind, står på listen. En administrator kan give flere en adgangskode."),
    )  # fmt: skip
    since = day(N_("Fra"), needed=True)
    until = day(N_("Til og med"), hint=N_("Står feltet tomt, varer rollen, til I afslutter den."))


class EndForm(Form):
    """Why somebody stops."""

    reason = prose(N_("Begrundelse"), needed=True, rows=3, hint=N_("Begrundelsen gemmes i historikken."))


@bp.get("/")
def show(slug: str) -> ResponseReturnValue:
    """Show who collects surveys or did, and the form for one more."""
    return _page(SurveyorForm(formdata=None, data={"since": today(), "version": here().seq}))


@bp.post("/")
def appoint(slug: str) -> ResponseReturnValue:
    """Let somebody collect the surveys of the network."""
    form = _with_people(SurveyorForm())
    if not form.validate():
        return _page(form), 422
    asked = command(form.command_key.data)

    def act() -> None:
        surveyors.appoint_surveyor(
            session(), asked, **form.said("person_id", "since", "until"), letter=appointing(form.until.data)
        )

    if refused := attempt(form, act, _page):
        return refused
    flash(sent(_(N_("Rollen er givet, og der er skrevet en mail om det."))), "success")
    return redirect(url_for(".show", slug=slug), 303)


@bp.get("/<int:nr>/afslut")
def ask_end(slug: str, nr: int) -> ResponseReturnValue:
    """Ask why somebody stops collecting surveys."""
    return _end_page(nr, EndForm(formdata=None))


@bp.post("/<int:nr>/afslut")
def end(slug: str, nr: int) -> ResponseReturnValue:
    """Let somebody collect surveys no more; it holds at once."""
    form = EndForm()
    if not form.validate():
        return _end_page(nr, form), 422
    asked = command(form.command_key.data)

    def act() -> None:
        surveyors.dismiss_surveyor(session(), asked, person_id=nr, reason=form.reason.data or "")

    if refused := attempt(form, act, lambda form, conflict=None: _end_page(nr, form)):
        return refused
    flash(_(N_("Rollen er afsluttet. Adgangen er lukket med det samme.")), "success")
    return redirect(url_for(".show", slug=slug), 303)


def _with_people(form: Any) -> Any:
    able = [one for one in queries.list_with_password(session()) if not one.only_reads]
    called = ((str(one.id), f"{one.name} ({one.organisation.name})" if one.organisation else one.name) for one in able)
    form.person_id.choices = options([("", _(N_("Vælg"))), *called])
    return form


def _page(form: Any, conflict: Any = None) -> str:
    place = here()
    return page(
        "surveyors/show.html", tab="overblik", crumb=_(N_("Undersøgelsesmedarbejdere")), form=_with_people(form),
        conflict=conflict, roles=_roles(), ended=place.state.mode == ENDED,
        action=url_for(".appoint", slug=policy.access().slug),
        back=url_for("overview.show", slug=policy.access().slug), read_only="",
    )  # fmt: skip


def _end_page(nr: int, form: Any) -> str:
    """Draw the question why somebody stops.

    :raises NotFound: if the person collects no surveys here
    """
    found = surveyors.list_surveyors(session(), policy.access().process_id, today())
    role = next((one for one in found if one.person_id == nr), None)
    if role is None:
        raise NotFound(N_("Personen er ikke undersøgelsesmedarbejder i netværket."))
    slug = policy.access().slug
    back = url_for(".show", slug=slug)
    title = _(N_("Afslut rollen: {navn}"), navn=role.person.name)
    return page(
        "records/form.html", tab="overblik", crumb=_(N_("Afslut")), form=form, noun=None,
        parents=((_(N_("Undersøgelsesmedarbejdere")), back),),
        title=title, action=url_for(".end", slug=slug, nr=nr), back=back, conflict=None, read_only="",
        submit=_(N_("Afslut rollen")),
    )  # fmt: skip


def _roles() -> list[dict[str, Any]]:
    """Return everybody who collects or collected surveys, those who still do first."""
    process_id, slug = policy.access().process_id, policy.access().slug
    current = {one.id for one in surveyors.list_surveyors(session(), process_id, today())}
    found = sorted(
        queries.list_network_roles(session(), process_id, SURVEYOR), key=lambda one: (one.id not in current, one.since)
    )
    return [
        {
            "name": one.person.name,
            "unit": one.person.organisation.name if one.person.organisation else "",
            "days": _days(one),
            "url": url_for(".ask_end", slug=slug, nr=one.person_id) if one.id in current else "",
        }
        for one in found
    ]


def _days(role: Any) -> str:
    if role.until is None:
        return _(N_("Fra {dato}"), dato=short_day(role.since))
    return _(N_("{fra} til {til}"), fra=short_day(role.since), til=short_day(role.until))
