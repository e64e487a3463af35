"""The one door to `transitions`: which moves there are, and every reason against closing a step."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from transitions import Machine

from engine.definition import ACTIVITY, Definition, Demand, Finding, Task


@cache
def arrows(definition: Definition) -> Mapping[tuple[str, str], str]:
    """Compile *definition* into one flat machine, once, and read every arrow out of it: (step, trigger) to step."""
    spec = [[move.trigger, step.key, move.to] for step, move in definition.moves()]
    machine = Machine(
        model=None, states=list(definition.steps), transitions=spec, initial=definition.start, auto_transitions=False
    )
    return {
        (str(arrow.source), name): str(arrow.dest)
        for name, event in machine.events.items()
        for ways in event.transitions.values()
        for arrow in ways
    }


@cache
def opened_beside(definition: Definition, waiting: str) -> str:
    """Return the step that a timer opened and whose own turn is still to come; nothing when no move is *waiting*."""
    return next((move.to for _, move in definition.moves() if waiting and move.trigger == waiting), "")


@cache
def around(definition: Definition) -> Mapping[str, frozenset[str]]:
    """Return each step with those it leads to: what closing it is judged by."""
    ways = arrows(definition).items()
    return {key: frozenset([key, *(to for (start, _), to in ways if start == key)]) for key in definition.steps}


@cache
def asked(definition: Definition, step: str) -> tuple[tuple[str, Demand, Finding], ...]:
    """Return every demand of *step* with the key of its task and what is found when it is met, in order."""
    return tuple(
        (task.key, demand, Finding(demand, None, None, task.key))
        for task in definition.steps[step].tasks
        for demand in task.demands
    )


def finding(demand: Demand, facts: Any, aside: Mapping[str, date], task: str = "", skipped: bool = False) -> Finding:
    """Hold one demand against *facts*; it is set aside up to and with its date, or without end in a skipped task."""
    until = date.max if skipped and not demand.firm else aside.get(demand.key)
    still: bool = until is not None and until >= facts.dates.today
    return Finding(demand, demand.check(facts), until if still else None, task)


def findings(
    definition: Definition, step: str, facts: Any, aside: Mapping[str, date], skipped: frozenset[str] = frozenset()
) -> list[Finding]:
    """Hold every demand of *step* against *facts*; a skipped task's demands are set aside without end."""
    if aside or skipped:
        return [finding(demand, facts, aside, task, task in skipped) for task, demand, _ in asked(definition, step)]
    return [
        met if (reason := demand.check(facts)) is None else Finding(demand, reason, None, task)
        for task, demand, met in asked(definition, step)
    ]


def ticking(
    definition: Definition, task: str, facts: Any, aside: Mapping[str, date], skipped: frozenset[str] = frozenset()
) -> list[Finding]:
    """Hold what ticking *task* is judged by against *facts*: the demands of the tasks it comes after, and its own."""
    step, found = definition.tasks[task]
    judged = findings(definition, step.key, facts, aside, skipped - {task})
    return [one for one in judged if one.task in (*found.after, task)]


@cache
def met_by_nothing(definition: Definition, step: str) -> frozenset[str]:
    """Return the demands of *step* that hold before anything at all is recorded."""
    blank = definition.facts()
    return frozenset(demand.key for _, demand, _ in asked(definition, step) if demand.check(blank) is None)


def idle(definition: Definition, step: str, judged: Sequence[Finding], facts: Any) -> set[str]:
    """Return which demands of *step* hold only because what they are about has not begun: nobody has met them."""
    empty = met_by_nothing(definition, step)
    begun = {one.task for one in judged if not one.reason and one.demand.key not in empty}
    held = [one for one in judged if not one.reason and one.demand.key in empty]
    return {
        one.demand.key for one in held if not (one.demand.begins(facts) if one.demand.begins else one.task in begun)
    }


def right(definition: Definition, tasks: tuple[Task, ...], facts: Any) -> list[Finding]:
    """Return what keeps the asking person from ticking *tasks*; nothing when all may be ticked."""
    demands = {definition.rights[task.kind].key: definition.rights[task.kind] for task in tasks}
    return [Finding(d, reason) for d in demands.values() if (reason := d.check(facts)) is not None]


def right_to_act(definition: Definition, facts: Any) -> list[Finding]:
    """Return what keeps the asking person from acting on the process at all."""
    demand = definition.rights[ACTIVITY]
    reason = demand.check(facts)
    return [] if reason is None else [Finding(demand, reason)]
