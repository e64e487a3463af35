"""The index of insecurity, and whether its conditions measure one thing."""

from collections import Counter

import numpy
import pytest

from workflows.tryghedsnetvaerk.mapping.statistics.index import cronbach, index, of_person


def answers(numbers, people, alike):
    """Answers to four conditions that hang together more or less."""
    each = 3 + alike * numbers.normal(size=(people, 1)) + numbers.normal(size=(people, 4))
    return numpy.clip(numpy.round(each), 1, 5).astype(int)


def grouped(told):
    sums = Counter((4, int(row.sum())) for row in told)
    return sums, [Counter(int(code) for code in column) for column in told.T]


def test_alpha_is_that_of_the_covariances(numbers):
    told = answers(numbers, 300, 1)
    apart = numpy.cov(told.T)

    assert cronbach(*grouped(told)) == pytest.approx(4 / 3 * (1 - numpy.trace(apart) / apart.sum()))


def test_alpha_of_a_hundred_answers_to_the_same_question_is_one():
    assert cronbach({(2, 2): 50, (2, 10): 50}, [{1: 50, 5: 50}] * 2) == pytest.approx(1)


def test_an_index_lies_between_nought_and_a_hundred(numbers):
    told = answers(numbers, 300, 1)

    shown = index(*grouped(told))

    assert shown.holds
    assert shown.mean == pytest.approx(25 * (told.mean() - 1))
    assert shown.low < shown.mean < shown.high
    assert shown == index(*grouped(told))


def test_conditions_that_do_not_hang_together_have_no_index(numbers):
    shown = index(*grouped(answers(numbers, 300, 0.2)))

    assert not shown.holds
    assert shown.alpha < 0.6
    assert (shown.base, shown.mean) == (300, None)


def test_few_have_no_index(numbers):
    shown = index(*grouped(answers(numbers, 29, 1)))

    assert (shown.base, shown.mean, shown.alpha) == (29, None, None)


@pytest.mark.parametrize(("answered", "summed", "said"), [(9, 9, 0), (9, 45, 100), (6, 18, 50), (5, 15, None)])
def test_who_answered_too_little_has_no_index(answered, summed, said):
    assert of_person(answered, summed, 9) == said


def test_all_alike_has_no_alpha():
    assert cronbach({(2, 6): 100}, [{3: 100}, {3: 100}]) is None


def test_the_interval_covers_as_often_as_it_says(numbers):
    every = answers(numbers, 20_000, 1)
    true, covered = 25 * (every.mean() - 1), 0
    for _ in range(200):
        shown = index(*grouped(every[numbers.integers(0, 20_000, 120)]))
        covered += shown.low <= true <= shown.high

    assert 0.89 <= covered / 200 <= 0.99
