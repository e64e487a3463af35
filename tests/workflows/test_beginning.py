"""Step 1: what kommune and boligforeninger answered, and what counts as done when its day has not come."""

from datetime import timedelta
from typing import Any

import pytest

from tests.workflows import deeds
from tests.workflows.cases import at_step, meet_all
from tests.workflows.world import World
from workflows.tryghedsnetvaerk.meetings.calling import cancel
from workflows.tryghedsnetvaerk.meetings.models import STEERING, Meeting
from workflows.tryghedsnetvaerk.network.models import Network, ResidentDiscussion, ResidentInformation, Stakeholder

STEP = "igangsaettelse"
DAY = timedelta(days=1)
YES, NO, SILENT, NONE_HERE = "interesseret", "nej", "intet_svar", "findes_ikke"


def answered(world: World, *said: tuple[str, str]) -> None:
    for kind, answer in said:
        contacts = {"contacted_on": world.today, "contacted_again_on": world.today}
        world.add(Stakeholder, kind=kind, answer=answer, **contacts)


@pytest.mark.parametrize(
    ("said", "stops"),
    [
        ((("kommune", NO), ("boligforening", NO), ("politi", YES), ("andet", YES)), True),
        ((("kommune", NO), ("boligforening", NO), ("boligforening", NO), ("politi", NO)), True),
        ((("kommune", NO), ("boligforening", NONE_HERE), ("politi", YES)), True),
        ((("kommune", NO), ("boligforening", NO), ("boligforening", "betinget"), ("politi", NO)), False),
        ((("kommune", YES), ("boligforening", NO), ("politi", NO)), False),
        ((("kommune", NO), ("boligforening", SILENT), ("politi", NO)), False),
        ((("kommune", YES), ("boligforening", NONE_HERE), ("politi", NO)), False),
    ],
)
def test_kommune_and_every_boligforening_saying_no_stops_whatever_others_say(
    any_world: World, said: tuple[tuple[str, str], ...], stops: bool
):
    world = at_step(any_world, STEP)
    answered(world, *said)
    meet_all(world, STEP, lacking="nogen_vil")

    assert world.refusal(STEP) == (["nogen_vil"] if stops else [])
    warned = world.findings(STEP)["ingen_nej"].reason is not None
    assert warned == (("kommune", NO) in said or ("boligforening", NO) in said)


@pytest.mark.parametrize("initiator", ["kommune", "bolig", "bestyrelse"])
def test_who_begins_the_network_has_not_said_no(any_world: World, initiator: str):
    world = at_step(any_world, STEP)
    world.edit(world.all(Network)[0], initiator_id=world.organisations[initiator])
    kind = "boligforening" if initiator == "kommune" else "kommune"
    answered(world, (kind, NO), ("politi", YES))
    meet_all(world, STEP, lacking="bolig_svar" if kind == "kommune" else "kommune_svar")

    assert world.refusal(STEP) == []
    assert world.findings(STEP)["ingen_nej"].reason


def told(world: World, days: int) -> Any:
    on = world.today + days * DAY
    return world.add(ResidentInformation, channel="opgange", informed_on=on, text="Nyt netværk", limits_told=True)


def test_residents_are_informed_on_the_day_and_not_before(any_world: World):
    world = at_step(any_world, STEP)
    told(world, 1)
    meet_all(world, STEP, lacking="beboere_informeret")
    assert world.refusal(STEP) == ["beboere_informeret"]

    world.later(days=1)

    assert world.refusal(STEP) == []


def test_a_message_to_come_does_not_make_up_for_a_year_without(any_world: World):
    world = at_step(any_world, "praksis")
    told(world, 0)
    world.later(days=370)
    told(world, 5)
    assert world.findings("praksis")["beboere_nylig"].reason

    world.later(days=5)

    assert not world.findings("praksis")["beboere_nylig"].reason


def test_fieldwork_before_a_message_that_is_to_come_is_warned_of(any_world: World):
    world = at_step(any_world, "kortlaegning")
    deeds.study("kvalitativ", world=world, fieldwork_from=world.today)
    told(world, -3)
    assert not world.findings("kortlaegning")["informeret_foerst"].reason

    world.edit(world.all(ResidentInformation)[0], informed_on=world.today + DAY)
    assert world.findings("kortlaegning")["informeret_foerst"].reason

    world.edit(world.all(deeds.Study)[0], state="planlagt", fieldwork_from=world.today + 5 * DAY)
    assert not world.findings("kortlaegning")["informeret_foerst"].reason


def test_a_discussion_is_held_on_its_day_and_called_until_then(any_world: World):
    world = at_step(any_world, STEP)
    world.add(ResidentDiscussion, what="Afdelingsmøde", on=world.today + DAY, state="holdt", outcome="Mere lys")
    assert not world.findings(STEP)["beboere_droeftet"].reason
    assert world.findings(STEP)["droeftelse_holdt"].reason

    world.later(days=1)

    assert not world.findings(STEP)["droeftelse_holdt"].reason


def test_a_discussion_was_not_held_until_it_is_told_what_came_of_it(any_world: World):
    world = at_step(any_world, STEP)
    world.add(ResidentDiscussion, what="Afdelingsmøde", on=world.today, state="holdt")
    assert not world.findings(STEP)["beboere_droeftet"].reason
    reason = world.findings(STEP)["droeftelse_holdt"].reason
    assert "hvad der kom ud af den" in reason.text

    world.add(ResidentDiscussion, what="Sommerfest", on=world.today, state="indkaldt")
    assert world.findings(STEP)["droeftelse_holdt"].reason == reason
    world.edit(world.all(ResidentDiscussion)[0], outcome="Mere lys")

    assert not world.findings(STEP)["droeftelse_holdt"].reason


def test_a_meeting_plan_is_a_meeting_of_the_steering_group_to_come(any_world: World):
    world = at_step(any_world, STEP)
    deeds.held(STEERING, world=world)
    assert world.findings(STEP)["moedeplan"].reason
    planned = deeds.meeting(world, STEERING)
    assert not world.findings(STEP)["moedeplan"].reason

    world.later(days=15)  # nobody was ever called to it
    assert world.findings(STEP)["moedeplan"].reason

    world.edit(planned, starts_at=world.now + DAY)
    assert not world.findings(STEP)["moedeplan"].reason
    world.write(cancel, world.all(Meeting)[-1].nr)
    assert world.findings(STEP)["moedeplan"].reason
