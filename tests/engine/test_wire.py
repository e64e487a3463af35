"""Prepared statements on PostgreSQL: a transaction that begins with one is whole, whatever befalls its connection."""

from collections.abc import Iterator
from threading import Event, Thread
from time import sleep

import pytest
from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    Table,
    bindparam,
    create_engine,
    event,
    insert,
    select,
    text,
)
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from engine.db import Database
from engine.prepared import KEPT, Prepared
from engine.wire import Wired

numbers = Table("wired", MetaData(), Column("n", Integer, primary_key=True))
ADD = Prepared(insert(numbers).values(n=bindparam("n", type_=Integer)))
FIND = Prepared(select(numbers.c.n).where(numbers.c.n == bindparam("n")))
ALSO = Prepared(select(numbers.c.n.label("again")).where(numbers.c.n == bindparam("n")))

LOCK = Prepared(select(numbers.c.n).where(numbers.c.n == bindparam("n")).with_for_update())


@pytest.fixture
def engine(postgres: Database) -> Iterator[Engine]:
    """One connection to a server of its own, with a table of numbers."""
    engine = create_engine(postgres.writing.url, pool_size=1, max_overflow=0)
    event.listen(engine, "do_connect", lambda _, __, address, named: Wired.connect(*address, **named))
    with engine.begin() as db:
        numbers.create(db)
    yield engine
    engine.dispose()


def forget(engine: Engine) -> None:
    """Let the server forget every prepared statement, as after a ROLLBACK of psycopg."""
    with engine.begin() as db:
        db.exec_driver_sql("DEALLOCATE ALL")


def stored(engine: Engine) -> list[int]:
    with engine.connect() as db:
        return list(db.scalars(select(numbers.c.n).order_by(numbers.c.n)))


def by_wire(db: Connection) -> bool:
    return bool(db.info[KEPT][1].takes(db.get_transaction()))


def test_what_is_written_is_there_when_it_is_committed_and_not_before(engine):
    with engine.begin() as db:
        assert ADD.run(db, {"n": 1}) == 1
        assert by_wire(db)
        assert FIND.find(db, {"n": 1}) == {"n": 1}
        assert FIND.find(db, {"n": 2}) is None

    assert stored(engine) == [1]
    with engine.connect() as db:
        ADD.run(db, {"n": 2})
        db.rollback()
    assert stored(engine) == [1]


def test_a_transaction_that_began_otherwise_is_the_same_one(engine):
    with engine.connect() as db:
        db.execute(insert(numbers), {"n": 1})
        ADD.run(db, {"n": 2})
        assert not by_wire(db)
        db.rollback()

    assert stored(engine) == []


@pytest.mark.parametrize("first", [FIND, ALSO], ids=["known", "new"])
def test_statements_that_the_server_forgot_are_prepared_again(engine, first):
    with engine.begin() as db:
        FIND.find(db, {"n": 0})
        ADD.run(db, {"n": 1})
    forget(engine)

    with engine.begin() as db:
        assert first.find(db, {"n": 1})
        ADD.run(db, {"n": 2})

    assert stored(engine) == [1, 2]


def test_what_the_server_refuses_is_said_and_the_connection_goes_on(engine):
    with engine.begin() as db:
        ADD.run(db, {"n": 1})

    with pytest.raises(IntegrityError) as refused, engine.begin() as db:
        ADD.run(db, {"n": 1})
    with engine.connect() as db:
        FIND.find(db, {"n": 1})
        with pytest.raises(IntegrityError):
            ADD.run(db, {"n": 1})

    assert refused.value.orig.diag.constraint_name == "wired_pkey"
    with engine.begin() as db:
        ADD.run(db, {"n": 2})
    assert stored(engine) == [1, 2]


def look_by_sqlalchemy(db: Connection) -> bool:
    return db.scalar(select(numbers.c.n).where(numbers.c.n == 1)) == 1


def look_by_statement(db: Connection) -> bool:
    return FIND.find(db, {"n": 1}) == {"n": 1}


def leave_another(db: Connection) -> bool:
    ADD.leave(db, {"n": 2})
    return True


@pytest.mark.parametrize("then", [look_by_sqlalchemy, look_by_statement, leave_another])
def test_what_is_left_goes_before_what_is_said_next(engine, then):
    with engine.connect() as db:
        FIND.find(db, {"n": 0})
        ADD.leave(db, {"n": 1})
        assert then(db)
        db.rollback()
    assert stored(engine) == []

    with engine.begin() as db:
        FIND.find(db, {"n": 0})
        ADD.leave(db, {"n": 1})
        assert then(db)
    assert 1 in stored(engine)


def test_what_is_left_is_sent_with_the_commit_and_not_at_all_when_rolled_back(engine):
    with engine.connect() as db:
        FIND.find(db, {"n": 0})
        ADD.leave(db, {"n": 1})
        db.rollback()
        db.commit()
    assert stored(engine) == []

    with Session(engine) as session:
        FIND.find(session.connection(), {"n": 0})
        ADD.leave(session.connection(), {"n": 1})
        session.commit()
    assert stored(engine) == [1]


def test_what_is_left_of_a_savepoint_stays_or_goes_with_it(engine):
    with engine.begin() as db:
        FIND.find(db, {"n": 0})
        ADD.leave(db, {"n": 1})
        with db.begin_nested() as inner:
            ADD.leave(db, {"n": 2})
            inner.rollback()
        with db.begin_nested():
            ADD.leave(db, {"n": 3})

    assert stored(engine) == [1, 3]


def test_what_is_left_and_refused_is_said_by_the_commit_which_commits_nothing(engine):
    with engine.begin() as db:
        ADD.run(db, {"n": 1})

    with engine.connect() as db:
        ADD.run(db, {"n": 2})
        ADD.leave(db, {"n": 1})
        with pytest.raises(IntegrityError) as refused:
            db.commit()

    assert refused.value.orig.diag.constraint_name == "wired_pkey"
    assert stored(engine) == [1]
    with engine.begin() as db:
        FIND.find(db, {"n": 0})
        ADD.leave(db, {"n": 3})
    assert stored(engine) == [1, 3]


def test_what_is_left_in_a_transaction_that_began_otherwise_is_sent_at_once(engine):
    with engine.connect() as db:
        db.execute(insert(numbers), {"n": 1})
        with pytest.raises(IntegrityError):
            ADD.leave(db, {"n": 1})

    assert stored(engine) == []


def test_a_connection_that_is_cut_is_said_and_replaced(engine, postgres):
    with engine.begin() as db:
        ADD.run(db, {"n": 1})
        number = db.scalar(text("SELECT pg_backend_pid()"))
    with postgres.writing.connect() as other:
        other.execute(text("SELECT pg_terminate_backend(:n)"), {"n": number})

    with pytest.raises(DBAPIError), engine.begin() as db:
        ADD.run(db, {"n": 2})

    with engine.begin() as db:
        ADD.run(db, {"n": 3})
    assert stored(engine) == [1, 3]


def test_a_connection_that_is_cut_before_the_commit_has_committed_nothing(engine, postgres):
    with engine.connect() as db:
        ADD.leave(db, {"n": 1})
        number = db.scalar(text("SELECT pg_backend_pid()"))
        ADD.leave(db, {"n": 2})
        with postgres.writing.connect() as other:
            other.execute(text("SELECT pg_terminate_backend(:n)"), {"n": number})
        with pytest.raises(DBAPIError):
            db.commit()

    assert stored(engine) == []


def test_what_may_only_read_does_not_write(engine):
    reading = engine.execution_options(postgresql_readonly=True)

    with pytest.raises(DBAPIError, match="read-only"), reading.begin() as db:
        ADD.run(db, {"n": 1})

    assert stored(engine) == []


def test_who_waits_for_a_row_keeps_nobody_else_waiting(postgres):
    with postgres.writing.begin() as db:
        numbers.create(db)
        ADD.run(db, {"n": 1})
    asked, said = Event(), []

    def second() -> None:
        with postgres.writing.begin() as db:
            asked.set()
            said.append(LOCK.find(db, {"n": 1}))

    with postgres.writing.begin() as db:
        LOCK.find(db, {"n": 1})
        waiting = Thread(target=second)
        waiting.start()
        assert asked.wait(10)
        sleep(0.3)  # it waits by now; were it to hold this process as well, this would never end
        assert said == []

    waiting.join(10)
    assert said == [{"n": 1}]
