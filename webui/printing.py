"""What the command line prints: definitions as text, JSON and pictures, and the history line by line."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import workflows
from engine.commitments import Erased
from engine.db import Database
from engine.definition import Definition, Workflow
from engine.errors import NotFound
from engine.history import Fault, raw_events
from engine.text import N_
from webui.caretaker import chosen
from webui.extracts import cell
from webui.shell import said

HEADINGS = ("netværk", "nr", "indskrevet", "skete", "slags", "aktør", "hash")


def newest(name: str) -> Workflow:
    """Return the newest version of a process.

    :raises NotFound: if there is none of that name
    """
    versions = [version for known, version in workflows.ALL if known == name]
    if not versions:
        known = ", ".join(sorted({known for known, _ in workflows.ALL}))
        raise NotFound(N_("Der er ingen proces, der hedder {navn}. Der er: {kendte}."), navn=name, kendte=known)
    return workflows.find(name, max(versions))


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
    """Give the history line by line, as bytes: what was hashed comes out as it was."""
    with database.read() as session:
        db = session.connection()
        rows = chosen(db, slug)
        if form == "csv":
            yield b"\xef\xbb\xbf" + _joined(HEADINGS)
        for row in rows:
            for event in raw_events(db, row.id):
                yield _csv(row, event) if form == "csv" else _json(row, event)


def _json(row: Any, event: Any) -> bytes:
    """Return one event with every column; the hash of each is SHA-256 over the hash before and the bytes of *body*."""
    line = {
        "network": row.slug,
        "process": row.id,
        "seq": event.seq,
        "body": bytes(event.body).decode("utf-8", "surrogateescape"),
        "prev_hash": bytes(event.prev_hash).hex(),
        "hash": bytes(event.hash).hex(),
        "command_key": bytes(event.command_key).decode("utf-8", "replace"),
    }
    return json.dumps(line).encode() + b"\n"


def _csv(row: Any, event: Any) -> bytes:
    try:
        body = json.loads(bytes(event.body))
        written = [body.get(key, "") for key in ("at", "on", "kind", "actor")]
    except (AttributeError, ValueError):  # tampered with; verify says so
        written = [""] * 4
    return _joined((row.slug, event.seq, *written, bytes(event.hash).hex()))


def _joined(cells: Iterable[object]) -> bytes:
    return (";".join(cell(one) for one in cells) + "\r\n").encode()
