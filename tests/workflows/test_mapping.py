"""Step 2: what counts as figures, as a study that was made, and as a report that is waited for."""

from datetime import timedelta

from engine.definition import Waits
from tests.workflows import deeds
from tests.workflows.cases import at_step
from tests.workflows.world import World
from workflows.tryghedsnetvaerk.network.actions import end_seat
from workflows.tryghedsnetvaerk.network.models import Seat

STEP = "kortlaegning"


def test_a_report_that_nobody_is_left_to_answer_waits_for_nobody(any_world: World):
    world = at_step(any_world, STEP)
    deeds.report_sent(world)
    world.later(days=1)
    for row in world.all(Seat):
        world.write(end_seat, row.nr, until=world.today - timedelta(days=1))

    reason = world.findings(STEP)["rapport_godkendt"].reason

    assert reason
    assert "Send den ud i en ny version" in reason.text
    assert reason.waits_for is Waits.US
