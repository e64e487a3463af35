"""Questionnaires as records, and what the page of a study says of the survey behind it."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import url_for

from engine import records
from engine.commands import Command
from engine.db import Session
from engine.errors import BadInput
from engine.text import N_
from webui.nouns.shape import Line, Noun, Verb
from webui.page.frame import here
from webui.page.traced import Traced
from webui.saying.language import _, ngettext, short_day, tell
from webui.saying.words import word
from webui.visit import collecting, policy
from webui.visit.clock import today
from webui.visit.db import session
from webui.visit.forms import Form, line
from workflows.tryghedsnetvaerk.mapping import studies
from workflows.tryghedsnetvaerk.mapping.interviews.linting import leading_words
from workflows.tryghedsnetvaerk.mapping.models import QUANTITATIVE, Study
from workflows.tryghedsnetvaerk.mapping.survey import (
    bank,
    first_page,
    questionnaires,
    questions,
    scales,
    surveys,
    withdrawing,
    wording,
)
from workflows.tryghedsnetvaerk.mapping.survey.models import EARLIER, HERE, IMPORTED, Questionnaire, Survey, Translation

TOLD_BY_SURVEY = {
    HERE: ("kind", "state", "fieldwork_from", "fieldwork_until", "answered"),
    IMPORTED: ("kind", "state", "answered"),
    EARLIER: ("kind", "state"),
}
SAYS_ITSELF = {
    True: N_("Det bliver udfyldt af sig selv, så længe undersøgelsen er sat op her."),
    False: N_("Det bliver udfyldt ud fra svarene. Tag svarene ud igen, hvis det skal være anderledes."),
}
STAYS = N_("Det bliver udfyldt ud fra svarene, og de er gjort op, så det kan ikke ændres.")
LEADS = N_(
    "Spørgsmålet peger på et bestemt svar: »{ord}«. Skriv det om, så det er lige så let at svare det ene som det andet."
)


class QuestionnaireForm(Traced):
    """What a questionnaire is called."""

    watched = ("title",)

    title = line(N_("Navn på skemaet"), needed=True, most=questionnaires.LONGEST,
                 hint=N_("Kun til jer selv, for eksempel »Tryghed 2026«. Beboerne ser det ikke."))  # fmt: skip


def paper_line(row: Questionnaire) -> Line:
    """Say a questionnaire in its list."""
    follows = _("Følger efter skema {nr}", nr=row.follows_nr) if row.follows_nr else ""
    sub = " · ".join(filter(None, [_("{antal} spørgsmål", antal=len(row.items)), follows]))
    if row.locked_on:
        return Line(row.title, sub, _("Brugt fra {dato}", dato=short_day(row.locked_on)), "done")
    return Line(row.title, sub, _("Kan rettes"), "active")


def paper_shown(row: Questionnaire | None) -> Mapping[str, Any]:
    """Return what the page of a questionnaire shows: its questions, its languages, and what can be compared."""
    if row is None:
        return {}
    slug, works = policy.access().slug, here().works
    kept = questionnaires.list_translations(session(), row)
    return {
        "told": {"title"},
        "items": [_item(row, item) for item in row.items],
        "movable": works and row.locked_on is None,
        "minutes": questions.minutes(len(row.items)),
        "many": len(row.items) > questions.MANY_ITEMS,
        "twins": {"tryg", "utryg"} <= {item.code for item in row.items},
        "languages": [language(row, kept, code) for code in wording.known(kept)],
        "compared": _compared(row),
        "bank_url": url_for("questionnaires.choose", slug=slug, nr=row.nr),
        "own_url": url_for("questionnaires.word_own", slug=slug, nr=row.nr),
        "languages_url": url_for("translations.index", slug=slug, nr=row.nr),
        "form": Form(formdata=None),
    }


def _item(row: Questionnaire, item: Any) -> dict[str, Any]:
    answers = word("scale", item.scale) if item.scale else ", ".join(scales.option_lines(item))
    return {
        "nr": item.position,
        "code": item.code,
        "text": item.text,
        "kind": word("question", item.kind),
        "answers": answers,
        "why": lower_first(word("provenance", item.provenance)),
        "note": item.provenance_note,
        "offence": item.offence,
        "sensitive": item.sensitive,
        "leads": tell(LEADS, {"ord": leading}) if (leading := _leading(item)) else "",
        "own": item.bank == bank.OWN,
        "last": item.position == len(row.items),
    }


def _leading(item: Any) -> str:
    return leading_words(item.text) if item.bank == bank.OWN else ""


def list_leading(paper: Questionnaire | None) -> list[tuple[str, str]]:
    """Return the own questions of a questionnaire that point at an answer, each with the words that do."""
    return [(item.text, words) for item in (paper.items if paper else ()) if (words := _leading(item))]


def lower_first(text: str) -> str:
    """Begin a text that goes on in a sentence without a capital letter."""
    return text[:1].lower() + text[1:]


def language(
    row: Questionnaire, kept: Sequence[Translation], code: str, own: Mapping[str, str] = wording.NOTHING
) -> dict[str, Any]:
    """Return how far a questionnaire is in one language."""
    words = wording.Words(row, kept, code, own)
    missing, outdated = len(words.missing), len(words.outdated)
    if words.ready:
        state = ("done", _(N_("Klar")))
    elif missing:
        said = ngettext("%(num)s tekst mangler", "%(num)s tekster mangler", missing)
        state = ("active", said % {"num": missing})
    elif outdated:
        said = ngettext("%(num)s tekst er forældet", "%(num)s tekster er forældede", outdated)
        state = ("waiting", said % {"num": outdated})
    else:
        state = ("waiting", _(N_("Ikke læst igennem af en anden")))
    return {
        "code": code,
        "name": wording.own_name(code, kept),
        "direction": words.direction,
        "missing": missing,
        "outdated": outdated,
        "ready": words.ready,
        "locked": bool(row.locked_on and words.ready),
        "state": state,
        "row": words.row,
    }


def _compared(row: Questionnaire) -> dict[str, Any] | None:
    """Return what can be compared with the version before, in words."""
    earlier = questionnaires.list_earlier(session(), row)
    if not earlier:
        return None
    told = questions.compared(earlier[0].asks, row.asks)
    named = {one["code"]: one["text"] for one in (*earlier[0].asks, *row.asks)}
    return {
        "nr": earlier[0].nr,
        "title": earlier[0].title,
        "all": not told["new"] and not told["gone"],
        **{kind: [named[code] for code in codes] for kind, codes in told.items()},
    }


def study_shown(row: Study | None, survey: Survey | None) -> Mapping[str, Any]:
    """Return what the page of a study says of its *survey*, when it has one or could have one."""
    if row is None or row.kind != QUANTITATIVE:
        return {}
    if survey is None:
        begins = here().works and row.state == surveys.PLANNED
        return {"survey": None, "begins": begins} if begins else {}
    if survey.origin != HERE:
        return {}
    paper = surveys.get_paper(session(), survey)
    kept, own = questionnaires.list_translations(session(), paper) if paper else [], first_page.own_texts(survey)
    ready = surveys.offered(session(), survey) if not survey.opened_on else survey.languages.split(",")
    waiting = [code for code in survey.languages.split(",") if code not in ready]
    late = [
        code for code in wording.known(kept)
        if paper and survey.opened_on and not survey.closed_on and code not in ready
    ]  # fmt: skip
    return {
        "survey": survey,
        "begins": False,
        "paper": paper,
        "languages": [language(paper, kept, code, own) for code in ready] if paper else [],
        "waiting": [language(paper, kept, code, own) for code in waiting] if paper else [],
        "late": [one for code in late if (one := language(paper, kept, code, own))["ready"]] if paper else [],
        "lacks": [] if survey.opened_on else [tell(why.text, why.values) for _page, why in lacks(row, survey)],
        "form": Form(formdata=None),
        "remove_url": ""
        if survey.opened_on or collecting.collects_only()
        else url_for("answer_files.ask_withdrawal", slug=policy.access().slug, nr=row.nr),
    }


def lacks(row: Study, survey: Survey) -> Sequence[tuple[str, Any]]:
    """Return what must be settled before a survey can open."""
    return surveys.lacks(session(), row, survey, today())


def save_study(
    session: Session, command: Command, nr: int | None, values: Mapping[str, Any], seen: int | None
) -> Study:
    """Write a study; what its survey says itself is not written over.

    :raises BadInput: at the field that the survey says
    """
    row = records.get(session, Study, command.process_id, nr) if nr else None
    survey = surveys.find_survey(session, row) if row else None
    if row is not None and survey is not None and (survey.opened_on or survey.origin != HERE):
        for name in TOLD_BY_SURVEY[survey.origin]:
            if name in values and values[name] != getattr(row, name):
                stays = survey.origin != HERE and withdrawing.is_released(session, survey)
                raise BadInput(STAYS if stays else SAYS_ITSELF[survey.origin == HERE], page=f"#{name}")
    return studies.save_study(session, command, nr, values, seen=seen)


def way_out(row: Study, survey: Any) -> tuple[str, str]:
    """Return what keeps a study that is set up here, as a way from its own page."""
    slug = policy.access().slug
    if survey.opened_on:
        return _(N_("Indsamlingen af svar")), url_for("fieldwork.show", slug=slug, nr=row.nr)
    return _(N_("Fjern opsætningen først")), url_for("answer_files.ask_withdrawal", slug=slug, nr=row.nr)


def place_of(row: Any) -> tuple[str, str] | None:
    """Return what a row of a survey that has no list of its own is called, and where it is shown."""
    slug = policy.access().slug
    if isinstance(row, Survey) and row.origin == HERE:
        study = session().get_one(Study, row.study_id)
        return _(N_("Undersøgelsens opsætning")), url_for(
            "fieldwork.show" if row.opened_on else "surveys.ask", slug=slug, nr=study.nr
        )
    if isinstance(row, Translation):
        paper = session().get_one(Questionnaire, row.questionnaire_id)
        return _(N_("Skemaet på andre sprog")), url_for("translations.index", slug=slug, nr=paper.nr)
    return None


NOUNS = (
    Noun(
        key="spoergeskemaer", model=Questionnaire, form=QuestionnaireForm, title=N_("Spørgeskemaer"),
        one=N_("Spørgeskema"), new=N_("Lav et spørgeskema"), nothing=N_("Der er ingen spørgeskemaer endnu."),
        task="kvantitativ", tab="kortlaegning", line=paper_line, lands=True,
        editable=lambda row: row.locked_on is None, extra="records/_questionnaire.html", more=paper_shown,
        save=lambda session, command, nr, values, seen: questionnaires.save_questionnaire(
            session, command, nr, values, seen=seen),
        verbs=(
            Verb(key="ny-version", text=N_("Lav en ny version"), done=N_("En ny version er begyndt."), leads_on=True,
                 when=lambda row: row.locked_on is not None,
                 act=lambda session, command, row, said: questionnaires.new_version(session, command, row.nr)),
        ),
    ),
)  # fmt: skip
