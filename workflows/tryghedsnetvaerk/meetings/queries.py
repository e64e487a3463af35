"""Reading meetings and their decisions."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from engine import clock
from engine.db import Connection, Session
from engine.errors import BadInput
from engine.history import read, stored
from engine.models import event
from engine.text import N_
from workflows.tryghedsnetvaerk.meetings.models import (
    CALLED,
    DRAFT,
    HELD,
    INITIAL,
    NO,
    WITHDRAWN,
    YES,
    Decision,
    Meeting,
    Participant,
)
from workflows.tryghedsnetvaerk.network.models import Seat
from workflows.tryghedsnetvaerk.network.queries import sitting

CHAIR = "chair"
STANDS = Decision.about != WITHDRAWN


def get_meeting_of(session: Session, participant: Participant) -> Meeting:
    """Return the meeting that a participant is called to."""
    return session.get_one(Meeting, participant.meeting_id)


def list_participants(session: Session, meeting: Meeting) -> Sequence[Participant]:
    """Return who is called to a meeting."""
    return session.scalars(
        select(Participant).where(Participant.meeting_id == meeting.id).order_by(Participant.nr)
    ).all()


def must_be_allowed(db: Connection, process_id: int, allowed: str, today: date) -> None:
    """Refuse what was allowed by somebody else than the chair who sits today, or by no decision in the minutes; one
    that says no to the network grounds nothing of it.

    :raises BadInput: with the sentence that says which of them is lacking
    """
    if allowed == CHAIR:
        chairs = select(Seat.id).where(Seat.network_id == process_id, Seat.chair, sitting(today)).limit(1)
        if db.execute(chairs).first() is None:
            raise BadInput(
                N_("Styregruppen har ingen formand i dag. Vælg i stedet en beslutning i et referat."),
                page="styregruppe",
            )
        return
    kind, _, nr = allowed.partition(":")
    if kind != "decision" or not nr.isdecimal():
        raise BadInput(
            N_("Skriv, hvem der har tilladt fravigelsen: formanden eller en beslutning i et referat."), page="#allowed"
        )
    stands = select(Decision.about).join(Meeting, Meeting.id == Decision.meeting_id)
    stands = stands.where(Decision.network_id == process_id, Decision.nr == int(nr[:9]), STANDS, Meeting.state == HELD)
    about = db.execute(stands).scalar()
    if about is None:
        raise BadInput(N_("Der er ingen beslutning nummer {nr} i netværkets referater."), page="beslutninger", nr=nr)
    if about == NO:
        no = N_("Beslutning {nr} er et nej til samarbejdet og kan ikke bruges her. Vælg en anden.")
        raise BadInput(no, page="beslutninger", nr=nr)


def list_grounds(session: Session, network_id: int) -> Sequence[Any]:
    """Return every numbered decision to rest something on, with the kind and date of its meeting, newest first."""
    wanted = select(Decision, Meeting.kind, Meeting.held_on).join(Meeting, Meeting.id == Decision.meeting_id)
    wanted = wanted.where(Decision.network_id == network_id, STANDS, Decision.about != NO, Meeting.state == HELD)
    return session.execute(wanted.order_by(Decision.nr.desc())).all()


def is_decided(session: Session, network_id: int) -> bool:
    """Say whether a first meeting that was held decided that the network begins: the newest decision of it counts."""
    wanted = select(Decision.about).join(Meeting, Meeting.id == Decision.meeting_id)
    wanted = wanted.where(Decision.network_id == network_id, Decision.about.in_((YES, NO)))
    wanted = wanted.where(Meeting.kind == INITIAL, Meeting.state == HELD).order_by(Decision.nr.desc()).limit(1)
    return session.scalar(wanted) == YES


def count_unsent(session: Session, ids: Sequence[int]) -> dict[int, int]:
    """Return how many meetings of each of some networks were held and have minutes that were not sent."""
    waiting = select(Meeting.network_id, func.count().label("waiting")).where(Meeting.network_id.in_(ids))
    waiting = waiting.where(Meeting.state == HELD, Meeting.minutes_sent_on.is_(None)).group_by(Meeting.network_id)
    return {row.network_id: row.waiting for row in session.execute(waiting)}


def list_held(session: Session, network_id: int) -> Sequence[Meeting]:
    """Return the meetings that were held, the newest first."""
    wanted = select(Meeting).where(Meeting.network_id == network_id, Meeting.state == HELD)
    return session.scalars(wanted.order_by(Meeting.held_on.desc(), Meeting.nr.desc())).all()


def list_ahead(session: Session, network_id: int, since: datetime) -> Sequence[Meeting]:
    """Return the meetings that were not held and begin at *since* or later, the next first; those called off too."""
    wanted = select(Meeting).where(Meeting.network_id == network_id, Meeting.state != HELD, Meeting.starts_at >= since)
    return session.scalars(wanted.order_by(Meeting.starts_at, Meeting.nr)).all()


def find_next_of(session: Session, network_id: int, kind: str, *, again: bool) -> Meeting | None:
    """Return the meeting of a kind that something is to be done with: the first that is not held, else the newest held.

    With *again* one that was held is none.
    """
    wanted = select(Meeting).where(Meeting.network_id == network_id, Meeting.kind == kind)
    is_open = wanted.where(Meeting.state.in_((DRAFT, CALLED))).order_by(Meeting.starts_at.is_(None), Meeting.starts_at)
    held = wanted.where(Meeting.state == HELD).order_by(Meeting.held_on.desc(), Meeting.nr.desc())
    found = session.scalars(is_open.limit(1)).first()
    return found if found or again else session.scalars(held.limit(1)).first()


def find_arrival(db: Connection, network_id: int) -> date | None:
    """Return the day a network came into the system; nothing when its first event is not what was written any more."""
    row = db.execute(stored(db).where(event.c.process_id == network_id, event.c.seq == 1)).one()
    begun = read(row)
    return clock.today(datetime.fromisoformat(begun.body["at"])) if begun.readable else None
