"""Fieldwork that began before the residents were informed: said under each task whose study it was."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from engine.definition import Finding
from workflows.tryghedsnetvaerk.guards.mapping import early_of, informed_first
from workflows.tryghedsnetvaerk.mapping.models import QUALITATIVE, QUANTITATIVE


def of_task(found: Iterable[Finding], task: str) -> Iterator[Finding]:
    """Give what is found of *task*; the one demand on fieldwork names the studies of this task and no others."""
    for one in found:
        if one.reason is None or one.demand is not informed_first or task not in (QUANTITATIVE, QUALITATIVE):
            if one.task == task:
                yield one
        elif mine := early_of(task, one.reason):
            yield replace(one, reason=mine, aside=one.aside if one.task == task else None)
