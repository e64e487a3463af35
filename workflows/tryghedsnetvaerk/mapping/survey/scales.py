"""The scales that a closed question is answered on, which of their steps are insecure, and what stands beside them.

A scale is never turned between two rounds: its steps have the same numbers for ever, from 1, and an item's direction
says which end of it is the insecure one.
"""

from dataclasses import dataclass
from typing import Protocol

from workflows.tryghedsnetvaerk.mapping.survey.models import DONT_KNOW, NO_ANSWER

INSECURE_LAST, INSECURE_FIRST, NEITHER = 1, -1, 0
DIRECTIONS = (INSECURE_LAST, INSECURE_FIRST, NEITHER)
BESIDE = ((DONT_KNOW, "skala.ved_ikke"), (NO_ANSWER, "skala.oensker_ikke"))  # never steps of a scale


class Closed(Protocol):
    """What a scale must know of an item."""

    code: str
    kind: str
    scale: str
    options: str
    direction: int


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale: how many steps it has, how many at its insecure end count as insecure, and whether they are in order.

    A *symmetrical* one has as many steps on either side of its middle, so its other end says the opposite as strongly.
    """

    key: str
    steps: int
    insecure: int
    symmetrical: bool
    ordinal: bool = True


SCALES = {
    one.key: one
    for one in (
        Scale("tryghed", 5, 2, symmetrical=True),
        Scale("enighed", 5, 2, symmetrical=True),
        Scale("grad", 5, 2, symmetrical=False),
        Scale("hyppighed", 5, 2, symmetrical=False),
        Scale("ja_nej", 2, 1, symmetrical=True, ordinal=False),
    )
}
OF_CONDITIONS = ("tryghed", "grad")  # more or less insecure, never yes or no (row 52)


def option_lines(item: Closed) -> list[str]:
    """Return the answers an item names itself; none when it is answered on a scale."""
    return [line.strip() for line in item.options.splitlines() if line.strip()]


def steps(item: Closed) -> tuple[int, ...]:
    """Return the numbers of an item's answers, without those beside them."""
    known = SCALES.get(item.scale)
    return tuple(range(1, (known.steps if known else len(option_lines(item))) + 1))


def insecure_steps(item: Closed) -> frozenset[int]:
    """Return the answers that say insecure; none where an item points neither way."""
    known, all_steps = SCALES.get(item.scale), steps(item)
    count = known.insecure if known else len(all_steps) // 2
    if item.direction == NEITHER or not count:
        return frozenset()
    return frozenset(all_steps[-count:] if item.direction == INSECURE_LAST else all_steps[:count])


def turned(item: Closed, step: int) -> int:
    """Return how far a step lies towards the insecure end, from 1: what an index adds up."""
    return step if item.direction != INSECURE_FIRST else len(steps(item)) + 1 - step


def answers(item: Closed) -> list[tuple[int, str]]:
    """Return every answer an item can be given, and the key of its text; those beside the scale last."""
    return [*steps_said(item), *BESIDE]


def steps_said(item: Closed) -> list[tuple[int, str]]:
    """Return an item's steps and the keys of their texts."""
    stem = f"skala.{item.scale}" if item.scale in SCALES else f"punkt.{item.code}"
    return [(step, f"{stem}.{step}") for step in steps(item)]
