"""Step 1: what kommune and boligforeninger answered, and what counts as done when its day has not come."""

import pytest

from tests.workflows.cases import at_step, meet_all
from tests.workflows.world import World
from workflows.tryghedsnetvaerk.network.models import Network, Stakeholder

STEP = "igangsaettelse"
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
