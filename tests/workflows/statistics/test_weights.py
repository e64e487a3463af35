"""Weighting by sex and age: the answers look like the population, and it is said what that costs."""

import pytest

from workflows.tryghedsnetvaerk.mapping.statistics.weights import weighted, weights

AGES = ("18-29", "30-59", "60+")
CELLS = [(sex, age) for sex in "KM" for age in AGES]
BESIDE = {"18-29": ("30-59", "60+"), "30-59": ("18-29", "60+"), "60+": ("30-59", "18-29")}
NEAR = {(sex, age): tuple((sex, other) for other in BESIDE[age]) for sex, age in CELLS}
EVEN = dict.fromkeys(CELLS, 200)


def answered(*counts):
    return dict(zip(CELLS, counts, strict=True))


def test_weighted_answers_look_like_the_population():
    told = answered(20, 40, 60, 20, 50, 70)

    one = weights(told, EVEN, NEAR)

    assert [round(one.of[cell] * told[cell], 4) for cell in CELLS] == [round(260 / 6, 4)] * 6
    assert one.effect == pytest.approx(1.2708, abs=1e-4)
    assert one.effective == pytest.approx(260 / one.effect)
    assert (one.merged, one.trimmed) == ({}, ())


def test_answers_like_the_population_are_left_as_they_are():
    one = weights(answered(10, 10, 10, 10, 10, 10), EVEN, NEAR)

    assert (set(one.of.values()), one.effect) == ({1}, 1)


def test_a_group_with_few_answers_is_weighted_with_its_neighbour():
    one = weights(answered(0, 42, 60, 20, 50, 70), EVEN, NEAR)

    assert one.merged == {("K", "18-29"): ("K", "30-59")}
    assert one.of["K", "18-29"] == one.of["K", "30-59"]


def test_a_sex_that_hardly_answered_cannot_be_weighted():
    assert weights(answered(2, 0, 1, 20, 50, 70), EVEN, NEAR) is None


def test_nobody_counts_for_more_than_three_or_less_than_a_third():
    one = weights(answered(5, 400, 10, 20, 20, 20), EVEN, NEAR)

    assert set(one.trimmed) == set(CELLS)
    assert max(one.of.values()) / min(one.of.values()) == pytest.approx(10)


def test_groups_that_are_not_in_the_population():
    told = answered(0, 0, 0, 20, 50, 70)
    men = {cell: 200 if cell[0] == "M" else 0 for cell in CELLS}

    assert set(weights(told, men, NEAR).of) == {cell for cell in CELLS if cell[0] == "M"}
    assert weights(answered(9, 9, 9, 20, 50, 70), men, NEAR) is None
    with pytest.raises(ValueError, match="population"):
        weights({("X", "60+"): 5}, EVEN, NEAR)


def test_a_weighted_share_counts_the_rare_for_more():
    share, effective = weighted({"ung": (10, 10), "gammel": (0, 30)}, {"ung": 2.0, "gammel": 2 / 3})

    assert (share, round(effective, 1)) == (pytest.approx(0.5), 30.0)
    assert weighted({}, {}) == (0, 0)
