"""The evaluation of a year that was closed with its decision stays as it was decided, with its measurements."""

from collections.abc import Callable
from typing import Any

import pytest

from engine import actions
from engine.errors import NotAllowed
from engine.removals import remove
from tests.workflows.cases import at_step, meet_all, ring_the_year
from tests.workflows.world import World, attached
from workflows.tryghedsnetvaerk.evaluation.actions import save_evaluation, save_measure
from workflows.tryghedsnetvaerk.evaluation.models import Evaluation, Measure

WRITES: dict[str, Callable[[World], Any]] = {
    "outcome": lambda w: w.write(save_evaluation, 1, {"outcome": "nedskaler", "grounds": "Noget andet"}),
    "measure": lambda w: w.write(save_measure, 1, {"after": "0"}),
    "measure removed": lambda w: w.write(remove, Measure, 1, reason="Skrevet to gange"),
    "evaluation removed": lambda w: w.write(remove, Evaluation, 1, reason="Skrevet to gange"),
    "file": lambda w: attached(w, w.all(Evaluation)[0]),
    "file of a measure": lambda w: attached(w, w.all(Measure)[0]),
}


@pytest.fixture
def open_year(any_world: World) -> World:
    """A network whose evaluation only waits to be closed."""
    at_step(any_world, "praksis")
    ring_the_year(any_world)
    meet_all(any_world, "evaluering")
    return any_world


@pytest.fixture
def decided(open_year: World) -> World:
    open_year.close("evaluering")
    return open_year


@pytest.mark.parametrize("write", WRITES)
def test_what_was_decided_is_not_written_anew(decided: World, write: str):
    before = decided.row.seq

    with pytest.raises(NotAllowed, match="afsluttet med sin beslutning"), decided.session.begin_nested():
        WRITES[write](decided)

    assert decided.row.seq == before
    row, measure = decided.all(Evaluation)[0], decided.all(Measure)[0]
    assert (row.outcome, row.grounds, measure.after) == ("fortsaet", "Det virker", "9")


@pytest.mark.parametrize("write", ["outcome", "measure", "measure removed", "file"])
def test_until_it_is_decided_it_is_written(open_year: World, write: str):
    WRITES[write](open_year)


def test_undoing_the_decision_opens_the_year_again(decided: World):
    decided.press(actions.undo, lambda *_: decided.workflow.definition, who="formand")

    assert WRITES["measure"](decided).after == "0"


def test_the_next_year_has_an_evaluation_and_measurements_of_its_own(decided: World):
    decided.write(save_evaluation, None, {"findings": "Lidt lysere"})

    measure = decided.write(save_measure, None, {"kind": "tryghed", "what": "Utrygge", "after": "12"})

    assert measure.evaluation_id == decided.all(Evaluation)[1].id
    assert decided.write(save_measure, measure.nr, {"after": "11"}).after == "11"


def test_the_same_press_answers_as_the_first_time_also_after_the_decision(open_year: World):
    written = open_year.write(save_measure, 1, {"after": "8"}, given={"key": "once"})
    open_year.close("evaluering")

    assert open_year.write(save_measure, 1, {"after": "8"}, given={"key": "once"}) is written
