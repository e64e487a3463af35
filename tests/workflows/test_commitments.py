"""A record changed behind the product's back is found and named, on either database."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import UniqueConstraint, delete, event, func, select, text, update

from engine import actions, commitments, history, verification
from engine.commands import finish, lock
from engine.db import Database, Session
from engine.installation import NAME
from engine.models import Base, note, process
from engine.people.fields import TOLD
from engine.people.models import Organisation, Person
from engine.records import Record
from engine.removals import remove
from tests.conftest import NOW
from tests.workflows import deeds
from tests.workflows.cases import PROCESS, at_step
from tests.workflows.world import World
from workflows.tryghedsnetvaerk.composition.actions import save_group
from workflows.tryghedsnetvaerk.composition.models import ProfessionalGroup, near
from workflows.tryghedsnetvaerk.mapping.crime.models import CrimeCount
from workflows.tryghedsnetvaerk.mapping.models import Problem
from workflows.tryghedsnetvaerk.mapping.survey.models import Questionnaire

KINDS = sorted((m.class_ for m in Base.registry.mappers if issubclass(m.class_, Record)), key=lambda m: m.__name__)
KINDS += [Person, Organisation]
COMMITTED = {*TOLD, "version", "salt"}  # of people; when and by whom is what the event itself says


@pytest.fixture
def session(any_demonstration: Database) -> Iterator[Session]:
    """A session on the demonstration, never committed."""
    with any_demonstration.write() as session:
        yield session


def faults(session: Session, *networks: int) -> list[verification.Fault]:
    """Return what is wrong with the records of some networks, or of all."""
    db = session.connection()
    return commitments.check(db, networks or db.execute(select(process.c.id)).scalars().all())


def find_installation(session: Session) -> int:
    """Return the process of the installation itself, which tells of people."""
    return session.execute(select(process.c.id).where(process.c.name == NAME)).scalar_one()


def otherwise(session: Session, column: Any, value: Any) -> dict[str, Any]:
    """Return a value that a column may hold, but does not."""
    if foreign := next(iter(column.foreign_keys), None):
        others = select(func.max(foreign.column)).where(foreign.column != (value or 0))
        alone = any(
            isinstance(one, UniqueConstraint) and [*one.columns] == [column] for one in column.table.constraints
        )
        other = session.scalar(others.where(foreign.column.not_in(select(column))) if alone else others)
        if other is None and not column.nullable:
            other = beside(session, foreign.column.table)
        return {column.key: other} | ({"nr": 9999} if column.key == "network_id" else {})
    kind = type(value) if isinstance(value, datetime) else column.type.python_type
    changed: dict[type, Callable[[], Any]] = {
        bool: lambda: not value,
        int: lambda: (value or 0) + 1000,
        str: lambda: f"{value or ''}x",
        bytes: lambda: value[:-1] + bytes([value[-1] ^ 1]),
        date: lambda: (value or NOW.date()) + timedelta(days=1),
        datetime: lambda: (value or NOW) + timedelta(minutes=1),
    }
    return {column.key: changed[kind]()}


def beside(session: Session, table: Any) -> int:
    """Put another row like the last beside it, where the demonstration has but one, and return its id."""
    last = session.execute(select(table).order_by(table.c.id.desc()).limit(1)).one()
    session.execute(table.insert().values({**last._mapping, "id": last.id + 1, "nr": last.nr + 1000}))
    return int(last.id + 1)


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.__name__)
def test_every_column_of_every_kind_of_record_is_committed_to(session: Session, model: Any):
    table = model.__table__
    row = session.execute(select(table).order_by(table.c.id).limit(1)).one()
    name = f"{table.name}:{row.id}"
    home = row.network_id if issubclass(model, Record) else find_installation(session)
    for column in table.c:
        if column.key == "id" or (model in (Person, Organisation) and column.key not in COMMITTED):
            continue
        with session.begin_nested() as behind:
            values = otherwise(session, column, getattr(row, column.key))
            session.connection().execute(update(table).where(table.c.id == row.id).values(values))

            found = faults(session) if column.key == "network_id" else faults(session, home)

            assert [one for one in found if name in str(one.text) and one.seq], column.key
            behind.rollback()
    assert faults(session) == []


@pytest.mark.parametrize("model", [kind for kind in KINDS if kind.__tablename__ in ("need", "study", "news_mail")])
def test_a_record_taken_away_or_put_in_is_found(session: Session, model: Any):
    table = model.__table__
    columns = [column for other in Base.metadata.tables.values() for column in other.c]
    naming = [column for column in columns if any(key.column is table.c.id for key in column.foreign_keys)]
    free = [table.c.id.not_in(select(column).where(column.is_not(None))) for column in naming]
    row = session.execute(select(table).where(*free).order_by(table.c.id).limit(1)).one()
    with session.begin_nested() as behind:
        session.connection().execute(delete(table).where(table.c.id == row.id))
        assert [str(one.text) for one in faults(session)] == [f"Oplysningen {table.name}:{row.id} er væk."]
        behind.rollback()

    session.connection().execute(table.insert().values(row._asdict() | {"id": 9999, "nr": 9999}))

    untold = f"Ingen hændelse fortæller om oplysningen {table.name}:9999."
    assert [(one.seq, str(one.text)) for one in faults(session)] == [(0, untold)]


@pytest.mark.parametrize("change", [update(CrimeCount).values(count=CrimeCount.count + 1), delete(near)])
def test_what_lies_beside_a_record_is_committed_to_with_it(session: Session, change: Any):
    session.connection().execute(change)

    assert faults(session)


def test_what_a_column_cannot_hold_is_named_and_hides_no_other(demonstration: Database):
    with demonstration.write() as session:
        session.connection().execute(text("UPDATE need SET found_on = 'i går' WHERE id IN (2, 3)"))

        assert {one.text.values["oplysning"] for one in faults(session)} == {"need:2", "need:3"}


def test_a_record_that_was_removed_must_not_come_back(world: World):
    world.begin()
    row = deeds.problem(world)
    was = world.session.execute(select(Problem.__table__)).one()._asdict()
    world.write(remove, Problem, row.nr, reason="Skrevet to gange")
    world.session.connection().execute(Problem.__table__.insert().values(was))

    still = f"Hændelsen fjernede oplysningen problem:{row.id}, men den er her endnu."
    assert [str(one.text) for one in faults_of(world)] == [still]


def faults_of(world: World) -> list[verification.Fault]:
    return commitments.check(world.session.connection(), [world.network])


def test_a_version_that_takes_the_place_of_another_is_told_of_whole(any_world: World):
    world = at_step(any_world, "kortlaegning")
    deeds.chair(world)
    for _ in range(2):
        deeds.report_sent(world, again=True)

    assert faults_of(world) == []


def test_a_problem_that_is_removed_is_told_of_with_the_groups_that_were_near_it(any_world: World):
    world = any_world
    world.begin()
    row = deeds.problem(world)
    group = {"name": "Postbude", "sector": "privat", "choice": "ja", "reason": "Hver dag", "problems": [row.nr]}
    world.write(save_group, None, group)

    world.write(remove, Problem, row.nr, reason="Skrevet to gange")

    assert (world.all(ProfessionalGroup)[0].problems, faults_of(world)) == ([], [])


def test_the_same_moment_is_committed_to_alike_from_every_zone(world: World):
    world.begin()
    local = replace(world, now=world.now.astimezone(ZoneInfo("America/Nuuk")))
    deeds.meeting(local, "styregruppe")
    world.session.expire_all()

    assert faults_of(world) == []


def test_an_erased_text_is_no_fault_and_is_told_of(any_world: World):
    world, db = any_world, any_world.session.connection()
    world.begin()
    world.press(actions.pause, "Ombygning")
    told = list(history.events(db, world.network))[-1]
    number = told.body["note"]["id"]
    change = lock(db, world.command())
    db.execute(update(note).where(note.c.id == number).values(text=None, salt=None))
    finish(change, "note_erased", {"erased": number}, number)

    assert verification.verify(db, lambda *_: PROCESS, world.network) == []
    erased = commitments.Erased("birkeparken", told.seq, told.seq + 1)
    assert commitments.list_erased(db, [world.network]) == [erased]


def test_checking_asks_each_table_no_more_of_many_networks_than_of_one(demonstration: Database):
    with demonstration.read() as session:
        db, asked = session.connection(), list[str]()
        ids = db.execute(select(process.c.id)).scalars().all()
        surveyed = db.execute(select(Questionnaire.network_id).distinct()).scalars().all()  # they hold every kind
        event.listen(db, "before_cursor_execute", lambda *said: asked.append(said[2]))
        commitments.check(db, [ids[0], *surveyed])
        few = len(asked)
        commitments.check(db, ids)

    assert len(asked) - few <= few
    assert few <= 2 * len(KINDS)
