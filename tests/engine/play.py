"""The toy process on a database: start one, press its buttons, move the clock."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from threading import Barrier, Thread
from typing import Any, ClassVar

from engine import actions, history, queries, verification
from engine.commands import Command
from engine.db import Database
from engine.definition import Workflow
from engine.state import State
from tests.engine.ringing import ring_one
from tests.engine.toy import ALL_MET, Hand

MEMBER, DEPUTY, STRANGER, SYSTEM = 1, 2, 3, 0


@dataclass
class Play:
    """A toy process and everybody around it; each press is a transaction of its own."""

    began: ClassVar[datetime] = datetime(2026, 3, 2, 12, tzinfo=UTC)
    database: Database
    now: datetime
    hand: Hand = field(default_factory=Hand)
    process: int = 0
    keys: Any = field(default_factory=lambda: count(1))
    workflow: Workflow = None  # type: ignore[assignment]

    def __post_init__(self) -> None:
        self.workflow = self.workflow or self.hand.workflow

    def find(self, name: str, version: int) -> Workflow:
        return self.workflow

    def define(self, name: str, version: int) -> Any:
        return self.workflow.definition

    def command(self, who: int = MEMBER, **given: Any) -> Command:
        given.setdefault("key", f"key-{next(self.keys)}")
        return Command(workflow=self.workflow, process_id=self.process, actor=who, now=self.now, **given)

    def start(self, slug: str = "proeve") -> int:
        self.process = self.press(actions.start, slug)
        return self.process

    def press(self, action: Callable[..., Any], *args: Any, who: int = MEMBER, given: Any = None, **named: Any) -> Any:
        with self.database.write() as session:
            done = action(session.connection(), self.command(who, **(given or {})), *args, **named)
            session.commit()
        return done

    def facts(self, **facts: Any) -> None:
        self.hand.set(self.process, **facts)

    def reach(self, step: str) -> None:
        """Close every step before *step*; the year is rung for the last."""
        self.facts(**ALL_MET)
        for before in ("plan", "aftal"):
            if self.state.position == before and step != before:
                self.press(actions.close, before)
        if step == "maal":
            self.later(days=400)
            self.ring()

    def ring(self) -> int:
        rung = 0
        with self.database.write() as session:
            while ring_one(session, self.find, self.now):
                session.commit()
                rung += 1
        return rung

    def later(self, **span: Any) -> None:
        self.now += timedelta(**span)

    @property
    def row(self) -> Any:
        with self.database.read() as session:
            return queries.get_process(session.connection(), self.process)

    @property
    def state(self) -> State:
        return history.stored_state(self.row)

    @property
    def events(self) -> list[history.Event]:
        with self.database.read() as session:
            return list(history.events(session.connection(), self.process))

    @property
    def kinds(self) -> list[str]:
        return [event.body["kind"] for event in self.events]

    def faults(self) -> list[verification.Fault]:
        with self.database.read() as session:
            return verification.verify(session.connection(), self.define, self.process)


def make_play(database: Database) -> Play:
    """Return a toy process that has begun."""
    play = Play(database, Play.began)
    play.start()
    return play


def together(*jobs: Callable[[], Any]) -> None:
    """Run every job in a thread of its own, all at the same moment."""
    barrier = Barrier(len(jobs))

    def run(job: Callable[[], Any]) -> None:
        barrier.wait()
        job()

    threads = [Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
