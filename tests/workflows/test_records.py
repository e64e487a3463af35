"""Records: numbered, versioned, told of in the history and never in it, and harmless to send twice."""

import json

import pytest

from engine import actions, history, records
from engine.errors import BadInput, KeyReused, NotAllowed, NotFound, Stale
from engine.history import commitment
from engine.removals import remove
from tests.workflows import deeds
from tests.workflows.cases import at_step, ring_all
from tests.workflows.world import World
from workflows.tryghedsnetvaerk.agreement.models import Partner
from workflows.tryghedsnetvaerk.evaluation.actions import save_evaluation
from workflows.tryghedsnetvaerk.mapping.crime.actions import save_figures
from workflows.tryghedsnetvaerk.mapping.crime.models import CrimeSet
from workflows.tryghedsnetvaerk.mapping.models import Problem
from workflows.tryghedsnetvaerk.network.actions import create_network
from workflows.tryghedsnetvaerk.network.models import Need

NAMED = {"name": "Birkeparken", "kommune": "Vestkær"}


def told(world: World) -> list[dict]:
    return [event.body for event in history.events(world.session.connection(), world.network)]


def test_a_network_created_twice_by_the_same_press_is_one(any_world: World):
    first = any_world.write(create_network, NAMED, given={"key": "once"})

    assert any_world.write(create_network, NAMED, given={"key": "once"}) == first


@pytest.mark.parametrize("name", ["Birkeparken", "birkeparken", "Birkeparken!", "···"])
def test_a_name_that_is_taken_or_cannot_stand_in_an_address_is_refused(world: World, name: str):
    world.begin("Birkeparken")

    with pytest.raises(BadInput, match=r"allerede|bogstav"):
        world.write(create_network, NAMED | {"name": name})


def test_the_history_commits_to_a_record_without_saying_it(world: World):
    world.begin()
    need = world.add(Need, rise=True, found_by="politi", found_on=world.today, grounds="Indbrud i Blok 7")

    last = told(world)[-1]

    assert last["hash"] == commitment(need.salt, records.content(need))
    assert "Blok 7" not in json.dumps(told(world))


def test_typed_figures_are_committed_to_with_their_set(world: World):
    world.begin()
    deeds.figures(world)
    before = told(world)[-1]["hash"]

    row = world.write(save_figures, 1, {"counts": "Indbrud; 2025; 13\nHærværk; 2025; 4"})

    assert sorted((offence, count) for offence, _, count in row.figures) == [("Hærværk", 4), ("Indbrud", 13)]
    assert told(world)[-1]["hash"] != before
    assert "Hærværk" not in json.dumps(told(world), ensure_ascii=False)


def test_figures_are_written_over_in_place_and_may_be_emptied(any_world: World):
    any_world.begin()
    deeds.figures(any_world)
    for counts in ("Indbrud; 2025; 13", "Indbrud; 2025; 14\nVold; 2025; 2", "Vold; 2025; 3", ""):
        row = any_world.write(save_figures, 1, {"counts": counts})

    assert (row.version, row.figures) == (5, [])


@pytest.mark.parametrize("again", [{"grounds": "Hærværk"}, {"rise": False}])
def test_a_key_used_for_other_content_is_refused(world: World, again: dict):
    world.begin()
    said = {"rise": True, "found_by": "politi", "found_on": world.today, "grounds": "Indbrud"}
    world.write(records.add, Need, said, given={"key": "once"})

    with pytest.raises(KeyReused):
        world.write(records.add, Need, said | again, given={"key": "once"})


def test_a_key_used_for_other_figures_changes_none(world: World):
    world.begin()
    said = {"title": "2025", "source": "Politiet", "extracted_on": world.today}
    world.write(save_figures, None, said | {"counts": "Indbrud; 2025; 12"}, given={"key": "once"})

    with pytest.raises(KeyReused):
        world.write(save_figures, None, said | {"counts": "Indbrud; 2025; 99"}, given={"key": "once"})

    assert world.all(CrimeSet)[0].figures == [("Indbrud", "2025", 12)]


def test_a_key_used_for_one_record_does_not_change_the_next(world: World):
    world.begin()
    for _ in range(2):
        deeds.problem(world)
    world.write(records.edit, Problem, 1, {"why": "Lampen er gået"}, given={"key": "once"})

    with pytest.raises(KeyReused):
        world.write(records.edit, Problem, 2, {"why": "Lampen er gået"}, given={"key": "once"})


def test_a_form_drawn_from_an_older_version_is_stale(world: World):
    world.begin()
    deeds.problem(world)
    world.write(records.edit, Problem, 1, {"why": "Lampen er gået"}, seen=1)

    with pytest.raises(Stale):
        world.write(records.edit, Problem, 1, {"why": "Hækken er høj"}, seen=1)


def test_another_networks_record_is_not_found(world: World):
    world.begin("Vores")
    deeds.problem(world)
    world.begin("Deres")

    with pytest.raises(NotFound):
        world.write(records.edit, Problem, 1, {"why": "Ikke vores"})


def test_numbers_run_in_each_network_by_itself(world: World):
    numbers = []
    for name in ("Vores", "Deres"):
        world.begin(name)
        numbers += [deeds.problem(world).nr, deeds.problem(world).nr]

    assert numbers == [1, 2, 1, 2]


def test_records_are_written_while_paused_and_not_once_ended(world: World):
    world.begin()
    world.press(actions.pause, "Ombygning")
    assert deeds.problem(world).nr == 1
    world.press(actions.end, "Nedlagt")

    with pytest.raises(NotAllowed, match="afsluttet"):
        deeds.problem(world)


def test_a_year_has_one_evaluation(world: World):
    at_step(world, "praksis")
    first = world.write(save_evaluation, None, {}, given={"key": "once"})
    assert world.write(save_evaluation, None, {}, given={"key": "once"}) is first

    with pytest.raises(NotAllowed, match="allerede begyndt"):
        world.write(save_evaluation, None, {})


def test_a_removed_record_is_remembered_to_have_been(world: World):
    world.begin()
    deeds.problem(world)

    world.write(remove, Problem, 1, reason="Skrevet to gange")

    assert (told(world)[-1]["kind"], told(world)[-1]["nr"], world.all(Problem)) == ("problem_removed", 1, [])
    assert ring_all(world) == 0


def test_a_column_that_came_later_changes_no_older_commitment(world: World):
    world.begin()
    deeds.partners(world)
    first, other = world.all(Partner)
    world.edit(other, agreement_nr=2)

    assert "agreement_nr" not in records.content(first)
    assert records.content(other)["agreement_nr"] == 2
