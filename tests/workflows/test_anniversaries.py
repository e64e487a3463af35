"""Which day a year is counted from, and which of many anniversaries counts, where an agreement is old or undated."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from engine import actions
from engine.state import FIRED, PENDING
from tests.workflows import deeds
from tests.workflows.cases import at_step, meet_all, ring_all
from tests.workflows.test_timers import in_force
from tests.workflows.world import World, steering_group
from workflows.tryghedsnetvaerk.agreement.models import Agreement

DAY = timedelta(days=1)


def undated(world: World, on: date | None = None) -> World:
    """Close step 6 with its date set aside; *on* is the day that happened."""
    at_step(world, "aftale")
    meet_all(world, "aftale", lacking="ikraft")
    set_aside(world)
    world.close("aftale", given={"on": on})
    return world


def set_aside(world: World) -> None:
    until = world.today + 30 * DAY
    world.press(actions.set_aside, "ikraft", reason="Venter på byrådet", allowed="chair", until=until)


def year_of(world: World, number: int = 1) -> tuple[Any, ...]:
    said, _, on = world.state.timers[f"aar-{number}"]
    return said, on


def evaluated(world: World) -> None:
    meet_all(world, "evaluering")
    world.close("evaluering")


def test_a_network_without_a_date_counts_its_years_from_the_day_step_6_was_closed(any_world: World):
    world = undated(any_world, date(2026, 2, 20))
    assert year_of(world) == (PENDING, date(2027, 2, 20))
    meet_all(world, "kontaktmaterialer")
    world.close("kontaktmaterialer")

    world.now = datetime(2027, 2, 20, 8, tzinfo=UTC)
    ring_all(world)
    assert world.state.position == "evaluering"
    evaluated(world)

    assert year_of(world, 2) == (PENDING, date(2028, 2, 20))


def test_a_date_entered_later_plans_the_year_anew(any_world: World):
    world = undated(any_world)
    deeds.agreement(world, in_force_on=date(2026, 5, 1))
    assert year_of(world) == (PENDING, date(2027, 5, 1))

    world.edit(world.all(Agreement)[0], in_force_on=None)

    assert year_of(world) == (PENDING, date(2027, 3, 2))


def test_a_closing_that_was_undone_is_not_counted_from(world: World):
    undated(world, date(2025, 12, 1))
    world.press(actions.undo, lambda *_: world.workflow.definition, who="formand")
    assert world.state.position == "aftale"

    world.close("aftale", given={"on": date(2026, 1, 15)})

    assert year_of(world) == (PENDING, date(2027, 1, 15))


def test_closing_step_6_again_later_moves_no_year(world: World):
    undated(world, date(2026, 2, 20))
    world.press(actions.reopen, "aftale", "Nye parter")
    world.later(days=60)
    set_aside(world)

    world.close("aftale")

    assert year_of(world) == (PENDING, date(2027, 2, 20))


@pytest.mark.parametrize("step", ["kontaktmaterialer", "praksis", "evaluering"])
def test_of_the_anniversaries_that_have_passed_only_the_newest_fires(any_world: World, step: str):
    world = in_force(any_world, date(2019, 5, 1), step)
    assert year_of(world) == (PENDING, date(2025, 5, 1))

    assert (ring_all(world), ring_all(world)) == (1, 0)

    assert year_of(world) == (FIRED, date(2025, 5, 1))
    assert world.state.timers.keys() == {"aar-1"}  # no notice of what has come


def test_after_the_newest_of_them_comes_the_next(world: World):
    in_force(world, date(2019, 5, 1))
    ring_all(world)

    evaluated(world)

    assert year_of(world, 2) == (PENDING, date(2026, 5, 1))
    assert ring_all(world) == 1  # the notice three months before, which is a month late
    assert world.state.position == "praksis"


def test_an_evaluation_that_takes_years_is_followed_by_one_and_not_by_all_it_missed(world: World):
    in_force(world, date(2026, 3, 2))
    world.now = datetime(2027, 3, 2, 12, tzinfo=UTC)
    ring_all(world)
    world.now = datetime(2030, 6, 1, 12, tzinfo=UTC)
    evaluated(world)
    assert year_of(world, 2) == (PENDING, date(2030, 3, 2))
    ring_all(world)

    evaluated(world)

    assert year_of(world, 3) == (PENDING, date(2031, 3, 2))


def test_an_older_date_entered_after_the_first_year_brings_back_none_of_its_own(world: World):
    in_force(world, date(2026, 3, 2))
    world.now = datetime(2027, 3, 2, 12, tzinfo=UTC)
    ring_all(world)
    evaluated(world)

    world.edit(world.all(Agreement)[0], in_force_on=date(2019, 9, 1))

    assert year_of(world, 2)[1] > date(2027, 3, 2)


def test_a_network_that_stands_before_its_materials_has_no_year_yet(world: World):
    world.begin(at="aftale")
    steering_group(world)
    world.add(Agreement, in_force_on=date(2019, 5, 1))

    assert world.state.timers == {}
