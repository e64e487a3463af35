"""Who may have allowed that a demand is set aside: the chair of today, or a decision that stands in the minutes."""

from datetime import timedelta
from typing import Any

import pytest

from engine import actions
from engine.errors import BadInput
from tests.workflows import deeds
from tests.workflows.cases import at_step
from tests.workflows.world import World, seat
from workflows.tryghedsnetvaerk.meetings.models import CALLED, STEERING, Decision, Meeting

DAY = timedelta(days=1)


def set_aside(world: World, allowed: str) -> Any:
    until = world.today + 30 * DAY
    return world.press(actions.set_aside, "ledere", reason="Lederen er rejst", allowed=allowed, until=until)


def began(world: World, name: str = "Birkeparken") -> World:
    world.begin(name, at="sammensaetning")
    return world


@pytest.mark.parametrize("around", [(None, None), (-9, -1), (1, None)], ids=["none", "gone", "coming"])
def test_a_chair_who_does_not_sit_today_allows_nothing(any_world: World, around: tuple[int | None, int | None]):
    world = began(any_world)
    since, until = around
    seat(world, "medlem")
    if since is not None:
        ends = {"until": world.today + until * DAY} if until else {}
        seat(world, "formand", chair=True, since=world.today + since * DAY, **ends)

    with pytest.raises(BadInput, match="ingen formand i dag"):
        set_aside(world, "chair")


@pytest.mark.parametrize("last", [0, 5])
def test_a_chair_allows_it_to_the_last_day_of_the_seat(any_world: World, last: int):
    world = began(any_world)
    seat(world, "formand", chair=True, until=world.today + last * DAY)

    assert set_aside(world, "chair").body["allowed"] == "chair"


def test_a_decision_allows_it_that_stands_in_the_minutes_of_this_network(any_world: World):
    deeds.held(STEERING, (("fravigelse", "Uden leder"),), world=began(any_world, "Nabo"))
    world = began(any_world)
    with pytest.raises(BadInput, match="ingen beslutning nummer 1"):
        set_aside(world, "decision:1")
    deeds.held(STEERING, (("fravigelse", "Uden leder"),), world=world)
    number = world.all(Decision)[0].nr

    assert set_aside(world, f"decision:{number}").body["allowed"] == f"decision:{number}"


def test_a_decision_of_a_meeting_that_was_not_held_allows_nothing(world: World):
    deeds.held(STEERING, (("fravigelse", "Uden leder"),), world=began(world))
    world.edit(world.all(Meeting)[0], state=CALLED)

    with pytest.raises(BadInput, match="ingen beslutning nummer 1"):
        set_aside(world, "decision:1")


@pytest.mark.parametrize("allowed", ["bestyrelsen", "decision:", "decision:x", "decision:-1", "decision:" + "9" * 40])
def test_nobody_else_allows_it(world: World, allowed: str):
    seat(at_step(world, "sammensaetning"), "formand", chair=True)

    with pytest.raises(BadInput, match=r"formanden eller en beslutning|ingen beslutning nummer"):
        set_aside(world, allowed)
