"""The versions of the method: what was published stays, and a network is moved from one to the next with all it has."""

from datetime import timedelta
from typing import Any

import pytest

import workflows
from engine.soundness import prove
from engine.versions import migrate
from tests.workflows import deeds
from tests.workflows.cases import LONG_AGO, at_step, meet_all
from tests.workflows.world import World
from workflows.tryghedsnetvaerk.network.in_order import that_came_early
from workflows.tryghedsnetvaerk.network.models import Seat
from workflows.tryghedsnetvaerk.process import PROCESS
from workflows.tryghedsnetvaerk.versions import FIRST, LEADS_TO, NEW_IN_2

NAME = PROCESS.name


def test_version_1_is_version_2_but_for_what_that_asks_besides():
    asked = [(step.key, task.key, key) for key, (step, task, _) in PROCESS.demands.items() if key not in NEW_IN_2]

    assert [(step.key, task.key, key) for key, (step, task, _) in FIRST.demands.items()] == asked
    assert set(PROCESS.demands) - set(FIRST.demands) == NEW_IN_2
    assert all(PROCESS.demands[key][2] is demand for key, (_, _, demand) in FIRST.demands.items())


@pytest.mark.parametrize("known", workflows.ALL)
def test_every_version_is_sound_and_what_it_names_the_newest_knows(known):
    definition = workflows.ALL[known].definition

    assert not prove(definition).faults
    assert (definition.name, definition.version) == known
    assert set(definition.steps) <= set(PROCESS.steps)
    assert set(definition.tasks) <= set(PROCESS.tasks)
    assert set(definition.demands) <= set(PROCESS.demands)


def test_every_step_of_an_earlier_version_leads_to_one_of_the_newest():
    earlier = {version: workflow for (_, version), workflow in workflows.ALL.items() if version != PROCESS.version}

    assert set(LEADS_TO) == set(earlier)
    for version, steps in LEADS_TO.items():
        assert set(steps) == set(earlier[version].definition.steps)
        assert set(steps.values()) <= set(PROCESS.steps)


def moved(world: World) -> Any:
    """Move the network to the newest version, as the command line does."""
    state = world.state
    world.workflow, steps = workflows.way_on(state.name, state.version)
    return world.press(migrate, steps, "Ny version", who="systemet")


def test_a_network_is_moved_with_what_it_has_and_asked_what_is_new(any_world: World):
    world = any_world
    world.workflow = workflows.find(NAME, 1)
    at_step(world, "igangsaettelse")
    meet_all(world, "igangsaettelse")
    seat = world.all(Seat)[0]
    world.edit(seat, since=LONG_AGO)
    assert world.refusal("igangsaettelse") == []
    before = world.state

    assert moved(world).body["to"] == "igangsaettelse"

    assert world.state == before._replace(version=2)
    assert world.refusal("igangsaettelse") == ["i_raekkefoelge"]
    reason = world.findings("igangsaettelse")["i_raekkefoelge"].reason
    assert (reason.who, reason.since) == ((f"person:{seat.person_id}",), LONG_AGO)
    world.edit(seat, since=world.today)
    assert world.close("igangsaettelse").body["step"] == "igangsaettelse"


def test_what_was_closed_before_stays_closed_and_what_was_set_aside_stays_aside(world: World):
    world.workflow = workflows.find(NAME, 1)
    at_step(world, "igangsaettelse")
    meet_all(world, "igangsaettelse")
    world.edit(world.all(Seat)[0], since=LONG_AGO)
    world.close("igangsaettelse")
    deeds.figures(world)
    before = world.state

    moved(world)

    assert world.state == before._replace(version=2)
    assert world.row.status != ""


def test_who_sits_since_before_the_yes_is_named_once_with_the_first_day():
    yes = LONG_AGO + timedelta(days=10)
    listed = "person:7@2023-01-05,person:8@2023-01-11,person:7@2023-01-02,person:9@2023-02-01"

    assert that_came_early(listed, yes) == {"person:7": LONG_AGO + timedelta(days=1)}
    assert that_came_early(listed, None) == {}
    assert that_came_early("", yes) == {}
