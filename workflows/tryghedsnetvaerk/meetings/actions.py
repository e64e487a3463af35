"""What people do with a meeting: plan it, move it, hold it, send its minutes round."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from engine import checks, outbox, records
from engine.commands import Command, lock
from engine.db import Session
from engine.errors import BadInput, Lacking, NotAllowed
from engine.outbox import Letter
from engine.people.queries import locales
from engine.text import N_, SOURCE, Sentence, sentence
from workflows.tryghedsnetvaerk.meetings.calling import (
    Invitation,
    must_be_complete,
    must_lie_ahead,
    nobody,
    tell,
)
from workflows.tryghedsnetvaerk.meetings.models import (
    CALLED,
    CANCELLED,
    DRAFT,
    HELD,
    WITHDRAWN,
    Decision,
    Meeting,
    Participant,
)
from workflows.tryghedsnetvaerk.meetings.queries import list_participants
from workflows.tryghedsnetvaerk.meetings.resting import what_rests
from workflows.tryghedsnetvaerk.network import approvals
from workflows.tryghedsnetvaerk.network.attachments import must_be_attached
from workflows.tryghedsnetvaerk.network.models import MINUTES, Approval
from workflows.tryghedsnetvaerk.network.queries import list_sitting

UNATTACHED = N_(
    "Referatet er markeret som skrevet et andet sted, men filen er ikke vedhæftet. Vedhæft den, eller fjern krydset."
)


def save_meeting(
    session: Session,
    command: Command,
    nr: int | None,
    values: Mapping[str, Any],
    *,
    seen: int | None = None,
    notice: Invitation = nobody,
) -> Meeting:
    """Write a meeting's time, place and agenda; *notice* tells those called of another time or place.

    :raises NotAllowed: if the meeting was held
    :raises Lacking: if people are called to it, and it would have no place or a time that has passed
    :raises OnHold: if they should be told, and the network is paused
    """
    if nr is None:
        return records.add(session, command, Meeting, values)
    change = lock(session.connection(), command)
    meeting = records.get(session, Meeting, command.process_id, nr)
    if meeting.state == HELD and not change.repeated:
        raise NotAllowed(N_("Mødet er holdt. Ret i referatet i stedet."), page=f"moeder:{nr}:holdt")
    if change.repeated or meeting.state != CALLED:
        return records.edit(session, command, Meeting, nr, values, seen=seen)
    before = when_and_where(meeting)
    meeting = records.edit(session, command, Meeting, nr, {**values, "sequence": meeting.sequence + 1}, seen=seen)
    if when_and_where(meeting) != before:
        must_be_complete(meeting)
        must_lie_ahead(meeting, command.now)
        tell(session, command, meeting, change.seq + 1, notice)
    return meeting


def when_and_where(meeting: Meeting) -> tuple[Any, ...]:
    """Return what those called to a meeting must be told of when it changes."""
    return meeting.starts_at, meeting.minutes, meeting.place


def hold(
    session: Session,
    command: Command,
    nr: int,
    *,
    held_on: date,
    minutes: str,
    decisions: Sequence[tuple[str, str] | tuple[str, str, int]],
    attached: bool = False,
    came: Collection[int] | None = None,
) -> Meeting:
    """Write down that a meeting was held, with its minutes and its numbered decisions (about, text, which paper).

    *came* holds the numbers of the participants who were there; nothing when that is not told.

    :raises BadInput: if the date lies ahead
    """
    change = records.begin(session, command, "meeting_held", nr)
    meeting = records.get(session, Meeting, command.process_id, nr)
    if change.repeated:
        return meeting
    if held_on > command.today:
        raise BadInput(
            N_("Datoen {dato} ligger ude i fremtiden. Skriv den dag, det skete."), page="#held_on", dato=held_on
        )
    must_be_holdable(meeting)
    meeting.state, meeting.held_on = HELD, held_on
    meeting.minutes_text, meeting.minutes_attached = minutes, attached
    meeting.version += 1
    written = _decide(session, command, meeting, decisions)
    about: list[records.Record] = [*written, *_attend(session, meeting, came)]
    extra = {"also": [records.said(one) for one in about], "decisions": [one.nr for one in written],
             "meeting_kind": meeting.kind}  # fmt: skip
    records.end(session, change, "meeting_held", meeting, nr, extra=extra)
    return meeting


def must_be_holdable(meeting: Meeting) -> None:
    """Refuse to write minutes of a meeting that was cancelled, or whose minutes were sent.

    :raises NotAllowed: with the sentence that says which
    """
    if meeting.state == CANCELLED:
        raise NotAllowed(N_("Mødet er aflyst."), page="moeder")
    if meeting.minutes_sent_on:
        raise NotAllowed(N_("Referatet er sendt ud og kan ikke ændres."), page=f"moeder:{meeting.nr}")


def _attend(session: Session, meeting: Meeting, came: Collection[int] | None) -> list[Participant]:
    """Write down who was there, and return those of whom something else is said now."""
    people = list_participants(session, meeting) if came is not None else ()
    changed = [one for one in people if one.came is not (one.nr in (came or ()))]
    for one in changed:
        one.came, one.version = one.nr in (came or ()), one.version + 1
    session.flush()
    return changed


def correct_date(session: Session, command: Command, nr: int, *, held_on: date, reason: str) -> Meeting:
    """Correct the day a meeting was held, also after its minutes were sent; the reason stands in the history.

    :raises NotAllowed: if it was not held
    :raises BadInput: if the day lies ahead, or no reason is given
    """
    kind, asked = "meeting_date_corrected", [nr, held_on.isoformat()]
    change = records.begin(session, command, kind, asked)
    meeting = records.get(session, Meeting, command.process_id, nr)
    if change.repeated:
        return meeting
    if meeting.state != HELD:
        raise NotAllowed(N_("Mødet er ikke holdt."), page=f"moeder:{nr}:holdt")
    if held_on > command.today:
        raise BadInput(
            N_("Datoen {dato} ligger ude i fremtiden. Skriv den dag, det skete."), page="#held_on", dato=held_on
        )
    meeting.held_on, meeting.version = held_on, meeting.version + 1
    extra = {"meeting_kind": meeting.kind, **checks.why(change, reason)}
    records.end(session, change, kind, meeting, asked, extra=extra)
    return meeting


def unhold(session: Session, command: Command, nr: int, reason: str) -> Meeting:
    """Write down that a meeting was not held after all: it stands as before, and its decisions decide nothing.

    What was written in its minutes is kept for the day it is held.

    :raises NotAllowed: if it does not stand as held
    :raises Lacking: if something rests on it, with all that does
    :raises BadInput: if no reason is given
    """
    kind = "meeting_not_held"
    change = records.begin(session, command, kind, nr)
    meeting = records.get(session, Meeting, command.process_id, nr)
    if change.repeated:
        return meeting
    if meeting.state != HELD:
        raise NotAllowed(N_("Mødet er ikke holdt."), page=f"moeder:{nr}")
    if resting := what_rests(session, change.definition, change.state, meeting, command.today):
        raise Lacking(resting)
    why = checks.why(change, reason)
    meeting.state, meeting.held_on = CALLED if meeting.called_on else DRAFT, None
    gone = [one for one in list_decisions(session, meeting) if one.about != WITHDRAWN]
    came = [one for one in list_participants(session, meeting) if one.came is not None]
    for decision in gone:
        decision.about = WITHDRAWN
    for person in came:
        person.came = None
    about: list[records.Record] = [*gone, *came]
    for record in (meeting, *about):
        record.version += 1
    session.flush()
    also = [records.said(one) for one in about]
    told = {"also": also, "decisions": [one.nr for one in gone], "meeting_kind": meeting.kind, **why}
    records.end(session, change, kind, meeting, nr, extra=told)
    return meeting


def _decide(
    session: Session, command: Command, meeting: Meeting, decisions: Sequence[tuple[str, str] | tuple[str, str, int]]
) -> list[Decision]:
    kept = {(one.about, one.text, one.paper_id) for one in list_decisions(session, meeting)}
    highest = records.number(session, Decision, command.process_id)
    written: list[Decision] = []
    for about, text, *which in decisions:
        paper_id = which[0] if which else None
        if (about, text, paper_id) in kept:
            continue
        one = Decision()
        one.network_id, one.nr, one.meeting_id = command.process_id, highest + len(written), meeting.id
        one.about, one.text, one.paper_id = about, text, paper_id
        session.add(one)
        written.append(one)
    session.flush()
    return written


def list_decisions(session: Session, meeting: Meeting) -> Sequence[Decision]:
    """Return the numbered decisions of a meeting."""
    return session.scalars(select(Decision).where(Decision.meeting_id == meeting.id).order_by(Decision.nr)).all()


def send_minutes(
    session: Session, command: Command, nr: int, *, object_by: date | None, wording: approvals.Wording,
    telling: approvals.Wording,
) -> Meeting:  # fmt: skip
    """Send the minutes to everybody who was called, and ask the steering group to approve them.

    *wording* asks for approval, *telling* tells the others what the minutes say.

    :raises NotAllowed: if the meeting was not held, its minutes were sent, or the network is paused
    :raises Lacking: if nothing is written, nobody would get it, or the deadline is not ahead, with all of it
    :raises NotAttached: if the minutes are said to be attached and are not
    """
    change = records.begin(session, command, "minutes_sent", nr)
    meeting = records.get(session, Meeting, command.process_id, nr)
    if change.repeated:
        return meeting
    checks.must_send(change)
    if meeting.state != HELD or meeting.minutes_sent_on:
        raise NotAllowed(
            N_("Referatet kan først sendes ud, når mødet er holdt, og kun én gang."), page=f"moeder:{nr}:holdt"
        )
    if meeting.minutes_attached:
        must_be_attached(session, meeting, UNATTACHED)
    deadline = object_by or approvals.working_days(command.today, approvals.WORKING_DAYS)
    asking = _somebody_sits(session, command)
    if lacks := _what_minutes_lack(session, meeting, deadline, command.today, asking):
        raise Lacking(lacks)
    meeting.minutes_sent_on, meeting.object_by, meeting.version = command.today, deadline, meeting.version + 1
    asked, extra = list[Approval](), dict[str, Any]()
    if asking:
        asked, extra = approvals.ask(session, change, MINUTES, meeting.id, meeting.version, deadline)
    event = records.end(session, change, "minutes_sent", meeting, nr, extra=extra)
    letters = approvals.letters(session, asked, wording)
    letters += _telling(session, meeting, telling, deadline, {letter.recipient for letter in letters})
    outbox.queue(session.connection(), command.process_id, event.seq, letters, command.now)
    return meeting


def _what_minutes_lack(
    session: Session, meeting: Meeting, deadline: date, today: date, asking: bool
) -> list[tuple[str, Sentence]]:
    """Return all that keeps minutes from being sent, each with the page it is mended on."""
    lacks: list[tuple[str, Sentence]] = []
    if not (meeting.minutes_attached or meeting.minutes_text.strip()):
        lacks.append((f"moeder:{meeting.nr}:holdt", sentence(N_("Der er ikke skrevet et referat."))))
    if deadline <= today:
        lacks.append(("#object_by", sentence(N_("Fristen skal ligge efter i dag."))))
    if not asking and not list_participants(session, meeting):
        nobody = N_("Der er ingen at sende referatet til. Skriv deltagerne ind, eller nedsæt styregruppen.")
        lacks.append(("moededeltagere", sentence(nobody)))
    return lacks


def _telling(
    session: Session, meeting: Meeting, wording: approvals.Wording, deadline: date, but: set[str]
) -> list[Letter]:
    """Return the mails with the minutes to those who were called and are not asked to approve them."""
    addresses = {one.mail for one in list_participants(session, meeting) if one.mail} - but
    spoken = locales(session, addresses)
    told = [(mail, *wording(spoken.get(mail, SOURCE), deadline)) for mail in sorted(addresses)]
    return [Letter(kind="minutes", recipient=mail, subject=subject, body=body) for mail, subject, body in told]


def _somebody_sits(session: Session, command: Command) -> bool:
    return bool(list_sitting(session, command.process_id, command.today))


def answer(session: Session, command: Command, nr: int, said: str) -> Participant:
    """Write down whether a participant comes, however the answer was received."""
    return records.edit(session, command, Participant, nr, {"answer": said}, verb="answered")
