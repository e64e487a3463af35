"""Reading crime figures as they are kept."""

from collections.abc import Sequence

from sqlalchemy import select

from engine.db import Session
from workflows.tryghedsnetvaerk.mapping.crime.models import CrimeCount, CrimeSet
from workflows.tryghedsnetvaerk.network.models import Network


def find_kommune(session: Session, network_id: int) -> str:
    """Return the municipality of a network, as it is written there."""
    return session.scalar(select(Network.kommune).where(Network.network_id == network_id)) or ""


def list_counts(session: Session, crime_set: CrimeSet) -> Sequence[CrimeCount]:
    """Return the counts of a set by offence and period."""
    wanted = select(CrimeCount).where(CrimeCount.crime_set_id == crime_set.id)
    return session.scalars(wanted.order_by(CrimeCount.offence, CrimeCount.period)).all()
