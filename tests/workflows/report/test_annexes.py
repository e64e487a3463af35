"""The crime figures of an annex: as short as they can be, no wider than a page, every figure where it belongs."""

import pytest

from workflows.tryghedsnetvaerk.mapping.report.speaking import Speaker
from workflows.tryghedsnetvaerk.papers.annexes import cut, tables

QUARTERS = [f"{year}K{part}" for year in (2021, 2022) for part in range(1, 5)]


def test_few_periods_stand_beside_each_other():
    assert list(tables(Speaker(), ["2023", "2024"], [("Vold", ["1.204", ".."])])) == [
        "| Lovovertrædelse | 2023 | 2024 |\n| --- | --- | --- |\n| Vold | 1.204 | .. |"
    ]


def test_quarters_have_a_row_for_each_year():
    (told,) = tables(Speaker(), QUARTERS[:-1], [("Vold", list("1234567")), ("Tyveri", list("2345678"))])

    assert told.split("\n")[0] == "| Lovovertrædelse | År | 1. kvartal | 2. kvartal | 3. kvartal | 4. kvartal |"
    assert told.split("\n")[2:4] == ["| Vold | 2021 | 1 | 2 | 3 | 4 |", "|  | 2022 | 5 | 6 | 7 |  |"]
    assert told.count("\n") == 5


@pytest.mark.parametrize("count", [7, 40])
def test_other_periods_stand_under_each_other_and_offences_beside(count):
    periods = [str(1980 + nr) for nr in range(count)]

    told = list(tables(Speaker(), periods, [(name, list(map(str, range(count)))) for name in "abcde"]))

    assert [one.split("\n")[0] for one in told] == ["| Periode | a | b | c | d |", "| Periode | e |"]
    assert all(one.count("\n") == count + 1 for one in told)


def test_a_table_that_does_not_show_all_says_so():
    kept = {"periods": QUARTERS, "whole": ["2012K1", "2022K4"]}

    assert cut(Speaker(), kept) == (
        "Tabellen viser de nyeste tal, 1. kvartal 2021 – 4. kvartal 2022. "
        "Tallene går fra 1. kvartal 2012 til 4. kvartal 2022."
    )
    assert not cut(Speaker(), {"periods": QUARTERS})
