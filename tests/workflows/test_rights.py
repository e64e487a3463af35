"""Who may tick what: people sit, stand in, coordinate or only look on, today."""

from datetime import timedelta

import pytest

from engine import actions, records
from engine.errors import BadInput, Refused
from engine.people.models import NetworkRole
from tests.workflows import deeds
from tests.workflows.cases import at_step, meet_all
from tests.workflows.world import World, seat
from workflows.tryghedsnetvaerk.meetings import models as meetings
from workflows.tryghedsnetvaerk.network.actions import end_seat
from workflows.tryghedsnetvaerk.network.models import Need, Seat

ACTIVITY, DECISION = "orienteringsmoede", "fagpersoner"
YES, NO = True, False
# who, an activity, a decision, a decision pointed out in the minutes
MAY = [
    ("formand", YES, YES, YES),
    ("medlem", YES, YES, YES),
    ("suppleant", YES, NO, NO),
    ("tovholder", YES, NO, YES),
    ("fremmed", NO, NO, NO),
    ("revisor", NO, NO, NO),
]
TABLE = [
    (who, task, pointed, may)
    for who, activity, decision, registered in MAY
    for task, pointed, may in (
        (ACTIVITY, NO, activity),
        (ACTIVITY, YES, activity),
        (DECISION, NO, decision),
        (DECISION, YES, registered),
    )
]


def ready(world: World, task: str, name: str = "Birkeparken") -> int:
    """A network where *task* only waits to be ticked; return the number of a decision in its minutes."""
    step = "droeftelse" if task == ACTIVITY else "sammensaetning"
    meet_all(at_step(world, step, name), step)
    deeds.held(meetings.STEERING, ((meetings.ABOUT[-1], "Enige"),), world=world)
    decision: int = world.all(meetings.Decision)[0].nr
    return decision


def may_tick(world: World, who: str, task: str, decision: int | None = None) -> bool:
    try:
        world.press(actions.tick, task, who=who, given={"decision": decision})
    except Refused as refused:
        return not any(finding.reason and finding.reason.text for finding in refused.findings)
    return True


@pytest.mark.parametrize(("who", "task", "pointed", "may"), TABLE)
def test_who_may_tick_what(any_world: World, who: str, task: str, pointed: bool, may: bool):
    decision = ready(any_world, task)

    assert may_tick(any_world, who, task, decision if pointed else None) is may


@pytest.mark.parametrize("who", ["tovholder", "formand"])
@pytest.mark.parametrize("away", ["none", "neighbour", "withdrawn", "called off"])
def test_nobody_points_at_a_decision_that_does_not_stand_in_the_minutes(any_world: World, who: str, away: str):
    world = any_world
    decision = ready(world, DECISION)
    row = world.all(meetings.Decision)[0]
    if away == "withdrawn":
        world.edit(row, about=meetings.WITHDRAWN)
    elif away == "called off":
        world.edit(world.session.get_one(meetings.Meeting, row.meeting_id), state=meetings.CANCELLED)
    elif away == "neighbour":
        deeds.held(meetings.STEERING, ((meetings.ABOUT[-1], "Mere lys"),), world=world)
        ready(world, DECISION, "Egelunden")

    with pytest.raises((BadInput, Refused), match="ingen beslutning nummer"):
        world.press(actions.tick, DECISION, who=who, given={"decision": decision + (away in ("none", "neighbour"))})


def test_a_decision_that_does_not_stand_is_refused_with_all_that_is_missing(any_world: World):
    world = at_step(any_world, "sammensaetning", "Tomt")

    with pytest.raises(Refused) as refused:
        world.close("sammensaetning", "formand", given={"decision": 99})

    said = str(refused.value)
    assert "Der er ingen beslutning nummer 99" in said
    assert len(refused.value.findings) > 1


def test_the_group_itself_is_formed_by_the_coordinator_pointing_at_the_minutes(world: World):
    meet_all(at_step(world, "igangsaettelse"), "igangsaettelse")
    decision = world.all(meetings.Decision)[0].nr

    told = world.press(actions.tick, "styregruppe", who="tovholder", given={"decision": decision}).body

    assert told["decision"] == decision


@pytest.mark.parametrize(
    ("since", "until", "sits"),
    [(0, None, YES), (-9, None, YES), (1, None, NO), (-9, -1, NO), (-9, 0, YES), (-9, 5, YES)],
)
def test_sitting_means_today_within_from_and_to(any_world: World, since: int, until: int | None, sits: bool):
    ready(any_world, DECISION)
    day = any_world.today
    ends = None if until is None else day + timedelta(days=until)
    seat(any_world, "fremmed", since=day + timedelta(days=since), until=ends)

    assert may_tick(any_world, "fremmed", DECISION) is sits


def test_a_seat_that_ended_yesterday_does_not_sit(world: World):
    ready(world, DECISION)
    nr = next(row.nr for row in world.all(Seat) if row.person_id == world.people["medlem"])
    world.write(end_seat, nr, until=world.today)
    assert may_tick(world, "medlem", DECISION)

    world.press(actions.untick, DECISION, "Igen")
    world.later(days=1)

    assert not may_tick(world, "medlem", DECISION)


def test_an_empty_steering_group_is_said_to_be_empty(world: World):
    ready(world, DECISION)
    for row in world.all(Seat):
        world.edit(row, until=world.today)
    world.later(days=1)

    with pytest.raises(Refused, match="Ingen sidder"):
        world.press(actions.tick, DECISION, who="fremmed")


@pytest.mark.parametrize(("since", "until", "may"), [(0, None, YES), (1, None, NO), (-9, -1, NO), (-9, 0, YES)])
def test_a_coordinator_is_one_within_the_dates(world: World, since: int, until: int | None, may: bool):
    ready(world, ACTIVITY)
    ends = None if until is None else world.today + timedelta(days=until)
    world.session.add(NetworkRole(process_id=world.network, person_id=world.people["fremmed"], role="koordinator",
                                  since=world.today + timedelta(days=since), until=ends))  # fmt: skip
    world.session.flush()

    assert may_tick(world, "fremmed", ACTIVITY) is may


@pytest.mark.parametrize(("who", "may"), [(who, activity) for who, activity, *_ in MAY])
def test_records_are_written_only_by_those_who_work_in_the_network(world: World, who: str, may: bool):
    at_step(world, "sammensaetning")
    told = {"rise": True, "found_by": "politi", "found_on": world.today, "grounds": "Indbrud"}

    if may:
        assert world.write(records.add, Need, told, who=who).nr == 1
    else:
        with pytest.raises(Refused, match="kan ændre noget"):
            world.write(records.add, Need, told, who=who)


def test_a_member_of_one_network_is_nobody_in_the_next(world: World):
    ready(world, ACTIVITY)
    world.begin("Søvangen", at="droeftelse")

    assert not may_tick(world, "formand", ACTIVITY)
