"""Steps 4, 5 and 6: one and the same meeting is called, held in its order, and its minutes sent."""

from datetime import timedelta
from typing import Any

import pytest

from engine.definition import Waits
from engine.errors import BadInput, Lacking, NotAllowed
from tests.workflows import deeds as d
from tests.workflows.cases import at_step, meet_all
from tests.workflows.world import World, seat, worded
from workflows.tryghedsnetvaerk.meetings.actions import hold, send_minutes
from workflows.tryghedsnetvaerk.meetings.calling import call, call_before, cancel
from workflows.tryghedsnetvaerk.meetings.models import CONCLUSION, DEVELOPMENT, ORIENTATION, Meeting, Participant
from workflows.tryghedsnetvaerk.network.models import MINUTES

DAY = timedelta(days=1)
IDA = {"name": "Ida", "mail": "ida@example.dk"}
STEPS = {
    ORIENTATION: ("droeftelse", "orientering"),
    DEVELOPMENT: ("fastlaeggelse", "udvikling"),
    CONCLUSION: ("aftale", "aftalemoede"),
}


def called(world: World, kind: str, *people: Any) -> int:
    nr: int = d.meeting(world, kind).nr
    world.write(call, nr, invitation=lambda *_: None, people=people)
    return nr


def held(world: World, nr: int, *, days: int = 0, sent: bool = True) -> None:
    """Hold a meeting *days* from today, before it when negative, and send its minutes."""
    decisions = d.THREE if world.all(Meeting, nr=nr)[0].kind == CONCLUSION else ()
    world.write(hold, nr, held_on=world.today + days * DAY, minutes="Vi talte.", decisions=decisions)
    if sent:
        world.write(send_minutes, nr, object_by=None, wording=worded, telling=worded)


def lacking(world: World, kind: str) -> list[str]:
    """Return which of the three demands about the meeting of a kind are not met."""
    step, key = STEPS[kind]
    return [one for one in ("indkaldt", "holdt", "referat") if world.findings(step)[f"{key}_{one}"].reason]


@pytest.mark.parametrize("kind", STEPS)
def test_one_meeting_called_and_another_held_do_not_make_one(any_world: World, kind: str):
    world = at_step(any_world, STEPS[kind][0])
    first = called(world, kind, IDA)
    held(world, d.meeting(world, kind).nr)
    assert lacking(world, kind) == ["indkaldt"]
    said = world.findings(STEPS[kind][0])[f"{STEPS[kind][1]}_indkaldt"].reason
    assert said
    assert "holdt uden at være indkaldt" in said.text

    held(world, first, sent=False)
    assert lacking(world, kind) == ["referat"]

    world.write(send_minutes, first, object_by=None, wording=worded, telling=worded)
    assert lacking(world, kind) == []


@pytest.mark.parametrize("kind", STEPS)
def test_a_meeting_that_was_cancelled_is_none(any_world: World, kind: str):
    world = at_step(any_world, STEPS[kind][0])
    nr = called(world, kind, IDA)
    assert lacking(world, kind) == ["holdt", "referat"]

    world.write(cancel, nr)

    assert lacking(world, kind) == ["indkaldt", "holdt", "referat"]


def test_a_development_meeting_held_too_early_is_mended_by_one_held_in_order(any_world: World):
    world = any_world
    world.begin(at="fastlaeggelse")
    seat(world, "formand", chair=True)
    early = called(world, DEVELOPMENT, IDA)
    held(world, early, days=-1)
    held(world, called(world, ORIENTATION, IDA))
    assert lacking(world, DEVELOPMENT) == ["holdt"]
    said = world.findings("fastlaeggelse")["udvikling_holdt"].reason
    assert said
    assert said.values == {"dato": world.today - DAY, "foer": world.today}

    again = called(world, DEVELOPMENT, IDA)
    waiting = world.findings("fastlaeggelse")["udvikling_holdt"].reason
    assert waiting
    assert waiting.waits_for is Waits.OTHERS
    held(world, again)

    assert lacking(world, DEVELOPMENT) == []


def test_a_draft_beside_a_meeting_held_too_early_hides_nothing(any_world: World):
    world = any_world
    world.begin(at="fastlaeggelse")
    seat(world, "formand", chair=True)
    held(world, called(world, DEVELOPMENT, IDA), days=-1)
    held(world, called(world, ORIENTATION, IDA))
    d.meeting(world, DEVELOPMENT)

    assert lacking(world, DEVELOPMENT) == ["holdt"]


def test_the_order_is_that_of_the_meetings_that_count(any_world: World):
    """An orientation meeting that nobody was called to does not make a development meeting come after it."""
    world = any_world
    world.begin(at="fastlaeggelse")
    seat(world, "formand", chair=True)
    held(world, d.meeting(world, ORIENTATION).nr, days=-5)
    held(world, called(world, DEVELOPMENT, IDA), days=-2)
    assert lacking(world, DEVELOPMENT) == []

    held(world, called(world, ORIENTATION, IDA))

    assert lacking(world, DEVELOPMENT) == ["holdt"]


def test_of_several_meetings_held_in_full_the_first_counts(any_world: World):
    world = any_world
    world.begin(at="fastlaeggelse")
    seat(world, "formand", chair=True)
    held(world, called(world, ORIENTATION, IDA), days=-5)
    held(world, called(world, ORIENTATION, IDA))
    held(world, called(world, DEVELOPMENT, IDA), days=-2)

    assert lacking(world, DEVELOPMENT) == []
    assert world.facts().since["orientation_held"] == world.today - 5 * DAY


def test_approving_a_later_meeting_too_puts_none_out_of_order(any_world: World):
    """A second orientation meeting, for those who came later, does not make the development meeting too early."""
    world = any_world
    world.begin(at="fastlaeggelse")
    seat(world, "formand", chair=True)
    held(world, called(world, ORIENTATION, IDA), days=-5)
    held(world, called(world, DEVELOPMENT, IDA), days=-2)
    held(world, called(world, ORIENTATION, IDA))
    d.say_yes(world, MINUTES, [world.all(Meeting, kind=ORIENTATION)[1].id])

    assert lacking(world, DEVELOPMENT) == []
    assert world.facts().since["orientation_held"] == world.today - 5 * DAY


def test_nobody_is_no_one_to_call(any_world: World):
    world = at_step(any_world, "droeftelse")
    nr = d.meeting(world, ORIENTATION).nr

    with pytest.raises(Lacking, match="ingen at indkalde"):
        world.write(call, nr, invitation=lambda *_: None, people=())
    assert lacking(world, ORIENTATION) == ["indkaldt", "holdt", "referat"]

    world.add(Participant, meeting_id=world.all(Meeting, nr=nr)[0].id, name="Ida")
    world.write(call, nr, invitation=lambda *_: None, people=())
    assert lacking(world, ORIENTATION) == ["holdt", "referat"]


@pytest.mark.parametrize(("days", "counts"), [(-1, True), (0, False), (1, False)])
def test_only_a_meeting_from_before_the_network_came_here_is_written_in_as_called(
    any_world: World, days: int, counts: bool
):
    world = at_step(any_world, "droeftelse")
    arrived = world.today
    world.later(days=5)
    nr = d.meeting(world, ORIENTATION).nr
    world.write(hold, nr, held_on=arrived + days * DAY, minutes="Vi talte.", decisions=())

    if counts:
        assert world.write(call_before, nr, arrived - 9 * DAY).called_on == arrived - 9 * DAY
    else:
        with pytest.raises(NotAllowed, match="tæller kun knappen »Indkald«"):
            world.write(call_before, nr, arrived - 9 * DAY)

    assert lacking(world, ORIENTATION) == ["referat"] if counts else ["indkaldt", "referat"]


def test_minutes_that_nobody_would_get_are_not_sent(any_world: World):
    world = any_world
    world.begin(at="droeftelse")
    nr = d.meeting(world, ORIENTATION).nr
    with pytest.raises(BadInput, match="ingen at sende referatet til"):
        held(world, nr)
    assert "referat" in lacking(world, ORIENTATION)

    seat(world, "formand", chair=True)
    world.write(send_minutes, nr, object_by=None, wording=worded, telling=worded)

    assert lacking(world, ORIENTATION) == ["indkaldt"]


def test_a_step_is_closed_by_one_meeting_beside_others_that_were_not(any_world: World):
    world = at_step(any_world, "droeftelse")
    d.meeting(world, ORIENTATION)
    held(world, d.meeting(world, ORIENTATION).nr, sent=False)
    held(world, called(world, ORIENTATION, IDA))
    meet_all(world, "droeftelse")

    assert world.refusal("droeftelse") == []
