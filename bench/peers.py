"""Other process engines on the same nine steps in the same run: SQLite with synchronous FULL, where installed.

Each loads its instance, checks the guard, moves, appends history and commits, in the way its own documents show:
python-statemachine on a mapped row, SpiffWorkflow as a serialised BPMN workflow in a row, viewflow on Django's tables
(its task row is its history). They do more and less than ours in other respects; only the step is compared.
"""

import importlib.util
import json
import sys
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

from sqlalchemy import Column, Engine, ForeignKey, Integer, LargeBinary, MetaData, Table, Text, insert, select, update
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from bench import databases, floors, steps
from bench.floors import NINE, Take, now
from bench.measure import Contender, interleave, load, median, microseconds
from engine.db import PRAGMAS, Database

INSTANCES = 40

# -- python-statemachine --------------------------------------------------------------------------------------------


class Base(DeclarativeBase):
    """Tables of this contender's own."""


class Instance(Base):
    """A process as a mapped row, with SQLAlchemy's own version check."""

    __tablename__ = "psm_instance"
    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str]
    ready: Mapped[int]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - the mapper's own form


class History(Base):
    """What happened to it."""

    __tablename__ = "psm_history"
    id: Mapped[int] = mapped_column(primary_key=True)
    instance_id: Mapped[int] = mapped_column(ForeignKey("psm_instance.id"), index=True)
    actor: Mapped[str]
    at: Mapped[str]
    from_state: Mapped[str]
    to_state: Mapped[str]


def statemachine(engine: Engine) -> Take:
    """Return what takes a step with python-statemachine, one machine for each loaded row."""
    from statemachine import State, StateMachine  # noqa: PLC0415 - only where it is installed

    states = {key: State(key, value=key, initial=n == 0, final=n == 9) for n, key in enumerate(NINE)}
    body: dict[str, Any] = dict(states)
    for n in range(9):
        body[f"go{n}"] = states[NINE[n]].to(states[NINE[n + 1]], cond=f"ready_{n + 1}")
        body[f"ready_{n + 1}"] = lambda self, needed=n + 1: self.model.ready >= needed
    machine = type("Linear", (StateMachine,), body)
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add_all(Instance(state=NINE[0], ready=9) for _ in range(INSTANCES))
        session.commit()

    def take(instance: int, number: int) -> None:
        with Session(engine) as session:
            row = session.get_one(Instance, instance)
            source = row.state
            machine(model=row, state_field="state").send(f"go{number - 1}")
            history = {"actor": "anna", "at": now().isoformat(), "from_state": source, "to_state": row.state}
            session.add(History(instance_id=instance, **history))
            session.commit()
            if source == row.state:
                raise RuntimeError

    return take


# -- SpiffWorkflow --------------------------------------------------------------------------------------------------

SPIFF = MetaData()
blobs = Table(
    "spiff", SPIFF, Column("id", Integer, primary_key=True), Column("state", Text), Column("blob", LargeBinary)
)
spiff_history = Table(
    "spiff_history",
    SPIFF,
    Column("id", Integer, primary_key=True),
    Column("instance_id", ForeignKey("spiff.id"), index=True),
    Column("at", Text),
    Column("step", Text),
)


def _bpmn() -> bytes:
    flows = "".join(f'<sequenceFlow id="f{n}" sourceRef="n{n}" targetRef="n{n + 1}"/>' for n in range(10))
    tasks = "".join(f'<userTask id="n{n}" name="n{n}"/>' for n in range(1, 10))
    return (
        '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="linear">'
        f'<process id="linear" isExecutable="true"><startEvent id="n0"/>{tasks}<endEvent id="n10"/>{flows}</process>'
        "</definitions>"
    ).encode()


def spiff(engine: Engine) -> Take:
    """Return what takes a step with SpiffWorkflow: read the workflow, run its one ready task, write it back."""
    from SpiffWorkflow.bpmn.parser import BpmnParser  # noqa: PLC0415 - only where it is installed
    from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer  # noqa: PLC0415
    from SpiffWorkflow.bpmn.workflow import BpmnWorkflow  # noqa: PLC0415
    from SpiffWorkflow.util.task import TaskState  # noqa: PLC0415

    parser = BpmnParser()
    parser.add_bpmn_io(BytesIO(_bpmn()))
    serializer = BpmnWorkflowSerializer()
    begun = BpmnWorkflow(parser.get_spec("linear"))
    begun.do_engine_steps()
    first = serializer.serialize_json(begun).encode()
    SPIFF.create_all(engine)
    with engine.begin() as db:
        db.execute(insert(blobs), [{"state": NINE[0], "blob": first} for _ in range(INSTANCES)])

    def take(instance: int, number: int) -> None:
        with engine.begin() as db:
            blob = db.execute(select(blobs.c.blob).where(blobs.c.id == instance)).scalar_one()
            workflow = serializer.deserialize_json(blob.decode())
            task = workflow.get_next_task(state=TaskState.READY, manual=True)
            if task.task_spec.name != f"n{number}":
                raise RuntimeError
            task.run()
            workflow.do_engine_steps()
            stored = {"state": NINE[number], "blob": serializer.serialize_json(workflow).encode()}
            db.execute(update(blobs).where(blobs.c.id == instance).values(stored))
            said = {"instance_id": instance, "at": now().isoformat(), "step": task.task_spec.name}
            db.execute(insert(spiff_history), said)

    return take


# -- viewflow -------------------------------------------------------------------------------------------------------


def viewflow(path: str) -> Take:
    """Return what takes a step with viewflow: assign, start and execute a task, in one transaction."""
    import django  # noqa: PLC0415 - only where it is installed
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    settings.configure(
        INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "viewflow", "viewflow.workflow"],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": path,
                "OPTIONS": {"init_command": "".join(f"PRAGMA {one};" for one in PRAGMAS)},
            }
        },
        USE_TZ=True,
        ROOT_URLCONF="",
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    )
    django.setup()
    call_command("migrate", verbosity=0)
    from django.contrib.auth.models import User  # noqa: PLC0415
    from django.db import transaction  # noqa: PLC0415
    from viewflow import this  # noqa: PLC0415
    from viewflow.workflow import flow, models  # noqa: PLC0415

    body: dict[str, Any] = {"__module__": models.__name__, "process_class": models.Process, "end": flow.End()}
    for n in range(1, 10):
        body[f"task{n}"] = flow.View(lambda request: None).Next(getattr(this, f"task{n + 1}" if n < 9 else "end"))
    body["start"] = flow.StartHandle().Next(this.task1)
    linear = models.LinearFlow = type("LinearFlow", (flow.Flow,), body)  # where its rows look for it
    anna = User.objects.create(username="anna", is_superuser=True)
    for _ in range(INSTANCES):
        linear.start.run()

    def take(instance: int, number: int) -> None:
        with transaction.atomic():
            process = models.Process.objects.get(pk=instance)
            task = process.task_set.get(status="NEW")
            activation = task.flow_task.activation_class(task)
            activation.assign(anna)
            activation.start(None)
            activation.execute()
            if task.flow_task.name != f"task{number}":
                raise RuntimeError

    return take


# -- the measurement ------------------------------------------------------------------------------------------------


def peers(database: Database) -> dict[str, Take]:
    """Return the contenders that are installed."""
    plain = floors.core_engine(database)
    path = str(database.url.database)
    known: Mapping[str, tuple[str, Callable[[], Take]]] = {
        "python-statemachine": ("statemachine", lambda: statemachine(plain)),
        "SpiffWorkflow": ("SpiffWorkflow", lambda: spiff(plain)),
        "viewflow": ("viewflow", lambda: viewflow(f"{path}.viewflow")),
    }
    found = {}
    for name, (package, make) in known.items():
        if importlib.util.find_spec(package) is None:
            print(f"{name}: not installed, left out")
        else:
            found[name] = make()
    return found


def main() -> int:
    """Measure and print."""
    with databases.sqlite() as database:
        with database.writing.begin() as db:
            first = steps.begin_linear(db, "ours")
            floors.begin_core(db)
        plain = floors.core_engine(database)
        contenders = [
            Contender(name="Tryghedsnet", take=steps.linear(database.writing), first=first),
            Contender(name="core", take=floors.core(plain), first=1),
            *(Contender(name=name, take=take, first=1) for name, take in peers(database).items()),
        ]
        taken = interleave(contenders, INSTANCES)
        plain.dispose()
    ours = median(taken["Tryghedsnet"].clock)
    print(json.dumps({"load": load(), "steps each": len(taken["core"].clock)}))
    for name, one in sorted(taken.items(), key=lambda pair: median(pair[1].clock)):
        speed = median(one.clock)
        print(
            f"{name:20s} {1 / speed:7.0f} steps/s  {microseconds(one.clock):32s} ours: {speed / ours:.1f} times as fast"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
