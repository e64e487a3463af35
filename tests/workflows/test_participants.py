"""Who is called to a meeting is written down and corrected until its minutes are sent, and then stays."""

import pytest

from engine.errors import NotAllowed
from engine.removals import remove
from tests.workflows import deeds as d
from tests.workflows.world import World, steering_group, worded
from workflows.tryghedsnetvaerk.meetings.actions import hold, send_minutes
from workflows.tryghedsnetvaerk.meetings.models import ORIENTATION, STEERING, Meeting, Participant
from workflows.tryghedsnetvaerk.meetings.participants import save_participant


@pytest.fixture
def sent(any_world: World) -> World:
    """A network whose orientation meeting was held and its minutes sent; a steering group meeting lies ahead."""
    any_world.begin()
    steering_group(any_world)
    d.called(ORIENTATION, world=any_world)
    [meeting] = any_world.all(Meeting, kind=ORIENTATION)
    any_world.write(save_participant, None, meeting.nr, {"name": "Ida"})
    any_world.write(hold, meeting.nr, held_on=any_world.today, minutes="Vi talte.", decisions=())
    any_world.write(send_minutes, meeting.nr, object_by=None, wording=worded, telling=worded)
    d.meeting(any_world, STEERING)
    return any_world


def numbers(world: World) -> tuple[int, int, int]:
    """Return the meeting whose minutes were sent, the one ahead, and Ida."""
    [before], [ahead] = world.all(Meeting, kind=ORIENTATION), world.all(Meeting, kind=STEERING)
    return before.nr, ahead.nr, world.all(Participant, name="Ida")[0].nr


def test_nobody_comes_goes_or_changes_in_a_meeting_whose_minutes_were_sent(sent: World):
    before, ahead, ida = numbers(sent)
    people = [(one.name, one.meeting_id, one.version) for one in sent.all(Participant)]
    other = sent.write(save_participant, None, ahead, {"name": "Ole"}).nr

    for nr, meeting, name in ((None, before, "Bo"), (ida, before, "Ib"), (ida, ahead, "Ida"), (other, before, "Ole")):
        with pytest.raises(NotAllowed, match="bliver stående"):
            sent.write(save_participant, nr, meeting, {"name": name})
    with pytest.raises(NotAllowed, match="bliver stående"):
        sent.write(remove, Participant, ida, reason="Skrevet forkert")

    assert [(one.name, one.meeting_id, one.version) for one in sent.all(Participant) if one.nr != other] == people


def test_in_a_meeting_ahead_they_are_corrected_and_removed(sent: World):
    _, ahead, _ = numbers(sent)
    nr = sent.write(save_participant, None, ahead, {"name": "Ole"}).nr

    assert sent.write(save_participant, nr, ahead, {"name": "Ole Holm"}).name == "Ole Holm"
    sent.write(remove, Participant, nr, reason="Skrevet to gange")

    assert not sent.all(Participant, nr=nr)


def test_the_same_press_is_answered_as_the_first_time_also_after_the_minutes_were_sent(sent: World):
    _, ahead, _ = numbers(sent)
    first = sent.write(save_participant, None, ahead, {"name": "Ole"}, given={"key": "samme"})
    sent.write(hold, ahead, held_on=sent.today, minutes="Vi talte.", decisions=())
    sent.write(send_minutes, ahead, object_by=None, wording=worded, telling=worded)

    assert sent.write(save_participant, None, ahead, {"name": "Ole"}, given={"key": "samme"}).nr == first.nr
