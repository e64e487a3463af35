"""What waits for one person, across networks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, case, or_, select
from sqlalchemy.engine import Row

from engine import clock
from engine.db import Session
from engine.models import process
from engine.people.models import NetworkRole, Person
from engine.state import ENDED
from workflows.tryghedsnetvaerk.mapping.models import Report
from workflows.tryghedsnetvaerk.meetings.models import CALLED, Meeting, Participant
from workflows.tryghedsnetvaerk.network.models import MINUTES, REMARK, REPORT, Approval, Network, Seat
from workflows.tryghedsnetvaerk.network.queries import Viewer, Wanted, coordinating, list_networks


@dataclass(slots=True)
class Worker:
    """A person as what they are in the networks, and not to the installation."""

    person_id: int
    administrator: bool = False
    auditor: bool = False


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing to do: in which network, which kind, about which paper or meeting, until when; who remarked what."""

    kind: str
    slug: str
    network: str
    about: str
    number: int
    due: date | None
    meeting: str = ""
    held_on: date | None = None
    paper: int = 0
    person: str = ""
    remark: str = ""


def list_approvals_for(session: Session, person_id: int) -> Sequence[Duty]:
    """Return the papers that wait for the person's own answer, or as suppleant."""
    rows = session.execute(
        select(Approval, process.c.slug, Network.name, Meeting.kind, Meeting.held_on)
        .join(process, process.c.id == Approval.network_id)
        .join(Network, Network.network_id == Approval.network_id)
        .join(Seat, Seat.id == Approval.seat_id)
        .join(Meeting, (Approval.about == MINUTES) & (Meeting.id == Approval.about_id), isouter=True)
        .where(Approval.answer == "", Approval.lapsed_on.is_(None), process.c.mode == "i_gang")
        .where(or_(Approval.person_id == person_id, Seat.deputy_id == person_id))
        .order_by(Approval.object_by)
    )
    return [
        Duty(
            "approval", row.slug, row.name, row.Approval.about, row.Approval.nr, row.Approval.object_by,
            row.kind or "", row.held_on, row.Approval.about_id,
        )
        for row in rows
    ]  # fmt: skip


def list_invitations_for(session: Session, person_id: int, now: datetime) -> Sequence[Duty]:
    """Return the meetings ahead that the person is called to and has not answered, the next first."""
    rows = session.execute(
        select(Meeting, process.c.slug, Network.name)
        .join(Participant, Participant.meeting_id == Meeting.id)
        .join(process, process.c.id == Meeting.network_id)
        .join(Network, Network.network_id == Meeting.network_id)
        .where(Participant.person_id == person_id, Participant.answer == "", process.c.mode == "i_gang")
        .where(Meeting.state == CALLED, Meeting.starts_at >= now)
        .order_by(Meeting.starts_at)
    )
    return [
        Duty("meeting", row.slug, row.name, "meeting", row.Meeting.nr, clock.today(row.Meeting.starts_at),
             row.Meeting.kind)
        for row in rows
    ]  # fmt: skip


def list_remarks_for(session: Session, person_id: int, today: date) -> Sequence[Duty]:
    """Return the remarks on papers that still wait, in the networks that a person coordinates; each names its paper."""
    return [
        Duty("remark", row.slug, row.name, row.Approval.about, row.number, None, paper=row.Approval.about_id,
             person=row.person, remark=row.Approval.remark)
        for row in _followed(session, person_id, today, Approval.answer == REMARK)
    ]  # fmt: skip


def list_unasked_for(session: Session, person_id: int, today: date) -> Sequence[Duty]:
    """Return who is asked about a paper without mail and has not answered, in the networks that a person coordinates.

    *number* is that of the question.
    """
    return [
        Duty("unasked", row.slug, row.name, row.Approval.about, row.Approval.nr, row.Approval.object_by,
             row.kind or "", row.held_on, paper=row.Approval.about_id, person=row.person)
        for row in _followed(session, person_id, today, Approval.answer == "", ~Approval.by_mail)
    ]  # fmt: skip


def _followed(session: Session, person_id: int, today: date, *which: Any) -> Sequence[Row[Any]]:
    """Return questions of approval that stand, with the paper of each, in the networks that a person coordinates."""
    number = case((Approval.about == MINUTES, Meeting.nr), else_=Report.nr)
    wanted = (
        select(Approval, process.c.slug, Network.name, Person.name.label("person"), number.label("number"),
               Meeting.kind, Meeting.held_on)
        .join(process, process.c.id == Approval.network_id)
        .join(Network, Network.network_id == Approval.network_id)
        .join(Person, Person.id == Approval.person_id)
        .outerjoin(Meeting, and_(Approval.about == MINUTES, Meeting.id == Approval.about_id))
        .outerjoin(Report, and_(Approval.about == REPORT, Report.id == Approval.about_id))
        .where(Approval.lapsed_on.is_(None), process.c.mode == "i_gang", *which)
        .where(Approval.network_id.in_(select(NetworkRole.process_id).where(coordinating(person_id, today))))
    )  # fmt: skip
    return session.execute(wanted.order_by(Approval.answered_on, Approval.id)).all()


def list_next_steps(session: Session, person: Viewer, today: date) -> Sequence[Row[Any]]:
    """Return the networks the person works in that go on or are on hold, worst first; who only looks works in none."""
    rows, _ = list_networks(session, Worker(person.person_id), today, Wanted())
    return [row for row in rows if row.mode != ENDED]


def count_for(session: Session, person_id: int) -> int:
    """Return how many papers wait for the person."""
    return len(list_approvals_for(session, person_id))
