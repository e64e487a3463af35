"""Hiding few people from somebody who has every table that was released, tried by making every other table."""

from itertools import product
from random import Random
from time import perf_counter

import pytest

from workflows.tryghedsnetvaerk.mapping.statistics.attack import FEW, Sum, Within, exposed
from workflows.tryghedsnetvaerk.mapping.statistics.disclosure import hide, table


def counted(cells):
    """A table with its margins and total, as numbers with names and the sums between them."""
    rows, columns = len(cells), len(cells[0])
    counts = {(row, column): cells[row][column] for row, column in product(range(rows), range(columns))}
    counts |= {("row", row): sum(cells[row]) for row in range(rows)}
    counts |= {("column", column): sum(row[column] for row in cells) for column in range(columns)}
    counts["all"] = sum(map(sum, cells))
    sums = table(
        [("row", row) for row in range(rows)],
        [("column", column) for column in range(columns)],
        {(("row", row), ("column", column)): (row, column) for row, column in product(range(rows), range(columns))},
        "all",
    )
    return counts, sums


def spread(number, places):
    """Every way to put so many people in so many places."""
    if places == 1:
        yield (number,)
        return
    for first in range(number + 1):
        yield from ((first, *rest) for rest in spread(number - first, places - 1))


def found_by_trying(counts, rows, columns, small, further):
    """What is the same in every table that looks like this one."""
    shown = [key for key in counts if key not in small and key not in further]
    alike = []
    for cells in spread(counts["all"], rows * columns):
        other, _sums = counted([cells[row * columns : (row + 1) * columns] for row in range(rows)])
        if all(other[key] == counts[key] for key in shown) and all(other[key] in FEW for key in small):
            alike.append(other)
    secret = [key for key in {*small, *further} if counts[key] in FEW]
    return {key for key in secret if len({other[key] for other in alike}) == 1}


def random_table(numbers):
    rows, columns = (2, 2) if numbers.random() < 0.4 else (2, 3)
    cells = numbers.multinomial(numbers.integers(5, 13), numbers.dirichlet([0.8] * rows * columns))
    return [[int(one) for one in row] for row in cells.reshape(rows, columns)]


def test_the_attacker_finds_exactly_what_trying_finds(numbers):
    caught = 0
    for _ in range(40):
        cells = random_table(numbers)
        counts, sums = counted(cells)
        small = {key for key, count in counts.items() if count in FEW and key != "all" and numbers.random() < 0.9}
        further = {key for key in counts if key not in small and key != "all" and numbers.random() < 0.2}

        found = exposed(counts, sums, small, further)

        assert found == found_by_trying(counts, len(cells), len(cells[0]), small, further), cells
        caught += bool(found)
    assert caught > 10


def test_nobody_is_found_by_trying_once_enough_is_hidden(numbers):
    hidden = 0
    for _ in range(40):
        cells = random_table(numbers)
        counts, sums = counted(cells)

        told = hide(counts, sums, released={"all"})

        few = {key for key, count in counts.items() if count in FEW}
        assert few <= told.small | told.further
        assert found_by_trying(counts, len(cells), len(cells[0]), told.small, told.further) == told.exposed, cells
        assert not told.exposed, cells
        hidden += bool(told.further)
    assert hidden > 15


def test_what_needs_no_hiding_is_shown():
    counts, sums = counted([[10, 20], [30, 0]])

    told = hide(counts, sums)

    assert (told.small, told.further, told.exposed) == (frozenset(), frozenset(), frozenset())


def test_a_second_number_is_hidden_in_every_row_and_column():
    counts, sums = counted([[3, 12, 20], [15, 18, 30], [25, 9, 40]])

    told = hide(counts, sums)

    assert told.small == {(0, 0)}
    for line in (*({(row, column) for column in range(3)} for row in range(3)),
                 *({(row, column) for row in range(3)} for column in range(3))):  # fmt: skip
        assert len(line & (told.small | told.further)) != 1
    assert all(told.shows(key) for key in counts if key[0] in ("row", "column") or key == "all")


def test_less_than_five_is_not_said_where_it_would_say_too_much():
    counts = {"group": 4, **dict.fromkeys(range(4), 1), "others": 30, "all": 34}
    sums = [Sum("group", (0, 1, 2, 3)), Sum("all", ("group", "others"))]

    assert exposed(counts, sums, {"group", 0, 1, 2, 3}, {"others"}) == {"group", 0, 1, 2, 3}
    told = hide(counts, sums, released={"all"})

    assert not told.exposed
    assert not exposed(counts, sums, told.small, told.further)


def test_merged_steps_do_not_give_away_one_of_them():
    counts = {"utryg": 9, "meget utryg": 3, "utryg i alt": 12, "tryg": 40, "alle": 52}
    sums = [Sum("utryg i alt", ("utryg", "meget utryg")), Sum("alle", ("utryg i alt", "tryg"))]

    told = hide(counts, sums)

    assert told.small == {"meget utryg"}
    assert told.further == {"utryg"}


def test_a_later_release_hides_what_an_earlier_one_would_give_away():
    counts, sums = counted([[3, 12], [15, 18]])
    first = hide(counts, sums)
    men = {"mænd": 2, "kvinder": 13}

    later = hide(
        {**counts, **men},
        [*sums, Sum((1, 0), ("mænd", "kvinder"))],
        released={key for key in counts if first.shows(key)},
        marked=first.small,
        kept=first.further,
    )

    assert first.further == {(0, 1), (1, 0), (1, 1)}
    assert later.small == {(0, 0), "mænd"}
    assert not exposed({**counts, **men}, [*sums, Sum((1, 0), ("mænd", "kvinder"))], later.small, later.further)


def test_what_was_released_too_freely_is_said():
    counts = {"mænd": 3, "kvinder": 20, "alle": 23}
    sums = [Sum("alle", ("mænd", "kvinder"))]

    assert hide(counts, sums, released={"kvinder", "alle"}).exposed == {"mænd"}
    assert hide(counts, sums, released={"kvinder"}).exposed == frozenset()


def test_what_is_never_shown_is_nobodys_secret_but_may_give_one_away():
    counts = {"svar": 2, "intet svar": 30, "gruppen": 32}
    sums = [Sum("gruppen", ("svar", "intet svar"))]

    assert exposed(counts, sums, {"svar"}, silent={"intet svar"}) == frozenset()
    assert hide(counts, sums, silent={"intet svar"}).further == frozenset()
    assert exposed({**counts, "svar": 30, "intet svar": 2}, sums, {}, silent={"intet svar"}) == frozenset()


def test_sums_that_do_not_add_up_are_refused():
    with pytest.raises(ValueError, match="add up"):
        hide({"a": 1, "b": 2, "c": 4}, [Sum("c", ("a", "b"))])


def test_a_whole_breakdown_is_quick(numbers):
    counts, sums = breakdown(numbers, 240, items=11, values=7, groups=6)

    began = perf_counter()
    told = hide(counts, sums, released={"n"})
    took = perf_counter() - began

    assert not told.exposed
    assert not exposed(counts, sums, told.small, told.further)
    assert len(told.further) < len(told.small) < len(counts) / 2
    assert took < 30


def breakdown(numbers, people, *, items, values, groups):
    """Every question by one variable, with two steps of its scale merged, in all and in every group."""
    of = numbers.choice(groups, people, p=numbers.dirichlet([3] * groups))
    counts = {"n": people, **{("group", one): int((of == one).sum()) for one in range(groups)}}
    sums = [Sum("n", tuple(("group", one) for one in range(groups)))]
    for item in range(items):
        said = numbers.choice(values, people, p=numbers.dirichlet([6, 6, 4, 3, 2, 1, 1][:values]))
        for value, group in product(range(values), range(groups)):
            counts[item, value, group] = int(((said == value) & (of == group)).sum())
        for value in range(values):
            counts[item, value] = int((said == value).sum())
            sums.append(Sum((item, value), tuple((item, value, group) for group in range(groups))))
        for group in range(groups):
            counts[item, "utryg", group] = counts[item, 3, group] + counts[item, 4, group]
            sums.append(Sum(("group", group), tuple((item, value, group) for value in range(values))))
            sums.append(Sum((item, "utryg", group), ((item, 3, group), (item, 4, group))))
        counts[item, "utryg"] = counts[item, 3] + counts[item, 4]
        sums.append(Sum((item, "utryg"), ((item, 3), (item, 4))))
        sums.append(Sum("n", tuple((item, value) for value in range(values))))
    return counts, sums


def test_a_mean_gives_away_what_its_digits_say():
    counts = {"n": 30, "a": 3, "b": 9, "c": 18}
    sums = [Sum("n", ("a", "b", "c"))]
    mean = 1 * 3 + 2 * 9 + 4 * 18

    for room, found in ((0.1, {"a"}), (6.0, set())):
        told = [Within({"a": 1, "b": 2, "c": 4}, mean - room, mean + room)]
        assert exposed(counts, sums, {"a"}, {"b"}, (), told) == found
    assert not exposed(counts, sums, {"a"}, {"b"})


@pytest.mark.parametrize("seed", range(6))
def test_what_a_mean_leaves_open_is_what_trying_leaves_open(seed):
    chance = Random(seed)
    counts = {"a": chance.randint(1, 4), "b": chance.randint(0, 6), "c": chance.randint(1, 4), "d": 5}
    counts["n"] = sum(counts.values())
    times = {key: chance.choice((0.5, 1.0, 1.7, 2.3)) for key in "abcd"}
    exact = sum(times[key] * counts[key] for key in times)
    low, high = exact - 0.3 * seed, exact + 0.2

    ways = [
        one for one in product(range(1, 5), range(40), range(1, 5))
        if sum(one) + 5 == counts["n"]
        and low - 1e-9 <= sum(times[key] * number for key, number in zip("abc", one, strict=True)) + 5 * times["d"]
        <= high + 1e-9
    ]  # fmt: skip
    certain = {key for at, key in ((0, "a"), (2, "c")) if len({way[at] for way in ways}) == 1}

    found = exposed(counts, [Sum("n", tuple("abcd"))], {"a", "c"}, {"b"}, (), [Within(times, low, high)])
    assert found - {"b"} == certain
