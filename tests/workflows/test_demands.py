from datetime import timedelta

import pytest

from engine import actions
from engine.errors import NotAllowed
from tests.workflows.cases import LACK, MEET, PROCESS, at_step, meet_all, ring_the_year
from tests.workflows.world import World, steering_group
from workflows.tryghedsnetvaerk.meetings.models import Meeting

DEMANDS = {key: (step.key, demand) for key, (step, _, demand) in PROCESS.demands.items()}
WARNINGS = [key for key, (_, demand) in DEMANDS.items() if demand.warning]
STOPPING = [key for key, (_, demand) in DEMANDS.items() if not demand.warning]
FIRM = [key for key in STOPPING if DEMANDS[key][1].firm]
# What cannot be there either while the demand is lacking.
ALSO = {
    "grupper": ["en_gruppe_ja"],
    "grupper_svar": ["en_gruppe_ja"],
    "orientering_holdt": ["orientering_referat"],
    "udvikling_holdt": ["udvikling_referat"],
    "aftalemoede_holdt": ["aftalemoede_referat", "tre_beslutninger"],
}


def test_every_demand_has_a_case_and_every_case_a_demand():
    assert set(MEET) == set(DEMANDS)
    assert set(LACK) <= set(DEMANDS)


@pytest.mark.parametrize("key", STOPPING)
def test_a_demand_refuses_the_step_until_it_is_met(any_world: World, key: str):
    step = DEMANDS[key][0]
    world = at_step(any_world, step)
    meet_all(world, step, lacking=key)
    assert world.refusal(step) == [key, *ALSO.get(key, [])]

    MEET[key](world)
    meet_all(world, step)

    assert world.close(step).body["step"] == step


@pytest.mark.parametrize(("step", "kind", "key"), [("fastlaeggelse", "udvikling", "udvikling_holdt"),
                                                   ("aftale", "aftale", "aftalemoede_holdt")])  # fmt: skip
def test_a_meeting_held_before_the_one_before_it_does_not_count(any_world: World, step: str, kind: str, key: str):
    world = at_step(any_world, step)
    meet_all(world, step)
    held = world.all(Meeting, kind=kind)[0]

    world.edit(held, held_on=held.held_on - timedelta(days=1))

    assert world.refusal(step) == [key]


@pytest.mark.parametrize("key", WARNINGS)
def test_a_warning_is_said_and_stops_nothing(any_world: World, key: str):
    step = DEMANDS[key][0]
    world = at_step(any_world, step)
    meet_all(world, step, lacking=key)

    said = world.findings(step)

    assert said[key].reason
    assert not [finding for finding in said.values() if finding.stops]
    assert world.row.unmet == 0


@pytest.mark.parametrize("key", [key for key in WARNINGS if DEMANDS[key][0] != "praksis"])
def test_a_step_closed_over_a_warning_remembers_it(world: World, key: str):
    step = DEMANDS[key][0]
    meet_all(at_step(world, step), step, lacking=key)

    assert key in world.close(step).body["warnings"]


@pytest.mark.parametrize("step", PROCESS.steps)
def test_a_step_with_everything_done_says_nothing_at_all(world: World, step: str):
    meet_all(at_step(world, step), step)

    assert not [key for key, finding in world.findings(step).items() if finding.reason]


@pytest.mark.parametrize("key", FIRM)
def test_a_firm_demand_is_never_set_aside(any_world: World, key: str):
    world = at_step(any_world, DEMANDS[key][0])

    with pytest.raises(NotAllowed, match="aldrig fraviges"):
        set_aside(world, key)


@pytest.mark.parametrize("key", WARNINGS)
def test_a_warning_is_nothing_to_set_aside(world: World, key: str):
    at_step(world, DEMANDS[key][0])

    with pytest.raises(NotAllowed, match="advarsel"):
        set_aside(world, key)


def test_a_network_goes_all_the_way_by_setting_aside_what_may_be(any_world: World):
    world = at_step(any_world, PROCESS.start)
    steering_group(world)
    for step in PROCESS.steps:
        aside = [d.key for d in PROCESS.steps[step].demands if not d.firm and not d.warning]
        for key in aside:
            set_aside(world, key)
        if step == "praksis":
            ring_the_year(world)
        else:
            assert set(world.close(step).body["aside"]) <= set(aside)
    assert (world.state.position, world.state.cycle) == ("praksis", 2)


def test_a_demand_set_aside_holds_again_when_its_date_has_passed(world: World):
    at_step(world, "sammensaetning")
    meet_all(world, "sammensaetning", lacking="ledere")
    set_aside(world, "ledere", days=5)
    assert world.refusal("sammensaetning") == []

    world.later(days=6)

    assert world.refusal("sammensaetning") == ["ledere"]


def set_aside(world: World, key: str, days: int = 30) -> None:
    until = world.today + timedelta(days=days)
    world.press(actions.set_aside, key, reason="Det kan ikke lade sig gøre her", allowed="chair", until=until)
