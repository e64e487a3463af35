"""Reports per 1,000 residents: of the very period, of twelve months, and of the area beside."""

import pytest

from workflows.tryghedsnetvaerk.mapping.crime.analysis import Figures
from workflows.tryghedsnetvaerk.mapping.crime.parts import Series
from workflows.tryghedsnetvaerk.mapping.crime.picture import draw
from workflows.tryghedsnetvaerk.mapping.crime.rates import residents

QUARTERS = tuple(f"{year}K{quarter}" for year in (2023, 2024) for quarter in (1, 2, 3, 4))


def figures(own, beside=(), periods=QUARTERS, code="TOT"):
    series = [Series("169", "TOT", "", "", tuple(own))]
    return Figures("Tal", "STRAF11", periods, "169",
                   tuple(series + ([Series("000", code, "", "", tuple(beside))] if beside else [])))  # fmt: skip


def compare(figures, people):
    return draw(figures, people).rates


def rated(found):
    return {(one.first, one.last): one.own and round(one.own.per_thousand, 3) for one in found}


def test_a_year_is_of_its_mean_residents_and_a_quarter_of_its_own():
    found = compare(figures([10] * 4 + [20] * 4), {"169": {"2024K1": 2_000, "2024K3": 2_200}})

    assert rated(found.years) == {("2024", "2024"): pytest.approx(1000 * 80 / 2_100, abs=0.001)}
    assert rated(found.each) == {("2024K1", "2024K1"): 10.0, ("2024K3", "2024K3"): round(1000 * 20 / 2_200, 3)}


def test_the_newest_twelve_months_have_a_rate_though_they_are_no_year():
    found = compare(figures([10] * 6 + [None] * 2), {"169": {"2022": 1_900, "2023": 2_000, "2024": 2_400}})

    assert rated(found.years) == {("2023", "2023"): 20.0, ("2023K3", "2024K2"): round(1000 * 40 / 2_200, 3)}
    assert rated(found.each)["2024K2", "2024K2"] == round(1000 * 10 / 2_400, 3)


def test_an_area_beside_has_a_rate_of_its_own_residents():
    people = {"169": {"2024": 2_000}, "000": {"2024": 6_000_000}}

    found = compare(figures([10] * 8, [30_000] * 8), people)

    assert found.areas == ("000",)
    assert [one and one.per_thousand for one in found.years[0].beside] == [20.0]
    assert compare(figures([10] * 8, [30_000] * 8), {"169": {"2024": 2_000}}).areas == ()
    assert compare(figures([10] * 8, [30_000] * 8, code="1"), people).areas == ()  # it counts something else


def test_years_have_rates_and_no_periods_within():
    found = compare(figures([10, 20], periods=("2023", "2024")), {"169": {"2023K1": 100, "2024": 200}})

    assert (rated(found.years), found.each) == ({("2023", "2023"): 100.0, ("2024", "2024"): 100.0}, ())


def test_nothing_is_rated_without_residents_or_figures():
    assert compare(figures([10] * 8), {}).years == ()
    assert compare(figures([None] * 8), {"169": {"2024": 10}}).each == ()


@pytest.mark.parametrize(
    ("people", "period", "lived"),
    [
        ({"2024": 10}, "2024K1", 10), ({"2024K1": 10}, "2024M02", 10), ({"2024K1": 10}, "2024M04", None),
        ({"2024K1": 10, "2024K2": 20}, "2024", 15), ({"2023": 10}, "2024", None), ({}, "2024", None),
    ],
)  # fmt: skip
def test_residents_are_those_of_the_period_or_of_what_it_is_within(people, period, lived):
    assert residents(people, period) == lived
