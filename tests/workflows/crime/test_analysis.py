"""What is said of crime figures: nothing is added up twice, nothing missing is nought, no two tables are compared."""

import pytest

from engine.errors import BadInput
from workflows.tryghedsnetvaerk.mapping.crime import analysis, notable
from workflows.tryghedsnetvaerk.mapping.crime.analysis import Figures
from workflows.tryghedsnetvaerk.mapping.crime.classification import leaves, offences, parent, tops
from workflows.tryghedsnetvaerk.mapping.crime.parts import Series

QUARTERS = tuple(f"{year}K{quarter}" for year in (2023, 2024) for quarter in (1, 2, 3, 4))
# Allerød's special acts and Roskilde's totals, as Statistics Denmark has them: a jump by effort, and a festival.
ALLEROED = dict(zip(
    (f"{year}K{quarter}" for year in (2011, 2012, 2013, 2014) for quarter in (1, 2, 3, 4)),
    (69, 64, 71, 60, 66, 70, 74, 61, 72, 68, 1771, 75, 70, 66, 78, 69), strict=True,
))  # fmt: skip
ROSKILDE = {f"{year}K{at}": n + year - 2015 for year in range(2015, 2020)
            for at, n in enumerate((1351, 1327, 2375, 1581), 1)}  # fmt: skip


def figures(table="STRAF11", periods=QUARTERS, **told):
    series = tuple(
        Series("169", code if code in offences() else "", code, "", tuple(counts)) for code, counts in told.items()
    )
    return Figures("Tal", table, periods, "169", series)


def eight(*counts):
    return [counts[0]] * 4 + [counts[1]] * 4


def test_a_total_is_never_its_parts_once_more():
    told = figures(**{"TOT": eight(100, 110), "1": eight(80, 85), "1390": eight(30, 31), "3": eight(20, 25)})
    assert analysis.total(told, "169").counts["2024K1"] == 110

    parts = figures(**{"1": eight(80, 85), "12": eight(10, 11), "3": eight(20, 25)})
    total = analysis.total(parts, "169")
    assert (total.counts["2024K1"], total.made_of, total.whole) == (110, ("1", "3"), True)


def test_types_stand_apart_and_add_up_to_the_whole():
    told = figures(**{"TOT": eight(100, 110), "1": eight(80, 85), "12": eight(10, 11), "1292": eight(4, 5),
                      "1390": eight(30, 31), "3": eight(20, 25)})  # fmt: skip

    found = {(one.code, one.rest): one.counts["2024K1"] for one in analysis.types(told, "169")}

    assert found == {("1", True): 43, ("12", True): 6, ("1292", False): 5, ("1390", False): 31, ("3", False): 25}
    assert sum(found.values()) == 110
    assert [one.code for one in analysis.types(told, "169") if one.control] == ["3"]


def test_every_offence_has_one_place_in_the_classification():
    assert all(parent(code) in offences() for code in offences() if code != "TOT")
    assert tops(offences()) == ["TOT"]
    assert not {"TOT", "1", "3", "11", "12", "13", "14"} & set(leaves(offences()))


def test_a_missing_figure_leaves_the_sum_and_the_year_missing():
    told = figures(**{"1390": [1, None, 1, 1, 2, 2, 2, 2], "1380": eight(3, 3)})

    assert analysis.total(told, "169").counts["2023K2"] is None
    assert analysis.by_year(analysis.total(told, "169").counts) == {"2023": None, "2024": 20}
    assert analysis.newest(analysis.total(told, "169").counts) is None


def test_the_newest_year_is_held_against_the_same_quarters():
    spells = analysis.newest(dict(zip(QUARTERS, (5, 6, 70, 8, 5, 6, 70, 8), strict=True)))

    assert (spells.compared.before, spells.compared.after, spells.change) == (89, 89, 0)


def test_the_newest_year_may_begin_in_any_quarter():
    told = dict(zip(QUARTERS, (1, 1, 1, 1, 2, 2, None, None), strict=True)) | {"2022K3": 4, "2022K4": 4}

    spells = analysis.newest(told)

    assert (list(spells.after), spells.compared.before, spells.compared.after) == (
        ["2023K3", "2023K4", "2024K1", "2024K2"], 10, 6
    )  # fmt: skip


def test_figures_of_different_tables_are_never_compared():
    analysis.must_be_one_table(figures(), figures())

    for other in (figures(table="Politiets udtræk"), figures(table=""), figures(periods=("2023", "2024"))):
        with pytest.raises(BadInput, match="aldrig"):
            analysis.must_be_one_table(figures(), other)


def test_a_special_effort_is_suspected_and_a_yearly_festival_is_not():
    assert [one.period for one in analysis.suspected(analysis.Line("3", "", ALLEROED))] == ["2013K3"]
    assert analysis.suspected(analysis.Line("TOT", "", ROSKILDE)) == []


def test_the_largest_and_most_rising_offences_are_proposed_and_none_that_police_look_for():
    told = figures(**{"TOT": eight(500, 600), "1390": eight(30, 31), "1292": eight(4, 9), "1345": eight(50, 40),
                      "3210": eight(20, 90), "Uro": eight(1, 1)})  # fmt: skip

    found = {one.code or one.text: (one.large, one.rises) for one in notable.propose(told, most=2)}

    assert found == {"1345": (True, False), "1390": (True, False), "1292": (False, True)}
