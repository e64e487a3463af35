"""An agreement that is changed after partners answered it: a new version begins, and they are asked again."""

from datetime import timedelta

import pytest

from engine.errors import BadInput, KeyReused, NotAllowed, Stale
from engine.removals import remove
from tests.workflows import answering as asked
from tests.workflows import deeds as d
from tests.workflows.answering import agreement, answer, answered, said, standing, stopping, whole
from tests.workflows.cases import at_step, meet_all
from tests.workflows.world import World, attached
from workflows.tryghedsnetvaerk.agreement import annex
from workflows.tryghedsnetvaerk.agreement.actions import new_version, save_agreement
from workflows.tryghedsnetvaerk.agreement.models import DECLINED, JOINED, Agreement, Partner, Route
from workflows.tryghedsnetvaerk.agreement.partners import ask_again, save_partner
from workflows.tryghedsnetvaerk.network.models import Attachment
from workflows.tryghedsnetvaerk.settled import falls


@pytest.fixture
def written(any_world: World) -> World:
    """A network at step 6 whose agreement is written, with one route; nobody has answered."""
    return asked.written(any_world)


def test_a_text_that_was_answered_stays_and_the_changed_one_is_the_next_version(written: World):
    world = answered(written)
    d.in_force(world)

    row = world.write(save_agreement, 1, {"content": "Rettet"})

    first, second = world.all(Agreement)
    assert (row.nr, second.content, first.content) == (2, "Rettet", "Aftalt")
    assert (first.dropped, first.in_force_on, second.in_force_on) == (True, None, world.today)
    assert [one.answer for one in world.all(Partner, agreement_nr=1)] == [JOINED, JOINED, DECLINED, ""]
    assert [(one.answer, one.asked_on, one.deadline) for one in world.all(Partner, agreement_nr=2)] == [
        ("", None, None)
    ] * 4
    assert standing(world) == ["afloest", "udkast"]
    assert whole(world)


def test_step_6_counts_only_answers_to_the_version_that_is_to_take_force(written: World):
    world = answered(written)
    d.in_force(world)
    assert "to_tilsluttet" not in stopping(world)
    world.write(save_agreement, 1, {"content": "Rettet"})

    assert {"to_tilsluttet", "parter_svar"} <= stopping(world)

    world.write(ask_again, 2, world.today)
    for one in world.all(Partner, agreement_nr=2)[:2]:
        told = {"organisation_id": one.organisation_id, "answer": JOINED, "answered_on": world.today}
        world.write(save_partner, one.nr, told)
    world.later(days=1)
    assert not {"to_tilsluttet", "parter_svar"} & stopping(world)
    meet_all(world, "aftale")
    world.close("aftale", "formand")
    assert standing(world) == ["afloest", "gaelder"]
    with pytest.raises(NotAllowed, match="afløst"):
        world.write(save_agreement, 1, {"content": "Alligevel"})


def test_the_date_is_changed_without_asking_anybody_again(written: World):
    world = answered(written)

    world.write(save_agreement, 1, {"content": "Aftalt", "in_force_on": world.today})

    assert [row.nr for row in world.all(Agreement)] == [1]
    assert len([one for one in world.all(Partner) if one.answer]) == 3


def test_the_same_press_makes_one_new_version(written: World):
    world = answered(written)

    made = [world.write(save_agreement, 1, {"content": "Rettet"}, given={"key": "samme"}).nr for _ in range(2)]

    assert made == [2, 2]
    assert len(world.all(Agreement)) == 2
    with pytest.raises(KeyReused):
        world.write(save_agreement, 1, {"content": "Noget tredje"}, given={"key": "samme"})


def test_what_somebody_answered_meanwhile_is_seen_before_it_is_changed(written: World):
    before = agreement(written).version
    answer(written, "politi")

    with pytest.raises(Stale):
        written.write(save_agreement, 1, {"content": "Rettet"}, seen=before)
    assert len(written.all(Agreement)) == 1


def test_what_is_new_beside_the_text_comes_with_a_new_version(written: World):
    world = answered(written)
    world.add(Route, problem_id=None, receiver="Politiet", channel="ring")

    row = world.write(new_version, 1)

    assert (row.nr, row.content, standing(world)) == (2, "Aftalt", ["afloest", "udkast"])
    assert len(annex.of_version(world.session, row)["routes"]) == 2
    assert annex.changed_since(world.session, row) == ()


def test_partners_are_asked_again_once_and_with_a_deadline_to_come(written: World):
    world = answered(written)
    world.write(save_agreement, 1, {"content": "Rettet"})

    with pytest.raises(BadInput, match="før i dag"):
        world.write(ask_again, 2, world.today - timedelta(days=1))
    world.write(ask_again, 2, world.today + timedelta(days=14))
    asked = world.all(Partner, agreement_nr=2)
    assert {(one.asked_on, one.deadline) for one in asked} == {(world.today, world.today + timedelta(days=14))}
    with pytest.raises(BadInput, match="Alle parter er spurgt"):
        world.write(ask_again, 2, world.today)
    assert whole(world)


def test_an_answer_to_a_dropped_version_stays_as_it_was_given(written: World):
    world = answered(written)
    world.write(save_agreement, 1, {"content": "Rettet"})
    [first, *_] = world.all(Partner, agreement_nr=1)

    with pytest.raises(BadInput, match="afløst"):
        answer(world, "politi", DECLINED, nr=first.nr)
    with pytest.raises(BadInput, match="afløst"):
        world.write(save_partner, None, said(world, "bestyrelse", agreement_nr=1))


@pytest.mark.parametrize("days", [0, 1])
def test_silence_counts_for_the_text_that_the_deadline_was_given_for(written: World, days: int):
    world = written
    world.write(save_partner, None, said(world, "forening"))
    assert world.write(save_agreement, 1, {"content": "Rettet før fristen blev givet"}).nr == 1
    world.write(save_partner, 1, said(world, "forening", deadline=world.today))
    world.later(days=days)

    row = world.write(save_agreement, 1, {"content": "Rettet bagefter"})

    assert (row.nr, agreement(world).content) == (2, "Rettet før fristen blev givet")
    assert "parter_svar" in stopping(world)
    assert whole(world)


def test_an_agreement_that_says_nothing_yet_was_put_to_nobody(any_world: World):
    world = at_step(any_world, "aftale")
    world.write(save_partner, None, said(world, "forening", deadline=world.today))
    world.write(save_agreement, None, {})

    assert world.write(save_agreement, 1, {"content": "Det første, der skrives"}).nr == 1


def test_that_a_partner_was_given_a_deadline_meanwhile_is_seen_before_the_text_is_changed(written: World):
    before = agreement(written).version
    written.write(save_partner, None, said(written, "forening", deadline=written.today))

    with pytest.raises(Stale):
        written.write(save_agreement, 1, {"content": "Rettet"}, seen=before)
    assert whole(written)


def signed(world: World) -> Agreement:
    """Two partners have joined what is signed on paper and attached."""
    row: Agreement = world.write(save_agreement, 1, {"ready_made": True})
    attached(world, row)
    for name in ("politi", "bolig"):
        answer(world, name)
    return row


def test_no_other_file_comes_beside_the_one_that_was_answered(written: World):
    row = signed(written)

    with pytest.raises(NotAllowed, match="har svaret på den fil"):
        attached(written, row)

    assert len(written.all(Attachment)) == 1


def test_a_signed_file_comes_after_the_answers_too(written: World):
    row = written.write(save_agreement, 1, {"ready_made": True})
    answer(written, "politi")

    attached(written, row)

    assert len(written.all(Attachment)) == 1


@pytest.mark.parametrize("days", [0, 1])
def test_a_file_that_partners_have_a_deadline_for_gives_way_only_in_a_new_version(written: World, days: int):
    row = written.write(save_agreement, 1, {"ready_made": True})
    attached(written, row)
    written.write(save_partner, None, said(written, "forening", deadline=written.today))
    written.later(days=days)
    [file] = written.all(Attachment)

    with pytest.raises(NotAllowed, match="frist for at svare på den fil"):
        attached(written, row)
    assert "spørges igen" in falls(written.session, written.state, file)
    written.write(remove, Attachment, file.nr, reason="Den forkerte fil")

    assert standing(written) == ["afloest", "udkast"]
    assert [(one.asked_on, one.deadline) for one in written.all(Partner, agreement_nr=2)] == [(None, None)]
    assert {"parter_svar", "aftale_dele"} <= stopping(written)
    assert whole(written)
    attached(written, agreement(written, 2))


def test_where_the_answered_file_goes_a_new_version_begins_and_partners_are_asked_again(written: World):
    row = signed(written)
    d.in_force(written)
    [file] = written.all(Attachment)
    assert "spørges igen" in falls(written.session, written.state, file)

    written.write(remove, Attachment, file.nr, reason="Den forkerte fil")

    second = agreement(written, 2)
    assert (second.ready_made, second.in_force_on, standing(written)) == (True, written.today, ["afloest", "udkast"])
    assert [one.answer for one in written.all(Partner, agreement_nr=1)] == [JOINED, JOINED]
    assert [one.answer for one in written.all(Partner, agreement_nr=2)] == ["", ""]
    assert {"to_tilsluttet", "aftale_dele"} <= stopping(written)
    assert whole(written)
    with pytest.raises(NotAllowed, match="afløst af en nyere"):
        attached(written, row)
    attached(written, second)
