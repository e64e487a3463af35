from typing import Any

import pytest
from sqlalchemy import insert

from engine import actions
from engine.errors import NotAllowed
from engine.models import outbox
from tests.engine.buttons import BUTTONS, with_task_done
from tests.engine.play import DEPUTY, MEMBER, Play

UNDOABLE = ["tick", "skip", "close", "reopen", "pause", "end"]


@pytest.mark.parametrize("button", UNDOABLE)
def test_the_newest_event_can_be_undone(any_play: Play, button: str):
    prepare, (action, *args), _ = BUTTONS[button]
    prepare(any_play)
    before = any_play.state
    any_play.press(action, *args)

    any_play.press(actions.undo, any_play.define)

    assert {**vars_of(any_play.state), "timers": None} == {**vars_of(before), "timers": None}
    assert any_play.faults() == []


def vars_of(state: Any) -> dict[str, Any]:
    return {name: getattr(state, name) for name in state.__slots__}


@pytest.mark.parametrize(
    ("who", "span", "sentence"),
    [(DEPUTY, {"minutes": 1}, "Kun den"), (MEMBER, {"minutes": 10, "seconds": 1}, "ti minutter")],
)
def test_undoing_is_for_the_same_person_within_ten_minutes(play: Play, who: int, span: dict[str, int], sentence: str):
    with_task_done(play)
    play.later(**span)

    with pytest.raises(NotAllowed, match=sentence):
        play.press(actions.undo, play.define, who=who)


def test_what_was_undone_cannot_be_undone_again(play: Play):
    with_task_done(play)
    play.press(actions.undo, play.define)

    with pytest.raises(NotAllowed, match="kan ikke fortrydes"):
        play.press(actions.undo, play.define)


def test_the_first_event_cannot_be_undone(play: Play):
    with pytest.raises(NotAllowed, match="kan ikke fortrydes"):
        play.press(actions.undo, play.define)


@pytest.mark.parametrize(("state", "allowed"), [("venter", True), ("sender", False), ("sendt", False)])
def test_what_sent_a_mail_can_be_undone_only_while_the_mail_is_here(play: Play, state: str, allowed: bool):
    with_task_done(play)
    mail(play, state)

    if not allowed:
        with pytest.raises(NotAllowed, match="allerede sendt"):
            play.press(actions.undo, play.define)
    else:
        play.press(actions.undo, play.define)
        assert mail_states(play) == ["aflyst"]


def mail(play: Play, state: str) -> None:
    with play.database.write() as session:
        session.execute(insert(outbox).values(
            process_id=play.process, event_seq=play.row.seq, kind="news", message_id="<1@x>", recipient="en@example.dk",
            subject="Nyt", body="Nyt", created_at=play.now, not_before=play.now, state=state, attempts=0, trouble="",
        ))  # fmt: skip
        session.commit()


def mail_states(play: Play) -> list[str]:
    with play.database.read() as session:
        return list(session.execute(outbox.select().with_only_columns(outbox.c.state)).scalars())
