"""What is released stands until it is released anew; only who leaves or no longer agrees leaves it at once."""

import json

import pytest

from engine.errors import BadInput, NotAllowed
from engine.people.actions import change_person
from tests.workflows.world import World, seat
from workflows.tryghedsnetvaerk.materials import editions
from workflows.tryghedsnetvaerk.materials.actions import release, save_line, save_material, withdraw
from workflows.tryghedsnetvaerk.materials.models import CARD, CONTACTS, FOLDER, CardLine, Edition, Material
from workflows.tryghedsnetvaerk.network.actions import end_seat

OFFICE = {"about": "Lys", "who": "Driften", "kind": "kontor", "phone": "00 11 22 33", "mail": "", "agreed_how": "leder"}


def line(world: World, **values):
    return world.write(save_line, None, {**OFFICE, "agreed_on": world.today, **values})


def stands(world: World, material: Material) -> list[str]:
    said = editions.in_force(world.session, material, world.today)
    return [one[2] if material.kind == CARD else one[1] for one in said["lines"]]


def changed(world: World, material: Material) -> bool:
    return editions.is_changed(world.session, material, world.today)


@pytest.fixture
def card(world: World) -> Material:
    world.begin()
    line(world)
    made: Material = world.add(Material, kind=CARD)
    world.write(release, made.nr)
    return made


def test_a_line_written_after_the_release_is_not_on_the_card(world: World, card: Material):
    assert not changed(world, card)
    line(world, who="Vagten", about="Støj")
    line(world, who="Alarmcentralen", about="Fare", kind="officielt", phone="112", agreed_how="", agreed_on=None)

    assert stands(world, card) == ["Driften"]
    assert changed(world, card)

    world.write(release, card.nr)
    assert stands(world, card) == ["Alarmcentralen", "Driften", "Vagten"]
    assert [(one.number, len(json.loads(one.content)["lines"])) for one in world.all(Edition)] == [(1, 1), (2, 3)]
    assert not changed(world, card)


def test_a_changed_number_waits_for_the_next_edition(world: World, card: Material):
    world.edit(world.all(CardLine)[0], phone="00 99 99 99")
    assert editions.in_force(world.session, card, world.today)["lines"][0][3] == "00 11 22 33"
    assert changed(world, card)


@pytest.mark.parametrize("gone", [{"left_off": True}, {"agreed_on": None, "agreed_how": ""}])
def test_who_no_longer_agrees_leaves_the_card_at_once(world: World, card: Material, gone):
    world.edit(world.all(CardLine)[0], **gone)
    assert stands(world, card) == []
    assert changed(world, card)


def test_nothing_new_is_no_new_edition(world: World, card: Material):
    with pytest.raises(NotAllowed, match="intet er ændret"):
        world.write(release, card.nr)


def test_what_was_released_before_editions_were_kept_is_released_anew(world: World):
    world.begin()
    old = world.add(Material, kind=CARD, state="frigivet", released_on=world.today)
    assert changed(world, old)
    world.write(release, old.nr)
    assert not changed(world, old)


def test_a_draft_after_an_edition_goes_on_counting(world: World, card: Material):
    world.write(withdraw, card.nr)
    assert not changed(world, card)
    world.write(release, card.nr)
    assert [one.number for one in world.all(Edition)] == [1, 2]


@pytest.mark.parametrize(
    "wrong",
    [{"phone": "20 12 34 56"}, {"phone": ""}, {"phone": "112 "}, {"mail": "bo@example.dk"}, {"about": "Ring 20123456"},
     {"who": "Bo, 20 12 34 56"}],
)  # fmt: skip
def test_an_official_line_is_112_or_114_and_nothing_else(world: World, wrong):
    world.begin()
    right = {"kind": "officielt", "who": "Politiet", "phone": "114", "agreed_how": "", "agreed_on": None}
    with pytest.raises(BadInput, match="112 eller 114"):
        line(world, **right | wrong)
    assert line(world, **right).phone == "114"


def test_an_older_line_that_only_calls_itself_official_is_not_printed_and_is_missed(world: World):
    world.begin()
    world.add(CardLine, about="Støj", who="Bo", kind="officielt", phone="20 12 34 56")
    card = world.add(Material, kind=CARD)

    assert stands(world, card) == []
    assert world.findings("kontaktmaterialer")["kort_kontorer"].stops


def test_for_an_office_its_leader_or_the_minutes_say_yes(world: World):
    world.begin()
    with pytest.raises(BadInput, match="lederen eller et referat"):
        line(world, agreed_how="selv")
    world.add(CardLine, **OFFICE | {"agreed_how": "selv", "agreed_on": world.today})
    card = world.add(Material, kind=CARD)

    assert stands(world, card) == []
    assert world.findings("kontaktmaterialer")["kort_kontorer"].stops


def test_the_contact_list_takes_nobody_on_and_lets_who_leaves_go(world: World):
    world.begin()
    sitting = seat(world, "formand", chair=True)
    contacts = world.add(Material, kind=CONTACTS)
    world.write(release, contacts.nr)

    seat(world, "medlem")
    assert stands(world, contacts) == ["Formand"]
    world.later(days=2)
    world.write(end_seat, sitting.nr, until=world.today)
    world.later(days=1)
    assert stands(world, contacts) == []


def test_the_folder_keeps_what_it_said_of_the_network(world: World):
    world.begin()
    folder = world.add(Material, kind=FOLDER, body="Først")
    world.write(release, folder.nr)
    world.write(save_material, folder.nr, {"kind": FOLDER, "body": "Siden"})

    assert editions.in_force(world.session, folder, world.today) == {"body": "Først"}
    assert changed(world, folder)
    with pytest.raises(NotAllowed, match="kladde"):
        world.write(save_material, folder.nr, {"kind": FOLDER, "body": "Siden", "ready_made": True})


def test_a_number_that_its_owner_takes_back_leaves_the_list_at_once(world: World):
    world.begin()
    change_person(world.session, world.people["formand"], version=1, actor=None, now=world.now, phone="00 11 22 33")
    sitting = seat(world, "formand", chair=True, number_agreed_on=world.today)
    contacts = world.add(Material, kind=CONTACTS)
    world.write(release, contacts.nr)
    assert editions.in_force(world.session, contacts, world.today)["lines"][0][editions.PHONE] == "00 11 22 33"

    world.edit(sitting, number_agreed_on=None)
    assert editions.in_force(world.session, contacts, world.today)["lines"][0][editions.PHONE] == ""
    assert changed(world, contacts)
