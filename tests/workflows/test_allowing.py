"""Who may have allowed that a demand is set aside: the chair of today, or a decision that stands in the minutes."""

from datetime import timedelta
from typing import Any

import pytest

from engine import actions
from engine.errors import BadInput, NotAllowed
from tests.workflows import deeds
from tests.workflows.cases import at_step, meet_all
from tests.workflows.world import World, seat
from workflows.tryghedsnetvaerk.meetings.decisions import correct, withdraw
from workflows.tryghedsnetvaerk.meetings.models import CALLED, NETWORK, NO, STEERING, WITHDRAWN, Decision, Meeting
from workflows.tryghedsnetvaerk.meetings.queries import list_grounds

DAY = timedelta(days=1)


def set_aside(world: World, allowed: str) -> Any:
    until = world.today + 30 * DAY
    return world.press(actions.set_aside, "ledere", reason="Lederen er rejst", allowed=allowed, until=until)


def began(world: World, name: str = "Birkeparken") -> World:
    world.begin(name, at="sammensaetning")
    return world


@pytest.mark.parametrize("around", [(None, None), (-9, -1), (1, None)], ids=["none", "gone", "coming"])
def test_a_chair_who_does_not_sit_today_allows_nothing(any_world: World, around: tuple[int | None, int | None]):
    world = began(any_world)
    since, until = around
    seat(world, "medlem")
    if since is not None:
        ends = {"until": world.today + until * DAY} if until else {}
        seat(world, "formand", chair=True, since=world.today + since * DAY, **ends)

    with pytest.raises(BadInput, match="ingen formand i dag"):
        set_aside(world, "chair")


@pytest.mark.parametrize("last", [0, 5])
def test_a_chair_allows_it_to_the_last_day_of_the_seat(any_world: World, last: int):
    world = began(any_world)
    seat(world, "formand", chair=True, until=world.today + last * DAY)

    assert set_aside(world, "chair").body["allowed"] == "chair"


def test_a_decision_allows_it_that_stands_in_the_minutes_of_this_network(any_world: World):
    deeds.held(STEERING, (("fravigelse", "Uden leder"),), world=began(any_world, "Nabo"))
    world = began(any_world)
    with pytest.raises(BadInput, match="ingen beslutning nummer 1"):
        set_aside(world, "decision:1")
    deeds.held(STEERING, (("fravigelse", "Uden leder"),), world=world)
    number = world.all(Decision)[0].nr

    assert set_aside(world, f"decision:{number}").body["allowed"] == f"decision:{number}"


def test_a_decision_of_a_meeting_that_was_not_held_allows_nothing(world: World):
    deeds.held(STEERING, (("fravigelse", "Uden leder"),), world=began(world))
    world.edit(world.all(Meeting)[0], state=CALLED)

    with pytest.raises(BadInput, match="ingen beslutning nummer 1"):
        set_aside(world, "decision:1")


@pytest.mark.parametrize("allowed", ["bestyrelsen", "decision:", "decision:x", "decision:-1", "decision:" + "9" * 40])
def test_nobody_else_allows_it(world: World, allowed: str):
    seat(at_step(world, "sammensaetning"), "formand", chair=True)

    with pytest.raises(BadInput, match=r"formanden eller en beslutning|ingen beslutning nummer"):
        set_aside(world, allowed)


def test_a_decision_that_says_no_to_the_network_grounds_nothing_of_it(any_world: World):
    world = at_step(any_world, "igangsaettelse")
    meet_all(world, "igangsaettelse")
    deeds.held(NETWORK, ((NO, "Nej tak"), ("andet", "Vi går i gang")), world=world)
    no, other = (one.nr for one in world.all(Decision) if one.about in (NO, "andet"))

    for who in ("tovholder", "formand"):
        with pytest.raises(BadInput, match=f"Beslutning {no} er et nej til samarbejdet"):
            world.press(actions.tick, "styregruppe", who=who, given={"decision": no})
        with pytest.raises(BadInput, match="er et nej"):
            world.close("igangsaettelse", who, given={"decision": no})
    aside = {"reason": "Nej", "allowed": f"decision:{no}", "until": world.today + DAY}
    with pytest.raises(BadInput, match="er et nej"):
        world.press(actions.set_aside, "moedeplan", **aside)

    assert no not in [row.Decision.nr for row in list_grounds(world.session, world.network)]
    assert world.press(actions.tick, "styregruppe", given={"decision": other}).body["decision"] == other


def test_a_decision_that_a_set_aside_rests_on_is_not_made_a_no(any_world: World):
    number = allowed_by_decision(any_world)

    with pytest.raises(NotAllowed, match="Et krav er fraveget ved denne beslutning"):
        any_world.write(correct, number, about=NO, text="Nej", reason="Skrevet forkert")


def allowed_by_decision(world: World) -> int:
    """Let a decision in minutes allow that a demand is set aside, and return its number."""
    deeds.held(STEERING, (("fravigelse", "Uden leder"), ("andet", "Mere lys")), world=began(world))
    number: int = world.all(Decision)[0].nr
    set_aside(world, f"decision:{number}")
    return number


def test_a_decision_that_a_set_aside_rests_on_is_not_withdrawn(any_world: World):
    number = allowed_by_decision(any_world)
    with pytest.raises(NotAllowed, match="En leder eller kontaktperson er kontaktet for hver gruppe"):
        any_world.write(withdraw, number, "Det blev ikke besluttet")
    any_world.write(withdraw, number + 1, "En anden beslutning hindrer intet")

    any_world.press(actions.reinstate, "ledere")

    assert any_world.write(withdraw, number, "Det blev ikke besluttet").about == WITHDRAWN


def test_a_decision_that_a_set_aside_rests_on_is_corrected_in_place(any_world: World):
    number = allowed_by_decision(any_world)

    said = {"about": "fravigelse", "text": "Uden leder til sommer", "reason": "Skrevet for kort"}

    assert any_world.write(correct, number, **said).text == "Uden leder til sommer"


@pytest.mark.parametrize("how", ["passed", "undone", "by the chair"])
def test_a_decision_is_withdrawn_once_nothing_rests_on_it(any_world: World, how: str):
    if how == "undone":
        seat(began(any_world), "formand", chair=True)
        set_aside(any_world, "chair")
        deeds.held(STEERING, (("fravigelse", "Uden leder"),), world=any_world)
        number = any_world.all(Decision)[0].nr
        set_aside(any_world, f"decision:{number}")
        any_world.press(actions.undo, lambda *_: any_world.workflow.definition)
    else:
        number = allowed_by_decision(any_world)
    if how == "by the chair":
        seat(any_world, "formand", chair=True)
        set_aside(any_world, "chair")
    if how == "passed":
        any_world.later(days=31)

    assert any_world.write(withdraw, number, "Det blev ikke besluttet").about == WITHDRAWN
