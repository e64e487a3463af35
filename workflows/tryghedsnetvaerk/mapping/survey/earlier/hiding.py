"""Hiding what could point at few people in results that others made: as typed, they may name cells of 1 to 4 persons.

The paper of a bureau gives counts or per cent of a known number, some answers merged. Each figure is a number with a
name, and they are judged as those of a survey held here are (`disclosure`): what is left of a whole when its parts are
told is judged with them. Who passed the question by has said nothing, and is no secret.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workflows.tryghedsnetvaerk.mapping.statistics.disclosure import FEW, Sum, hide
from workflows.tryghedsnetvaerk.mapping.survey.earlier.lines import ROUNDED, WHOLE

LEAST = 10  # answers to a question: of fewer no figure is told
Steps = frozenset[int]


@dataclass(frozen=True, slots=True)
class Figures:
    """What is known of one question: how many answered, all its answers, how many gave some of them, and the insecure.

    *insecure* is told as one of *counts* where the figures say how many they are.
    """

    name: str
    base: int
    answers: Steps
    counts: Mapping[Steps, float]
    insecure: Steps


def hidden(questions: Sequence[Figures]) -> dict[str, set[Steps]]:
    """Return for each question which of its figures may not be shown."""
    found = {one.name: set(one.counts) for one in questions if one.base < LEAST}
    trees = [_Tree(one) for one in questions if one.name not in found]
    told = [tree for tree in trees if tree.few]
    if told:
        counts = {key: count for tree in told for key, count in tree.counts.items()}
        sums = [one for tree in told for one in tree.sums]
        hides = hide(counts, sums, released={tree.base for tree in told})
        for tree in told:
            lost = not hides.exposed.isdisjoint(tree.counts)
            found[tree.name] = {steps for steps, key in tree.keys.items() if lost or not hides.shows(key)}
    for tree in trees:
        found[tree.name] = found.get(tree.name, set()).union(tree.crossing)
    return found


class _Tree:
    """The figures of one question as whole numbers that add up: every merged one over those that lie in it."""

    def __init__(self, asked: Figures) -> None:
        self.name, self.base = asked.name, f"{asked.name}:base"
        self.keys: dict[Steps, str] = {}
        self.crossing = list[Steps]()
        for steps in sorted(asked.counts, key=lambda one: (len(one), sorted(one))):
            if any(steps & other and not other <= steps for other in self.keys):
                self.crossing.append(steps)  # it lies partly in another: nobody needs both
            else:
                self.keys[steps] = f"{asked.name}:{'+'.join(map(str, sorted(steps)))}"
        self.counts, self.sums = dict[str, int](), list[Sum]()
        top = list(self._within(None))
        if sum(asked.counts[one] for one in top) > asked.base + ROUNDED * max(len(top), 4) * asked.base / WHOLE:
            self._each(asked)
        else:
            self._divide(asked, None, asked.base)
            if asked.insecure in self.keys:
                self._beside(self.keys[asked.insecure])

    @property
    def few(self) -> bool:
        """Whether anything of it is of few persons."""
        return any(count in FEW for key, count in self.counts.items() if key != self.base)

    def _within(self, outer: Steps | None) -> Iterator[Steps]:
        """Return the figures that lie in another and in none between."""
        inside = [one for one in self.keys if outer is None or one < outer]
        return (one for one in inside if not any(one < other for other in inside))

    def _divide(self, asked: Figures, outer: Steps | None, count: int) -> int:
        """Name a figure and those in it, and what they leave of it; return how many it is of."""
        key = self.base if outer is None else self.keys[outer]
        parts = list(self._within(outer))
        each = [self._divide(asked, part, whole(asked.counts[part])) for part in parts]
        names = [self.keys[part] for part in parts]
        if parts and frozenset().union(*parts) < (asked.answers if outer is None else outer):
            rest = f"{key}:rest"
            self.counts[rest] = max(0, count - sum(each))
            each, names = [*each, self.counts[rest]], [*names, rest]
        self.counts[key] = sum(each) if parts else count
        if parts:
            self.sums.append(Sum(key, tuple(names)))
        return self.counts[key]

    def _beside(self, key: str) -> None:
        """Name all who are not of a figure: its share tells how many they are."""
        others = f"{key}:ikke"
        self.counts[others] = self.counts[self.base] - self.counts[key]
        self.sums.append(Sum(self.base, (key, others)))

    def _each(self, asked: Figures) -> None:
        """Name figures that do not add up, as where several answers could be given: each beside all others."""
        self.counts[self.base] = asked.base
        for steps, key in self.keys.items():
            self.counts[key] = min(asked.base, whole(asked.counts[steps]))
            self._beside(key)


def whole(count: float) -> int:
    """Return how many persons a figure stands for; of what is under five at least one, and no more than four."""
    return max(1, int(count)) if 0 < count < FEW.stop else round(count)
