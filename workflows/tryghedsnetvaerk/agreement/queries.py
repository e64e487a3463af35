"""Reading the agreement: its versions, and which of them holds."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import exists, select

from engine.db import Session
from engine.state import State
from workflows.tryghedsnetvaerk.agreement.models import JOINED, TEXTS, Agreement, Partner
from workflows.tryghedsnetvaerk.process import PROCESS

STEP = "aftale"
DRAFT, COMING, IN_FORCE, REPLACED, DROPPED = "udkast", "kommer", "gaelder", "erstattet", "afloest"


def list_settled(session: Session, network_id: int, state: State) -> frozenset[int]:
    """Return the numbers of the versions that were agreed: once step 6 was closed, those with a date.

    The first one counts without a date too, when somebody joined. What was agreed is not changed any more; it gets a
    successor.
    """
    return _settled(_versions(session, network_id), state)


def list_standing(session: Session, network_id: int, state: State, today: date) -> Mapping[int, str]:
    """Return how each version stands, by its number: draft, dropped, to come, in force, or replaced by a later one."""
    rows = _versions(session, network_id)
    settled = _settled(rows, state)
    agreed = [row.nr for row in rows if row.nr in settled and not (row.in_force_on and row.in_force_on > today)]
    return {row.nr: DROPPED if row.dropped else _standing(row.nr, settled, agreed) for row in rows}


def list_partners(session: Session, agreement: Agreement) -> Sequence[Partner]:
    """Return the partners of a version."""
    wanted = select(Partner).where(Partner.network_id == agreement.network_id, Partner.agreement_nr == agreement.nr)
    return session.scalars(wanted.order_by(Partner.nr)).all()


def list_asked(session: Session, agreement: Agreement) -> Sequence[Partner]:
    """Return the partners that have answered a version, or have a deadline for it: it stays as it was put to them."""
    return [one for one in list_partners(session, agreement) if was_asked(one, agreement)]


def was_asked(partner: Partner, agreement: Agreement) -> bool:
    """Say whether a partner has answered a version, or was given a deadline: silence past it counts for what it says.

    Without a deadline silence is never an answer, and an agreement that says nothing yet was put to nobody.
    """
    if partner.answer or partner.left_on is not None or partner.deadline is None:
        return bool(partner.answer)
    return agreement.ready_made or any(getattr(agreement, key) for key in TEXTS)


def has_answered(partner: Partner, today: date) -> bool:
    """Say whether a partner has answered; silence past the deadline is an answer too."""
    return bool(partner.answer) or is_silent(partner, today)


def is_silent(partner: Partner, today: date) -> bool:
    """Say whether a partner has let its deadline pass, so that the network begins without it."""
    return not partner.answer and partner.left_on is None and partner.deadline is not None and partner.deadline < today


def is_unasked(partner: Partner) -> bool:
    """Say whether a partner still has to be asked about its version."""
    return not partner.answer and partner.left_on is None and partner.asked_on is None


def _versions(session: Session, network_id: int) -> Sequence[Any]:
    """Return number, date, whether it was dropped, and whether anybody joined, of each version."""
    joined = exists().where(
        Partner.network_id == Agreement.network_id, Partner.agreement_nr == Agreement.nr, Partner.answer == JOINED
    )
    found = select(Agreement.nr, Agreement.in_force_on, Agreement.dropped, joined.label("joined"))
    return session.execute(found.where(Agreement.network_id == network_id).order_by(Agreement.nr)).all()


def _settled(versions: Sequence[Any], state: State) -> frozenset[int]:
    if PROCESS.order[state.position] <= PROCESS.order[STEP]:
        return frozenset()
    living = [row for row in versions if not row.dropped]
    return frozenset([row.nr for row in living if row.in_force_on or (row.joined and row.nr == living[0].nr)])


def _standing(nr: int, settled: frozenset[int], agreed: Sequence[int]) -> str:
    if nr not in settled:
        return DRAFT
    if nr not in agreed:
        return COMING
    return IN_FORCE if nr == max(agreed) else REPLACED
