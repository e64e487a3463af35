"""Filling the demonstration from the command line, and telling whether a database is one."""

from datetime import datetime

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from engine.db import Database
from engine.people.passwords import hash_password
from engine.text import N_
from webui.shell import said
from workflows.tryghedsnetvaerk.demonstration import fill as demonstration
from workflows.tryghedsnetvaerk.demonstration.cast import PASSWORD


def is_marked(database: Database) -> bool:
    """Say whether the database holds the demonstration."""
    with database.read() as session:
        return demonstration.is_demonstration(session.connection())


def fill(database: Database, now: datetime) -> None:
    """Fill an empty database, all or nothing, under a bar; one that holds the demonstration is left as it is.

    :raises Unusable: if the database is used for anything else
    """
    with database.read() as session:
        if demonstration.is_demonstration(session.connection()):
            return
        demonstration.must_be_empty(session)
    hashed = hash_password(PASSWORD)
    with _bar() as bar, database.write() as session:
        task = bar.add_task(said(N_("Fylder demonstrationen")), total=len(demonstration.STORIES))
        for name in demonstration.fill(session, now, hashed):
            bar.update(task, advance=1, description=name)
        session.commit()


def _bar() -> Progress:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed}/{task.total}"),
        TimeElapsedColumn(),
    )
    return Progress(*columns, console=Console(stderr=True))
