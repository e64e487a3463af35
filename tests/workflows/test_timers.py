"""The year and its notice: when they are due, what they cause, and what they wait for."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from engine import actions
from engine.models import outbox, timer
from engine.state import CANCELLED, FIRED
from tests.workflows import deeds
from tests.workflows.cases import MEET, go_through, ring_all, ring_the_year
from tests.workflows.world import World, steering_group
from workflows.tryghedsnetvaerk.agreement.models import Agreement
from workflows.tryghedsnetvaerk.evaluation.models import Evaluation


def in_force(world: World, on: date, step: str = "praksis") -> World:
    """A network whose agreement takes force *on* a day."""
    world.begin(at=step)
    steering_group(world)
    world.add(Agreement, in_force_on=on)
    return world


def due(world: World, key: str) -> datetime:
    found = select(timer.c.due).where(timer.c.process_id == world.network, timer.c.key == key)
    moment: datetime = world.session.execute(found).scalar_one()
    return moment


def stands(world: World, key: str) -> str:
    return world.state.timers[key][0]


def ring_at(world: World, year: int, month: int, day: int, hour: int = 12, minute: int = 0) -> int:
    world.now = datetime(year, month, day, hour, minute, tzinfo=UTC)
    return ring_all(world)


@pytest.mark.parametrize(
    ("on", "year", "notice"),
    [
        (date(2026, 3, 2), datetime(2027, 3, 2, 8, tzinfo=UTC), datetime(2026, 12, 2, 8, tzinfo=UTC)),
        (date(2026, 7, 1), datetime(2027, 7, 1, 7, tzinfo=UTC), datetime(2027, 4, 1, 7, tzinfo=UTC)),
        (date(2026, 5, 31), datetime(2027, 5, 31, 7, tzinfo=UTC), datetime(2027, 2, 28, 8, tzinfo=UTC)),
        (date(2028, 2, 29), datetime(2029, 2, 28, 8, tzinfo=UTC), datetime(2028, 11, 28, 8, tzinfo=UTC)),
    ],
)
def test_the_year_is_due_on_the_anniversary_at_nine_and_its_notice_three_months_before(world, on, year, notice):
    in_force(world, on)

    assert (due(world, "aar-1"), due(world, "varsel-1")) == (year, notice)


def test_a_leap_day_comes_again_after_four_years(world: World):
    in_force(world, date(2024, 2, 29))
    for _ in range(2):
        ring_the_year(world)
        for key in ("resultater", "maalt", "afgjort", "begrundet"):
            MEET[key](world)
        world.close("evaluering")

    assert due(world, "aar-3") == datetime(2028, 2, 29, 8, tzinfo=UTC)


def test_nothing_fires_a_minute_early_and_the_year_moves_the_network(any_world: World):
    in_force(any_world, date(2026, 3, 2))
    assert ring_at(any_world, 2027, 3, 2, 7, 59) == 1  # the notice, three months late
    assert any_world.state.position == "praksis"

    assert ring_at(any_world, 2027, 3, 2, 8, 0) == 1

    assert any_world.state.position == "evaluering"
    assert ring_at(any_world, 2027, 3, 3) == 0


def test_the_year_opens_the_evaluation_and_tells_the_steering_group(world: World):
    in_force(world, date(2026, 3, 2))
    ring_at(world, 2027, 3, 2)

    (evaluation,) = world.all(Evaluation)
    told = world.session.execute(select(outbox.c.recipient, outbox.c.subject).order_by(outbox.c.id)).all()

    assert (evaluation.opened_on, evaluation.decide_by) == (date(2027, 3, 2), date(2027, 5, 1))
    assert [row.recipient for row in told] == ["formand@example.dk", "medlem@example.dk"] * 2
    assert [row.subject for row in told[::2]] == ["Om tre måneder skal Birkeparken evalueres",
                                                  "Tid til evaluering: Birkeparken"]  # fmt: skip


def test_an_evaluation_begun_before_the_year_is_opened_and_not_doubled(world: World):
    in_force(world, date(2026, 3, 2))
    deeds.evaluation(world, findings="Færre indbrud")

    ring_at(world, 2027, 3, 2)

    assert [row.findings for row in world.all(Evaluation)] == ["Færre indbrud"]


def test_the_year_that_comes_while_materials_are_made_waits_for_the_step_to_close(any_world: World):
    world = in_force(any_world, date(2026, 3, 2), "kontaktmaterialer")
    ring_at(world, 2027, 3, 2)
    assert (world.state.position, world.state.waiting) == ("kontaktmaterialer", "begynd_evaluering")
    assert world.all(Evaluation)[0].opened_on == date(2027, 3, 2)

    go_through(world, "kontaktmaterialer")

    assert (world.state.position, world.state.waiting) == ("evaluering", "")


def test_the_year_fires_also_when_the_evaluation_stands_open_already(world: World):
    in_force(world, date(2026, 3, 2), "evaluering")

    assert ring_at(world, 2027, 3, 2) == 2
    assert (world.state.position, stands(world, "aar-1")) == ("evaluering", FIRED)


def test_before_the_materials_no_year_runs_and_then_it_is_there_at_once(world: World):
    in_force(world, date(2024, 3, 2), "aftale")
    assert world.state.timers == {}
    deeds.held("orientering", world=world)
    deeds.held("udvikling", world=world)
    go_through(world, "aftale")

    assert ring_all(world) == 1  # what would come in three months has come
    assert world.state.waiting == "begynd_evaluering"


def test_a_paused_network_lets_its_timers_wait_and_fires_them_when_resumed(any_world: World):
    world = in_force(any_world, date(2026, 3, 2))
    world.press(actions.pause, "Ombygning")
    assert ring_at(world, 2027, 6, 1) == 0

    world.press(actions.resume, "Færdig")

    assert ring_all(world) == 1
    assert world.state.position == "evaluering"


def test_another_date_in_force_moves_what_is_pending(any_world: World):
    world = in_force(any_world, date(2026, 3, 2))
    world.edit(world.all(Agreement)[0], in_force_on=date(2026, 9, 1))

    assert ring_at(world, 2027, 3, 2) == 0
    assert due(world, "aar-1") == datetime(2027, 9, 1, 7, tzinfo=UTC)


def test_another_date_in_force_never_fires_again_what_has_fired(world: World):
    in_force(world, date(2026, 3, 2))
    ring_at(world, 2027, 3, 2)
    world.edit(world.all(Agreement)[0], in_force_on=date(2026, 9, 1))

    assert ring_at(world, 2027, 12, 1) == 0
    assert stands(world, "aar-1") == FIRED


def test_an_agreement_without_a_date_has_no_year(world: World):
    in_force(world, date(2026, 3, 2))
    world.edit(world.all(Agreement)[0], in_force_on=None)

    assert (stands(world, "aar-1"), ring_at(world, 2028, 1, 1)) == (CANCELLED, 0)


def test_an_ended_network_has_its_timers_cancelled(world: World):
    in_force(world, date(2026, 3, 2))
    world.press(actions.end, "Området er revet ned")

    assert {said for said, *_ in world.state.timers.values()} == {CANCELLED}
    assert ring_at(world, 2028, 1, 1) == 0
