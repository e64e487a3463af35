"""What is warned of in step 8: from the day the agreement took force, or where it has none, from when it was made."""

from datetime import UTC, date, datetime

import pytest

from engine import actions
from engine.models import event
from tests.workflows import deeds
from tests.workflows.cases import meet_all
from tests.workflows.test_anniversaries import set_aside, undated
from tests.workflows.test_snapshot import load
from tests.workflows.world import World, steering_group
from workflows.tryghedsnetvaerk.agreement.models import Agreement
from workflows.tryghedsnetvaerk.practice.models import SENT, NewsMail

NEWS, MEETING, RESIDENTS = "nyhed_nylig", "moede_nylig", "beboere_nylig"


def warned(world: World, year: int, month: int, day: int = 1) -> set[str]:
    """Return what step 8 warns of on a day."""
    world.now = datetime(year, month, day, 12, tzinfo=UTC)
    return {key for key, finding in world.findings("praksis").items() if finding.reason}


def in_practice(world: World, on: date | None = None) -> World:
    """Bring a network to step 8 that closed step 6 on a day of its own, with its date set aside."""
    undated(world, on)
    meet_all(world, "kontaktmaterialer")
    world.close("kontaktmaterialer")
    return world


def test_an_agreement_without_a_date_is_counted_from_the_day_step_6_was_closed(any_world: World):
    world = in_practice(any_world, date(2026, 2, 20))

    assert warned(world, 2026, 8, 20) == set()
    assert warned(world, 2026, 8, 21) == {NEWS}
    assert warned(world, 2026, 9, 20) == {NEWS}
    assert warned(world, 2026, 12, 3) == {NEWS, MEETING}  # they met on 2 March
    assert warned(world, 2027, 2, 20) == {NEWS, MEETING}
    assert warned(world, 2027, 2, 21) == {NEWS, MEETING, RESIDENTS}


def test_what_was_done_since_is_counted_from_instead(any_world: World):
    world = in_practice(any_world, date(2026, 2, 20))
    world.add(NewsMail, subject="Nyt", body="Nyt", state=SENT, sent_on=date(2026, 7, 1))

    assert warned(world, 2026, 9, 20) == set()
    assert warned(world, 2027, 1, 2) == {NEWS, MEETING}


def test_the_first_closing_counts_that_was_not_undone(any_world: World):
    world = undated(any_world, date(2025, 1, 1))
    world.press(actions.undo, lambda *_: world.workflow.definition, who="formand")
    world.close("aftale", given={"on": date(2026, 2, 20)})
    meet_all(world, "kontaktmaterialer")
    world.close("kontaktmaterialer")
    world.later(days=60)
    world.press(actions.reopen, "aftale", "Nye parter")
    set_aside(world)
    world.close("aftale")

    assert warned(world, 2026, 8, 20) == set()
    assert warned(world, 2026, 8, 21) == {NEWS}


@pytest.mark.parametrize("step", ["kontaktmaterialer", "praksis", "evaluering"])
def test_a_network_that_came_without_a_date_is_counted_from_the_day_it_came(any_world: World, step: str):
    any_world.begin(at=step)
    steering_group(any_world)
    if step != "praksis":
        any_world.press(actions.reopen, "aftale", "Den blev aldrig skrevet")
    assert any_world.today == date(2026, 3, 2)

    assert warned(any_world, 2026, 9, 2) == set()
    assert warned(any_world, 2026, 9, 3) == {NEWS}


def test_a_date_that_is_entered_later_counts_instead(any_world: World):
    world = in_practice(any_world, date(2026, 2, 20))
    deeds.agreement(world, in_force_on=date(2026, 5, 1))
    assert warned(world, 2026, 11, 1) == set()

    world.edit(world.all(Agreement)[0], in_force_on=None)

    assert warned(world, 2026, 11, 1) == {NEWS}


def test_nothing_is_warned_of_before_there_is_an_agreement(any_world: World):
    any_world.begin(at="aftale")

    assert warned(any_world, 2027, 9, 1) == set()


def test_of_many_networks_each_counts_from_its_own_day(any_world: World):
    world = in_practice(any_world, date(2026, 2, 20))
    ids = [world.network]
    for name, at in (("Nyt", "praksis"), ("Tidligt", "")):
        world.begin(name, at=at)
        ids.append(world.network)
    world.now = datetime(2026, 8, 25, 12, tzinfo=UTC)

    assert [facts.news_long_ago for facts in load(world, *ids).values()] == [True, False, False]


@pytest.mark.parametrize("said", ['"on":"2026-02-31"', '"on":"i går"', '"on":"2026-99-99"', '"at":"2026-02-20"', ""])
def test_a_history_that_was_tampered_with_keeps_no_page_from_being_shown(world: World, said: str):
    in_practice(world, date(2026, 2, 20))
    db = world.session.connection()
    mine = event.c.process_id == world.network, event.c.body.contains('"kind":"step_closed"')
    db.exec_driver_sql("DROP TRIGGER IF EXISTS event_no_update")
    for row in db.execute(event.select().where(*mine)).all():
        told = row.body.replace('"on":"2026-02-20"', said)
        db.execute(event.update().where(*mine, event.c.seq == row.seq).values(body=told))

    assert warned(world, 2026, 8, 25) <= {NEWS}
