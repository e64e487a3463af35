"""A set of figures seen through: total, types, rates and jumps, all that needs counting asked for at once."""

from collections.abc import Mapping
from dataclasses import dataclass

from workflows.tryghedsnetvaerk.mapping.crime import analysis
from workflows.tryghedsnetvaerk.mapping.crime.analysis import Counts, Figures, Line
from workflows.tryghedsnetvaerk.mapping.crime.rates import People, Rates, plan
from workflows.tryghedsnetvaerk.mapping.statistics.counts import Jump, Ratio, Trend
from workflows.tryghedsnetvaerk.mapping.statistics.picture import Wanted, work_out


@dataclass(frozen=True, slots=True)
class Spells:
    """The newest twelve months of a line, and the twelve before: their counts, and how they compare."""

    before: Counts
    after: Counts
    compared: Ratio

    @property
    def change(self) -> float | None:
        """How much more or less, in per cent."""
        return None if self.compared.times is None else 100 * (self.compared.times - 1)


@dataclass(frozen=True, slots=True)
class Told:
    """A line with its newest year against the one before, where both are whole."""

    line: Line
    spells: Spells | None


@dataclass(frozen=True, slots=True)
class Picture:
    """The total with its newest year and its trend, the types of both kinds, the jumps of each, and the rates.

    *newest* is the last period of the newest twelve months, which every type is told of, or is missing.
    """

    total: Told | None
    trend: Trend | None
    plain: tuple[Told, ...]
    control: tuple[Told, ...]
    jumps: tuple[tuple[Line, tuple[Jump, ...]], ...]
    rates: Rates
    newest: str


def draw(figures: Figures, people: Mapping[str, People]) -> Picture:
    """Return what can be said of the network's own area in a set, beside how many live there."""
    whole, types = analysis.total(figures, figures.area), analysis.types(figures, figures.area)
    own = [whole] if whole else []
    last = analysis.newest(figures, figures.area)
    years = [*(analysis.two_years(one.counts) for one in own), *(analysis.two_years(one.counts, last) for one in types)]
    apart = [one for one in types if one.control and not (whole and _is_same(one, whole))]
    searched = [one for one in (*own, *apart) if _is_long(one)]
    rated = plan(figures, people)
    worked = work_out(
        Wanted(
            compared=tuple(
                (analysis.as_one_year(told[0], 2001), analysis.as_one_year(told[1], 2002)) for told in years if told
            ),
            followed=tuple(one.counts for one in own),
            searched=tuple(one.counts for one in searched),
            rated=rated.known,
        )
    )
    compared = iter(worked.compared)
    told = [Told(line, Spells(*two, next(compared)) if two else None)
            for line, two in zip((*own, *types), years, strict=True)]  # fmt: skip
    return Picture(
        total=told[0] if own else None, trend=worked.followed[0] if own else None,
        plain=tuple(one for one in told[len(own) :] if not one.line.control),
        control=tuple(one for one in told[len(own) :] if one.line.control),
        jumps=tuple(zip(searched, worked.searched, strict=True)), rates=rated.rates(worked.rated),
        newest=last,
    )  # fmt: skip


def _is_same(one: Line, whole: Line) -> bool:
    return (one.code, one.text, one.rest) == (whole.code, whole.text, False)


def _is_long(line: Line) -> bool:
    return len(line.counts) >= 2 * analysis.in_a_year(line.counts)
