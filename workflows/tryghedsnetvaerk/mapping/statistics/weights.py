"""Weighting those who answered to the population, by sex and age, and what it costs in certainty."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

LEAST, MOST = 0.3, 3.0  # no one counts for less or more (statistics.md 3.3)
CELL = 5  # answers: a group of fewer is weighted together with its neighbour
Cell = TypeVar("Cell", bound=Hashable)


@dataclass(frozen=True)
class Weights(Generic[Cell]):
    """What an answer of each group counts for, so that the answers look like the population.

    *effect* is L. Kish's design effect n·Σw²/(Σw)² (1965, Survey Sampling, 11.2): a share is as uncertain as if only
    *effective* people had answered. *merged* names the groups that were too small to stand alone and what they were
    weighted with, *trimmed* those whose weight was cut to 0.3-3.
    """

    of: Mapping[Cell, float]
    effect: float
    effective: float
    merged: Mapping[Cell, Cell]
    trimmed: tuple[Cell, ...]


def weights(
    answered: Mapping[Cell, int], population: Mapping[Cell, int], neighbours: Mapping[Cell, tuple[Cell, ...]]
) -> Weights[Cell] | None:
    """Return the weight of an answer in every group; nothing if the groups cannot be weighted.

    A group of the population that fewer than five answered in is merged with the nearest of its *neighbours* (age
    groups of the same sex, nearest first). Nothing is returned when one still stands nearly empty, when nobody
    answered, or when answers lie in a group that the population has nobody in.

    :raises ValueError: if the population has no figure for a group that answered
    """
    missing = [cell for cell in answered if cell not in population]
    if missing:
        raise ValueError(f"no population of {missing}")
    heads = _merged(answered, population, neighbours)
    total, people = sum(answered.values()), sum(population.values())
    if heads is None or not total or not people:
        return None
    told, there = _summed(answered, heads), _summed(population, heads)
    raw = {head: (there[head] / people) / (told[head] / total) for head in told if told[head]}
    if any(not weight for weight in raw.values()):
        return None
    cut = {head: min(MOST, max(LEAST, weight)) for head, weight in raw.items()}
    mean = sum(weight * told[head] for head, weight in cut.items()) / total
    each = {cell: cut[head] / mean for cell, head in heads.items() if head in cut}
    sums = [sum(each[cell] ** power * count for cell, count in answered.items() if count) for power in (1, 2)]
    effect = total * sums[1] / sums[0] ** 2
    merged = {cell: head for cell, head in heads.items() if cell != head}
    trimmed = tuple(cell for cell in each if cut[heads[cell]] != raw[heads[cell]])
    return Weights(each, effect, total / effect, merged, trimmed)


def weighted(counts: Mapping[Cell, tuple[int, int]], of: Mapping[Cell, float]) -> tuple[float, float]:
    """Return the weighted share (0-1) and the effective number of answers behind it.

    *counts* tells for each group how many of those who answered the question gave the answer.
    """
    sums = [sum(of[cell] ** power * base for cell, (_count, base) in counts.items() if base) for power in (1, 2)]
    if not sums[0]:
        return 0.0, 0.0
    return sum(of[cell] * count for cell, (count, _base) in counts.items() if count) / sums[0], sums[0] ** 2 / sums[1]


def _summed(counts: Mapping[Cell, int], heads: Mapping[Cell, Cell]) -> dict[Cell, int]:
    """Return the counts of the merged groups, each under the name of its head."""
    summed: dict[Cell, int] = dict.fromkeys(heads.values(), 0)
    for cell, count in counts.items():
        summed[heads[cell]] += count
    return summed


def _merged(
    answered: Mapping[Cell, int], population: Mapping[Cell, int], neighbours: Mapping[Cell, tuple[Cell, ...]]
) -> dict[Cell, Cell] | None:
    """Return the head of the merged group that each group belongs to."""
    heads = {cell: cell for cell in population}
    for _ in population:
        small = _smallest(_summed(answered, heads), _summed(population, heads))
        if small is None:
            return heads
        members = [cell for cell in population if heads[cell] == small]
        beside = [heads[near] for cell in members for near in neighbours.get(cell, ()) if heads[near] != small]
        if not beside:
            return None
        heads.update(dict.fromkeys(members, beside[0]))
    return None


def _smallest(told: Mapping[Cell, int], there: Mapping[Cell, int]) -> Cell | None:
    """Return the group with the fewest answers, if they are too few; one with nobody in it is as good as gone."""
    small = [cell for cell, count in told.items() if count < CELL and (count or there[cell])]
    return min(small, key=lambda cell: told[cell], default=None)
