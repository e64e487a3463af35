"""What is said of crime figures: nothing is added up twice, nothing missing is nought, no two tables are compared."""

import pytest

from workflows.tryghedsnetvaerk.mapping.crime import analysis, notable, periods, wholes
from workflows.tryghedsnetvaerk.mapping.crime.analysis import Figures
from workflows.tryghedsnetvaerk.mapping.crime.classification import leaves, offences, parent, tops
from workflows.tryghedsnetvaerk.mapping.crime.parts import Series
from workflows.tryghedsnetvaerk.mapping.crime.picture import draw
from workflows.tryghedsnetvaerk.mapping.statistics.counter import COUNTER

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


@pytest.mark.parametrize(
    ("known", "code", "made_of"),
    [
        (("TOT",), "TOT", ()), (("1", "3"), "TOT", ("1", "3")), (("1292", "1390"), "", ("1292", "1390")),
        (("1390",), "1390", ()),
    ],
)  # fmt: skip
def test_what_the_classification_does_not_know_is_added_to_nothing(known, code, made_of):
    told = figures(**{one: eight(10, 10) for one in known}, Vold=eight(3, 4), Knallertkørsel=eight(5, 6))

    total = analysis.total(told, "169")

    assert (total.code, total.made_of, total.counts["2024K1"]) == (code, made_of, 10 * len(known))
    assert [one.text for one in analysis.unknown(told, "169")] == ["Knallertkørsel", "Vold"]
    assert analysis.total(figures(Vold=eight(3, 4), Slagsmål=eight(1, 1)), "169") is None
    assert analysis.total(figures(Vold=eight(3, 4)), "169").counts["2024K1"] == 4


def test_the_area_beside_is_compared_by_the_same_types_whatever_else_the_file_tells():
    own = figures(TOT=eight(100, 110), Knallertkørsel=eight(5, 6))
    other = [Series("000", "TOT", "", "", tuple(eight(1000, 1200)))]
    both = Figures("Tal", "STRAF11", QUARTERS, "169", own.series + tuple(other))
    assert analysis.beside_another(both).other == (100.0, 120.0)

    parts = [Series("169", code, "", "", (1,) * 8) for code in ("1292", "1390")]
    fewer = [Series("000", code, "", "", (9,) * 8) for code in ("1292", "1380")]
    assert analysis.beside_another(Figures("Tal", "", QUARTERS, "169", (*parts, *fewer))) is None


def test_what_police_find_is_added_up_of_what_is_known_alone():
    told = figures(**{"TOT": eight(100, 110), "3210": eight(5, 6), "Hash": eight(2, 2)})

    assert (analysis.control_in(told, "169").made_of, analysis.control_in(told, "169").counts["2024K1"]) == (
        ("3210",),
        6,
    )
    assert analysis.control_in(figures(Hash=eight(2, 2), Narko=eight(2, 3)), "169") is None


def test_parts_that_are_more_than_the_whole_leave_nothing_to_tell_and_are_named():
    told = figures(**{"13": eight(30, 14), "1390": eight(10, 10), "1320": eight(6, 6)})

    left = next(one for one in analysis.types(told, "169") if one.rest)
    found = wholes.exceeded(told.periods, told.series)

    assert (left.counts["2023K1"], left.counts["2024K1"]) == (14, None)
    assert [(one.offence, one.period, one.count, one.parts) for one in found] == [
        ("13", f"2024K{at}", 14, 16) for at in (1, 2, 3, 4)
    ]
    assert "Ejendomsforbrydelser i alt« er 14" in str(wholes.said(found, "da", "Boligområdet")[0])


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
    assert analysis.two_years(analysis.total(told, "169").counts) is None


def test_the_newest_year_is_held_against_the_same_quarters():
    spells = draw(figures(TOT=(5, 6, 70, 8, 5, 6, 70, 8)), {}).total.spells

    assert (spells.compared.before, spells.compared.after, spells.change) == (89, 89, 0)


def test_the_newest_year_may_begin_in_any_quarter():
    told = figures(periods=("2022K3", "2022K4", *QUARTERS), TOT=(4, 4, 1, 1, 1, 1, 2, 2, None, None))

    spells = draw(told, {}).total.spells

    assert (list(spells.after), spells.compared.before, spells.compared.after) == (
        ["2023K3", "2023K4", "2024K1", "2024K2"], 10, 6
    )  # fmt: skip


@pytest.mark.parametrize("counts", [(5, 5, 5, 5, 5, 5, None, None), (90, 90, 90, 90, 90, 90, None, 90)])
def test_a_type_that_the_newest_year_lacks_is_neither_held_against_others_nor_ranked(counts):
    told = figures(**{"1390": eight(8, 12), "1320": counts})

    seen = draw(told, {})

    assert (seen.newest, {one.line.code: bool(one.spells) for one in seen.plain}) == (
        "2024K4", {"1390": True, "1320": False}
    )  # fmt: skip
    assert [one.code for one in notable.propose(told)] == ["1390"]
    assert notable.propose(figures(**{"1390": [None] * 8})) == []


def test_one_jump_is_asked_about_once_where_the_total_is_what_police_look_for():
    seen = draw(figures(periods=tuple(ALLEROED), **{"3": tuple(ALLEROED.values())}), {})

    assert [(line.code, [jump.period for jump in jumps]) for line, jumps in seen.jumps] == [("3", ["2013K3"])]


def test_figures_of_different_tables_are_never_compared():
    assert analysis.is_one_table(figures(), figures())
    for other in (figures(table="Politiets udtræk"), figures(table=""), figures(periods=("2023", "2024"))):
        assert not analysis.is_one_table(figures(), other)
    assert not analysis.is_one_table(figures(table=""), figures(table=""))


def test_a_special_effort_is_suspected_and_a_yearly_festival_is_not():
    def doubted(code, counts):
        seen = draw(figures(periods=tuple(counts), **{code: tuple(counts.values())}), {})
        return {jump.period for _line, jumps in seen.jumps for jump in jumps}

    assert doubted("3", ALLEROED) == {"2013K3"}
    assert doubted("TOT", ROSKILDE) == set()


def test_control_offences_are_taken_out_of_the_total_only_where_they_are_in_it():
    told = figures(**{"TOT": eight(100, 110), "1": eight(80, 85), "3": [20] * 7 + [None]})

    assert analysis.without_control(told, "169").counts == dict(
        zip(QUARTERS, [80] * 4 + [90] * 3 + [None], strict=True)
    )
    for apart in (figures(TOT=eight(100, 110)), figures(**{"3210": eight(2, 3)}), figures(**{"1390": eight(2, 3)})):
        assert analysis.without_control(apart, "169") is None


def test_a_picture_is_worked_out_in_one_question():
    told = figures(**{"TOT": eight(100, 110), "1": eight(80, 85), "1390": eight(30, 31), "3": eight(20, 25)})
    asked, ask = [], COUNTER.ask
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(COUNTER, "ask", lambda calls: asked.append(list(calls)) or ask(asked[-1]))

        seen = draw(told, {"169": {"2024": 1_000}})

    assert len(asked) == 1
    assert [one.line.code for one in (*seen.plain, *seen.control)] == ["1", "1390", "3"]
    assert [round(one.own.per_thousand) for one in seen.rates.years] == [440]


def test_an_effort_covers_only_its_part_of_a_longer_period():
    assert periods.share_of("2024", "2024M03", "2024M04") == pytest.approx((2 / 12, 4 / 12))
    assert periods.share_of("2024K2", "2024M03", "2024M04") == pytest.approx((0, 1 / 3))


def test_the_largest_and_most_rising_offences_are_proposed_and_none_that_police_look_for():
    told = figures(**{"TOT": eight(500, 600), "1390": eight(30, 31), "1292": eight(4, 9), "1345": eight(50, 40),
                      "3210": eight(20, 90), "Uro": eight(1, 1)})  # fmt: skip

    found = {one.code or one.text: (one.large, one.rises) for one in notable.propose(told, most=2)}

    assert found == {"1345": (True, False), "1390": (True, False), "1292": (False, True)}
