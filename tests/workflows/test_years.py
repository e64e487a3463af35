"""A network from its first need to its third year, and what each decision of an evaluation leads to."""

from datetime import timedelta

import pytest

from engine import actions
from engine.errors import BadInput, NotAllowed
from engine.standing import standing
from engine.verification import verify
from tests.workflows.cases import MEET, PROCESS, at_step, go_through, meet_all, ring_the_year
from tests.workflows.deeds import evaluation
from tests.workflows.world import World
from workflows.tryghedsnetvaerk.composition.models import ProfessionalGroup
from workflows.tryghedsnetvaerk.evaluation.actions import conclude
from workflows.tryghedsnetvaerk.meetings.models import Decision

TO_PRACTICE = list(PROCESS.steps)[:7]


def in_practice(world: World) -> World:
    at_step(world, PROCESS.start)
    meet_all(world, PROCESS.start)
    world.close(PROCESS.start, "tovholder", given={"decision": world.all(Decision)[0].nr})
    go_through(world, *TO_PRACTICE[1:])
    return world


def evaluated(world: World, outcome: str, reopen: str = "") -> World:
    """Take up the year's evaluation and write it with its decision."""
    ring_the_year(world)
    evaluation(world, outcome=outcome, reopen=reopen)
    meet_all(world, "evaluering")
    return world


def clock_of(world: World) -> tuple[str, int, frozenset[str]]:
    return world.state.position, world.state.cycle, world.state.reopened


def test_a_network_goes_from_its_first_need_to_its_second_year(any_world: World):
    world = in_practice(any_world)
    assert clock_of(world) == ("praksis", 1, frozenset())
    evaluated(world, "fortsaet")
    assert world.state.position == "evaluering"

    world.close("evaluering")

    assert clock_of(world) == ("praksis", 2, frozenset())
    assert verify(world.session.connection(), lambda *_: PROCESS, world.network) == []


@pytest.mark.parametrize("outcome", ["fortsaet", "nedskaler"])
def test_a_decision_to_go_on_begins_the_next_year(world: World, outcome: str):
    evaluated(at_step(world, "praksis"), outcome)

    told = world.close("evaluering", trigger="").body

    assert (told["trigger"], told["to"], told["reopen"]) == (outcome, "praksis", [])
    assert clock_of(world) == ("praksis", 2, frozenset())


def test_a_correction_reopens_its_steps_and_practice_goes_on_meanwhile(any_world: World):
    world = in_practice(any_world)
    evaluated(world, "korriger", "sammensaetning,aftale")
    world.close("evaluering")
    assert clock_of(world) == ("praksis", 2, {"sammensaetning", "aftale"})
    MEET["nyhed_nylig"](world)

    go_through(world, "aftale", "sammensaetning")

    assert clock_of(world) == ("praksis", 2, frozenset())


def test_a_reopened_step_is_closed_only_by_its_own_demands(world: World):
    evaluated(in_practice(world), "korriger", "sammensaetning")
    world.close("evaluering")
    for row in world.all(ProfessionalGroup):
        world.edit(row, answer="")

    assert world.refusal("sammensaetning") == ["grupper_svar", "en_gruppe_ja"]


def test_the_second_year_is_evaluated_as_the_first(world: World):
    evaluated(at_step(world, "praksis"), "fortsaet")
    world.close("evaluering")
    assert world.findings("evaluering")["resultater"].reason

    evaluated(world, "nedskaler")
    world.close("evaluering")

    assert clock_of(world) == ("praksis", 3, frozenset())


def test_the_next_year_does_not_stand_by_the_deadline_of_the_last(any_world: World):
    evaluated(at_step(any_world, "praksis"), "fortsaet")
    assert any_world.row.overdue_on

    any_world.close("evaluering")

    assert any_world.row.overdue_on is None


def test_a_year_taken_back_stands_as_before(any_world: World):
    evaluated(at_step(any_world, "praksis"), "fortsaet")
    before = standing(PROCESS, any_world.state, any_world.facts())
    any_world.close("evaluering")
    turned = standing(PROCESS, any_world.state, any_world.facts())
    assert turned == {name: getattr(any_world.row, name) for name in turned}

    any_world.press(actions.undo, lambda *_: PROCESS, who="formand")

    assert before == {name: getattr(any_world.row, name) for name in before}


def test_the_decision_of_the_record_counts_and_not_the_press(world: World):
    evaluated(at_step(world, "praksis"), "nedskaler")

    assert world.close("evaluering", trigger="fortsaet").body["trigger"] == "nedskaler"


def test_an_evaluation_without_a_decision_is_refused_with_every_reason(world: World):
    ring_the_year(at_step(world, "praksis"))

    assert world.refusal("evaluering", trigger="") == ["resultater", "maalt", "afgjort", "begrundet"]


def test_a_decision_that_was_set_aside_is_said_by_the_press(world: World):
    ring_the_year(at_step(world, "praksis"))
    meet_all(world, "evaluering", lacking="afgjort")
    until = world.today + timedelta(days=30)
    world.press(actions.set_aside, "afgjort", reason="Vi blev ikke enige", allowed="chair", until=until)

    with pytest.raises(BadInput, match="fortsæt"):
        world.close("evaluering", trigger="")


@pytest.mark.parametrize("step", ["praksis", "evaluering", "findes_ikke"])
def test_a_correction_takes_up_only_steps_that_are_closed(world: World, step: str):
    evaluated(at_step(world, "praksis"), "korriger", step)

    with pytest.raises(NotAllowed, match="lukket trin"):
        world.close("evaluering")


def test_practice_is_never_closed_by_a_press(world: World):
    at_step(world, "praksis")

    with pytest.raises(NotAllowed, match="af sig selv"):
        world.close("praksis")


def test_a_repeated_press_on_the_decision_answers_as_the_first_time(world: World):
    evaluated(at_step(world, "praksis"), "fortsaet")
    first = world.close("evaluering", given={"key": "once"})

    again = world.write(conclude, "", who="formand", given={"key": "once"})

    assert again.seq == first.seq
    assert world.state.cycle == 2


def test_a_network_cannot_be_reopened_where_it_already_stands(world: World):
    at_step(world, "aftale")

    with pytest.raises(NotAllowed, match="lukket trin"):
        world.press(actions.reopen, "aftale", "Igen")
