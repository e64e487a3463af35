"""What a plain programmer would write for one step of nine: the floors that the engine is measured against."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Engine,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    Update,
    bindparam,
    create_engine,
    event,
    func,
    insert,
    select,
    update,
)

from engine.db import PRAGMAS, Database
from engine.models import event as event_table
from engine.models import process

NINE = tuple(f"step{n}" for n in range(10))
INSTANCES = 100
Take = Callable[[int, int], None]


def now() -> datetime:
    """Return what time it is."""
    return datetime.now(UTC)


# -- the floor: the statements of the engine on its own tables, without demands, JSON and hash -----------------------
# On SQLite it selects, updates and inserts; on PostgreSQL the last two are one statement, as they are for the engine.

OF = process.c.id == bindparam("of")
WRITTEN = ("position", "tasks", "seq", "head", "changed_at")  # what the engine writes in such a step
E = event_table.c
KEY = select(E.body).where(E.process_id == bindparam("of"), E.command_key == bindparam("key"))
NEWEST = select(func.max(E.seq)).where(E.process_id == bindparam("of"))
LOOK = select(process.c.position, process.c.seq, process.c.head).where(OF).with_for_update()
ASK = (
    select(process, KEY.scalar_subquery().label("repeated"), NEWEST.scalar_subquery().label("newest"))
    .where(OF)
    .with_for_update(of=process)
)
APPEND = insert(event_table)
TOLD = ("process_id", "seq", "body", "prev_hash", "hash", "command_key")
BODY = "x" * 220
HASH = bytes(32)


def _move(names: tuple[str, ...]) -> Update:
    return update(process).where(OF, process.c.seq == bindparam("was")).values({n: bindparam(n) for n in names})


def _both(names: tuple[str, ...]) -> Any:
    moved = _move(names).returning(process.c.id).cte("moved")
    told = (
        bindparam("seq", type_=Integer), bindparam("body", type_=Text), bindparam("was_head", type_=LargeBinary),
        bindparam("head", type_=LargeBinary), bindparam("key", type_=Text),
    )  # fmt: skip
    both = insert(event_table).from_select(TOLD, select(moved.c.id, *told))
    return both.execution_options(preserve_rowcount=True)


def floor(writing: Engine) -> Take:
    """Return the floor that reads three columns and writes the five that change."""
    return _floor(writing, LOOK)


def asking(writing: Engine) -> Take:
    """Return the floor that asks what the engine asks (the row, and whether the key was used) and writes the same."""
    return _floor(writing, ASK)


def _floor(writing: Engine, look: Any) -> Take:
    move, both = _move(WRITTEN), _both(WRITTEN)
    postgres = writing.dialect.name == "postgresql"

    def take(instance: int, number: int) -> None:
        with writing.begin() as db:
            key = f"{instance}-{number}"
            row = db.execute(look, {"of": instance, "key": key} if look is ASK else {"of": instance}).one()
            if row.position != NINE[number - 1] or (look is ASK and row.repeated is not None):
                raise RuntimeError
            moved = {
                "position": NINE[number], "seq": row.seq + 1, "head": HASH, "changed_at": now(), "tasks": "{}",
                "of": instance, "was": row.seq,
            }  # fmt: skip
            if postgres:
                told = {"body": BODY, "was_head": row.head, "key": key}
                if db.execute(both, moved | told).rowcount != 1:
                    raise RuntimeError
                return
            if db.execute(move, moved).rowcount != 1:
                raise RuntimeError
            said = (instance, row.seq + 1, BODY, row.head, HASH, key)
            db.execute(APPEND, dict(zip(TOLD, said, strict=True)))

    return take


# -- core: the plain contender of earlier measurements, on tables of its own ----------------------------------------

PLAIN = MetaData()
BIG = BigInteger().with_variant(Integer, "sqlite")
instance_table = Table(
    "instance",
    PLAIN,
    Column("id", BIG, primary_key=True),
    Column("name", Text),
    Column("state", Text),
    Column("ready", Integer),
    Column("version", Integer),
    Column("updated_at", Text),
)
history_table = Table(
    "history",
    PLAIN,
    Column("id", BIG, primary_key=True),
    Column("instance_id", ForeignKey("instance.id"), index=True),
    Column("actor", Text),
    Column("at", Text),
    Column("from_state", Text),
    Column("to_state", Text),
    Column("note", Text),
)
I = instance_table.c  # noqa: E741 - as short as the table is small
CORE_LOOK = select(I.state, I.ready, I.version).where(I.id == bindparam("of"))
CORE_MOVE = (
    update(instance_table)
    .where(I.id == bindparam("of"), I.version == bindparam("was"))
    .values(state=bindparam("to"), version=I.version + 1, updated_at=bindparam("now"))
)
CORE_APPEND = insert(history_table)


def core_engine(database: Database) -> Engine:
    """Return an engine as SQLAlchemy gives it: on SQLite its deferred BEGIN, with the product's pragmas."""
    if not database.sqlite:
        return create_engine(database.url)
    plain = create_engine(database.url)

    @event.listens_for(plain, "connect")
    def _(connection: Any, __: object) -> None:
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    return plain


def core(plain: Engine) -> Take:
    """Return what takes a step by Core on two small tables."""
    look = CORE_LOOK.with_for_update() if plain.dialect.name == "postgresql" else CORE_LOOK

    def take(instance: int, number: int) -> None:
        with plain.begin() as db:
            state, ready, version = db.execute(look, {"of": instance}).one()
            if state != NINE[number - 1] or ready < number:
                raise RuntimeError
            at = now().isoformat()
            if db.execute(CORE_MOVE, {"of": instance, "was": version, "to": NINE[number], "now": at}).rowcount != 1:
                raise RuntimeError
            db.execute(CORE_APPEND, {
                "instance_id": instance, "actor": "anna", "at": at, "from_state": state, "to_state": NINE[number],
                "note": "ok",
            })  # fmt: skip

    return take


def begin_core(db: Connection) -> None:
    """Write the rows of the core contender."""
    PLAIN.create_all(db)
    begun = [
        {"id": n, "name": f"n{n}", "state": NINE[0], "ready": 9, "version": 1, "updated_at": ""}
        for n in range(1, INSTANCES + 1)
    ]
    db.execute(insert(instance_table), begun)
