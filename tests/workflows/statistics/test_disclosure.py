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


def found_by_trying(counts, rows, columns, hidden):
    """What is of one to four in every table that looks like this one: all that is hidden is marked alike."""
    shown = [key for key in counts if key not in hidden]
    alike = []
    for cells in spread(counts["all"], rows * columns):
        other, _sums = counted([cells[row * columns : (row + 1) * columns] for row in range(rows)])
        if all(other[key] == counts[key] for key in shown):
            alike.append(other)
    return {key for key in hidden if all(other[key] in FEW for other in alike)}


def random_table(numbers):
    rows, columns = (2, 2) if numbers.random() < 0.4 else (2, 3)
    cells = numbers.multinomial(numbers.integers(5, 13), numbers.dirichlet([0.8] * rows * columns))
    return [[int(one) for one in row] for row in cells.reshape(rows, columns)]


def test_the_attacker_finds_exactly_what_trying_finds(numbers):
    caught = 0
    for _ in range(40):
        cells = random_table(numbers)
        counts, sums = counted(cells)
        few = {key for key, count in counts.items() if count in FEW and key != "all" and numbers.random() < 0.9}
        hidden = few | {key for key in counts if key not in few and key != "all" and numbers.random() < 0.2}

        found = exposed(counts, sums, hidden)

        assert found == found_by_trying(counts, len(cells), len(cells[0]), hidden), cells
        caught += bool(found)
    assert caught > 10


def test_no_hidden_number_can_only_be_of_one_to_four(numbers):
    hidden = 0
    for _ in range(40):
        cells = random_table(numbers)
        counts, sums = counted(cells)

        told = hide(counts, sums, released={"all"})

        few = {key for key, count in counts.items() if count in FEW}
        assert few <= told.keys
        assert not found_by_trying(counts, len(cells), len(cells[0]), told.keys), cells
        assert not told.exposed, cells
        hidden += told.keys > few
    assert hidden > 15


@pytest.mark.parametrize(
    ("parts", "few"),
    [({"a": 1, "b": 5}, "a"), ({"a": 4, "b": 2}, "ab"), ({"a": 1, "b": 30, "c": 0}, "a"), ({"a": 2, "b": 0}, "a")],
)
def test_a_mark_says_nothing_of_who_is_few(parts, few):
    """One of five or more beside one of few: were they marked apart, six would be one and five."""
    counts = {**parts, "utryg": sum(parts.values()), "rest": 40}
    counts["alle"] = counts["utryg"] + counts["rest"]
    sums = [Sum("utryg", tuple(parts)), Sum("alle", ("utryg", "rest"))]

    told = hide(counts, sums, released={"alle"})

    assert set(few) <= told.keys
    ways = (dict(zip((*parts, "rest"), way, strict=True)) for way in spread(counts["alle"], len(parts) + 1))
    every = [{**way, "utryg": sum(way[part] for part in parts)} for way in ways]
    alike = [one for one in every if all(one[key] == counts[key] for key in one if told.shows(key))]
    assert all({one[key] for one in alike} - set(FEW) for key in few), told


def test_what_needs_no_hiding_is_shown():
    counts, sums = counted([[10, 20], [30, 0]])

    told = hide(counts, sums)

    assert (told.keys, told.exposed) == (frozenset(), frozenset())


def test_a_second_number_is_hidden_in_every_row_and_column():
    counts, sums = counted([[3, 12, 20], [15, 18, 30], [25, 9, 40]])

    told = hide(counts, sums)

    assert (0, 0) in told.keys
    for line in (*({(row, column) for column in range(3)} for row in range(3)),
                 *({(row, column) for row in range(3)} for column in range(3))):  # fmt: skip
        assert len(line & told.keys) != 1
    assert all(told.shows(key) for key in counts if key[0] in ("row", "column") or key == "all")


def test_a_group_of_four_does_not_give_its_parts_away():
    counts = {"group": 4, **dict.fromkeys(range(4), 1), "others": 30, "all": 34}
    sums = [Sum("group", (0, 1, 2, 3)), Sum("all", ("group", "others"))]

    assert exposed(counts, sums, {"group", 0, 1, 2, 3}) == {"group"}
    told = hide(counts, sums, released={"all"})

    assert told.keys == {"group", 0, 1, 2, 3, "others"}
    assert not exposed(counts, sums, told.keys)


def test_merged_steps_do_not_give_away_one_of_them():
    counts = {"utryg": 9, "meget utryg": 3, "utryg i alt": 12, "tryg": 40, "alle": 52}
    sums = [Sum("utryg i alt", ("utryg", "meget utryg")), Sum("alle", ("utryg i alt", "tryg"))]

    told = hide(counts, sums)

    assert told.keys == {"meget utryg", "utryg"}


def test_a_later_release_hides_what_an_earlier_one_would_give_away():
    counts, sums = counted([[3, 12], [15, 18]])
    first = hide(counts, sums)
    men = {"mænd": 2, "kvinder": 13}

    later = hide(
        {**counts, **men},
        [*sums, Sum((1, 0), ("mænd", "kvinder"))],
        released={key for key in counts if first.shows(key)},
        kept=first.keys,
    )

    assert first.keys == {(0, 0), (0, 1), (1, 0), (1, 1)}
    assert later.keys == {*first.keys, "mænd"}
    assert not exposed({**counts, **men}, [*sums, Sum((1, 0), ("mænd", "kvinder"))], later.keys)


def test_what_was_released_too_freely_is_said():
    counts = {"mænd": 3, "kvinder": 20, "alle": 23}
    sums = [Sum("alle", ("mænd", "kvinder"))]

    assert hide(counts, sums, released={"kvinder", "alle"}).exposed == {"mænd"}
    assert hide(counts, sums, released={"kvinder"}).exposed == frozenset()


def test_what_is_never_shown_is_nobodys_secret_but_may_give_one_away():
    counts = {"svar": 2, "intet svar": 30, "gruppen": 32}
    sums = [Sum("gruppen", ("svar", "intet svar"))]

    assert exposed(counts, sums, {"svar"}, silent={"intet svar"}) == frozenset()
    assert hide(counts, sums, silent={"intet svar"}).keys == {"svar"}
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
    few = {key for key, count in counts.items() if count in FEW}
    assert not exposed(counts, sums, told.keys)
    assert len(told.keys - few) < len(few) < len(counts) / 2
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
        assert exposed(counts, sums, {"a", "b"}, (), told) == found
    assert not exposed(counts, sums, {"a", "b"})


@pytest.mark.parametrize("seed", range(6))
def test_what_a_mean_leaves_open_is_what_trying_leaves_open(seed):
    chance = Random(seed)
    counts = {"a": chance.randint(1, 4), "b": chance.randint(0, 6), "c": chance.randint(1, 4), "d": 5}
    counts["n"] = sum(counts.values())
    times = {key: chance.choice((0.5, 1.0, 1.7, 2.3)) for key in "abcd"}
    exact = sum(times[key] * counts[key] for key in times)
    low, high = exact - 0.3 * seed, exact + 0.2

    ways = [
        one for one in product(range(40), repeat=3)
        if sum(one) + 5 == counts["n"]
        and low - 1e-9 <= sum(times[key] * number for key, number in zip("abc", one, strict=True)) + 5 * times["d"]
        <= high + 1e-9
    ]  # fmt: skip
    certain = {key for at, key in enumerate("abc") if all(way[at] in FEW for way in ways)}

    assert exposed(counts, [Sum("n", tuple("abcd"))], "abc", (), [Within(times, low, high)]) == certain
