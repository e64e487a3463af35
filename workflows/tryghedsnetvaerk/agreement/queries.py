"""Reading the agreement: its versions, and which of them holds."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import exists, select

from engine.db import Session
from engine.state import State
from workflows.tryghedsnetvaerk.agreement.models import JOINED, Agreement, Partner
from workflows.tryghedsnetvaerk.process import PROCESS

STEP = "aftale"
DRAFT, COMING, IN_FORCE, REPLACED = "udkast", "kommer", "gaelder", "erstattet"


def list_settled(session: Session, network_id: int, state: State) -> frozenset[int]:
    """Return the numbers of the versions that were agreed: once step 6 was closed, those with a date or a yes.

    What was agreed is not changed any more; it gets a successor.
    """
    return _settled(_versions(session, network_id), state)


def list_standing(session: Session, network_id: int, state: State, today: date) -> Mapping[int, str]:
    """Return how each version stands, by its number: a draft, to come, in force, or replaced by a later one."""
    rows = _versions(session, network_id)
    settled = _settled(rows, state)
    agreed = [row.nr for row in rows if row.nr in settled and not (row.in_force_on and row.in_force_on > today)]
    return {row.nr: _standing(row.nr, settled, agreed) for row in rows}


def _versions(session: Session, network_id: int) -> Sequence[Any]:
    """Return number, date and whether anybody joined of each version."""
    joined = exists().where(
        Partner.network_id == Agreement.network_id, Partner.agreement_nr == Agreement.nr, Partner.answer == JOINED
    )
    found = select(Agreement.nr, Agreement.in_force_on, joined.label("joined"))
    return session.execute(found.where(Agreement.network_id == network_id).order_by(Agreement.nr)).all()


def _settled(versions: Sequence[Any], state: State) -> frozenset[int]:
    if PROCESS.order[state.position] <= PROCESS.order[STEP]:
        return frozenset()
    return frozenset([row.nr for row in versions if row.in_force_on or row.joined])


def _standing(nr: int, settled: frozenset[int], agreed: Sequence[int]) -> str:
    if nr not in settled:
        return DRAFT
    if nr not in agreed:
        return COMING
    return IN_FORCE if nr == max(agreed) else REPLACED
