"""The list of networks, and what is written of one."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

import workflows
from engine.errors import Stale
from engine.machine import opened_beside
from engine.people.queries import list_organisations
from engine.state import ENDED, PAUSED, State
from engine.text import N_
from webui.network.kommune import named
from webui.nouns.shape import Ticks, optional_id, said
from webui.page import addresses
from webui.page.bars import bar, over
from webui.page.frame import command, forget, here, page, said_of
from webui.saying.language import _, ngettext, tell
from webui.saying.words import choices, language_choices, word
from webui.visit import collecting, conflicts, policy
from webui.visit.clock import today
from webui.visit.db import let_go, session
from webui.visit.forms import Form, choice, line, options, page_number, prose, search_words
from workflows.tryghedsnetvaerk.documents.languages import find, listed
from workflows.tryghedsnetvaerk.evaluation.actions import STEP as EVALUATION
from workflows.tryghedsnetvaerk.meetings.queries import count_unsent
from workflows.tryghedsnetvaerk.network import queries
from workflows.tryghedsnetvaerk.network.actions import change_network
from workflows.tryghedsnetvaerk.process import PROCESS, YEAR

bp = Blueprint("networks", __name__)
NEEDS = ("overdue", "waiting")
SORTS = (("handling", N_("Kræver handling")), ("navn", N_("Navn")), ("dato", N_("Næste dato")))
LOOKS = ("done", "before", "active", "ready", "waiting", "overdue", "reopened", "prepare", "paused", "ended")
STATUSES = ("overdue", "waiting", "active", "ready", "paused", "ended")


@bp.get("/netvaerk/")
@bp.get("/")
def portfolio() -> ResponseReturnValue:
    """List the networks this person follows; who only oversees begins with what departs from the method instead."""
    if request.path == "/" and current_user.only_reads:
        return redirect(url_for("audit.show"), 303)
    surveyed, alone = _surveyed(), collecting.collects_alone()
    if len(surveyed) == 1 and alone:
        return redirect(surveyed[0]["url"], 303)
    return _listed(surveyed, alone)


def _listed(surveyed: list[dict[str, str]], alone: bool) -> str:
    phase = request.args.get("fase", "")
    steps = tuple(step.key for step in PROCESS.phases[int(phase) - 1].steps) if phase in ("1", "2", "3") else ()
    status = request.args.get("status", "")
    wanted = queries.Wanted(
        text=search_words(),
        steps=steps,
        status=status if status in STATUSES else "",
        sort=request.args.get("sort", "handling"),
        page=page_number(),
    )
    rows, total = queries.list_networks(session(), current_user, today(), wanted)
    names = queries.list_coordinators(session(), [row.id for row in rows], today())
    everything = (
        total
        if wanted == queries.Wanted()
        else queries.list_networks(session(), current_user, today(), queries.Wanted())[1]
    )
    unsent = count_unsent(session(), [row.id for row in rows])
    cards = [_card(row, names, unsent.get(row.id, 0)) for row in rows]
    shown = {segment["code"] for card in cards for segment in card["bar"]["segments"]}
    return render_template(
        "networks/portfolio.html",
        rows=cards,
        looks=[code for code in LOOKS if code in shown],
        total=total,
        everything=everything,
        wanted=wanted,
        phase=phase,
        phases=PROCESS.phases,
        sorts=SORTS,
        statuses=STATUSES,
        page=wanted.page,
        pages=max(1, -(-total // queries.PAGE)),
        may_create=current_user.coordinator,
        surveyed=surveyed,
        alone=alone,
    )


def _surveyed() -> list[dict[str, str]]:
    """Return the networks whose surveys this person collects, each with where that is done."""
    found = queries.list_surveyed(session(), current_user.person_id, today())
    return [{"name": row.name, "url": addresses.of("undersoegelser", row.slug)} for row in found]


def _card(row: Any, names: dict[int, str], unsent: int) -> dict[str, Any]:
    definition = workflows.find(PROCESS.name, PROCESS.version).definition
    state = _state_of(row)
    of = definition.demands.get(row.reason)
    waits = (of[0] if of else definition.steps[row.position]).key
    picture = bar(definition, state, lambda step: _code(definition, state, row, step))
    return {
        "name": row.name,
        "url": url_for("overview.show", slug=row.slug),
        "kommune": row.kommune,
        "tovholder": names.get(row.id, ""),
        "bar": picture,
        "status": row.status,
        "unmet": row.unmet,
        "needs": said_of(row),
        "waits": (definition.order[waits], tell(definition.steps[waits].title)),
        "phase": tell(definition.phases[picture["phase_index"]].title),
        "next_on": row.next_on,
        "next_kind": _next_kind(row),
        "changed": row.changed_at,
        "urgent": row.status in NEEDS,
        "unsent": ngettext("%(num)s referat er ikke sendt", "%(num)s referater er ikke sendt", unsent) % {"num": unsent}
        if unsent and row.mode != ENDED
        else "",
    }


def _next_kind(row: Any) -> str:
    """Return what comes next; an evaluation whose day came while the network was on hold waits."""
    if _is_held(row):
        return _(N_("Evalueringen venter, til netværket er i gang igen"))
    return word("next", row.next_kind) if row.next_kind else ""


def _is_held(row: Any) -> bool:
    return bool(row.mode == PAUSED and row.next_kind == YEAR and row.next_on <= today())


def _state_of(row: Any) -> Any:
    reopened = frozenset(row.reopened.split(",")) if row.reopened else frozenset()
    return State(
        name="",
        version=1,
        position=row.position,
        mode=row.mode,
        cycle=row.cycle,
        entered=row.entered,
        reopened=reopened,
        waiting=row.waiting,
    )


def _code(definition: Any, state: Any, row: Any, step: str) -> str:
    if over(definition, state, step):
        return "ended"
    if step == state.position:
        return _code_of_position(state, row)
    if step in state.reopened:
        return str(row.status)
    if step == EVALUATION and _is_held(row):
        return "paused"
    if step == opened_beside(definition, state.waiting):
        return "paused" if state.mode == PAUSED else "active"
    if definition.order[step] < definition.order[state.position]:
        early = state.entered and definition.order[step] < definition.order[state.entered] and state.cycle == 1
        return "active" if step == "praksis" else "before" if early else "done"
    return "prepare"


def _code_of_position(state: Any, row: Any) -> str:
    """Return how the position stands; beside a reopened step the stored status may be that of the reopened one."""
    shared = bool(state.reopened) and row.status in ("waiting", "ready")
    return "active" if shared else str(row.status)


class NetworkForm(Form):
    """What is written of the network itself."""

    name = line(N_("Navn"), needed=True, most=80)
    kommune = line(N_("Kommune"), needed=True, most=80, filters=[named])
    area = prose(N_("Området"), rows=3)
    purpose = prose(N_("Formål"), rows=4)
    languages = Ticks(N_("Sprog i området"), choices=choices("language"))
    other_languages = line(N_("Andre sprog i området"), hint=N_("Med komma imellem, for eksempel »tamil, tigrinya«"))
    initiator_id = choice(N_("Initiativtager"), (), coerce=optional_id)
    secretariat_id = choice(N_("Sekretariat"), (), coerce=optional_id)
    anchor_id = choice(N_("Forankring"), (), coerce=optional_id)


@bp.get("/netvaerk/<slug>/oplysninger")
def details(slug: str) -> ResponseReturnValue:
    """Show the form of the network itself."""
    return _details_page(_as_it_is())


@bp.post("/netvaerk/<slug>/oplysninger")
def change(slug: str) -> ResponseReturnValue:
    """Change what is written of the network itself."""
    form = _with_organisations(NetworkForm())
    if not (form.validate() and _known(form)):
        return _details_page(form), 422
    values = said(form)
    values["languages"] = ",".join(listed(",".join([values["languages"], *found_in(values.pop("other_languages"))])))
    try:
        change_network(session(), command(form.command_key.data), values, seen=form.version.data or 0)
        session().commit()
    except Stale as error:
        return _details_page(form, error), 409
    flash(_(N_("Netværkets oplysninger er gemt.")), "success")
    return redirect(url_for("overview.show", slug=slug), 303)


def found_in(typed: str) -> list[str]:
    """Return the languages that somebody wrote with commas between."""
    return [code for one in typed.split(",") if (code := find(one))]


def _known(form: Any) -> bool:
    """Say whether every language that was written is one, and say at the field which is not."""
    strangers = [one.strip() for one in (form.other_languages.data or "").split(",") if one.strip() and not find(one)]
    form.other_languages.errors = [
        _(N_("Tryghedsnet kender ikke et sprog, der hedder »{navn}«. Skriv navnet på dansk, eller sprogets kode."),
          navn=one)
        for one in strangers
    ]  # fmt: skip
    return not strangers


def _as_it_is() -> Any:
    network = here().network
    form = _with_organisations(NetworkForm(formdata=None, obj=network))
    form.version.data = network.version
    return form


def _with_organisations(form: Any) -> Any:
    codes = (*listed(here().network.languages), *(form.languages.data or ()))
    form.languages.choices = [replace(one, label=tell(one.label)) for one in options(language_choices(codes))]
    rows = [("", _(N_("Ingen valgt"))), *((str(o.id), o.name) for o in list_organisations(session()))]
    for name in ("initiator_id", "secretariat_id", "anchor_id"):
        form[name].choices = options(rows)
    return form


def _details_page(form: Any, error: Stale | None = None) -> str:
    slug, title, conflict = policy.access().slug, _(N_("Netværkets oplysninger")), None
    if error is not None:
        let_go()
        forget()
        url = url_for("overview.show", slug=slug)
        conflict = conflicts.conflict(error, form, _as_it_is(), what=title[:1].lower() + title[1:], url=url)
    return page(
        "records/form.html",
        tab="overblik",
        crumb=_(N_("Oplysninger")),
        form=form,
        conflict=conflict,
        title=title,
        action=url_for(".change", slug=slug),
        noun=None,
        back=url_for("overview.show", slug=slug),
    )
