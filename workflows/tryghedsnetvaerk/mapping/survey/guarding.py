"""What means give away: weighted shares and the index are told only where no hidden number can be found from them.

A weighted share is a sum over the groups of sex and age, each so many times; the mean of the index is one over the
steps of every condition. Both are rounded, and what the rounding leaves open is asked of the attacker together with
every other number that is told, in this release and in earlier ones of the same answers (`statistics.md` 3.4).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workflows.tryghedsnetvaerk.mapping.statistics.attack import Sum, Within, exposed
from workflows.tryghedsnetvaerk.mapping.statistics.disclosure import Hidden
from workflows.tryghedsnetvaerk.mapping.survey import scales
from workflows.tryghedsnetvaerk.mapping.survey.counting import Tally
from workflows.tryghedsnetvaerk.mapping.survey.models import Item
from workflows.tryghedsnetvaerk.mapping.survey.shown import PARTS, Numbers, groups, part, value

MUCH = 1e9  # people
LONGEST = 0.5  # seconds for one question; what takes longer is not told
ROOM = 0.5  # a number told in whole may be so much more or less
Cell = tuple[int, int]


@dataclass(frozen=True)
class Weighed:
    """Weighted shares that were told: what an answer of each group counts for, and the shares in whole per cent.

    Groups are named as their sex and age are: ``1|3``.
    """

    weights: Mapping[str, float]
    shares: Mapping[str, int]


@dataclass
class Guard:
    """Everything that is told of some answers, and what might be told besides."""

    made: Numbers
    hidden: Hidden
    tally: Tally
    items: Sequence[Item]
    cells: Sequence[Item]

    def shares(self, told: Weighed, before: Sequence[Weighed] = (), beside: Sequence[Within] = ()) -> set[str]:
        """Return the items whose weighted share may be told, after those of *before* and beside other means."""
        kept = dict(told.shares)
        while kept and (found := self.found([*before, Weighed(told.weights, kept)], beside)):
            codes = {_code(key) for key in found}
            fewer = {code: share for code, share in kept.items() if code not in codes}
            kept = fewer if len(fewer) < len(kept) else {}
        return set(kept)

    def index(self, mean: float, conditions: Sequence[Item]) -> list[Within] | None:
        """Return what the mean of the index says, in whole; nothing if it may not be told."""
        rows = [self._mean(mean, conditions)]
        return None if self.found((), rows) else rows

    def found(self, weighed: Sequence[Weighed] = (), within: Sequence[Within] = ()) -> frozenset[Any]:
        """Return the hidden numbers that can be found from everything that is told together.

        That is every number of every question, the sizes of the groups among them, the mean, and all weighted shares.
        What is worked out from numbers that are shown, as a difference between two surveys, tells nothing besides.
        """
        hidden = self.hidden.keys - self.made.silent
        if not hidden:
            return frozenset()
        counts, sums, silent = dict(self.made.counts), list(self.made.sums), set(self.made.silent)
        rows = list(within)
        for item in (item for item in self.items if any(item.code in one.shares for one in weighed)):
            beside = _Joint(self, item)
            counts |= beside.counts
            sums += beside.sums
            silent |= beside.counts.keys()
            rows += beside.rows(weighed)
        return exposed(counts, sums, hidden, silent, rows, LONGEST)

    def _mean(self, mean: float, conditions: Sequence[Item]) -> Within:
        """Return what the mean of the index says when everybody answered every condition; otherwise it says less."""
        times = dict[Any, float]()
        base = max(self.made.counts[part(item, "base")] for item in conditions)
        for item in conditions:
            steps = scales.steps(item)
            for step in steps:
                far = (scales.turned(item, step) - 1) / (len(steps) - 1) / len(conditions)
                times[value(item, step)] = 100 * far / base
        whole = all(self.made.counts[part(item, "base")] == base for item in conditions)
        return Within(times, mean - ROOM, mean + ROOM) if whole else Within({}, 0, 0)


class _Joint:
    """How many in each group of sex and age together are insecure of an item, and are not: summed by what is told."""

    def __init__(self, guard: Guard, item: Item) -> None:
        self.counts: dict[str, int] = {}
        self.sums: list[Sum] = []
        self.item = item
        sex, age = guard.cells
        self.sexes = dict(zip([*scales.steps(sex), 0], groups(sex), strict=True))
        self.ages = dict(zip([*scales.steps(age), 0], groups(age), strict=True))
        for which in PARTS:
            self._divide(guard, item, which)

    def _divide(self, guard: Guard, item: Item, which: str) -> None:
        told, insecure = guard.tally.cells.get(item.id, {}), scales.insecure_steps(item)
        found = dict.fromkeys(((sex, age) for sex in self.sexes for age in self.ages), 0)
        for (answer, sex, age), number in told.items():
            if answer > 0 and sex > 0 and age > 0 and PARTS[answer not in insecure] == which:
                found[sex, age] += number
        for sex, name in self.sexes.items():  # who did not say the other lies in what is left
            if sex:
                found[sex, 0] = guard.made.counts[part(item, which, name)] - sum(found[sex, age] for age in self.ages)
        for age, name in self.ages.items():
            rest = sum(found[sex, age] for sex in self.sexes if sex)
            found[0, age] = guard.made.counts[part(item, which, name)] - rest
        self.counts |= {_joint(item, which, cell): number for cell, number in found.items()}
        for sex, name in self.sexes.items():
            self._sum(item, which, name, [(sex, age) for age in self.ages])
        for age, name in self.ages.items():
            self._sum(item, which, name, [(sex, age) for sex in self.sexes])

    def _sum(self, item: Item, which: str, name: str, cells: Sequence[Cell]) -> None:
        self.sums.append(Sum(part(item, which, name), tuple(_joint(item, which, cell) for cell in cells)))

    def rows(self, several: Sequence[Weighed]) -> list[Within]:
        """Return what weighted shares say: the insecure are so many of all, each group counted by its weight."""
        found = list[Within]()
        for told in several:
            if (percent := told.shares.get(self.item.code)) is not None:
                found += [self._row(told.weights, (percent + side * ROOM) / 100, side) for side in (-1, 1)]
        return found

    def _row(self, weights: Mapping[str, float], share: float, side: int) -> Within:
        """Return that the insecure are at least (-1) or at most (1) a share of all."""
        times = dict[Any, float]()
        for cell in ((sex, age) for sex in self.sexes for age in self.ages):
            weight = weights.get(f"{cell[0]}|{cell[1]}", 1.0)
            times[_joint(self.item, PARTS[0], cell)] = side * weight * (share - 1)
            times[_joint(self.item, PARTS[1], cell)] = side * weight * share
        return Within(times, 0, MUCH)


def _code(key: Any) -> str:
    """Return which question a number is of."""
    return re.split("[:=]", str(key), maxsplit=1)[0]


def _joint(item: Item, which: str, cell: Cell) -> str:
    return f"{item.code}:{which}&{cell[0]}|{cell[1]}"
