"""Undersøgelsesmedarbejdere: the role has its days, writes studies and nothing else, and the history tells of it."""

from datetime import timedelta

import pytest
from sqlalchemy import insert, update

from engine import actions, records, removals
from engine.errors import BadInput, Forbidden, KeyReused, NotAllowed, Refused
from engine.outbox import Letter
from engine.people.models import Credential, NetworkRole
from engine.people.queries import is_coordinator
from workflows.tryghedsnetvaerk.mapping.models import Problem, Study
from workflows.tryghedsnetvaerk.network import tenure
from workflows.tryghedsnetvaerk.network.attachments import attach
from workflows.tryghedsnetvaerk.network.coordinators import change_coordinators
from workflows.tryghedsnetvaerk.network.files import accept
from workflows.tryghedsnetvaerk.network.queries import SURVEYOR, find_access
from workflows.tryghedsnetvaerk.network.surveyors import appoint_surveyor, dismiss_surveyor, only_surveys

SURVEY = {"kind": "kvalitativ", "state": "planlagt"}


@pytest.fixture
def area(any_world):
    """A network that has run for a month, in a world in which everybody can log in."""
    any_world.begin()
    for number in any_world.people.values():
        any_world.session.add(Credential(person_id=number, password_hash="x", changed_at=any_world.now))
    any_world.later(days=30)
    return any_world


def letter(person):
    return Letter(kind="notice", recipient=person.mail, subject="Rolle", body="Kære")


def appoint(world, name="fremmed", who="tovholder", since=0, until=None, **given):
    day, ends = world.today + timedelta(days=since), world.today + timedelta(days=until) if until else None
    asked = {"person_id": world.people[name], "since": day, "until": ends, "letter": letter}
    return appoint_surveyor(world.session, world.command(who, **given), **asked)


def dismiss(world, name="fremmed", who="tovholder", reason="Færdig", **given):
    command = world.command(who, **given)
    return dismiss_surveyor(world.session, command, person_id=world.people[name], reason=reason)


class Viewer:
    administrator = auditor = False

    def __init__(self, number):
        self.person_id = number


def access(world, name="fremmed"):
    return find_access(world.session, "birkeparken", Viewer(world.people[name]), world.today)


def faults(world):
    return [str(one.text) for one in tenure.check(world.session.connection(), [world.network])]


def test_the_role_opens_surveys_alone_from_its_first_day_to_its_last(area):
    appoint(area, since=1, until=3)
    assert access(area) is None
    area.later(days=1)

    found = access(area)

    assert (found.surveyor, found.reader, found.worker, found.coordinator) == (True, False, False, False)
    assert not is_coordinator(area.session, area.network, area.people["fremmed"], area.today)
    assert only_surveys(area.session, area.people["fremmed"], area.today)
    area.later(days=3)
    assert access(area) is None
    assert only_surveys(area.session, area.people["fremmed"], area.today)
    assert faults(area) == []


def test_it_writes_studies_and_their_files_and_nothing_else(area):
    appoint(area)

    row = area.write(records.add, Study, SURVEY, who="fremmed")
    area.write(records.edit, Study, row.nr, {"title": "Samtaler"}, who="fremmed")
    area.write(attach, row, accept("spoergsmaal.txt", b"Hvad er en god dag?"), who="fremmed")

    with pytest.raises(Refused):
        area.write(records.add, Problem, {"what": "Mørkt ved blok 7"}, who="fremmed")
    with pytest.raises(Refused):
        area.write(removals.remove, Study, row.nr, reason="Nej", who="fremmed")
    with pytest.raises(Refused):
        area.press(actions.tick, "interesse", who="fremmed")
    with pytest.raises(Refused):
        area.write(records.add, Study, SURVEY, who="revisor")


def test_a_role_that_is_over_writes_no_more(area):
    appoint(area)
    area.later(days=2)
    dismiss(area)

    with pytest.raises(Refused):
        area.write(records.add, Study, SURVEY, who="fremmed")
    assert access(area) is None
    assert faults(area) == []


def test_a_role_that_began_today_leaves_only_the_history(area):
    appoint(area)
    dismiss(area)

    assert access(area) is None
    assert faults(area) == []


def test_it_is_given_beside_the_tovholder_who_is_handed_on_without_it(area):
    appoint(area)
    asked = {"to": area.people["medlem"], "leaving": {area.people["tovholder"]}, "reason": "Orlov", "letter": letter}
    change_coordinators(area.session, area.command(), **asked)
    appoint(area, "formand", who="medlem")

    assert access(area).surveyor
    assert faults(area) == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"since": -1}, "før den er givet"),
        ({"since": 2, "until": 1}, "før den begynder"),
        ({"since": 9999}, "inden for tre år"),
    ],
)
def test_days_that_cannot_be_are_refused(area, given, said):
    with pytest.raises(BadInput, match=said):
        appoint(area, **given)


def test_only_tovholder_and_administrator_give_it_and_only_once(area):
    with pytest.raises(Forbidden, match="undersøgelsesmedarbejder"):
        appoint(area, who="medlem")
    appoint(area, key="a")

    assert appoint(area, key="a").body["kind"] == "surveyor_appointed"
    with pytest.raises(KeyReused):
        appoint(area, "medlem", key="a")
    with pytest.raises(BadInput, match="allerede"):
        appoint(area)
    with pytest.raises(BadInput, match="Skriv en begrundelse"):
        dismiss(area, reason=" ")
    with pytest.raises(BadInput, match="ikke undersøgelsesmedarbejder mere"):
        dismiss(area, "medlem")


def test_who_cannot_log_in_and_an_ended_network_have_none(area):
    area.session.delete(area.session.get(Credential, area.people["medlem"]))
    with pytest.raises(BadInput, match="kan ikke logge ind"):
        appoint(area, "medlem")
    area.press(actions.end, "Slut")

    with pytest.raises(NotAllowed):
        appoint(area)


def test_one_put_in_and_other_days_behind_the_products_back_are_named(area):
    appoint(area, until=10)
    table, until = NetworkRole.__table__, area.today + timedelta(days=400)
    row = {"process_id": area.network, "person_id": area.people["medlem"], "role": SURVEYOR, "since": area.today}
    area.session.flush()

    db = area.session.connection()
    db.execute(update(table).where(table.c.role == SURVEYOR).values(until=until))
    db.execute(insert(table).values(row))

    dated, put_in = faults(area)
    assert "undersøgelsesmedarbejder på andre datoer" in dated
    assert "ingen hændelse fortæller" in put_in
