"""Approving a paper: who is asked, what they answer, and silence that counts as a yes."""

from datetime import UTC, date, datetime, timedelta

import pytest

from engine import actions, commitments, history
from engine.errors import BadInput, Forbidden
from engine.state import CANCELLED, PENDING
from tests.workflows import deeds
from tests.workflows.cases import at_step, meet_all, ring_all
from tests.workflows.world import World, posted, seat, steering_group, worded
from workflows.tryghedsnetvaerk.mapping.actions import new_version, save_report, send_report
from workflows.tryghedsnetvaerk.mapping.models import PARTS, Report
from workflows.tryghedsnetvaerk.meetings.actions import hold
from workflows.tryghedsnetvaerk.meetings.approving import approve_in_minutes, list_approving
from workflows.tryghedsnetvaerk.meetings.models import OF_MINUTES, OF_REPORT, STEERING, Decision, Meeting
from workflows.tryghedsnetvaerk.network.actions import end_seat
from workflows.tryghedsnetvaerk.network.approvals import answer, working_days
from workflows.tryghedsnetvaerk.network.models import Approval, Seat

DAY = timedelta(days=1)


def ring_at(world: World, year: int, month: int, day: int, hour: int = 12, minute: int = 0) -> int:
    world.now = datetime(year, month, day, hour, minute, tzinfo=UTC)
    return ring_all(world)


def sent_report(world: World, object_by: date | None = None) -> Report:
    world.begin(at="kortlaegning")
    steering_group(world)
    return send(world, write(world), object_by)


def write(world: World) -> Report:
    report: Report = world.write(save_report, None, dict.fromkeys(PARTS, "Tekst"))
    return report


def send(world: World, report: Report, object_by: date | None = None) -> Report:
    sent: Report = world.write(send_report, report.nr, object_by=object_by, wording=worded)
    posted(world)
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


@pytest.mark.parametrize("who", ["formand", "tovholder"])
def test_nobody_answers_for_somebody_else(world: World, who: str):
    sent_report(world)
    other = next(one for one in world.all(Approval) if one.person_id == world.people["medlem"])

    with pytest.raises(Forbidden, match="Kun den, der er spurgt"):
        world.write(answer, other.nr, "godkendt", who=who)


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


def decide(world: World, about: str, paper: int | None, held_on: date | None = None) -> int:
    """Take a decision at a meeting of its own; return its number."""
    row = deeds.meeting(world, STEERING)
    told = (about, "Besluttet", *([paper] if paper else []))
    world.write(hold, row.nr, held_on=held_on or world.today, minutes="Vi talte.", decisions=[told])
    nr: int = world.all(Decision)[-1].nr
    return nr


@pytest.mark.parametrize("other", ["another subject", "another version", "before it was sent"])
def test_a_decision_about_something_else_approves_no_report(any_world: World, other: str):
    world = any_world
    report = sent_report(world)
    about, paper = ("andet", None) if other == "another subject" else (OF_REPORT, report.id)
    nr = decide(
        world, about, paper + 1 if paper and other == "another version" else paper,
        world.today - timedelta(days=1) if other == "before it was sent" else None,
    )  # fmt: skip

    assert list_approving(world.session, world.network, "report", report.id) == []
    with pytest.raises(BadInput, match=f"Beslutning {nr} siger ikke, at netop dette er godkendt"):
        world.write(approve_in_minutes, "report", report.id, nr)
    assert not approved(world)


def test_a_decision_about_the_exact_version_approves_it(any_world: World):
    world = any_world
    report = sent_report(world)
    nr = decide(world, OF_REPORT, report.id)

    world.write(approve_in_minutes, "report", report.id, nr)

    assert approved(world)


def test_minutes_do_not_approve_themselves(world: World):
    world.begin()
    steering_group(world)
    nr = decide(world, OF_MINUTES, None)
    deeds.minutes_sent(STEERING, world=world)

    assert nr
    assert list_approving(world.session, world.network, "minutes", world.all(Meeting)[0].id) == []


@pytest.mark.parametrize("said", ["", "bemaerkning"])
def test_a_seat_that_ends_lapses_its_question(world: World, said: str):
    sent_report(world)
    world.write(answer, asked(world, "formand"), "godkendt", who="formand")
    if said:
        world.write(answer, asked(world, "medlem"), said, "Tallene er gamle", who="medlem")
    world.later(days=1)
    world.write(end_seat, world.all(Seat, person_id=world.people["medlem"])[0].nr, until=world.today - DAY)

    assert approved(world)
    assert [said for said, *_ in world.state.timers.values()] == [CANCELLED]


@pytest.mark.parametrize("left", [0, 1, 5])
def test_a_seat_that_ends_later_is_asked_to_its_last_day(any_world: World, left: int):
    world = any_world
    sent_report(world)
    world.write(answer, asked(world, "formand"), "godkendt", who="formand")
    world.write(end_seat, world.all(Seat, person_id=world.people["medlem"])[0].nr, until=world.today + left * DAY)
    for _ in range(left + 1):
        assert (mornings(world), approved(world)) == (0, False)
        world.later(days=1)

    assert (mornings(world), mornings(world), approved(world)) == (1, 0, True)

    told = list(history.events(world.session.connection(), world.network))[-1].body
    assert (told["kind"], told["actor"], [one["nr"] for one in told["also"]]) == ("approvals_lapsed", 0, [2])
    assert world.all(Approval)[1].lapsed_on == world.today - DAY
    assert commitments.check(world.session.connection(), [world.network]) == []


def test_who_sits_to_the_end_of_the_day_may_still_answer(world: World):
    sent_report(world)
    world.write(end_seat, world.all(Seat, person_id=world.people["medlem"])[0].nr, until=world.today)

    world.write(answer, asked(world, "medlem"), "godkendt", who="medlem")

    world.later(days=1)
    assert mornings(world) == 0


def test_what_was_answered_or_has_lapsed_already_lapses_no_more(world: World):
    sent_report(world)
    world.write(answer, asked(world, "medlem"), "godkendt", who="medlem")
    world.edit(world.all(Seat, person_id=world.people["medlem"])[0], until=world.today)

    world.later(days=1)

    assert mornings(world) == 0


def mornings(world: World) -> int:
    """Let what the last day ended end; return in how many networks."""
    db, overnight = world.session.connection(), world.workflow.overnight
    assert overnight
    ended = overnight.find(db, (world.network,), world.today)
    for _ in ended:
        overnight.act(world.session, world.command("systemet"))
    return len(ended)


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


def test_undoing_the_end_takes_every_deadline_up_again(world: World):
    sent_report(world)
    world.press(actions.end, "Forkert knap")

    world.press(actions.undo, lambda *_: world.workflow.definition)

    assert [said for said, *_ in world.state.timers.values()] == [PENDING]
    assert ring_at(world, 2026, 4, 1) == 1
