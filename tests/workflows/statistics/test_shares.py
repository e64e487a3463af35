"""Shares against published values, and against what they promise: to cover as often as they say."""

import pytest

from workflows.tryghedsnetvaerk.mapping.statistics.shares import ranking, share, wilson

NEWCOMBE = {  # R. G. Newcombe 1998, Statistics in Medicine 17: 857-872, table I, method 3
    (81, 263): (0.2553, 0.3662),
    (15, 148): (0.0624, 0.1605),
    (0, 20): (0.0000, 0.1611),
    (1, 29): (0.0061, 0.1718),
}


@pytest.mark.parametrize(("counted", "published"), NEWCOMBE.items())
def test_the_interval_is_the_published_one(counted, published):
    count, base = counted

    low, high = wilson(count / base, base)

    assert (round(low, 4), round(high, 4)) == published


def test_an_interval_narrows_as_few_are_left_to_ask():
    some, most = share(120, 240, 1200), share(120, 240, 260)

    assert (some.low, some.high) == (pytest.approx(44.3756, abs=1e-4), pytest.approx(55.6244, abs=1e-4))
    assert most.high - most.low < some.high - some.low < share(120, 240).high - share(120, 240).low


def test_where_everybody_answered_there_is_no_interval():
    assert share(7, 25, 25) == share(7, 25, 25, level=0.5)
    assert (share(7, 25, 25).everybody, share(7, 25, 25).low, share(7, 25, 25).percent) == (
        True,
        None,
        pytest.approx(28),
    )


def test_no_per_cent_is_told_of_fewer_than_twenty():
    assert (share(5, 19).percent, share(5, 19).low, share(5, 20).percent) == (None, None, 25)
    assert share(0, 0).percent is None


@pytest.mark.parametrize("told", [(5, 4, None), (-1, 4, None), (3, 40, 39)])
def test_more_of_something_than_can_be_is_refused(told):
    with pytest.raises(ValueError, match="of"):
        share(*told)


@pytest.mark.parametrize("population", [None, 400, 250])
def test_intervals_cover_as_often_as_they_say(numbers, population):
    covered, times = 0, 3000
    for wanted in numbers.uniform(0.1, 0.9, times):  # many true shares, since whole people make each of them uneven
        true, count = drawn(numbers, wanted, population)
        told = share(count, 200, population)
        covered += told.low <= 100 * true <= told.high

    assert 0.935 <= covered / times <= 0.965


def test_without_the_correction_a_small_population_is_covered_too_often(numbers):
    told = [(true, share(count, 200)) for true, count in (drawn(numbers, 0.4, 400) for _ in range(1000))]

    assert sum(one.low <= 100 * true <= one.high for true, one in told) > 985


def drawn(numbers, wanted, population):
    """Ask 200 of a population of whom a share would say yes; return that share, and how many did."""
    if population is None:
        return wanted, int(numbers.binomial(200, wanted))
    would = round(wanted * population)
    return would / population, int(numbers.hypergeometric(would, population - would, 200))


def test_conditions_are_ranked_with_the_places_they_might_have():
    told = [("hærværk", 60), ("lys", 58), ("støj", 20), ("affald", 2)]

    ranked = ranking([(key, share(count, 100)) for key, count in told])

    assert [(one.key, one.place, one.first, one.last) for one in ranked] == [
        ("hærværk", 1, 1, 2),
        ("lys", 2, 1, 2),
        ("støj", 3, 3, 3),
        ("affald", 4, 4, 4),
    ]
    assert [one.shared for one in ranked] == [True, True, False, False]


def test_equal_shares_share_their_place_and_too_few_answers_have_none():
    ranked = ranking([("a", share(10, 30)), ("b", share(10, 30)), ("c", share(9, 10)), ("d", share(1, 30))])

    assert [(one.key, one.place) for one in ranked] == [("a", 1), ("b", 1), ("d", 3)]


def test_true_places_lie_among_the_possible_ones(numbers):
    true, missed = [0.6, 0.55, 0.3, 0.28, 0.1], 0
    for counts in numbers.binomial(150, true, (200, 5)):
        ranked = ranking([(str(place), share(int(count), 150)) for place, count in enumerate(counts, 1)])
        missed += any(not one.first <= int(one.key) <= one.last for one in ranked)

    assert missed <= 10


def test_weighted_answers_are_as_sure_as_their_effective_number():
    weighted, plain = share(50, 100, proportion=0.4, effective=50), share(20, 50)

    assert (weighted.count, weighted.base, weighted.percent) == (50, 100, 40)
    assert (weighted.low, weighted.high) == (plain.low, plain.high)
