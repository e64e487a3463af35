"""Creating a network: four short pages, and every answer shown before anything is stored."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask import session as flask_session
from flask.typing import ResponseReturnValue
from flask_login import current_user

import workflows
from engine.commands import Command
from engine.errors import BadInput, NotFound
from engine.people.models import KINDS, Kind
from engine.text import N_
from webui.network.kommune import named
from webui.nouns.choosing import (
    NOT_LISTED,
    OF_NEW,
    ONE_OF_TWO,
    chosen_organisation,
    kind_of_new,
    name_of_new,
    organisation_rules,
    organisations,
)
from webui.nouns.shape import Ticks, optional_id, said
from webui.saying.language import _, short_day, tell
from webui.saying.words import choices
from webui.visit.clock import now, today
from webui.visit.db import let_go, session
from webui.visit.forms import Form, Rule, choice, day, line, options, prose, said_when
from workflows.tryghedsnetvaerk.agreement.actions import save_agreement
from workflows.tryghedsnetvaerk.network.actions import create_network, slug_of
from workflows.tryghedsnetvaerk.process import PROCESS

bp = Blueprint("guide", __name__, url_prefix="/netvaerk/nyt")
AFTER_AGREEMENT = tuple(PROCESS.steps)[6:]
PURPOSE = N_(
    "At samle dem, der har deres arbejde i området, så de sammen kan forebygge kriminalitet og gøre hverdagen tryg."
)


class AreaForm(Form):
    """Page 1: the area."""

    name = line(N_("Hvad hedder boligområdet?"), needed=True, most=80)
    kommune = line(N_("Hvilken kommune ligger det i?"), needed=True, most=80, filters=[named])
    area = prose(
        N_("Beskriv området kort"), rows=3, most=800, hint=N_("For eksempel antal boliger og hvem der bor der")
    )


class PartiesForm(Form):
    """Page 2: who begins it."""

    rules = organisation_rules()
    whens = said_when(organisation_id=ONE_OF_TWO, new_organisation=NOT_LISTED, new_kind=OF_NEW)
    organisation_id = choice(N_("Hvem tager initiativet?"), (), coerce=optional_id)
    new_organisation = name_of_new()
    new_kind = kind_of_new()


class PurposeForm(Form):
    """Page 3: purpose and languages."""

    purpose = prose(
        N_("Formål"),
        rows=4,
        most=800,
        hint=N_("Det kommer til at stå i folderen, aftalen og evalueringen. I kan ændre det senere."),
    )
    languages = Ticks(
        N_("Hvilke sprog tales i området?"),
        choices=choices("language"),
        description=N_("Andre sprog skriver I til bagefter under »Oplysninger«."),
    )


class DatesForm(Form):
    """Page 4: when it begins."""

    rules = (
        Rule(
            "vouched",
            lambda f: f.at.data in (None, "", PROCESS.start) or bool(f.vouched.data),
            N_("Skriv, hvem der står inde for de tidligere trin."),
        ),
        Rule(
            "in_force_on",
            lambda f: not f.in_force_on.data or f.at.data in AFTER_AGREEMENT,
            N_("Skriv kun datoen, når I står i trin 7, 8 eller 9."),
        ),
    )
    whens = said_when(
        vouched=N_("skal udfyldes, når I er længere end trin 1"),
        in_force_on=N_("når I står i trin 7, 8 eller 9"),
    )
    begun_on = day(N_("Hvornår begyndte I?"), past=True, needed=True)
    at = choice(
        N_("Hvor langt er I?"),
        (),
        hint=N_("Er I allerede i gang, så vælg det trin, I står i. Tidligere trin vises som »Udført før systemet«."),
    )
    vouched = prose(N_("Hvem står inde for det, og hvor er papirerne?"), rows=3, most=500)
    in_force_on = day(
        N_("Hvornår trådte aftalen i kraft?"),
        hint=N_("Evalueringen kommer et år efter. I kan også skrive datoen senere på aftalens side."),
    )


GUIDE = (
    (N_("Området"), AreaForm),
    (N_("Initiativet"), PartiesForm),
    (N_("Formålet"), PurposeForm),
    (N_("Datoer"), DatesForm),
)
KEPT = "opret"
DATES = ("begun_on", "in_force_on")


@bp.get("/<int:nr>/")
def show(nr: int) -> ResponseReturnValue:
    """Show one page of the guide, filled with what was said before."""
    form = _guide_form(nr)(formdata=None, data=_kept())
    return _guide_page(nr, _filled(form))


@bp.post("/<int:nr>/")
def keep(nr: int) -> ResponseReturnValue:
    """Keep what one page of the guide says and go on."""
    form = _filled(_guide_form(nr)())
    if not form.validate():
        return _guide_page(nr, form), 422
    _keep({**_kept(), **{key: _storable(value) for key, value in said(form).items()}})
    return redirect(url_for(".check") if nr == len(GUIDE) else url_for(".show", nr=nr + 1), 303)


@bp.get("/tjek/")
def check() -> ResponseReturnValue:
    """Show every answer of the guide before anything is stored."""
    return _check_page(Form(formdata=None))


@bp.post("/tjek/")
def create() -> ResponseReturnValue:
    """Create the network that the guide describes."""
    form, kept = Form(), _kept()
    if not form.validate() or _unanswered(kept):
        return _check_page(form), 422
    try:
        slug = _create(kept, form.command_key.data)
        session().commit()
    except BadInput as error:
        let_go()
        return _check_page(form, [(tell(error.text, error.values), url_for(".show", nr=1) + error.page)]), 422
    flask_session.pop(KEPT, None)
    flash(_(N_("{navn} er oprettet. Du er tovholder."), navn=kept["name"]), "success")
    return redirect(url_for("overview.show", slug=slug), 303)


def _check_page(form: Any, refused: Sequence[tuple[str, str]] = ()) -> str:
    """Show every answer, with the pages that lack one and what the engine refused, each with where it is mended."""
    kept = _kept()
    undated = kept.get("at") in AFTER_AGREEMENT and not kept.get("in_force_on")
    return render_template(
        "guide/check.html", rows=_answers(), form=form, guide=_pages(), undated=undated,
        unanswered=[*_unanswered(kept), *refused],
        dates_url=url_for(".show", nr=len(GUIDE)) + "#in_force_on",
    )  # fmt: skip


def _unanswered(kept: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the pages of the guide that lack an answer, each as a sentence with its address."""
    late = kept.get("at") not in (None, "", PROCESS.start)
    lacking = (
        not {"name", "kommune"} <= kept.keys(),
        not _whole(kept),
        "purpose" not in kept,
        "begun_on" not in kept or (late and not kept.get("vouched")),
    )
    said = N_("Side {nr}, »{titel}«, er ikke besvaret.")
    return [
        (tell(said, {"nr": nr, "titel": title}), url)
        for nr, ((title, url), lacks) in enumerate(zip(_pages(), lacking, strict=True), 1)
        if lacks
    ]


def _whole(kept: dict[str, Any]) -> bool:
    """Say whether the initiator is one that is known, or a new one with its kind."""
    new = bool(kept.get("new_organisation"))
    return bool(kept.get("organisation_id")) != new and bool(kept.get("new_kind")) == new


def _create(kept: dict[str, Any], key: str) -> str:
    initiator = chosen_organisation(dict(kept))
    workflow = workflows.find(PROCESS.name, PROCESS.version)
    begun = kept["begun_on"]
    asked = Command(workflow=workflow, process_id=0, actor=current_user.person_id, now=now(), key=key, on=begun)
    values = {key: kept.get(key, "") for key in ("name", "kommune", "area", "purpose")}
    values |= {
        "languages": kept.get("languages") or "da",
        "initiator_id": initiator,
        "secretariat_id": initiator,
        "anchor_id": initiator,
    }
    step = kept.get("at") or ""
    at = "" if step == PROCESS.start else step
    number = create_network(session(), asked, values, at=at, vouched=kept.get("vouched", ""))
    if step in AFTER_AGREEMENT and kept.get("in_force_on"):
        dated = replace(asked, process_id=number, key=f"{key}:agreement")
        save_agreement(session(), dated, None, {"ready_made": True, "in_force_on": kept["in_force_on"]})
    return slug_of(kept["name"])


def _guide_form(nr: int) -> Any:
    if not 1 <= nr <= len(GUIDE):
        raise NotFound(N_("Siden findes ikke, eller du har ikke adgang til den."))
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


def _kept() -> dict[str, Any]:
    kept = dict(flask_session.get(KEPT, {}))
    return kept | {name: date.fromisoformat(kept[name]) for name in DATES if kept.get(name)}


def _keep(kept: dict[str, Any]) -> None:
    flask_session[KEPT] = {key: _storable(value) for key, value in kept.items()}


def _storable(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _pages() -> list[tuple[str, str]]:
    return [(tell(title), url_for(".show", nr=nr)) for nr, (title, _form) in enumerate(GUIDE, 1)]


def _guide_page(nr: int, form: Any) -> str:
    return render_template(
        "guide/page.html",
        form=form,
        nr=nr,
        title=tell(GUIDE[nr - 1][0]),
        guide=[*_pages(), (_(N_("Tjek dine svar")), "")],
    )


def _new(kept: dict[str, Any]) -> str:
    """Return an organisation that is written in with the network, and which kind it becomes."""
    kind = kept.get("new_kind")
    return f"{kept['new_organisation']} ({tell(KINDS[Kind(kind)])})" if kind else kept["new_organisation"]


def _answers() -> list[dict[str, Any]]:
    kept, rows = _kept(), []
    for nr, (_title, made) in enumerate(GUIDE, 1):
        form = _filled(made(formdata=None, data=kept))
        for one in form:
            if one.name in ("version", "command_key", "csrf_token", "new_organisation", "new_kind"):
                continue
            value = kept.get(one.name)
            if one.name == "organisation_id" and kept.get("new_organisation"):
                value = _new(kept)
            elif one.type == "SelectField":
                value = next((c.label for c in one.choices if c.value == str(value or "") and c.value), "")
            elif one.type == "Ticks":
                value = ", ".join(c.label or "" for c in one.choices if c.value in str(value or "").split(","))
            elif isinstance(value, date):
                value = short_day(value)
            rows.append({"label": one.label.text, "value": value, "edit_url": url_for(".show", nr=nr)})
    return rows
