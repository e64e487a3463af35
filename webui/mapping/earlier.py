"""A survey that others made: whom it was about, its results question by question, and what it can be compared with."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from wtforms import IntegerField, RadioField
from wtforms.validators import NumberRange

from engine import records
from engine.errors import NotFound
from engine.text import N_
from webui.mapping.answer_files import PeopleForm, parents_of
from webui.mapping.earlier_shares import base_said, count_said, per_cent, share_said, sure_of
from webui.page import traced
from webui.page.attempts import attempt
from webui.page.frame import command, page
from webui.page.traced import Traced
from webui.saying.language import _, locale, number, quoted, short_day, tell
from webui.saying.words import choices
from webui.visit import policy
from webui.visit.db import reading, session
from webui.visit.forms import LARGEST, Form, Needed, choice, options, pressed, prose
from workflows.tryghedsnetvaerk.mapping.models import Study
from workflows.tryghedsnetvaerk.mapping.report.answered import HIDING
from workflows.tryghedsnetvaerk.mapping.survey import existing, scales
from workflows.tryghedsnetvaerk.mapping.survey.earlier import entering, lines
from workflows.tryghedsnetvaerk.mapping.survey.earlier.comparing import ANSWERS, WORDING
from workflows.tryghedsnetvaerk.mapping.survey.files.taking import rests
from workflows.tryghedsnetvaerk.mapping.survey.models import EARLIER, Survey
from workflows.tryghedsnetvaerk.mapping.survey.questionnaires import list_translations
from workflows.tryghedsnetvaerk.mapping.survey.surveys import find_survey, get_paper
from workflows.tryghedsnetvaerk.mapping.survey.wording import Words
from workflows.tryghedsnetvaerk.network.attachments import list_attached

TITLE, ONE = N_("Resultater af en undersøgelse, andre har lavet"), N_("Skriv et spørgsmål ind")
ENDS = ((entering.LAST, N_("Det sidste")), (entering.FIRST, N_("Det første")), (entering.NEITHER, N_("Ingen af dem")))
bp = Blueprint("earlier", __name__, url_prefix="/netvaerk/<slug>/undersoegelser/<int:nr>/resultater")


class ResultForm(Traced):
    """One question as it was asked, and what was answered."""

    watched = ("text", "why")

    text = prose(N_("Spørgsmålet, ord for ord som det blev stillet"), needed=True, most=entering.LONGEST, rows=2)
    kind = choice(N_("Hvad slags spørgsmål er det?"), choices("item_kind"), needed=True)
    lines = prose(
        N_("Svarene, og hvor mange der valgte dem"), needed=True, rows=8, most=2_000,
        hint=N_(
            "Ét svar på hver linje i den rækkefølge, de stod: svar; antal eller svar; procent. For eksempel "
            "»Meget tryg; 120« eller »Utryg; 18,5 %«. Har rapporten lagt svar sammen, så skriv hvert svar uden tal og "
            "summen for sig: »Utryg + Meget utryg; 38 %«."
        ),
    )  # fmt: skip
    base = IntegerField(N_("Hvor mange svarede på spørgsmålet?"), [Needed(), NumberRange(1, LARGEST)])
    end = RadioField(N_("Hvilket svar er mest utrygt?"), [Needed()], choices=options(ENDS))
    why = prose(N_("Giver procenterne ikke omkring 100? Skriv hvorfor"), rows=2, most=entering.LONGEST_WHY)


@bp.get("/")
def show(slug: str, nr: int) -> ResponseReturnValue:
    """Show what is known of the survey, and what it can be compared with; one that was held here has its own page."""
    study = _study(nr)
    survey = find_survey(session(), study)
    if survey is not None and survey.origin != EARLIER:
        return redirect(url_for("results.show", slug=slug, nr=nr), 303)
    return _page(study, survey, None)


@bp.post("/")
def save(slug: str, nr: int) -> ResponseReturnValue:
    """Say whom it was about."""
    form = PeopleForm()

    def act() -> None:
        seen = form.version.data if find_survey(session(), _study(nr)) else None
        entering.save_earlier(session(), command(form.command_key.data or ""), nr, _said(form), seen=seen)

    def again(form: Form, conflict: Any = None) -> str:
        study = _study(nr)
        return _page(study, find_survey(session(), study), form, conflict)

    if not form.validate():
        return again(form), 422
    if refused := attempt(form, act, again):
        return refused
    flash(_(N_("Oplysningerne er gemt.")), "success")
    return redirect(url_for(".show", slug=slug, nr=nr), 303)


@bp.get("/nyt")
def new(slug: str, nr: int) -> ResponseReturnValue:
    """Show the form for one more question."""
    return _form_page(nr, None, ResultForm(formdata=None, data={"version": _survey(nr).version}))


@bp.post("/nyt")
def add(slug: str, nr: int) -> ResponseReturnValue:
    """Write one more question in."""
    return _keep(slug, nr, None)


@bp.get("/<int:position>/ret")
def edit(slug: str, nr: int, position: int) -> ResponseReturnValue:
    """Show the form of one question."""
    return _form_page(nr, position, _as_it_stands(nr, position))


@bp.post("/<int:position>/ret")
def change(slug: str, nr: int, position: int) -> ResponseReturnValue:
    """Write one question anew."""
    return _keep(slug, nr, position)


@bp.post("/<int:position>/fjern")
def remove(slug: str, nr: int, position: int) -> ResponseReturnValue:
    """Take one question and its results away."""
    form = pressed()
    entering.remove_result(session(), command(form.command_key.data or ""), nr, position)
    session().commit()
    flash(_(N_("Spørgsmålet er fjernet.")), "success")
    return redirect(url_for(".show", slug=slug, nr=nr), 303)


def _keep(slug: str, nr: int, position: int | None) -> ResponseReturnValue:
    form = ResultForm()
    form.before = _before(nr, position)

    def act() -> None:
        said = form.said("text", "kind", "lines", "base", "end", "why")
        asked = command(form.command_key.data or "")
        row = entering.save_result(session(), asked, nr, position, said, seen=form.version.data)
        traced.keep(session(), asked, form, row)

    def again(form: Form, conflict: Any = None) -> str:
        return _form_page(nr, position, form, conflict)

    if not form.validate():
        return again(form), 422
    if refused := attempt(form, act, again):
        return refused
    flash(_(N_("Spørgsmålet er gemt.")), "success")
    return redirect(url_for(".show", slug=slug, nr=nr), 303)


def _said(form: Any) -> dict[str, Any]:
    return {name: form[name].data for name in ("counted", "population", "age_from", "area_told")}


def _study(nr: int) -> Study:
    return records.get(session(), Study, policy.access().process_id, nr)


def _survey(nr: int) -> Survey:
    found = find_survey(session(), _study(nr))
    if found is None or found.origin != EARLIER:
        raise NotFound(N_("Siden findes ikke, eller du har ikke adgang til den."))
    return found


def _as_it_stands(nr: int, position: int) -> ResultForm:
    results = existing.list_results(session(), _survey(nr))
    found = next((one for one in results if one.item.position == position), None)
    if found is None:
        raise NotFound(N_("Siden findes ikke, eller du har ikke adgang til den."))
    end = {1: entering.LAST, -1: entering.FIRST, 0: entering.NEITHER}[found.item.direction]
    return ResultForm(formdata=None, data={
        "text": found.item.text, "kind": found.item.kind, "lines": lines.write(existing.as_told(found)),
        "base": found.base, "end": end, "why": found.why, "version": _survey(nr).version,
    })  # fmt: skip


def _before(nr: int, position: int | None) -> Any:
    """Return what stands in a question before it is written anew: only what is new is looked through."""
    survey = find_survey(reading(), records.get(reading(), Study, policy.access().process_id, nr))
    results = existing.list_results(reading(), survey) if survey and position else []
    return next((SimpleNamespace(text=one.item.text, why=one.why) for one in results if one.item.position == position),
                None)  # fmt: skip


def _form_page(nr: int, position: int | None, form: Form, conflict: Any = None) -> str:
    study, slug = _study(nr), policy.access().slug
    back, title = url_for(".show", slug=slug, nr=nr), tell(ONE) if position is None else _(N_("Ret spørgsmålet"))
    action = (
        url_for(".add", slug=slug, nr=nr) if position is None
        else url_for(".change", slug=slug, nr=nr, position=position)
    )  # fmt: skip
    return page(
        "records/form.html", tab="kortlaegning", crumb=title, parents=(*parents_of(study), (tell(TITLE), back)),
        form=form,
        title=title, noun=None, conflict=conflict, action=action, back=back,
    )  # fmt: skip


def _page(study: Study, row: Survey | None, form: Any, conflict: Any = None) -> str:
    slug = policy.access().slug
    earlier = row if row is not None and row.origin == EARLIER else None
    if form is None:
        form = PeopleForm(formdata=None, data={
            name: getattr(earlier, name) for name in ("counted", "population", "age_from", "area_told", "version")
        } if earlier else {})  # fmt: skip
    mend = [(tell(said.text, said.values), url_for("records.edit", slug=slug, noun="undersoegelser", nr=study.nr))
            for _page, said in rests(session(), study)]  # fmt: skip
    return page(
        "earlier/show.html", tab="kortlaegning", crumb=tell(TITLE), parents=parents_of(study), title=tell(TITLE),
        form=form,
        conflict=conflict, study=study, survey=earlier, mend=mend, facts=_facts(study, earlier),
        new_key=Form(formdata=None), hiding=tell(HIDING),
        results=_results(earlier) if earlier else [], attached=len(list_attached(session(), study)),
        study_url=url_for("records.show", slug=slug, noun="undersoegelser", nr=study.nr),
    )  # fmt: skip


def _facts(study: Study, survey: Survey | None) -> list[tuple[str, str]]:
    """Return who made it, when, and how many answered of how many."""
    days = " – ".join(filter(None, dict.fromkeys((short_day(study.fieldwork_from), short_day(study.fieldwork_until)))))
    of = study.asked or (survey.population if survey else None)
    told = [(_(N_("Lavet af")), study.done_by), (_(N_("Der blev spurgt")), days)]
    if study.answered is not None:
        told.append((_(N_("Svar i alt")), number(study.answered)))
    if study.answered is not None and of:
        share = per_cent(1000 * study.answered / of)
        told.append((_(N_("Svarprocent")), _(N_("{procent} af {antal}"), procent=share, antal=number(of))))
    return [(label, said) for label, said in told if said]


def _results(survey: Survey) -> list[dict[str, Any]]:
    compared, told = existing.compare(session(), survey), existing.list_told(session(), survey)
    sure, words = _intervals(survey, told), _words(survey)
    return [
        {
            "position": one.item.position, "text": words(f"punkt.{one.item.code}"),
            "base": base_said(one.base), "why": one.why,
            "rows": [(_names(one, share, words), count_said(share), share_said(share) if share.rated else "",
                      sure[one.item.id, share.steps]) for share in one.shares],
            "insecure": share_said(one.insecure) if one.insecure else "",
            "sure": sure[one.item.id, one.insecure.steps] if one.insecure else "",
            "hides": any(share.hidden for share in one.shares),
            "compared": [_comparison(other) for other in compared.get(one.item.id, [])],
        }
        for one in told
    ]  # fmt: skip


def _intervals(survey: Survey, told: Sequence[existing.ItemResults]) -> dict[tuple[int, frozenset[int]], str]:
    """Return how sure each share is, in a population of so many where it is told; nothing where too few answered."""
    every = {(one.item.id, share.steps): share for one in told
             for share in (*one.shares, *([one.insecure] if one.insecure else []))}  # fmt: skip
    return sure_of(survey, every)


def _words(survey: Survey) -> Words:
    """Return what was asked, in the language of the page where the question is one of the banks."""
    paper = get_paper(session(), survey)
    if paper is None:
        raise NotFound(N_("Siden findes ikke, eller du har ikke adgang til den."))
    return Words(paper, list_translations(session(), paper), locale())


def _names(one: existing.ItemResults, share: existing.Share, words: Words) -> str:
    told = {step: words(key) for step, key in scales.steps_said(one.item)}
    names = dict(enumerate(one.labels, 1)) | told | {-1: _(N_("Ved ikke")), -2: _(N_("Ønsker ikke at svare"))}
    return " + ".join(names[step] for step in sorted(share.steps))


def _comparison(one: existing.Comparison) -> dict[str, Any]:
    """Say what a question can be compared with, or why not."""
    whose = one.study.title or _(N_("undersøgelse {nr}"), nr=one.study.nr) if one.study else _(N_("Spørgsmålsbanken"))
    return {"fits": not one.reasons, "whose": whose, "text": quoted(one.text), "why": _told(one.reasons),
            "bank": one.study is None, "asked_alike": not {WORDING, ANSWERS} & set(one.reasons)}  # fmt: skip


def _told(reasons: Sequence[str]) -> str:
    return " ".join(tell(reason) for reason in reasons)
