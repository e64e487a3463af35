"""What holds for every press: which step is open, where it leads, who may, and that a reason is given.

What cannot be done as a process stands is refused alike before its reason is asked for and when it is given.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from engine.commands import Change, Command, may_act, must_run
from engine.definition import ACTIVITY, DECISION, Finding, Move, Reason, Step, Task
from engine.errors import BadInput, NotAllowed, OnHold, Refused
from engine.history import add_note
from engine.machine import arrows, right
from engine.state import ENDED, PAUSED, RUNNING, Stands
from engine.text import N_

ONLY_CLOSED = N_("Kun et lukket trin kan genåbnes.")
TURNS: Mapping[str, tuple[str, str]] = {
    "paused": (RUNNING, N_("Netværket er ikke i gang.")),
    "resumed": (PAUSED, N_("Netværket er ikke i bero.")),
    "ended": ("", N_("Netværket er allerede afsluttet.")),
}


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


def must_be_reopenable(at: Stands, step: str, *, before: str) -> None:
    """Refuse to take up *step* again unless it lies closed behind *before*."""
    order = at.definition.order
    if order.get(step, len(order)) >= order[before]:
        raise NotAllowed(ONLY_CLOSED, page=f"trin:{step}" if step in order else "")
    if all(task.running for task in at.definition.steps[step].tasks):
        raise NotAllowed(N_("Trinnet er løbende og kan ikke genåbnes."), page=f"trin:{step}")


def reopening(at: Stands, step: str) -> None:
    """Refuse to reopen *step* when it is not closed, or never is."""
    must_run(at)
    if step in at.state.reopened:
        raise NotAllowed(ONLY_CLOSED, page=f"trin:{step}")
    must_be_reopenable(at, step, before=at.state.position)


def unticking(at: Stands, task: str) -> str:
    """Refuse to take a mark back that is not there or whose step is closed; return the step of the task."""
    must_run(at)
    step, _ = task_of(at, task)
    must_be_open(at, step)
    if task not in at.state.tasks:
        raise NotAllowed(N_("Opgaven er ikke markeret som udført."), page=f"trin:{step}")
    return step


def skipping(at: Stands, task: str) -> str:
    """Refuse to skip what the method asks for, or a task whose step is closed; return the step of the task."""
    must_run(at)
    step, found = task_of(at, task)
    must_be_open(at, step)
    if found.required or found.running:
        text = N_("Opgaven kan ikke springes over. Et enkelt krav kan fraviges med en begrundelse.")
        raise NotAllowed(text, page=f"trin:{step}")
    return step


def setting_aside(at: Stands, demand: str) -> Step:
    """Refuse to set aside a demand that is firm or only warns; return its step."""
    must_run(at)
    if demand not in at.definition.demands:
        raise BadInput(N_("Kravet findes ikke."))
    step, _, found = at.definition.demands[demand]
    if found.firm:
        raise NotAllowed(N_("Dette krav kan aldrig fraviges."), page=f"trin:{step.key}")
    if found.warning:
        text = N_("Det er kun en advarsel. Den stopper ikke trinnet og behøver ikke at blive fraveget.")
        raise NotAllowed(text, page=f"trin:{step.key}")
    return step


def turning(at: Stands, kind: str) -> None:
    """Refuse to put a process on hold, take it up again or end it when it does not stand so that it can be."""
    required, otherwise = TURNS[kind]
    if at.state.mode == ENDED or (required and at.state.mode != required):
        raise NotAllowed(otherwise, page="overblik")


def step_of(command: Command, task: str) -> frozenset[str]:
    """Return the step of a task, as the lock is to tell its facts; none when there is no such task."""
    found = command.definition.tasks.get(task)
    return frozenset([found[0].key]) if found else frozenset()


def task_of(at: Stands, task: str) -> tuple[str, Task]:
    """Return a task with the key of its step.

    :raises BadInput: if there is none
    """
    if task not in at.definition.tasks:
        raise BadInput(N_("Opgaven findes ikke."))
    step, found = at.definition.tasks[task]
    return step.key, found


def must_be_open(at: Stands, step: str) -> None:
    """Refuse work on a step that is closed or not yet reached."""
    if step not in at.definition.steps:
        raise BadInput(N_("Trinnet findes ikke."))
    if step in (at.state.position, *at.state.reopened):
        return
    order = at.definition.order
    if order[step] < order[at.state.position]:
        raise NotAllowed(N_("Trinnet er lukket. Genåbn det først med en begrundelse."), page=f"genaabn:{step}")
    raise NotAllowed(
        N_("Trinnet kan lukkes, når det bliver dets tur. I kan skrive oplysninger ind allerede nu."),
        page=f"trin:{at.state.position}",
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
