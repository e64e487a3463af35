"""Reports per 1,000 residents: each whole year, the newest twelve months, and each period, beside another area."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workflows.tryghedsnetvaerk.mapping.crime import periods
from workflows.tryghedsnetvaerk.mapping.crime.analysis import Figures, by_year, count_alike, total
from workflows.tryghedsnetvaerk.mapping.statistics.counts import Rate

Counts = Mapping[str, int | None]
People = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Spell:
    """A year, twelve months, or one period: how many per 1,000 residents here, and in each area beside it.

    Where the residents or the count of an area are not told, it has no rate.
    """

    first: str
    last: str
    own: Rate | None
    beside: tuple[Rate | None, ...]

    @property
    def some(self) -> bool:
        """Whether any of its rates is known."""
        return any((self.own, *self.beside))


@dataclass(frozen=True, slots=True)
class Rates:
    """The rates of a set: the *areas* that are beside its own, by twelve months, and *each* period by itself."""

    areas: tuple[str, ...]
    years: tuple[Spell, ...]
    each: tuple[Spell, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be rated: the areas beside, the spells, of which the first *years* are of twelve months, and *asked*.

    *asked* has each count with its residents, spell by spell and area by area; nothing where either is not told.
    """

    areas: tuple[str, ...]
    spells: tuple[tuple[str, str], ...]
    years: int
    asked: tuple[tuple[int, float] | None, ...]

    @property
    def known(self) -> tuple[tuple[int, float], ...]:
        """What there is to work out."""
        return tuple(one for one in self.asked if one)

    def rates(self, worked: Sequence[Rate]) -> Rates:
        """Return the rates, with what was worked out of the known."""
        told, wide = iter(worked), len(self.areas) + 1
        found = [next(told) if one else None for one in self.asked]
        rows = [found[at : at + wide] for at in range(0, len(found), wide)]
        rated = [Spell(*spell, row[0], tuple(row[1:])) for spell, row in zip(self.spells, rows, strict=True)]
        years, each = rated[: self.years], rated[self.years :]
        return Rates(self.areas, tuple(one for one in years if one.some), tuple(one for one in each if one.some))


def plan(figures: Figures, people: Mapping[str, People]) -> Plan:
    """Return what is to be rated: everything in a set, in its own area and in those beside it, of one table all.

    An area is beside it when it counts the same and its residents are told.
    """
    own = total(figures, figures.area)
    if own is None:
        return Plan((), (), 0, ())
    beside = {
        code: found.counts for code in figures.references
        if people.get(code) and (found := total(figures, code)) and count_alike(found, own)
    }  # fmt: skip
    told = [(own.counts, people.get(figures.area, {})), *((counts, people[code]) for code, counts in beside.items())]
    short = periods.kind(next(iter(own.counts), "")) not in ("", periods.YEAR)
    years = _years(own.counts)
    spells = [*years, *((one, one) for one in periods.in_order(own.counts) if short)]
    asked = tuple(_counted(counts, lived, *spell) for spell in spells for counts, lived in told)
    return Plan(tuple(beside), tuple(spells), len(years), asked)


def residents(people: People, period: str) -> float | None:
    """Return how many lived there in a period: told of it itself, of the wider one it is in, or by those within it."""
    if period in people:
        return people[period]
    first, last = periods.begins(period), periods.ends(period)
    wider = [n for one, n in people.items() if periods.begins(one) <= first and last <= periods.ends(one)]
    if wider:
        return wider[-1]
    within = [n for one, n in people.items() if first <= periods.begins(one) and periods.ends(one) <= last]
    return sum(within) / len(within) if within else None


def _years(counts: Counts) -> list[tuple[str, str]]:
    """Return each whole year, and last the newest twelve months where they are no year."""
    told = [period for period in periods.in_order(counts) if counts[period] is not None]
    years = [(year, year) for year, count in by_year(counts).items() if count is not None]
    long = periods.PARTS.get(periods.kind(told[-1]), 1) if told else 1
    if long > 1 and len(told) >= long and periods.year(told[-long]) != periods.year(told[-1]):
        years.append((periods.later(told[-1], 1 - long), told[-1]))
    return years


def _counted(counts: Counts, people: People, first: str, last: str) -> tuple[int, float] | None:
    """Return how many reports in a spell and how many lived there on average; nothing when either is not told."""
    kind = periods.kind(next(iter(counts), ""))
    year = periods.kind(first) != kind
    within = [one for one in counts if periods.year(one) == first] if year else periods.between(first, last)
    reports = [counts.get(one) for one in within]
    lived = _lived(people, [first] if year else within, apart=first == last)
    if not lived or None in reports:
        return None
    return sum(n for n in reports if n is not None), lived


def _lived(people: People, within: Sequence[str], *, apart: bool) -> float | None:
    """Return how many lived there on average; in a spell of several, a period that is not told has its year's mean."""
    told = [residents(people, one) or (None if apart else residents(people, periods.year(one))) for one in within]
    known = [n for n in told if n]
    return sum(known) / len(known) if len(known) == len(told) else None
