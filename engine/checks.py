"""What holds for every press: which step is open, where it leads, who may, and that a reason is given."""

from collections.abc import Sequence
from typing import Any

from engine.commands import Change, Command, may_act
from engine.definition import ACTIVITY, DECISION, Finding, Move, Reason, Task
from engine.errors import BadInput, NotAllowed, OnHold, Refused
from engine.history import add_note
from engine.machine import arrows, right
from engine.state import PAUSED
from engine.text import N_


def way(change: Change, step: str, trigger: str) -> Move:
    """Return the move that closing *step* takes.

    :raises NotAllowed: if it goes on by itself, or *trigger* does not choose among its ways
    """
    ways = [m for m in change.definition.steps[step].moves if m.timer is None and trigger in ("", m.trigger)]
    if not ways:
        raise NotAllowed(N_("Trinnet lukkes ikke; det går videre af sig selv."))
    if len(ways) > 1:
        raise NotAllowed(N_("Vælg, hvordan I går videre."))
    return ways[0]


def ahead(change: Change, step: str, move: Move | None) -> list[str]:
    """Return the steps that *move* out of *step* leads to: one, and a further one when a timer's move waits there."""
    if move is None:
        return []
    to = arrows(change.definition)[step, move.trigger]
    further = arrows(change.definition).get((to, change.state.waiting))
    return [to, further] if further else [to]


def must_be_reopenable(change: Change, step: str, *, before: str) -> None:
    """Refuse to take up *step* again unless it lies closed behind *before*."""
    order = change.definition.order
    if order.get(step, len(order)) >= order[before]:
        raise NotAllowed(N_("Kun et lukket trin kan genåbnes."))
    if all(task.running for task in change.definition.steps[step].tasks):
        raise NotAllowed(N_("Trinnet er løbende og kan ikke genåbnes."))


def step_of(command: Command, task: str) -> frozenset[str]:
    """Return the step of a task, as the lock is to tell its facts; none when there is no such task."""
    found = command.definition.tasks.get(task)
    return frozenset([found[0].key]) if found else frozenset()


def task_of(change: Change, task: str) -> tuple[str, Task]:
    """Return a task with the key of its step.

    :raises BadInput: if there is none
    """
    if task not in change.definition.tasks:
        raise BadInput(N_("Opgaven findes ikke."))
    step, found = change.definition.tasks[task]
    return step.key, found


def must_be_open(change: Change, step: str) -> None:
    """Refuse work on a step that is closed or not yet reached."""
    if step not in change.definition.steps:
        raise BadInput(N_("Trinnet findes ikke."))
    if step in (change.state.position, *change.state.reopened):
        return
    order = change.definition.order
    if order[step] < order[change.state.position]:
        raise NotAllowed(N_("Trinnet er lukket. Genåbn det først med en begrundelse."), page=f"genaabn:{step}")
    raise NotAllowed(
        N_("Trinnet kan lukkes, når det bliver dets tur. I kan skrive oplysninger ind allerede nu."),
        page=f"trin:{change.state.position}",
    )


def refuse_unless_met(change: Change, judged: Sequence[Any], rest: tuple[Task, ...], facts: Any) -> None:
    """Refuse with every finding that stops, with whether the person may tick the *rest*, and with a decision that is
    pointed at and does not stand in this process.

    :raises BadInput: if the decision is all that is wrong
    """
    rights = change.definition.rights
    stopping = [finding for finding in judged if finding.stops]
    stopping += right(change.definition, rest or (Task(key="", title="", done_when=""),), facts)
    try:
        if (pointed := change.command.decision) is not None:
            change.workflow.allows(change.db, change.command.process_id, f"decision:{pointed}", change.command.today)
    except BadInput as refused:
        if not stopping:
            raise
        stopping.append(Finding(rights.get(DECISION, rights[ACTIVITY]), Reason(refused.text, refused.values)))
    if stopping:
        raise Refused(stopping)


def acting(change: Change, *steps: str) -> Any:
    """Load what *steps* and the open steps read, and refuse somebody who is nothing in the process."""
    facts = change.facts(*steps, change.state.position, *change.state.reopened)
    may_act(change, facts)
    return facts


def must_send(change: Change) -> None:
    """Refuse what sends mail while the process is paused: nobody would get it, and deadlines would pass.

    :raises OnHold: if it is
    """
    if change.state.mode == PAUSED:
        raise OnHold


def decided(command: Command) -> dict[str, Any]:
    """Return what an event says of the decision that was pointed at."""
    return {"decision": command.decision} if command.decision else {}


def why(change: Change, reason: str) -> dict[str, Any]:
    """Store the reason beside the history and return what an event says of it.

    :raises BadInput: if no reason is given
    """
    if not reason.strip():
        raise BadInput(N_("Skriv en begrundelse. Den gemmes sammen med hændelsen."), page="#reason")
    return {"note": add_note(change.db, change.command.process_id, reason.strip())}
