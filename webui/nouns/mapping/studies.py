"""Step 2: studies."""

from collections.abc import Mapping
from typing import Any

from wtforms import IntegerField
from wtforms.validators import NumberRange, Optional

from engine.text import N_
from webui.nouns.mapping import held, study_answers, surveying, talks
from webui.nouns.shape import Line, Noun
from webui.page.traced import Traced
from webui.saying.language import _, excerpt, number
from webui.saying.words import choices, word
from webui.visit.clock import today
from webui.visit.db import session
from webui.visit.forms import Rule, choice, day, in_order, line, prose, said_when
from workflows.tryghedsnetvaerk.mapping.models import QUANTITATIVE, Study
from workflows.tryghedsnetvaerk.mapping.survey.surveys import PLANNED, find_survey


class StudyForm(Traced):
    """A survey or a round of interviews."""

    watched = ("title", "done_by", "early_reason", "summary", "left_out_reason")

    rules = (
        Rule(
            "left_out_reason",
            lambda f: f.state.data != "udeladt" or bool(f.left_out_reason.data),
            N_("Skriv, hvorfor undersøgelsen er valgt fra."),
        ),
        Rule(
            "answered",
            lambda f: f.asked.data is None or (f.answered.data or 0) <= f.asked.data,
            N_("Der kan ikke være flere, der har svaret, end der er spurgt."),
        ),
        Rule(
            "fieldwork_from",
            lambda f: f.state.data != "gennemfoert" or bool(f.fieldwork_from.data),
            N_("Skriv, hvornår der blev spurgt første gang."),
        ),
        Rule(
            "fieldwork_until",
            lambda f: f.state.data != "gennemfoert" or bool(f.fieldwork_until.data),
            N_("Skriv, hvornår der blev spurgt sidste gang."),
        ),
        Rule(
            "fieldwork_until",
            lambda f: f.state.data != "gennemfoert" or (f.fieldwork_until.data or today()) <= today(),
            N_("Den sidste dag er ikke kommet, så undersøgelsen er ikke lavet endnu."),
        ),
        in_order("fieldwork_from", "fieldwork_until", N_("Sidste dag kan ikke ligge før første dag.")),
    )
    whens = said_when(
        fieldwork_from=N_("skal udfyldes, når undersøgelsen er lavet"),
        fieldwork_until=N_("skal udfyldes, når undersøgelsen er lavet"),
        done_by=N_("skal udfyldes, når undersøgelsen er lavet"),
        early_reason=N_("skal udfyldes, når der spørges, før beboerne er informeret"),
        left_out_reason=N_("skal udfyldes, når undersøgelsen er valgt fra"),
    )
    kind = choice(N_("Hvilken undersøgelse?"), choices("study"), needed=True)
    state = choice(N_("Hvor langt er undersøgelsen?"), choices("study_state"), needed=True)
    title = line(N_("Navn"))
    done_by = line(
        N_("Hvem har lavet den?"), hint=N_("Skriv organisation og fag. Metoden anbefaler, at fagfolk laver den.")
    )
    fieldwork_from = day(N_("Der blev spurgt fra"))
    fieldwork_until = day(N_("Der blev spurgt til og med"))
    asked = IntegerField(N_("Hvor mange blev spurgt?"), [Optional(), NumberRange(0, 1_000_000)])
    answered = IntegerField(N_("Hvor mange svarede?"), [Optional(), NumberRange(0, 1_000_000)])
    early_reason = prose(N_("Hvorfor begynder I, før beboerne er informeret?"), rows=3)
    summary = prose(N_("Det vigtigste"), hint=N_("Uden navne og adresser"))
    left_out_reason = prose(N_("Valgt fra, fordi"), rows=3)


def study_line(row: Study) -> Line:
    """Say a study in its list."""
    of = {"svar": number(row.answered or 0), "spurgt": number(row.asked or 0)}
    counted = _("{svar} af {spurgt} svarede", **of) if row.asked and row.answered else ""
    counted = counted or (_("{antal} svarede", antal=of["svar"]) if row.answered else "")
    kind = word("study", row.kind)
    sub = " · ".join(filter(None, [kind if row.title else "", row.done_by, counted, excerpt(row.left_out_reason, 120)]))
    if held.begun_early(row):
        sub = " · ".join(filter(None, [sub, _("Begyndt, før beboerne var informeret")]))
    if row.state == PLANNED:
        begun = bool(row.fieldwork_from and row.fieldwork_from <= today())
        return Line(row.title or kind, sub, _(N_("I gang")) if begun else _(N_("Planlagt")), "active")
    code = {"gennemfoert": "done", "udeladt": "before"}[row.state]
    return Line(row.title or kind, sub, word("study_state", row.state), code)


def _shown(row: Study | None) -> Mapping[str, Any]:
    survey = find_survey(session(), row) if row is not None and row.kind == QUANTITATIVE else None
    early = row is not None and held.begun_early(row) and not (survey and survey.early_reason)
    return {
        "early": early,
        **surveying.study_shown(row, survey),
        **study_answers.shown(row, survey),
        **talks.study_shown(row),
    }


NOUNS = (
    Noun(
        key="undersoegelser", model=Study, form=StudyForm, title=N_("Undersøgelser"), one=N_("Undersøgelse"),
        new=N_("Tilføj en undersøgelse"), nothing=N_("Der er ingen undersøgelser endnu."), task="kvantitativ",
        tab="kortlaegning", line=study_line, lands=True,
        extra="records/_survey.html", more=_shown,
        save=surveying.save_study,
    ),
)  # fmt: skip
