"""Silence is a yes only from whoever's mail left, and only after the time that it gave them."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from engine import actions, commitments, history, outbox, verification
from engine.definition import Waits
from engine.errors import BadInput, Forbidden, NotAllowed, Stale
from engine.models import installation
from engine.models import outbox as mails
from engine.outbox import CANCELLED, FAILED, SENDING, UNCERTAIN, WAITING
from engine.people.models import Person
from engine.state import CANCELLED as CALLED_OFF
from engine.state import FIRED, PENDING
from tests.workflows import deeds as d
from tests.workflows.cases import PROCESS, ring_all
from tests.workflows.world import World, posted, steering_group, worded
from workflows.tryghedsnetvaerk.demonstration.fill import MARK
from workflows.tryghedsnetvaerk.mapping.actions import save_report, send_report
from workflows.tryghedsnetvaerk.mapping.models import PARTS
from workflows.tryghedsnetvaerk.meetings.approving import approve_in_minutes
from workflows.tryghedsnetvaerk.meetings.models import STEERING, Decision
from workflows.tryghedsnetvaerk.network.approvals import (
    answer,
    count_working_days,
    note_answer,
    over_at,
    working_days,
)
from workflows.tryghedsnetvaerk.network.models import APPROVED, REMARK, SILENT, Approval

SENT = date(2026, 3, 2)  # a Monday
DEADLINE = date(2026, 3, 16)  # ten working days later


@pytest.fixture
def asked(any_world: World) -> World:
    """A network that asked two members to approve a report; the mail has not left."""
    any_world.begin()
    steering_group(any_world)
    row = any_world.write(save_report, None, dict.fromkeys(PARTS, "Tekst"))
    any_world.write(send_report, row.nr, object_by=None, wording=worded)
    assert any_world.today == SENT
    return any_world


def at(world: World, day: date) -> World:
    """Let it be the last minute of a day."""
    world.now = over_at(day)
    return world


def questions(world: World) -> list[tuple[str, date | None, date]]:
    return [(one.answer, one.told_on, one.object_by) for one in world.all(Approval)]


def states(world: World) -> list[str]:
    rows = world.session.execute(select(mails.c.state).where(mails.c.process_id == world.network).order_by(mails.c.id))
    return list(rows.scalars())


def stands(world: World, state: str) -> None:
    world.session.execute(update(mails).where(mails.c.process_id == world.network).values(state=state))


def timer(world: World) -> tuple[str, date]:
    [(said, _, on)] = [one for key, one in world.state.timers.items() if key.startswith("indsigelse")]
    return said, on


def test_whoever_was_written_to_in_time_and_is_silent_has_said_yes(asked: World):
    posted(asked)

    assert ring_all(at(asked, DEADLINE)) == 1

    assert questions(asked) == [(SILENT, None, DEADLINE)] * 2
    assert timer(asked) == (FIRED, DEADLINE)


@pytest.mark.parametrize("state", [WAITING, FAILED, UNCERTAIN])
def test_nobody_is_silent_whose_mail_has_not_left_but_is_asked_anew(asked: World, state: str):
    stands(asked, state)

    ring_all(at(asked, DEADLINE))

    later = working_days(DEADLINE, 10)
    assert questions(asked) == [("", DEADLINE, later)] * 2
    assert timer(asked) == (PENDING, later)
    assert states(asked) == [CANCELLED, CANCELLED, WAITING, WAITING]
    told = list(history.events(asked.session.connection(), asked.network))[-1].body
    assert (told["kind"], told["moved"]) == ("timer_fired", 2)


def test_the_new_mail_says_the_new_deadline_in_the_language_of_whoever_gets_it(asked: World):
    asked.session.get_one(Person, asked.people["formand"]).locale = "en"

    ring_all(at(asked, DEADLINE))

    bodies = asked.session.execute(select(mails.c.body).where(mails.c.state == WAITING).order_by(mails.c.id))
    first, second = bodies.scalars()
    assert "by 30 March 2026" in first
    assert "senest 30. marts 2026" in second


def test_only_those_whose_mail_left_are_silent(asked: World):
    first = asked.session.execute(select(mails.c.id).order_by(mails.c.id)).scalars().first()
    asked.session.execute(update(mails).where(mails.c.id == first).values(state=outbox.SENT, sent_at=asked.now))

    ring_all(at(asked, DEADLINE))

    assert [said for said, *_ in questions(asked)] == [SILENT, ""]
    assert timer(asked)[0] == PENDING


def test_whose_mail_left_late_has_as_many_working_days_from_then(asked: World):
    asked.later(days=3)
    posted(asked)
    left = asked.today

    ring_all(at(asked, DEADLINE))
    assert questions(asked) == [("", left, working_days(left, 10))] * 2
    assert states(asked) == [outbox.SENT] * 2

    assert ring_all(at(asked, working_days(left, 10))) == 1
    assert [said for said, *_ in questions(asked)] == [SILENT] * 2


def test_a_mail_that_leaves_at_the_next_try_begins_the_time_anew(asked: World):
    ring_all(at(asked, DEADLINE))
    posted(asked)

    ring_all(at(asked, working_days(DEADLINE, 10)))

    assert [said for said, *_ in questions(asked)] == [SILENT] * 2


def test_a_mail_that_is_just_being_sent_is_not_written_twice(asked: World):
    stands(asked, SENDING)

    ring_all(at(asked, DEADLINE))

    assert states(asked) == [SENDING] * 2
    assert timer(asked) == (PENDING, working_days(DEADLINE, 10))


def test_forty_days_on_hold_make_nobody_silent(asked: World):
    asked.press(actions.pause, "Sommerferie")
    asked.later(days=40)
    posted(asked)
    assert (ring_all(asked), states(asked)) == (0, [WAITING] * 2)

    asked.press(actions.resume, "Ferien er slut")
    assert ring_all(asked) == 1  # the ticker rings before it delivers

    assert questions(asked) == [("", asked.today, working_days(asked.today, 10))] * 2
    posted(asked)
    ring_all(at(asked, working_days(asked.today, 10)))
    assert [said for said, *_ in questions(asked)] == [SILENT] * 2


def test_who_was_told_before_a_pause_may_answer_on_hold(asked: World):
    posted(asked)
    asked.press(actions.pause, "Sommerferie")

    asked.write(answer, asked.all(Approval)[0].nr, "godkendt", who="formand")

    assert asked.all(Approval)[0].answer == "godkendt"


def test_a_deadline_of_one_day_on_a_weekend_is_moved_to_a_working_day(any_world: World):
    any_world.begin()
    steering_group(any_world)
    any_world.later(days=4)  # Friday
    row = any_world.write(save_report, None, dict.fromkeys(PARTS, "Tekst"))
    any_world.write(send_report, row.nr, object_by=date(2026, 3, 7), wording=worded)

    ring_all(at(any_world, date(2026, 3, 7)))

    assert {by for *_, by in questions(any_world)} == {date(2026, 3, 9)}


@pytest.fixture
def unreached(any_world: World) -> World:
    """A network that asked two members to approve a report, of whom one has no mail address."""
    any_world.begin()
    steering_group(any_world)
    any_world.session.get_one(Person, any_world.people["medlem"]).mail = None
    row = any_world.write(save_report, None, dict.fromkeys(PARTS, "Tekst"))
    any_world.write(send_report, row.nr, object_by=None, wording=worded)
    posted(any_world)
    return any_world


def test_the_deadline_makes_nobody_silent_who_was_not_asked_by_mail(unreached: World):
    assert ring_all(at(unreached, DEADLINE)) == 1

    assert [(one.answer, one.by_mail) for one in unreached.all(Approval)] == [(SILENT, True), ("", False)]
    assert timer(unreached) == (FIRED, DEADLINE)
    reason = unreached.findings("kortlaegning")["rapport_godkendt"].reason
    assert reason
    assert "er ikke spurgt om rapporten" in reason.text
    assert reason.waits_for is Waits.US
    assert reason.who == (f"person:{unreached.people['medlem']}",)


def test_no_deadline_runs_when_nobody_was_asked_by_mail(any_world: World):
    any_world.begin()
    steering_group(any_world)
    for name in ("formand", "medlem"):
        any_world.session.get_one(Person, any_world.people[name]).mail = None
    row = any_world.write(save_report, None, dict.fromkeys(PARTS, "Tekst"))

    any_world.write(send_report, row.nr, object_by=None, wording=worded)

    assert not [key for key in any_world.state.timers if key.startswith("indsigelse")]
    assert ring_all(at(any_world, DEADLINE)) == 0


def test_the_coordinator_writes_down_what_somebody_without_mail_answered(unreached: World):
    unreached.write(answer, 1, APPROVED, who="formand")
    assert timer(unreached)[0] == CALLED_OFF
    unreached.later(days=3)

    unreached.write(note_answer, 2, REMARK, "Tallene er gamle", given={"on": SENT + timedelta(days=1)})
    told = unreached.all(Approval)[1]
    assert (told.answer, told.remark, told.answered_on) == (REMARK, "Tallene er gamle", date(2026, 3, 3))

    unreached.write(note_answer, 2, APPROVED)
    assert not unreached.findings("kortlaegning")["rapport_godkendt"].reason
    db = unreached.session.connection()
    assert commitments.check(db, [unreached.network]) == []
    assert verification.verify(db, lambda *_: PROCESS, unreached.network) == []


@pytest.mark.parametrize(
    ("who", "nr", "on", "said", "refusal"),
    [
        ("formand", 2, None, APPROVED, Forbidden),
        ("tovholder", 1, None, APPROVED, NotAllowed),
        ("tovholder", 2, SENT - timedelta(days=1), APPROVED, BadInput),
        ("tovholder", 2, None, REMARK, BadInput),
        ("tovholder", 2, None, SILENT, BadInput),
    ],
)
def test_nobody_else_is_answered_for(unreached: World, who: str, nr: int, on: Any, said: str, refusal: Any):
    with pytest.raises(refusal):
        unreached.write(note_answer, nr, said, who=who, given={"on": on})

    assert {one.answer for one in unreached.all(Approval)} == {""}


def test_an_answer_is_written_down_once(unreached: World):
    unreached.write(note_answer, 2, APPROVED, seen=1)

    with pytest.raises(Stale):
        unreached.write(note_answer, 2, REMARK, "Nej", seen=1)
    with pytest.raises(NotAllowed):
        unreached.write(note_answer, 2, REMARK, "Nej")


def test_in_a_demonstration_mail_counts_as_sent(asked: World):
    asked.session.execute(installation.insert().values(key=MARK, value="x"))

    ring_all(at(asked, DEADLINE))

    assert [said for said, *_ in questions(asked)] == [SILENT] * 2


def test_a_decision_at_a_meeting_still_approves_what_has_a_new_deadline(asked: World):
    ring_all(at(asked, DEADLINE))
    report: Any = asked.all(Approval)[0].about_id
    d.held(STEERING, (("rapport", "Godkendt"),), world=asked)

    asked.write(approve_in_minutes, "report", report, asked.all(Decision)[0].nr)

    assert timer(asked)[0] == CALLED_OFF


def test_what_moved_is_committed_to_and_replayed(asked: World):
    ring_all(at(asked, DEADLINE))

    db = asked.session.connection()
    assert commitments.check(db, [asked.network]) == []
    assert verification.verify(db, lambda *_: PROCESS, asked.network) == []


def test_the_same_deadline_rings_once(asked: World):
    at(asked, DEADLINE)

    assert (ring_all(asked), ring_all(asked)) == (1, 0)


@pytest.mark.parametrize("days", range(1, 30))
def test_working_days_are_counted_as_they_are_added(days: int):
    assert count_working_days(SENT, working_days(SENT, days)) == days
