"""All that the page of a set of counts needs, worked out in one question: compared, followed, looked through, rated."""

from collections.abc import Mapping
from dataclasses import dataclass

from workflows.tryghedsnetvaerk.mapping.statistics.counter import apart
from workflows.tryghedsnetvaerk.mapping.statistics.counts import Jump, Rate, Ratio, Trend, jumps, rate, ratio, trend

Counts = Mapping[str, int | None]


@dataclass(frozen=True)
class Wanted:
    """What is asked: spells two and two, the series to follow and to look through, and counts with their residents."""

    compared: tuple[tuple[Counts, Counts], ...] = ()
    followed: tuple[Counts, ...] = ()
    searched: tuple[Counts, ...] = ()
    rated: tuple[tuple[int, float], ...] = ()


@dataclass(frozen=True)
class Worked:
    """What was found, each in the order that it was asked in."""

    compared: tuple[Ratio, ...]
    followed: tuple[Trend | None, ...]
    searched: tuple[tuple[Jump, ...], ...]
    rated: tuple[Rate, ...]


@apart
def work_out(wanted: Wanted) -> Worked:
    """Return all that is asked."""
    return Worked(
        compared=tuple(ratio(*spells) for spells in wanted.compared),
        followed=tuple(trend(counts) for counts in wanted.followed),
        searched=tuple(tuple(jumps(counts)) for counts in wanted.searched),
        rated=tuple(rate(count, residents) for count, residents in wanted.rated),
    )
