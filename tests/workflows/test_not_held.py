"""A meeting that was not held after all: what it met falls again, unless something rests on it."""

from collections.abc import Callable
from typing import Any

import pytest

from engine import actions
from engine.commitments import check
from engine.errors import BadInput, Lacking, NotAllowed
from engine.queries import list_events
from tests.workflows import deeds as d
from tests.workflows.cases import YES, at_step, meet_all
from tests.workflows.world import World, attached, seat
from workflows.tryghedsnetvaerk.meetings.actions import hold, unhold
from workflows.tryghedsnetvaerk.meetings.approving import approve_in_minutes
from workflows.tryghedsnetvaerk.meetings.models import (
    CALLED,
    CONCLUSION,
    DEVELOPMENT,
    DRAFT,
    INITIAL,
    NETWORK,
    ORIENTATION,
    STEERING,
    WITHDRAWN,
    Decision,
    Meeting,
    Participant,
)
from workflows.tryghedsnetvaerk.network.models import REPORT

MET = {
    INITIAL: ("igangsaettelse", {"indledende_ja"}, YES),
    ORIENTATION: ("droeftelse", {"orientering_holdt", "orientering_referat"}, ()),
    DEVELOPMENT: ("fastlaeggelse", {"udvikling_holdt", "udvikling_referat"}, ()),
    CONCLUSION: ("aftale", {"aftalemoede_holdt", "aftalemoede_referat", "tre_beslutninger"}, d.THREE),
    NETWORK: ("praksis", {"moede_nylig"}, ()),
}
SENT = {"orientering_referat", "udvikling_referat", "aftalemoede_referat"}


def unmet(world: World, step: str) -> set[str]:
    return {key for key, found in world.findings(step).items() if found.reason}


def not_held(world: World, nr: int = 1, reason: str = "Skrevet på det forkerte møde") -> Any:
    return world.write(unhold, nr, reason)


def resting(world: World, nr: int = 1) -> list[str]:
    """Return the pages where all that rests on a meeting is mended; nothing when it can be said not to be held."""
    try:
        with world.session.begin_nested():
            not_held(world, nr)
            raise Free
    except Lacking as error:
        return [page for page, _ in error.reasons]
    except Free:
        return []


class Free(Exception):
    """Nothing rests on it."""


@pytest.mark.parametrize("kind", MET)
def test_what_a_meeting_met_falls_again_and_is_met_again_when_it_is_held(any_world: World, kind: str):
    step, keys, decisions = MET[kind]
    world = at_step(any_world, step)
    d.called(kind, world=world)
    meeting = world.all(Meeting, kind=kind)[0]
    before = unmet(world, step)
    world.write(hold, meeting.nr, held_on=world.today, minutes="Vi talte.", decisions=decisions, came={1})
    assert not unmet(world, step) & (keys - SENT)
    standing = world.row.unmet

    row = not_held(world, meeting.nr)

    assert keys <= unmet(world, step) == before
    assert (row.state, row.held_on, row.minutes_text) == (CALLED, None, "Vi talte.")
    assert {one.about for one in world.all(Decision, meeting_id=row.id)} <= {WITHDRAWN}
    assert [one.came for one in world.all(Participant, meeting_id=row.id)] == [None]
    assert world.row.unmet > standing or kind == NETWORK
    assert check(world.session.connection(), [world.network]) == []
    d.held(kind, decisions, world=world)
    assert not unmet(world, step) & (keys - SENT)


def test_who_said_it_and_when_stands_in_the_history_with_the_reason(world: World):
    d.held(STEERING, (("andet", "Mere lys"),), world=at_step(world, "droeftelse"))

    not_held(world, world.all(Meeting, kind=STEERING)[0].nr)

    body = list_events(world.session.connection(), world.network, limit=1)[0].body
    assert (body["kind"], body["actor"]) == ("meeting_not_held", world.people["tovholder"])
    assert (body["decisions"], body["meeting_kind"]) == ([1], STEERING)
    assert "note" in body


def test_a_meeting_nobody_was_called_to_is_a_draft_again(world: World):
    d.held(STEERING, world=at_step(world, "droeftelse"))
    nr = world.all(Meeting, kind=STEERING)[0].nr
    with pytest.raises(BadInput, match="Skriv en begrundelse"):
        not_held(world, nr, " ")

    assert not_held(world, nr).state == DRAFT
    with pytest.raises(NotAllowed, match="Mødet er ikke holdt"):
        not_held(world, nr)


def sent(world: World) -> None:
    at_step(world, "droeftelse")
    meet_all(world, "droeftelse")


def closed(world: World) -> None:
    at_step(world, "igangsaettelse")
    meet_all(world, "igangsaettelse")
    world.close("igangsaettelse", "tovholder", given={"decision": world.all(Decision)[0].nr})


def ticked(world: World) -> None:
    at_step(world, "igangsaettelse")
    meet_all(world, "igangsaettelse")
    world.press(actions.tick, "styregruppe", given={"decision": world.all(Decision)[0].nr})


def allowed(world: World) -> None:
    world.begin(at="sammensaetning")
    d.held(STEERING, (("fravigelse", "Uden leder"),), world=world)
    world.press(actions.set_aside, "ledere", reason="Rejst", allowed="decision:1", until=world.today)


def approved(world: World) -> None:
    world.begin(at="kortlaegning")
    seat(world, "formand", chair=True)
    d.report_sent(world)
    d.held(STEERING, (("rapport", "Godkendt"),), world=world)
    world.write(approve_in_minutes, REPORT, world.all(d.Report)[0].id, 1)


STEP_ONE = "genaabn:igangsaettelse"
RESTS: dict[str, tuple[Callable[[World], None], str, list[str]]] = {
    "sent": (sent, ORIENTATION, ["moeder:{nr}:ret-dato"]),
    "closed": (closed, INITIAL, [STEP_ONE, STEP_ONE]),
    "ticked": (ticked, INITIAL, ["trin:igangsaettelse"]),
    "allowed": (allowed, STEERING, ["trin:sammensaetning"]),
    "approved": (approved, STEERING, ["rapport"]),
}


@pytest.mark.parametrize("what", RESTS)
def test_a_meeting_that_something_rests_on_stays_and_says_what_and_where(any_world: World, what: str):
    begun, kind, pages = RESTS[what]
    begun(any_world)
    nr = any_world.all(Meeting, kind=kind)[0].nr

    assert resting(any_world, nr) == [page.format(nr=nr) for page in pages]


def test_everything_that_rests_on_a_meeting_is_said_at_once(world: World):
    closed(world)
    d.minutes_sent(INITIAL, world=world)

    assert resting(world) == ["moeder:1:ret-dato", STEP_ONE, STEP_ONE]


@pytest.mark.parametrize("begun", [closed, ticked, allowed], ids=["closed", "ticked", "allowed"])
def test_what_rests_on_a_meeting_is_mended_where_it_says(world: World, begun: Callable[[World], None]):
    begun(world)
    press, named = {
        closed: (actions.reopen, ("igangsaettelse", "Mødet blev ikke holdt")),
        ticked: (actions.untick, ("styregruppe", "Mødet blev ikke holdt")),
        allowed: (actions.reinstate, ("ledere",)),
    }[begun]

    world.press(press, *named)

    assert resting(world, 1) == []


def test_minutes_that_can_be_unsent_say_how(world: World):
    at_step(world, "droeftelse")
    d.called(ORIENTATION, world=world)
    meeting = world.all(Meeting, kind=ORIENTATION)[0]
    world.write(hold, meeting.nr, held_on=world.today, minutes="", decisions=(), attached=True)
    attached(world, meeting)
    d.minutes_sent(ORIENTATION, world=world)

    assert resting(world, meeting.nr) == [f"moeder:{meeting.nr}"]


def test_nothing_rests_on_a_second_meeting_or_on_one_from_before_the_network_came(world: World):
    closed(world)
    second = d.meeting(world, INITIAL).nr
    world.write(hold, second, held_on=world.today, minutes="", decisions=())
    assert resting(world, second) == []

    world.begin("Nabo", at="fastlaeggelse")
    d.held(ORIENTATION, world=world)
    assert resting(world) == []
