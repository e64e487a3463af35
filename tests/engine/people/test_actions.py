"""Entering and changing persons and organisations."""

from datetime import timedelta

import pytest
from sqlalchemy import insert

from engine.errors import BadInput, Forbidden, NotAllowed, NotFound, Stale
from engine.models import process
from engine.people import actions, queries, sessions
from engine.people.models import ACTIVE, PASSWORD, ROLES


def test_a_mail_address_is_stored_in_small_letters(session, now):
    person = actions.add_person(session, actor=None, now=now, name=" Per   Sørensen ", mail=" Per@Nordby.Example ")

    assert (person.name, person.mail) == ("Per Sørensen", "per@nordby.example")


def test_two_persons_may_be_without_a_mail_address(session, now):
    first, second = (actions.add_person(session, actor=None, now=now, name="Bo", mail="") for _ in range(2))

    assert first.mail is None
    assert first.id != second.id


def test_a_mail_address_belongs_to_one_person(session, now, mette):
    with pytest.raises(BadInput, match=r"mette@nordby\.example bruges allerede af Mette Holm"):
        actions.add_person(session, actor=None, now=now, name="Anden", mail="METTE@nordby.example")


@pytest.mark.parametrize(
    "mail", ["a", "a@", "@b.dk", "a@b", "a@b@c.dk", "a b@c.dk", "a@b.dk, c@d.dk", "A <a@b.dk>", "a@.dk", "a@b.dk;"]
)
def test_only_one_plain_mail_address_is_taken(session, now, mail):
    with pytest.raises(BadInput, match="kan ikke bruges"):
        actions.add_person(session, actor=None, now=now, name="Bo", mail=mail)


@pytest.mark.parametrize(
    "said", [{"name": " "}, {"name": "x" * 121}, {"name": "Bo", "locale": "tlh"}, {"name": "B\0o"}]
)
def test_what_cannot_be_used_is_refused(session, now, said):
    with pytest.raises(BadInput):
        actions.add_person(session, actor=None, now=now, **said)


def test_a_person_is_from_an_organisation_that_exists(session, now):
    with pytest.raises(NotFound, match="Organisationen findes ikke"):
        actions.add_person(session, actor=None, now=now, name="Bo", organisation_id=99)


def test_only_an_administrator_gives_roles(session, now, mette, admin):
    with pytest.raises(Forbidden, match="Kun en administrator kan give roller"):
        actions.add_person(session, actor=mette.id, now=now, name="Bo", auditor=True)

    assert actions.add_person(session, actor=admin.id, now=now, name="Bo", auditor=True).auditor


def test_a_coordinator_cannot_take_over_a_login_by_its_mail(session, now, mette, admin):
    with pytest.raises(Forbidden, match="mailadressen for en, der kan logge ind"):
        actions.change_person(session, admin.id, version=1, actor=mette.id, now=now, mail="mine@nordby.example")


def test_a_coordinator_corrects_a_phone_number(session, now, mette):
    person = actions.add_person(session, actor=mette.id, now=now, name="Bo", phone="00 11")

    actions.change_person(session, person.id, version=1, actor=mette.id, now=now, phone="00 22")

    assert (person.name, person.phone, person.version) == ("Bo", "00 22", 2)


def test_a_stale_change_says_who_changed_what_and_when(session, now, mette, admin):
    person = actions.add_person(session, actor=None, now=now, name="Bo", phone="00 11")
    actions.change_person(session, person.id, version=1, actor=mette.id, now=now, phone="00 22")

    with pytest.raises(Stale) as caught:
        actions.change_person(session, person.id, version=1, actor=admin.id, now=now, name="Bo", phone="00 33")

    assert caught.value.values["who"] == "Mette Holm"
    assert caught.value.values["at"] == now
    assert caught.value.values["differences"] == [actions.Difference("Telefon", "00 22", "00 33")]


def test_two_hands_at_once_make_one_change(any_database, session, now):
    person = actions.add_person(session, actor=None, now=now, name="Bo")
    session.commit()
    with any_database.write() as first:
        actions.change_person(first, person.id, version=1, actor=None, now=now, name="Bo Lind")
        first.commit()

    with any_database.write() as second, pytest.raises(Stale):
        actions.change_person(second, person.id, version=1, actor=None, now=now, name="Bo Lund")


def test_the_last_administrator_stays(session, now, admin):
    for change in ({"administrator": False}, {"active": False}):
        with pytest.raises(NotAllowed, match="den sidste administrator"):
            actions.change_person(session, admin.id, version=1, actor=admin.id, now=now, **change)


def test_a_closed_person_is_logged_out_everywhere(session, now, mette, admin):
    known = sessions.find_password(session, "mette@nordby.example")
    token = sessions.open_session(session, known=known, mail="mette@nordby.example", address="::1", now=now)

    actions.change_person(session, mette.id, version=1, actor=admin.id, now=now, active=False)

    assert sessions.find_session(session, token, now) is None
    assert sessions.find_password(session, "mette@nordby.example") == sessions.Known()


def test_roles_access_and_passwords_are_in_the_access_log(session, now, mette, admin, password_hash):
    actions.change_person(session, mette.id, version=1, actor=admin.id, now=now, auditor=True, active=False)
    actions.set_password(session, mette.id, password_hash=password_hash, actor=admin.id, now=now)

    lines = queries.list_access(session, person_id=admin.id)
    assert [line.kind for line in lines] == [PASSWORD, ACTIVE, ROLES]
    assert lines[-1].detail == f"person:{mette.id} coordinator,auditor closed"


def test_nobody_sets_another_persons_password(session, now, mette, admin, password_hash):
    with pytest.raises(Forbidden):
        actions.set_password(session, admin.id, password_hash=password_hash, actor=mette.id, now=now)


def test_a_password_needs_a_mail_address(session, now, admin, password_hash):
    person = actions.add_person(session, actor=None, now=now, name="Bo")

    with pytest.raises(BadInput, match="ingen mailadresse"):
        actions.set_password(session, person.id, password_hash=password_hash, actor=admin.id, now=now)


def test_an_organisation_is_entered_once(session, now):
    actions.add_organisation(session, actor=None, now=now, name="Aalborg Kommune", kind="kommune")

    with pytest.raises(BadInput, match="Aalborg Kommune findes allerede"):
        actions.add_organisation(session, actor=None, now=now, name="ålborg  KOMMUNE", kind="kommune")


def test_an_organisation_has_a_known_kind(session, now):
    with pytest.raises(BadInput, match="hvad det er for en organisation"):
        actions.add_organisation(session, actor=None, now=now, name="Klubben", kind="bande")


def test_a_stale_organisation_is_refused(session, now, mette):
    row = actions.add_organisation(session, actor=None, now=now, name="SAB", kind="boligorganisation")
    actions.change_organisation(session, row.id, version=1, actor=mette.id, now=now, phone="00 11")

    with pytest.raises(Stale, match="Mette Holm ændrede SAB"):
        actions.change_organisation(session, row.id, version=1, actor=None, now=now, phone="00 22")


def test_lists_are_searched_and_sorted_in_danish(session, now):
    row = actions.add_organisation(session, actor=None, now=now, name="Østkredsens Politi", kind="politi")
    for name in ("Åse", "Øjvind", "Zenia", "Ærø Jensen", "anna"):
        actions.add_person(session, actor=None, now=now, name=name, organisation_id=row.id, title="50 %_betjent")

    assert [person.name for person in queries.list_people(session)] == ["anna", "Zenia", "Ærø Jensen", "Øjvind", "Åse"]
    assert [person.name for person in queries.list_people(session, search="åse")] == ["Åse"]
    assert queries.count_people(session, search="østkredsens ærø") == 1
    assert queries.count_people(session, search="50 %_b") == 5
    assert queries.count_people(session, search="%%") == 0


def test_names_are_found_by_reference(session, now, mette):
    row = actions.add_organisation(session, actor=None, now=now, name="SAB", kind="boligorganisation")

    found = queries.names(session, [f"person:{mette.id}", f"organisation:{row.id}", "person:99", "nonsense"])

    assert found == {f"person:{mette.id}": "Mette Holm", f"organisation:{row.id}": "SAB"}


@pytest.mark.parametrize("number", [0, -1, 99, 2**63, 10**30])
def test_a_person_that_is_not_there_is_not_found(session, number):
    with pytest.raises(NotFound):
        queries.get_person(session, number)


def test_a_coordinator_coordinates_from_day_to_day(session, now, mette, process_id):
    today = now.date()
    role = actions.appoint(session, process_id=process_id, person_id=mette.id, since=today)
    actions.dismiss(session, role.id, process_id=process_id, until=today + timedelta(days=2))

    def days(*numbers):
        return [queries.is_coordinator(session, process_id, mette.id, today + timedelta(days=n)) for n in numbers]

    assert days(-1, 0, 2, 3) == [False, True, True, False]
    assert queries.list_coordinators(session, process_id, today) == [mette]


def test_nobody_is_coordinator_twice_at_once(session, now, mette, process_id):
    actions.appoint(session, process_id=process_id, person_id=mette.id, since=now.date())

    with pytest.raises(BadInput, match="allerede tovholder"):
        actions.appoint(session, process_id=process_id, person_id=mette.id, since=now.date())


def test_a_coordinator_of_another_network_is_not_found(session, now, mette, process_id):
    role = actions.appoint(session, process_id=process_id, person_id=mette.id, since=now.date())

    with pytest.raises(NotFound):
        actions.dismiss(session, role.id, process_id=process_id + 1, until=now.date())


@pytest.fixture
def process_id(session, now):
    texts = dict.fromkeys(
        ("name", "position", "mode", "entered", "tasks", "reopened", "aside", "waiting", "timers", "status",
         "reason", "next_kind"), "",
    )  # fmt: skip
    row = texts | {"slug": "a", "version": 1, "cycle": 1, "seq": 0, "head": b"", "changed_at": now, "unmet": 0}
    return session.execute(insert(process).values(row).returning(process.c.id)).scalar_one()
