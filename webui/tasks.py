"""Mine opgaver: what waits for this person, in every network, worst first."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

import workflows
from engine.text import N_
from webui import addresses
from webui.clock import now, today
from webui.db import session
from webui.frame import said_of
from webui.language import _, short_day, tell
from webui.words import word
from workflows.tryghedsnetvaerk import duties, oversight
from workflows.tryghedsnetvaerk.process import PROCESS

bp = Blueprint("tasks", __name__)
SOON = timedelta(days=14)
LATER = "later"


@bp.get("/opgaver")
def mine() -> ResponseReturnValue:
    """Show what waits for this person: passed, soon, later, and what waits for others."""
    groups: dict[str, list[dict[str, Any]]] = {"overdue": _passed(), "soon": [], LATER: [], "others": []}
    for due, task in (*_approvals(), *_invitations()):
        groups[_when(due)].append(task)
    for row in duties.list_next_steps(session(), current_user, today()):
        found = PROCESS.demands.get(row.reason)
        where = "overdue" if row.status == "overdue" else "others" if row.status == "waiting" else "soon"
        text = said_of(row) if found else _(N_("Luk trin {nr}"), nr=PROCESS.order[row.position])
        if found is None and row.position == "praksis":
            continue
        groups[where].append(
            {
                "text": text,
                "code": row.status,
                "url": addresses.of(found[2].page, row.slug)
                if found
                else url_for("steps.show", slug=row.slug, nr=PROCESS.order[row.position]),
                "sub": f"{row.name} · {tell(PROCESS.steps[row.position].title)}",
            }
        )
    return render_template("tasks/mine.html", groups=groups)


def _approvals() -> Iterator[tuple[Any, dict[str, Any]]]:
    """Give the papers that wait for this person's answer, each with its deadline."""
    for duty in duties.list_approvals_for(session(), current_user.person_id):
        what = _(N_("rapporten"))
        if duty.meeting:
            kind = word("meeting", duty.meeting).lower()
            what = _(N_("referatet af {moede} {dato}"), moede=kind, dato=short_day(duty.held_on))
        yield (
            duty.due,
            {
                "text": _(N_("Godkend {hvad}"), hvad=what),
                "code": "active",
                "url": url_for("approvals.show", slug=duty.slug, nr=duty.number),
                "sub": _(N_("{netvaerk} · frist {dato}"), netvaerk=duty.network, dato=short_day(duty.due)),
            },
        )


def _invitations() -> Iterator[tuple[Any, dict[str, Any]]]:
    """Give the meetings that this person has not answered, each with its day."""
    for duty in duties.list_invitations_for(session(), current_user.person_id, now()):
        meeting = word("meeting", duty.meeting).lower()
        yield (
            duty.due,
            {
                "text": _(N_("Svar på, om du kommer til {moede} {dato}"), moede=meeting, dato=short_day(duty.due)),
                "code": "active",
                "url": url_for("records.show", slug=duty.slug, noun="moeder", nr=duty.number),
                "sub": duty.network,
            },
        )


def _passed() -> list[dict[str, Any]]:
    """Return the demands whose setting aside has run out while they are still not met."""
    workflow = workflows.find(PROCESS.name, PROCESS.version)
    return [
        {
            "text": _(N_("Fravigelsen er udløbet: {krav}"), krav=tell(one.finding.demand.title)),
            "code": "overdue",
            "url": addresses.of(one.finding.demand.page, one.slug),
            "sub": _(N_("{netvaerk} · fraveget til {dato}"), netvaerk=one.network, dato=short_day(one.until)),
        }
        for one in oversight.list_passed(session(), workflow, today(), worker=current_user.person_id)
    ]


def _when(due: Any) -> str:
    if due is None or due > today() + SOON:
        return LATER
    return "overdue" if due < today() else "soon"
