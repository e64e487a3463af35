"""Removing: always with a reason, never what others stand on, never what something formal happened to."""

from datetime import timedelta

import pytest

from engine import history, records
from engine.errors import BadInput, NotAllowed, Stale
from engine.models import Base, note
from engine.records import Record
from engine.removals import Referred, find_hindrance, remove
from tests.workflows.world import World, seat
from workflows.migrations.tables import load
from workflows.tryghedsnetvaerk.agreement.models import Partner, Route
from workflows.tryghedsnetvaerk.mapping.models import Problem
from workflows.tryghedsnetvaerk.materials.models import CardLine
from workflows.tryghedsnetvaerk.network import approvals
from workflows.tryghedsnetvaerk.network.models import REPORT, Approval, Seat
from workflows.tryghedsnetvaerk.practice.models import NewsMail

load()


def test_a_removal_says_kind_number_and_why(world: World):
    world.begin()
    world.add(Problem, what="Dårlig belysning")

    world.write(remove, Problem, 1, reason="Skrevet to gange")

    last = list(history.events(world.session.connection(), world.network))[-1].body
    kept = world.session.execute(note.select().where(note.c.id == last["note"]["id"])).one()
    assert (last["kind"], last["nr"], kept.text) == ("problem_removed", 1, "Skrevet to gange")
    assert "Skrevet" not in str(last)


def test_no_number_of_a_removed_record_is_used_again(any_world: World):
    any_world.begin()
    for nr in (1, 2, 3):
        any_world.add(Problem, what=f"Problem {nr}")
    for nr in (2, 3, 1):
        any_world.write(remove, Problem, nr, reason="Løst")

    assert any_world.add(Problem, what="Et nyt").nr == 4
    assert any_world.add(Route, receiver="Driften", channel="ring").nr == 1
    any_world.begin("Egelunden")
    assert any_world.add(Problem, what="Et andet sted").nr == 1


@pytest.mark.parametrize("reason", ["", "  "])
def test_without_a_reason_nothing_goes(world: World, reason):
    world.begin()
    world.add(Problem, what="Dårlig belysning")
    with pytest.raises(BadInput, match="begrundelse"):
        world.write(remove, Problem, 1, reason=reason)


def test_what_somebody_rewrote_is_not_removed_from_an_old_page(world: World):
    world.begin()
    problem = world.add(Problem, what="Dårlig belysning")
    world.edit(problem, why="Lamperne er slukket")
    with pytest.raises(Stale):
        world.write(remove, Problem, 1, reason="Skrevet to gange", seen=1)


def test_a_problem_that_others_refer_to_stays(world: World):
    world.begin()
    problem = world.add(Problem, what="Dårlig belysning")
    route = world.add(Route, problem_id=problem.id, receiver="Driften", channel="ring")
    line = world.add(CardLine, problem_id=problem.id, about="Lys", who="Driften", kind="kontor")

    with pytest.raises(Referred) as refusal:
        world.write(remove, Problem, 1, reason="Løst")
    assert refusal.value.by == [line, route]

    world.write(remove, Route, 1, reason="Flyttet")
    world.write(remove, CardLine, 1, reason="Flyttet")
    world.write(remove, Problem, 1, reason="Løst")
    assert not world.all(Problem)


def test_a_seat_that_was_asked_to_approve_stays(world: World):
    world.begin()
    held = seat(world, "formand", chair=True)
    change = records.begin(world.session, world.command(), "report_sent")
    approvals.ask(world.session, change, REPORT, 1, 1, world.today + timedelta(days=14))

    with pytest.raises(Referred) as refusal:
        world.write(remove, Seat, held.nr, reason="Skrevet forkert")
    assert isinstance(refusal.value.by[0], Approval)


def test_mails_that_were_sent_and_partners_that_joined_stay(world: World):
    world.begin()
    mail = world.add(NewsMail, subject="Nyt", body="Nyt", state="sendt", sent_on=world.today)
    organisation = world.organisations["forening"]
    partner = world.add(Partner, organisation_id=organisation, answer="tilsluttet", answered_on=world.today)
    asked = world.add(Partner, organisation_id=world.organisations["politi"])

    for row, instead in ((mail, "Send en ny"), (partner, "skriv datoen")):
        with pytest.raises(NotAllowed, match=instead):
            world.write(remove, type(row), row.nr, reason="Skrevet forkert")
    world.write(remove, Partner, asked.nr, reason="Skrevet forkert")


RECORDS = [mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, Record)]


@pytest.mark.parametrize("model", sorted(RECORDS, key=lambda one: one.__name__), ids=lambda one: one.__name__)
def test_every_record_is_asked_about_before_the_database_is(world: World, model):
    world.begin()
    row = model(id=1, nr=1, version=1, salt=b"x" * 32, network_id=world.network)
    assert find_hindrance(world.session, row, world.workflow, world.state) is None
