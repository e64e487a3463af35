"""Figures that cannot be right: the parts of an offence that together are more than the whole of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from engine.text import N_, Sentence, sentence
from workflows.tryghedsnetvaerk.mapping.crime.classification import name_area, name_offence, right_under
from workflows.tryghedsnetvaerk.mapping.crime.parts import Series, listed

SHOWN = 5  # that are named one by one
EXCEEDED = N_(
    "{omraade}, {periode}: »{overtraedelse}« er {hele}, men det, der hører under den ({typer}), er {dele}. Det kan "
    "ikke passe. Spørg kilden, før I bruger tallene."
)
MORE = N_("Steder, hvor delene er flere end det hele, ud over dem, der er nævnt: {antal}.")


@dataclass(frozen=True, slots=True)
class Exceeded:
    """One count that is less than what is part of it: of which offence in which area and period, and of which parts."""

    area: str
    offence: str
    period: str
    count: int
    parts: int
    under: tuple[str, ...]


def exceeded(periods: Sequence[str], series: Iterable[Series]) -> list[Exceeded]:
    """Return every count that its parts exceed; a part that is missing adds nothing."""
    told: dict[str, dict[str, Series]] = {}
    for one in series:
        if one.offence and not one.part:
            told.setdefault(one.area, {})[one.offence] = one
    below: dict[frozenset[str], dict[str, list[str]]] = {}
    found = []
    for area, by_code in told.items():
        if len(by_code) < 2:
            continue
        codes = frozenset(by_code)
        if codes not in below:
            below[codes] = {code: under for code in codes if (under := right_under(code, codes))}
        for code, under in below[codes].items():
            found += _of_one(periods, area, by_code[code], [by_code[each] for each in under])
    return found


def _of_one(periods: Sequence[str], area: str, whole: Series, parts: Sequence[Series]) -> list[Exceeded]:
    found, under = [], tuple(one.offence for one in parts)
    for at, period in enumerate(periods):
        count, together = whole.counts[at], sum(one.counts[at] or 0 for one in parts)
        if count is not None and together > count:
            found.append(Exceeded(area, whole.offence, period, count, together, under))
    return found


def said(found: Sequence[Exceeded], locale: str, own: str) -> list[Sentence]:
    """Return a sentence for each of the first, and how many more there are; the housing area is called *own*."""
    told = [
        sentence(
            EXCEEDED, omraade=name_area(one.area, locale, own), periode=one.period,
            overtraedelse=name_offence(one.offence, locale), hele=one.count, dele=one.parts,
            typer=listed([name_offence(code, locale) for code in one.under]),
        )
        for one in found[:SHOWN]
    ]  # fmt: skip
    return told + ([sentence(MORE, antal=len(found) - SHOWN)] if len(found) > SHOWN else [])
