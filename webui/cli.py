"""The command line: run it, look after the database, add people, look at processes, check the history."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from engine.db import Database
from engine.errors import EngineError, Unusable
from engine.text import N_, say
from webui import server

console = Console(stderr=True)


class Sentences(click.Group):
    """Turns every refusal into one sentence and a non-zero exit."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what the engine refuses is said and ends with 1."""
        try:
            return super().invoke(ctx)
        except EngineError as error:
            console.print(f"[bold red]{say(error.text, 'da', error.values)}[/]", soft_wrap=True, highlight=False)
            sys.exit(1)


def data_option(command: Any) -> Any:
    """Give a command ``--data``."""
    return click.option(
        "--data", type=click.Path(file_okay=False, path_type=Path), envvar="TRYGHED_DATA", default=Path("var"),
        show_default=True, help="Folder of the embedded database and the key.",
    )(command)  # fmt: skip


@click.group(cls=Sentences)
@click.version_option(package_name="tryghedsnet")
def main() -> None:
    """Tryghedsnet: the tryghedsnetværk method as working software."""


@contextmanager
def opened(data: Path, *, checked: bool = True) -> Iterator[Database]:
    """Open the database of *data*, or of ``TRYGHED_DATABASE_URL``.

    :raises Unusable: if it is not there or from another version
    """
    database = Database(server.database_url(data))
    try:
        if checked:
            server.check(database)
        yield database
    finally:
        database.close()


@main.command()
@click.option("--demo", is_flag=True, help="Fill an empty database with the demonstration.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@data_option
def run(demo: bool, host: str, port: int, data: Path) -> None:
    """Everything on one machine: migrates, serves, ticks."""
    server.run(data, host, port, demo=demo, tick=True)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@data_option
def web(host: str, port: int, data: Path) -> None:
    """Serve the pages only; the ticker runs elsewhere."""
    server.run(data, host, port, demo=False, tick=False)


@main.command()
@data_option
def ticker(data: Path) -> None:
    """Fire due timers and send waiting mail only."""
    server.tick(data)


@main.group()
def db() -> None:
    """Look after the database."""


@db.command()
@data_option
def upgrade(data: Path) -> None:
    """Bring the database to the tables of this version."""
    with opened(data, checked=False) as database:
        server.upgrade(database)
    click.echo(say(N_("Databasen er opdateret."), "da"))


@db.command("check")
@data_option
def check_database(data: Path) -> None:
    """Check tables, and that what is stored of every network is what its records say."""
    with opened(data) as database:
        wrong = server.check_standing(database, datetime.now(UTC))
    for line in wrong:
        click.echo(line, err=True)
    if wrong:
        raise Unusable(N_("For {antal} netværk passer den gemte status ikke med oplysningerne."), antal=len(wrong))
    click.echo(say(N_("Databasen er i orden."), "da"))


@db.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@data_option
def backup(file: Path, data: Path) -> None:
    """Copy the database to FILE while it is in use."""
    with opened(data) as database:
        server.backup(database, file)
    click.echo(say(N_("Kopien ligger i {fil}."), "da", {"fil": file}))


@db.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.confirmation_option(prompt="The database is replaced by the copy. Go on?")
@data_option
def restore(file: Path, data: Path) -> None:
    """Replace the database by the copy in FILE."""
    server.restore(server.database_url(data), file)
    click.echo(say(N_("Databasen er indlæst fra {fil}."), "da", {"fil": file}))


@main.group()
def person() -> None:
    """Look after people."""


@person.command("add")
@click.option("--name", required=True)
@click.option("--mail", required=True)
@click.option("--administrator", is_flag=True)
@click.option("--coordinator", is_flag=True)
@click.option("--auditor", is_flag=True)
@click.password_option(envvar="TRYGHED_PASSWORD")
@data_option
def add_person(data: Path, password: str, **said: Any) -> None:
    """Add a person who can log in, first of all the administrator."""
    with opened(data) as database:
        server.add_person(database, password, datetime.now(UTC), **said)
    click.echo(say(N_("{navn} kan nu logge ind."), "da", {"navn": said["name"]}))


@main.group()
def process() -> None:
    """Look at process definitions."""


@process.command("show")
@click.argument("name")
@click.option("--json", "as_json", is_flag=True)
def show_process(name: str, as_json: bool) -> None:
    """Print phases, steps, tasks and demands."""
    definition = server.newest(name).definition
    shown = server.shape(definition)
    if as_json:
        click.echo(json.dumps(shown, ensure_ascii=False, indent=2))
        return
    for phase in shown["phases"]:
        click.echo(phase["title"])
        for step in phase["steps"]:
            click.echo(f"  {step['title']}")
            for task in step["tasks"]:
                click.echo(f"    {task['title']} ({task['kind']}): {len(task['demands'])}")


@process.command("check")
@click.argument("name")
def check_process(name: str) -> None:
    """Prove a definition sound, and say how much was walked."""
    proof = server.prove(name)
    for fault in proof.faults:
        click.echo(fault, err=True)
    click.echo(f"{proof.states} states, {proof.evaluations} evaluations")
    if proof.faults:
        raise Unusable(N_("Processen {navn} hænger ikke sammen."), navn=name)


@process.command("export")
@click.argument("name")
@click.option("--format", "form", type=click.Choice(["mermaid"]), default="mermaid", show_default=True)
def export_process(name: str, form: str) -> None:
    """Print a definition as a picture's source."""
    click.echo(server.mermaid(name))


@main.group()
def history() -> None:
    """Check and hand out the history."""


@history.command()
@click.option("--network", "slug", help="Only this network.")
@click.option("--json", "as_json", is_flag=True)
@data_option
def verify(data: Path, slug: str | None, as_json: bool) -> None:
    """Check every chain and hold every state against its replay."""
    with opened(data) as database:
        checked, faults = server.verify(database, slug)
    if as_json:
        click.echo(json.dumps({"checked": checked, "faults": [server.plain(f) for f in faults]}, ensure_ascii=False))
    else:
        for fault in faults:
            click.echo(f"{fault.slug} #{fault.seq}: {fault.text}", err=True)
        click.echo(
            say(
                N_(
                    "{antal} kæder er kontrolleret, {fejl} fejl. Er de nyeste hændelser skrevet om i selve databasen, "
                    "kan kun et kontrolpunkt gemt et andet sted vise det."
                ),
                "da",
                {"antal": checked, "fejl": len(faults)},
            )
        )
    if faults:
        sys.exit(1)  # fmt: skip


@history.command("export")
@click.option("--network", "slug", help="Only this network.")
@click.option("--format", "form", type=click.Choice(["jsonl", "csv"]), default="jsonl", show_default=True)
@data_option
def export_history(data: Path, slug: str | None, form: str) -> None:
    """Print the history, one event a line."""
    with opened(data) as database:
        for line in server.export(database, slug, form):
            click.echo(line, nl=False)
