"""Counts over time: per 1,000 residents, two of them compared, their trend, and periods where they jump.

A period is written as Danmarks Statistik writes it: ``2024`` (year), ``2024K1`` (quarter), ``2024M01`` (month).
"""

import math
import re
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from workflows.tryghedsnetvaerk.mapping.statistics.counter import apart
from workflows.tryghedsnetvaerk.mapping.statistics.shares import LEVEL

PER = 1000
PERIOD = re.compile(r"([0-9]{4})(?:(K)([1-4])|(M)(0[1-9]|1[0-2]))?")
IN_A_YEAR = {"": 1, "K": 4, "M": 12}
LEAST = 5  # periods, and two whole years: of fewer no trend is told
SEASONS_NEAR = 3  # years on each side that say what is usual for a season
TIMES, OVER, SURPRISE = 1.5, 20, 4.0  # what makes a jump: so many times the usual, so many more, so many deviations


@dataclass(frozen=True)
class Period:
    """A year, or a quarter or month of it; *kind* says which and *part* which of them, from nought."""

    year: int
    kind: str
    part: int

    @property
    def at(self) -> float:
        """When it begins, in years."""
        return self.year + self.part / IN_A_YEAR[self.kind]


@dataclass(frozen=True)
class Rate:
    """How many for each 1,000, with the interval of chance."""

    count: int
    exposure: float
    per_thousand: float
    low: float
    high: float


@dataclass(frozen=True)
class Ratio:
    """How many times as many per resident after as before, over the parts of the year that both have."""

    before: int
    after: int
    times: float | None
    low: float | None
    high: float | None
    p: float | None
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class Trend:
    """How much counts grow or fall, in per cent a year, over so many periods.

    *dispersion* is how much more the counts vary than chance alone makes them; the interval counts with it.
    """

    percent_a_year: float
    low: float
    high: float
    p: float
    periods: int
    dispersion: float


@dataclass(frozen=True)
class Jump:
    """A period with many more than is usual near it and at its time of the year."""

    period: str
    count: int
    usual: float


Usual = dict[Period, float]


def read_period(text: str) -> Period:
    """Return what a period says.

    :raises ValueError: if it is none
    """
    told = PERIOD.fullmatch(text)
    if told is None:
        raise ValueError(text)
    kind, part = (told[2], told[3]) if told[2] else (told[4] or "", told[5] or "1")
    return Period(int(told[1]), kind, int(part) - 1)


@apart
def rate(count: int, residents: float, level: float = LEVEL) -> Rate:
    """Return a count per 1,000 residents, with F. Garwood's exact interval (1936, Biometrika 28: 437-442).

    *residents* are those of the very area and period that the count is about, and for several periods together their
    sum in years.
    """
    from statsmodels.stats.rates import confint_poisson  # noqa: PLC0415 - as in shares.py

    if count < 0 or residents <= 0:
        raise ValueError(f"{count} of {residents}")
    low, high = confint_poisson(count, residents, method="exact-c", alpha=1 - level)
    return Rate(count, residents, PER * count / residents, PER * float(low) if count else 0.0, PER * float(high))


@apart
def ratio(
    before: Mapping[str, int | None],
    after: Mapping[str, int | None],
    residents: tuple[float, float] = (1.0, 1.0),
    level: float = LEVEL,
) -> Ratio:
    """Compare two spells by the quarters (or months) that both have whole; what is left out is named.

    Score test and interval of two Poisson rates (K. Gu and others 2008, Biometrical Journal 50: 283-298). *residents*
    are the mean numbers before and after.
    """
    parts = _parts(before) & _parts(after)
    first, last = _of(before, parts), _of(after, parts)
    left_out = tuple(
        sorted(period for one in (before, after) for period in one if read_period(period).part not in parts)
    )
    counts, years = (sum(first.values()), sum(last.values())), (len(first), len(last))
    if not all(counts):
        return Ratio(*counts, None, None, None, None, left_out)
    told = (counts[1], residents[1] * years[1], counts[0], residents[0] * years[0])
    return Ratio(*counts, *_compared(told, level), left_out)


def _compared(told: tuple[float, float, float, float], level: float) -> tuple[float, float, float, float]:
    from statsmodels.stats.rates import confint_poisson_2indep, test_poisson_2indep  # noqa: PLC0415 - as in shares.py

    low, high = confint_poisson_2indep(*told, method="score", compare="ratio", alpha=1 - level)
    after, exposure, before, exposed = told
    times = (after / exposure) / (before / exposed)
    return times, float(low), float(high), float(test_poisson_2indep(*told, method="score").pvalue)


def _parts(counts: Mapping[str, int | None]) -> set[int]:
    """Return the parts of the year that are told in every year of a spell."""
    told = {read_period(period) for period, count in counts.items() if count is not None}
    years = {one.year for one in told}
    return {part for part in {one.part for one in told} if sum(one.part == part for one in told) == len(years)}


def _of(counts: Mapping[str, int | None], parts: set[int]) -> dict[str, int]:
    return {
        period: count for period, count in counts.items() if count is not None and read_period(period).part in parts
    }


@apart
def trend(
    counts: Mapping[str, int | None], residents: Mapping[str, float] | None = None, level: float = LEVEL
) -> Trend | None:
    """Return how counts grow or fall over the periods, seasons apart; nothing where too few are told.

    A Poisson model with the season beside the time and, where *residents* of every period are given, per resident;
    its interval widens with Pearson's chi-square (P. McCullagh and J. Nelder 1989, Generalized Linear Models, ch. 6).
    """
    told = {period: count for period, count in counts.items() if count is not None}
    read = {period: read_period(period) for period in told}
    if len({one.kind for one in read.values()}) > 1:
        raise ValueError("periods of different length")
    some = {part for part in {one.part for one in read.values()} if any(told[p] for p in told if read[p].part == part)}
    used = sorted((period for period in told if read[period].part in some), key=lambda period: read[period].at)
    if len(used) < max(LEAST, len(some) + 2) or (len(some) > 1 and len(used) < 2 * len(some)):
        return None
    exposure = None if residents is None else [residents[period] for period in used]
    rows = [[read[p].at - read[used[0]].at, *(float(read[p].part == part) for part in sorted(some))] for p in used]
    return _fitted([told[period] for period in used], rows, exposure, level)


def _fitted(counts: list[int], rows: list[list[float]], exposure: list[float] | None, level: float) -> Trend:
    import numpy  # noqa: PLC0415 - as in shares.py
    from statsmodels.genmod.families import Poisson  # noqa: PLC0415
    from statsmodels.genmod.generalized_linear_model import GLM  # noqa: PLC0415
    from statsmodels.tools.sm_exceptions import PerfectSeparationWarning  # noqa: PLC0415

    model = GLM(counts, numpy.array(rows), family=Poisson(), exposure=exposure)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PerfectSeparationWarning)  # the same every year is no fault
        fitted = model.fit(scale=1.0, use_t=True)
    dispersion = float(fitted.pearson_chi2 / fitted.df_resid)
    if dispersion > 1:  # never less than chance makes it
        fitted = model.fit(scale="X2", use_t=True)
    low, high = fitted.conf_int(alpha=1 - level)[0]
    yearly = [100 * (float(numpy.exp(one)) - 1) for one in (fitted.params[0], low, high)]
    return Trend(yearly[0], yearly[1], yearly[2], float(fitted.pvalues[0]), len(counts), max(1.0, dispersion))


@apart
def jumps(counts: Mapping[str, int | None]) -> list[Jump]:
    """Return the periods that somebody should look at: a special effort by the police, or how reports were entered.

    A period jumps when it is half as many again as is usual both near it and at the same time of other years, by at
    least 20, and by more than four times what the series itself commonly strays (never less than chance makes it; on
    F. Anscombe's root, 1948, Biometrika 35: 246-254). So what comes every third quarter is no jump. Where counts stay
    high, the period in which they became so jumps in the same way, from what was usual before it; those after do not.
    """
    told = {read_period(period): (period, count) for period, count in counts.items() if count is not None}
    numbers = {one: count for one, (_text, count) in told.items()}
    usual, before = _told(numbers, _usual), _told(numbers, _usual_before)
    common = _spread([_strayed(numbers[one], about) for one, about in usual.items()])
    around, risen = (_standing_out(numbers, about, common) for about in (usual, before))
    begun = {one: about for one, about in risen.items() if not any(_follows(one, other) for other in risen)}
    return [Jump(told[one][0], numbers[one], about)
            for one, about in sorted((begun | around).items(), key=lambda item: item[0].at)]  # fmt: skip


def _told(counts: Mapping[Period, int], ask: Callable[[Period, Mapping[Period, int]], float | None]) -> Usual:
    return {one: about for one in counts if (about := ask(one, counts)) is not None}


def _strayed(count: int, usual: float) -> float:
    return 2 * (math.sqrt(count + 3 / 8) - math.sqrt(usual + 3 / 8))


def _standing_out(counts: Mapping[Period, int], usual: Usual, common: float) -> Usual:
    """Return the periods that are far over what is usual, with that."""
    return {
        one: about for one, about in usual.items()
        if counts[one] >= max(TIMES * about, about + OVER) and _strayed(counts[one], about) > SURPRISE * common
    }  # fmt: skip


def _follows(one: Period, other: Period) -> bool:
    """Say whether a period comes within a year after another."""
    return other.kind == one.kind and 0 < one.at - other.at <= 1


@apart
def jumps_of(several: Sequence[Mapping[str, int | None]]) -> list[list[Jump]]:
    """Return the jumps of each of several series."""
    return [jumps(one) for one in several]


def _usual(one: Period, counts: Mapping[Period, int]) -> float | None:
    """Return what is usual: the larger of the median near it and that of the same season; nothing if too few say."""
    others = {other: count for other, count in counts.items() if other.kind == one.kind and other != one}
    season = [n for other, n in others.items() if other.part == one.part and abs(other.at - one.at) <= SEASONS_NEAR]
    return _larger(season, [n for other, n in others.items() if abs(other.at - one.at) <= 1])


def _usual_before(one: Period, counts: Mapping[Period, int]) -> float | None:
    """Return what was usual until a period, in the same way."""
    before = {other: count for other, count in counts.items() if other.kind == one.kind and other.at < one.at}
    season = [n for other, n in before.items() if other.part == one.part and one.at - other.at <= SEASONS_NEAR]
    return _larger(season, [n for other, n in before.items() if _follows(one, other)])


def _larger(season: list[int], near: list[int]) -> float | None:
    import numpy  # noqa: PLC0415 - as in shares.py

    if min(len(season), len(near)) < 2:
        return None
    return float(max(numpy.median(season), numpy.median(near)))


def _spread(strayed: list[float]) -> float:
    """Return how far the series commonly strays, in standard deviations of chance, which are the least it can."""
    from scipy.stats import median_abs_deviation  # noqa: PLC0415 - as in shares.py

    return max(1.0, float(median_abs_deviation(strayed, scale="normal"))) if strayed else 1.0
