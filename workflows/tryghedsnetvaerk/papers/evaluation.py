"""The evaluation of one year, with every demand that was set aside."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import or_

from engine import clock, records
from engine.history import read, stored
from engine.models import event
from engine.queries import get_state, list_notes
from engine.text import N_
from workflows.tryghedsnetvaerk.documents.fill import Value
from workflows.tryghedsnetvaerk.documents.pipeline import Paper
from workflows.tryghedsnetvaerk.evaluation.models import Evaluation, Measure
from workflows.tryghedsnetvaerk.mapping.models import Problem
from workflows.tryghedsnetvaerk.meetings.models import HELD, NETWORK, Meeting
from workflows.tryghedsnetvaerk.papers.desk import Desk, under
from workflows.tryghedsnetvaerk.practice.models import NewsMail
from workflows.tryghedsnetvaerk.process import PROCESS

YEAR = 365  # days
CHAIR = "chair"
NOT_DECIDED = N_("Ikke besluttet endnu")
NOTHING_ASIDE = N_("Ingen krav er fraveget.")


def make_evaluation(desk: Desk, row: Evaluation) -> Paper:
    """Return an evaluation: findings, measurements, decision, and what was set aside."""
    measures = [m for m in records.list_all(desk.session, Measure, row.network_id) if m.evaluation_id == row.id]
    about = {one.id: one.what for one in records.list_all(desk.session, Problem, row.network_id)}
    values: dict[str, Value] = {
        "purpose": under(desk.network.purpose),
        "findings": under(row.findings),
        "measures": tuple(
            (desk.word("measure", m.kind), about.get(m.problem_id or 0, ""), m.what, m.before, m.after, m.source)
            for m in measures
        ),
        "network": _activity(desk, row),
        "decision": desk.word("outcome", row.outcome) if row.outcome else desk.say(NOT_DECIDED),
        "grounds": under(row.grounds),
        "stops": under(row.stops),
        "reopened": tuple(desk.say(PROCESS.steps[key].title) for key in row.reopen.split(",") if key in PROCESS.steps),
        "set_aside": tuple(set_aside(desk)) or (desk.say(NOTHING_ASIDE),),
    }
    area = desk.network.name
    title = desk.say(N_("Evaluering af tryghedsnetværket i {omraade}, {nr}. år"), omraade=area, nr=row.cycle)
    marks = [] if row.outcome else [desk.say(N_("Kladde – der er ikke taget en beslutning"))]
    return desk.paper("evaluation", title, desk.filled("evaluation", values), marks=marks)


def _activity(desk: Desk, row: Evaluation) -> tuple[str, ...]:
    """Return what the network did in the year before the evaluation was opened."""
    until = row.opened_on or desk.today
    since = clock.days(until, -YEAR)

    def within(on: date | None) -> bool:
        return on is not None and since <= on <= until

    held = [m for m in records.list_all(desk.session, Meeting, row.network_id) if m.state == HELD and within(m.held_on)]
    news = [n for n in records.list_all(desk.session, NewsMail, row.network_id) if within(n.sent_on)]
    counted = (
        (N_("Netværksmøder holdt det seneste år: {antal}"), sum(m.kind == NETWORK for m in held)),
        (N_("Møder i alt det seneste år: {antal}"), len(held)),
        (N_("Nyhedsmails sendt det seneste år: {antal}"), len(news)),
    )
    return tuple(desk.say(sentence, antal=count) for sentence, count in counted)


def set_aside(desk: Desk) -> Iterator[str]:
    """Give each demand that is set aside: which, until when, who allowed it, and why."""
    db, network = desk.session.connection(), desk.network.network_id
    state, notes = get_state(db, network), list_notes(db, network)
    told = _newest(desk)
    for key, until in state.aside.items():
        if key in PROCESS.demands:
            title = desk.say(PROCESS.demands[key][2].title)
            what = desk.say(N_("fraveget til {dato}"), dato=desk.day(until))
            yield _line(desk, title, what, told.get(key, {}), notes)
    for key in sorted(state.skipped):
        if key in PROCESS.tasks:
            title = desk.say(PROCESS.tasks[key][1].title)
            yield _line(desk, title, desk.say(N_("opgaven er sprunget over")), told.get(key, {}), notes)


def _line(desk: Desk, title: str, what: str, body: Mapping[str, Any], notes: Mapping[int, str | None]) -> str:
    allowed = str(body.get("allowed", ""))
    by = ""
    if allowed == CHAIR:
        by = desk.say(N_("Tilladt af formanden."))
    elif allowed.startswith("decision:"):
        by = desk.say(N_("Tilladt ved beslutning {nr}."), nr=allowed.removeprefix("decision:"))
    reason = notes.get(body["note"]["id"]) if "note" in body else ""
    why = desk.say(N_("Begrundelse: {tekst}"), tekst=reason) if reason else ""
    return " ".join(filter(None, [desk.say(N_("»{titel}«: {hvad}."), titel=title, hvad=what), by, why]))


def _newest(desk: Desk) -> dict[str, Any]:
    """Return the newest event that set each demand aside, or skipped each task."""
    kinds = [
        event.c.body.contains(f'"kind":"{kind}"', autoescape=True) for kind in ("demand_set_aside", "task_skipped")
    ]
    db = desk.session.connection()
    wanted = stored(db).where(event.c.process_id == desk.network.network_id, or_(*kinds))
    told = (one.body for one in map(read, db.execute(wanted)) if one.readable)
    return {body["demand"] if "demand" in body else body["task"]: body for body in told}
