"""Step 2, Kortlægning: the crime figures, the two studies and the report."""

from dataclasses import replace

from engine.definition import Demand, Reason
from engine.text import N_
from workflows.tryghedsnetvaerk.facts import Facts, Figures, Paper, Study
from workflows.tryghedsnetvaerk.guards.shapes import OTHERS, demand, none_left


def _figures_there(facts: Facts) -> Reason | None:
    if facts.figures is Figures.NONE:
        return Reason(N_("Der er ingen kriminalitetstal. Kan de ikke fås, så skriv hvorfor."))
    if facts.figures is Figures.EMPTY:
        return Reason(
            N_("Der står ingen tal i opgørelsen. Skriv dem ind, vedhæft filen med dem, "
               "eller skriv, hvorfor de ikke kan fås.")
        )  # fmt: skip
    return None


figures_there = Demand(
    "tal", N_("Kriminalitetstallene er skrevet ind eller vedhæftet"), "kriminalitetstal", _figures_there
)
figures_sourced = demand(
    "tal_kilde", N_("Tallene har kilde og udtræksdato"), "kriminalitetstal",
    N_("Kriminalitetstallene mangler kilde eller udtræksdato."), lambda f: not f.figures_unsourced,
)  # fmt: skip


def settled(fact: str, key: str, title: str, nothing: str, started: str) -> Demand:
    """Make the demand that one of the two studies is made, or left out with a reason."""

    def check(facts: Facts) -> Reason | None:
        study: Study = getattr(facts, fact)
        return Reason(nothing) if study is Study.NONE else Reason(started) if study is Study.STARTED else None

    return Demand(key, title, "undersoegelser", check)


survey_settled = settled(
    "survey", "kvantitativ_afklaret", N_("Spørgeskemaundersøgelsen er lavet eller valgt fra"),
    N_("Spørgeskemaundersøgelsen er hverken lavet eller valgt fra med en begrundelse."),
    N_("Spørgeskemaundersøgelsen er i gang, men ikke færdig."),
)  # fmt: skip
interviews_settled = settled(
    "interviews", "kvalitativ_afklaret", N_("Samtalerne er holdt eller valgt fra"),
    N_("Samtalerne er hverken holdt eller valgt fra med en begrundelse."),
    N_("Samtalerne er i gang, men ikke færdige."),
)  # fmt: skip
one_study_made = demand(
    "en_undersoegelse", N_("Mindst én undersøgelse er lavet"), "undersoegelser",
    N_("Mindst én af de to undersøgelser skal laves: spørgeskemaet eller samtalerne."),
    lambda f: Study.MADE in (f.survey, f.interviews),
)  # fmt: skip
studies_have_doers = none_left(
    "udfoert_af", N_("Det står, hvem der har lavet undersøgelserne"), "undersoegelser", "studies_without_doer",
    N_("Skriv, hvem der har lavet undersøgelsen. Det mangler for {antal}."),
)  # fmt: skip
not_survey_alone = demand(
    "ikke_kun_tal", N_("Samtalerne supplerer spørgeskemaet"), "undersoegelser",
    N_("Spørgeskemaet står alene. Det viser hvor mange, men ikke hvorfor."),
    lambda f: not (f.survey is Study.MADE and f.interviews is Study.LEFT_OUT), warning=True,
)  # fmt: skip


def _survey_recent(facts: Facts) -> Reason | None:
    if facts.survey_undated:
        return Reason(
            N_("Det står ikke, hvornår der blev spurgt. Skriv datoerne, så alle kan se, om spørgeskemaundersøgelsen "
               "er ny nok.")
        )  # fmt: skip
    if facts.survey_old:
        return Reason(N_("Spørgeskemaundersøgelsen er mere end 24 måneder gammel. Billedet kan have ændret sig."))
    return None


survey_recent = Demand(
    "ny_undersoegelse", N_("Spørgeskemaundersøgelsen er højst 24 måneder gammel"), "undersoegelser", _survey_recent,
    warning=True,
)  # fmt: skip


def _informed_first(facts: Facts) -> Reason | None:
    if not facts.fieldwork_early:
        return None
    return Reason(N_("Undersøgelsen begyndte, før beboerne var informeret."), {}, facts.who.get("fieldwork_early", ()))


informed_first = Demand(
    "informeret_foerst", N_("Beboerne var informeret, før der blev spurgt"), "undersoegelser", _informed_first,
    warning=True,
)  # fmt: skip


def early_of(task: str, reason: Reason) -> Reason | None:
    """Return what *reason* says of early fieldwork that belongs to *task*; nothing when none of it does."""
    mine = tuple(one for one in reason.who if one.partition(":")[0] == task)
    return replace(reason, who=mine) if mine else None


def _report_approved(facts: Facts) -> Reason | None:
    if facts.report is Paper.NONE:
        return Reason(N_("Rapporten er ikke skrevet."))
    if facts.report is Paper.DRAFT:
        return Reason(N_("Rapporten er en kladde og er ikke sendt til godkendelse."))
    if facts.report is Paper.APPROVED:
        return None
    if facts.remarks:
        remarked = N_("Bemærkninger til rapporten: {antal}. Læs dem, og send den ud i en ny version.")
        return Reason(remarked, {"antal": facts.remarks}, (), facts.since.get("remarks"))
    if not facts.approvals_missing:
        return Reason(
            N_("Ingen af dem, der blev spurgt om rapporten, skal svare længere. Send den ud i en ny version.")
        )
    if facts.approvals_unasked:
        unasked = N_("Har ingen mailadresse og er ikke spurgt om rapporten: {antal}. Spørg på en anden måde, og skriv "
                     "svaret ind på rapportens side.")  # fmt: skip
        return Reason(unasked, {"antal": facts.approvals_unasked}, facts.who.get("approvals_unasked", ()),
                      facts.since.get("approvals_missing"))  # fmt: skip
    missing = N_("Rapporten venter på svar fra {antal} i styregruppen.")
    found = facts.who.get("approvals_missing", ()), facts.since.get("approvals_missing")
    return Reason(missing, {"antal": facts.approvals_missing}, *found, OTHERS)


report_approved = Demand(
    "rapport_godkendt", N_("Styregruppen har godkendt en version af rapporten"), "rapport", _report_approved
)
