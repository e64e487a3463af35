"""Who is tovholder of a network: handed over, one more, one fewer; there is always one, and always a reason."""

from collections.abc import Callable, Collection, Sequence
from datetime import timedelta

from engine import checks, outbox
from engine.commands import Command, finish, lock, same_as_before
from engine.db import Session
from engine.errors import BadInput, Forbidden, NotAllowed
from engine.history import Event
from engine.outbox import Letter
from engine.people import actions as people
from engine.people import queries
from engine.people.models import NetworkRole, Person
from engine.state import ENDED
from engine.text import N_

HANDED, APPOINTED, DISMISSED = "handed_over", "coordinator_appointed", "coordinator_dismissed"


def change_coordinators(
    session: Session, command: Command, *, to: int | None, leaving: Collection[int], reason: str,
    letter: Callable[[Person], Letter],
) -> Event:  # fmt: skip
    """Let somebody become tovholder, let some of the present ones stop, or both; who becomes one is told by mail.

    Rights follow at once: whoever stops was tovholder until yesterday. A paused network can be handed over; then the
    mail waits until it is taken up again.

    :raises Forbidden: if the person is neither tovholder today nor administrator
    :raises BadInput: if nothing would change, nobody would be left, or the new one cannot take it
    """
    kind = (HANDED if leaving else APPOINTED) if to else DISMISSED
    asked = [to, sorted(leaving)]
    change = lock(session.connection(), command)
    if first := same_as_before(change, kind, asked):
        return first
    if change.state.mode == ENDED:
        raise NotAllowed(N_("Netværket er afsluttet. Der kan ikke ændres mere."))
    present = queries.list_roles_in_force(session, command.process_id, command.today)
    _must_lead(session, command, present)
    _must_leave_one(present, to, leaving)
    for role in present:
        if role.person_id in leaving:
            _stop(session, command, role)
    letters = [letter(_appointed(session, command, to))] if to else []
    payload = {"appointed": [to] if to else [], "dismissed": sorted(leaving), **checks.why(change, reason)}
    event = finish(change, kind, payload, asked)
    outbox.queue(session.connection(), command.process_id, event.seq, letters, command.now, may_wait=True)
    return event


def _must_lead(session: Session, command: Command, present: Sequence[NetworkRole]) -> None:
    if command.actor in {role.person_id for role in present}:
        return
    if not queries.get_person(session, command.actor).administrator:
        raise Forbidden(N_("Kun netværkets tovholder eller en administrator kan overdrage det."))


def _must_leave_one(present: Sequence[NetworkRole], to: int | None, leaving: Collection[int]) -> None:
    staying = {role.person_id for role in present} - set(leaving)
    if not set(leaving) <= {role.person_id for role in present}:
        raise BadInput(N_("En af dem, der skulle stoppe, er ikke tovholder mere. Åbn siden igen."), page="#leaving")
    if to is None and not leaving:
        raise BadInput(N_("Vælg en ny tovholder, eller sæt kryds ved en, der stopper."), page="#to")
    if to is None and not staying:
        raise BadInput(N_("Et netværk skal have en tovholder. Vælg, hvem der tager over."), page="#to")
    if to in leaving:
        raise BadInput(N_("Den samme kan ikke både tage over og stoppe."), page="#to")


def _stop(session: Session, command: Command, role: NetworkRole) -> None:
    """End a role with yesterday; one that began today never came to be in force, and only the history tells of it."""
    yesterday = command.today - timedelta(days=1)
    if role.since > yesterday:
        session.delete(role)
        session.flush()
    else:
        people.dismiss(session, role.id, process_id=command.process_id, until=yesterday)


def _appointed(session: Session, command: Command, number: int) -> Person:
    person = queries.get_person(session, number)
    if person.mail is None or not queries.has_password(session, number):
        raise BadInput(
            N_("{navn} kan ikke logge ind endnu. Bed en administrator om at give en adgangskode først."),
            page=f"person:{person.id}",
            navn=person.name,
        )
    people.appoint(session, process_id=command.process_id, person_id=number, since=command.today)
    return person
