"""A task that the method puts after others is not ticked while something that those demand is not met."""

from datetime import timedelta

import pytest

import workflows
from engine import actions
from engine.errors import Refused
from tests.workflows.cases import MEET, PROCESS, at_step, meet_all
from tests.workflows.world import World

AFTER = {task.key: task.after for _, task in PROCESS.tasks.values() if task.after}
EARLIER = [
    (task, demand.key)
    for task, before in AFTER.items()
    for one in before
    for demand in PROCESS.tasks[one][1].demands
    if not demand.warning
]


def refused(world: World, task: str) -> list[str]:
    """Return what keeps a sitting member from ticking *task*."""
    with pytest.raises(Refused) as said:
        world.press(actions.tick, task, who="formand")
    return [finding.demand.key for finding in said.value.findings]


@pytest.mark.parametrize("version", [version for _, version in workflows.ALL])
def test_the_group_comes_after_the_interest_and_the_report_after_the_studies(version: int):
    tasks = workflows.find(PROCESS.name, version).definition.tasks

    assert {key: task.after for key, (_, task) in tasks.items() if task.after} == {
        "styregruppe": ("interesse",),
        "rapport": ("kriminalitetsstatistik", "kvantitativ", "kvalitativ"),
    }


@pytest.mark.parametrize(("task", "key"), EARLIER)
def test_a_later_task_waits_for_what_the_earlier_one_demands(any_world: World, task: str, key: str):
    world, step = any_world, PROCESS.tasks[task][0].key
    at_step(world, step)
    meet_all(world, step, lacking=key)
    assert refused(world, task) == [key]

    MEET[key](world)
    meet_all(world, step)

    assert world.press(actions.tick, task, who="formand").body["task"] == task


def test_an_earlier_task_keeps_no_step_waiting_that_it_would_not_keep_anyway(any_world: World):
    world = at_step(any_world, "igangsaettelse")
    meet_all(world, "igangsaettelse", lacking="kommune_svar")
    assert refused(world, "styregruppe") == world.refusal("igangsaettelse") == ["kommune_svar"]

    until = world.today + timedelta(days=1)
    world.press(actions.set_aside, "kommune_svar", reason="Haster", allowed="chair", until=until)

    assert world.press(actions.tick, "styregruppe", who="formand").body["task"] == "styregruppe"


def test_a_study_that_was_skipped_keeps_no_report_waiting(any_world: World):
    world = at_step(any_world, "kortlaegning")
    meet_all(world, "kortlaegning", lacking="kvalitativ_afklaret")
    assert refused(world, "rapport") == ["kvalitativ_afklaret"]

    world.press(actions.skip, "kvalitativ", "Senere")

    assert world.press(actions.tick, "rapport", who="formand").body["task"] == "rapport"


def test_a_task_that_comes_after_no_other_is_ticked_first(any_world: World):
    world = at_step(any_world, "igangsaettelse")
    meet_all(world, "igangsaettelse", lacking="kommune_svar")

    assert world.press(actions.tick, "kommunikation", who="formand").body["task"] == "kommunikation"
