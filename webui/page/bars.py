"""The bar of nine: what each segment says, and the words beside it."""

from typing import Any

from engine.definition import Definition
from engine.machine import opened_beside
from engine.state import ENDED, PAUSED, RUNNING, State
from engine.text import N_
from webui.saying.language import _, tell
from webui.saying.words import word


def over(definition: Definition, state: State, step: str) -> bool:
    """Say whether a step of a network that is ended stands as it stood that day, neither closed nor to come."""
    closed = definition.order[step] < definition.order[state.position] and step != "praksis"
    return state.mode == ENDED and not (closed and step not in state.reopened)


def bar(definition: Definition, state: State, code: Any) -> dict[str, Any]:
    """Return the nine segments of a process whose steps have the statuses that *code* returns.

    A reopened step is shown as that: it is worked on beside the position and never moves it.
    """
    segments = []
    for number, (key, step) in enumerate(definition.steps.items(), 1):
        said = "reopened" if key in state.reopened and state.mode == RUNNING else code(key)
        segments.append({"nr": number, "code": said, "title": tell(step.title), "label": word("status", said)})
    current = definition.order[state.position]
    year = _("{nr}. år", nr=state.cycle) if state.cycle > 1 else ""
    year = _(N_("Evalueringen er åben")) if opened_beside(definition, state.waiting) else year
    return {
        "segments": segments,
        "done": sum(segment["code"] in ("done", "before") for segment in segments),
        "current_nr": current,
        "current_title": tell(definition.steps[state.position].title),
        "phase_index": (current - 1) // 3,
        "mode_label": {PAUSED: word("status", "paused"), ENDED: word("status", "ended")}.get(state.mode, year),
    }
