"""The installation's own chain: who was entered and changed, by number and commitment, never by name."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from engine import installation, outbox, queries
from engine.db import Database
from engine.errors import NotAllowed, NotFound
from engine.history import append, commitment, events
from engine.models import process
from engine.people import actions
from engine.people.fields import content
from engine.verification import verify


@pytest.fixture
def session(any_database: Database):
    with any_database.write() as opened:
        yield opened


def told(session):
    number = session.scalar(select(process.c.id).where(process.c.slug == installation.SLUG))
    return [] if number is None else list(events(session.connection(), number))


def faults(session):
    number = session.scalar(select(process.c.id).where(process.c.slug == installation.SLUG))
    return verify(session.connection(), lambda name, version: None, number)


def test_what_is_done_to_people_is_told_in_order(session, now):
    admin = actions.add_person(session, actor=None, now=now, name="Anna Admin", administrator=True)
    police = actions.add_organisation(session, actor=admin.id, now=now, name="Politiet", kind="politi")
    actions.change_organisation(session, police.id, version=1, actor=admin.id, now=now, phone="00 11")
    actions.change_person(session, admin.id, version=1, actor=admin.id, now=now, title="Chef")
    actions.change_person(session, admin.id, version=2, actor=admin.id, now=now, auditor=True)

    bodies = [event.body for event in told(session)]

    assert [body["kind"] for body in bodies] == [
        "created", "person_added", "organisation_added", "organisation_changed", "person_changed", "roles_changed",
    ]  # fmt: skip
    assert [body["actor"] for body in bodies] == [0, 0, *[admin.id] * 4]
    assert bodies[-1]["roles"] == ["administrator", "auditor"]
    assert bodies[-1]["record_version"] == 3
    assert bodies[-1]["hash"] == commitment(admin.salt, content(admin))
    assert faults(session) == []


def test_no_name_and_no_address_stands_in_the_chain(session, now):
    said = {"name": "Mette Holm", "mail": "mette@nordby.example", "phone": "00 22", "title": "Leder"}
    actions.add_person(session, actor=None, now=now, **said)

    written = json.dumps([event.body for event in told(session)], ensure_ascii=False)

    assert not [value for value in said.values() if value in written]


def test_a_change_that_changes_nothing_is_not_told(session, now):
    person = actions.add_person(session, actor=None, now=now, name="Bo")
    before = len(told(session))

    actions.change_person(session, person.id, version=1, actor=None, now=now, name="Bo")

    assert len(told(session)) == before


def test_time_never_runs_backwards_in_it(session, now):
    actions.add_person(session, actor=None, now=now, name="Bo")
    actions.add_person(session, actor=None, now=now - timedelta(days=900), name="Åse")

    assert faults(session) == []


def test_what_is_tampered_with_is_found(session, now):
    actions.add_person(session, actor=None, now=now, name="Bo")
    session.execute(
        text("UPDATE process SET head = prev_hash FROM event WHERE slug = '_anlaeg' AND process_id = process.id")
    )

    assert [fault.slug for fault in faults(session)] == [installation.SLUG]


def test_many_hands_at_once_write_one_chain(any_database, now):
    def add(name):
        with any_database.write() as session:
            actions.add_person(session, actor=None, now=now, name=name)
            session.commit()

    with ThreadPoolExecutor(4) as hands:
        list(hands.map(add, [f"Person {number}" for number in range(12)]))

    with any_database.read() as looking:
        assert [event.seq for event in told(looking)] == list(range(1, 14))
        assert faults(looking) == []


def test_two_programs_on_one_file_write_one_chain(database, now):
    other = Database(str(database.url))

    def add(number):
        with (database, other)[number % 2].write() as session:
            actions.add_person(session, actor=None, now=now, name=f"Person {number}")
            session.commit()

    with ThreadPoolExecutor(2) as hands:
        list(hands.map(add, range(40)))
    other.close()

    with database.read() as looking:
        assert len(told(looking)) == 41
        assert faults(looking) == []


def test_nothing_is_appended_to_a_chain_that_has_moved_on(session, now):
    db = session.connection()
    row = installation.lock(db, now)
    values = {"of": row.id, "was": row.seq - 1, "body": "{}", "was_head": row.head, "key": "x"}
    moved = {"seq": row.seq + 1, "head": row.head}

    if db.dialect.name == "sqlite":
        assert append(db, moved, values) is False
    else:
        with pytest.raises(IntegrityError, match="process_id"):
            append(db, moved, values)
        session.rollback()
    assert installation.lock(session.connection(), now).seq == row.seq


@pytest.fixture
def mail(session, now):
    letter = outbox.Letter(kind="news", recipient="bo@nordby.example", subject="Nyt", body="Hej")
    outbox.queue(session.connection(), None, 1, [letter], now)
    return queries.list_mail(session.connection(), None)[0].id


def state_of(session, mail):
    return next(row.state for row in queries.list_mail(session.connection(), None) if row.id == mail)


def turn(session, mail, state):
    session.execute(outbox.update(outbox.outbox).where(outbox.outbox.c.id == mail).values(state=state))


@pytest.mark.parametrize("state", [outbox.FAILED, outbox.UNCERTAIN])
def test_a_mail_that_did_not_leave_is_tried_again(session, now, mail, state):
    turn(session, mail, state)

    outbox.retry(session.connection(), mail, actor=7, now=now)

    assert state_of(session, mail) == outbox.WAITING
    assert told(session)[-1].body | {"mail": mail, "was": state, "actor": 7} == told(session)[-1].body


@pytest.mark.parametrize("state", [outbox.WAITING, outbox.SENDING, outbox.SENT, outbox.CANCELLED])
def test_a_mail_that_left_or_will_leave_is_not_tried_again(session, now, mail, state):
    turn(session, mail, state)

    with pytest.raises(NotAllowed, match="fejlet eller usikker"):
        outbox.retry(session.connection(), mail, actor=7, now=now)
    with pytest.raises(NotFound):
        outbox.retry(session.connection(), mail + 1, actor=7, now=now)


def test_mail_of_a_restored_copy_is_held_back(session, mail):
    assert outbox.park(session.connection()) == 1
    assert state_of(session, mail) == outbox.UNCERTAIN
    assert outbox.park(session.connection()) == 0
