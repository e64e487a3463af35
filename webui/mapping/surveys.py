"""A survey before the first answer: what, whom, how many, in which languages; opened, given a language more, closed."""

from collections.abc import Mapping
from math import ceil
from types import SimpleNamespace
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import IntegerField
from wtforms.validators import NumberRange, Optional

from engine import records
from engine.errors import BadInput, NotAllowed
from engine.text import N_
from webui.nouns.mapping import surveying
from webui.nouns.shape import Ticks, said
from webui.page import traced
from webui.page.attempts import attempt
from webui.page.frame import command, here, page
from webui.page.traced import Traced
from webui.saying.language import _, number, tell
from webui.saying.words import choices, word
from webui.visit import policy
from webui.visit.clock import today
from webui.visit.db import session
from webui.visit.forms import Form, choice, day, in_order, line, number_asked, options, pressed, prose
from workflows.tryghedsnetvaerk.mapping import fieldwork
from workflows.tryghedsnetvaerk.mapping.models import Study
from workflows.tryghedsnetvaerk.mapping.statistics import samples
from workflows.tryghedsnetvaerk.mapping.survey import surveys, wording
from workflows.tryghedsnetvaerk.mapping.survey.languages import DANISH, texts
from workflows.tryghedsnetvaerk.mapping.survey.models import Questionnaire, Survey, Translation

bp = Blueprint("surveys", __name__, url_prefix="/netvaerk/<slug>/undersoegelser/<int:nr>")
SECTIONS = (
    (N_("Hvad spørges der om?"), ("title", "questionnaire_id", "done_by")),
    (N_("Hvem spørges?"), ("area_told", "counted", "population", "age_from")),
    (N_("Skemaets første side"), ("behind", "purpose", "contact")),
    (N_("Sprog og adgang"), ("languages", "access")),
    (N_("Hvornår?"), ("opens_on", "closes_on")),
)
NUMBERS = (30, 50, 80, 100, 150, 200, 250, 300, 400, 500, 700, 1000)
MOST_SHOWN = 7
HALF = 50  # per cent who are insecure, where nothing is known: there the uncertainty is largest


class SetUpForm(Traced):
    """Everything that is fixed before a survey opens; a street and a telephone at work belong to two of its fields."""

    watched = ("title", "done_by", "behind", "purpose")

    rules = (in_order("opens_on", "closes_on", N_("Sidste dag kan ikke ligge før første dag.")),)
    whens = dict.fromkeys(surveys.NEEDED, N_("skal udfyldes, før undersøgelsen åbnes"))
    title = line(N_("Undersøgelsens navn"))
    questionnaire_id = choice(N_("Spørgeskema"), (), hint=N_("Skemaet låses, når undersøgelsen åbnes."))
    done_by = line(
        N_("Hvem laver undersøgelsen?"), hint=N_("Skriv organisation og fag. Metoden anbefaler, at fagfolk laver den.")
    )
    area_told = line(N_("Hvilket område?"), hint=N_("Gader eller blokke, som beboerne kender dem. Det står i skemaet."))
    counted = choice(N_("Tælles der personer eller husstande?"), choices("counted_as"), needed=True)
    population = IntegerField(N_("Hvor mange kan svare i alt?"), [Optional(), NumberRange(1, surveys.MOST_PEOPLE)],
                              description=N_("Alle personer over aldersgrænsen i området, eller alle husstande. Tallet "
                                             "kan fås hos kommunen eller boligforeningen."))  # fmt: skip
    age_from = IntegerField(
        N_("Fra hvilken alder kan man svare?"),
        [Optional(), NumberRange(0, surveys.OLDEST)],
        description=N_("For eksempel 15 eller 18 år"),
    )
    behind = prose(
        N_("Hvem står bag?"),
        most=surveys.LONGEST,
        rows=2,
        hint=N_("Skriv hver part på sin egen linje. Så står »og« mellem dem på beboerens sprog."),
    )
    purpose = prose(N_("Hvorfor spørger I?"), most=surveys.LONGEST_PROSE, rows=3)
    contact = line(N_("Hvem kan beboerne spørge?"), hint=N_("Navn og et telefonnummer på arbejdet"))
    languages = Ticks(N_("Hvilke sprog?"))
    access = choice(N_("Hvordan får beboerne adgang til skemaet?"), choices("let_in"), needed=True)
    opens_on = day(N_("Hvornår åbner undersøgelsen?"), hint=N_("Står feltet tomt, åbner den, når I trykker på Åbn."))
    closes_on = day(N_("Sidste dag, der kan svares"))


class OpenedForm(Traced):
    """What may be changed of a survey that is open."""

    watched = ("title",)
    title, closes_on = SetUpForm.title, SetUpForm.closes_on


def _told(study: Study, row: Survey | None) -> dict[str, Any]:
    names = [name for _title, part in SECTIONS for name in part]
    return {name: getattr(study if name in surveys.OF_STUDY else row, name, None) for name in names}


class OpeningForm(Traced):
    """Why a survey opens before the residents are informed."""

    watched = ("early_reason",)

    early_reason = prose(N_("Hvorfor begynder I, før beboerne er informeret?"), needed=True, rows=3)


@bp.get("/opsaetning")
def ask(slug: str, nr: int) -> ResponseReturnValue:
    """Show how a survey is set up."""
    study = _study(nr)
    row = surveys.find_survey(session(), study)
    if row is not None and row.closed_on:
        raise NotAllowed(surveys.OVER)
    told = {**_told(study, row), **(_beginning(study) if row is None else {})}
    form = _form_of(row)(formdata=None, data={**told, "version": row.version if row else 0})
    return _form_page(nr, _prepared(form))


@bp.post("/opsaetning")
def change(slug: str, nr: int) -> ResponseReturnValue:
    """Set a survey up, or change how it is set up."""
    study = _study(nr)
    row = surveys.find_survey(session(), study)
    form = _prepared(_form_of(row)())
    traced.compare(form, SimpleNamespace(**_told(study, row)))
    if not form.validate():
        return _form_page(nr, form), 422

    def act() -> None:
        told = said(form)
        if "questionnaire_id" in form:
            told["questionnaire_id"] = int(told["questionnaire_id"]) if told.get("questionnaire_id") else None
            told["languages"] = ",".join(dict.fromkeys((DANISH, *filter(None, told["languages"].split(",")))))
            told["purpose"] = "" if told["purpose"] == texts(DANISH)[wording.PURPOSE] else told["purpose"]
        asked = command(form.command_key.data)
        kept = surveys.save_survey(session(), asked, nr, told, seen=form.version.data or None)
        traced.keep(session(), asked, form, kept)

    if refused := attempt(form, act, lambda form, conflict=None: _form_page(nr, form, conflict)):
        return refused
    flash(_(N_("Opsætningen er gemt.")), "success")
    return _back(nr)


@bp.get("/aabn")
def ask_open(slug: str, nr: int) -> ResponseReturnValue:
    """Show what opening fixes, and ask why when the residents are not informed yet."""
    return _opening_page(nr, OpeningForm(formdata=None))


@bp.post("/aabn")
def open_now(slug: str, nr: int) -> ResponseReturnValue:
    """Open a survey."""
    form = OpeningForm() if _is_early(nr) else Form()

    def act() -> None:
        reason = form["early_reason"].data if "early_reason" in form else ""
        asked = command(form.command_key.data)
        traced.keep(session(), asked, form, surveys.open_survey(session(), asked, nr, reason=reason or ""))

    if not form.validate():
        return _opening_page(nr, form), 422
    if refused := attempt(form, act, lambda form, conflict=None: _opening_page(nr, form)):
        return refused
    flash(_(N_("Undersøgelsen er åbnet.")), "success")
    return _back(nr)


@bp.post("/sprog/<string:language>")
def offer(slug: str, nr: int, language: str) -> ResponseReturnValue:
    """Let residents answer in one language more."""
    form = pressed()
    surveys.offer_language(session(), command(form.command_key.data), nr, language[:20])
    session().commit()
    flash(_(N_("Beboerne kan nu også svare på det sprog.")), "success")
    return _back(nr)


@bp.get("/hvor-mange")
def how_many(slug: str, nr: int) -> ResponseReturnValue:
    """Show what margin a number of answers gives here, and what change a second wave could show."""
    study = _study(nr)
    row = surveys.find_survey(session(), study)
    population = number_asked("antal") or (row.population if row else None)
    population = min(max(population, 1), surveys.MOST_PEOPLE) if population else None
    share = min(max(number_asked("andel") or HALF, 1), 99)
    later = min(number_asked("naeste") or 0, population or 0) or None
    meant = {"antal": population, "andel": share, "naeste": later}
    changed = any(request.args.get(name, "") not in ("", str(value or "")) for name, value in meant.items())
    return page(
        "surveys/how_many.html", tab="kortlaegning", crumb=_(N_("Hvor mange svar?")), parents=_parents(study),
        study=study, population=population, changed=changed, households=bool(row and row.counted == "husstande"),
        plans=[_plan(one) for one in _plans(population, share, later)] if population else [], share=share, later=later,
        needed=samples.needed(population) if population else None,
        action=url_for(".how_many", slug=slug, nr=nr),
    )  # fmt: skip


def _plans(population: int, share: int, later: int | None) -> list[samples.Plan]:
    wanted = [one for one in NUMBERS if one < population]
    shown = (
        wanted[-MOST_SHOWN:] if len(wanted) > MOST_SHOWN and population < NUMBERS[-1] else wanted[1 : MOST_SHOWN + 1]
    )
    asked = shown or wanted[-1:]
    alike = ([one] * len(asked) for one in (share / 100, later))
    return samples.plan.each([population] * len(asked), asked, *alike)


def _plan(one: samples.Plan) -> dict[str, str]:
    return {
        "answers": number(one.answers),
        "response": number(100 * one.answers / one.population, 0),
        "margin": number(one.margin, 1),
        "fall": number(_up(one.fall), 0) if one.fall is not None else "",
        "rise": number(_up(one.rise), 0) if one.rise is not None else "",
    }


def _up(points: float) -> int:
    """Return a change that is at least as large, in whole points: a smaller one is not found as often as promised."""
    return ceil(round(points, 6))


def _study(nr: int) -> Study:
    return records.get(session(), Study, policy.access().process_id, nr)


def _form_of(row: Survey | None) -> type[Form]:
    return OpenedForm if row is not None and row.opened_on else SetUpForm


def _is_early(nr: int) -> bool:
    row = surveys.find_survey(session(), _study(nr))
    begins = max(row.opens_on or today(), today()) if row else today()
    return fieldwork.opens_early(session(), policy.access().process_id, begins, today())


def _beginning(study: Study) -> Mapping[str, Any]:
    """Return what a set-up begins with: what the network and the study say already."""
    papers = records.list_all(session(), Questionnaire, policy.access().process_id)
    wished = [code for code in here().network.languages.split(",") if code]
    return {
        "counted": "personer", "age_from": 15, "access": "aabent", "opens_on": study.fieldwork_from,
        "languages": wished or [DANISH], "population": study.asked,
        "questionnaire_id": str(papers[-1].id) if papers else "",
    }  # fmt: skip


def _prepared(form: Any) -> Any:
    """Give a form the questionnaires and languages of this network."""
    if "questionnaire_id" not in form:
        return form
    papers = records.list_all(session(), Questionnaire, policy.access().process_id)
    named = [(str(one.id), _(N_("{navn} (skema {nr})"), navn=one.title, nr=one.nr)) for one in reversed(papers)]
    form.questionnaire_id.choices = options([("", _(N_("Vælg et spørgeskema"))), *named])
    rows = records.list_all(session(), Translation, policy.access().process_id)
    kept = sorted(rows, key=lambda one: (one.questionnaire_id, one.language))
    known = [code for code in wording.known(kept) if code != DANISH]
    form.languages.choices = options((code, wording.own_name(code, kept)) for code in known)
    form.languages.data = [code for code in form.languages.data or () if code in known]
    form.purpose.description = _(N_("Står feltet tomt, står der: »{tekst}« Skriver I selv, skal teksten oversættes til "
                                    "hvert sprog."), tekst=texts(DANISH)[wording.PURPOSE])  # fmt: skip
    return form


def _parents(study: Study) -> tuple[tuple[str, str], ...]:
    slug = policy.access().slug
    return ((_(N_("Undersøgelser")), url_for("records.index", slug=slug, noun="undersoegelser")),
            (study.title or word("study", study.kind),
             url_for("records.show", slug=slug, noun="undersoegelser", nr=study.nr)))  # fmt: skip


def _back(nr: int) -> ResponseReturnValue:
    return redirect(url_for("records.show", slug=policy.access().slug, noun="undersoegelser", nr=nr), 303)


def _form_page(nr: int, form: Any, conflict: Any = None) -> str:
    slug, study = policy.access().slug, _study(nr)
    row = surveys.find_survey(session(), study)
    return page(
        "surveys/form.html", tab="kortlaegning", crumb=_(N_("Opsætning")), parents=_parents(study), form=form,
        sections=[(tell(title), fields) for title, names in SECTIONS
                  if (fields := [form[name] for name in names if name in form])], conflict=conflict,
        opened=bool(row and row.opened_on), action=request.path, study=study,
        back=url_for("records.show", slug=slug, noun="undersoegelser", nr=nr),
    )  # fmt: skip


def _opening_page(nr: int, form: Any) -> str:
    slug, study = policy.access().slug, _study(nr)
    row = surveys.find_survey(session(), study)
    if row is None:
        raise BadInput(N_("Undersøgelsen er ikke sat op endnu."), page=f"undersoegelser:{nr}")
    told = {"paper": None, **surveying.study_shown(study, row)}
    return page(
        "surveys/open.html", tab="kortlaegning", crumb=_(N_("Åbn undersøgelsen")), parents=_parents(study), form=form,
        early=_is_early(nr), study=study, leading=surveying.list_leading(told["paper"]), row=row, today=today(),
        action=request.path,
        purpose=row.purpose or texts(DANISH)[wording.PURPOSE], told=told,
        counted=word("counted_as", row.counted), access=word("let_in", row.access),
        back=url_for("records.show", slug=slug, noun="undersoegelser", nr=nr),
    )  # fmt: skip
