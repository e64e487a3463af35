"""What of a set's total follows the police's own effort, and what of its newest year is told: never silently inside."""

from collections.abc import Mapping

from engine.text import N_
from webui.saying.language import _, locale, number
from webui.saying.periods import said as period
from workflows.tryghedsnetvaerk.mapping.crime import analysis, periods
from workflows.tryghedsnetvaerk.mapping.crime.analysis import Figures, Line
from workflows.tryghedsnetvaerk.mapping.crime.classification import SPECIAL, TOTAL, name_offence
from workflows.tryghedsnetvaerk.mapping.crime.typed import ABSENT


def said(figures: Figures, total: Line) -> list[str]:
    """Say how much of the total the police found by looking for it; or that nobody can say how much."""
    control = analysis.control_in(figures, figures.area)
    if control is None:
        if TOTAL not in (total.code, *total.made_of):
            return []
        return [_(N_("Tallet omfatter også det, politiet finder ved at lede. Filen siger ikke, hvor meget."))]
    codes = [code for code in control.made_of if not code.startswith("-")]
    of_total = {total.code, *total.made_of}
    if not analysis.is_within(control, total):
        return []
    spells = analysis.two_years(total.counts)
    told = list(spells[1]) if spells else [one for one in total.counts if total.counts[one] is not None][-1:]
    counts = [control.counts.get(period) for period in told]
    if not told or None in counts:
        return [_(N_("Tallet omfatter også det, politiet finder ved at lede. Filen siger ikke, hvor meget."))]
    names = ", ".join(dict.fromkeys(name_offence(code, locale()) for code in codes))
    values = {
        "fra": period(told[0]),
        "til": period(told[-1]),
        "antal": number(sum(filter(None, counts))),
        "typer": names,
    }
    if len(told) == 1:
        whole = _(N_("Heraf fundet, fordi politiet ledte, i {til}: {antal} ({typer}). De tal følger "
                     "politiets indsats."), **values)  # fmt: skip
    else:
        whole = _(N_("Heraf fundet, fordi politiet ledte, fra {fra} til {til}: {antal} ({typer}). De tal følger "
                     "politiets indsats."),
                  **values)  # fmt: skip
    if TOTAL not in of_total or any(one.offence == SPECIAL for one in figures.series):
        return [whole]
    return [whole, _(N_("Der kan være flere, som politiet har fundet på den måde; filen viser dem ikke for sig."))]


def untold(total: Line, last: str) -> list[str]:
    """Say that there is no total of the newest periods, where not all types are told of them."""
    known = analysis.newest_told(total.counts)
    if not known or known == last:
        return []
    lacking = periods.between(periods.later(known, 1), last)
    return [
        _(
            N_("Summen for {perioder} kan ikke regnes ud, for der mangler tal."),
            perioder=", ".join(map(period, lacking)),
        )
    ]


def told_in_part(counts: Mapping[str, int | None], last: str) -> tuple[str, str]:
    """Say of the twelve months that end with a period, and of those before, which are missing, or how many there were.

    What is missing altogether is named in the newest twelve only: the figures may begin after those before.
    """
    if not last:
        return ABSENT, "–"
    before, after = analysis.twelve_months(counts, last)
    return _sum(after), _sum(before) if any(n is not None for n in before.values()) else "–"


def _sum(counts: Mapping[str, int | None]) -> str:
    if lacking := [at for at, count in counts.items() if count is None]:
        return _(N_("mangler {perioder}"), perioder=", ".join(map(period, lacking)))
    return number(sum(filter(None, counts.values())))
