"""What people do in step 1: begin a network, and end a seat in its steering group."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import and_, select

from engine import actions, records
from engine.commands import Command
from engine.db import Session
from engine.errors import BadInput
from engine.models import event, process
from engine.people.models import COORDINATOR, NetworkRole
from engine.text import N_
from workflows.tryghedsnetvaerk.network import approvals
from workflows.tryghedsnetvaerk.network.models import Network, Seat

FIRST = select(process.c.id, event.c.command_key).join(event, (event.c.process_id == process.c.id) & (event.c.seq == 1))
LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e", "ü": "u", "ö": "o", "ä": "a"})


def slug_of(name: str) -> str:
    """Return *name* as it stands in an address: small letters, digits and hyphens."""
    plain = name.lower().translate(LETTERS)
    return "-".join(filter(None, "".join(c if c.isascii() and c.isalnum() else " " for c in plain).split()))[:60]


def create_network(
    session: Session, command: Command, values: Mapping[str, Any], *, at: str = "", vouched: str = ""
) -> int:
    """Begin a network and make the asking person its tovholder; *at* takes it over at a later step.

    :raises BadInput: if the name is taken or cannot stand in an address
    """
    slug = slug_of(values["name"])
    if not slug:
        raise BadInput(N_("Navnet skal indeholde mindst ét bogstav."), page="#name")
    first = session.execute(FIRST.where(process.c.slug == slug)).first()
    if first and first.command_key == command.key:
        return int(first.id)
    if first:
        raise BadInput(N_("Der findes allerede et netværk, der hedder {navn}."), page="#name", navn=values["name"])
    db, since = session.connection(), command.on or command.today
    number = actions.take_over(db, command, slug, at, vouched) if at else actions.start(db, command, slug)
    begun = replace(command, process_id=number, key=f"{command.key}:network", seen=0)
    session.add(NetworkRole(process_id=number, person_id=command.actor, role=COORDINATOR, since=since))
    session.flush()
    records.add(session, begun, Network, {**values, "begun_on": since})
    return number


def change_network(session: Session, command: Command, values: Mapping[str, Any], *, seen: int) -> Network:
    """Change what is written of the network itself."""
    return records.edit(session, command, Network, 1, values, seen=seen)


def end_seat(session: Session, command: Command, nr: int, *, until: date, seen: int | None = None) -> Seat:
    """End a seat on a date; what its person has not approved when that day has passed lapses.

    :raises BadInput: if the date is before the seat began
    """
    change = records.begin(session, command, "seat_ended", nr)
    seat = records.get(session, Seat, command.process_id, nr)
    if change.repeated:
        return seat
    records.must_be_fresh(seat, seen)
    if until < seat.since:
        raise BadInput(N_("Pladsen kan ikke slutte, før den begyndte."), page="#until")
    seat.until, seat.version = until, seat.version + 1
    session.flush()
    over = approvals.lapse(session, change, and_(Seat.id == seat.id, approvals.seat_over(command.today)))
    records.end(session, change, "seat_ended", seat, nr, extra=over)
    return seat
