"""How a process stands today, worked out of its state and facts and stored beside them for the lists."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from engine.definition import Dates, Definition, Finding, Waits
from engine.machine import findings, met_by_nothing
from engine.state import DONE, ENDED, PAUSED, PENDING, State

ACTIVE, READY, WAITING = "active", "ready", "waiting"
PAUSED_STATUS, ENDED_STATUS = "paused", "ended"
WORSE = {READY: 0, ACTIVE: 1, WAITING: 2}
HALTED = {PAUSED: PAUSED_STATUS, ENDED: ENDED_STATUS}


@dataclass(frozen=True, slots=True)
class StepStanding:
    """How one open step stands: its status and what was found."""

    status: str
    findings: tuple[Finding, ...]

    @property
    def stopping(self) -> tuple[Finding, ...]:
        """What keeps the step from being closed."""
        return tuple(finding for finding in self.findings if finding.reason and finding.stops)


def step_standing(definition: Definition, state: State, step: str, facts: Any) -> StepStanding:
    """Return how the open *step* stands.

    *Afventer* only when all that is missing waits for others; *Klar til start* when nothing is recorded yet.
    """
    found = tuple(findings(definition, step, facts, state.aside, state.skipped))
    stopping = [finding for finding in found if finding.reason and finding.stops]
    if not stopping:
        return StepStanding(ACTIVE, found)
    if all(f.reason and f.reason.waits_for is Waits.OTHERS for f in stopping):
        return StepStanding(WAITING, found)
    touched = any(state.tasks.get(task.key) == DONE for task in definition.steps[step].tasks)
    empty = met_by_nothing(definition, step)
    untouched = not touched and all(f.stops or f.demand.warning or f.demand.key in empty for f in found)
    return StepStanding(READY if untouched else ACTIVE, found)


def standing(definition: Definition, state: State, facts: Any) -> dict[str, Any]:
    """Return the stored columns of how the process stands; a reopened step counts when it stands worse."""
    steps = [step for step in (state.position, *sorted(state.reopened)) if step in definition.steps]
    stood = [step_standing(definition, state, step, facts) for step in steps]
    stopping = [finding for one in stood for finding in one.stopping]
    worst = max([one.status for one in stood], key=WORSE.__getitem__, default=ACTIVE)
    dates: Dates = facts.dates
    on, kind = _next(state.timers, dates)
    return {
        "status": HALTED.get(state.mode, worst),
        "unmet": len(stopping),
        "reason": stopping[0].demand.key if stopping else "",
        "said": _said(stopping[0]) if stopping else "",
        "next_on": on if state.mode != ENDED else None,
        "next_kind": kind if state.mode != ENDED else "",
        "overdue_on": dates.overdue_on if state.mode not in (PAUSED, ENDED) else None,
    }


def _said(finding: Finding) -> str:
    """Return the sentence of a finding's reason with its values, as lists can say it without asking again."""
    reason = finding.reason
    return WRITTEN.encode([reason.text, dict(reason.values)]) if reason else ""


def _day(value: date) -> dict[str, str]:
    return {"day": value.isoformat()}


WRITTEN = json.JSONEncoder(ensure_ascii=False, default=_day)


def said_again(stored: str) -> tuple[str, dict[str, Any]]:
    """Return the sentence and the values of a stored reason."""
    text, values = json.loads(stored)
    days = {key: date.fromisoformat(value["day"]) for key, value in values.items() if isinstance(value, dict)}
    return text, {**values, **days}


def _next(timers: Mapping[str, Any], dates: Dates) -> tuple[Any, str]:
    found = [(on, kind) for said, kind, on in timers.values() if said == PENDING] if timers else []
    if dates.next_on is not None:
        found.append((dates.next_on, dates.next_kind))
    return min(found) if found else (None, "")
