"""Step 2: figures and studies."""

from collections.abc import Mapping
from typing import Any

from wtforms import IntegerField
from wtforms.validators import NumberRange, Optional

from engine.text import N_
from webui import study_answers
from webui.clock import today
from webui.db import session
from webui.forms import Form, Rule, choice, day, in_order, line, prose, said_when
from webui.language import _, excerpt, short_day
from webui.nouns.shape import Line, Noun
from webui.traced import Traced
from webui.words import choices, word
from workflows.tryghedsnetvaerk.mapping import actions, fieldwork
from workflows.tryghedsnetvaerk.mapping.models import CrimeSet, Study


class FiguresForm(Form):
    """A set of crime figures, or why there are none."""

    rules = (
        Rule(
            "unavailable",
            lambda f: not (f.counts.data and f.unavailable.data),
            N_("Skriv enten tallene, eller hvorfor de ikke kan fås, ikke begge dele."),
        ),
    )
    whens = said_when(
        source=N_("senest når trin 2 lukkes"),
        extracted_on=N_("senest når trin 2 lukkes"),
        counts=N_("eller vedhæft filen bagefter; kan I ikke få dem, så skriv nederst hvorfor"),
        unavailable=N_("kun uden tal"),
    )
    title = line(actions.TITLE, needed=True, most=actions.LONGEST)
    source = line(actions.SOURCE, most=actions.LONGEST, hint=N_("For eksempel politiets udtræk for området"))
    extracted_on = day(N_("Udtrukket den"), past=True)
    definition = prose(N_("Hvordan er området og perioden afgrænset?"), rows=3)
    counts = prose(
        N_("Tallene"),
        rows=10,
        most=actions.MOST_TEXT,
        hint=N_(
            "En linje for hver: lovovertrædelse; periode; antal. Du kan kopiere fra et regneark. "
            "To prikker (..) betyder, at tallet mangler."
        ),
    )
    police_priority = prose(N_("Perioder, hvor politiet har gjort en særlig indsats"), rows=2)
    unavailable = prose(N_("Kan I ikke få tallene? Skriv hvorfor"), rows=2)  # fmt: skip


def figures_line(row: CrimeSet) -> Line:
    """Say a set of figures in its list."""
    if row.unavailable:
        return Line(row.title, excerpt(row.unavailable, 160), _("Kunne ikke fås"), "before")
    sub = " · ".join(filter(None, [row.source, short_day(row.extracted_on)]))
    return Line(row.title, sub or _("Mangler kilde og udtræksdato"), "", "")


def figures_values(row: CrimeSet) -> Mapping[str, Any]:
    """Return a set with its counts as lines."""
    return {"counts": actions.write_counts(row.figures)}


def figures_shown(row: CrimeSet | None) -> Mapping[str, Any]:
    """Return what the page of a set shows: its counts by offence and period."""
    if row is None or row.unavailable:
        return {}
    periods, rows = actions.tabulate(actions.list_counts(session(), row))
    return {"told": {"counts"}, "periods": periods, "rows": rows,
            "missing": any(actions.ABSENT in said for _offence, said in rows)}  # fmt: skip


class StudyForm(Traced):
    """A survey or a round of interviews."""

    watched = ("summary",)

    rules = (
        Rule(
            "left_out_reason",
            lambda f: f.state.data != "udeladt" or bool(f.left_out_reason.data),
            N_("Skriv, hvorfor undersøgelsen er valgt fra."),
        ),
        Rule(
            "answered",
            lambda f: f.asked.data is None or (f.answered.data or 0) <= f.asked.data,
            N_("Der kan ikke svare flere, end der er spurgt."),
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
    counted = _("{svar} af {spurgt} svarede", svar=row.answered, spurgt=row.asked) if row.asked and row.answered else ""
    sub = " · ".join(filter(None, [row.title, row.done_by, counted, excerpt(row.left_out_reason, 120)]))
    code = {"gennemfoert": "done", "udeladt": "before", "planlagt": "active"}[row.state]
    return Line(word("study", row.kind), sub, word("study_state", row.state), code)


NOUNS = (
    Noun(
        key="kriminalitetstal", model=CrimeSet, form=FiguresForm, title=N_("Kriminalitetstal"), one=N_("Opgørelse"),
        new=N_("Skriv tal ind"), nothing=N_("Der er ingen kriminalitetstal endnu."), task="kriminalitetsstatistik",
        tab="kortlaegning", line=figures_line, values=figures_values, extra="records/_counts.html", more=figures_shown,
        save=lambda session, command, nr, values, seen: actions.save_figures(session, command, nr, values, seen=seen),
    ),
    Noun(
        key="undersoegelser", model=Study, form=StudyForm, title=N_("Undersøgelser"), one=N_("Undersøgelse"),
        new=N_("Tilføj en undersøgelse"), nothing=N_("Der er ingen undersøgelser endnu."), task="kvantitativ",
        tab="kortlaegning", line=study_line, more=study_answers.shown,
        save=lambda session, command, nr, values, seen: fieldwork.save_study(session, command, nr, values, seen=seen),
    ),
)  # fmt: skip
