"""The shape of a process: phases, steps, tasks, demands and moves, as frozen data that checks itself."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, Protocol

DECISION, ACTIVITY = "beslutning", "aktivitet"
KEY = re.compile(r"[a-z][a-z0-9_]{0,40}")


class Waits(StrEnum):
    """Whose turn it is while a demand is not met."""

    US = "us"
    OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why not: a sentence to translate with its values, who it is about, since when, and whose turn it is.

    *who* holds references such as ``person:7`` or ``organisation:3``; names are looked up when shown.
    """

    text: str
    values: Mapping[str, Any] = field(default_factory=dict)
    who: tuple[str, ...] = ()
    since: date | None = None
    waits_for: Waits = Waits.US


@dataclass(frozen=True, slots=True)
class Demand:
    """What must hold: said positively in *title*, mended on *page*; *check* returns a reason or nothing.

    A *firm* demand can never be set aside; a *warning* is said but stops nothing. What holds while nothing is recorded
    is shown as met only once it *begins* to be at stake; where that is not said, with anything else of its task.
    """

    key: str
    title: str
    page: str
    check: Callable[[Any], Reason | None]
    firm: bool = False
    warning: bool = False
    begins: Callable[[Any], bool] | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One demand held against the facts: met when *reason* is nothing; *aside* names the date it is set aside until."""

    demand: Demand
    reason: Reason | None
    aside: date | None = None
    task: str = ""

    @property
    def stops(self) -> bool:
        """Whether this finding keeps a step from being closed."""
        return self.reason is not None and self.aside is None and not self.demand.warning


@dataclass(frozen=True, kw_only=True, slots=True)
class Task:
    """Something to do within a step: a decision somebody takes, or an activity somebody carries out.

    A *running* task goes on; it is never done and never stops a step. *after* names earlier tasks of the same step:
    while something that one of them demands is not met, this one is not ticked either.
    """

    key: str
    title: str
    kind: str = ACTIVITY
    done_when: str
    demands: tuple[Demand, ...] = ()
    required: bool = True
    running: bool = False
    after: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Move:
    """A named way from step to step; *timer* names the timer that takes it, *when* says whether it fits the facts.

    A timer's move that falls due in one of *early* waits there and is taken as soon as its own step is reached.
    """

    trigger: str
    to: str
    next_cycle: bool = False
    timer: str | None = None
    early: tuple[str, ...] = ()
    when: Callable[[Any], bool] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One of the steps, with its tasks and the ways out of it."""

    key: str
    title: str
    tasks: tuple[Task, ...]
    moves: tuple[Move, ...]

    @property
    def demands(self) -> tuple[Demand, ...]:
        """Every demand of the step, in the order of its tasks."""
        return tuple(demand for task in self.tasks for demand in task.demands)


@dataclass(frozen=True, kw_only=True, slots=True)
class Phase:
    """Steps that belong together."""

    key: str
    title: str
    purpose: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of a process: the day the facts are of, the next one with its kind, and our own earliest deadline."""

    today: date = date.min
    next_on: date | None = None
    next_kind: str = ""
    overdue_on: date | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """When a timer falls due, and the local date people know it by."""

    kind: str
    at: datetime
    on: date


def unchanged(facts: Any) -> Any:
    """Return *facts* as they are: nothing in them is of one cycle only."""
    return facts


@dataclass(frozen=True, kw_only=True, eq=False)
class Definition:
    """A whole process of one version.

    *rights* holds, per kind of task, the demand on whoever ticks it. *deadlines* returns from facts, state and the
    day that a step was first closed the timers of *timer_kinds* that should be pending, by key. *turned* returns from
    the facts of one cycle those of the next as it begins.
    """

    name: str
    version: int
    title: str
    facts: type[Any]
    phases: tuple[Phase, ...]
    rights: Mapping[str, Demand]
    deadlines: Callable[[Any, Any, Callable[[str], date | None]], Mapping[str, Due]]
    timer_kinds: frozenset[str] = frozenset()
    turned: Callable[[Any], Any] = unchanged

    @cached_property
    def steps(self) -> dict[str, Step]:
        """The steps by key, in order."""
        return {step.key: step for phase in self.phases for step in phase.steps}

    @cached_property
    def order(self) -> dict[str, int]:
        """The number of each step, from 1."""
        return {key: number for number, key in enumerate(self.steps, 1)}

    @cached_property
    def tasks(self) -> dict[str, tuple[Step, Task]]:
        """Every task with its step, by key."""
        return {task.key: (step, task) for step in self.steps.values() for task in step.tasks}

    @cached_property
    def demands(self) -> dict[str, tuple[Step, Task, Demand]]:
        """Every demand with its task and step, by key."""
        return {d.key: (step, task, d) for step, task in self.tasks.values() for d in task.demands}

    @cached_property
    def start(self) -> str:
        """The step where a process begins."""
        return next(iter(self.steps))

    def moves(self) -> Iterator[tuple[Step, Move]]:
        """Give every move with the step it leaves."""
        for step in self.steps.values():
            for move in step.moves:
                yield step, move


class Alarm(Protocol):
    """What happens when a timer of a process falls due."""

    def __call__(self, session: Any, command: Any, key: str) -> None:
        """Carry out what the timer *key* of the command's process is for."""


class Loader(Protocol):
    """Loads what guards may know, for some processes at once."""

    def __call__(
        self, db: Any, ids: tuple[int, ...], steps: frozenset[str] | None, today: date, actor: int, decision: int | None
    ) -> Mapping[int, Any]:
        """Return facts by process; *steps* limits them to what the demands of those steps read."""


class Asking(Protocol):
    """Asks for what guards may know of one process in the statement that locks it."""

    def columns(self, steps: frozenset[str], pointed: bool) -> tuple[Any, ...]:
        """Return the columns of one row that tell what the demands of *steps* read; *pointed* with a decision."""

    def values(self, process_id: int, today: date, actor: int, decision: int | None) -> Mapping[str, Any]:
        """Return the values that the columns are asked with."""

    def read(self, row: Mapping[str, Any], today: date) -> Any:
        """Make facts of the row."""


class Allower(Protocol):
    """Judges who is said to have allowed that a demand is set aside, or decided what is marked as done."""

    def __call__(self, db: Any, process_id: int, allowed: str, today: date) -> None:
        """Refuse with a sentence unless *allowed* could allow it in this process on this day."""


class Restorer(Protocol):
    """Puts records back as they were before an event."""

    def __call__(self, session: Any, event: Any) -> Mapping[str, Any]:
        """Put back what *event* did to records, and return what the history is told of them."""


class Overnight(Protocol):
    """What the day that is over ends by itself."""

    def find(self, db: Any, ids: tuple[int, ...], today: date) -> Collection[int]:
        """Return those of some processes in which something ended before *today*."""

    def act(self, session: Any, command: Any) -> None:
        """Let it end in the command's process, as one event, if it still is to."""


class Settling(Protocol):
    """Knows which records stay as they are, and what stands on a record that goes."""

    def why(self, session: Any, state: Any, row: Any) -> Any:
        """Return the refusal to change *row* while the process stands as *state* says; nothing when it may be."""

    def undo(self, session: Any, change: Any, row: Any) -> Mapping[str, Any]:
        """Take back what stood on *row*, which goes, and return what the event says of it."""


class Helping(Protocol):
    """Knows who writes some kinds of records though they are nothing else in the process."""

    def __call__(self, db: Any, process_id: int, person: int, kind: str, of: str, today: date) -> bool:
        """Say whether *person* may write an event of *kind* about a record of the table *of*."""


def anybody(db: Any, process_id: int, allowed: str, today: date) -> None:
    """Take whoever is said to have allowed it."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Workflow:
    """A definition with the hands it needs: how its facts are loaded, what its timers do, who allows what.

    *asking* loads the facts of one process together with its lock, where the workflow knows how to.
    *restores* holds, by kind of event, what puts records back when such an event is undone; *settled* knows which
    records stay as they are, *helps* who only writes some kinds of them.
    """

    definition: Definition
    load: Loader
    asking: Asking | None = None
    alarms: Mapping[str, Alarm] = field(default_factory=dict)
    allows: Allower = anybody
    restores: Mapping[str, Restorer] = field(default_factory=dict)
    overnight: Overnight | None = None
    settled: Settling | None = None
    helps: Helping | None = None
