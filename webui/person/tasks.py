"""Mine opgaver: what waits for this person, in every network, worst first."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

import workflows
from engine.db import Session
from engine.machine import opened_beside
from engine.state import PAUSED
from engine.text import N_
from webui.nouns.approving import paper_title
from webui.page import addresses
from webui.page.beside import waits
from webui.page.frame import said_of
from webui.saying.language import _, excerpt, quoted, short_day, tell
from webui.saying.words import word
from webui.visit.clock import now, today
from webui.visit.db import session
from workflows.tryghedsnetvaerk import duties, oversight
from workflows.tryghedsnetvaerk.network.models import MINUTES, REPORT
from workflows.tryghedsnetvaerk.process import PROCESS, YEAR

bp = Blueprint("tasks", __name__)
SOON = timedelta(days=14)
LATER, OTHERS = "later", "others"
REPORT_WAITS = "rapport_godkendt"
PAPERS = {REPORT: "rapport", MINUTES: "moeder"}


@bp.get("/opgaver")
def mine() -> ResponseReturnValue:
    """Show what waits for this person: passed, soon, later, and what waits for others."""
    return render_template("tasks/mine.html", groups=_groups())


def count_own(look: Session) -> int:
    """Return how much the page lists as waiting for this person, and not for others."""
    number, departed = duties.count_own(look, current_user.person_id, now(), today())
    judge = partial(oversight.judge_passed, look.connection(), workflows.find(PROCESS.name, PROCESS.version))
    return number + sum(len(judge([one], today())) for one in departed)


def _groups() -> dict[str, list[dict[str, Any]]]:
    groups: dict[str, list[dict[str, Any]]] = {"overdue": _passed(), "soon": [], LATER: [], OTHERS: []}
    for due, task in (*_approvals(), *_invitations()):
        groups[_when(due)].append(task)
    groups["soon"] += [*_remarks(), *_unasked()]
    waited_for = {duty.slug for duty in _asked() if duty.about == REPORT}
    for row in duties.list_next_steps(session(), current_user.person_id, today()):
        if row.mode == PAUSED:
            groups[OTHERS] += _held(row)
            continue
        groups["soon"] += _beside(row)
        if row.reason == REPORT_WAITS and row.status == "waiting" and row.slug in waited_for:
            continue
        if told := _step(row):
            where = {"overdue": "overdue", "waiting": OTHERS}.get(row.status, "soon")
            groups[where].append(told)
    return groups


def _asked() -> Sequence[duties.Duty]:
    return duties.list_approvals_for(session(), current_user.person_id)


def _called(duty: duties.Duty) -> str:
    if duty.meeting:
        kind = word("meeting", duty.meeting).lower()
        return _(N_("referatet af {moede} {dato}"), moede=kind, dato=short_day(duty.held_on))
    title = paper_title(duty.about, duty.paper)
    return title[:1].lower() + title[1:]


def _remarks() -> list[dict[str, Any]]:
    """Return the remarks on papers in the networks that this person coordinates."""
    return [
        {
            "text": _(N_("{navn} har en bemærkning til {hvad}"), navn=one.person, hvad=_called(one)),
            "code": "active",
            "url": url_for(
                "records.show", slug=one.slug, noun=PAPERS[one.about], nr=one.number, _anchor="godkendelser"
            ),
            "sub": f"{one.network} · {quoted(excerpt(one.remark, 80))}",
        }
        for one in duties.list_remarks_for(session(), current_user.person_id, today())
    ]


def _unasked() -> list[dict[str, Any]]:
    """Return whom this person must ask about a paper in another way than by mail."""
    return [
        {
            "text": _(N_("Spørg {navn} om {hvad}, og skriv svaret ind"), navn=one.person, hvad=_called(one)),
            "code": "active",
            "url": url_for("approvals.ask", slug=one.slug, nr=one.number),
            "sub": _(N_("{netvaerk} · har ingen mailadresse"), netvaerk=one.network),
        }
        for one in duties.list_unasked_for(session(), current_user.person_id, today())
    ]


def _step(row: Any) -> dict[str, Any] | None:
    """Return what a network waits for; nothing for practice, which waits for nobody."""
    found = PROCESS.demands.get(row.reason)
    if found is None and row.position == "praksis":
        return None
    return {
        "text": said_of(row) if found else _(N_("Luk trin {nr}"), nr=PROCESS.order[row.position]),
        "code": row.status,
        "url": addresses.of(found[2].page, row.slug)
        if found
        else url_for("steps.show", slug=row.slug, nr=PROCESS.order[row.position]),
        "sub": f"{row.name} · {tell((found[0] if found else PROCESS.steps[row.position]).title)}",
    }


def _beside(row: Any) -> list[dict[str, Any]]:
    """Return the evaluation that is open beside where a network stands, if one is."""
    if not (step := opened_beside(PROCESS, row.waiting)):
        return []
    beside = _(N_("Åben ved siden af trin {nr}"), nr=PROCESS.order[row.position])
    return [
        {
            "text": _(N_("Årets evaluering er åben")),
            "code": "active",
            "url": url_for("steps.show", slug=row.slug, nr=PROCESS.order[step]),
            "sub": f"{row.name} · {beside}",
        }
    ]


def _held(row: Any) -> list[dict[str, Any]]:
    """Return the evaluation that waits because its network is on hold, if its day has come."""
    if row.next_kind != YEAR or row.next_on > today():
        return []
    url = url_for("overview.show", slug=row.slug)
    return [{"text": waits(row.next_on), "code": "paused", "url": url, "sub": row.name}]


def _approvals() -> Iterator[tuple[Any, dict[str, Any]]]:
    """Give the papers that wait for this person's answer, each with its deadline."""
    for duty in _asked():
        yield (
            duty.due,
            {
                "text": _(N_("Godkend {hvad}"), hvad=_called(duty)),
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
