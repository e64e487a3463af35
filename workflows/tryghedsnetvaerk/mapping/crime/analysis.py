"""What can be said of crime figures: how much, of what, rising or falling, beside another area; nothing twice."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from engine.text import N_
from workflows.tryghedsnetvaerk.mapping.crime import classification, periods
from workflows.tryghedsnetvaerk.mapping.crime.parts import Series

Counts = dict[str, int | None]
CAVEAT = N_(
    "Anmeldte forbrydelser viser det, der bliver anmeldt, ikke alt det, der sker. Tallene kan afspejle, at politiet i "
    "perioder prioriterer særlige indsatser: især narkotika, våben og andre særlove findes, når politiet leder. De "
    "tal vises for sig. De nyeste kvartaler er lidt for lave: en del anmeldes eller registreres senere."
)
SMALL = 5  # a rise is not told of fewer than so many in a year


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one set: the table they are from, their periods, the network's area in it, and the series."""

    title: str
    table: str
    periods: tuple[str, ...]
    area: str
    series: tuple[Series, ...]

    @property
    def kind(self) -> str:
        """Whether the periods are years, quarters or months."""
        return periods.kind(self.periods[0]) if self.periods else ""

    @property
    def references(self) -> list[str]:
        """The areas that stand beside the network's own."""
        return list(dict.fromkeys(one.area for one in self.series if one.area != self.area))


@dataclass(frozen=True, slots=True)
class Line:
    """The counts of one type in one area; *made_of* names the codes it was added up from, *rest* what is left of one.

    *whole* says that it is everything: the total as the table tells it, or what makes it up.
    """

    code: str
    text: str
    counts: Counts
    made_of: tuple[str, ...] = ()
    rest: bool = False
    whole: bool = False

    @property
    def control(self) -> bool:
        """Whether the police find it by looking for it."""
        return classification.is_control(self.code, self.text)


@dataclass(frozen=True, slots=True)
class Beside:
    """The area and another one (*code*), each whole year as so many per cent of the first year they both have."""

    area: str
    code: str
    years: tuple[str, ...]
    own: tuple[float, ...]
    other: tuple[float, ...]


def is_one_table(one: Figures, other: Figures) -> bool:
    """Say whether two sets are from one table, by the same kind of periods; else they are never compared."""
    return bool(one.table) and (one.table, one.kind) == (other.table, other.kind)


def lines(figures: Figures, area: str) -> list[Line]:
    """Return every series of an area as it is told, in the classification's order."""
    told = [one for one in figures.series if one.area == area and not one.part]
    order = {code: at for at, code in enumerate(classification.in_order({one.offence for one in told}))}
    return [
        Line(one.offence, one.text, dict(zip(figures.periods, one.counts, strict=True)))
        for one in sorted(told, key=lambda one: (not one.offence, order[one.offence], one.text))
    ]


def total(figures: Figures, area: str) -> Line | None:
    """Return everything in an area, added up of what lies apart; *whole* only when nothing can be left out of it.

    A type that the classification does not know may be part of any other, so it is added to nothing: it is the total
    only where it stands alone.
    """
    told = lines(figures, area)
    codes = classification.tops([one.code for one in told if one.code])
    apart = [one for one in told if one.code in codes] if codes else told
    if not apart or (not codes and len(apart) > 1):
        return None
    if len(apart) == 1:
        one = apart[0]
        return Line(one.code, one.text, one.counts, whole=one.code == classification.TOTAL)
    made_of = tuple(one.code for one in apart)
    whole = set(made_of) == {classification.PENAL, classification.SPECIAL}
    return Line("TOT" if whole else "", "", added(one.counts for one in apart), made_of, whole=whole)


def unknown(figures: Figures, area: str) -> list[Line]:
    """Return the types that the classification does not know: each stands for itself, and is added to nothing."""
    return [one for one in lines(figures, area) if not one.code]


def count_alike(one: Line, other: Line) -> bool:
    """Say whether two totals count the same: everything both, or the very same types."""
    if one.whole or other.whole:
        return one.whole and other.whole
    return (one.code, one.text, set(one.made_of)) == (other.code, other.text, set(other.made_of))


def control_in(figures: Figures, area: str) -> Line | None:
    """Return what the police find by looking for it, as far as it can be added up; it is inside the total."""
    told = [one for one in types(figures, area) if one.control]
    known = [one for one in told if one.code]
    told = known or told[:1] * (len(told) == 1)
    made_of = tuple(one.code or one.text for one in told)
    return Line("", "", added(one.counts for one in told), made_of) if told else None


def is_within(control: Line, whole: Line) -> bool:
    """Say whether what the police find by looking for it is counted in a total too."""
    codes = [code for code in control.made_of if not code.startswith("-")]
    of_total = {whole.code, *whole.made_of}
    return classification.TOTAL in of_total or any({code, *classification.above(code)} & of_total for code in codes)


def without_control(figures: Figures, area: str) -> Line | None:
    """Return everything but what the police find by looking for it; nothing where the file has not both."""
    whole, control = total(figures, area), control_in(figures, area)
    if whole is None or control is None or whole.control or not is_within(control, whole):
        return None
    counts = less(whole.counts, control.counts)
    return Line("", "", counts, whole.made_of) if any(counts.values()) else None


def types(figures: Figures, area: str) -> list[Line]:
    """Return the types of an area: the narrowest told and what is left of each wider one, none part of another.

    Last come those that the classification does not know; they may be part of any other.
    """
    told = {one.code: one for one in lines(figures, area) if one.code}
    found = []
    for code, one in told.items():
        under = classification.right_under(code, told)
        if not under:
            found.append(one)
        elif rest := _left(one, [told[each] for each in under]):
            found.append(rest)
    return found + unknown(figures, area)


def _left(one: Line, under: Sequence[Line]) -> Line | None:
    """Return what is left of a type when those under it are taken out; nothing when that is nothing."""
    counts = less(one.counts, added(each.counts for each in under))
    if not any(counts.values()):
        return None
    return Line(one.code, one.text, counts, (one.code, *(f"-{each.code}" for each in under)), rest=True)


def added(several: Iterable[Mapping[str, int | None]]) -> Counts:
    """Return counts added period by period; where one is missing the sum is too."""
    made: Counts = {}
    for counts in several:
        for period, count in counts.items():
            before = made.get(period, 0)
            made[period] = None if count is None or before is None else before + count
    return made


def less(counts: Mapping[str, int | None], parts: Mapping[str, int | None]) -> Counts:
    """Return what is left when parts are taken out; nothing is said where one is missing, or they are more than all."""
    left: Counts = {}
    for period, count in counts.items():
        taken = parts.get(period)
        left[period] = None if count is None or taken is None or taken > count else count - taken
    return left


def by_year(counts: Mapping[str, int | None]) -> Counts:
    """Return the sum of each year whose every period is there; a year with a figure missing has none."""
    found: dict[str, list[int | None]] = {}
    for period, count in counts.items():
        found.setdefault(periods.year(period), []).append(count)
    whole = {year: told for year, told in found.items() if len(told) == in_a_year(counts)}
    return {year: None if None in told else sum(n for n in told if n is not None) for year, told in whole.items()}


def in_a_year(counts: Mapping[str, int | None]) -> int:
    """Return how many of their periods make a year."""
    return periods.PARTS.get(periods.kind(next(iter(counts), "")), 1)


def newest(figures: Figures, area: str) -> str:
    """Return the newest period that anything in an area is told of: the newest twelve months of each type end there."""
    return newest_told({period: n for one in lines(figures, area) for period, n in one.counts.items() if n is not None})


def newest_told(counts: Mapping[str, int | None]) -> str:
    """Return the newest period with a count; nothing where none has one."""
    return next((period for period in reversed(periods.in_order(counts)) if counts[period] is not None), "")


def twelve_months(counts: Mapping[str, int | None], last: str) -> tuple[Counts, Counts]:
    """Return the twelve months before the twelve that end with a period, and those; what is missing is nothing."""
    long = in_a_year(counts)
    every = [periods.later(last, step) for step in range(1 - 2 * long, 1)]
    before, after = ({period: counts.get(period) for period in some} for some in (every[:long], every[long:]))
    return before, after


def two_years(counts: Mapping[str, int | None], last: str = "") -> tuple[Counts, Counts] | None:
    """Return the twelve months before the newest twelve, and those; nothing when any of their periods is missing.

    The newest twelve end with the period *last*, or else with the newest that has a count.
    """
    until = last or newest_told(counts)
    before, after = twelve_months(counts, until) if until else ({}, {})
    return (before, after) if until and None not in (*before.values(), *after.values()) else None


def as_one_year(counts: Counts, year: int) -> Counts:
    """Return twelve months that begin anywhere in a year as if they were one: each quarter is there once."""
    return {f"{year}{periods.part(period)}": count for period, count in counts.items()}


def same_part(counts: Mapping[str, int | None], years: int = 3) -> tuple[str, int, list[tuple[str, int]]] | None:
    """Return the newest period with its count, and the same quarter or month of the years before it."""
    told = [period for period in periods.in_order(counts) if counts[period] is not None]
    if not told:
        return None
    last, earlier = told[-1], []
    for back in range(1, years + 1):
        period = periods.later(last, -back * periods.PARTS[periods.kind(last)])
        if (count := counts.get(period)) is not None:
            earlier.append((period, count))
    return last, counts[last] or 0, earlier


def index(counts: Mapping[str, int | None]) -> dict[str, float]:
    """Return each whole year as so many per cent of the first that is told and not nought."""
    years = {year: count for year, count in by_year(counts).items() if count is not None}
    base = next((count for _year, count in sorted(years.items()) if count), None)
    return {year: 100 * count / base for year, count in sorted(years.items())} if base else {}


def beside_another(figures: Figures) -> Beside | None:
    """Return the area beside the first it can be compared with; nothing where the table has none, or too few years."""
    own = total(figures, figures.area)
    for code in figures.references:
        other = total(figures, code)
        if not own or not other or not count_alike(own, other):
            continue
        found = [index(one.counts) for one in (own, other)]
        years = tuple(sorted(set(found[0]) & set(found[1])))
        if len(years) < 2 or not all(one[years[0]] for one in found):
            return None
        told = [tuple(100 * one[year] / one[years[0]] for year in years) for one in found]
        return Beside(figures.area, code, years, told[0], told[1])
    return None
