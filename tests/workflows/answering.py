"""An agreement that is written, and partners that answer it."""

from typing import Any

from engine import commitments
from tests.workflows import deeds as d
from tests.workflows.cases import at_step
from tests.workflows.world import World
from workflows.tryghedsnetvaerk.agreement.models import DECLINED, JOINED, Agreement, Route
from workflows.tryghedsnetvaerk.agreement.partners import save_partner
from workflows.tryghedsnetvaerk.agreement.queries import list_standing


def written(world: World) -> World:
    """Return a network at step 6 whose agreement is written, with one route; nobody has answered."""
    at_step(world, "aftale")
    d.parts(world)
    d.agreement(world, concern_answer="De er der for beboerne")
    d.problem(world)
    world.add(Route, problem_id=None, receiver="Ejendomskontoret", channel="ring")
    return world


def said(world: World, name: str, **more: Any) -> dict[str, Any]:
    return {"organisation_id": world.organisations[name], "asked_on": world.today, **more}


def answer(world: World, name: str, said_is: str = JOINED, nr: int | None = None, **more: Any) -> Any:
    told = said(world, name, answer=said_is, answered_on=world.today, **more)
    return world.write(save_partner, nr, told)


def agreement(world: World, nr: int = 1) -> Agreement:
    return world.all(Agreement, nr=nr)[0]  # type: ignore[no-any-return]


def standing(world: World) -> list[str]:
    return list(list_standing(world.session, world.network, world.state, world.today).values())


def stopping(world: World) -> set[str]:
    return {key for key, found in world.findings("aftale").items() if found.stops}


def whole(world: World) -> bool:
    return not commitments.check(world.session.connection(), [world.network])


def answered(world: World) -> World:
    """Two partners have joined the first version, one has declined it, and one was only asked."""
    for name, said_is in (("politi", JOINED), ("bolig", JOINED), ("kommune", DECLINED)):
        answer(world, name, said_is, contribution="Tid")
    world.write(save_partner, None, said(world, "forening", deadline=world.today))
    return world
