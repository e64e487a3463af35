"""Who is asked anew is looked up together, however many they are."""

from sqlalchemy import event

from tests.workflows.cases import ring_all
from tests.workflows.world import World, seat, steering_group, worded
from workflows.tryghedsnetvaerk.mapping.actions import save_report, send_report
from workflows.tryghedsnetvaerk.mapping.models import PARTS
from workflows.tryghedsnetvaerk.network.approvals import over_at, working_days
from workflows.tryghedsnetvaerk.network.models import Approval


def test_whoever_is_asked_anew_is_found_in_one_question(any_world: World):
    any_world.begin()
    steering_group(any_world)
    seat(any_world, "tovholder")
    row = any_world.write(save_report, None, dict.fromkeys(PARTS, "Tekst"))
    any_world.write(send_report, row.nr, object_by=None, wording=worded)
    any_world.now = over_at(working_days(any_world.today, 10))
    any_world.session.expire_all()
    db, said = any_world.session.connection(), list[str]()
    event.listen(db, "before_cursor_execute", lambda *told: said.append(told[2]))

    ring_all(any_world)

    assert [one.told_on for one in any_world.all(Approval)] == [any_world.today] * 3
    assert len([one for one in said if "FROM person" in one and "person.id" in one]) == 1
