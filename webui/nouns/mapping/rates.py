"""Reports per 1,000 residents on the page of a set: by twelve months, and by quarter or month, beside another area."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import url_for

from engine.text import N_
from webui.saying.language import _, locale, number, tell, upper_first
from webui.saying.periods import between
from webui.visit import policy
from workflows.tryghedsnetvaerk.mapping.crime import periods
from workflows.tryghedsnetvaerk.mapping.crime.analysis import Figures
from workflows.tryghedsnetvaerk.mapping.crime.classification import name_area
from workflows.tryghedsnetvaerk.mapping.crime.rates import People, Rates, Spell
from workflows.tryghedsnetvaerk.mapping.statistics.counts import Rate

SHOWN = 12  # quarters or months
SAID = {
    periods.QUARTER: (N_("Hvert kvartal for sig"), N_("Pr. 1.000 i kvartalet")),
    periods.MONTH: (N_("Hver måned for sig"), N_("Pr. 1.000 i måneden")),
}


def shown(figures: Figures, people: Mapping[str, People], told: Rates) -> dict[str, Any]:
    """Return the tables of rates, and the areas whose residents nobody has told."""
    areas = [name_area(one, locale()) for one in told.areas]
    lacking = [name_area(one, locale(), _(N_("Boligområdet"))) for one in (figures.area, *figures.references[:1])
               if not people.get(one)]  # fmt: skip
    each, per = SAID.get(figures.kind, ("", ""))
    return {
        "years": _table(told, told.years, _(N_("Tolv måneder")), _(N_("Pr. 1.000"))),
        "each": _table(told, told.each[-SHOWN:], _(N_("Periode")), tell(per) if per else ""),
        "each_title": tell(each) if each else "", "areas": areas, "lacking": lacking,
        "new": url_for("records.new", slug=policy.access().slug, noun="befolkningstal"),
        "file": url_for("people_files.ask", slug=policy.access().slug),
    }  # fmt: skip


def _table(told: Rates, spells: Sequence[Spell], when: str, per: str) -> dict[str, Any]:
    areas = [_(N_("{omraade}, pr. 1.000"), omraade=name_area(one, locale())) for one in told.areas]
    heads = [when, _(N_("Anmeldelser")), _(N_("Beboere")), per, _(N_("Usikkerhed (95 %)")), *areas]
    return {"heads": heads, "rows": [_row(one) for one in spells]}


def _row(spell: Spell) -> tuple[str, ...]:
    return (upper_first(between(spell.first, spell.last)), *_own(spell.own), *(_rate(one) for one in spell.beside))


def _own(one: Rate | None) -> tuple[str, ...]:
    if one is None:
        return ("–",) * 4
    sure = f"{number(one.low, 1)}–{number(one.high, 1)}"
    return number(one.count), number(one.exposure, 0), number(one.per_thousand, 1), sure


def _rate(one: Rate | None) -> str:
    return number(one.per_thousand, 1) if one else "–"
