"""What residents asked and proposed: carried into the udviklingsmøde, and answered in what they are told (row 60)."""

from collections.abc import Sequence

from engine import records
from engine.db import Session
from engine.text import N_, say
from workflows.tryghedsnetvaerk.documents import agenda
from workflows.tryghedsnetvaerk.documents.agenda import Kind, Point
from workflows.tryghedsnetvaerk.documents.fill import Ready, Value, plain
from workflows.tryghedsnetvaerk.mapping.models import Problem
from workflows.tryghedsnetvaerk.network.models import PROPOSAL, RECEIVED, SETTLED, ResidentQuestion
from workflows.tryghedsnetvaerk.papers.desk import Desk

HEADING = N_("Beboernes forslag")
OWNER = N_("Styregruppen")
GOAL = N_("Hvert forslag har en vej frem, eller et svar med en grund, som beboerne får at vide.")
MINUTES, MOST = 15, 10


def list_open(session: Session, network_id: int) -> Sequence[ResidentQuestion]:
    """Return the residents' proposals that are neither carried out nor found impossible, the oldest first."""
    rows = (one for one in records.list_all(session, ResidentQuestion, network_id) if one.kind == PROPOSAL)
    return sorted((one for one in rows if one.status not in SETTLED), key=lambda one: (one.raised_on, one.nr))


def with_point(markdown: str, locale: str) -> str:
    """Return an agenda with a point for the residents' proposals before its last one."""
    points = list(agenda.parse(markdown))
    point = Point(
        title=say(HEADING, locale),
        minutes=MINUTES,
        owner=say(OWNER, locale),
        kind=Kind.DROEFTELSE,
        goal=say(GOAL, locale),
    )
    return agenda.write([*points[:-1], point, points[-1]], locale)


def block(desk: Desk) -> str:
    """Return the open proposals as the agenda of the udviklingsmøde lists them; nothing when there are none."""
    rows = list_open(desk.session, desk.network.network_id)
    if not rows:
        return ""
    problems = {one.id: one.what for one in records.list_all(desk.session, Problem, desk.network.network_id)}
    lines = []
    for row in rows:
        beside = [problems.get(row.problem_id or 0, ""), desk.word("raised_status", row.status)]
        lines.append(f"- {plain(row.question)} ({plain(' · '.join(filter(None, beside)))})")
    return "\n".join([f"## {plain(desk.say(HEADING))}", "", *lines])


def answers(desk: Desk) -> Value:
    """Return what residents were answered lately: each question with its answer and what became of it."""
    rows = [one for one in records.list_all(desk.session, ResidentQuestion, desk.network.network_id) if one.answered_on]
    newest = sorted(rows, key=lambda one: (one.answered_on or one.raised_on, one.nr), reverse=True)[:MOST]
    return Ready("\n".join(f"- **{plain(one.question)}** {plain(_said(desk, one))}" for one in newest))


def _said(desk: Desk, row: ResidentQuestion) -> str:
    status = desk.word("raised_status", row.status) if row.status != RECEIVED else ""
    told = (" ".join(one.split()) for one in (row.answer, row.status_why, f"({status.lower()})" if status else ""))
    return " ".join(dict.fromkeys(filter(None, told)))  # an answer that is the reason too is told once
