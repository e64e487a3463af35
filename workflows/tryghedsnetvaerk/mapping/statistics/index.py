"""The index of insecurity: one number of 0-100 for a whole scale of conditions, and whether they measure one thing.

A person's index is the mean of the conditions that they answered, each from 0 (safest) to 100, if they answered at
least two thirds of them (`statistics.md` 3.2). It never has crime in it. Answers are told grouped, as a database counts
them: a million of them are no more to compute with than a hundred.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workflows.tryghedsnetvaerk.mapping.statistics.counter import apart
from workflows.tryghedsnetvaerk.mapping.statistics.shares import LEVEL

BASE = 30  # persons; of fewer no index is told (statistics.md 3.4)
ENOUGH = (2, 3)  # of the conditions must be answered
ALPHA = 0.6  # below it the conditions do not measure the same
RESAMPLES, SEED, MANY = 2000, 20260101, 5000
Sums = Mapping[tuple[int, int], int]
"""How many people answered so many of the conditions with codes (1 is safest) that add up to so much."""


@dataclass(frozen=True)
class Index:
    """The mean index of those who answered enough, its interval, and how well the conditions hang together.

    *mean* and the bounds are nothing where too few answered or the conditions do not *hold* together.
    """

    base: int
    mean: float | None
    low: float | None
    high: float | None
    alpha: float | None

    @property
    def holds(self) -> bool:
        """Whether the conditions measure one thing."""
        return self.alpha is not None and self.alpha >= ALPHA


@apart
def index(sums: Sums, each: Sequence[Mapping[int, int]], steps: int = 5, *, level: float = LEVEL) -> Index:
    """Return the index of grouped answers, with a percentile interval by bootstrap from a fixed seed.

    B. Efron 1979, Annals of Statistics 7: 1-26. Of more than *MANY* people the two are the same, and Student's interval
    of the mean is told, which costs nothing. *each* is what *cronbach* asks for.
    """
    counted: dict[float, int] = {}
    for (answered, summed), count in sums.items():
        if (one := of_person(answered, summed, len(each), steps)) is not None and count:
            counted[one] = counted.get(one, 0) + count
    base, alpha = sum(counted.values()), cronbach(sums, each)
    if base < BASE or alpha is None or alpha < ALPHA:
        return Index(base, None, None, None, alpha)
    mean = sum(value * count for value, count in counted.items()) / base
    return Index(base, mean, *_interval(counted, base, level), alpha)


def of_person(answered: int, summed: int, items: int, steps: int = 5) -> float | None:
    """Return the index (0-100) of somebody who answered so many conditions; nothing if under two thirds of them."""
    if not answered or answered * ENOUGH[1] < items * ENOUGH[0]:
        return None
    return 100 * (summed - answered) / (answered * (steps - 1))


def _interval(counted: Mapping[float, int], base: int, level: float) -> tuple[float, float]:
    from scipy.stats import bootstrap  # noqa: PLC0415 - as in shares.py
    from statsmodels.stats.weightstats import DescrStatsW  # noqa: PLC0415

    values = sorted(counted)
    if len(values) == 1:  # everybody alike: nothing varies to draw from
        return values[0], values[0]
    if base > MANY:
        told = DescrStatsW(values, weights=[counted[one] for one in values])
        low, high = told.tconfint_mean(alpha=1 - level)
        return float(low), float(high)
    people = [one for one in values for _ in range(counted[one])]
    asked = {"n_resamples": RESAMPLES, "batch": 100, "method": "percentile", "confidence_level": level, "rng": SEED}
    found = bootstrap((people,), _mean, vectorized=True, **asked).confidence_interval
    return float(found.low), float(found.high)


def _mean(people: Any, axis: int = -1) -> Any:
    return people.mean(axis=axis)


@apart
def cronbach(sums: Sums, each: Sequence[Mapping[int, int]]) -> float | None:
    """Return how well conditions hang together (L. Cronbach 1951, Psychometrika 16: 297-334); 1 is perfectly.

    Only those who answered all of them count, also in *each*: per condition, how many of them gave each code. Nothing
    where they are under 30, or where all their sums are alike.
    """
    items = len(each)
    whole = {summed: count for (answered, summed), count in sums.items() if answered == items and count}
    if items < 2 or sum(whole.values()) < BASE or len(whole) < 2:
        return None
    apart = sum(_variance(one) for one in each)
    return items / (items - 1) * (1 - apart / _variance(whole))


def _variance(counted: Mapping[int, int]) -> float:
    from statsmodels.stats.weightstats import DescrStatsW  # noqa: PLC0415 - as in shares.py

    return float(DescrStatsW(list(counted), weights=list(counted.values()), ddof=1).var)
