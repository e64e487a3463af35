"""Calling people to a meeting: inviting, reminding, telling of a change, calling off; and taking a call back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from engine import checks, clock, outbox, records
from engine.commands import Command
from engine.db import Session
from engine.errors import BadInput, Lacking, NotAllowed
from engine.history import Event
from engine.outbox import Letter
from engine.text import N_, Sentence, sentence
from workflows.tryghedsnetvaerk.meetings.models import ANSWERS, CALLED, CANCELLED, DRAFT, HELD, Meeting, Participant
from workflows.tryghedsnetvaerk.meetings.queries import find_arrival, list_participants

Invitation = Callable[[Meeting, Participant], Letter | None]
REMINDED = "meeting_reminded"


def nobody(meeting: Meeting, person: Participant) -> Letter | None:
    """Tell nobody."""
    return None


def call(
    session: Session, command: Command, nr: int, *, invitation: Invitation, people: Sequence[Mapping[str, Any]]
) -> Meeting:
    """Call a meeting: from here it is no draft. *invitation* makes the letter to one person; those with mail get it.

    :raises Lacking: if time, place, agenda or somebody to call are missing, with all that is, or its time has passed
    :raises OnHold: if the network is paused
    """
    change = records.begin(session, command, "meeting_called", nr)
    meeting = records.get(session, Meeting, command.process_id, nr)
    if change.repeated:
        return meeting
    checks.must_send(change)
    invited = list_participants(session, meeting)
    _must_be_callable(meeting, command.now, [*invited, *people])
    meeting.state, meeting.called_on, meeting.version = CALLED, command.today, meeting.version + 1
    highest = records.number(session, Participant, command.process_id)
    already = {participant.mail for participant in invited}
    brought = []
    for offset, person in enumerate(p for p in people if not p["mail"] or p["mail"] not in already):
        called = Participant()
        called.network_id, called.nr, called.meeting_id = command.process_id, highest + offset, meeting.id
        for key, value in person.items():
            setattr(called, key, value)
        session.add(called)
        brought.append(called.nr)
    session.flush()
    everybody = list_participants(session, meeting)
    also = [records.said(one) for one in everybody]
    extra = {"also": also, "brought": brought, "meeting_kind": meeting.kind}
    event = records.end(session, change, "meeting_called", meeting, nr, extra=extra)
    tell(session, command, meeting, event.seq, invitation)
    return meeting


def _must_be_callable(meeting: Meeting, now: datetime, people: Sequence[Any]) -> None:
    if meeting.state != DRAFT:
        raise NotAllowed(N_("Mødet er allerede indkaldt."), page=f"moeder:{meeting.nr}")
    alone = N_("Der er ingen at indkalde. Skriv deltagerne ind, eller nedsæt styregruppen.")
    must_be_complete(meeting, *([] if people else [("moededeltagere", sentence(alone))]))
    must_lie_ahead(meeting, now)


def must_be_complete(meeting: Meeting, *also: tuple[str, Sentence]) -> None:
    """Refuse a meeting that nobody can come to; *also* is what else is missing.

    :raises Lacking: if time, place or agenda are missing, with every one of them
    """
    missing = (
        ("#on", sentence(N_("Mødet mangler en dato og et klokkeslæt.")), meeting.starts_at is None),
        ("#place", sentence(N_("Mødet mangler et sted.")), not meeting.place.strip()),
        ("#agenda", sentence(N_("Mødet mangler en dagsorden.")), not meeting.agenda.strip()),
    )
    if lacks := [*((field, text) for field, text, is_missing in missing if is_missing), *also]:
        raise Lacking(lacks)


def must_lie_ahead(meeting: Meeting, now: datetime) -> None:
    """Refuse to call people to a day that has passed.

    :raises Lacking: with the field to mend
    """
    if meeting.starts_at and meeting.starts_at <= now:
        text = N_("Mødets tidspunkt er passeret, så ingen kan indkaldes til det. Ret datoen, eller skriv referatet, "
                  "hvis mødet er holdt.")  # fmt: skip
        raise Lacking([("#on", sentence(text))])


def call_before(session: Session, command: Command, nr: int, called_on: date) -> Meeting:
    """Write down that a meeting was called which took place before its network came into the system; no mail leaves.

    :raises NotAllowed: if it is called or cancelled, or the network was in the system when it took place
    :raises BadInput: if the day lies ahead, or after the meeting
    """
    kind, command = "meeting_called_before", replace(command, on=called_on)
    change = records.begin(session, command, kind, [nr, called_on.isoformat()])
    meeting = records.get(session, Meeting, command.process_id, nr)
    if change.repeated:
        return meeting
    if meeting.called_on or meeting.state not in (DRAFT, HELD):
        raise NotAllowed(N_("Mødet er allerede indkaldt."), page=f"moeder:{meeting.nr}")
    took_place, arrived = day_of(meeting), find_arrival(session.connection(), command.process_id)
    if took_place is None:
        raise Lacking([("#on", sentence(N_("Mødet mangler en dato og et klokkeslæt.")))])
    if arrived is None or took_place >= arrived:
        text = N_("Netværket var i systemet, da mødet blev holdt, og så tæller kun knappen »Indkald«. "
                  "Indkald til et nyt møde, eller fravig kravet.")  # fmt: skip
        raise NotAllowed(text, page=f"moeder:{nr}")
    if called_on > took_place:
        raise BadInput(N_("Mødet var {dato}. Det må være indkaldt senest den dag."), page="#called_on", dato=took_place)
    meeting.called_on, meeting.version = called_on, meeting.version + 1
    meeting.state = CALLED if meeting.state == DRAFT else meeting.state
    extra = {"meeting_kind": meeting.kind}
    records.end(session, change, kind, meeting, [nr, called_on.isoformat()], extra=extra)
    return meeting


def day_of(meeting: Meeting) -> date | None:
    """Return the day a meeting was held, or else is planned for."""
    return meeting.held_on or (clock.today(meeting.starts_at) if meeting.starts_at else None)


def is_silent(one: Participant) -> bool:
    """Say whether somebody was called by mail and has not said whether they come."""
    return bool(one.mail) and not one.answer


def remind(session: Session, command: Command, nr: int, *, reminder: Invitation) -> int:
    """Remind those who have not answered of a meeting that is called; return how many got a mail.

    :raises NotAllowed: if the meeting is not called, everybody has answered, or the network is paused
    """
    change = records.begin(session, command, REMINDED, nr)
    if change.repeated:
        return len(change.repeated.body["reminded"])
    checks.must_send(change)
    meeting = records.get(session, Meeting, command.process_id, nr)
    if meeting.state != CALLED:
        raise NotAllowed(N_("Der kan kun sendes påmindelse om et møde, der er indkaldt."), page=f"moeder:{nr}")
    silent = [one for one in list_participants(session, meeting) if is_silent(one)]
    if not silent:
        raise NotAllowed(N_("Alle, der har en mailadresse, har svaret."), page=f"moeder:{nr}")
    extra = {"reminded": [one.nr for one in silent], "meeting_kind": meeting.kind}
    event = records.end(session, change, REMINDED, meeting, nr, extra=extra)
    letters = [letter for one in silent if (letter := reminder(meeting, one))]
    return outbox.queue(session.connection(), command.process_id, event.seq, letters, command.now)


def cancel(session: Session, command: Command, nr: int, *, notice: Invitation = nobody) -> Meeting:
    """Cancel a meeting that was not held; those who were called to it are told by *notice*.

    :raises NotAllowed: if it was held or cancelled
    :raises OnHold: if the network is paused, and somebody should be told
    """
    change = records.begin(session, command, "meeting_cancelled", nr)
    meeting = records.get(session, Meeting, command.process_id, nr)
    if change.repeated:
        return meeting
    if meeting.state == HELD:
        raise NotAllowed(N_("Mødet er holdt og kan ikke aflyses."), page=f"moeder:{nr}")
    if meeting.state == CANCELLED:
        raise NotAllowed(N_("Mødet er aflyst."), page="moeder")
    was_called, meeting.state, meeting.version = meeting.state == CALLED, CANCELLED, meeting.version + 1
    if was_called:
        meeting.sequence += 1
    event = records.end(session, change, "meeting_cancelled", meeting, nr, extra={"meeting_kind": meeting.kind})
    if was_called:
        tell(session, command, meeting, event.seq, notice)
    return meeting


def tell(session: Session, command: Command, meeting: Meeting, seq: int, notice: Invitation) -> None:
    """Write what *notice* says to everybody called to a meeting who has mail."""
    people = [one for one in list_participants(session, meeting) if one.mail]
    letters = [letter for one in people if (letter := notice(meeting, one))]
    outbox.queue(session.connection(), command.process_id, seq, letters, command.now)


def uncall(session: Session, event: Event) -> Mapping[str, Any]:
    """Make a meeting a draft again whose call is undone, without those whom the call brought."""
    meeting = records.get(session, Meeting, event.process_id, event.body["nr"])
    meeting.state, meeting.called_on, meeting.version = DRAFT, None, meeting.version + 1
    brought = [one for one in list_participants(session, meeting) if one.nr in event.body["brought"]]
    gone = [{"record": records.name(one), "nr": one.nr, "record_version": one.version} for one in brought]
    for one in brought:
        session.delete(one)
    session.flush()
    return {**records.said(meeting), "also": gone, "meeting_kind": meeting.kind}


def answer_own(session: Session, command: Command, nr: int, said: str) -> Participant:
    """Write down what the asking person answers to a meeting they are called to.

    :raises BadInput: if that is no answer
    :raises NotAllowed: if they are not called to it, or it is not ahead
    """
    kind, asked = "participant_answered", [nr, said]
    change = records.begin(session, command, kind, asked)
    meeting = records.get(session, Meeting, command.process_id, nr)
    mine = next((one for one in list_participants(session, meeting) if one.person_id == command.actor), None)
    if said not in ANSWERS:
        raise BadInput(N_("Vælg ja, nej eller ved ikke."))
    if mine is None or meeting.state != CALLED:
        raise NotAllowed(
            N_("Du er ikke indkaldt til dette møde, eller det er holdt eller aflyst."), page=f"moeder:{nr}"
        )
    if not change.repeated:
        mine.answer, mine.version = said, mine.version + 1
        records.end(session, change, kind, mine, asked)
    return mine
