"""Moving a process to a newer version of its definition, and replaying what happened before and after."""

from dataclasses import replace
from typing import Any

import pytest

from engine import actions, versions
from engine.definition import Definition
from engine.errors import BadInput, Forbidden, NotAllowed, Stale
from engine.people.actions import add_person, change_person
from tests.engine.play import SYSTEM, Play
from tests.engine.toy import PLAN, TOY, changed

NEWER = changed(version=2, plan=replace(PLAN, key="udkast"))
STEPS = {"plan": "udkast", "aftal": "aftal", "goer": "goer", "maal": "maal"}


def define(name: str, version: int) -> Definition:
    return {1: TOY, 2: NEWER}[version]


def moved(play: Play, who: int = SYSTEM) -> Play:
    """Take the toy back to a step that the newer version calls otherwise, and then to that version."""
    play.reach("aftal")
    play.press(actions.reopen, "plan", "Nyt")
    play.press(actions.close, "plan")
    play.workflow = replace(play.workflow, definition=NEWER)
    play.press(versions.migrate, STEPS, "Ny udgave", who=who)
    return play


def test_what_was_done_since_is_undone_though_the_old_steps_are_called_otherwise(any_play: Play):
    before = moved(any_play).state
    any_play.press(actions.tick, "enig")

    any_play.press(actions.undo, define)

    assert any_play.state == before
    assert (any_play.state.version, any_play.state.position) == (2, "aftal")


def test_a_chain_of_two_versions_is_replayed_by_both(play: Play, monkeypatch: Any):
    moved(play)
    monkeypatch.setattr(play, "define", define)

    assert play.faults() == []


def test_only_an_administrator_moves_a_process_to_another_version(any_play: Play):
    with any_play.database.write() as session:
        people = [
            add_person(session, actor=None, now=any_play.now, name=name, mail=f"{name}@example.dk", **flags).id
            for name, flags in (("Anna", {"administrator": True}), ("Rita", {"auditor": True}),
                                ("Kaj", {"coordinator": True}), ("Ib", {"administrator": True}))
        ]  # fmt: skip
        change_person(session, people[3], version=1, actor=None, now=any_play.now, active=False)
        session.commit()
    any_play.hand.members |= {*people}
    any_play.workflow = replace(any_play.workflow, definition=changed(version=2))
    for who in (*people[1:], 99):
        with pytest.raises(Forbidden, match="Kun en administrator"):
            any_play.press(versions.migrate, {"plan": "plan"}, "Ny udgave", who=who)

    assert any_play.press(versions.migrate, {"plan": "plan"}, "Ny udgave", who=people[0]).body["kind"] == "migrated"


@pytest.mark.parametrize(("steps", "said"), [({}, "ikke ført over"), ({"plan": "findes_ikke"}, "findes ikke")])
def test_every_step_of_the_process_must_be_mapped_to_one_that_there_is(play: Play, steps: dict, said: str):
    play.workflow = replace(play.workflow, definition=NEWER)
    with pytest.raises(BadInput, match=said):
        play.press(versions.migrate, steps, "Ny udgave", who=SYSTEM)


def test_a_process_is_moved_once_and_never_back(any_play: Play):
    before = any_play.workflow
    moved(any_play)
    for workflow in (any_play.workflow, before):
        any_play.workflow = workflow
        with pytest.raises(NotAllowed, match="allerede den nyeste"):
            any_play.press(versions.migrate, {key: key for key in workflow.definition.steps}, "Igen", who=SYSTEM)


def test_what_has_ended_is_not_moved(any_play: Play):
    any_play.press(actions.end, "Slut")
    any_play.workflow = replace(any_play.workflow, definition=NEWER)

    with pytest.raises(NotAllowed, match="afsluttet"):
        any_play.press(versions.migrate, STEPS, "Ny udgave", who=SYSTEM)


def test_a_page_that_was_drawn_before_the_process_was_moved_does_nothing(any_play: Play):
    before = any_play.workflow
    moved(any_play)
    any_play.workflow = before

    with pytest.raises(Stale):
        any_play.press(actions.tick, "enig")
