"""What the command line prints: definitions as text, JSON and pictures, and the history line by line."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from engine.commitments import Erased
from engine.db import Database
from engine.definition import Definition
from engine.text import N_
from engine.verification import Fault
from webui.commands.caretaker import chosen
from webui.commands.shell import said
from webui.page import event_files


def shape(definition: Definition) -> dict[str, Any]:
    """Return a definition as ``process show --json`` prints it."""
    phases = [
        {"key": phase.key, "title": phase.title, "steps": [_step(step) for step in phase.steps]}
        for phase in definition.phases
    ]
    return {"name": definition.name, "version": definition.version, "phases": phases}


def _step(step: Any) -> dict[str, Any]:
    return {"key": step.key, "title": step.title, "tasks": [_task(task) for task in step.tasks]}


def _task(task: Any) -> dict[str, Any]:
    return {
        "key": task.key,
        "title": task.title,
        "kind": task.kind,
        "required": task.required,
        "demands": [demand.key for demand in task.demands],
    }


def outline(definition: Definition) -> Iterator[str]:
    """Give a definition as an indented list."""
    for phase in definition.phases:
        yield phase.title
        for step in phase.steps:
            yield f"  {step.title}"
            for task in step.tasks:
                yield f"    {task.title} ({task.kind})"
                yield from (f"      – efter »{definition.tasks[one][1].title}«" for one in task.after)
                yield from (f"      – {demand.title}" for demand in task.demands)


def mermaid(definition: Definition) -> Iterator[str]:
    """Give a definition as a Mermaid state diagram."""
    yield "stateDiagram-v2"
    yield f"    [*] --> {definition.start}"
    yield from (f"    {key} : {step.title}" for key, step in definition.steps.items())
    yield from (f"    {step.key} --> {move.to} : {move.trigger}" for step, move in definition.moves())


def findings(faults: Iterable[Fault], erased: Iterable[Erased]) -> Iterator[str]:
    """Give what was found and erased, a line each; event 0 is the network itself."""
    for fault in faults:
        place = f"{fault.slug} #{fault.seq}" if fault.seq else fault.slug
        yield f"{place}: {said(fault.text.text, fault.text.values)}"
    for one in erased:
        text = said(N_("Teksten er slettet af hændelse {nr}. Det er ikke en fejl."), {"nr": one.by})
        yield f"{one.slug} #{one.seq}: {text}"


def verdict(checked: int, faults: Sequence[Fault], erased: Sequence[Erased]) -> dict[str, Any]:
    """Return what was checked, found and erased as JSON carries it."""
    return {
        "checked": checked,
        "faults": [
            {"network": one.slug, "event": one.seq, "fault": said(one.text.text, one.text.values)} for one in faults
        ],
        "erased": [{"network": one.slug, "event": one.seq, "by": one.by} for one in erased],
    }


def export(database: Database, slug: str | None, form: str) -> Iterator[bytes]:
    """Give the history line by line, of the same shape as the files that the pages hand out."""
    with database.read() as session:
        number = chosen(session.connection(), slug)[0].id if slug is not None else None
        for line in event_files.write(session, form, number):
            yield line.encode()
