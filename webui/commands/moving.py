"""The command that moves networks to the newest version of the method."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

import workflows
from engine import clock
from engine.commands import SYSTEM, Command
from engine.db import Connection, Database
from engine.definition import Workflow
from engine.history import stored_state
from engine.machine import finding
from engine.queries import list_processes
from engine.state import ENDED
from engine.text import N_
from engine.versions import migrate
from webui.commands import shell
from webui.commands.caretaker import find_network, opened
from webui.commands.shell import said, tell

FOLDER = click.Path(path_type=Path)


@click.command(cls=shell.Command, help=N_(
    "Flyt netværk til den nyeste version af processen NAVN, med alt, hvad der er skrevet. Uden --network flyttes alle, "
    "der følger en ældre og ikke er afsluttet."))  # fmt: skip
@click.argument("name", metavar=N_("NAVN"))
@click.option("--network", "slugs", multiple=True, metavar=N_("NETVÆRK"),
              help=N_("Kun dette netværk, som det hedder i adressen; kan gentages."))  # fmt: skip
@click.option("--reason", required=True, metavar=N_("TEKST"), help=N_("Hvorfor de flyttes. Det gemmes i historikken."))
@click.option("--dry-run", is_flag=True, help=N_("Vis, hvad der ville ske, og skriv intet."))
@click.option("--data", type=FOLDER, metavar=N_("MAPPE"), envvar="TRYGHED_DATA", default=Path("var"), show_default=True,
              help=N_("Mappen med den indbyggede database og nøglen."))  # fmt: skip
def move(data: Path, name: str, slugs: tuple[str, ...], reason: str, dry_run: bool) -> None:
    """Move networks to the newest version of a process."""
    workflow = workflows.newest(name)
    number = workflow.definition.version
    with opened(data) as database:
        moved = _move(database, workflow, slugs, reason, datetime.now(UTC), dry=dry_run)
    for slug, version, lacking in moved:
        tell(N_("{navn}: fra version {fra} til {til}."), navn=slug, fra=version, til=number)
        for sentence in lacking:
            click.echo(f"  – {sentence}")
    if dry_run:
        tell(N_("Intet er skrevet. Netværk, der kan flyttes: {antal}."), antal=len(moved))
    else:
        tell(N_("Netværk flyttet til version {nr}: {antal}."), nr=number, antal=len(moved))


def _move(
    database: Database, workflow: Workflow, slugs: Sequence[str], reason: str, now: datetime, *, dry: bool
) -> list[tuple[str, int, list[str]]]:
    """Move all or none; return each with the version it stood on, and what it lacks that was not asked before."""
    moved = []
    with database.write() as session:
        db = session.connection()
        for row in _of(db, workflow, slugs):
            steps = workflows.MAPPED.get((row.name, row.version), {})
            key = f"flyt-{now.isoformat()}"
            command = Command(workflow=workflow, process_id=row.id, actor=SYSTEM, now=now, key=key)
            migrate(db, command, steps, reason)
            moved.append((row.slug, row.version, list(_lacking(db, workflow, row, clock.today(now)))))
        if not dry:
            session.commit()
    return moved


def _of(db: Connection, workflow: Workflow, slugs: Sequence[str]) -> list[Any]:
    """Return the networks that are named; else all that stand on an earlier version and have not ended."""
    rows = [row for row in list_processes(db) if row.name == workflow.definition.name]
    if slugs:
        named = {find_network(db, slug).id for slug in slugs}
        return [row for row in rows if row.id in named]
    return [row for row in rows if row.version < workflow.definition.version and row.mode != ENDED]


def _lacking(db: Connection, workflow: Workflow, row: Any, today: Any) -> Iterator[str]:
    """Give what is new in the open steps of one network and not met there."""
    state, known = stored_state(row), workflows.find(row.name, row.version).definition.demands
    facts = workflow.load(db, (row.id,), None, today, SYSTEM, None)[row.id]
    for key, (step, _task, demand) in workflow.definition.demands.items():
        if key not in known and step.key in (state.position, *state.reopened):
            found = finding(demand, facts, {})
            if found.reason is not None:
                yield said(found.reason.text, found.reason.values)
