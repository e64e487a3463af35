"""What the command line does: serving, ticking, and looking after database, people and history."""

import json
import logging
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import waitress

import workflows
from engine import installation, outbox, queries
from engine.clock import today
from engine.db import Database
from engine.definition import Definition, Workflow
from engine.errors import BadInput, NotFound, Unusable
from engine.history import Fault, events
from engine.history import verify as verify_chain
from engine.people import actions as people
from engine.people import passwords
from engine.scheduler import Post, Ticker
from engine.soundness import Proof
from engine.soundness import prove as prove_definition
from engine.standing import standing
from engine.text import N_, say
from webui import config, create_app, demonstration
from webui.history import define
from workflows import migrations

THREADS = 8


def database_url(data: Path) -> str:
    """Return the address of the database: the environment's, else the embedded one in *data*."""
    if url := os.environ.get("TRYGHED_DATABASE_URL"):
        return url
    config.open_folder(data)
    return f"sqlite:///{data.absolute() / 'tryghed.db'}"


def upgrade(database: Database) -> None:
    """Bring the database to the tables of this version."""
    migrations.upgrade(database.writing)


def check(database: Database) -> None:
    """Refuse a database that is not of this version."""
    migrations.check(database.writing)


def run(data: Path, host: str, port: int, *, demo: bool, tick: bool) -> None:
    """Migrate, fill when asked, serve, and tick beside it until told to stop.

    :raises Unusable: if the address, port, folder or database cannot be used
    """
    config.check_address(host, config.settings()["BEHIND_PROXY"])
    _must_be_local(host, demo)
    _must_be_free(host, port)
    database = Database(database_url(data))
    if tick:
        upgrade(database)
    check(database)
    if demo:
        demonstration.fill(database, datetime.now(UTC))
    app = create_app({**config.settings(os.environ | {"TRYGHED_DATA": str(data)}), "DATABASE_URL": str(database.url)},
                     database=database)  # fmt: skip
    _must_be_local(host, app.config["DEMONSTRATION"])
    beating = Ticker(database, workflows.find, _post(app)) if tick else None
    server = waitress.create_server(app, host=host, port=port, threads=THREADS, ident=None)
    if beating:
        beating.start()
    _say_where(host, port, app.config["DEMONSTRATION"])
    try:
        server.run()
    finally:
        if beating:
            beating.stop()
        database.close()


def _must_be_local(host: str, demo: bool) -> None:
    """Refuse to show the demonstration, whose passwords everybody knows, to other machines."""
    if demo and not config.is_loopback(host):
        raise Unusable(N_("Demonstrationen kører kun på denne maskine. Brug --host 127.0.0.1."))


def _must_be_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Unusable(N_("Port {port} på {host} er optaget eller kan ikke bruges. Vælg en anden med --port."),
                           port=port, host=host) from error  # fmt: skip


def _say_where(host: str, port: int, demo: bool) -> None:
    click.echo(
        say(N_("Tryghedsnet svarer på http://{host}:{port}/ – stop med Ctrl+C."), "da", {"host": host, "port": port})
    )
    if demo:
        click.echo(say(N_("Demonstration. Log ind som koordinator@demo.dk, styregruppe@demo.dk, revisor@demo.dk eller "
                          "admin@demo.dk med adgangskoden tryghedsnetvaerk-demo."), "da"))  # fmt: skip


def _post(app: Any) -> Post | None:
    url = os.environ.get("TRYGHED_SMTP_URL", "")
    if not url or app.config["DEMONSTRATION"]:
        return None
    sender = os.environ.get("TRYGHED_MAIL_FROM", "")
    if not sender:
        raise Unusable(N_("TRYGHED_SMTP_URL er sat, men TRYGHED_MAIL_FROM mangler: hvem er mailen fra?"))
    return Post(url, sender, app.config["NAME"])


def tick(data: Path) -> None:
    """Beat until told to stop."""
    database = Database(database_url(data))
    check(database)
    app = create_app({"DATABASE_URL": str(database.url)}, database=database)
    beating, stop = Ticker(database, workflows.find, _post(app)), threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    beating.start()
    stop.wait()
    beating.stop()
    database.close()


def check_standing(database: Database, now: datetime) -> list[str]:
    """Return the networks whose stored standing is not what their records say."""
    wrong = []
    with database.read() as session:
        db = session.connection()
        for row in queries.list_processes(db):
            if row.name == "anlaeg":
                continue
            workflow = workflows.find(row.name, row.version)
            state = queries.get_state(db, row.id)
            facts = workflow.load(db, (row.id,), None, today(now), 0, None)[row.id]
            fresh = standing(workflow.definition, state, facts)
            differ = sorted(key for key, value in fresh.items() if getattr(row, key) != value)
            if differ:
                wrong.append(f"{row.slug}: {', '.join(differ)}")
    return wrong


def backup(database: Database, file: Path) -> None:
    """Copy the database to *file* while it is in use.

    :raises Unusable: if the file is there already or cannot be written
    """
    if file.exists():
        raise Unusable(N_("{fil} findes allerede. Vælg et andet navn."), fil=file)
    try:
        if database.sqlite:
            with sqlite3.connect(str(database.url.database)) as source, sqlite3.connect(file) as copy:
                source.backup(copy)
        else:
            subprocess.run(["pg_dump", "--format=custom", f"--file={file}", _libpq(database)], check=True)
    except (OSError, sqlite3.Error, subprocess.CalledProcessError) as error:
        raise Unusable(N_("Kopien kunne ikke skrives: {hvorfor}"), hvorfor=error) from error


def _libpq(database: Database) -> str:
    return database.url.set(drivername="postgresql").render_as_string(hide_password=False)


def restore(url: str, file: Path) -> None:
    """Replace the database by the copy in *file*.

    :raises Unusable: if the copy is not one, or the database is in use
    """
    database = Database(url)
    try:
        if database.sqlite:
            target = Path(str(database.url.database))
            _must_be_copy(file)
            for old in (target, target.with_name(target.name + "-wal"), target.with_name(target.name + "-shm")):
                old.unlink(missing_ok=True)
            shutil.copyfile(file, target)
        else:
            command = [
                "pg_restore",
                "--clean",
                "--if-exists",
                "--exit-on-error",
                f"--dbname={_libpq(database)}",
                str(file),
            ]
            subprocess.run(command, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise Unusable(N_("Kopien kunne ikke indlæses: {hvorfor}"), hvorfor=error) from error
    finally:
        database.close()
    _remember_restoring(url)


def _remember_restoring(url: str) -> None:
    """Write into the installation's history that an older copy is in use now, and hold back the mail it still has."""
    database = Database(url)
    try:
        upgrade(database)
        with database.write() as session:
            db, now = session.connection(), datetime.now(UTC)
            installation.tell(db, "restored", {"mails_parked": outbox.park(db)}, actor=None, now=now)
            session.commit()
    finally:
        database.close()


def _must_be_copy(file: Path) -> None:
    try:
        with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as copy:
            whole = copy.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            known = copy.execute("SELECT count(*) FROM sqlite_master WHERE name = 'event'").fetchone()[0]
    except sqlite3.Error as error:
        raise Unusable(N_("{fil} er ikke en kopi af en database."), fil=file) from error
    if not whole or not known:
        raise Unusable(N_("{fil} er ikke en kopi af en database."), fil=file)


def add_person(database: Database, password: str, now: datetime, **said: Any) -> None:
    """Add a person with a password."""
    hashed = passwords.hash_password(password, about=(said["name"], said["mail"]))
    with database.write() as session:
        row = people.add_person(session, actor=None, now=now, **said)
        people.set_password(session, row.id, password_hash=hashed, actor=None, now=now)
        session.commit()


def newest(name: str) -> Workflow:
    """Return the newest version of a process.

    :raises NotFound: if there is none of that name
    """
    versions = [version for known, version in workflows.ALL if known == name]
    if not versions:
        raise NotFound(N_("Der er ingen proces, der hedder {navn}."), navn=name)
    return workflows.find(name, max(versions))


def shape(definition: Definition) -> dict[str, Any]:
    """Return a definition as ``process show --json`` prints it."""
    return {
        "name": definition.name,
        "version": definition.version,
        "phases": [
            {
                "key": phase.key,
                "title": phase.title,
                "steps": [
                    {
                        "key": step.key,
                        "title": step.title,
                        "tasks": [
                            {
                                "key": task.key,
                                "title": task.title,
                                "kind": task.kind,
                                "required": task.required,
                                "demands": [demand.key for demand in task.demands],
                            }
                            for task in step.tasks
                        ],
                    }
                    for step in phase.steps
                ],
            }
            for phase in definition.phases
        ],
    }


def prove(name: str) -> Proof:
    """Prove the newest version of a process sound."""
    return prove_definition(newest(name).definition)


def mermaid(name: str) -> str:
    """Return the newest version of a process as a Mermaid state diagram."""
    definition = newest(name).definition
    lines = ["stateDiagram-v2", f"    [*] --> {definition.start}"]
    lines += [f"    {key} : {step.title}" for key, step in definition.steps.items()]
    lines += [f"    {step.key} --> {move.to} : {move.trigger}" for step, move in definition.moves()]
    return "\n".join(lines)


def verify(database: Database, slug: str | None) -> tuple[int, list[Fault]]:
    """Check every chain, or one; return how many were checked and what does not hold."""
    faults: list[Fault] = []
    with database.read() as session:
        db = session.connection()
        rows = _chosen(db, slug)
        for row in rows:
            faults += verify_chain(db, define, row.id)
    return len(rows), faults


def _chosen(db: Any, slug: str | None) -> list[Any]:
    rows = [row for row in queries.list_processes(db) if slug in (None, row.slug)]
    if slug and not rows:
        raise BadInput(N_("Der er intet netværk, der hedder {navn}."), navn=slug)
    return rows


def plain(fault: Fault) -> dict[str, Any]:
    """Return a fault as JSON carries it."""
    return {"network": fault.slug, "event": fault.seq, "fault": fault.text}


def export(database: Database, slug: str | None, form: str) -> Iterator[str]:
    """Give the history line by line."""
    with database.read() as session:
        db = session.connection()
        if form == "csv":
            yield "network;seq;at;on;kind;actor;hash\r\n"
        for row in _chosen(db, slug):
            for event in events(db, row.id):
                body = event.body
                if form == "csv":
                    cells = (row.slug, event.seq, body["at"], body["on"], body["kind"], body["actor"], event.hash.hex())
                    yield ";".join(str(cell) for cell in cells) + "\r\n"
                else:
                    line = {
                        "network": row.slug,
                        "body": queries.raw_body(db, row.id, event.seq),
                        "hash": event.hash.hex(),
                    }
                    yield json.dumps(line, ensure_ascii=False) + "\n"


logging.getLogger("waitress.queue").setLevel(logging.ERROR)
