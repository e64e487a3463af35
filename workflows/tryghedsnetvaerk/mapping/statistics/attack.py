"""What somebody can find out who has every number ever released, and adds and subtracts them.

Every hidden number is marked alike, so the mark tells nothing: the attacker knows that such a number, and any that was
never shown, is nought or more, that all are whole numbers, and every sum. What one sum at a time does not settle is
asked of an integer programme (HiGHS, through scipy): nobody is found if other answers, with nobody or five and more
there, could have made the same tables.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workflows.tryghedsnetvaerk.mapping.statistics.counter import apart

FEW = range(1, 5)  # persons; what is never shown
LONGEST = 10.0  # seconds for one question; what cannot be answered is taken as found
Key = Hashable
Bound = tuple[int, int]


@dataclass(frozen=True)
class Sum:
    """A number and the numbers that it is the sum of."""

    total: Key
    parts: tuple[Key, ...]

    @property
    def members(self) -> tuple[Key, ...]:
        """The total and its parts."""
        return (self.total, *self.parts)

    @property
    def signed(self) -> Iterable[tuple[Key, int]]:
        """Every member with the sign it has when all of them add up to nought."""
        return ((self.total, -1), *((part, 1) for part in self.parts))


@dataclass(frozen=True)
class Within:
    """Numbers that add up, each so many times, to something between two bounds: what a rounded mean gives away."""

    times: Mapping[Key, float]
    low: float
    high: float


@apart
def exposed(
    counts: Mapping[Any, int],
    sums: Sequence[Sum],
    hidden: Collection[Key],
    silent: Collection[Key] = (),
    within: Sequence[Within] = (),
    longest: float = LONGEST,
) -> frozenset[Key]:
    """Return the hidden numbers that all that is shown gives away as 1 to 4 persons.

    *silent* is shown nowhere, so it is nobody's secret. *within* is what means and weighted shares tell of them. What
    takes longer than *longest* is taken as found.

    :raises ValueError: if a sum is not what its parts add up to
    """
    attack = Attack(counts, sums, hidden, silent, within, longest)
    told = attack.bounds()
    sure = {key for key in attack.secret if all(bound in FEW for bound in told[key])}
    for group in attack.apart(told):
        sure |= group.certain()
    return frozenset(sure)


class Attack:
    """Everything that is known about the hidden numbers of some tables."""

    def __init__(
        self,
        counts: Mapping[Any, int],
        sums: Sequence[Sum],
        hidden: Collection[Key],
        silent: Collection[Key],
        within: Sequence[Within] = (),
        longest: float = LONGEST,
    ) -> None:
        self.longest = longest
        wrong = [one.total for one in sums if counts[one.total] != sum(counts[key] for key in one.parts)]
        if wrong:
            raise ValueError(f"sums that do not add up: {wrong}")
        self.counts, self.hidden = counts, frozenset(hidden) | frozenset(silent)
        self.secret = frozenset(key for key in self.hidden.difference(silent) if counts[key] in FEW)
        self.rows = list[tuple[dict[Key, int], int]]()
        for one in sums:
            row = {key: sign for key, sign in one.signed if key in self.hidden}
            if row:
                self.rows.append((row, -sum(sign * counts[key] for key, sign in one.signed if key not in self.hidden)))
        self.loose = list[tuple[dict[Key, float], float, float]]()
        for told in within:
            known = sum(times * counts[key] for key, times in told.times.items() if key not in self.hidden)
            times = {key: times for key, times in told.times.items() if key in self.hidden and times}
            self.loose.append((times, told.low - known, told.high - known))

    def bounds(self) -> dict[Key, Bound]:
        """Return the least and the most that each hidden number can be, going by one sum at a time."""
        most = FEW.stop + 2 * max(self.counts.values(), default=0)
        told: dict[Key, Bound] = dict.fromkeys(self.hidden, (0, most))
        of = _places(self.hidden, [row for row, _right in self.rows])
        waiting = dict.fromkeys(range(len(self.rows)))
        while waiting:
            at = next(iter(waiting))
            del waiting[at]
            for key in _tightened(told, *self.rows[at]):
                waiting.update(dict.fromkeys(of[key]))
        return told

    def row(self, at: int) -> tuple[Mapping[Key, float], float, float]:
        """Return what must hold between hidden numbers: a sum, which is exact, or what a mean leaves open."""
        if at < len(self.rows):
            row, right = self.rows[at]
            return row, right, right
        return self.loose[at - len(self.rows)]

    def open_at_once(self) -> set[Key]:
        """Return secrets that are quickly seen to be safe, of each group from two tables."""
        told = self.bounds()
        return {key for group in self.apart(told) for sign in (1, -1) for key in group.other_in(sign)}

    def apart(self, told: Mapping[Key, Bound]) -> list["Group"]:
        """Return the numbers that are still open in groups that have no sum in common."""
        free = {key for key, (low, high) in told.items() if low < high}
        linked: list[Mapping[Key, float]] = [*(row for row, _ in self.rows), *(row for row, _, _ in self.loose)]
        of, groups, seen = _places(free, linked), list[Group](), set[Key]()
        for key in sorted(free & self.secret, key=repr):
            if key in seen:
                continue
            keys, used, edge = [key], dict[int, None](), [key]
            seen.add(key)
            while edge:
                for at in of[edge.pop()]:
                    used[at] = None
                    near = [each for each in linked[at] if each in of and each not in seen]
                    seen.update(near)
                    keys.extend(near)
                    edge.extend(near)
            groups.append(Group(self, keys, list(used), told))
        return groups


def _places(keys: Collection[Key], rows: Sequence[Mapping[Key, float]]) -> dict[Key, list[int]]:
    of: dict[Key, list[int]] = {key: [] for key in keys}
    for at, row in enumerate(rows):
        for key in row.keys() & of.keys():
            of[key].append(at)
    return of


def _tightened(told: dict[Key, Bound], row: Mapping[Key, int], right: int) -> list[Key]:
    """Tighten the bounds of one sum by one another, and return whose became tighter."""
    ends = {key: told[key] if sign > 0 else (-told[key][1], -told[key][0]) for key, sign in row.items()}
    least, most = sum(low for low, _high in ends.values()), sum(high for _low, high in ends.values())
    changed = []
    for key, (low, high) in ends.items():
        now = (max(low, right - most + high), min(high, right - least + low))
        if now != (low, high):
            told[key] = now if row[key] > 0 else (-now[1], -now[0])
            changed.append(key)
    return changed


class Group:
    """Hidden numbers that hang together, and the integer programme of the sums between them."""

    def __init__(self, attack: Attack, keys: list[Key], rows: list[int], told: Mapping[Key, Bound]) -> None:
        from scipy.optimize import Bounds, LinearConstraint  # noqa: PLC0415 - as in shares.py
        from scipy.sparse import csr_array  # noqa: PLC0415

        self.longest = attack.longest
        self.keys, self.secret = keys, [key for key in keys if key in attack.secret]
        at = {key: place for place, key in enumerate(keys)}
        cells, least, most = list[tuple[int, int, float]](), list[float](), list[float]()
        for place, one in enumerate(rows):
            row, low, high = attack.row(one)
            cells.extend((place, at[key], times) for key, times in row.items() if key in at)
            known = sum(times * told[key][0] for key, times in row.items() if key not in at)
            least.append(low - known)
            most.append(high - known)
        self.bounds = Bounds([told[key][0] for key in keys], [told[key][1] for key in keys])
        self.rule = list[Any]()
        if cells:
            across, along, signs = zip(*cells, strict=True)
            matrix = csr_array((signs, (across, along)), shape=(len(rows), len(keys)))
            self.rule = [LinearConstraint(matrix, least, most)]

    def certain(self) -> set[Key]:
        """Return the secrets that are of 1 to 4 persons in every way the sums can be met."""
        seen = self.other_in(1) | self.other_in(-1)
        for key in self.secret:
            for sign in (1, -1):
                if key not in seen:
                    seen |= self._others({key: sign})
        return set(self.secret) - seen

    def other_in(self, sign: int) -> set[Key]:
        """Return the secrets that are of nobody or many where all of them are as few (1) or many (-1) as can be."""
        return self._others(dict.fromkeys(self.secret, sign))

    def _others(self, goal: Mapping[Key, int]) -> set[Key]:
        from scipy.optimize import milp  # noqa: PLC0415 - as in shares.py

        aim = [goal.get(key, 0) for key in self.keys]
        found = milp(
            aim, integrality=1, bounds=self.bounds, constraints=self.rule, options={"time_limit": self.longest}
        )
        if found.x is None:
            return set()
        told = dict(zip(self.keys, found.x, strict=True))
        return {key for key in self.secret if round(told[key]) not in FEW}
