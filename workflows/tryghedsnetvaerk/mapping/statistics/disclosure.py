"""Hiding what could point at few people, across every table that a network has released.

A number of 1 to 4 persons is not shown, and further numbers are hidden so that no arithmetic gives it back: the rule of
Danmarks Statistik's research outputs (`statistics.md` 3.4). Both are marked alike: a mark for those under five would
tell that the others are not, and so give numbers back. A table is not judged alone. Everything told of one
collection of answers is *numbers* with names, the same name wherever it is shown, and *sums* between them: the parts of
a breakdown, the steps of a scale, two steps merged, in this release and in every earlier one. Weighted shares of hidden
numbers are hidden with them; what those that are shown, and the mean of an index, give away is judged where they are
told (`survey/guarding.py`).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workflows.tryghedsnetvaerk.mapping.statistics.attack import FEW, LONGEST, Attack, Key, Sum
from workflows.tryghedsnetvaerk.mapping.statistics.counter import apart

__all__ = ["FEW", "Hidden", "Key", "Sum", "hide", "table"]
FURTHEST = 10  # how far from the true table another is sought
HUB = 4  # a number in more sums than so many hangs everything together
ANYWAY, NOUGHT, TOTAL, LARGE = 0.001, 30.0, 10.0, 100  # what it costs to hide what is hidden, a nought, a total


@dataclass(frozen=True)
class Hidden:
    """What is not shown: numbers of few persons, and others so that nobody can tell which those are.

    *exposed* are numbers of few persons that can be found all the same, since too much was released before: nothing
    more may be released while there are any.
    """

    keys: frozenset[Key]
    exposed: frozenset[Key] = frozenset()

    def shows(self, key: Key) -> bool:
        """Whether a number may be shown."""
        return key not in self.keys


def table(rows: Sequence[Key], columns: Sequence[Key], cell: Mapping[tuple[Key, Key], Key], total: Key) -> list[Sum]:
    """Return the sums of a table whose margins and total are shown: *cell* names what stands in a row and a column."""
    across = [Sum(row, tuple(cell[row, column] for column in columns)) for row in rows]
    down = [Sum(column, tuple(cell[row, column] for row in rows)) for column in columns]
    return [*across, *down, Sum(total, tuple(rows)), Sum(total, tuple(columns))]


@apart
def hide(
    counts: Mapping[Any, int],
    sums: Sequence[Sum],
    *,
    released: Collection[Key] = (),
    kept: Collection[Key] = (),
    silent: Collection[Key] = (),
) -> Hidden:
    """Return what must not be shown so that nobody can find a number of 1 to 4 persons.

    *released* was shown before and cannot be taken back, *kept* was hidden before and stays so; *silent* is never shown
    but follows from the same sums. For every number of few persons another table is sought that looks the same, has
    nobody or five and more in its place, and differs from the true one in as little of what is shown as can be (J.
    Kelly, B. Golden and A. Assad 1992, Networks 22: 397-417); what it differs in is hidden.
    """
    few = [key for key, count in counts.items() if count in FEW and key not in released and key not in silent]
    search = _Search(counts, sums, frozenset(released), frozenset(silent), {*few, *kept})
    safe, found = Attack(counts, sums, search.hidden, silent).open_at_once(), set[Key]()
    for key in few:
        if key not in safe:
            other = search.other_table(key)
            safe |= {one for one, number in other.items() if number not in FEW}
            search.hidden |= other.keys() - search.silent
            found |= {key} - other.keys()
    return Hidden(frozenset(search.hidden), frozenset(found))


class _Search:
    """The search for tables that look the same; *fixed* can no longer be hidden."""

    def __init__(
        self,
        counts: Mapping[Any, int],
        sums: Sequence[Sum],
        fixed: frozenset[Key],
        silent: frozenset[Key],
        hidden: set[Key],
    ) -> None:
        self.counts, self.silent, self.hidden = counts, silent, hidden
        self.totals = {one.total for one in sums}
        self.whole = _Room(sums, [key for key in counts if key not in fixed])
        self.near = _apart(sums, fixed)

    def other_table(self, key: Key) -> dict[Key, int]:
        """Return what is otherwise in a table where *key* is nobody or five and more, as cheap as can be.

        Tables that differ only near the number are tried before all of them, and first those where every number moves
        by as many as *key* does, or a multiple: they hide least. Nothing is returned if there is no table.
        """
        rooms = [room for room in (self.near.get(key), self.whole) if room is not None]
        tried = (self._cheapest(room, key, together) for room in rooms for together in (True, False))
        return next(filter(None, tried), {})

    def _cheapest(self, room: "_Room", key: Key, together: bool) -> dict[Key, int]:
        count = self.counts[key]
        found = (self._otherwise(room, key, far, together) for far in (FEW.stop - count, -count))
        return min((way for way in found if way), default=(0.0, {}), key=lambda way: way[0])[1]

    def _otherwise(self, room: "_Room", key: Key, far: int, together: bool) -> tuple[float, dict[Key, int]] | None:
        from scipy.optimize import Bounds, milp  # noqa: PLC0415 - as in shares.py

        pace = abs(far) if together else 1
        mine, many = room.at[key], len(room.keys)
        up, down = [FURTHEST] * many, [self.counts[one] // pace for one in room.keys]
        least = [0] * (2 * many)
        least[mine if far > 0 else many + mine] = abs(far) // pace
        up[mine], down[mine] = (FURTHEST, 0) if far > 0 else (0, abs(far) // pace)
        costs = [self._cost(one) for one in room.keys]
        found = milp([*costs, *costs], integrality=1, bounds=Bounds(least, [*up, *down]), constraints=room.rule,
                     options={"time_limit": LONGEST})  # fmt: skip
        if found.x is None:
            return None
        moved = dict(zip(room.keys, found.x[:many] - found.x[many:], strict=True))
        return float(found.fun), {one: self.counts[one] + pace * round(by) for one, by in moved.items() if round(by)}

    def _cost(self, key: Key) -> float:
        """Say how much it costs to hide a number: nothing if it is hidden anyway, most for noughts and great totals."""
        if key in self.hidden or key in self.silent:
            return ANYWAY
        count, total = self.counts[key], TOTAL if key in self.totals else 1.0
        return (total if key in self.near else TOTAL * total) * (NOUGHT if not count else 1 + min(count, LARGE) / 20)


class _Room:
    """The numbers that may differ between two tables, and the sums that must hold for the differences."""

    def __init__(self, sums: Sequence[Sum], keys: Sequence[Key]) -> None:
        self.sums, self.keys = sums, list(keys)
        self.at = {key: place for place, key in enumerate(self.keys)}
        self.rule = self._rule()

    def _rule(self) -> Any:
        from scipy.optimize import LinearConstraint  # noqa: PLC0415 - as in shares.py
        from scipy.sparse import csr_array  # noqa: PLC0415

        cells = [
            (row, self.at[key] + side * len(self.keys), sign * (1 - 2 * side))
            for row, one in enumerate(self.sums)
            for key, sign in one.signed
            if key in self.at
            for side in (0, 1)
        ]
        across, along, signs = zip(*cells, strict=True) if cells else ((), (), ())
        matrix = csr_array((signs, (across, along)), shape=(len(self.sums), 2 * len(self.keys)))
        return LinearConstraint(matrix, 0, 0)


def _apart(sums: Sequence[Sum], fixed: frozenset[Key]) -> dict[Key, _Room]:
    """Return the room near each number: what hangs together when numbers that are in many sums stay as they are."""
    of: dict[Key, list[int]] = {}
    for at, one in enumerate(sums):
        for key in one.members:
            of.setdefault(key, []).append(at)
    free = {key for key, places in of.items() if len(places) <= HUB and key not in fixed}
    rooms = dict[Key, _Room]()
    for key in of:
        if key not in free or key in rooms:
            continue
        keys, used, edge = {key: None}, dict[int, None](), [key]
        while edge:
            for at in of[edge.pop()]:
                used[at] = None
                fresh = [one for one in sums[at].members if one in free and one not in keys]
                keys.update(dict.fromkeys(fresh))
                edge.extend(fresh)
        room = _Room([sums[at] for at in used], list(keys))
        rooms.update(dict.fromkeys(keys, room))
    return rooms
