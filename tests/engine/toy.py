"""A small process to drive the engine with: three steps and a yearly move, and facts that a test sets by hand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from typing import Any

from engine.clock import moment
from engine.definition import (
    ACTIVITY,
    DECISION,
    Dates,
    Definition,
    Demand,
    Due,
    Move,
    Phase,
    Reason,
    Step,
    Task,
    Workflow,
)
from engine.state import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    member: bool = False
    deputy: bool = False
    planned: bool = False
    agreed: bool = False
    left: int = field(default=0, metadata={"samples": (0, 1, 2)})
    extra: bool = False
    measured: bool = False
    dates: Dates = field(default_factory=Dates, metadata={"beside": True})


def demand(key: str, holds: Callable[[Any], bool], **more: Any) -> Demand:
    return Demand(key, key, "side", lambda facts: None if holds(facts) else Reason(f"{key} mangler"), **more)


planned = demand("planlagt", lambda f: f.planned)
agreed = demand("aftalt", lambda f: f.agreed, firm=True)
nobody_left = demand("ingen_mangler", lambda f: f.left == 0)
extra = demand("ekstra", lambda f: f.extra)
measured = demand("maalt", lambda f: f.measured)
may_tick = demand("maa_krydse", lambda f: f.member or f.deputy, firm=True)
may_decide = demand("maa_beslutte", lambda f: f.member, firm=True)


def task(key: str, *demands: Demand, **more: Any) -> Task:
    return Task(key=key, title=key, done_when="Det er gjort.", demands=demands, **more)


def step(key: str, tasks: tuple[Task, ...], *moves: Move) -> Step:
    return Step(key=key, title=key, tasks=tasks, moves=moves)


def deadlines(facts: Any, state: State, closed: Any) -> Mapping[str, Due]:
    if state.position == "plan":
        return {}
    on = date(2026, 6, 1).replace(year=2025 + state.cycle)
    return {f"aar-{state.cycle}": Due("aar", moment(on, time(9)), on)}


PLAN = step("plan", (task("skriv", planned), task("vaelg", extra, required=False)), Move(trigger="videre", to="aftal"))
AGREE = step("aftal", (task("enig", agreed, nobody_left, kind=DECISION),), Move(trigger="begynd", to="goer"))
DO = step("goer", (task("loeb", running=True, required=False),),
          Move(trigger="se_tilbage", to="maal", timer="aar", early=("aftal",)))  # fmt: skip
MEASURE = step("maal", (task("tael", measured),), Move(trigger="igen", to="goer", next_cycle=True))
TOY = Definition(
    name="proeve", version=1, title="Prøve", facts=Facts,
    phases=(Phase(key="alt", title="Alt", purpose="At prøve", steps=(PLAN, AGREE, DO, MEASURE)),),
    rights={ACTIVITY: may_tick, DECISION: may_decide}, deadlines=deadlines, timer_kinds=frozenset({"aar"}),
)  # fmt: skip


def changed(definition: Definition = TOY, **otherwise: Any) -> Definition:
    """Return the toy with some of its steps otherwise, by key, or with other fields."""
    steps = tuple(otherwise.pop(step.key, step) for step in definition.steps.values())
    said = {name: otherwise.get(name, getattr(definition, name)) for name in Definition.__dataclass_fields__}
    said["phases"] = (replace(definition.phases[0], steps=steps),)
    return Definition(**said)


class Hand:
    """Facts set by hand: by process, and who is what."""

    def __init__(self) -> None:
        self.facts: dict[int, Facts] = {}
        self.members, self.deputies = {1}, {2}

    def set(self, process: int, **facts: Any) -> None:
        self.facts[process] = replace(self.facts.get(process, Facts()), **facts)

    def load(
        self, db: Any, ids: tuple[int, ...], steps: frozenset[str] | None, today: date, actor: int, decision: int | None
    ) -> Mapping[int, Facts]:
        who = {"member": actor in self.members, "deputy": actor in self.deputies, "dates": Dates(today=today)}
        return {number: replace(self.facts.get(number, Facts()), **who) for number in ids}

    @property
    def workflow(self) -> Workflow:
        return Workflow(definition=TOY, load=self.load)


ALL_MET = {"planned": True, "agreed": True, "left": 0, "extra": True, "measured": True}
DAY = timedelta(days=1)
