"""The agreement holds until a new version takes its place, and each version has its own answers."""

from datetime import timedelta
from typing import Any

import pytest

from engine.errors import BadInput, NotAllowed, Refused
from engine.state import PENDING
from tests.workflows import deeds as d
from tests.workflows.cases import at_step, go_through
from tests.workflows.world import World
from workflows.tryghedsnetvaerk.agreement.actions import new_version, put_in_force, save_agreement
from workflows.tryghedsnetvaerk.agreement.models import DECLINED, JOINED, Agreement, Partner
from workflows.tryghedsnetvaerk.agreement.partners import save_partner
from workflows.tryghedsnetvaerk.agreement.queries import list_standing
from workflows.tryghedsnetvaerk.process import YEAR


@pytest.fixture
def agreed(any_world: World) -> World:
    """A network whose agreement was made: step 6 is closed."""
    go_through(at_step(any_world, "aftale"), "aftale")
    return any_world


def standing(world: World) -> list[str]:
    return list(list_standing(world.session, world.network, world.state, world.today).values())


def joined(world: World, nr: int) -> None:
    for row in world.all(Partner, agreement_nr=nr):
        world.edit(row, answer=JOINED, answered_on=world.today)


def year(world: World) -> Any:
    return next(on for said, kind, on in world.state.timers.values() if said == PENDING and kind == YEAR)


def test_what_was_agreed_is_not_changed_but_its_date_is(agreed: World):
    with pytest.raises(NotAllowed, match="lav en ny version"):
        agreed.write(save_agreement, 1, {"content": "Noget andet", "in_force_on": agreed.today})
    before = year(agreed)

    agreed.write(save_agreement, 1, {"content": "Aftalt", "in_force_on": agreed.today + timedelta(days=30)})

    assert year(agreed) == before + timedelta(days=30)


def test_while_step_6_is_open_the_agreement_is_written(any_world: World):
    world = at_step(any_world, "aftale")
    d.parts(world)
    d.in_force(world)
    world.add(Partner, organisation_id=world.organisations["kommune"], asked_on=world.today)

    assert world.write(save_agreement, 1, {"content": "Bedre"}).content == "Bedre"
    assert standing(world) == ["udkast"]


def test_a_new_version_stands_beside_the_one_in_force_with_answers_of_its_own(agreed: World):
    agreed.write(new_version, 1)
    agreed.write(save_agreement, 2, {"content": "Vi mødes også om sommeren."})

    first, second = agreed.all(Agreement)
    assert (first.content, second.content, second.in_force_on) == ("Aftalt", "Vi mødes også om sommeren.", None)
    assert standing(agreed) == ["gaelder", "udkast"]
    assert [row.answer for row in agreed.all(Partner, agreement_nr=2)] == ["", ""]
    assert agreed.facts().partners_joined == 0
    with pytest.raises(Refused) as refused:
        agreed.write(put_in_force, 2, agreed.today)
    assert {one.demand.key for one in refused.value.findings} == {"to_tilsluttet", "parter_svar"}


def test_the_old_version_holds_until_the_day_the_new_one_takes_force(agreed: World):
    before = year(agreed)
    agreed.write(new_version, 1)
    joined(agreed, 2)

    agreed.write(put_in_force, 2, agreed.today + timedelta(days=7))

    assert (standing(agreed), year(agreed)) == (["gaelder", "kommer"], before)
    agreed.later(days=7)
    assert standing(agreed) == ["erstattet", "gaelder"]
    with pytest.raises(NotAllowed, match="lav en ny version"):
        agreed.write(save_agreement, 2, {"content": "Noget andet"})


def test_what_a_partner_joined_is_not_changed_before_it_takes_force(agreed: World):
    agreed.write(new_version, 1)
    joined(agreed, 2)

    third = agreed.write(save_agreement, 2, {"content": "Noget andet"})

    assert (third.nr, third.content, third.in_force_on) == (3, "Noget andet", None)
    assert agreed.all(Agreement, nr=2)[0].content == "Aftalt"
    assert standing(agreed) == ["gaelder", "afloest", "udkast"]
    assert agreed.facts().partners_joined == 0
    with pytest.raises(NotAllowed, match="afløst"):
        agreed.write(put_in_force, 2, agreed.today)


def test_one_new_version_at_a_time_and_none_of_a_draft(agreed: World):
    agreed.write(new_version, 1)

    with pytest.raises(NotAllowed, match="allerede en nyere version"):
        agreed.write(new_version, 1)
    with pytest.raises(NotAllowed, match="ikke indgået endnu"):
        agreed.write(new_version, 2)
    with pytest.raises(NotAllowed, match="allerede en aftale"):
        agreed.write(save_agreement, None, {})


def test_who_said_no_or_left_is_not_asked_anew(agreed: World):
    first, other = agreed.all(Partner)
    agreed.edit(first, left_on=agreed.today)
    agreed.add(Partner, organisation_id=agreed.organisations["kommune"], answer="nej")

    agreed.write(new_version, 1)

    assert [row.organisation_id for row in agreed.all(Partner, agreement_nr=2)] == [other.organisation_id]


def test_a_partner_without_a_deadline_is_ours_to_give_one(any_world: World):
    world = at_step(any_world, "aftale")
    world.add(Partner, organisation_id=world.organisations["kommune"], asked_on=world.today)

    reason = world.findings("aftale")["parter_svar"].reason

    assert reason
    assert "ikke har fået en frist" in reason.text
    assert reason.who == (f"organisation:{world.organisations['kommune']}",)


def test_what_is_lacking_is_named(any_world: World):
    world = at_step(any_world, "aftale")
    d.agreement(world, purpose="Tryghed", content="Vi ringer", anchoring="Boligforeningen", convener="Politiet")
    row = d.meeting(world, d.meetings.CONCLUSION)
    world.write(d.hold, row.nr, held_on=world.today, minutes="Vi talte.", decisions=[("formaal", "Tryghed")])

    found = world.findings("aftale")

    lacking = {key: found[key].reason.values["dele"] for key in ("aftale_dele", "tre_beslutninger")}  # type: ignore[union-attr]
    assert lacking == {
        "aftale_dele": ("hvor ofte I mødes", "hvor I mødes"),
        "tre_beslutninger": ("samarbejdsformen", "forankringen"),
    }


def partner(world: World, nr: int | None = None, **said: Any) -> Any:
    values = {"organisation_id": world.organisations["bolig"], "asked_on": world.today} | said
    return world.write(save_partner, nr, values)


def test_an_organisation_is_a_partner_once_until_it_leaves(any_world: World):
    world = at_step(any_world, "aftale")
    d.parts(world)
    first = partner(world, answer=JOINED, answered_on=world.today)
    with pytest.raises(BadInput, match="som nummer 1"):
        partner(world, answer=DECLINED, answered_on=world.today)
    other = partner(world, organisation_id=world.organisations["politi"])
    with pytest.raises(BadInput, match="som nummer 1"):
        partner(world, other.nr)

    partner(world, first.nr, left_on=world.today)

    assert partner(world).nr == 3


def test_an_organisation_is_asked_anew_about_each_version(agreed: World):
    agreed.write(new_version, 1)
    kommune = agreed.organisations["kommune"]

    first = partner(agreed, organisation_id=kommune, agreement_nr=1)

    assert partner(agreed, organisation_id=kommune, agreement_nr=2).nr == first.nr + 1


def test_the_same_press_adds_a_partner_once(any_world: World):
    world = at_step(any_world, "aftale")
    said = {"organisation_id": world.organisations["bolig"]}

    first = world.write(save_partner, None, said, given={"key": "samme"})

    assert world.write(save_partner, None, said, given={"key": "samme"}).nr == first.nr == 1
