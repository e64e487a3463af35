"""Every button of the engine on the toy: what comes before it, the press, and another press with the same key."""

from collections.abc import Callable
from datetime import date
from typing import Any

from engine import actions
from tests.engine.play import Play
from tests.engine.toy import TOY

LATER = date(2026, 6, 1)


def at(step: str) -> Callable[[Play], None]:
    return lambda play: play.reach(step)


def with_plan_aside(play: Play) -> None:
    play.press(actions.set_aside, "planlagt", reason="Nej", allowed="chair", until=LATER)


def with_task_done(play: Play) -> None:
    at("plan")(play)
    play.press(actions.tick, "skriv")


def paused(play: Play) -> None:
    play.press(actions.pause, "Ferie")


# Each button: what comes before, the press, and the same press with other content.
BUTTONS: dict[str, tuple[Callable[[Play], None], Any, Any]] = {
    "tick": (at("plan"), (actions.tick, "skriv"), (actions.tick, "vaelg")),
    "untick": (with_task_done, (actions.untick, "skriv", "Fejl"), (actions.untick, "vaelg", "Fejl")),
    "skip": (at("plan"), (actions.skip, "vaelg", "Nej"), (actions.skip, "skriv", "Nej")),
    "close": (at("plan"), (actions.close, "plan"), (actions.close, "aftal")),
    "reopen": (at("goer"), (actions.reopen, "plan", "Nyt"), (actions.reopen, "aftal", "Nyt")),
    "reinstate": (with_plan_aside, (actions.reinstate, "planlagt"), (actions.reinstate, "ekstra")),
    "pause": (at("plan"), (actions.pause, "Ferie"), (actions.end, "Færdig")),
    "resume": (paused, (actions.resume, "Tilbage"), (actions.end, "Færdig")),
    "end": (at("plan"), (actions.end, "Færdig"), (actions.pause, "Ferie")),
    "undo": (with_task_done, (actions.undo, lambda *_: TOY), (actions.tick, "skriv")),
}
