"""A network on hold sends nothing: whatever would write a mail is refused, and the way on is to take it up again."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from engine import actions
from engine.errors import OnHold
from engine.models import outbox
from engine.outbox import Letter
from tests.workflows import deeds as d
from tests.workflows.world import World, steering_group, worded
from workflows.tryghedsnetvaerk.mapping.actions import save_report, send_report
from workflows.tryghedsnetvaerk.mapping.models import PARTS
from workflows.tryghedsnetvaerk.meetings.actions import hold, save_meeting, send_minutes
from workflows.tryghedsnetvaerk.meetings.calling import call, cancel, remind
from workflows.tryghedsnetvaerk.practice.actions import send_news
from workflows.tryghedsnetvaerk.practice.models import NewsMail

IDA: Sequence[dict[str, Any]] = ({"name": "Ida", "mail": "ida@example.dk"},)
Act = Callable[[World], Any]


def written(*_: object) -> Letter:
    return Letter(kind="invitation", recipient="ida@example.dk", subject="Møde", body="Kom")


def planned(world: World) -> None:
    d.meeting(world, "styregruppe")


def indkald(world: World) -> Any:
    return world.write(call, 1, invitation=written, people=IDA)


def called(world: World) -> None:
    planned(world)
    indkald(world)


def held(world: World) -> None:
    planned(world)
    world.write(hold, 1, held_on=world.today, minutes="Vi talte.", decisions=())


def moved(world: World) -> Any:
    return world.write(save_meeting, 1, {"starts_at": world.now + timedelta(days=20)}, notice=written)


def report_written(world: World) -> None:
    world.write(save_report, None, dict.fromkeys(PARTS, "Tekst"))


def send_round(world: World) -> Any:
    return world.write(send_minutes, 1, object_by=None, wording=worded, telling=worded)


SENDERS: dict[str, tuple[Act, Act]] = {
    "call": (planned, indkald),
    "remind": (called, lambda w: w.write(remind, 1, reminder=written)),
    "move": (called, moved),
    "cancel": (called, lambda w: w.write(cancel, 1, notice=written)),
    "minutes": (held, send_round),
    "report": (report_written, lambda w: w.write(send_report, 1, object_by=None, wording=worded)),
    "news": (lambda w: w.add(NewsMail, subject="Nyt", body="Nyt"), lambda w: w.write(send_news, 1, ["ida@example.dk"])),
}


def mails(world: World) -> int:
    count: int = world.session.execute(select(func.count()).where(outbox.c.process_id == world.network)).scalar_one()
    return count


@pytest.mark.parametrize("sender", SENDERS)
def test_what_sends_mail_is_refused_on_hold_and_done_afterwards(any_world: World, sender: str):
    world, (prepare, act) = any_world, SENDERS[sender]
    world.begin()
    steering_group(world)
    prepare(world)
    world.press(actions.pause, "Sommerferie")
    before, seq = mails(world), world.row.seq

    with pytest.raises(OnHold, match="Genoptag netværket først"), world.session.begin_nested():
        act(world)
    assert (mails(world), world.row.seq) == (before, seq)

    world.press(actions.resume, "Ferien er slut")
    act(world)
    assert mails(world) > before


def test_a_draft_is_cancelled_on_hold_since_nobody_is_told(any_world: World):
    any_world.begin()
    planned(any_world)
    any_world.press(actions.pause, "Sommerferie")

    assert any_world.write(cancel, 1, notice=written).state == "aflyst"
