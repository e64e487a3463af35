"""Filling an empty database with the demonstration, and the mark that says that it is one."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select, update

from engine.db import Connection, Session
from engine.errors import Unusable
from engine.models import installation, outbox, process
from engine.people.models import Organisation, Person
from engine.queries import find_setting
from engine.text import N_
from workflows.tryghedsnetvaerk.demonstration import (
    birkeparken,
    ellehaven,
    engdraget,
    gadehavegaard,
    havnekvarteret,
    kirsebaergaarden,
    lindevaenget,
    moellebakken,
    rosenvang,
    soevangen,
)
from workflows.tryghedsnetvaerk.demonstration.cast import enter
from workflows.tryghedsnetvaerk.demonstration.story import Story
from workflows.tryghedsnetvaerk.network.models import DEMONSTRATION as MARK
from workflows.tryghedsnetvaerk.process import PROCESS

# Gadehavegård comes first; the others as they began, since the history of the installation only goes forward.
STORIES: tuple[tuple[str, Callable[[Story], None]], ...] = (
    ("Gadehavegård", gadehavegaard.tell),
    ("Møllebakken", moellebakken.tell),
    ("Havnekvarteret", havnekvarteret.tell),
    ("Rosenvang", rosenvang.tell),
    ("Engdraget", engdraget.tell),
    ("Søvangen", soevangen.tell),
    ("Birkeparken", birkeparken.tell),
    ("Lindevænget", lindevaenget.tell),
    ("Ellehaven", ellehaven.tell),
    ("Kirsebærgården", kirsebaergaarden.tell),
)
EARLIER = {"Møllebakken": 1}  # began before version 2 came, and was not moved: an administrator is offered to do it


def is_demonstration(db: Connection) -> bool:
    """Say whether the database is marked as a demonstration."""
    return find_setting(db, MARK) is not None


def must_be_empty(session: Session) -> None:
    """Refuse a database that people already use.

    :raises Unusable: with the way out
    """
    of_ours = select(process.c.id).where(process.c.name == PROCESS.name)
    used = (select(Person.id), select(Organisation.id), of_ours)
    if any(session.scalar(wanted.limit(1)) is not None for wanted in used):
        raise Unusable(
            N_("Databasen bruges allerede og kan ikke gøres til en demonstration. Vælg en tom mappe med --data.")
        )


def fill(session: Session, now: datetime, password_hash: str) -> Iterator[str]:
    """Write the demonstration, naming each network as it is done; nothing is committed.

    :raises Unusable: if the database is not empty
    """
    must_be_empty(session)
    session.connection().execute(installation.insert().values(key=MARK, value=now.isoformat()))
    cast = enter(session, now - timedelta(days=1000), password_hash)
    for name, tell in STORIES:
        tell(Story(session, cast, now, EARLIER.get(name, PROCESS.version)))
        yield name
    _number_mails(session.connection())


def _number_mails(db: Connection) -> None:
    """Number the mails as they were written: the networks were lived through one after the other, not side by side."""
    rows = db.execute(select(outbox.c.id, outbox.c.created_at)).all()
    written = sorted(rows, key=lambda row: (row.created_at, row.id))
    turned = [
        {"of": row.id, "to": -number} for number, row in zip(sorted(row.id for row in rows), written, strict=True)
    ]
    db.execute(update(outbox).where(outbox.c.id == bindparam("of")).values(id=bindparam("to")), turned)
    db.execute(update(outbox).values(id=-outbox.c.id))
