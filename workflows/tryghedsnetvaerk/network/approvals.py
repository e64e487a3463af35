"""Approving a paper: who is asked, and what they answer."""

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from importlib.util import module_from_spec, spec_from_file_location
from typing import Any

from sqlalchemy import and_, select

from engine import clock, records
from engine.commands import Change, Command, finish, lock
from engine.db import Connection, Session
from engine.errors import BadInput, Forbidden, NotAllowed
from engine.outbox import Letter
from engine.people.models import Person
from engine.people.queries import list_roles_in_force
from engine.state import CANCELLED, PENDING
from engine.text import N_
from workflows.tryghedsnetvaerk.network.models import (
    APPROVED,
    BY_MINUTES,
    MINUTES,
    REMARK,
    SILENT,
    Approval,
    Seat,
)
from workflows.tryghedsnetvaerk.network.queries import sitting

Wording = Callable[[str, date], tuple[str, str]]  # language and deadline: subject and body
OBJECTION = "indsigelse"
WORKING_DAYS = 10
NOBODY_SITS = N_("Ingen sidder i styregruppen i dag, så ingen kan godkende.")
ANSWERS_ALONE = N_("Den, der er spurgt, har fået en mail og svarer selv.")
LAST_MINUTE = time(23, 59)
REACHED = and_(Person.mail.is_not(None), Person.mail != "")


@cache
def _denmark() -> Any:
    # Its package would load the other 250 countries beside it, and keep 12 MiB for them.
    there = spec_from_file_location("denmark", str(files("holidays") / "countries" / "denmark.py"))
    assert there
    assert there.loader
    loaded = module_from_spec(there)
    there.loader.exec_module(loaded)
    return loaded.Denmark


@cache
def _danish(year: int) -> Any:
    # Offices are closed on 1 May, 5 June and 24 and 31 December too: silence there is not a yes.
    return _denmark()(years=year, categories=("public", "optional"))


def working_days(start: date, count: int) -> date:
    """Return the day *count* Danish working days after *start*."""
    day = start
    while count:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in _danish(day.year):
            count -= 1
    return day


def list_asked(session: Session, command: Command) -> Sequence[Seat]:
    """Return the seats of those who are asked to approve a paper today."""
    return list_sitting(session, command.process_id, command.today)


def list_sitting(session: Session, network_id: int, today: date) -> Sequence[Seat]:
    """Return the seats of a network's steering group that are taken on a day."""
    wanted = select(Seat).where(Seat.network_id == network_id, sitting(today))
    return session.scalars(wanted.order_by(Seat.nr)).all()


def count_working_days(start: date, end: date) -> int:
    """Return how many Danish working days lie after *start*, up to and with *end*."""
    days = (start + timedelta(days=one) for one in range(1, (end - start).days + 1))
    return sum(day == working_days(day - timedelta(days=1), 1) for day in days)


def ask(
    session: Session, change: Change, about: str, number: int, version: int, object_by: date
) -> tuple[list[Approval], dict[str, Any]]:
    """Ask every sitting member to approve a paper, and let older questions about it lapse.

    Return the questions, and what the event says of everything that was written.

    :raises BadInput: if nobody sits in the steering group
    """
    command = change.command
    lapsed = [] if about == MINUTES else _supersede(session, change, about)
    seats = list_asked(session, command)
    if not seats:
        raise BadInput(NOBODY_SITS, page="styregruppe")
    nr = records.number(session, Approval, command.process_id)
    reached = set(session.scalars(select(Person.id).where(Person.id.in_({s.person_id for s in seats}), REACHED)))
    asked = []
    for offset, seat in enumerate({seat.person_id: seat for seat in seats}.values()):
        approval = Approval()
        approval.network_id, approval.nr = command.process_id, nr + offset
        approval.about, approval.about_id, approval.about_version = about, number, version
        approval.seat_id, approval.person_id = seat.id, seat.person_id
        approval.asked_on, approval.object_by = command.today, object_by
        approval.by_mail = seat.person_id in reached
        session.add(approval)
        asked.append(approval)
    session.flush()
    also = [records.said(approval) for approval in (*lapsed, *asked)]
    timers = _objection_timer(about, number, object_by) if reached else {}
    return asked, {"also": also, "timers": timers}


def _supersede(session: Session, change: Change, about: str) -> list[Approval]:
    """Let an older version that is still waited for lapse whole: the yeses it got were not to the new one."""
    of_kind = Approval.network_id == change.command.process_id, Approval.about == about, Approval.lapsed_on.is_(None)
    waiting = select(Approval.about_id).where(*of_kind, Approval.answer.in_(("", REMARK)))
    lapsed = list(session.scalars(select(Approval).where(*of_kind, Approval.about_id.in_(waiting))))
    for approval in lapsed:
        approval.lapsed_on, approval.version = change.command.today, approval.version + 1
    return lapsed


def withdraw(session: Session, change: Change, about: str, number: int) -> dict[str, Any]:
    """Let every answer about a paper lapse that is not what was asked about any more; return what the event says."""
    standing = Approval.network_id == change.command.process_id, Approval.about == about, Approval.about_id == number
    lapsed = list(
        session.scalars(select(Approval).where(*standing, Approval.lapsed_on.is_(None)).order_by(Approval.nr))
    )
    for approval in lapsed:
        approval.lapsed_on, approval.version = change.command.today, approval.version + 1
    session.flush()
    return {"also": [records.said(one) for one in lapsed], "timers": _cancelled(change, about, number)}


def _cancelled(change: Change, about: str, number: int) -> dict[str, Any]:
    """Return the deadline of a paper, cancelled, when it is still to come."""
    key = f"{OBJECTION}-{about}-{number}"
    said, kind, on = change.state.timers.get(key, ("", OBJECTION, date.min))
    return {key: (CANCELLED, kind, on.isoformat(), None)} if said == PENDING else {}


def _objection_timer(about: str, number: int, object_by: date) -> dict[str, Any]:
    """Return the timer that makes silence a yes at the end of the deadline, as an event carries it."""
    return {f"{OBJECTION}-{about}-{number}": (PENDING, OBJECTION, object_by.isoformat(), over_at(object_by))}


def over_at(object_by: date) -> datetime:
    """Return the moment at which a deadline has passed."""
    return clock.moment(object_by, LAST_MINUTE)


def letters(session: Session, asked: list[Approval], wording: Wording) -> list[Letter]:
    """Return the mails that ask for approval, one to each person who has an address, in their own language."""
    people = {p.id: p for p in session.scalars(select(Person).where(Person.id.in_([a.person_id for a in asked])))}
    return [
        Letter(kind="approval", recipient=person.mail, subject=subject, body=body, about=records.name(approval))
        for approval in asked
        for person in [people[approval.person_id]]
        if person.mail
        for subject, body in [wording(person.locale, approval.object_by)]
    ]


def answer(
    session: Session, command: Command, nr: int, said: str, remark: str = "", *, seen: int | None = None
) -> Approval:
    """Answer for oneself, or as suppleant for the seat: *godkendt* or *bemaerkning* with a remark.

    :raises Forbidden: if somebody else was asked
    :raises Stale: if somebody answered since the page was drawn, of the version *seen*
    :raises BadInput: if a remark is missing
    """
    change = records.begin(session, command, "approval_answered", [nr, said])
    approval = records.get(session, Approval, command.process_id, nr)
    if change.repeated:
        return approval
    seat = session.get_one(Seat, approval.seat_id)
    if command.actor not in (approval.person_id, seat.deputy_id):
        raise Forbidden(N_("Kun den, der er spurgt, eller suppleanten kan svare."))
    records.must_be_fresh(approval, seen)
    return _take_down(session, change, "approval_answered", approval, said, remark)


def note_answer(
    session: Session, command: Command, nr: int, said: str, remark: str = "", *, seen: int | None = None
) -> Approval:
    """Write down what somebody answered who was not asked by mail; the tovholder asked them in another way.

    :raises Forbidden: if the asking person is not tovholder today
    :raises NotAllowed: if they were asked by mail and answer themselves
    :raises Stale: if somebody answered since the page was drawn, of the version *seen*
    :raises BadInput: if a remark is missing, or they answered before they could be asked
    """
    change = records.begin(session, command, "approval_noted", [nr, said])
    approval = records.get(session, Approval, command.process_id, nr)
    if change.repeated:
        return approval
    leading = {one.person_id for one in list_roles_in_force(session, command.process_id, command.today)}
    if command.actor not in leading:
        raise Forbidden(N_("Kun tovholderen kan skrive et svar ind for en anden."))
    if approval.by_mail:
        raise NotAllowed(ANSWERS_ALONE)
    records.must_be_fresh(approval, seen)
    if (command.on or command.today) < approval.asked_on:
        raise BadInput(N_("Svaret kan ikke være givet, før papiret blev sendt til godkendelse."), page="#on")
    return _take_down(session, change, "approval_noted", approval, said, remark)


def _take_down(session: Session, change: Change, kind: str, approval: Approval, said: str, remark: str) -> Approval:
    if approval.lapsed_on or approval.answer in (APPROVED, SILENT, BY_MINUTES):
        raise NotAllowed(N_("Der er allerede svaret, eller der er ikke længere brug for et svar."))
    if said not in (APPROVED, REMARK):
        raise BadInput(N_("Vælg et svar: en godkendelse eller en bemærkning."), page="#said")
    if said == REMARK and not remark.strip():
        raise BadInput(N_("Skriv bemærkningen."), page="#remark")
    approval.answer, approval.remark = said, remark.strip()
    approval.answered_on, approval.version = change.command.on or change.command.today, approval.version + 1
    session.flush()
    extra = {"about": approval.about, "answer": said, "timers": no_longer_needed(session, change, approval)}
    records.end(session, change, kind, approval, [approval.nr, said], extra=extra)
    return approval


def no_longer_needed(session: Session, change: Change, approval: Approval) -> dict[str, Any]:
    """Return the cancelled deadline when it is still to come and nobody is left who was asked by mail."""
    if not (gone := _cancelled(change, approval.about, approval.about_id)):
        return {}
    left = list_left(session, approval.network_id, approval.about, approval.about_id)
    return {} if any(one.by_mail for one in left) else gone


def list_left(
    session: Session, network_id: int, about: str, number: int, answers: tuple[str, ...] = ("",)
) -> list[Approval]:
    """Return who was asked about a paper and still stands with one of *answers*."""
    waiting = select(Approval).where(
        Approval.network_id == network_id, Approval.about == about, Approval.about_id == number,
        Approval.answer.in_(answers), Approval.lapsed_on.is_(None),
    )  # fmt: skip
    return list(session.scalars(waiting.order_by(Approval.nr)))


def seat_over(today: date) -> Any:
    """Return the condition that a question waits for a seat whose last day has passed."""
    return and_(Approval.answer.in_(("", REMARK)), Approval.lapsed_on.is_(None), Seat.until < today)


class SeatsOver:
    """Each morning the questions lapse that wait for seats whose last day has passed."""

    @staticmethod
    def find(db: Connection, ids: tuple[int, ...], today: date) -> Collection[int]:
        """Return the networks, among some, where such questions wait."""
        wanted = select(Approval.network_id).join(Seat, Seat.id == Approval.seat_id)
        wanted = wanted.where(Approval.network_id.in_(ids), seat_over(today)).distinct()
        return db.execute(wanted.order_by(Approval.network_id)).scalars().all()

    @staticmethod
    def act(session: Session, command: Command) -> None:
        """Let them lapse, each from the last day of its seat."""
        change = lock(session.connection(), command)
        if change.repeated is None and (over := lapse(session, change, seat_over(command.today))):
            finish(change, "approvals_lapsed", over, None)


def lapse(session: Session, change: Change, which: Any) -> dict[str, Any]:
    """Let the questions lapse that wait for seats, and return what the event says of them, if there are any."""
    wanted = select(Approval, Seat.until).join(Seat, Seat.id == Approval.seat_id)
    rows = session.execute(wanted.where(Approval.network_id == change.command.process_id, which).order_by(Approval.nr))
    lapsed = []
    for approval, until in rows.all():
        approval.lapsed_on, approval.version = until, approval.version + 1
        lapsed.append(approval)
    session.flush()
    unneeded = [no_longer_needed(session, change, approval) for approval in lapsed]
    timers = {key: entry for one in unneeded for key, entry in one.items()}
    return {"also": [records.said(approval) for approval in lapsed], "timers": timers} if lapsed else {}
