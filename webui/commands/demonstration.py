"""Filling the demonstration from the command line, and telling whether a database is one."""

import signal
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from threading import Event, Thread

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from engine.db import Database
from engine.people.passwords import hash_password
from engine.text import N_
from webui.commands.shell import said
from workflows.tryghedsnetvaerk.demonstration import fill as demonstration
from workflows.tryghedsnetvaerk.demonstration.cast import PASSWORD


def is_marked(database: Database) -> bool:
    """Say whether the database holds the demonstration."""
    with database.read() as session:
        return demonstration.is_demonstration(session.connection())


def is_waiting(database: Database) -> bool:
    """Say whether the demonstration is still to be filled in.

    :raises Unusable: if the database is used for anything else
    """
    with database.read() as session:
        if demonstration.is_demonstration(session.connection()):
            return False
        demonstration.must_be_empty(session)
    return True


def fill(database: Database, now: datetime, leaving: Callable[[], bool] = lambda: False) -> None:
    """Fill an empty database, all or nothing, under a bar; one that holds the demonstration is left as it is.

    When *leaving* says so, it gives up before the next network.

    :raises Unusable: if the database is used for anything else
    """
    if not is_waiting(database):
        return
    hashed = hash_password(PASSWORD)
    with _bar() as bar, database.write() as session:
        task = bar.add_task(said(N_("Fylder demonstrationen")), total=len(demonstration.STORIES))
        for name in demonstration.fill(session, now, hashed):
            bar.update(task, advance=1, description=name)
            if leaving():
                return
        session.commit()


class Filling(Thread):
    """Fills the demonstration while the log-in page can be seen; whoever logs in meanwhile waits for it.

    *then* is done when it is there. When it cannot be filled, the process is told to stop.
    """

    def __init__(self, database: Database, now: datetime, then: Callable[[], None]) -> None:
        super().__init__(name="filling")
        self._database, self._now, self._then = database, now, then
        self._leaving = Event()
        self._trouble: BaseException | None = None

    def run(self) -> None:
        """Fill."""
        try:
            fill(self._database, self._now, self._leaving.is_set)
            if not self._leaving.is_set():
                self._then()
        except BaseException as error:
            self._trouble = error
            if not self._leaving.is_set():
                signal.raise_signal(signal.SIGTERM)

    def leave(self) -> None:
        """Give up if it is not done, and raise what went wrong."""
        self._leaving.set()
        with suppress(RuntimeError):  # it has not started
            self.join()
        if self._trouble is not None:
            raise self._trouble


def _bar() -> Progress:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed}/{task.total}"),
        TimeElapsedColumn(),
    )
    return Progress(*columns, console=Console(stderr=True))
