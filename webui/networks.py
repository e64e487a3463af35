"""The list of networks, creating one, and its overview."""

from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask import session as flask_session
from flask.typing import ResponseReturnValue
from flask_login import current_user

import workflows
from engine import records
from engine.commands import Command
from engine.errors import BadInput, NotFound
from engine.people import actions as people
from engine.people.models import KINDS
from engine.people.queries import list_organisations
from engine.state import ENDED, PENDING, RUNNING, State
from engine.text import N_
from webui import policy
from webui.clock import now, today
from webui.db import let_go, session
from webui.forms import Form, choice, day, line, options, page_number, prose, search_words
from webui.frame import Here, bar, command, here, page, shown, told, undoable
from webui.language import _, short_day, tell
from webui.nouns.catalogue import NOUNS, SECTIONS
from webui.nouns.network import organisations
from webui.nouns.shape import Ticks, optional_id, said
from webui.words import choices, word
from workflows.tryghedsnetvaerk.meetings.models import CALLED, DRAFT, Meeting
from workflows.tryghedsnetvaerk.network import queries
from workflows.tryghedsnetvaerk.network.actions import change_network, create_network, slug_of
from workflows.tryghedsnetvaerk.process import PROCESS, YEAR

bp = Blueprint("networks", __name__)
NEEDS = ("overdue", "waiting")
SORTS = (("handling", N_("Kræver handling")), ("navn", N_("Navn")), ("dato", N_("Næste dato")))
STATUSES = ("overdue", "waiting", "active", "ready", "paused", "ended")
PURPOSE = N_(
    "At samle dem, der har deres arbejde i området, så de sammen kan forebygge kriminalitet og gøre hverdagen tryg."
)


@bp.get("/")
def portfolio() -> ResponseReturnValue:
    """List the networks this person follows."""
    phase = request.args.get("fase", "")
    steps = tuple(step.key for step in PROCESS.phases[int(phase) - 1].steps) if phase in ("1", "2", "3") else ()
    status = request.args.get("status", "")
    wanted = queries.Wanted(
        text=search_words(), steps=steps, status=status if status in STATUSES else "",
        sort=request.args.get("sort", "handling"), page=page_number(),
    )  # fmt: skip
    rows, total = queries.list_networks(session(), current_user, today(), wanted)
    names = queries.list_coordinators(session(), [row.id for row in rows], today())
    everything = total if wanted == queries.Wanted() else queries.list_networks(
        session(), current_user, today(), queries.Wanted())[1]  # fmt: skip
    return render_template(
        "networks/portfolio.html", rows=[_card(row, names) for row in rows], total=total, everything=everything,
        wanted=wanted, phase=phase, phases=PROCESS.phases, sorts=SORTS, statuses=STATUSES, page=wanted.page,
        pages=max(1, -(-total // queries.PAGE)), may_create=current_user.coordinator,
    )  # fmt: skip


def _card(row: Any, names: dict[int, str]) -> dict[str, Any]:
    definition = workflows.find(PROCESS.name, PROCESS.version).definition
    state = _state_of(row)
    picture = bar(definition, state, lambda step: _code(definition, state, row, step))
    reason = definition.demands.get(row.reason)
    return {
        "name": row.name,
        "url": url_for("networks.overview", slug=row.slug),
        "kommune": row.kommune,
        "tovholder": names.get(row.id, ""),
        "bar": picture,
        "status": row.status,
        "unmet": row.unmet,
        "needs": tell(reason[2].title) if reason else "",
        "phase": tell(definition.phases[picture["phase_index"]].title),
        "next_on": row.next_on,
        "next_kind": word("next", row.next_kind) if row.next_kind else "",
        "changed": row.changed_at,
        "urgent": row.status in NEEDS,
    }


def _state_of(row: Any) -> Any:
    reopened = frozenset(row.reopened.split(",")) if row.reopened else frozenset()
    return State(name="", version=1, position=row.position, mode=row.mode, cycle=row.cycle, entered=row.entered,
                 reopened=reopened)  # fmt: skip


def _code(definition: Any, state: Any, row: Any, step: str) -> str:
    if step in (state.position, *state.reopened):
        return str(row.status)
    if definition.order[step] < definition.order[state.position]:
        early = state.entered and definition.order[step] < definition.order[state.entered] and state.cycle == 1
        return "active" if step == "praksis" else "before" if early else "done"
    return "prepare"


class AreaForm(Form):
    """Page 1: the area."""

    name = line(N_("Hvad hedder boligområdet?"), needed=True, most=80)
    kommune = line(N_("Hvilken kommune ligger det i?"), needed=True, most=80)
    area = prose(
        N_("Beskriv kort området"), rows=3, most=800, hint=N_("For eksempel antal boliger og hvem der bor der")
    )


class PartiesForm(Form):
    """Page 2: who begins it."""

    organisation_id = choice(N_("Hvem tager initiativet?"), (), coerce=optional_id)
    new_organisation = line(N_("Eller skriv en ny organisation"), most=120)
    new_kind = choice(
        N_("Den nye organisations slags"), [("", N_("Ingen ny")), *((str(k), t) for k, t in KINDS.items())]
    )


class PurposeForm(Form):
    """Page 3: purpose and languages."""

    purpose = prose(
        N_("Formål"), rows=4, most=800, hint=N_("Det trykkes i folder, aftale og evaluering. Det kan ændres senere.")
    )
    languages = Ticks(N_("Hvilke sprog tales i området?"), choices=choices("language"))


class DatesForm(Form):
    """Page 4: when it begins."""

    begun_on = day(N_("Hvornår begyndte I?"), needed=True)
    at = choice(
        N_("Hvor langt er I?"),
        (),
        hint=N_("Er I allerede i gang, så vælg det trin, I står i. Tidligere trin vises som »Udført før systemet«."),
    )
    vouched = prose(N_("Hvem står inde for det, og hvor er papirerne?"), rows=3, most=500)  # fmt: skip


GUIDE = (
    (N_("Området"), AreaForm),
    (N_("Initiativet"), PartiesForm),
    (N_("Formålet"), PurposeForm),
    (N_("Datoer"), DatesForm),
)
KEPT = "opret"


@bp.get("/netvaerk/nyt/<int:nr>/")
def guide(nr: int) -> ResponseReturnValue:
    """Show one page of the guide, filled with what was said before."""
    form = _guide_form(nr)(formdata=None, data=_kept())
    return _guide_page(nr, _filled(form))


@bp.post("/netvaerk/nyt/<int:nr>/")
def guide_on(nr: int) -> ResponseReturnValue:
    """Keep what one page of the guide says and go on."""
    form = _filled(_guide_form(nr)())
    if not form.validate():
        return _guide_page(nr, form), 422
    problem = _trouble(nr, form)
    if problem:
        form.form_errors.append(tell(problem))
        return _guide_page(nr, form), 422
    _keep({**_kept(), **{key: _storable(value) for key, value in said(form).items()}})
    return redirect(url_for(".check") if nr == len(GUIDE) else url_for(".guide", nr=nr + 1), 303)


@bp.get("/netvaerk/nyt/tjek/")
def check() -> ResponseReturnValue:
    """Show every answer of the guide before anything is stored."""
    form = Form(formdata=None)
    return render_template("networks/check.html", rows=_answers(), form=form, guide=_pages())


@bp.post("/netvaerk/nyt/tjek/")
def create() -> ResponseReturnValue:
    """Create the network that the guide describes."""
    form, kept = Form(), _kept()
    if not form.validate() or not {"name", "kommune", "begun_on"} <= kept.keys():
        return redirect(url_for(".guide", nr=1), 303)
    try:
        slug = _create(kept, form.command_key.data)
        session().commit()
    except BadInput as error:
        let_go()
        form.form_errors.append(tell(error.text, error.values))
        return render_template("networks/check.html", rows=_answers(), form=form, guide=_pages()), 422
    flask_session.pop(KEPT, None)
    flash(_(N_("{navn} er oprettet. Du er tovholder."), navn=kept["name"]), "success")
    return redirect(url_for(".overview", slug=slug), 303)


def _create(kept: dict[str, Any], key: str) -> str:
    initiator = optional_id(kept.get("organisation_id"))
    if kept.get("new_organisation"):
        kind = kept.get("new_kind") or "andet"
        made = people.add_organisation(
            session(), actor=current_user.person_id, now=now(), name=kept["new_organisation"], kind=kind
        )
        initiator = made.id
    workflow = workflows.find(PROCESS.name, PROCESS.version)
    begun = kept["begun_on"]
    asked = Command(workflow=workflow, process_id=0, actor=current_user.person_id, now=now(), key=key, on=begun)
    values = {key: kept.get(key, "") for key in ("name", "kommune", "area", "purpose")}
    values |= {"languages": kept.get("languages") or "da", "initiator_id": initiator,
               "secretariat_id": initiator, "anchor_id": initiator}  # fmt: skip
    step = kept.get("at") or ""
    create_network(session(), asked, values, at="" if step == PROCESS.start else step, vouched=kept.get("vouched", ""))
    return slug_of(kept["name"])


def _guide_form(nr: int) -> Any:
    if not 1 <= nr <= len(GUIDE):
        raise NotFound(N_("Siden findes ikke, eller den er ikke din at se."))
    return GUIDE[nr - 1][1]


def _filled(form: Any) -> Any:
    if "organisation_id" in form:
        organisations(form, None)
    if "at" in form:
        form.at.choices = options(
            [(key, f"{nr}. {tell(step.title)}") for nr, (key, step) in enumerate(PROCESS.steps.items(), 1)]
        )
    if "purpose" in form and not form.is_submitted() and not form.purpose.data:
        form.purpose.data = tell(PURPOSE)
    if "begun_on" in form and not form.is_submitted() and not form.begun_on.data:
        form.begun_on.data = today()
    return form


def _trouble(nr: int, form: Any) -> str:
    if nr == 2 and not (form.organisation_id.data or form.new_organisation.data):
        return N_("Vælg en organisation, eller skriv en ny.")
    if nr == len(GUIDE) and form.begun_on.data > today():
        return N_("Datoen ligger ude i fremtiden.")
    if nr == len(GUIDE) and form.at.data != PROCESS.start and not form.vouched.data:
        return N_("Skriv, hvem der står inde for de tidligere trin.")
    return ""


def _kept() -> dict[str, Any]:
    kept = dict(flask_session.get(KEPT, {}))
    if "begun_on" in kept:
        kept["begun_on"] = date.fromisoformat(kept["begun_on"])
    return kept


def _keep(kept: dict[str, Any]) -> None:
    flask_session[KEPT] = {key: _storable(value) for key, value in kept.items()}


def _storable(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _pages() -> list[tuple[str, str]]:
    return [(tell(title), url_for(".guide", nr=nr)) for nr, (title, _form) in enumerate(GUIDE, 1)]


def _guide_page(nr: int, form: Any) -> str:
    return render_template("networks/guide.html", form=form, nr=nr, title=tell(GUIDE[nr - 1][0]),
                           guide=[*_pages(), (_(N_("Tjek dine svar")), "")])  # fmt: skip


def _answers() -> list[dict[str, Any]]:
    kept, rows = _kept(), []
    for nr, (_title, made) in enumerate(GUIDE, 1):
        form = _filled(made(formdata=None, data=kept))
        for one in form:
            if one.name in ("version", "command_key", "csrf_token", "new_kind"):
                continue
            value = kept.get(one.name)
            if one.type == "SelectField":
                value = next((c.label for c in one.choices if c.value == str(value or "") and c.value), "")
            elif one.type == "Ticks":
                value = ", ".join(c.label or "" for c in one.choices if c.value in str(value or "").split(","))
            elif isinstance(value, date):
                value = short_day(value)
            rows.append({"label": one.label.text, "value": value, "edit_url": url_for(".guide", nr=nr)})
    return rows


@bp.get("/netvaerk/<slug>/")
def overview(slug: str) -> ResponseReturnValue:
    """Show where the network stands, why, and what comes next."""
    place = here()
    phases = [
        {"nr": nr, "title": tell(phase.title), "steps": [_step_row(step.key) for step in phase.steps]}
        for nr, phase in enumerate(place.definition.phases, 1)
    ]
    sitting = [
        {
            "name": row.name,
            "sub": ", ".join(filter(None, [row.organisation, _(N_("formand")) if row.Seat.chair else ""])),
        }
        for row in queries.list_sitting(session(), place.row.id, today())
    ]
    return page("networks/overview.html", tab="overblik", phases=phases, sitting=sitting, next_step=_next(),
                meeting=_next_meeting(), problems=_problems(), form=Form(formdata=None), undo=undoable(),
                leads=policy.access().coordinator)  # fmt: skip


def _step_row(key: str) -> dict[str, Any]:
    place, slug = here(), policy.access().slug
    step, code = place.definition.steps[key], place.code(key)
    found = shown(place.found(key))
    row = {
        "nr": place.definition.order[key], "code": code, "title": tell(step.title),
        "url": url_for("steps.show", slug=slug, nr=place.definition.order[key]), "hint": None, "why": None,
        "note": _(N_("Fraveget")) if any(f["aside"] and not f["met"] for f in found) else None,
    }  # fmt: skip
    missing = [f for f in found if not f["met"] and not f["aside"] and not f["warning"]]
    if key in (place.state.position, *place.state.reopened) and found and code not in ("ended", "paused"):
        text = missing[0]["sentence"] if missing else _(N_("Alt er på plads. Trinnet kan lukkes."))
        heading = _(N_("Mangler: {titel}."), titel=missing[0]["title"]) if missing else _(N_("Klar."))
        if place.definition.steps[key].tasks[0].running:
            heading, text = _(N_("Løbende.")), _(N_("Samarbejdet går videre, også mens der evalueres."))
        row["why"] = {"heading": heading, "text": text, "requirements": found}
    elif key in place.state.reopened:
        row["hint"] = _(N_("Genåbnet"))
    elif code == "prepare":
        row["hint"] = _(N_("Lukkes efter trin {nr}. Oplysninger kan skrives ind nu."), nr=row["nr"] - 1)
    return row


def _next() -> dict[str, Any]:
    """Return the one next thing: the first demand that is ours to meet, else the press that closes the step."""
    place, slug = here(), policy.access().slug
    if place.state.mode != RUNNING:
        return _not_running(place, slug)
    order = sorted([place.state.position, *place.state.reopened], key=lambda step: place.definition.order[step])
    for step in order:
        nr = place.definition.order[step]
        found = [told(finding) for finding in place.found(step) if finding.stops]
        url = url_for("steps.show", slug=slug, nr=nr)
        if found:
            return {
                "heading": found[0]["sentence"],
                "text": _(N_("Trin {nr}: {titel}"), nr=nr, titel=tell(place.definition.steps[step].title)),
                "actions": [(found[0]["mend_text"], found[0]["mend_url"], True), (_(N_("Se trinnet")), url, False)],
            }
        if not all(task.running for task in place.definition.steps[step].tasks):
            return {
                "heading": _(N_("Luk trin {nr}: {titel}"), nr=nr, titel=tell(place.definition.steps[step].title)),
                "text": _(N_("Alle krav er opfyldt.")),
                "actions": [(_(N_("Gå til trinnet")), url, True)],
            }
    warnings = [told(f) for f in place.found("praksis") if f.reason]
    if warnings:
        return {
            "heading": warnings[0]["sentence"],
            "text": _(N_("Samarbejdet er i gang.")),
            "actions": [(warnings[0]["mend_text"], warnings[0]["mend_url"], True)],
        }
    on = _(N_("Næste evaluering: {dato}"), dato=place.row.next_on) if place.row.next_on else ""
    return {"heading": _(N_("Samarbejdet er i gang")), "text": on, "actions": []}  # fmt: skip


def _not_running(place: Here, slug: str) -> dict[str, Any]:
    """Say that the network is on hold or ended, and what waits for it."""
    if place.state.mode == ENDED:
        return {"heading": _(N_("Netværket er afsluttet")), "text": _(N_("Historikken kan stadig læses.")), "actions": []}
    due = [on for said, kind, on in place.state.timers.values() if said == PENDING and kind == YEAR and on <= today()]
    text = _(N_("Der krydses ikke af, ingen mails sendes, og datoer venter."))
    if due:
        text = _(N_("Evalueringen faldt til tid {dato}. Den venter, til netværket er i gang igen."), dato=due[0])
    url = url_for("steps.ask_why", slug=slug, verb="genoptag")
    actions = [(_(N_("Genoptag netværket")), url, True)] if place.works else []
    return {"heading": _(N_("Netværket er i bero")), "text": text, "actions": actions}


def _next_meeting() -> dict[str, Any] | None:
    place = here()
    coming = [m for m in records.list_all(session(), Meeting, place.row.id)
              if m.state in (DRAFT, CALLED) and m.starts_at and m.starts_at >= now()]  # fmt: skip
    if not coming:
        return None
    first = min(coming, key=lambda m: m.starts_at)
    url = url_for("records.show", slug=policy.access().slug, noun="moeder", nr=first.nr)
    return {"row": first, "url": url, "kind": word("meeting", first.kind), "state": word("meeting_state", first.state)}


def _problems() -> list[dict[str, Any]]:
    place = here()
    kind = NOUNS["problemer"]
    return [{"name": row.what, "sub": row.doing or row.why} for row in records.list_all(session(), kind.model, place.row.id)
            if not getattr(row, "closed_on", None)]  # fmt: skip


@bp.get("/netvaerk/<slug>/<any(kortlaegning, deltagere, aftaler, dokumenter):tab>")
def section(slug: str, tab: str) -> ResponseReturnValue:
    """Show the records of one part of the method, each with how much there is."""
    place = here()
    chosen = "aftale" if tab == "aftaler" else tab
    keys = SECTIONS.get(chosen, tuple(NOUNS))
    cards = []
    for key in keys:
        kind = NOUNS[key]
        rows = records.list_all(session(), kind.model, place.row.id)
        cards.append({"title": tell(kind.title), "url": url_for("records.index", slug=slug, noun=key), "count": len(rows),
                      "lines": [kind.line(row) for row in rows[:3]], "nothing": tell(kind.nothing)})  # fmt: skip
    titles = {
        "kortlaegning": N_("Kortlægning"),
        "deltagere": N_("Deltagere"),
        "aftale": N_("Aftale og materialer"),
        "dokumenter": N_("Dokumenter"),
    }
    return page("networks/section.html", tab=chosen, crumb=tell(titles[chosen]), cards=cards)


class NetworkForm(Form):
    """What is written of the network itself."""

    name = line(N_("Navn"), needed=True, most=80)
    kommune = line(N_("Kommune"), needed=True, most=80)
    area = prose(N_("Området"), rows=3)
    purpose = prose(N_("Formål"), rows=4)
    languages = Ticks(N_("Sprog i området"), choices=choices("language"))
    initiator_id = choice(N_("Initiativtager"), (), coerce=optional_id)
    secretariat_id = choice(N_("Sekretariat"), (), coerce=optional_id)
    anchor_id = choice(N_("Forankring"), (), coerce=optional_id)


@bp.get("/netvaerk/<slug>/oplysninger")
def details(slug: str) -> ResponseReturnValue:
    """Show the form of the network itself."""
    network = here().network
    form = _with_organisations(NetworkForm(formdata=None, obj=network))
    form.version.data = network.version
    return _details_page(form)


@bp.post("/netvaerk/<slug>/oplysninger")
def change(slug: str) -> ResponseReturnValue:
    """Change what is written of the network itself."""
    form = _with_organisations(NetworkForm())
    if not form.validate():
        return _details_page(form), 422
    change_network(session(), command(form.command_key.data), said(form), seen=form.version.data or 0)
    session().commit()
    flash(_(N_("Netværkets oplysninger er gemt.")), "success")
    return redirect(url_for(".overview", slug=slug), 303)


def _with_organisations(form: Any) -> Any:
    rows = [("", _(N_("Ingen valgt"))), *((str(o.id), o.name) for o in list_organisations(session()))]
    for name in ("initiator_id", "secretariat_id", "anchor_id"):
        form[name].choices = rows
    return form


def _details_page(form: Any) -> str:
    slug = policy.access().slug
    return page("records/form.html", tab="overblik", crumb=_(N_("Oplysninger")), form=form, conflict=None,
                title=_(N_("Netværkets oplysninger")), action=url_for(".change", slug=slug), noun=None,
                back=url_for(".overview", slug=slug))  # fmt: skip
