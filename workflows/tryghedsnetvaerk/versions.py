"""The versions of the method that a network may stand on, and how each step leads to the newest.

The newest is written out in *process*; an earlier one is told by what it did not ask. What was published never changes.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from engine.definition import Definition, Phase, Step
from workflows.tryghedsnetvaerk.facts import FirstFacts
from workflows.tryghedsnetvaerk.process import PROCESS

NEW_IN_2 = frozenset({"i_raekkefoelge", "samtaler_slettet"})


def without(definition: Definition, version: int, asked: frozenset[str], facts: type[Any]) -> Definition:
    """Return *definition* as it was in *version*, before it *asked* some demands; *facts* is what it could know."""

    def earlier(step: Step) -> Step:
        tasks = (replace(one, demands=tuple(d for d in one.demands if d.key not in asked)) for one in step.tasks)
        return replace(step, tasks=tuple(tasks))

    def of(phase: Phase) -> Phase:
        return replace(phase, steps=tuple(earlier(step) for step in phase.steps))

    phases = tuple(of(phase) for phase in definition.phases)
    return replace(definition, version=version, phases=phases, facts=facts)


FIRST = without(PROCESS, 1, NEW_IN_2, FirstFacts)
# By the version that a network comes from: each of its steps, and the step of the newest version that it becomes.
LEADS_TO: Mapping[int, Mapping[str, str]] = {FIRST.version: {key: key for key in PROCESS.steps}}
