"""Small networks for tests of pages, made by the real actions."""

from datetime import datetime
from typing import Any

from engine import records
from engine.commands import Command
from engine.db import Session
from engine.people.actions import add_organisation
from engine.people.queries import find_organisation_by_name, list_network_roles
from workflows import newest
from workflows.tryghedsnetvaerk.network.actions import create_network
from workflows.tryghedsnetvaerk.network.models import Seat

METHOD = newest("tryghedsnetvaerk")
KEYS = iter(range(10**9))


def ask(process_id: int, who: int, now: datetime, **given: Any) -> Command:
    """Return a command of one person to one network, with a key of its own."""
    given.setdefault("key", f"small-{next(KEYS)}")
    return Command(workflow=METHOD, process_id=process_id, actor=who, now=now, **given)


def network(session: Session, who: int, name: str, now: datetime, *, at: str = "") -> int:
    """Begin a network that *who* coordinates; its slug is its name."""
    values = {"name": name, "kommune": "Nordby"}
    return create_network(session, ask(0, who, now), values, at=at, vouched="Politiet" if at else "")


def seat(session: Session, process_id: int, who: int, now: datetime, **more: Any) -> Seat:
    """Seat a person in the steering group, entered by the network's coordinator."""
    found = find_organisation_by_name(session, "Kommunen")
    organisation = found or add_organisation(session, actor=None, now=now, name="Kommunen", kind="kommune")
    values = {"kind": "anden", "organisation_id": organisation.id, "person_id": who, "since": now.date(), **more}
    return records.add(session, ask(process_id, coordinator(session, process_id), now), Seat, values)


def coordinator(session: Session, process_id: int) -> int:
    """Return who coordinates a network."""
    return list_network_roles(session, process_id)[0].person_id
