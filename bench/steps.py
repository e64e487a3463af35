"""One durable step through the engine, beside the floors that a plain programmer would write."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Engine,
    ForeignKey,
    Integer,
    MetaData,
    Table,
    Text,
    bindparam,
    create_engine,
    event,
    insert,
    select,
    update,
)

from bench import networks
from bench.measure import Contender, Line, counted, interleave, median, microseconds
from engine import actions
from engine.commands import Command
from engine.db import PRAGMAS, Database
from engine.definition import ACTIVITY, Dates, Definition, Demand, Move, Phase, Reason, Step, Task, Workflow
from engine.history import GENESIS
from engine.models import event as event_table
from engine.models import process

NINE = tuple(f"step{n}" for n in range(10))
INSTANCES = 100
BOUNDS = {
    "SQLite": {"floor": 0.90, "core": 0.85, "real": 0.5},
    "PostgreSQL": {"floor": 0.95, "core": 1.00, "real": 0.7},
}
MOST_STATEMENTS = 5

# -- the nine-step linear process, through the engine ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ready:
    """What the linear process knows; it is loaded without a statement, so the floors load nothing either."""

    ready: int = 9
    dates: Dates = Dates()


READY = Ready()


def _demand(number: int) -> Demand:
    def check(facts: Ready) -> Reason | None:
        return None if facts.ready >= number else Reason("not ready for {step}", {"step": number})

    return Demand(f"ready_{number}", "ready", "page", check)


def _load(_: object, ids: tuple[int, ...], *__: object) -> Mapping[int, Ready]:
    return dict.fromkeys(ids, READY)


STEPS = tuple(
    Step(
        key=key,
        title=key,
        tasks=(Task(key=f"task{n}", title="", done_when="", demands=(_demand(n + 1),)),) if n < 9 else (),
        moves=(Move(trigger=f"go{n}", to=NINE[n + 1]),) if n < 9 else (),
    )
    for n, key in enumerate(NINE)
)
LINEAR = Workflow(
    definition=Definition(
        name="linear",
        version=1,
        title="",
        facts=Ready,
        phases=(Phase(key="all", title="", purpose="", steps=STEPS),),
        rights={ACTIVITY: Demand("anybody", "", "", lambda facts: None)},
        deadlines=lambda facts, cycle, position: {},
    ),
    load=_load,
)


def _now() -> datetime:
    return datetime.now(UTC)


def linear(writing: Engine) -> Any:
    """Return what takes a step of the linear process through the engine."""

    def take(instance: int, number: int) -> None:
        with writing.begin() as db:
            key = f"{instance}-{number}"
            command = Command(workflow=LINEAR, process_id=instance, actor=17, now=_now(), key=key)
            actions.close(db, command, NINE[number - 1])

    return take


def begin_linear(db: Connection, first: int) -> None:
    """Begin the linear instances from *first* on by the engine, which gives them their ids."""
    for n in range(INSTANCES):
        command = Command(workflow=LINEAR, process_id=0, actor=17, now=_now(), key="begin")
        assert actions.start(db, command, f"{first}-{n}") == first + n


# -- the floor: the same number of statements on the same tables, without demands, JSON and hash --------------------

OF = process.c.id == bindparam("of")
LOOK = select(process).where(OF).with_for_update()
MOVE = (
    update(process)
    .where(OF, process.c.seq == bindparam("was"))
    .values({column.name: bindparam(column.name) for column in process.c if column.name not in ("id", "slug", "name")})
)
APPEND = insert(event_table)
BODY = "x" * 200
HASH = bytes(32)
STANDING = {"status": "active", "unmet": 0, "reason": "", "next_on": None, "next_kind": "", "overdue_on": None}


def floor(writing: Engine) -> Any:
    """Return what takes the same step by Core alone: select for update, update where the version is, insert."""

    def take(instance: int, number: int) -> None:
        with writing.begin() as db:
            row = db.execute(LOOK, {"of": instance}).one()
            if row.position != NINE[number - 1]:
                raise RuntimeError
            moved = {
                "version": row.version, "position": NINE[number], "mode": row.mode, "cycle": row.cycle,
                "entered": row.entered, "tasks": "{}", "reopened": row.reopened, "aside": row.aside,
                "waiting": row.waiting, "timers": row.timers, **STANDING,
                "seq": row.seq + 1, "head": HASH, "changed_at": _now(), "of": instance, "was": row.seq,
            }  # fmt: skip
            if db.execute(MOVE, moved).rowcount != 1:
                raise RuntimeError
            db.execute(APPEND, {
                "process_id": instance, "seq": row.seq + 1, "body": BODY, "prev_hash": row.head, "hash": HASH,
                "command_key": f"{instance}-{number}",
            })  # fmt: skip

    return take


# A second floor, for what it is worth: it reads and writes only the columns that a step must.
NARROW_LOOK = select(process.c.position, process.c.seq, process.c.head).where(OF).with_for_update()
NARROW_MOVE = (
    update(process)
    .where(OF, process.c.seq == bindparam("was"))
    .values({name: bindparam(name) for name in ("position", "seq", "head", "changed_at", "tasks", "status")})
)


def narrow(writing: Engine) -> Any:
    """Return the floor that reads three columns and writes six."""

    def take(instance: int, number: int) -> None:
        with writing.begin() as db:
            row = db.execute(NARROW_LOOK, {"of": instance}).one()
            if row.position != NINE[number - 1]:
                raise RuntimeError
            moved = {
                "position": NINE[number], "seq": row.seq + 1, "head": HASH, "changed_at": _now(), "tasks": "{}",
                "status": "active", "of": instance, "was": row.seq,
            }  # fmt: skip
            if db.execute(NARROW_MOVE, moved).rowcount != 1:
                raise RuntimeError
            db.execute(APPEND, {
                "process_id": instance, "seq": row.seq + 1, "body": BODY, "prev_hash": row.head, "hash": HASH,
                "command_key": f"{instance}-{number}",
            })  # fmt: skip

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


def core(plain: Engine) -> Any:
    """Return what takes a step by Core on two small tables."""
    look = CORE_LOOK.with_for_update() if plain.dialect.name == "postgresql" else CORE_LOOK

    def take(instance: int, number: int) -> None:
        with plain.begin() as db:
            state, ready, version = db.execute(look, {"of": instance}).one()
            if state != NINE[number - 1] or ready < number:
                raise RuntimeError
            now = _now().isoformat()
            if db.execute(CORE_MOVE, {"of": instance, "was": version, "to": NINE[number], "now": now}).rowcount != 1:
                raise RuntimeError
            db.execute(CORE_APPEND, {
                "instance_id": instance, "actor": "anna", "at": now, "from_state": state, "to_state": NINE[number],
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


# -- a real network: its records loaded, its own demands ------------------------------------------------------------


def real(writing: Engine) -> Any:
    """Return what closes the next of the steps 1 to 7 of a network whose records meet every demand."""

    def take(network: int, number: int) -> None:
        with writing.begin() as db:
            command = replace(networks.command(network, f"{network}-{number}"), now=_now())
            actions.close(db, command, networks.WAYS[number - 1])

    return take


# -- the measurement ------------------------------------------------------------------------------------------------


def measure(database: Database, kind: str) -> Iterator[Line]:
    """Measure every contender in one run and give the ratios of their medians."""
    with database.writing.begin() as db:
        networks.people(db)
        real_first = networks.begin(db, INSTANCES)[0]
        firsts = [real_first + INSTANCES * n for n in (1, 2, 3)]
        for first in firsts:
            begin_linear(db, first)
        begin_core(db)
    plain = core_engine(database)
    contenders = [
        Contender(name="core", take=core(plain), first=1),
        Contender(name="floor", take=floor(database.writing), first=firsts[0]),
        Contender(name="narrow floor", take=narrow(database.writing), first=firsts[1]),
        Contender(name="engine", take=linear(database.writing), first=firsts[2]),
        Contender(name="real network", take=real(database.writing), first=real_first, steps=len(networks.WAYS)),
    ]
    taken = interleave(contenders, INSTANCES)
    plain.dispose()
    _must_have_arrived(database, firsts, real_first)
    speed = {name: median(seconds) for name, seconds in taken.items()}
    bound = BOUNDS[kind]
    yield Line(f"{kind}: linear step, of the floor", speed["floor"] / speed["engine"], bound["floor"])
    yield Line(f"{kind}: linear step, of core", speed["core"] / speed["engine"], bound["core"])
    yield Line(f"{kind}: real network's step, of core", speed["core"] / speed["real network"], bound["real"])
    yield from _statements(database, kind)
    yield Line(f"{kind}: linear step, of the narrow floor", speed["narrow floor"] / speed["engine"])
    for name, seconds in taken.items():
        yield Line(f"{kind}: {name}", 1 / speed[name], unit="steps/s", told=microseconds(seconds))


def _must_have_arrived(database: Database, firsts: list[int], real_first: int) -> None:
    with database.reading.connect() as db:
        stood = dict(db.execute(select(process.c.id, process.c.position)).all())
        arrived = [NINE[9]] * (3 * INSTANCES)
        assert [stood[n] for n in range(firsts[0], firsts[0] + 3 * INSTANCES)] == arrived
        assert [stood[real_first + n] for n in range(INSTANCES)] == ["praksis"] * INSTANCES


def _statements(database: Database, kind: str) -> Iterator[Line]:
    """Count the statements of each of the seven steps of one more network, and of one linear step."""
    with database.writing.begin() as db:
        command = networks.command(0, "one-more")
        number = actions.start(db, command, "one-more")
        networks.fill(db, [number])
        first = actions.start(db, Command(workflow=LINEAR, process_id=0, actor=17, now=_now(), key=""), "counted")
    most = []
    for n in range(1, len(networks.WAYS) + 1):
        with counted(database.writing) as sent:
            real(database.writing)(number, n)
        most.append(len(sent))
    told = " ".join(map(str, most))
    yield Line(f"{kind}: statements of a real network's step", max(most), MOST_STATEMENTS, True, "", f"by step: {told}")
    with counted(database.writing) as engine_sent:
        linear(database.writing)(first, 1)
    with counted(database.writing) as floor_sent:
        floor(database.writing)(first, 2)
    same = f"the floor sends {len(floor_sent)}"
    yield Line(f"{kind}: statements of a linear step", len(engine_sent), len(floor_sent), True, "", same)


assert GENESIS == HASH
