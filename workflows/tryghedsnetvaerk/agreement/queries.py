"""Reading the agreement: its versions, and which of them holds."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select

from engine import records
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
    if PROCESS.order[state.position] <= PROCESS.order[STEP]:
        return frozenset()
    dated = select(Agreement.nr).where(Agreement.network_id == network_id, Agreement.in_force_on.is_not(None))
    joined = select(Partner.agreement_nr).where(Partner.network_id == network_id, Partner.answer == JOINED)
    return frozenset(session.scalars(dated.union(joined)))


def list_standing(session: Session, network_id: int, state: State, today: date) -> Mapping[int, str]:
    """Return how each version stands, by its number: a draft, to come, in force, or replaced by a later one."""
    settled = list_settled(session, network_id, state)
    rows = records.list_all(session, Agreement, network_id)
    agreed = [row.nr for row in rows if row.nr in settled and not (row.in_force_on and row.in_force_on > today)]
    return {row.nr: _standing(row.nr, settled, agreed) for row in rows}


def _standing(nr: int, settled: frozenset[int], agreed: Sequence[int]) -> str:
    if nr not in settled:
        return DRAFT
    if nr not in agreed:
        return COMING
    return IN_FORCE if nr == max(agreed) else REPLACED
