"""The year, its notice, and silence that counts as a yes."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from engine import actions
from engine.models import outbox, timer
from engine.state import CANCELLED, FIRED, PENDING
from tests.workflows import deeds
from tests.workflows.cases import MEET, at_step, go_through, meet_all, ring_all, ring_the_year
from tests.workflows.world import World, seat, steering_group
from workflows.tryghedsnetvaerk.agreement.models import Agreement
from workflows.tryghedsnetvaerk.evaluation.models import Evaluation
from workflows.tryghedsnetvaerk.mapping.actions import new_version, save_report, send_report
from workflows.tryghedsnetvaerk.mapping.models import PARTS, Report
from workflows.tryghedsnetvaerk.meetings.models import STEERING, Decision
from workflows.tryghedsnetvaerk.network.actions import end_seat
from workflows.tryghedsnetvaerk.network.approvals import answer, approve_in_minutes, working_days
from workflows.tryghedsnetvaerk.network.models import Approval, Seat


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
        (date(2024, 2, 29), datetime(2025, 2, 28, 8, tzinfo=UTC), datetime(2024, 11, 28, 8, tzinfo=UTC)),
    ],
)
def test_the_year_is_due_on_the_anniversary_at_nine_and_its_notice_three_months_before(world, on, year, notice):
    in_force(world, on)

    assert (due(world, "aar-1"), due(world, "varsel-1")) == (year, notice)


def test_a_leap_day_comes_again_after_four_years(world: World):
    in_force(world, date(2024, 2, 29))
    for _ in range(3):
        ring_the_year(world)
        for key in ("resultater", "maalt", "afgjort", "begrundet"):
            MEET[key](world)
        world.close("evaluering")

    assert due(world, "aar-4") == datetime(2028, 2, 29, 8, tzinfo=UTC)


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

    assert ring_all(world) == 2
    assert world.state.waiting == "begynd_evaluering"


def test_a_paused_network_lets_its_timers_wait_and_fires_them_when_resumed(any_world: World):
    world = in_force(any_world, date(2026, 3, 2))
    world.press(actions.pause, "Ombygning")
    assert ring_at(world, 2027, 6, 1) == 0

    world.press(actions.resume, "Færdig")

    assert ring_all(world) == 2
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


def test_undoing_the_end_takes_every_deadline_up_again(world: World):
    sent_report(world)
    world.press(actions.end, "Forkert knap")

    world.press(actions.undo)

    assert [said for said, *_ in world.state.timers.values()] == [PENDING]
    assert ring_at(world, 2026, 4, 1) == 1


# -- approvals -------------------------------------------------------------------------------------------------------


def sent_report(world: World, object_by: date | None = None) -> Report:
    world.begin(at="kortlaegning")
    steering_group(world)
    return send(world, write(world), object_by)


def write(world: World) -> Report:
    report: Report = world.write(save_report, None, dict.fromkeys(PARTS, "Tekst"))
    return report


def send(world: World, report: Report, object_by: date | None = None) -> Report:
    sent: Report = world.write(send_report, report.nr, object_by=object_by, subject="Rapport", body="Læs den.")
    return sent


def approved(world: World) -> bool:
    return world.findings("kortlaegning")["rapport_godkendt"].reason is None


def asked(world: World, person: str) -> int:
    rows = world.all(Approval, person_id=world.people[person], lapsed_on=None)
    nr: int = rows[-1].nr
    return nr


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 3, 2), 10, date(2026, 3, 16)),
        (date(2026, 3, 30), 10, date(2026, 4, 16)),  # Easter lies between
        (date(2024, 4, 25), 1, date(2024, 4, 26)),  # Store bededag is a working day since 2024
        (date(2026, 12, 23), 2, date(2026, 12, 29)),  # offices are closed on Christmas Eve
        (date(2026, 3, 6), 1, date(2026, 3, 9)),
    ],
)
def test_a_deadline_is_counted_in_danish_working_days(start: date, count: int, end: date):
    assert working_days(start, count) == end


@pytest.mark.parametrize(
    ("deadline", "moment"),
    [
        (date(2026, 3, 28), datetime(2026, 3, 28, 22, 59, tzinfo=UTC)),
        (date(2026, 3, 29), datetime(2026, 3, 29, 21, 59, tzinfo=UTC)),  # the night with an hour less
        (date(2026, 10, 25), datetime(2026, 10, 25, 22, 59, tzinfo=UTC)),  # the night with an hour more
    ],
)
def test_silence_counts_as_a_yes_at_the_last_minute_of_the_deadline(world: World, deadline: date, moment: datetime):
    sent_report(world, deadline)
    world.now = moment - timedelta(seconds=1)
    assert (ring_all(world), approved(world)) == (0, False)

    world.now = moment

    assert (ring_all(world), approved(world)) == (1, True)


def test_a_report_waits_for_everybody_who_sits_and_names_them(any_world: World):
    world = any_world
    sent_report(world)
    world.write(answer, asked(world, "formand"), "godkendt", who="formand")

    reason = world.findings("kortlaegning")["rapport_godkendt"].reason

    assert reason
    assert (reason.who, reason.since, reason.values) == (
        (f"person:{world.people['medlem']}",), world.today, {"antal": 1})  # fmt: skip


def test_a_suppleant_answers_for_the_seat(world: World):
    sent_report(world)
    world.write(answer, asked(world, "formand"), "godkendt", who="formand")
    world.write(answer, asked(world, "medlem"), "godkendt", who="suppleant")

    assert approved(world)
    assert [said for said, *_ in world.state.timers.values()] == [CANCELLED]


def test_a_remark_keeps_a_report_from_being_approved_by_silence(world: World):
    sent_report(world)
    world.write(answer, asked(world, "medlem"), "bemaerkning", "Tallene er gamle", who="medlem")

    ring_at(world, 2026, 6, 1)

    assert not approved(world)


@pytest.mark.parametrize("first", ["", "bemaerkning"])
def test_a_decision_in_minutes_answers_for_everybody_also_who_had_a_remark(world: World, first: str):
    report = sent_report(world)
    if first:
        world.write(answer, asked(world, "medlem"), first, "Tallene er gamle", who="medlem")
    deeds.held(STEERING, (("rapport", "Godkendt"),), world=world)

    world.write(approve_in_minutes, "report", report.id, world.all(Decision)[0].nr)

    assert approved(world)


@pytest.mark.parametrize("said", ["", "bemaerkning"])
def test_a_seat_that_ends_lapses_its_question(world: World, said: str):
    sent_report(world)
    world.write(answer, asked(world, "formand"), "godkendt", who="formand")
    if said:
        world.write(answer, asked(world, "medlem"), said, "Tallene er gamle", who="medlem")
    world.write(end_seat, world.all(Seat, person_id=world.people["medlem"])[0].nr, until=world.today)

    assert approved(world)


def test_a_version_that_was_waited_for_is_not_approved_by_sending_the_next(any_world: World):
    world = any_world
    report = sent_report(world)
    world.write(answer, asked(world, "formand"), "godkendt", who="formand")

    send(world, world.write(new_version, report.nr))

    assert not approved(world)
    assert world.findings("kortlaegning")["rapport_godkendt"].reason.values == {"antal": 2}


def test_an_approved_version_stays_approved_while_the_next_is_written(world: World):
    report = sent_report(world)
    deeds.say_yes(world, "report", [report.id])

    send(world, world.write(new_version, report.nr))

    assert approved(world)


def test_who_comes_to_the_group_later_is_not_asked_about_the_old_paper(world: World):
    sent_report(world)
    seat(world, "fremmed")

    assert len(world.all(Approval)) == 2


def test_nobody_is_told_twice_when_a_seat_is_two(world: World):
    world.begin(at="kortlaegning")
    steering_group(world)
    seat(world, "formand", kind="boligsocial")

    send(world, write(world))

    assert len(world.all(Approval)) == 2


def test_everything_met_in_time_leaves_no_deadline_behind(world: World):
    meet_all(at_step(world, "kortlaegning"), "kortlaegning")

    assert PENDING not in {said for said, *_ in world.state.timers.values()}
