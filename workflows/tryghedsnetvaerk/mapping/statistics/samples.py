"""How many must answer: the margin that a number of answers gives, and the change that two waves can show.

All of it is said before fieldwork, at the share where it is hardest (half), and supposes that those who answer are
about a random sample of the population (`statistics.md` 3.3).
"""

import math
from dataclasses import dataclass

from workflows.tryghedsnetvaerk.mapping.statistics.counter import apart
from workflows.tryghedsnetvaerk.mapping.statistics.shares import LEVEL, effective_number

HALF, MARGIN, POWER = 0.5, 0.05, 0.8
ENDLESS = 1e12  # answers that leave nothing to chance: everybody has answered


@dataclass(frozen=True)
class Plan:
    """What a survey can show, before it is held; *margin* and the changes are percentage points.

    *fall* and *rise* are the smallest changes that two waves of so many answers find in *power* of the cases; nothing
    where no change is large enough.
    """

    population: int
    answers: int
    margin: float
    needed: int
    fall: float | None
    rise: float | None


@apart
def needed(population: int, margin: float = MARGIN, level: float = LEVEL) -> int:
    """Return how many of a population must answer for a share to be known within *margin* (0.05: 5 points).

    The numbers are those of R. V. Krejcie and D. W. Morgan 1970, Educ. Psychol. Meas. 30: 607-610, rounded as there.
    """
    from statsmodels.stats.proportion import samplesize_confint_proportion  # noqa: PLC0415 - as in shares.py

    if population < 1:
        raise ValueError(f"a population of {population}")
    endless = float(samplesize_confint_proportion(HALF, margin, alpha=1 - level))
    return min(population, round(endless / (1 + (endless - 1) / population)))


def invited(answers: int, response: float) -> int:
    """Return how many must be asked for so many to answer, when a part of them does (0-1)."""
    if not 0 < response <= 1:
        raise ValueError(f"a response of {response}")
    return math.ceil(answers / response)


@apart
def margin(answers: int, population: int | None = None, level: float = LEVEL) -> float:
    """Return how far a share of one half may be from what so many answers say, in percentage points."""
    from statsmodels.stats.proportion import proportion_confint  # noqa: PLC0415 - as in shares.py

    counted = effective_number(answers, answers, population)
    if counted == float("inf"):
        return 0.0
    low, high = proportion_confint(HALF * counted, counted, alpha=1 - level, method="normal")
    return 50 * float(high - low)


@apart
def power(before: float, after: float, answers: tuple[float, float], level: float = LEVEL) -> float:
    """Return how often two waves of so many (effective) answers would find the change between two shares (0-1)."""
    from statsmodels.stats.proportion import power_proportions_2indep  # noqa: PLC0415 - as in shares.py

    if before == after:
        return 1 - level
    first, second = answers
    asked = {"ratio": first / second, "alpha": 1 - level, "return_results": False}
    return float(power_proportions_2indep(after - before, before, second, **asked))


@apart
def detectable(before: float, answers: tuple[float, float], *, down: bool, wanted: float = POWER) -> float | None:
    """Return the smallest change from a share that two waves find in *wanted* of the cases, in percentage points."""
    from scipy.optimize import brentq  # noqa: PLC0415 - as in shares.py

    furthest = 0.001 if down else 0.999
    if (furthest < before) != down or power(before, furthest, answers) < wanted:
        return None
    near = before + (furthest - before) * 1e-6
    after = brentq(lambda share: power(before, share, answers) - wanted, near, furthest)
    return 100 * abs(float(after) - before)


@apart
def plan(population: int, answers: int, before: float = HALF, later: int | None = None) -> Plan:
    """Return what a survey of a population can show when so many answer it, now and when *later* answer the next one.

    *before* is the share that is expected now; without *later* as many answer as now.

    :raises ValueError: if more answer than there are
    """
    waves = (answers, answers if later is None else later)
    if not all(0 < one <= population for one in waves):
        raise ValueError(f"{waves} answers of {population}")
    if waves == (population, population):
        return Plan(population, answers, 0.0, needed(population), 0.0, 0.0)
    first, second = (min(effective_number(one, one, population), ENDLESS) for one in waves)
    both = (first, second)
    changes = (detectable(before, both, down=True), detectable(before, both, down=False))
    return Plan(population, answers, margin(answers, population), needed(population), *changes)
