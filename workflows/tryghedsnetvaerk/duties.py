"""What waits for one person, across networks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Date, Integer, Select, and_, bindparam, case, func, literal, or_, select
from sqlalchemy.engine import Row

from engine import clock
from engine.db import Session
from engine.models import process
from engine.people.models import NetworkRole, Person
from engine.queries import status_on
from engine.standing import WAITING
from engine.state import ENDED, RUNNING
from workflows.tryghedsnetvaerk.mapping.models import Report
from workflows.tryghedsnetvaerk.meetings.models import CALLED, Meeting, Participant
from workflows.tryghedsnetvaerk.network.models import MINUTES, REMARK, REPORT, Approval, Network, Seat
from workflows.tryghedsnetvaerk.network.queries import coordinating, portfolio, working, worst_first

BY_ANSWER = (Approval.answered_on, Approval.id)


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


def _approvals(person_id: Any) -> Select[Any]:
    return (
        select(Approval, process.c.slug, Network.name, Meeting.kind, Meeting.held_on)
        .join(process, process.c.id == Approval.network_id)
        .join(Network, Network.network_id == Approval.network_id)
        .join(Seat, Seat.id == Approval.seat_id)
        .join(Meeting, (Approval.about == MINUTES) & (Meeting.id == Approval.about_id), isouter=True)
        .where(Approval.answer == "", Approval.lapsed_on.is_(None), process.c.mode == RUNNING)
        .where(or_(Approval.person_id == person_id, Seat.deputy_id == person_id))
    )


def list_approvals_for(session: Session, person_id: int) -> Sequence[Duty]:
    """Return the papers that wait for the person's own answer, or as suppleant."""
    rows = session.execute(_approvals(person_id).order_by(Approval.object_by))
    return [
        Duty(
            "approval", row.slug, row.name, row.Approval.about, row.Approval.nr, row.Approval.object_by,
            row.kind or "", row.held_on, row.Approval.about_id,
        )
        for row in rows
    ]  # fmt: skip


def _invitations(person_id: Any, now: Any) -> Select[Any]:
    return (
        select(Meeting, process.c.slug, Network.name)
        .join(Participant, Participant.meeting_id == Meeting.id)
        .join(process, process.c.id == Meeting.network_id)
        .join(Network, Network.network_id == Meeting.network_id)
        .where(Participant.person_id == person_id, Participant.answer == "", process.c.mode == RUNNING)
        .where(Meeting.state == CALLED, Meeting.starts_at >= now)
    )


def list_invitations_for(session: Session, person_id: int, now: datetime) -> Sequence[Duty]:
    """Return the meetings ahead that the person is called to and has not answered, the next first."""
    rows = session.execute(_invitations(person_id, now).order_by(Meeting.starts_at))
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
        for row in session.execute(_remarks(person_id, today).order_by(*BY_ANSWER))
    ]  # fmt: skip


def list_unasked_for(session: Session, person_id: int, today: date) -> Sequence[Duty]:
    """Return who is asked about a paper without mail and has not answered, in the networks that a person coordinates.

    *number* is that of the question.
    """
    return [
        Duty("unasked", row.slug, row.name, row.Approval.about, row.Approval.nr, row.Approval.object_by,
             row.kind or "", row.held_on, paper=row.Approval.about_id, person=row.person)
        for row in session.execute(_unasked(person_id, today).order_by(*BY_ANSWER))
    ]  # fmt: skip


def _remarks(person_id: Any, today: Any) -> Select[Any]:
    return _followed(person_id, today).where(Approval.answer == REMARK)


def _unasked(person_id: Any, today: Any) -> Select[Any]:
    return _followed(person_id, today).where(Approval.answer == "", ~Approval.by_mail)


def _followed(person_id: Any, today: Any) -> Select[Any]:
    """Select questions of approval that stand, with the paper of each, in the networks that a person coordinates."""
    number = case((Approval.about == MINUTES, Meeting.nr), else_=Report.nr)
    return (
        select(Approval, process.c.slug, Network.name, Person.name.label("person"), number.label("number"),
               Meeting.kind, Meeting.held_on)
        .join(process, process.c.id == Approval.network_id)
        .join(Network, Network.network_id == Approval.network_id)
        .join(Person, Person.id == Approval.person_id)
        .outerjoin(Meeting, and_(Approval.about == MINUTES, Meeting.id == Approval.about_id))
        .outerjoin(Report, and_(Approval.about == REPORT, Report.id == Approval.about_id))
        .where(Approval.lapsed_on.is_(None), process.c.mode == RUNNING)
        .where(Approval.network_id.in_(select(NetworkRole.process_id).where(coordinating(person_id, today))))
    )  # fmt: skip


def list_next_steps(session: Session, person_id: int, today: date) -> Sequence[Row[Any]]:
    """Return the networks the person works in that go on or are on hold, worst first; who only looks works in none."""
    wanted = portfolio(today).where(working(person_id, today), process.c.mode != ENDED)
    return session.execute(wanted.order_by(*worst_first(today), process.c.id)).all()


def count_own(session: Session, person_id: int, now: datetime, today: date) -> tuple[int, Sequence[Row[Any]]]:
    """Return how much waits for the person and not for others, in one statement.

    Beside the number stand the networks with demands set aside: what of that is over must be judged, and counts too.
    """
    rows = session.execute(_counted(), {"person": person_id, "now": now, "today": today}).all()
    return rows[0].number, [row for row in rows if row.id is not None]


@cache
def _counted() -> Select[Any]:
    """Select the number and the networks; every page asks, so it is put together once."""
    person: Any = bindparam("person", type_=Integer)
    now: Any = bindparam("now")
    today: Any = bindparam("today", type_=Date)
    own, mode = working(person, today), process.c.mode
    # Practice that lacks nothing waits for nobody, and an evaluation may be open beside where a network stands.
    asks = or_(process.c.reason != "", process.c.position != "praksis")
    steps = select(process.c.id).where(own, mode == RUNNING, status_on(today) != WAITING, asks)
    beside = select(process.c.id).where(own, mode == RUNNING, process.c.waiting != "")
    listed = (_approvals(person), _invitations(person, now), _remarks(person, today), _unasked(person, today),
              steps, beside)  # fmt: skip
    number = sum((_how_many(one) for one in listed), start=literal(0)).label("number")
    departed = and_(own, mode != ENDED, process.c.aside != "{}")
    one = select(literal(0)).subquery()
    return select(number, process, Network.name.label("called")).select_from(
        one.outerjoin(process, departed).outerjoin(Network, Network.network_id == process.c.id)
    )


def _how_many(listed: Select[Any]) -> Any:
    return listed.with_only_columns(func.count(), maintain_column_froms=True).scalar_subquery()
