"""How many must answer, against the published table and against what two waves then find."""

import pytest

from workflows.tryghedsnetvaerk.mapping.statistics import samples
from workflows.tryghedsnetvaerk.mapping.statistics.differences import difference
from workflows.tryghedsnetvaerk.mapping.statistics.shares import share

KREJCIE_MORGAN = {  # 1970, Educ. Psychol. Meas. 30: 607-610; their 384 of 100,000 differs from their formula's 383
    10: 10, 50: 44, 100: 80, 200: 132, 300: 169, 500: 217, 750: 254, 1000: 278, 1200: 291, 1500: 306, 2000: 322,
    3000: 341, 5000: 357, 10000: 370, 20000: 377, 50000: 381, 1000000: 384,
}  # fmt: skip


@pytest.mark.parametrize(("population", "published"), KREJCIE_MORGAN.items())
def test_so_many_must_answer_as_the_published_table_says(population, published):
    assert samples.needed(population) == published


def test_what_must_answer_gives_the_margin_asked_for():
    assert samples.margin(samples.needed(1000), 1000) == pytest.approx(5, abs=0.02)
    assert samples.margin(50, 50) == 0


def test_more_are_asked_than_answer():
    assert samples.invited(278, 0.4) == 695

    with pytest.raises(ValueError, match="response"):
        samples.invited(278, 0)


def test_power_is_what_the_method_says_of_the_pilot():
    assert samples.power(0.5, 0.38, (240, 220)) == pytest.approx(0.74, abs=0.005)


def test_the_smallest_change_is_found_as_often_as_wanted(numbers):
    fall = samples.detectable(0.5, (240, 220), down=True)

    after = 0.5 - fall / 100
    waves = zip(numbers.binomial(240, 0.5, 600), numbers.binomial(220, after, 600), strict=True)
    found = sum(difference(share(int(first), 240), share(int(last), 220)).p < 0.05 for first, last in waves)

    assert 0.75 < found / 600 < 0.85


def test_a_plan_says_what_a_survey_can_show():
    few, some, everybody = samples.plan(30, 5), samples.plan(1200, 240), samples.plan(100, 100)

    assert (few.fall, few.rise) == (None, None)
    assert (round(some.margin, 1), some.needed, round(some.fall, 1)) == (5.7, 291, 11.3)
    assert (everybody.margin, everybody.fall) == (0, 0)
    with pytest.raises(ValueError, match="answers"):
        samples.plan(10, 11)


def test_a_later_wave_of_another_size_shows_another_change():
    alike, fewer, more = (samples.plan(1200, 240, 0.5, later) for later in (None, 120, 1200))
    low = samples.plan(1200, 240, 0.1)

    assert more.fall < alike.fall < fewer.fall
    assert fewer.fall == pytest.approx(fewer.rise, abs=0.5)
    assert low.fall < low.rise < alike.rise
    assert samples.plan(100, 100, 0.5, 50).fall > 0
    with pytest.raises(ValueError, match="of 1200"):
        samples.plan(1200, 240, 0.5, 1201)
