"""What people do with those called to a meeting: write them down and correct them, until its minutes are sent."""

from collections.abc import Mapping
from typing import Any

from engine import records
from engine.commands import Command, lock
from engine.db import Session
from engine.errors import NotAllowed
from engine.text import N_
from workflows.tryghedsnetvaerk.meetings.models import Meeting, Participant
from workflows.tryghedsnetvaerk.meetings.queries import get_meeting_of

STAYS = N_("Referatet er sendt ud, og deltagerne bliver stående, som de står i det.")


def save_participant(
    session: Session, command: Command, nr: int | None, meeting_nr: int, values: Mapping[str, Any], *,
    seen: int | None = None,
) -> Participant:  # fmt: skip
    """Write somebody who is called to a meeting, or correct what is written.

    :raises NotAllowed: if the minutes of that meeting, or of the one they were called to, were sent
    """
    change = lock(session.connection(), command)
    meeting = records.get(session, Meeting, command.process_id, meeting_nr)
    written = {**values, "meeting_id": meeting.id}
    if not change.repeated:
        must_be_open(meeting)
        if nr is not None:
            must_be_open(get_meeting_of(session, records.get(session, Participant, command.process_id, nr)))
    if nr is None:
        return records.add(session, command, Participant, written)
    return records.edit(session, command, Participant, nr, written, seen=seen)


def must_be_open(meeting: Meeting) -> None:
    """Refuse to change who is called to a meeting whose minutes were sent."""
    if meeting.minutes_sent_on:
        raise NotAllowed(STAYS, page=f"moeder:{meeting.nr}")
