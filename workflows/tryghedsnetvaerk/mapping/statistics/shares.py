"""Shares of those who answered: their interval, also in a small population, and conditions ranked by them.

The interval is Wilson's (E. B. Wilson 1927, J. Amer. Stat. Assoc. 22: 209-212; recommended by R. G. Newcombe 1998,
Statistics in Medicine 17: 857-872). In a population of *N* of whom *n* answered, Wilson is asked about the effective
number n(N-1)/(N-n) (`statistics.md` 3.3): that is how much surer a sample is when few are left to ask. It supposes that
those who answered are about a random sample, and it never mends that others did not answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from workflows.tryghedsnetvaerk.mapping.statistics.counter import apart

BASE = 20  # persons; of fewer no per cent is told (statistics.md 3.4)
LEVEL = 0.95
Interval = tuple[float, float]


@dataclass(frozen=True)
class Share:
    """How many of how many, in per cent with the interval of the level asked for.

    *percent* is nothing where the base is too small. *low* and *high* are nothing there too, and where *everybody*
    answered: then the share is known and has no interval. *effective* is the number of answers that the interval
    counts with.
    """

    count: int
    base: int
    percent: float | None
    low: float | None
    high: float | None
    everybody: bool
    effective: float
    proportion: float


@dataclass(frozen=True)
class Ranked:
    """The place of one share among others: its own, and from the best to the worst that the intervals leave open."""

    key: str
    share: Share
    place: int
    first: int
    last: int

    @property
    def shared(self) -> bool:
        """Whether the place could as well be another's."""
        return self.first != self.last


@apart
def share(
    count: int,
    base: int,
    population: int | None = None,
    *,
    proportion: float | None = None,
    effective: float | None = None,
    level: float = LEVEL,
) -> Share:
    """Return the share of *base* answers that *count* of them are, in a *population* of so many if that is known.

    Weighted answers tell their weighted *proportion* (0-1) and their *effective* number, which their design effect
    has made smaller.

    :raises ValueError: if there are more of something than can be
    """
    if not 0 <= count <= base or (population is not None and population < base):
        raise ValueError(f"{count} of {base} of {population}")
    if not base:
        return Share(0, 0, None, None, None, False, 0.0, 0.0)
    share_of = count / base if proportion is None else proportion
    everybody = population == base
    counted = effective_number(base if effective is None else effective, base, population)
    if base < BASE:
        return Share(count, base, None, None, None, everybody, counted, share_of)
    low, high = (None, None) if everybody else wilson(share_of, counted, level)
    return Share(
        count,
        base,
        100 * share_of,
        None if low is None else 100 * low,
        None if high is None else 100 * high,
        everybody,
        counted,
        share_of,
    )


def effective_number(effective: float, answered: int, population: int | None) -> float:
    """Return how many answers of an endless population would say as much as these do of theirs."""
    if population is None or not answered:
        return effective
    if answered == population:
        return float("inf")
    return effective * (population - 1) / (population - answered)


@apart
def wilson(proportion: float, effective: float, level: float = LEVEL) -> Interval:
    """Return Wilson's interval around a proportion of an effective number of answers (0-1)."""
    from statsmodels.stats.proportion import proportion_confint  # noqa: PLC0415 - seconds, on the few pages that count

    if effective == float("inf"):
        return proportion, proportion
    low, high = proportion_confint(proportion * effective, effective, alpha=1 - level, method="wilson")
    return max(0.0, float(low)), min(1.0, float(high))


@apart
def ranking(shares: Sequence[tuple[str, Share]], *, level: float = LEVEL) -> list[Ranked]:
    """Return shares from the largest to the smallest, each with the places that it might have instead.

    The places hold for all of them together at the level (M. Klein, T. Wright and J. Wieczorek 2020, J. Royal Stat.
    Soc. A 183: 589-606, with Bonferroni's intervals): a share can be no higher than below those that are surely
    larger. Shares of too few answers have no place and are left out.
    """
    told = [(key, one) for key, one in shares if one.percent is not None]
    each = 1 - (1 - level) / max(1, len(told))
    bounds = [wilson(one.proportion, one.effective, each) for _key, one in told]
    ranked = [
        Ranked(
            key,
            one,
            1 + sum(other.proportion > one.proportion for _other, other in told),
            1 + sum(other[0] > bound[1] for other in bounds),
            len(told) - sum(other[1] < bound[0] for other in bounds),
        )
        for (key, one), bound in zip(told, bounds, strict=True)
    ]
    return sorted(ranked, key=lambda one: one.place)
