"""Where a process stands, and how each event changes that: the one rule behind acting and replaying."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple, Protocol

from engine.definition import Definition

RUNNING, PAUSED, ENDED = "i_gang", "i_bero", "afsluttet"
OPEN, DONE, SKIPPED = "aaben", "udfoert", "sprunget"
PENDING, FIRED, CANCELLED = "venter", "udloest", "aflyst"


NOTHING: Mapping[str, Any] = {}


class State(NamedTuple):
    """The replayed state of one process.

    *position* is the step the process stands in; *entered* the step it was taken over at, if it was; *tasks* holds
    what is done or skipped; *aside* the date each demand is set aside until; *waiting* a timer's move that fell due
    before its step was reached; *timers* holds per key (state, kind, local date).
    """

    name: str
    version: int
    position: str
    mode: str = RUNNING
    cycle: int = 1
    entered: str = ""
    tasks: Mapping[str, str] = NOTHING
    reopened: frozenset[str] = frozenset()
    aside: Mapping[str, date] = NOTHING
    waiting: str = ""
    timers: Mapping[str, tuple[str, str, date]] = NOTHING

    @property
    def skipped(self) -> frozenset[str]:
        """The tasks that were skipped."""
        return frozenset([key for key, said in self.tasks.items() if said == SKIPPED])


class Stands(Protocol):
    """A process where it stands, by the definition that it stands on."""

    @property
    def state(self) -> State:
        """Where it stands."""

    @property
    def definition(self) -> Definition:
        """What it is judged by."""


def plain(state: State) -> dict[str, Any]:
    """Return *state* as JSON can carry it, in one fixed form."""
    return {
        "name": state.name,
        "version": state.version,
        "position": state.position,
        "mode": state.mode,
        "cycle": state.cycle,
        "entered": state.entered,
        "tasks": dict(sorted(state.tasks.items())),
        "reopened": sorted(state.reopened),
        "aside": {key: day.isoformat() for key, day in sorted(state.aside.items())},
        "waiting": state.waiting,
        "timers": {key: [said, kind, on.isoformat()] for key, (said, kind, on) in sorted(state.timers.items())},
    }


def from_plain(data: Mapping[str, Any]) -> State:
    """Read back what *plain* wrote."""
    return State(
        name=data["name"],
        version=data["version"],
        position=data["position"],
        mode=data["mode"],
        cycle=data["cycle"],
        entered=data["entered"],
        tasks=data["tasks"],
        reopened=frozenset(data["reopened"]),
        aside={key: date.fromisoformat(day) for key, day in data["aside"].items()},
        waiting=data["waiting"],
        timers={key: (said, kind, date.fromisoformat(on)) for key, (said, kind, on) in data["timers"].items()},
    )


def apply(definition: Definition | None, state: State | None, event: Mapping[str, Any]) -> State:
    """Return the state after *event*; an event of another kind changes nothing but timers.

    :raises ValueError: if the chain does not begin with a beginning
    """
    if state is None:
        return _begin(definition, event)
    change = CHANGES.get(event["kind"])
    if change is not None:
        state = change(definition, state, event)
    planned = event.get("timers")
    return state._replace(timers=_timers(state.timers, planned)) if planned else state


def _begin(definition: Definition | None, event: Mapping[str, Any]) -> State:
    if event["kind"] not in ("created", "taken_over"):
        raise ValueError(f"the first event is {event['kind']}")
    start = definition.start if definition else ""
    state = State(
        name=event["name"],
        version=event["version"],
        position=event.get("step", start),
        entered=event["step"] if event["kind"] == "taken_over" else "",
    )
    return state._replace(timers=_timers({}, event.get("timers", {})))


def _timers(
    now: Mapping[str, tuple[str, str, date]], planned: Mapping[str, list[str]]
) -> Mapping[str, tuple[str, str, date]]:
    return {**now, **{key: (said, kind, date.fromisoformat(on)) for key, (said, kind, on, *_due) in planned.items()}}


def _without(tasks: Mapping[str, str], gone: tuple[str, ...]) -> Mapping[str, str]:
    return {key: said for key, said in tasks.items() if key not in gone}


def _tasks_of(definition: Definition | None, step: str) -> tuple[str, ...]:
    return tuple(task.key for task in definition.steps[step].tasks) if definition else ()


def _task_done(_: Definition | None, state: State, event: Mapping[str, Any]) -> State:
    return state._replace(tasks={**state.tasks, event["task"]: DONE})


def _task_skipped(_: Definition | None, state: State, event: Mapping[str, Any]) -> State:
    return state._replace(tasks={**state.tasks, event["task"]: SKIPPED})


def _task_reopened(_: Definition | None, state: State, event: Mapping[str, Any]) -> State:
    return state._replace(tasks=_without(state.tasks, (event["task"],)))


def _step_closed(definition: Definition | None, state: State, event: Mapping[str, Any]) -> State:
    tasks = {**state.tasks, **dict.fromkeys(event["tasks"], DONE)}
    if event["step"] in state.reopened:
        return state._replace(tasks=tasks, reopened=state.reopened - {event["step"]})
    closed = state._replace(tasks=tasks, position=event["to"], waiting=event.get("waiting", ""))
    if not event.get("next_cycle"):
        return closed
    again: frozenset[str] = frozenset(event.get("reopen", ()))
    for step in again | {event["step"]}:
        tasks = dict(_without(tasks, _tasks_of(definition, step)))
    return closed._replace(cycle=state.cycle + 1, reopened=state.reopened | again, tasks=tasks)


def _step_reopened(definition: Definition | None, state: State, event: Mapping[str, Any]) -> State:
    tasks = _without(state.tasks, _tasks_of(definition, event["step"]))
    return state._replace(reopened=state.reopened | {event["step"]}, tasks=tasks)


def _set_aside(_: Definition | None, state: State, event: Mapping[str, Any]) -> State:
    return state._replace(aside={**state.aside, event["demand"]: date.fromisoformat(event["until"])})


def _reinstated(_: Definition | None, state: State, event: Mapping[str, Any]) -> State:
    return state._replace(aside={key: day for key, day in state.aside.items() if key != event["demand"]})


def _mode(mode: str) -> Callable[[Definition | None, State, Mapping[str, Any]], State]:
    return lambda _, state, event: state._replace(mode=mode)


def _timer_fired(_: Definition | None, state: State, event: Mapping[str, Any]) -> State:
    if event.get("waiting"):
        return state._replace(waiting=event["waiting"])
    return state._replace(position=event["to"]) if event.get("to") else state


def _undone(_: Definition | None, state: State, event: Mapping[str, Any]) -> State:
    return from_plain(event["back"])


def _migrated(_: Definition | None, state: State, event: Mapping[str, Any]) -> State:
    return state._replace(
        version=event["version"],
        position=event["to"],
        tasks=event["tasks"],
        reopened=frozenset(event["reopened"]),
        aside={key: date.fromisoformat(day) for key, day in event["aside"].items()},
    )


CHANGES: Mapping[str, Callable[[Definition | None, State, Mapping[str, Any]], State]] = {
    "task_done": _task_done,
    "task_skipped": _task_skipped,
    "task_reopened": _task_reopened,
    "step_closed": _step_closed,
    "step_reopened": _step_reopened,
    "demand_set_aside": _set_aside,
    "demand_reinstated": _reinstated,
    "paused": _mode(PAUSED),
    "resumed": _mode(RUNNING),
    "ended": _mode(ENDED),
    "timer_fired": _timer_fired,
    "undone": _undone,
    "migrated": _migrated,
}
