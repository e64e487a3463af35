"""What rests on a meeting that was held: as long as anything does, it stays written down as held."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import or_, select

from engine.db import Connection, Session
from engine.definition import DECISION, Definition
from engine.history import read, stored
from engine.models import event
from engine.state import DONE, State
from engine.text import N_, Sentence, sentence
from workflows.tryghedsnetvaerk.meetings.models import (
    CONCLUSION,
    DEVELOPMENT,
    HELD,
    INITIAL,
    ORIENTATION,
    WITHDRAWN,
    YES,
    Decision,
    Meeting,
)
from workflows.tryghedsnetvaerk.network.attachments import list_attached
from workflows.tryghedsnetvaerk.network.models import MINUTES, REPORT, Approval

Told = Sequence[Mapping[str, Any]]
Reasons = list[tuple[str, Sentence]]
PRESSES = ("task_done", "task_reopened", "step_closed", "demand_set_aside", "undone")
DEMANDED = {INITIAL: "igangsaettelse", ORIENTATION: "droeftelse", DEVELOPMENT: "fastlaeggelse", CONCLUSION: "aftale"}


def list_presses(db: Connection, network_id: int) -> Told:
    """Return what was ticked, closed and set aside, the oldest first, without what was undone."""
    kinds = [event.c.body.contains(f'"kind":"{kind}"', autoescape=True) for kind in PRESSES]
    rows = db.execute(stored(db).where(event.c.process_id == network_id, or_(*kinds)))
    told = [one.body for one in map(read, rows) if one.readable]
    undone = {body["undoes"] for body in told if "undoes" in body}
    return [body for body in told if body["seq"] not in undone]


def aside_by(definition: Definition, state: State, told: Told, nr: int, today: date) -> list[str]:
    """Return the demands that are set aside today because a numbered decision allows it."""
    standing = [key for key, until in state.aside.items() if until >= today and key in definition.demands]
    allowed = {body["demand"]: body["allowed"] for body in told if "demand" in body}
    return [key for key in standing if allowed.get(key) == f"decision:{nr}"]


def list_approving_anything(session: Session, network_id: int, numbers: Collection[int]) -> Sequence[Any]:
    """Return the decisions among *numbers* that a paper was approved by, each with what was approved."""
    wanted = select(Approval.decision_nr, Approval.about).distinct().order_by(Approval.decision_nr)
    return session.execute(wanted.where(Approval.network_id == network_id, Approval.decision_nr.in_(numbers))).all()


def what_rests(session: Session, definition: Definition, state: State, meeting: Meeting, today: date) -> Reasons:
    """Return all that rests on a meeting that was held, each with the page it is mended on."""
    told = list_presses(session.connection(), meeting.network_id)
    decided = select(Decision.nr).where(Decision.meeting_id == meeting.id, Decision.about != WITHDRAWN)
    numbers = session.scalars(decided.order_by(Decision.nr)).all()
    return [
        *_minutes(session, meeting),
        *_closed(session, definition, state, told, meeting),
        *_ticked(definition, state, told, numbers),
        *_set_aside(definition, state, told, numbers, today),
        *_approved(session, meeting, numbers),
    ]


def _minutes(session: Session, meeting: Meeting) -> Reasons:
    if meeting.minutes_sent_on is None:
        return []
    if list_attached(session, meeting):
        again = N_("Referatet er sendt ud {dato}. Fjerner I den vedhæftede fil, er det ikke længere sendt ud.")
        return [(f"moeder:{meeting.nr}", sentence(again, dato=meeting.minutes_sent_on))]
    stays = N_(
        "Referatet er sendt ud {dato} og kan ikke kaldes tilbage, så mødet bliver stående som holdt. Er dagen forkert, "
        "så ret den. Blev mødet slet ikke holdt, så skriv det i referatet af det næste møde."
    )
    return [(f"moeder:{meeting.nr}:ret-dato", sentence(stays, dato=meeting.minutes_sent_on))]


def _closed(session: Session, definition: Definition, state: State, told: Told, meeting: Meeting) -> Reasons:
    """Return the step that was closed because of a meeting of this kind, unless another such meeting carries it."""
    step = DEMANDED.get(meeting.kind, "")
    if not step or not is_closed(definition, state, told, step) or _find_another(session, meeting):
        return []
    text = N_("Trin {nr} er lukket, og det bygger på, at mødet blev holdt. Genåbn først trinnet.")
    return [(f"genaabn:{step}", sentence(text, nr=definition.order[step]))]


def is_closed(definition: Definition, state: State, told: Told, step: str) -> bool:
    """Say whether a step was closed here and still is: one that lay behind a network taken over never was."""
    behind = definition.order[step] < definition.order[state.position] and step not in state.reopened
    return behind and any(body["kind"] == "step_closed" and body["step"] == step for body in told)


def _find_another(session: Session, meeting: Meeting) -> int | None:
    """Find another meeting that the same step could be closed by: one whose minutes were sent, or that said yes."""
    other = select(Meeting.id).where(
        Meeting.network_id == meeting.network_id, Meeting.kind == meeting.kind, Meeting.state == HELD,
        Meeting.id != meeting.id,
    )  # fmt: skip
    if meeting.kind == INITIAL:
        other = other.join(Decision, Decision.meeting_id == Meeting.id).where(Decision.about == YES)
    else:
        other = other.where(Meeting.minutes_sent_on.is_not(None))
    return session.scalar(other.limit(1))


def _ticked(definition: Definition, state: State, told: Told, numbers: Sequence[int]) -> Reasons:
    """Return the decisions of the group that were ticked by pointing at one of these."""
    by: dict[str, int | None] = {}
    for body in told:
        for task in (body["task"],) if "task" in body else body.get("tasks", ()):
            by[task] = body.get("decision") if body["kind"] != "task_reopened" else None
    text = N_("Opgaven »{opgave}« er markeret som udført med beslutning {nr}. Tag først markeringen tilbage.")
    closed = N_("Opgaven »{opgave}« er markeret som udført med beslutning {nr}. Genåbn først trinnet.")
    found: Reasons = []
    for task, nr in by.items():
        step, one = definition.tasks[task]
        if nr in numbers and state.tasks.get(task) == DONE and one.kind == DECISION:
            shut = is_closed(definition, state, told, step.key)
            page = f"genaabn:{step.key}" if shut else f"trin:{step.key}"
            found.append((page, sentence(closed if shut else text, opgave=(one.title,), nr=nr)))
    return found


def _set_aside(definition: Definition, state: State, told: Told, numbers: Sequence[int], today: date) -> Reasons:
    text = N_("Kravet »{krav}« er fraveget ved beslutning {nr}. Lad først kravet gælde igen.")
    found = ((nr, *definition.demands[key]) for nr in numbers for key in aside_by(definition, state, told, nr, today))
    return [(f"trin:{step.key}", sentence(text, krav=(one.title,), nr=nr)) for nr, step, _, one in found]


def _approved(session: Session, meeting: Meeting, numbers: Sequence[int]) -> Reasons:
    texts = {
        REPORT: ("rapport", N_("Rapporten er godkendt ved beslutning {nr}, og det kan ikke trækkes tilbage.")),
        MINUTES: ("moeder", N_("Et referat er godkendt ved beslutning {nr}, og det kan ikke trækkes tilbage.")),
    }
    found = list_approving_anything(session, meeting.network_id, numbers)
    return [(texts[row.about][0], sentence(texts[row.about][1], nr=row.decision_nr)) for row in found]
