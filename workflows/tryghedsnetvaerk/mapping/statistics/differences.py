"""What changed between two waves: shares, answers on a scale, and many of them at once.

The waves are independent samples: nobody's answer is followed from one to the other, since they are anonymous. What is
found is that the share *among these residents* changed, never what changed it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from workflows.tryghedsnetvaerk.mapping.statistics.counter import apart
from workflows.tryghedsnetvaerk.mapping.statistics.shares import BASE, LEVEL, Share

SMALL = 5  # answers: below it a score test is no longer near (Cochran's rule), and Fisher's exact one is asked
COUNTED = 1e12  # what counts as everybody: an interval of no width


@dataclass(frozen=True)
class Difference:
    """How much a share changed, in percentage points, with the interval and how likely chance alone makes as much.

    *points* and the bounds are nothing where a wave has too few answers for per cent. *test* says who gave *p*:
    ``score``, ``fisher``, or nobody where everybody answered both times.
    """

    points: float | None
    low: float | None
    high: float | None
    p: float | None
    test: Literal["score", "fisher", ""]

    @property
    def found(self) -> bool:
        """Whether the interval leaves out that nothing changed."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


@dataclass(frozen=True)
class Shift:
    """How likely a random answer after is safer than a random answer before (0-1; equal ones count half)."""

    safer: float
    low: float
    high: float
    p: float


@dataclass(frozen=True)
class Adjusted:
    """What chance alone makes, when so many are asked at once, and whether it is still too little to be chance."""

    p: float
    holds: bool


@apart
def difference(before: Share, after: Share, *, level: float = LEVEL) -> Difference:
    """Return how a share changed from one wave to the next.

    The interval is R. G. Newcombe's (1998, Statistics in Medicine 17: 873-890, method 10) of the effective numbers of
    answers; the test is O. Miettinen and M. Nurminen's (1985, ibid. 4: 213-226) of the same, or Fisher's exact one of
    the answers themselves where fewer than five are expected somewhere.
    """
    from statsmodels.stats.proportion import confint_proportions_2indep  # noqa: PLC0415 - as in shares.py

    if min(before.base, after.base) < BASE:
        return Difference(None, None, None, _fisher(before, after), "fisher")
    points = 100 * (after.proportion - before.proportion)
    if before.everybody and after.everybody:
        return Difference(points, None, None, None, "")
    counts = (*_counted(after), *_counted(before))
    low, high = confint_proportions_2indep(*counts, method="newcomb", alpha=1 - level)
    told = (points, 100 * max(-1.0, float(low)), 100 * min(1.0, float(high)))
    if _few(before, after):
        return Difference(*told, _fisher(before, after), "fisher")
    return Difference(*told, _score(counts), "score")


@apart
@apart
def several(pairs: Sequence[tuple[Share, Share]], *, level: float = LEVEL) -> list[tuple[Difference, bool]]:
    """Return how each share of one family changed, before and after, and whether that holds beside the others (Holm).

    Where everybody answered both times nothing is left to chance.
    """
    found = [difference(before, after, level=level) for before, after in pairs]
    held = iter(holm([one.p for one in found if one.p is not None], level))
    return [(one, bool(one.points) if one.p is None else next(held).holds) for one in found]


def _counted(one: Share) -> tuple[float, float]:
    effective = min(one.effective, COUNTED)
    return one.proportion * effective, effective


def _score(counts: tuple[float, float, float, float]) -> float:
    import numpy  # noqa: PLC0415 - as in shares.py
    from statsmodels.stats.proportion import test_proportions_2indep as score  # noqa: PLC0415

    with numpy.errstate(divide="ignore", invalid="ignore"):  # it also makes ratios that nobody asked for
        return float(score(*counts, value=0, compare="diff", method="score", correction=True).pvalue)


def _few(before: Share, after: Share) -> bool:
    """Say whether chance would leave fewer than five answers in one of the four corners."""
    both, of = before.count + after.count, before.base + after.base
    return min(both, of - both) * min(before.base, after.base) / of < SMALL


def _fisher(before: Share, after: Share) -> float:
    from scipy.stats import fisher_exact  # noqa: PLC0415 - as in shares.py

    return float(fisher_exact([[one.count, one.base - one.count] for one in (before, after)]).pvalue)


@apart
def shift(before: Sequence[int], after: Sequence[int], *, level: float = LEVEL) -> Shift | None:
    """Return how answers on a scale moved; both are counts per step, from the safest to the least safe.

    E. Brunner and U. Munzel's test (2000, Biometrical Journal 42: 17-25), which supposes neither equal distances
    between the steps nor equal spread; nothing where one of the waves has fewer than two different answers to go by.
    """
    import numpy  # noqa: PLC0415 - as in shares.py
    from statsmodels.stats.nonparametric import rank_compare_2ordinal  # noqa: PLC0415

    if len(before) != len(after):
        raise ValueError("two scales of different length")
    if min(sum(before), sum(after)) < BASE:
        return None
    with numpy.errstate(divide="ignore", invalid="ignore"):  # where nothing varies
        told = rank_compare_2ordinal(list(before), list(after))
    if not told.var > 0:
        return None
    low, high = told.conf_int(alpha=1 - level)
    return Shift(
        float(told.prob1), max(0.0, float(low)), min(1.0, float(high)), float(told.test_prob_superior().pvalue)
    )


@apart
def holm(probabilities: Sequence[float], level: float = LEVEL) -> list[Adjusted]:
    """Adjust for several claims at once, so that none of them is chance (S. Holm 1979, Scand. J. Stat. 6: 65-70)."""
    return _adjusted(probabilities, "holm", level)


@apart
def benjamini_hochberg(probabilities: Sequence[float], level: float = LEVEL) -> list[Adjusted]:
    """Adjust for looking through many, so that few of those found are chance.

    (Y. Benjamini and Y. Hochberg 1995, J. Royal Stat. Soc. B 57: 289-300.)
    """
    return _adjusted(probabilities, "fdr_bh", level)


def _adjusted(probabilities: Sequence[float], method: str, level: float) -> list[Adjusted]:
    from statsmodels.stats.multitest import multipletests  # noqa: PLC0415 - as in shares.py

    if not probabilities:
        return []
    holds, adjusted, *_rest = multipletests(probabilities, alpha=1 - level, method=method)
    return [Adjusted(float(p), bool(one)) for one, p in zip(holds, adjusted, strict=True)]
