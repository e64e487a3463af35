"""What people may do to a process. Each action locks the row, asks the demands, appends one event and flushes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from engine import checks, installation
from engine.commands import Change, Command, begin, finish, lock, may_act, must_run, same_as_before
from engine.db import Connection, Session
from engine.errors import BadInput, NotAllowed
from engine.history import Define, Event, add_note, events, replay
from engine.machine import around, findings, ticking
from engine.models import outbox
from engine.state import CANCELLED, DONE, PENDING, State, plain
from engine.text import N_

UNDO_WITHIN = timedelta(minutes=10)
UNDOABLE = ("task_done", "task_skipped", "step_closed", "step_reopened", "demand_set_aside", "paused", "ended")


def start(db: Connection, command: Command, slug: str) -> int:
    """Begin a process at its first step and return its id."""
    return _first(db, command, slug, "created", command.definition.start, {})


def take_over(db: Connection, command: Command, slug: str, step: str, vouched: str) -> int:
    """Begin a process that has run elsewhere, at *step*; *vouched* says who stands for that, in the record's note.

    :raises BadInput: if there is no such step
    """
    if step not in command.definition.steps:
        raise BadInput(N_("Trinnet findes ikke."))
    return _first(db, command, slug, "taken_over", step, {"step": step}, vouched)


def _first(
    db: Connection, command: Command, slug: str, kind: str, step: str, extra: Mapping[str, Any], vouched: str = ""
) -> int:
    installation.lock(db, command.now)  # all who begin a network take it first, and then the place of its slug
    number = begin(db, command, slug, step)
    told = {"network": number, "slug": slug}
    seq = installation.tell(db, installation.BEGUN, told, actor=command.actor, now=command.now)
    begun = replace(command, process_id=number)
    definition = command.definition
    state = State(
        name=definition.name, version=definition.version, position=step, entered=step if kind == "taken_over" else ""
    )
    change = Change(db, begun, state, 0, bytes(32), command.now, slug)
    note = {"note": add_note(db, number, vouched)} if vouched else {}
    payload = {"name": definition.name, "version": definition.version, "begun": seq, **extra, **note}
    finish(change, kind, payload, [kind, slug, step])
    return number


def tick(db: Connection, command: Command, task: str) -> Event:
    """Mark *task* as done.

    :raises Refused: with every demand of the task and of those it comes after that is not met, and whether the
        person may tick it
    :raises NotAllowed: if its step is not being worked on
    """
    change = lock(db, command, checks.step_of(command, task))
    if first := same_as_before(change, "task_done", ["tick", task]):
        return first
    must_run(change)
    step, found = checks.task_of(change, task)
    checks.must_be_open(change, step)
    if found.running:
        raise NotAllowed(N_("Opgaven er løbende og bliver aldrig færdig."))
    if change.state.tasks.get(task) == DONE:
        raise NotAllowed(N_("Opgaven er allerede markeret som udført."))
    facts = change.facts(step, change.state.position, *change.state.reopened)
    judged = ticking(change.definition, task, facts, change.state.aside, change.state.skipped)
    checks.refuse_unless_met(change, judged, (found,), facts)
    return finish(change, "task_done", {"task": task, "step": step, **checks.decided(command)}, ["tick", task], facts)


def untick(db: Connection, command: Command, task: str, reason: str) -> Event:
    """Take back that *task* is done or skipped, with a reason."""
    change = lock(db, command)
    if first := same_as_before(change, "task_reopened", ["untick", task]):
        return first
    step = checks.unticking(change, task)
    facts = checks.acting(change, step)
    payload = {"task": task, "step": step, **checks.why(change, reason)}
    return finish(change, "task_reopened", payload, ["untick", task], facts)


def skip(db: Connection, command: Command, task: str, reason: str) -> Event:
    """Skip an optional *task* with a reason; that sets its demands aside.

    :raises NotAllowed: if the method asks for the task
    """
    change = lock(db, command)
    if first := same_as_before(change, "task_skipped", ["skip", task]):
        return first
    step = checks.skipping(change, task)
    facts = checks.acting(change, step)
    return finish(
        change, "task_skipped", {"task": task, "step": step, **checks.why(change, reason)}, ["skip", task], facts
    )


def close(db: Connection, command: Command, step: str, *, trigger: str = "", reopen: Sequence[str] = ()) -> Event:
    """Close *step*, and with it every task of it that is not yet ticked.

    *trigger* chooses among several ways out; *reopen* names the steps that a corrected network takes up again.

    :raises Refused: with every demand that is not met, and whether the person may tick the remaining tasks
    :raises NotAllowed: if the step is not being worked on, or does not lead that way
    """
    asked = ["close", step, trigger, sorted(reopen)]
    change = lock(db, command, around(command.definition).get(step, frozenset()))
    if first := same_as_before(change, "step_closed", asked):
        return first
    must_run(change)
    checks.must_be_open(change, step)
    state, definition = change.state, change.definition
    move = None if step in state.reopened else checks.way(change, step, trigger)
    path = checks.ahead(change, step, move)
    for again in reopen if move and move.next_cycle else ():
        checks.must_be_reopenable(change, again, before=path[-1])
    facts = change.facts(step, state.position, *path, *state.reopened, *reopen)
    if move and move.when and not move.when(facts):
        raise NotAllowed(N_("Den beslutning, der er registreret, er en anden."))
    rest = tuple(t for t in definition.steps[step].tasks if t.key not in state.tasks and not t.running)
    judged = findings(definition, step, facts, state.aside, state.skipped)
    checks.refuse_unless_met(change, judged, rest, facts)
    payload: dict[str, Any] = {
        "step": step,
        "tasks": [task.key for task in rest],
        "warnings": [f.demand.key for f in judged if f.demand.warning and f.reason],
        "aside": sorted(f.demand.key for f in judged if f.reason and f.aside),
        **checks.decided(command),
    }
    if move:
        payload |= {"trigger": move.trigger, "to": path[-1], "waiting": state.waiting if len(path) == 1 else ""}
        if move.next_cycle:
            payload |= {"next_cycle": True, "reopen": sorted(reopen)}
    return finish(change, "step_closed", payload, asked, facts)


def reopen(db: Connection, command: Command, step: str, reason: str) -> Event:
    """Take up a closed *step* again, with a reason, beside the work that goes on.

    :raises NotAllowed: if the step is not closed
    """
    change = lock(db, command)
    if first := same_as_before(change, "step_reopened", ["reopen", step]):
        return first
    checks.reopening(change, step)
    facts = checks.acting(change, step)
    return finish(change, "step_reopened", {"step": step, **checks.why(change, reason)}, ["reopen", step], facts)


def set_aside(db: Connection, command: Command, demand: str, *, reason: str, allowed: str, until: date) -> Event:
    """Set one demand aside until a date; *allowed* is ``chair`` or a decision in minutes, such as ``decision:4``.

    :raises NotAllowed: if the demand is firm
    :raises BadInput: if the date is not ahead, or whoever is said to have allowed it could not
    """
    asked = ["aside", demand, allowed, until.isoformat()]
    change = lock(db, command)
    if first := same_as_before(change, "demand_set_aside", asked):
        return first
    step = checks.setting_aside(change, demand)
    if until < command.today:
        raise BadInput(N_("Fravigelsen skal gælde til i dag eller en senere dag."), page="#until")
    if not allowed:
        text = N_("Skriv, hvem der har tilladt fravigelsen: formanden eller en beslutning i et referat.")
        raise BadInput(text, page="#allowed")
    facts = checks.acting(change, step.key)
    change.workflow.allows(db, command.process_id, allowed, command.today)
    payload = {"demand": demand, "step": step.key, "allowed": allowed, "until": until.isoformat()}
    return finish(change, "demand_set_aside", payload | checks.why(change, reason), asked, facts)


def reinstate(db: Connection, command: Command, demand: str) -> Event:
    """Let a demand that was set aside hold again."""
    change = lock(db, command)
    if first := same_as_before(change, "demand_reinstated", ["reinstate", demand]):
        return first
    must_run(change)
    if demand not in change.state.aside:
        raise NotAllowed(N_("Kravet er ikke fraveget."))
    facts = checks.acting(change, change.definition.demands[demand][0].key)
    return finish(change, "demand_reinstated", {"demand": demand}, ["reinstate", demand], facts)


def pause(db: Connection, command: Command, reason: str) -> Event:
    """Put the process on hold with a reason: nothing is ticked, no mail leaves, timers wait."""
    return _turn(db, command, "paused", reason)


def resume(db: Connection, command: Command, reason: str) -> Event:
    """Take the process up again; timers that fell due meanwhile fire at the next tick."""
    return _turn(db, command, "resumed", reason)


def end(db: Connection, command: Command, reason: str) -> Event:
    """End the process with a reason; its timers are cancelled."""
    return _turn(db, command, "ended", reason)


def _turn(db: Connection, command: Command, kind: str, reason: str) -> Event:
    change = lock(db, command)
    if first := same_as_before(change, kind, [kind]):
        return first
    checks.turning(change, kind)
    facts = checks.acting(change)
    return finish(change, kind, checks.why(change, reason), [kind], facts)


def undo(db: Connection, command: Command, define: Define, session: Session | None = None) -> Event:
    """Take back the newest event: within ten minutes, by the same person, while its mail has not left.

    *define* gives the definition of each version that the process has stood on: every part of its history is replayed
    by the one that it happened under. *session* puts the records of the event back, where the workflow knows how to.

    :raises NotAllowed: with the sentence that says why it must be reopened instead
    """
    change = lock(db, command)
    if first := same_as_before(change, "undone", ["undo"]):
        return first
    told = list(events(db, command.process_id))
    last = told[-1]
    if not all(event.readable for event in told):
        raise NotAllowed(
            N_("Det kan ikke fortrydes: historikken er ikke hel. Sig det til administratoren."), page="historik"
        )
    restore = command.workflow.restores.get(last.body["kind"]) if session else None
    _must_be_undoable(change, last, restore is not None)
    before = replay(define, (event.body for event in told[:-1]))
    if before is None:
        raise NotAllowed(N_("Det kan ikke fortrydes."))
    may_act(change, change.facts())
    _call_back_mail(db, command.process_id, last.seq)
    back = plain(before._replace(timers=change.state.timers))
    again = _cancelled_by(change, before)
    told_of = restore(session, last) if restore else {}
    return finish(change, "undone", {"undoes": last.seq, "back": back, "timers": again, **told_of}, ["undo"])


def _cancelled_by(change: Change, before: State) -> dict[str, Any]:
    """Return the timers that the undone event cancelled and that no definition would plan again."""
    return {
        key: (PENDING, kind, on.isoformat(), None)
        for key, (said, kind, on) in before.timers.items()
        if said == PENDING and change.state.timers[key][0] == CANCELLED and kind not in change.definition.timer_kinds
    }


def _must_be_undoable(change: Change, last: Event, restorable: bool) -> None:
    if last.body["kind"] not in UNDOABLE and not restorable:
        why = N_("Det seneste kan ikke fortrydes. Genåbn i stedet trinnet, og skriv hvorfor.")
    elif last.body["actor"] != change.command.actor:
        why = N_("Kun den, der gjorde det, kan fortryde det. Genåbn i stedet trinnet, og skriv hvorfor.")
    elif change.command.now - datetime.fromisoformat(last.body["at"]) > UNDO_WITHIN:
        why = N_("Der er gået mere end ti minutter. Genåbn i stedet trinnet, og skriv hvorfor.")
    else:
        return
    raise NotAllowed(why, page="overblik")


def _call_back_mail(db: Connection, process_id: int, seq: int) -> None:
    mine = (outbox.c.process_id == process_id) & (outbox.c.event_seq == seq)
    # Cancelled first and counted after: what a ticker takes meanwhile is not cancelled, and is seen.
    db.execute(outbox.update().where(mine, outbox.c.state == "venter").values(state="aflyst"))
    if mail_left(db, process_id, seq):
        raise NotAllowed(N_("Mailen er allerede sendt, så det kan ikke fortrydes."))


def mail_left(db: Connection, process_id: int, seq: int) -> bool:
    """Say whether a mail of an event was sent, or is being sent."""
    left = (
        (outbox.c.process_id == process_id) & (outbox.c.event_seq == seq) & outbox.c.state.not_in(("venter", "aflyst"))
    )
    return bool(db.execute(select(func.count()).where(left)).scalar_one())
