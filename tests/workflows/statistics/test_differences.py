"""Changes between waves, against published values and against what they promise."""

import numpy
import pytest
from scipy.stats import brunnermunzel, false_discovery_control
from statsmodels.stats.nonparametric import rank_compare_2indep

from workflows.tryghedsnetvaerk.mapping.statistics.differences import benjamini_hochberg, difference, holm, shift
from workflows.tryghedsnetvaerk.mapping.statistics.shares import share

NEWCOMBE = {  # R. G. Newcombe 1998, Statistics in Medicine 17: 873-890, table II, method 10
    (56, 70, 48, 80): (0.0524, 0.3339),
    (5, 56, 0, 29): (-0.0381, 0.1926),
}
INFARCTION = (  # Y. Benjamini and Y. Hochberg 1995, J. Royal Stat. Soc. B 57: 289-300, section 4
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0,
)  # fmt: skip


@pytest.mark.parametrize(("counted", "published"), NEWCOMBE.items())
def test_the_interval_of_a_change_is_the_published_one(counted, published):
    first, of_first, second, of_second = counted

    told = difference(share(second, of_second), share(first, of_first))

    assert (round(told.low / 100, 4), round(told.high / 100, 4)) == published


def test_the_pilot_found_that_fewer_are_insecure():
    told = difference(share(120, 240, 1200), share(90, 220, 1200))

    assert (round(told.points, 2), round(told.low, 2), round(told.high, 2)) == (-9.09, -17.10, -0.89)
    assert (told.found, told.test, round(told.p, 3)) == (True, "score", 0.030)


def test_few_are_compared_exactly():
    told = difference(share(1, 25), share(4, 25))

    assert (told.test, round(told.p, 4), told.found) == ("fisher", 0.3487, False)


def test_fewer_than_twenty_have_no_difference_in_points():
    told = difference(share(3, 10), share(9, 10))

    assert (told.points, told.low, told.found, told.test) == (None, None, False, "fisher")


def test_where_everybody_answered_twice_the_change_is_known():
    told = difference(share(120, 240, 240), share(66, 220, 220))

    assert (told.points, told.low, told.p) == (-20, None, None)


@pytest.mark.parametrize(("before", "after"), [((30, 30), (0, 40)), ((0, 40), (30, 30)), ((0, 30), (0, 40))])
def test_nobody_and_everybody_can_be_compared(before, after):
    told = difference(share(*before), share(*after))

    assert -100 <= told.low <= told.points <= told.high <= 100


@pytest.mark.parametrize("population", [None, 400])
def test_the_interval_of_a_change_covers_as_often_as_it_says(numbers, population):
    covered, times = 0, 1000
    for wanted in numbers.uniform(0.2, 0.8, (times, 2)):
        first, last = (drawn(numbers, one, population) for one in wanted)
        told = difference(share(first[1], 200, population), share(last[1], 200, population))
        covered += told.low <= 100 * (last[0] - first[0]) <= told.high

    assert 0.925 <= covered / times <= 0.975


def drawn(numbers, wanted, population):
    """Ask 200 of a population of whom a share would say yes; return that share, and how many did."""
    if population is None:
        return wanted, int(numbers.binomial(200, wanted))
    would = round(wanted * population)
    return would / population, int(numbers.hypergeometric(would, population - would, 200))


def test_a_scale_is_compared_as_the_two_libraries_do():
    before, after = [10, 20, 30, 40, 20], [30, 30, 20, 20, 10]
    each = [numpy.repeat(range(5), counts) for counts in (before, after)]
    ranked = rank_compare_2indep(*each)

    told = shift(before, after)

    assert told.p == pytest.approx(brunnermunzel(*each).pvalue)
    assert (told.safer, told.low, told.high) == pytest.approx((ranked.prob1, *ranked.conf_int()))
    assert told.safer > 0.5


def test_answers_all_alike_or_too_few_are_not_compared():
    assert shift([20, 0, 0], [20, 0, 0]) is None
    assert shift([19, 0, 0], [5, 10, 10]) is None


def test_holm_and_benjamini_hochberg_reject_as_published():
    assert [one.holds for one in benjamini_hochberg(INFARCTION)] == [True] * 4 + [False] * 11
    assert [one.holds for one in holm(INFARCTION)] == [True] * 3 + [False] * 12
    assert [one.p for one in benjamini_hochberg(INFARCTION)] == pytest.approx(false_discovery_control(INFARCTION))


def test_holm_steps_down():
    assert [one.p for one in holm([0.01, 0.04, 0.03, 0.005])] == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([]) == []
