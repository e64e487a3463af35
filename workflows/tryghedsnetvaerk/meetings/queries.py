"""Reading meetings and their decisions."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from engine.db import Session
from engine.errors import BadInput
from engine.text import N_
from workflows.tryghedsnetvaerk.meetings.models import Decision, Meeting, Participant


def get_meeting_of(session: Session, participant: Participant) -> Meeting:
    """Return the meeting that a participant is called to."""
    return session.get_one(Meeting, participant.meeting_id)


def get_decision(session: Session, network_id: int, nr: int) -> Decision:
    """Return a numbered decision.

    :raises BadInput: if the network's minutes hold no such number
    """
    found = session.scalar(select(Decision).where(Decision.network_id == network_id, Decision.nr == nr))
    if found is None:
        raise BadInput(N_("Der er ingen beslutning nummer {nr} i netværkets referater."), nr=nr)
    return found


def list_all_decisions(session: Session, network_id: int) -> Sequence[Any]:
    """Return every numbered decision with the kind and date of its meeting, newest first."""
    wanted = select(Decision, Meeting.kind, Meeting.held_on).join(Meeting, Meeting.id == Decision.meeting_id)
    return session.execute(wanted.where(Decision.network_id == network_id).order_by(Decision.nr.desc())).all()
