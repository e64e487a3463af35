"""Looking after the database from the command line: opening, checking, copying, adding people."""

import os
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track
from rich.status import Status

import workflows
from engine import commitments, copies, daybreak, installation, outbox, presence
from engine.clock import today
from engine.commitments import Erased
from engine.db import Connection, Database
from engine.errors import BadInput, Unusable
from engine.people import actions as people
from engine.people import passwords
from engine.queries import get_process
from engine.text import N_
from engine.verification import Fault, list_chains, walk
from webui.commands.shell import said, told
from webui.network.history import define
from webui.visit import config
from workflows import migrations
from workflows.tryghedsnetvaerk.network import tenure

FILE = "tryghed.db"
CHAINS_AT_A_TIME = 200  # whose records are checked together


def address(data: Path) -> str:
    """Return the address of the database: the environment's, else that of the embedded one in *data*."""
    return os.environ.get("TRYGHED_DATABASE_URL") or f"sqlite:///{data.absolute() / FILE}"


@contextmanager
def opened(data: Path) -> Iterator[Database]:
    """Open the database that is there; where there is none, none is made.

    :raises Unusable: if there is none, or it is of another version
    """
    with closing(Database(address(data))) as database:
        if database.file and not os.path.exists(database.file):
            raise Unusable(
                N_("Der er ingen database i {fil}. Kør »tryghed run« eller »tryghed db upgrade« først."),
                fil=database.file,
            )
        migrations.check(database.writing)
        yield database


@contextmanager
def made(data: Path) -> Iterator[Database]:
    """Open the database and bring it to the tables of this version; one that is not there is made.

    :raises Unusable: if it cannot be made or written, or comes from a newer version
    """
    with closing(Database(address(data))) as database:
        make(database)
        migrations.upgrade(database.writing)
        yield database


def make(database: Database) -> None:
    """Make the file of an embedded database, readable by nobody else; one that is there stays as it is.

    :raises Unusable: if its folder cannot be made or the file not be written
    """
    if database.file is None:
        return
    config.open_folder(database.file.absolute().parent)
    try:
        database.file.touch(mode=0o600)  # also in a folder that others may look into; SQLite's files beside it alike
    except OSError as error:
        raise Unusable(N_("Der kan ikke skrives i {fil}."), fil=database.file) from error


def check(database: Database, now: datetime) -> list[str]:
    """Return what is wrong in the database itself, and which networks stand otherwise than their records say."""
    if lacking := migrations.lacking(database.reading):
        return [told(one) for one in lacking]
    wrong = [told(one) for one in migrations.wanting(database.reading)]
    with database.read() as session:
        db = session.connection()
        broken = N_("{navn}: rækken i databasen kan ikke læses.")
        wrong += [said(broken, {"navn": slug}) for slug in daybreak.unreadable(db)]
        portions = daybreak.portions(db)
        for portion in bar(portions, N_("Sammenligner status med oplysninger")):
            found = daybreak.astray(db, workflows.find, portion, today(now))
            wrong += [f"{row.slug}: {', '.join(sorted(fresh))}" for row, fresh in found]
    return wrong


def backup(database: Database, file: Path) -> None:
    """Copy the database to *file* while it is in use."""
    with working(N_("Kopierer databasen")):
        copies.take(database, file)


def must_be_a_copy(data: Path, file: Path) -> None:
    """Refuse what cannot be put back.

    :raises Unusable: if the copy is none, too new or the database itself
    """
    if not file.is_file():
        raise Unusable(N_("Filen {fil} findes ikke."), fil=file)
    with closing(Database(address(data))) as database:
        if database.sqlite:
            copies.must_be_another(database, file)
            migrations.must_be_known(copies.revision_of(file))
        else:
            copies.must_be_listed(database, file)


def restore(data: Path, file: Path) -> None:
    """Replace the database by a copy that can be put back, and remember that.

    :raises Unusable: if the database is in use
    """
    with closing(Database(address(data))) as database:
        make(database)
        with working(N_("Indlæser kopien")):
            copies.put_back(database, file)
        migrations.upgrade(database.writing)
        with database.write() as session:
            db = session.connection()
            # What waits in an older copy may have left since; people look at it before it leaves again.
            parked = {"mails_parked": outbox.park(db)}
            installation.tell(db, "restored", parked, actor=None, now=datetime.now(UTC))
            session.commit()


def add_person(database: Database, password: str, now: datetime, **given: Any) -> None:
    """Add a person with a password."""
    hashed = passwords.hash_password(password, about=(given["name"], given["mail"]))
    with database.write() as session:
        row = people.add_person(session, actor=None, now=now, **given)
        people.set_password(session, row.id, password_hash=hashed, actor=None, now=now)
        session.commit()


def verify(database: Database, slug: str | None) -> tuple[int, list[Fault], list[Erased]]:
    """Check every chain, or one, and the records and tovholdere of those that are whole.

    Return how many were checked, what does not hold, and what was erased.
    """
    with database.read() as session:
        db = session.connection()
        rows = chosen(db, slug)
        ids = None if slug is None else [row.id for row in rows]
        chains = bar(walk(db, define, ids), N_("Kontrollerer historikken"), len(rows))
        faults = [one for one in presence.check(db) if ids is None or one.process_id in ids]
        faults += [one for found in chains for one in found]
        whole = [row.id for row in rows if row.id not in {fault.process_id for fault in faults}]
        erased = list[Erased]()
        for start in range(0, len(whole), CHAINS_AT_A_TIME):
            some = whole[start : start + CHAINS_AT_A_TIME]
            faults += commitments.check(db, some) + tenure.check(db, some)
            erased += commitments.list_erased(db, some)
    return len(rows), faults, erased


def chosen(db: Connection, slug: str | None) -> list[Any]:
    """Return every process, or the one that is called *slug*.

    :raises BadInput: if there is none
    """
    rows = [row for row in list_chains(db) if slug in (None, row.slug)]
    if slug is not None and not rows:
        raise _unknown(slug)
    return rows


def find_network(db: Connection, slug: str) -> Any:
    """Return the row of the network that is called *slug*; the installation's own chain is none.

    :raises BadInput: if there is none
    """
    row = get_process(db, chosen(db, slug)[0].id)
    if row.name == installation.NAME:
        raise _unknown(slug)
    return row


def _unknown(slug: str) -> BadInput:
    return BadInput(N_("Der er intet netværk, der hedder {navn}."), navn=slug)


def working(doing: str) -> Status:
    """Show that something goes on whose end nobody knows, where somebody is looking."""
    return Console(stderr=True).status(said(doing))


def bar(some: Iterable[Any], doing: str, total: int | None = None) -> Iterator[Any]:
    """Give one after another under a bar, where somebody is looking."""
    console = Console(stderr=True)
    hidden = not console.is_terminal
    yield from track(some, said(doing), total=total, console=console, transient=True, disable=hidden)
