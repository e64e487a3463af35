"""What waits for one person, across networks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.engine import Row

from engine.db import Session
from engine.models import process
from workflows.tryghedsnetvaerk.network.models import Approval, Network, Seat
from workflows.tryghedsnetvaerk.network.queries import Viewer, Wanted, list_networks


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing to do: in which network, which kind, about what, and until when."""

    kind: str
    slug: str
    network: str
    about: str
    number: int
    due: date | None


def list_approvals_for(session: Session, person_id: int) -> Sequence[Duty]:
    """Return the papers that wait for the person's own answer, or as suppleant."""
    rows = session.execute(
        select(Approval, process.c.slug, Network.name)
        .join(process, process.c.id == Approval.network_id)
        .join(Network, Network.network_id == Approval.network_id)
        .join(Seat, Seat.id == Approval.seat_id)
        .where(Approval.answer == "", Approval.lapsed_on.is_(None), process.c.mode == "i_gang")
        .where(or_(Approval.person_id == person_id, Seat.deputy_id == person_id))
        .order_by(Approval.object_by)
    )
    return [
        Duty("approval", row.slug, row.name, row.Approval.about, row.Approval.nr, row.Approval.object_by)
        for row in rows
    ]


def list_next_steps(session: Session, person: Viewer, today: date) -> Sequence[Row[Any]]:
    """Return the networks the person works in that wait for somebody to act, worst first."""
    rows, _ = list_networks(session, person, today, Wanted())
    return [row for row in rows if row.mode == "i_gang"]


def count_for(session: Session, person_id: int) -> int:
    """Return how many papers wait for the person."""
    return len(list_approvals_for(session, person_id))
