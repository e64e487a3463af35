"""Which numbers a survey can tell, how they add up, and what is hidden of them so that nobody is pointed at.

A number has a name: ``n`` (all answers), ``lys=4`` (an answer to a question), ``lys:base`` (all steps of its scale),
``lys:utryg`` and ``lys:ikke`` (its insecure steps, and the others), each of the last three also ``|koen=1`` (in one
group of a question of background). All of them are judged together, whichever are looked at, so that what is released
today fits whatever is released later.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from workflows.tryghedsnetvaerk.mapping.statistics.disclosure import Hidden, Sum, hide
from workflows.tryghedsnetvaerk.mapping.survey import scales
from workflows.tryghedsnetvaerk.mapping.survey.counting import Tally
from workflows.tryghedsnetvaerk.mapping.survey.models import BACKGROUND, DONT_KNOW, NO_ANSWER, Item

ALL, SKIPPED = "n", 0
BESIDE = (DONT_KNOW, NO_ANSWER, SKIPPED)
UNTOLD = "?"  # the group of those who did not say which they belong to
PARTS = ("utryg", "ikke")


@dataclass(frozen=True)
class Numbers:
    """Every number of a survey with its name, the sums between them, and those that are never shown."""

    counts: Mapping[str, int]
    sums: Sequence[Sum]
    silent: frozenset[str]

    def hidden(self) -> Hidden:
        """Return what must not be shown; how many answered at all is always told."""
        found = hide(self.counts, self.sums, released={ALL}, silent=self.silent)
        return self.as_told({ALL}) if found.exposed else found

    def as_told(self, told: Collection[str]) -> Hidden:
        """Return that everything is hidden but the numbers that were told."""
        return Hidden(frozenset(key for key in self.counts if key not in told and key not in self.silent))


def value(item: Item, answer: int) -> str:
    """Return the name of how many gave an answer."""
    return f"{item.code}={answer}"


def part(item: Item, which: str, group: str = "") -> str:
    """Return the name of how many are insecure, are not, or answered at all, of everybody or of a group."""
    return f"{item.code}:{which}|{group}" if group else f"{item.code}:{which}"


def groups(item: Item) -> list[str]:
    """Return the names of the groups that a question of background makes, those who did not say last."""
    return [*(value(item, step) for step in scales.steps(item)), f"{item.code}={UNTOLD}"]


def numbers(tally: Tally, items: Sequence[Item]) -> Numbers:
    """Return every number of the questions of a survey."""
    made = _Made(tally)
    background = [item for item in items if item.kind == BACKGROUND]
    for item in background:
        made.divide(item)
    for item in items:
        if item.kind != BACKGROUND:
            made.ask(item)
            if item.direction:
                made.merge(item)
                for by in background:
                    made.cross(item, by)
    return Numbers(made.counts, made.sums, frozenset(made.silent))


class _Made:
    def __init__(self, tally: Tally) -> None:
        self.tally = tally
        self.counts: dict[str, int] = {ALL: tally.answers}
        self.sums, self.silent = list[Sum](), set[str]()

    def told(self, item: Item) -> dict[int, int]:
        """Return how many gave each answer, and how many skipped the question."""
        found = self.tally.values.get(item.id, {})
        told = {answer: found.get(answer, 0) for answer, _key in scales.answers(item)}
        return {**told, SKIPPED: self.tally.answers - sum(told.values())}

    def divide(self, item: Item) -> None:
        """Name the groups of a question of background."""
        told, names = self.told(item), groups(item)
        self.counts |= {value(item, step): told[step] for step in scales.steps(item)}
        self.counts[names[-1]] = sum(told[answer] for answer in BESIDE)
        self.sums.append(Sum(ALL, tuple(names)))

    def ask(self, item: Item) -> None:
        """Name the answers to a question, and all that are on its scale."""
        told = self.told(item)
        self.counts |= {value(item, answer): number for answer, number in told.items()}
        self.counts[part(item, "base")] = sum(told[step] for step in scales.steps(item))
        beside, steps = [value(item, one) for one in BESIDE], [value(item, step) for step in scales.steps(item)]
        self.sums += [Sum(ALL, (part(item, "base"), *beside)), Sum(part(item, "base"), tuple(steps))]

    def merge(self, item: Item) -> None:
        """Name how many are insecure and how many are not."""
        told, insecure = self.told(item), scales.insecure_steps(item)
        sides = [[step for step in scales.steps(item) if (step in insecure) == yes] for yes in (True, False)]
        for which, steps in zip(PARTS, sides, strict=True):
            self.counts[part(item, which)] = sum(told[step] for step in steps)
            self.sums.append(Sum(part(item, which), tuple(value(item, step) for step in steps)))
        self.sums.append(Sum(part(item, "base"), tuple(part(item, which) for which in PARTS)))

    def cross(self, item: Item, by: Item) -> None:
        """Name how many are insecure in each group; who did not answer is counted, and not told."""
        insecure, names = scales.insecure_steps(item), groups(by)
        crossed = self.tally.crossed.get((item.id, by.id), {})
        left = {which: self.counts[part(item, which)] for which in PARTS}
        for step, name in zip(scales.steps(by), names, strict=False):
            told = dict.fromkeys(PARTS, 0)
            for (answer, of), number in crossed.items():
                if of == step and answer > 0:
                    told[PARTS[answer not in insecure]] += number
            self._group(item, name, told)
            left = {which: left[which] - told[which] for which in PARTS}
        self._group(item, names[-1], left)
        for which in (*PARTS, "base"):
            self.sums.append(Sum(part(item, which), tuple(part(item, which, name) for name in names)))

    def _group(self, item: Item, name: str, told: Mapping[str, int]) -> None:
        base, rest = part(item, "base", name), part(item, "intet", name)
        self.counts |= {part(item, which, name): number for which, number in told.items()}
        self.counts[base] = sum(told.values())
        self.counts[rest] = self.counts[name] - self.counts[base]
        self.silent.add(rest)
        self.sums += [Sum(base, tuple(part(item, which, name) for which in PARTS)), Sum(name, (base, rest))]
