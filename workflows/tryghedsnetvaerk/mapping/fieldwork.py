"""Fieldwork that begins before the residents are informed: it is allowed and flagged, and somebody says why (row 35).

Whoever opens a survey or writes a study down asks here, so that there is one rule.
"""

from datetime import date

from sqlalchemy import func, select

from engine.db import Session
from engine.errors import BadInput
from engine.text import N_
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
