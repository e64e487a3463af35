from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from engine import actions
from engine.errors import BadInput, NotAllowed
from tests.engine.buttons import LATER, at, paused, with_task_done
from tests.engine.play import Play

ODD: dict[str, tuple[Callable[[Play], None], Any, str]] = {
    "a task of a later step": (at("plan"), (actions.tick, "enig"), "bliver dets tur"),
    "a task of a closed step": (at("aftal"), (actions.tick, "skriv"), "Genåbn"),
    "a running task": (at("goer"), (actions.tick, "loeb"), "løbende"),
    "a task done before": (with_task_done, (actions.tick, "skriv"), "allerede"),
    "a task never done": (at("plan"), (actions.untick, "skriv", "Fejl"), "ikke markeret"),
    "a task that must be done": (at("plan"), (actions.skip, "skriv", "Nej"), "springes over"),
    "a step ahead": (at("plan"), (actions.close, "aftal"), "bliver dets tur"),
    "a step that goes on": (at("goer"), (actions.close, "goer"), "af sig selv"),
    "reopening what is open": (at("plan"), (actions.reopen, "plan", "Nyt"), "lukket trin"),
    "reopening what is ahead": (at("plan"), (actions.reopen, "aftal", "Nyt"), "lukket trin"),
    "reopening what goes on": (at("maal"), (actions.reopen, "goer", "Nyt"), "løbende"),
    "reinstating what holds": (at("plan"), (actions.reinstate, "planlagt"), "ikke fraveget"),
    "resuming what runs": (at("plan"), (actions.resume, "Nu"), "ikke i bero"),
    "pausing twice": (paused, (actions.pause, "Mere"), "ikke i gang"),
}


@pytest.mark.parametrize("odd", ODD)
def test_what_does_not_fit_is_refused_and_nothing_is_stored(play: Play, odd: str):
    prepare, (action, *args), sentence = ODD[odd]
    prepare(play)
    before = play.row

    with pytest.raises(NotAllowed, match=sentence):
        play.press(action, *args)

    assert play.row == before


@pytest.mark.parametrize(
    ("action", "args"), [(actions.tick, ("x",)), (actions.close, ("x",)), (actions.skip, ("x", "y"))]
)
def test_what_is_not_in_the_definition_is_bad_input(play: Play, action: Any, args: Any):
    with pytest.raises(BadInput, match="findes ikke"):
        play.press(action, *args)


@pytest.mark.parametrize(
    ("demand", "until", "allowed", "refusal"),
    [
        ("aftalt", LATER, "chair", NotAllowed),
        ("findes_ikke", LATER, "chair", BadInput),
        ("planlagt", date(2026, 3, 1), "chair", BadInput),
        ("planlagt", LATER, "", BadInput),
    ],
)
def test_a_demand_is_set_aside_only_with_somebody_who_allowed_it_and_a_date_ahead(
    play, demand, until, allowed, refusal
):
    with pytest.raises(refusal):
        play.press(actions.set_aside, demand, reason="Nej", allowed=allowed, until=until)
