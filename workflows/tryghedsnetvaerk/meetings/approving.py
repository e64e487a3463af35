"""A paper approved at a meeting: which numbered decisions say yes to exactly this version, and letting one of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import or_, select

from engine import records
from engine.commands import Command
from engine.db import Session
from engine.errors import BadInput, NotAllowed
from engine.text import N_
from workflows.tryghedsnetvaerk.meetings.models import HELD, OF_MINUTES, OF_REPORT, Decision, Meeting
from workflows.tryghedsnetvaerk.network.approvals import list_left, no_longer_needed
from workflows.tryghedsnetvaerk.network.models import BY_MINUTES, MINUTES, REMARK, REPORT, Approval

SAID_OF: Mapping[str, str] = {REPORT: OF_REPORT, MINUTES: OF_MINUTES}


def list_approving(session: Session, network_id: int, about: str, number: int) -> Sequence[Any]:
    """Return the decisions that approve a paper, with the kind and date of their meeting, newest first.

    They were taken at a meeting held on the day the paper was sent or later, and say that they are about this paper.
    """
    of_paper = Approval.network_id == network_id, Approval.about == about, Approval.about_id == number
    sent_on = select(Approval.asked_on).where(*of_paper).order_by(Approval.asked_on.desc()).limit(1).scalar_subquery()
    wanted = select(Decision, Meeting.kind, Meeting.held_on).join(Meeting, Meeting.id == Decision.meeting_id)
    wanted = wanted.where(
        Decision.network_id == network_id,
        Decision.about == SAID_OF[about],
        or_(Decision.paper_id == number, Decision.paper_id.is_(None)),
        Meeting.state == HELD,
        Meeting.held_on >= sent_on,
        *((Meeting.id != number,) if about == MINUTES else ()),
    )
    return session.execute(wanted.order_by(Decision.nr.desc())).all()


def approve_in_minutes(session: Session, command: Command, about: str, number: int, decision_nr: int) -> None:
    """Let a numbered decision in minutes answer for everybody who was asked about a paper and has not said yes.

    :raises NotAllowed: if nobody is waited for
    :raises BadInput: if there is no such decision, or it does not approve this version of this paper
    """
    kind, asked = "approval_by_minutes", [about, number, decision_nr]
    change = records.begin(session, command, kind, asked)
    if change.repeated:
        return
    found = list_approving(session, command.process_id, about, number)
    if decision_nr not in {row.Decision.nr for row in found}:
        raise BadInput(N_("Beslutning {nr} siger ikke, at netop dette er godkendt."), page="#decision", nr=decision_nr)
    left = list_left(session, command.process_id, about, number, ("", REMARK))
    if not left:
        raise NotAllowed(N_("Der ventes ikke på nogen."))
    for approval in left:
        approval.answer, approval.answered_on = BY_MINUTES, command.on or command.today
        approval.decision_nr, approval.version = decision_nr, approval.version + 1
    session.flush()
    also = [records.said(approval) for approval in left[1:]]
    timers = no_longer_needed(session, change, left[0])
    extra = {"about": about, "also": also, "decision": decision_nr, "timers": timers}
    records.end(session, change, kind, left[0], asked, extra=extra)


def list_waiting_papers(session: Session, network_id: int) -> Sequence[Any]:
    """Return every paper that still waits for somebody's approval: what it is, its number, and when it was sent."""
    wanted = select(Approval.about, Approval.about_id, Approval.asked_on).distinct()
    wanted = wanted.where(
        Approval.network_id == network_id, Approval.answer.in_(("", REMARK)), Approval.lapsed_on.is_(None)
    )
    return session.execute(wanted.order_by(Approval.asked_on, Approval.about, Approval.about_id)).all()
