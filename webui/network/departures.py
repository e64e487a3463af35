"""Setting one demand aside: why, who allowed it and until when; and what a step's page says of it afterwards."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from engine import actions, checks
from engine.machine import finding
from engine.text import N_
from webui.network.steps import KEYS, step_of_demand
from webui.nouns.shape import optional_id
from webui.page import addresses
from webui.page.attempts import attempt
from webui.page.frame import command, here, page, told
from webui.saying.language import _, short_day, tell
from webui.saying.words import word
from webui.visit import policy
from webui.visit.clock import today
from webui.visit.db import session
from webui.visit.forms import Form, Rule, choice, day, happened, options, prose, said_when
from workflows.tryghedsnetvaerk.meetings.queries import CHAIR, list_grounds
from workflows.tryghedsnetvaerk.network.queries import list_sitting

bp = Blueprint("departures", __name__, url_prefix="/netvaerk/<slug>/krav/<demand>/fravig")
DAYS, MINUTES, LONGEST = 90, "minutes", 90


class AsideForm(Form):
    """Setting a demand aside."""

    rules = (
        Rule(
            "decision",
            lambda f: f.allowed.data != MINUTES or bool(f.decision.data),
            N_("Vælg den beslutning i et referat, der har tilladt det."),
        ),
        Rule("until", lambda f: f.until.data >= today(), N_("Fravigelsen skal gælde til i dag eller en senere dag.")),
    )
    whens = said_when(decision=N_("skal vælges, når det er en beslutning i et referat"))
    reason = prose(N_("Hvorfor fraviger I kravet?"), needed=True, rows=4, hint=N_("Skriv ingen navne på beboere"))
    allowed = choice(
        N_("Hvem har tilladt det?"),
        [(CHAIR, N_("Formanden")), (MINUTES, N_("En beslutning i et referat"))],
        needed=True,
    )
    decision = choice(N_("Hvilken beslutning?"), (), coerce=optional_id)
    on = happened()
    until = day(N_("Kravet er fraveget til og med"), needed=True)


@bp.get("")
def ask(slug: str, demand: str) -> ResponseReturnValue:
    """Show the form for setting one demand aside, or say why it cannot be."""
    step_of_demand(demand)
    checks.setting_aside(here(), demand)
    data = {"until": today() + timedelta(days=DAYS), "version": here().seq}
    return _page(demand, _with_decisions(AsideForm(formdata=None, data=data)))


@bp.post("")
def set_aside(slug: str, demand: str) -> ResponseReturnValue:
    """Set one demand aside."""
    form = _with_decisions(AsideForm())
    if not form.validate():
        return _page(demand, form), 422
    chosen = form.allowed.data == CHAIR

    def act() -> None:
        actions.set_aside(
            session().connection(),
            command(form.command_key.data, on=form.on.data, seen=form.version.data or 0),
            demand,
            reason=form.reason.data or "",
            allowed=CHAIR if chosen else f"decision:{form.decision.data}",
            until=form.until.data,
        )

    if refused := attempt(form, act, partial(_page, demand)):
        return refused
    flash(_(N_("Kravet er fraveget. Det står øverst under Revision og tilsyn.")), "success")
    return redirect(url_for("steps.show", slug=slug, nr=KEYS.index(step_of_demand(demand)) + 1), 303)


def _with_decisions(form: Any) -> Any:
    """Let one choose among the decisions that stand in the minutes, each with its text, meeting and date."""
    found = list_grounds(session(), policy.access().process_id)
    form.decision.choices = options([("", _(N_("Ingen valgt"))), *((str(one.nr), _called(one, kind, on))
                                                                  for one, kind, on in found)])  # fmt: skip
    return form


def _called(one: Any, kind: str, on: Any) -> str:
    text = one.text if len(one.text) <= LONGEST else f"{one.text[:LONGEST].rstrip()}…"
    return f"{one.nr}. {text} ({word('meeting', kind).lower()}, {short_day(on)})"


def _page(demand: str, form: Any, *, conflict: Any = None) -> str:
    step = step_of_demand(demand)
    nr, slug = KEYS.index(step) + 1, policy.access().slug
    parents = ((_(N_("Trin {nr}"), nr=nr), url_for("steps.show", slug=slug, nr=nr)),)
    asked = here().definition.demands[demand][2]
    return page(
        "departures/form.html",
        tab="overblik",
        crumb=_(N_("Fravig dette krav")),
        parents=parents,
        form=form,
        title=_(N_("Fravig dette krav: {krav}"), krav=tell(asked.title)),
        demand=told(finding(asked, here().facts, {})),
        may=_who_may(len(form.decision.choices) > 1),
        back=parents[0][1],
        conflict=conflict,
    )


def _who_may(decided: bool) -> dict[str, Any]:
    """Return who may allow it in this network today, and the way to whoever is lacking."""
    slug = policy.access().slug
    sitting = list_sitting(session(), policy.access().process_id, today())
    chairs: Sequence[str] = [row.name for row in sitting if row.Seat.chair]
    said = [_(N_("Formanden, {navn}."), navn=", ".join(chairs)) if chairs
            else _(N_("Ingen formand sidder i styregruppen i dag.")),
            _(N_("En beslutning i et referat. Du vælger den herunder.")) if decided
            else _(N_("Der er endnu ingen beslutninger i referater, som kan vælges."))]  # fmt: skip
    pages = (*(() if chairs else ("styregruppe",)), *(() if decided else ("moeder",)))
    return {"said": said, "links": [(addresses.title(key), addresses.of(key, slug)) for key in pages]}
