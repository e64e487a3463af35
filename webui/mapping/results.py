"""What a survey that was held here showed: worked out when it is closed, and told with how sure it is."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import IntegerField
from wtforms.validators import NumberRange, Optional

from engine import records
from engine.errors import BadInput, NotFound
from engine.text import N_
from webui.mapping import before
from webui.mapping.answer_files import parents_of
from webui.mapping.outcomes import UNSURE, Outcome, drawn
from webui.page.attempts import attempt
from webui.page.frame import command, page
from webui.papers.papers import handed_out
from webui.saying.language import _, locale, number, short_day, tell
from webui.saying.words import word
from webui.visit import policy
from webui.visit.db import reading, session
from webui.visit.forms import Form, pressed
from workflows.tryghedsnetvaerk.documents.languages import joined
from workflows.tryghedsnetvaerk.documents.sheets import writing
from workflows.tryghedsnetvaerk.mapping.models import Study
from workflows.tryghedsnetvaerk.mapping.report.answered import MORE
from workflows.tryghedsnetvaerk.mapping.report.responding import response_of
from workflows.tryghedsnetvaerk.mapping.report.speaking import Speaker
from workflows.tryghedsnetvaerk.mapping.survey import releasing, results, scales
from workflows.tryghedsnetvaerk.mapping.survey.collecting import count_by_mode
from workflows.tryghedsnetvaerk.mapping.survey.models import (
    BACKGROUND,
    CONDITION,
    EARLIER,
    HEADLINE,
    Item,
    Survey,
)
from workflows.tryghedsnetvaerk.mapping.survey.questionnaires import list_translations
from workflows.tryghedsnetvaerk.mapping.survey.results import Cell, Results, cells
from workflows.tryghedsnetvaerk.mapping.survey.surveys import MOST_PEOPLE, find_survey, get_paper
from workflows.tryghedsnetvaerk.mapping.survey.wording import Words

TITLE, WEIGHT = N_("Resultater"), N_("Vægt efter køn og alder")
HEADER = (N_("Spørgsmål"), N_("Svar"), N_("Gruppe"), N_("Antal"), N_("Ud af"), N_("Procent"), N_("Fra"), N_("Til"),
          N_("Vægtet procent"), N_("Undersøgelse"), N_("Første dag"), N_("Sidste dag"), N_("Har svaret"), N_("Spurgt"),
          N_("Målgruppe"), N_("Svarprocent"), N_("Svarprocenten er af"))  # fmt: skip
OF_ASKED, OF_ALL = N_("de spurgte"), N_("målgruppen")
UNWEIGHED = N_(
    "Svarene kan ikke vægtes: der er for få svar fra en gruppe, eller der er svar fra en gruppe, hvor der ingen bor."
)
bp = Blueprint("results", __name__, url_prefix="/netvaerk/<slug>/undersoegelser/<int:nr>/opgoerelse")
LEAST_TOLD = 5  # persons: what is about fewer is not told


@bp.get("/")
def show(slug: str, nr: int) -> ResponseReturnValue:
    """Show what a closed survey showed, or what must happen first."""
    study, survey = _surveyed(nr)
    if survey.origin == EARLIER:
        return redirect(url_for("earlier.show", slug=slug, nr=nr), 303)
    row = releasing.find_release(session(), survey)
    told = _told(study, survey, results.read(row.told)) if row else {"modes": _modes(_counted(survey))}
    return page(
        "results/show.html", tab="kortlaegning", crumb=tell(TITLE), parents=parents_of(study), title=_title(study),
        study=study, survey=survey, row=row, form=Form(formdata=None), study_url=_study_url(slug, nr),
        released=short_day(row.released_on) if row else "", unsure=tell(UNSURE), **told,
    )  # fmt: skip


@bp.post("/")
def release(slug: str, nr: int) -> ResponseReturnValue:
    """Work the results out, and keep them as they are told."""
    form = pressed()
    _study, survey = _surveyed(nr)
    releasing.must_be_over(survey)
    releasing.release(session(), command(form.command_key.data), nr, results.compute(reading(), survey))
    session().commit()
    flash(_(N_("Resultaterne er gjort op.")), "success")
    return redirect(url_for(".show", slug=slug, nr=nr), 303)


@bp.get("/vaegt")
def ask_weights(slug: str, nr: int) -> ResponseReturnValue:
    """Ask how many live there of each sex and age."""
    study, survey = _surveyed(nr)
    releasing.must_be_over(survey)
    people = releasing.people_of(releasing.find_release(session(), survey))
    form = _people_form(survey)(formdata=None, data={_field(cell): number for cell, number in people.items()})
    return _weights_page(study, form)


@bp.post("/vaegt")
def weigh(slug: str, nr: int) -> ResponseReturnValue:
    """Work the results out with the answers weighted to the population, or no longer so."""
    study, survey = _surveyed(nr)
    releasing.must_be_over(survey)
    form = _people_form(survey)()
    if not form.validate():
        return _weights_page(study, form), 422
    told = {cell: form[_field(cell)].data for cell in _cells(survey)}
    people = {cell: int(number or 0) for cell, number in told.items()} if any(told.values()) else None

    def act() -> None:
        found = results.compute(reading(), survey, people)
        if people and found.weighting is None:
            raise BadInput(UNWEIGHED, page=f"#{_field(next(iter(people)))}")
        releasing.release(session(), command(form.command_key.data or ""), nr, found, people)

    if refused := attempt(form, act, lambda form, conflict=None: _weights_page(study, form)):
        return refused
    flash(_(N_("Resultaterne er gjort op.")), "success")
    return redirect(url_for(".show", slug=slug, nr=nr), 303)


@bp.get("/tabel.<any(csv, xlsx):ending>")
def table(slug: str, nr: int, ending: str) -> Response:
    """Hand out every number that is told, as a spreadsheet."""
    study, survey = _surveyed(nr)
    found = releasing.find_results(session(), survey)
    if found is None:
        raise NotFound(N_("Resultaterne er ikke gjort op endnu."))
    lines, header = _lines(study, survey, found), [tell(head) for head in HEADER]
    name = f"{slug}-resultater-{nr}.{ending}"
    if ending == "csv":
        comma = "," if locale() == "da" else "."
        return handed_out(writing.write_csv(header, lines, comma=comma), writing.CSV_TYPE, name, name)
    return handed_out(writing.write_xlsx(tell(TITLE), header, lines), writing.XLSX_TYPE, name, name)


def _surveyed(nr: int) -> tuple[Study, Survey]:
    """Return a study with its survey.

    :raises NotFound: if it has none
    """
    study = records.get(session(), Study, policy.access().process_id, nr)
    survey = find_survey(session(), study)
    if survey is None:
        raise NotFound(N_("Undersøgelsen er ikke sat op her, så der er ingen resultater."))
    return study, survey


def _study_url(slug: str, nr: int) -> str:
    return url_for("records.show", slug=slug, noun="undersoegelser", nr=nr)


def _title(study: Study) -> str:
    return f"{tell(TITLE)}: {study.title or word('study', study.kind)}"


def _counted(survey: Survey) -> Mapping[str, int]:
    return count_by_mode(session(), survey.id)


def _modes(counts: Mapping[str, int]) -> list[tuple[str, str]]:
    """Say how many answered in which way; nothing where a way was that of so few that it is not told."""
    if any(0 < count < LEAST_TOLD for count in counts.values()):
        return []
    return [
        (word("answer_mode", mode), number(count)) for mode, count in sorted(counts.items(), key=lambda one: -one[1])
    ]


def _outcome(study: Study, survey: Survey, found: Results) -> Outcome:
    paper = get_paper(session(), survey)
    if paper is None:
        raise NotFound(N_("Undersøgelsen er ikke sat op her, så der er ingen resultater."))
    source = _(N_("Kilde: {navn}, {dato}."), navn=study.title or word("study", study.kind),
               dato=short_day(study.fieldwork_until))  # fmt: skip
    words = Words(paper, list_translations(session(), paper), locale())
    return Outcome(found, paper.items, words, f"{source} {response_of(study, survey).said(Speaker(locale()))}")


def _lines(study: Study, survey: Survey, found: Results) -> list[list[Any]]:
    """Return every number that is told, each beside which survey it is from and how many of whom answered."""
    response = response_of(study, survey)
    of = tell(OF_ASKED if response.of_asked else OF_ALL) if response.base else ""
    about = [study.title or word("study", study.kind), study.fieldwork_from, study.fieldwork_until, found.answers,
             response.asked if response.of_asked else None, response.population, response.percent, of]  # fmt: skip
    return [[*line, *about] for line in _outcome(study, survey, found).lines()]


def _told(study: Study, survey: Survey, found: Results) -> dict[str, Any]:
    outcome = _outcome(study, survey, found)
    background, asked = outcome.of(BACKGROUND), outcome.of(CONDITION)
    by = next((one for one in background if one.code == request.args.get("opdelt")), None)
    bars = [
        outcome.bars(asked, _(N_("Hvad gør beboerne utrygge?")), _(N_("Forhold")), ranked=True),
        outcome.bars(outcome.of(HEADLINE), _(N_("Hvor utrygge er beboerne?")), _(N_("Spørgsmål")), ranked=False),
    ]
    steps = outcome.steps(_(N_("Sådan fordeler svarene sig")))
    return {
        "few": results.LEAST if found.answers < results.LEAST else 0,
        "response": response_of(study, survey).said(Speaker(locale())),
        "unasked": joined((outcome.name(item) for item in outcome.unasked), locale()),
        "too_many": bool(found.population and found.answers > found.population),
        "modes": _modes(found.modes),
        "ranked": outcome.ranked(),
        "headlines": [outcome.insecure(item) for item in outcome.of(HEADLINE)],
        "bars": [drawn(chart, f"soejler-{nr}") for nr, chart in enumerate(bars) if chart.rows],
        "steps": [drawn(chart, f"trin-{nr}") for nr, chart in enumerate(steps)],
        "items": [outcome.distribution(item) for item in outcome.items],
        "background": [(one.code, outcome.name(one)) for one in background],
        "divided": outcome.divided(by) if by else None,
        "by": by.code if by else "",
        "index": _index(found),
        "weighting": _weighting(outcome, found),
        "weighs": bool(_cells(survey)),
        "before": before.shown(survey, outcome),
    }


def _index(found: Results) -> dict[str, Any] | None:
    told = found.index
    if told is None or told["alpha"] is None:
        return None
    said = {key: number(told[key], 0) if told[key] is not None else "" for key in ("mean", "low", "high")}
    base, more = found.indexed()
    return {**said, "alpha": number(told["alpha"], 2), "holds": told["holds"],
            "base": tell(MORE, {"antal": number(base)}) if more else number(base)}  # fmt: skip


def _weighting(outcome: Outcome, found: Results) -> dict[str, Any] | None:
    told = found.weighting
    if told is None:
        return None
    named = _named([item for item in outcome.items if item.kind == BACKGROUND], outcome)
    return {
        "effect": number(told.effect, 2) if told.effect else "",
        "effective": number(told.effective, 0) if told.effective else "",
        "answers": number(found.answers),
        "merged": [(named[one], named[other]) for one, other in told.merged],
        "trimmed": [named[one] for one in told.trimmed],
        "outside": told.outside,
    }


def _named(background: list[Item], outcome: Outcome) -> dict[str, str]:
    sex, age = results.celled(background)
    sexes, ages = dict(outcome.answers(sex)), dict(outcome.answers(age))
    return {f"{one}|{step}": f"{sexes[one]}, {ages[step]}" for one, step in cells(age)}


def _celled(survey: Survey) -> list[Item]:
    paper = get_paper(session(), survey)
    return results.celled(paper.items) if paper else []


def _cells(survey: Survey) -> list[Cell]:
    """Return the groups of sex and age that answers can be weighted by; none when they were not asked about."""
    found = _celled(survey)
    return cells(found[1]) if found else []


def _field(cell: Cell) -> str:
    return f"antal_{cell[0]}_{cell[1]}"


def _people_form(survey: Survey) -> type[Form]:
    """Return the form for how many live there of each sex and age.

    :raises NotFound: if the questionnaire did not ask about both
    """
    paper, found = get_paper(session(), survey), _celled(survey)
    if paper is None or not found:
        raise NotFound(N_("Skemaet spørger ikke om både køn og alder, så svarene kan ikke vægtes."))
    words = Words(paper, list_translations(session(), paper), locale())
    sexes, ages = ({step: words.said(key).text for step, key in scales.steps_said(item)} for item in found)
    fields = {
        _field((sex, age)): IntegerField(f"{sexes[sex]}, {ages[age]}", [Optional(), NumberRange(0, MOST_PEOPLE)])
        for sex, age in cells(found[1])
    }
    return type("PopulationForm", (Form,), fields)


def _weights_page(study: Study, form: Any) -> str:
    slug = policy.access().slug
    back = url_for(".show", slug=slug, nr=study.nr)
    return page(
        "results/weights.html", tab="kortlaegning", crumb=tell(WEIGHT), title=tell(WEIGHT), form=form, back=back,
        parents=(*parents_of(study), (tell(TITLE), back)), action=url_for(".weigh", slug=slug, nr=study.nr),
    )  # fmt: skip
