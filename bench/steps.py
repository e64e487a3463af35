"""One durable step through the engine, beside the floors that a plain programmer would write."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine, insert, select

from bench import floors, networks
from bench.floors import INSTANCES, NINE, Take, now
from bench.measure import Contender, Line, counted, interleave, median
from engine import actions
from engine.commands import Command
from engine.db import Database
from engine.definition import ACTIVITY, Dates, Definition, Demand, Move, Phase, Reason, Step, Task, Workflow
from engine.models import process
from engine.timers import fire
from workflows.tryghedsnetvaerk.evaluation.models import Evaluation, Measure

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
    dates: Dates = field(default_factory=Dates)


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
        deadlines=lambda *_: {},
    ),
    load=_load,
)


def linear(writing: Engine) -> Take:
    """Return what takes a step of the linear process through the engine."""

    def take(instance: int, number: int) -> None:
        with writing.begin() as db:
            key = f"{instance}-{number}"
            command = Command(workflow=LINEAR, process_id=instance, actor=17, now=now(), key=key)
            actions.close(db, command, NINE[number - 1])

    return take


def begin_linear(db: Connection, name: str) -> int:
    """Begin the linear instances by the engine, called after *name*, and return the number of the first."""
    command = Command(workflow=LINEAR, process_id=0, actor=17, now=now(), key="begin")
    first, *more = (actions.start(db, command, f"{name}-{n}") for n in range(INSTANCES))
    assert more == list(range(first + 1, first + INSTANCES))
    return first


# -- a real network: its records loaded, its own demands ------------------------------------------------------------


def real(writing: Engine) -> Take:
    """Return what closes the next of the steps 1 to 7 of a network whose records meet every demand."""

    def take(network: int, number: int) -> None:
        with writing.begin() as db:
            command = networks.command(network, f"{network}-{number}", now=now())
            actions.close(db, command, networks.WAYS[number - 1])

    return take


# -- the measurement ------------------------------------------------------------------------------------------------


def measure(database: Database, kind: str) -> Iterator[Line]:
    """Measure every contender in one run and give the ratios of their medians."""
    with database.writing.begin() as db:
        networks.people(db)
        real_first = networks.begin(db, INSTANCES)[0]
        firsts = [begin_linear(db, name) for name in ("floor", "asking", "engine")]
        floors.begin_core(db)
    plain = floors.core_engine(database)
    contenders = [
        Contender(name="core", take=floors.core(plain), first=1),
        Contender(name="floor", take=floors.floor(database.writing), first=firsts[0]),
        Contender(name="asking floor", take=floors.asking(database.writing), first=firsts[1]),
        Contender(name="engine", take=linear(database.writing), first=firsts[2]),
        Contender(name="real network", take=real(database.writing), first=real_first, steps=len(networks.WAYS)),
    ]
    taken = interleave(contenders, INSTANCES)
    plain.dispose()
    _must_have_arrived(database, firsts, real_first)
    speed = {name: median(one.clock) for name, one in taken.items()}
    bound = BOUNDS[kind]
    yield Line(f"{kind}: linear step, of the floor", speed["floor"] / speed["engine"], bound["floor"])
    yield Line(f"{kind}: linear step, of core", speed["core"] / speed["engine"], bound["core"])
    yield Line(f"{kind}: real network's step, of core", speed["core"] / speed["real network"], bound["real"])
    yield from _statements(database, kind)
    yield Line(f"{kind}: linear step, of the floor that asks as much", speed["asking floor"] / speed["engine"])
    for name, one in taken.items():
        yield Line(f"{kind}: {name}", 1 / speed[name], unit="steps/s", told=one.told)


def _must_have_arrived(database: Database, firsts: list[int], real_first: int) -> None:
    with database.reading.connect() as db:
        stood = dict(db.execute(select(process.c.id, process.c.position)).all())
        arrived = [NINE[9]] * (3 * INSTANCES)
        assert [stood[n] for n in range(firsts[0], firsts[0] + 3 * INSTANCES)] == arrived
        assert [stood[real_first + n] for n in range(INSTANCES)] == ["praksis"] * INSTANCES


def _statements(database: Database, kind: str) -> Iterator[Line]:
    """Count the statements of each step that is closed of one more network, and of one linear step."""
    with database.writing.begin() as db:
        command = networks.command(0, "one-more")
        number = actions.start(db, command, "one-more")
        networks.fill(db, [number])
        first = actions.start(db, Command(workflow=LINEAR, process_id=0, actor=17, now=now(), key=""), "counted")
    most = []
    for n in range(1, len(networks.WAYS) + 1):
        with counted(database.writing) as sent:
            real(database.writing)(number, n)
        most.append(len(sent))
    _open_evaluation(database, number)
    with counted(database.writing) as sent, database.writing.begin() as db:
        actions.close(db, networks.command(number, "turn"), "evaluering", trigger="fortsaet")
    most.append(len(sent))
    told = " ".join(map(str, most))
    yield Line(f"{kind}: statements of a real network's step", max(most), MOST_STATEMENTS, True, "", f"by step: {told}")
    with counted(database.writing) as engine_sent:
        linear(database.writing)(first, 1)
    with counted(database.writing) as floor_sent:
        floors.floor(database.writing)(first, 2)
    same = f"the floor sends {len(floor_sent)}"
    yield Line(f"{kind}: statements of a linear step", len(engine_sent), len(floor_sent), True, "", same)


def _open_evaluation(database: Database, number: int) -> None:
    """Let the year fall due, and write an evaluation that can be closed."""
    with database.writing.begin() as db:
        fire(db, networks.command(number, "year"), "aar-1")
        said = {"network_id": number, "salt": bytes(32), "nr": 1}
        written = {"id": number, "cycle": 1, "findings": "…", "outcome": "fortsaet", "grounds": "…"}
        db.execute(insert(Evaluation), [said | written])
        db.execute(insert(Measure), [said | {"evaluation_id": number, "kind": "tryghed", "what": "…", "after": "…"}])
