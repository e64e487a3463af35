"""What tests about people stand on: a session, and somebody to act."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from engine.db import Database, Session
from engine.people import actions, passwords
from engine.people.models import Person

PASSWORD = "hest batteri klammer"


@pytest.fixture(scope="session")
def password_hash() -> str:
    return passwords.hash_password(PASSWORD)


@pytest.fixture
def session(any_database: Database) -> Iterator[Session]:
    with any_database.write() as opened:
        yield opened


@pytest.fixture
def admin(session: Session, now: datetime) -> Person:
    return actions.add_person(
        session, actor=None, now=now, name="Anna Admin", mail="anna@nordby.example", administrator=True
    )


@pytest.fixture
def mette(session: Session, now: datetime, password_hash: str) -> Person:
    person = actions.add_person(
        session, actor=None, now=now, name="Mette Holm", mail="mette@nordby.example", coordinator=True
    )
    actions.set_password(session, person.id, password_hash=password_hash, actor=None, now=now)
    return person
