"""Fieldwork that begins before the residents are informed: it is allowed and flagged, and somebody says why (row 35).

Whoever opens a survey or writes a study down asks here, so that there is one rule.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, select

from engine import records
from engine.commands import Command, lock
from engine.db import Session
from engine.errors import BadInput
from engine.machine import right_to_act
from engine.text import N_
from workflows.tryghedsnetvaerk.mapping.models import LEFT_OUT, Study
from workflows.tryghedsnetvaerk.network.models import ResidentInformation

WHY_EARLY = N_("Undersøgelsen begynder, før beboerne er informeret. Det er tilladt, men skriv hvorfor.")


def is_early(begun: date | None, informed: date | None) -> bool:
    """Say whether residents were asked before they were told that the network begins."""
    return begun is not None and (informed is None or begun < informed)


def first_informed(session: Session, network_id: int, today: date) -> date | None:
    """Return the day the residents were first informed, if they are by today."""
    told = ResidentInformation
    wanted = select(func.min(told.informed_on)).where(told.network_id == network_id, told.informed_on <= today)
    return session.scalar(wanted)


def opens_early(session: Session, network_id: int, begins: date | None, today: date) -> bool:
    """Say whether fieldwork that is opened now begins before the residents are informed, on whichever day it begins.

    Nobody needs to press anything once it is open, so that it is asked then and not on the day.
    """
    return is_early(begins, first_informed(session, network_id, today))


def began_early(session: Session, network_id: int, begun: date | None, today: date) -> bool:
    """Say whether fieldwork began before the residents were informed; what is only planned may still come after."""
    return begun is not None and begun <= today and opens_early(session, network_id, begun, today)


def must_say_why_early(session: Session, network_id: int, begins: date | None, today: date, reason: str) -> None:
    """Refuse to open fieldwork that is early while nobody says why.

    :raises BadInput: at the field *early_reason*
    """
    if not reason.strip() and opens_early(session, network_id, begins, today):
        raise BadInput(WHY_EARLY, page="#early_reason")


def save_study(
    session: Session, command: Command, nr: int | None, values: Mapping[str, Any], *, seen: int | None = None
) -> Study:
    """Write a study.

    :raises BadInput: if it began before the residents were informed, and nobody says why; or if it is left out by
        somebody who only collects it
    """
    change = lock(session.connection(), command)
    if values.get("state") == LEFT_OUT and right_to_act(change.definition, change.facts()):
        raise BadInput(N_("Kun tovholderen og styregruppen kan vælge en undersøgelse fra."), page="#state")
    if change.repeated is None and values.get("state") != LEFT_OUT:
        reason, begun = values.get("early_reason") or "", values.get("fieldwork_from")
        if began_early(session, command.process_id, begun, command.today):
            must_say_why_early(session, command.process_id, begun, command.today, reason)
    if nr is None:
        return records.add(session, command, Study, values)
    return records.edit(session, command, Study, nr, values, seen=seen)
