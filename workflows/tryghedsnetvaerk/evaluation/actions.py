"""What happens in step 9: the year opens it, and its decision begins the next."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import and_, select

from engine import actions, outbox, records, timers
from engine.commands import Command, lock
from engine.db import Session
from engine.errors import BadInput, NotAllowed
from engine.history import Event
from engine.machine import finding
from engine.models import process
from engine.outbox import Letter
from engine.people.models import Person
from engine.state import State
from engine.text import N_, say
from workflows.tryghedsnetvaerk.evaluation.models import CONTINUE, CORRECT, Evaluation, Measure
from workflows.tryghedsnetvaerk.guards.evaluation import outcome_decided
from workflows.tryghedsnetvaerk.network.queries import get_network, list_sitting

STEP = "evaluering"
DECIDED = N_(
    "Evalueringen af det år er afsluttet med sin beslutning og ændres ikke mere. Skriv det nye i dette års evaluering."
)
TO_DECIDE = timedelta(days=60)


def find_current(session: Session, network_id: int) -> Evaluation | None:
    """Return the evaluation of the year that the network is in, if it was begun."""
    wanted = (
        select(Evaluation)
        .join(process, and_(process.c.id == Evaluation.network_id, process.c.cycle == Evaluation.cycle))
        .where(Evaluation.network_id == network_id)
    )
    return session.scalars(wanted.order_by(Evaluation.nr.desc())).first()


def save_evaluation(
    session: Session, command: Command, nr: int | None, values: Mapping[str, Any], *, seen: int | None = None
) -> Evaluation:
    """Write the year's evaluation; it may be prepared before the year is over.

    :raises NotAllowed: if the year's evaluation is begun already, or was decided
    """
    if nr is not None:
        change = lock(session.connection(), command)
        row = records.get(session, Evaluation, command.process_id, nr)
        if row.cycle < change.state.cycle and not change.repeated:
            raise NotAllowed(DECIDED, page="evaluering")
        return records.edit(session, command, Evaluation, nr, values, seen=seen)
    change = lock(session.connection(), command)
    if not change.repeated and (begun := find_current(session, command.process_id)):
        raise NotAllowed(N_("Årets evaluering er allerede begyndt."), page=f"evaluering:{begun.nr}:ret")
    return records.add(session, command, Evaluation, {**values, "cycle": change.state.cycle})


def is_closed(session: Session, state: State, evaluation_id: int) -> bool:
    """Say whether an evaluation is of a year that was closed with its decision."""
    of_earlier = select(Evaluation.id).where(Evaluation.id == evaluation_id, Evaluation.cycle < state.cycle)
    return session.scalar(of_earlier) is not None


def save_measure(
    session: Session, command: Command, nr: int | None, values: Mapping[str, Any], *, seen: int | None = None
) -> Measure:
    """Write a measurement of the year's evaluation.

    :raises NotAllowed: if the evaluation it belongs to was decided
    :raises BadInput: if the year's evaluation is not begun
    """
    change = lock(session.connection(), command)
    if nr is not None:
        row = records.get(session, Measure, command.process_id, nr)
        if is_closed(session, change.state, row.evaluation_id) and not change.repeated:
            raise NotAllowed(DECIDED, page="evaluering")
        return records.edit(session, command, Measure, nr, values, seen=seen)
    current = find_current(session, command.process_id)
    if current is None:
        raise BadInput(N_("Begynd på årets evaluering, før I skriver målinger ind."), page="evaluering")
    return records.add(session, command, Measure, {**values, "evaluation_id": current.id})


def open_evaluation(session: Session, command: Command, key: str) -> None:
    """Open the year's evaluation beside what is going on, and tell the steering group (the alarm of the year)."""
    change = lock(session.connection(), command)
    if change.repeated:
        return
    evaluation = find_current(session, command.process_id)
    if evaluation is None:
        evaluation = Evaluation()
        evaluation.network_id, evaluation.cycle = command.process_id, change.state.cycle
        evaluation.nr = records.number(session, Evaluation, command.process_id)
        session.add(evaluation)
    else:
        evaluation.version += 1
    evaluation.opened_on, evaluation.decide_by = command.today, command.today + TO_DECIDE
    session.flush()
    event = timers.fire(session.connection(), command, key, records.said(evaluation))
    _tell(session, command, event, N_("Tid til evaluering: {navn}"), N_(
        "Der er gået et år, siden aftalen trådte i kraft. Evalueringen af {navn} er nu åbnet i Tryghedsnet. "
        "Samarbejdet fortsætter imens."))  # fmt: skip


def give_notice(session: Session, command: Command, key: str) -> None:
    """Remind the steering group three months before (the alarm of the notice)."""
    event = timers.fire(session.connection(), command, key)
    _tell(session, command, event, N_("Om tre måneder skal {navn} evalueres"), N_(
        "Om tre måneder er der gået et år, siden aftalen trådte i kraft. Begynd nu at tale om, hvordan {navn} skal "
        "måles igen: tal, spørgeskema eller samtaler."))  # fmt: skip


def _tell(session: Session, command: Command, event: Event, subject: str, body: str) -> None:
    name = get_network(session, command.process_id).name
    people = {row.Seat.person_id for row in list_sitting(session, command.process_id, command.today)}
    letters = [
        Letter(
            kind="reminder",
            recipient=person.mail,
            subject=say(subject, person.locale, {"navn": name}),
            body=say(body, person.locale, {"navn": name}),
        )
        for person in session.scalars(select(Person).where(Person.id.in_(people)).order_by(Person.id))
        if person.mail
    ]
    outbox.queue(session.connection(), command.process_id, event.seq, letters, command.now)


def conclude(session: Session, command: Command, trigger: str, reopen: Sequence[str] = ()) -> Event:
    """Close the evaluation with its decision: the next year begins, and a correction takes up the named steps.

    *trigger* and *reopen* are needed only when the decision itself was set aside.

    :raises Refused: with every demand that is not met
    :raises BadInput: if the decision was set aside and the press does not say which it is
    """
    change = lock(session.connection(), command)
    if change.repeated and change.repeated.body.get("step") == STEP:
        return change.repeated
    evaluation = find_current(session, command.process_id)
    named = [step for step in evaluation.reopen.split(",") if step] if evaluation else []
    chosen = (evaluation.outcome if evaluation else "") or trigger
    undecided = finding(outcome_decided, change.facts(STEP), change.state.aside)
    if not chosen and not undecided.stops:
        raise BadInput(N_("Vælg, hvordan I går videre: fortsæt, nedskalér eller korrigér."), page="#trigger")
    again = (named or list(reopen)) if chosen == CORRECT else []
    # Without a decision any way out is refused alike, and the refusal gives every reason.
    return actions.close(session.connection(), command, STEP, trigger=chosen or CONTINUE, reopen=again)
