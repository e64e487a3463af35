"""Handing a network over: somebody always leads it, for a reason, and rights follow at once."""

from datetime import timedelta

import pytest

from engine import actions
from engine.errors import BadInput, Forbidden, KeyReused, NotAllowed
from engine.outbox import Letter
from engine.people import actions as people
from engine.people.models import Credential
from engine.people.queries import is_coordinator, list_roles_in_force
from engine.queries import list_events, list_mail, list_notes
from workflows.tryghedsnetvaerk.network.coordinators import change_coordinators


@pytest.fixture
def leading(any_world):
    """A world in which everybody can log in, and whose network has been led for a month."""
    any_world.begin()
    for number in any_world.people.values():
        any_world.session.add(Credential(person_id=number, password_hash="x", changed_at=any_world.now))
    roles = list_roles_in_force(any_world.session, any_world.network, any_world.today)
    roles[0].since = any_world.today - timedelta(days=30)
    any_world.session.flush()
    return any_world


def letter(person):
    return Letter(kind="notice", recipient=person.mail, subject="Tovholder", body=f"Kære {person.name}")


def change(world, to=None, leaving=(), who="tovholder", reason="Mette går på orlov", **given):
    number = world.people[to] if to else None
    gone = {world.people[one] for one in leaving}
    asked = {"to": number, "leaving": gone, "reason": reason, "letter": letter}
    return change_coordinators(world.session, world.command(who, **given), **asked)


def leads(world, name):
    return is_coordinator(world.session, world.network, world.people[name], world.today)


def test_the_old_one_stops_and_the_new_one_leads_at_once(leading):
    change(leading, "medlem", ["tovholder"])

    assert (leads(leading, "tovholder"), leads(leading, "medlem")) == (False, True)
    told = list_events(leading.session.connection(), leading.network, limit=1)[0].body
    assert (told["kind"], told["appointed"], told["dismissed"]) == (
        "handed_over", [leading.people["medlem"]], [leading.people["tovholder"]],
    )  # fmt: skip
    assert list_notes(leading.session.connection(), leading.network)[told["note"]["id"]] == "Mette går på orlov"


def test_only_the_new_one_is_told_by_mail(leading):
    change(leading, "medlem", ["tovholder"])

    mails = [row for row in list_mail(leading.session.connection(), [leading.network]) if row.subject == "Tovholder"]
    assert [(row.kind, row.body) for row in mails] == [("notice", "Kære Medlem")]


def test_a_network_can_have_one_tovholder_more_and_one_fewer(leading):
    assert change(leading, "medlem").body["kind"] == "coordinator_appointed"
    assert leads(leading, "tovholder")

    assert change(leading, leaving=["tovholder"]).body["kind"] == "coordinator_dismissed"
    assert not leads(leading, "tovholder")


def test_it_can_be_handed_back_the_same_day(leading):
    change(leading, "medlem", ["tovholder"])

    change(leading, "tovholder", ["medlem"], who="medlem")

    assert (leads(leading, "tovholder"), leads(leading, "medlem")) == (True, False)


def test_an_administrator_may_and_others_may_not(leading):
    for who in ("medlem", "revisor"):
        with pytest.raises(Forbidden, match="tovholder eller en administrator"):
            change(leading, "medlem", ["tovholder"], who=who)
    people.queries.get_person(leading.session, leading.people["revisor"]).administrator = True

    change(leading, "medlem", ["tovholder"], who="revisor")

    assert leads(leading, "medlem")


@pytest.mark.parametrize(
    ("to", "leaving", "reason", "said"),
    [
        (None, (), "Fordi", "Vælg en ny tovholder"),
        (None, ("tovholder",), "Fordi", "skal have en tovholder"),
        ("medlem", ("formand",), "Fordi", "ikke tovholder mere"),
        ("tovholder", ("tovholder",), "Fordi", "både tage over og stoppe"),
        ("tovholder", (), "Fordi", "allerede tovholder"),
        ("medlem", ("tovholder",), "  ", "Skriv en begrundelse"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(leading, to, leaving, reason, said):
    with pytest.raises(BadInput, match=said):
        change(leading, to, leaving, reason=reason)


def test_who_cannot_log_in_cannot_take_it(leading):
    leading.session.delete(leading.session.get(Credential, leading.people["medlem"]))

    with pytest.raises(BadInput, match="kan ikke logge ind"):
        change(leading, "medlem", ["tovholder"])


def test_the_same_press_twice_hands_over_once(leading):
    first = change(leading, "medlem", ["tovholder"], key="a")

    assert change(leading, "medlem", ["tovholder"], key="a").seq == first.seq
    with pytest.raises(KeyReused):
        change(leading, "formand", ["tovholder"], key="a")


def test_an_ended_network_is_not_handed_over(leading):
    leading.press(actions.end, "Slut")

    with pytest.raises(NotAllowed):
        change(leading, "medlem", ["tovholder"])
