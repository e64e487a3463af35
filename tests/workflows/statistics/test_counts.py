"""Counts over time: against published values, and real jumps told from seasons."""

from itertools import product

import pytest

from workflows.tryghedsnetvaerk.mapping.statistics.counts import jumps, rate, ratio, read_period, trend

SLAGELSE = (  # STRAF11, all offences, 2014K1-2019K4
    1490, 1589, 1566, 2861, 1742, 1773, 1702, 1931, 1580, 1737, 1608, 1742,
    3376, 1534, 1484, 1768, 1580, 1556, 1580, 1495, 1533, 1918, 1178, 1232,
)  # fmt: skip
LOLLAND = (
    886, 1024, 1381, 989, 785, 1070, 1165, 1217, 1562, 1047, 1055, 1042,
    778, 679, 859, 639, 580, 875, 723, 3054, 730, 901,
)  # fmt: skip
ALLEROED = (  # særlove have 1,881 of them in the third quarter of 2018
    1257, 1696, 1141, 1000, 566, 501, 562, 590, 500, 437, 2159, 501, 391, 422, 455, 507, 378, 187, 280, 233, 179, 192,
)  # fmt: skip
WHOLE = (  # Allerød 2007K1-2022K2: special acts went from 74 in 2012K3 to 1,771 in 2013K3, and stayed there
    336, 371, 338, 387, 443, 363, 379, 446, 295, 442, 482, 500, 514, 535, 510, 561, 674, 735, 1111, 1674, 871, 1019,
    574, 520, 442, 765, 2156, 1572, 1848, 1800, 1359, 1042, 1473, 1214, 1221, 1035, 1257, 1696, 1141, 1000, 566,
    501, 562, 590, 500, 437, 2159, 501, 391, 422, 455, 507, 378, 187, 280, 233, 179, 192, 287, 321, 414, 414,
)  # fmt: skip
ROSKILDE = (  # its festival is every third quarter
    1557, 1610, 2640, 1777, 1880, 2015, 2930, 2224, 1932, 2216, 3357, 1904, 1641, 2258, 2919, 1849, 1884, 2498, 2716,
    1944, 1707, 1843, 3973, 1765, 1629, 2017, 3732, 1885, 1729, 1954, 3412, 1766, 1597, 2127, 2742, 1815, 1590, 2062,
    2371, 1827, 1508, 2633, 2312, 1590, 1453, 1829, 2537, 1754, 1351, 1327, 2375, 1581,
)  # fmt: skip


def quarters(first, counts):
    names = (f"{year}K{part}" for year, part in product(range(first, first + 40), (1, 2, 3, 4)))
    return dict(zip(names, (int(count) for count in counts), strict=False))


def test_periods_are_read_as_the_statistics_write_them():
    assert [read_period(text).at for text in ("2024", "2024K3", "2024M07")] == [2024, 2024.5, 2024.5]
    for wrong in ("2024K5", "2024M13", "24", "2024K1 ", "2021:2025"):
        with pytest.raises(ValueError, match=wrong):
            read_period(wrong)


def test_a_rate_has_the_published_exact_interval():
    told = rate(10, 1000)  # F. Garwood 1936: 4.795 and 18.391 for ten

    assert (told.per_thousand, round(told.low, 3), round(told.high, 3)) == (10, 4.795, 18.390)
    assert (rate(0, 1000).low, round(rate(0, 1000).high, 3)) == (0, 3.689)
    with pytest.raises(ValueError, match="of 0"):
        rate(3, 0)


def test_rates_cover_as_often_as_they_say(numbers):
    told = {count: rate(count, 500) for count in range(60)}
    covered = sum(told[int(count)].low <= 40 <= told[int(count)].high for count in numbers.poisson(20, 3000))

    assert covered / 3000 >= 0.945


def test_only_the_same_quarters_are_compared():
    told = ratio({"2018K1": 20, "2018K2": 30}, {"2019K1": 10, "2019K2": 15, "2019K3": 40, "2019K4": None})

    assert (told.before, told.after, told.times, told.left_out) == (50, 25, 0.5, ("2019K3", "2019K4"))
    assert told.low < 0.5 < told.high < 1
    assert told.p < 0.01


def test_nothing_has_no_ratio_but_its_counts():
    told = ratio({"2018K1": 0}, {"2019K1": 10})

    assert (told.before, told.after, told.times) == (0, 10, None)


def test_more_residents_make_the_same_count_fewer():
    assert ratio({"2018": 100}, {"2019": 100}, (1000, 2000)).times == pytest.approx(0.5)


def test_a_trend_is_found_beside_the_season(numbers):
    season = [1, 1, 1.6, 1] * 6
    fell = quarters(2015, numbers.poisson([200 * each * 0.95 ** (n / 4) for n, each in enumerate(season)]))

    told = trend(fell)

    assert told.low < -5 < told.high < 0
    assert told.periods == 24
    assert 1 <= told.dispersion < 1.5


def test_a_trend_per_resident_is_another():
    same = {str(year): 100 for year in range(2015, 2023)}

    told = trend(same, {year: 1000 * 1.1**n for n, year in enumerate(same)})

    assert (trend(same).percent_a_year, told.percent_a_year) == (pytest.approx(0), pytest.approx(-100 / 11))


def test_counts_that_vary_more_than_chance_have_a_wider_trend():
    restless = quarters(2015, [100, 160, 70, 150, 90, 180, 60, 130, 120, 60, 170, 80])

    told = trend(restless)

    assert told.dispersion > 5
    assert told.low < 0 < told.high


def test_trends_cover_as_often_as_they_say(numbers):
    covered = 0
    for _ in range(300):
        mean = [60 * 1.03 ** (n / 4) for n in range(20)]
        told = trend(quarters(2015, numbers.negative_binomial([one / 2 for one in mean], 1 / 3)))
        covered += told.low <= 3 <= told.high

    assert covered / 300 >= 0.91


@pytest.mark.parametrize("counts", [[5] * 4, [0] * 16, [], [7, None, None, 8, None, 3, 4]])
def test_too_little_has_no_trend(counts):
    assert trend({f"{2015 + n // 4}K{n % 4 + 1}": count for n, count in enumerate(counts)}) is None


def test_different_periods_have_no_trend_together():
    with pytest.raises(ValueError, match="length"):
        trend({"2015": 1, "2016K1": 2})


def test_real_jumps_are_pointed_at_and_a_festival_is_not():
    assert [one.period for one in jumps(quarters(2015, SLAGELSE))] == ["2015K4", "2018K1"]
    assert [one.period for one in jumps(quarters(2017, LOLLAND))] == ["2021K4"]
    assert [one.period for one in jumps(quarters(2016, ALLEROED))] == ["2018K3"]
    assert jumps(quarters(2007, ROSKILDE)) == []


def test_where_counts_stay_high_the_first_period_jumps():
    stayed = [336, 371, 338, 387, 443, 363, 379, 446, 295, 442, 482, 500, *[1200, 1180, 1250, 1210] * 3]

    assert [(one.period, one.usual) for one in jumps(quarters(2007, stayed))] == [("2010K1", 462.0)]
    assert [one.period for one in jumps(quarters(2007, WHOLE))] == ["2011K4", "2013K3", "2018K3"]


def test_restless_counts_without_jumps_are_left_alone(numbers):
    season, found = [1, 0.9, 1.6, 1.1] * 15, 0
    for mean in (5, 20, 100, 500):
        for _ in range(6):
            strayed = numbers.negative_binomial([mean * one / 2 for one in season], 1 / 3)
            found += len(jumps(quarters(2007, strayed)))

    assert found <= 2


def test_a_few_periods_jump_from_nothing():
    assert jumps({}) == []
    assert jumps({"2020": 3, "2021": 400, "2022": None}) == []
