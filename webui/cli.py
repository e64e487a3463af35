"""The command line: run it, look after the database, add people, look at processes, check the history."""

import json
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

import click

from engine import soundness
from engine.db import TROUBLES, trouble
from engine.errors import BadInput, EngineError, Unusable
from engine.text import N_, say
from webui import caretaker, imports, printing, server
from webui.caretaker import opened


class Sentences(click.Group):
    """Turns every refusal into one sentence on standard error and an exit that is not zero."""

    def main(self, *args: Any, **more: Any) -> Any:
        """Run a command line."""
        try:
            code = super().main(*args, **(more | {"standalone_mode": False}))
        except EngineError as error:
            refuse(error)
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.format_message(), err=True)
            sys.exit(2)
        except click.UsageError as error:
            refuse(_misread(error), 2)
        except click.Abort:
            refuse(Unusable(N_("Afbrudt; intet er ændret.")))
        except TROUBLES as error:
            said = trouble(error)
            if said is None:
                raise
            refuse(said)
        sys.exit(code if isinstance(code, int) else 0)


def refuse(error: EngineError, code: int = 1) -> NoReturn:
    """Say why not, and leave."""
    click.secho(str(error), err=True, fg="red")
    sys.exit(code)


def _misread(error: click.UsageError) -> Unusable:
    """Say in Danish what cannot be read of a command line, and where to look."""
    helped = error.ctx.command_path if error.ctx else "tryghed"
    match error:
        case click.exceptions.NoSuchCommand():
            text, name = N_("Der er ingen kommando, der hedder {name}. Se »{helped} --help«."), error.command_name
        case click.NoSuchOption():
            text, name = N_("Der er ikke noget, der hedder {name}. Se »{helped} --help«."), error.option_name
        case click.MissingParameter():
            text, name = N_("{name} mangler. Se »{helped} --help«."), _named(error)
        case click.BadParameter(param=click.Parameter(type=click.IntRange(min=least, max=most))):
            text = N_("{name} skal være et tal fra {least} til {most}.")
            return Unusable(text, name=_named(error), least=least, most=most)
        case click.BadParameter(param=click.Parameter(type=click.Choice(choices=choices))):
            return Unusable(N_("{name} skal være {choices}."), name=_named(error), choices=" / ".join(choices))
        case click.BadParameter(param=click.Parameter(type=click.DateTime())):
            return Unusable(N_("{name} skal være en dato som 2026-03-02."), name=_named(error))
        case _:
            text, name = N_("Kommandoen kan ikke læses, som den er skrevet. Se »{helped} --help«."), ""
    return Unusable(text, name=name, helped=helped)


def _named(error: click.BadParameter) -> str:
    return error.param.get_error_hint(error.ctx).strip("'") if error.param else ""


def tell(text: str, **values: Any) -> None:
    """Print a sentence."""
    click.echo(say(text, "da", values))


data_option = click.option("--data", type=click.Path(path_type=Path), envvar="TRYGHED_DATA", default=Path("var"),
                           show_default=True, help="Folder of the embedded database and the key.")  # fmt: skip
host_option = click.option("--host", default="127.0.0.1", show_default=True)
port_option = click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
network_option = click.option("--network", "slug", help="Only this network.")


@click.group(cls=Sentences)
@click.version_option(package_name="tryghedsnet")
def main() -> None:
    """Tryghedsnet: the tryghedsnetværk method as working software.

    TRYGHED_DATABASE_URL names another database than the one in the data folder, SQLite or PostgreSQL, and wins.
    """


@main.command()
@click.option("--demo", is_flag=True, help="Fill an empty database with the demonstration.")
@host_option
@port_option
@data_option
def run(demo: bool, host: str, port: int, data: Path) -> None:
    """Everything on one machine: migrates, serves, ticks."""
    server.run(data, host, port, demo=demo, tick=True)


@main.command()
@host_option
@port_option
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
    caretaker.upgrade(data)
    tell(N_("Databasen er opdateret."))


@db.command("check")
@data_option
def check_database(data: Path) -> None:
    """Check tables, and that what is stored of every network is what its records say."""
    with opened(data) as database:
        wrong = caretaker.check(database, datetime.now(UTC))
    _list(wrong)
    if wrong:
        raise Unusable(N_("Databasen er ikke i orden: {antal} fejl, én på hver linje herover."), antal=len(wrong))
    tell(N_("Databasen er i orden."))


@db.command()
@click.argument("file", type=click.Path(path_type=Path))
@data_option
def backup(file: Path, data: Path) -> None:
    """Copy the database to FILE while it is in use."""
    with opened(data) as database:
        caretaker.backup(database, file)
    tell(N_("Kopien ligger i {fil}. Den rummer alt, også navne og mails: gem den, hvor kun I kan læse den."), fil=file)


@db.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.confirmation_option(prompt=N_("Databasen erstattes af kopien. Fortsæt?"))
@data_option
def restore(file: Path, data: Path) -> None:
    """Replace the database by the copy in FILE, and bring it to the tables of this version."""
    caretaker.restore(data, file)
    tell(N_("Databasen er indlæst fra {fil}. Mails, der ventede, er sat til side, så ingen sendes to gange."), fil=file)


@main.group()
def person() -> None:
    """Look after people."""


@person.command("add")
@click.option("--name", required=True)
@click.option("--mail", required=True)
@click.option("--administrator", is_flag=True)
@click.option("--coordinator", is_flag=True)
@click.option("--auditor", is_flag=True)
@click.password_option(envvar="TRYGHED_PASSWORD", prompt="Adgangskode", confirmation_prompt="Gentag adgangskoden")
@data_option
def add_person(data: Path, password: str, **said: Any) -> None:
    """Add a person who can log in, first of all the administrator."""
    with opened(data) as database:
        caretaker.add_person(database, password, datetime.now(UTC), **said)
    tell(N_("{navn} kan nu logge ind."), navn=said["name"])


@main.group()
def process() -> None:
    """Look at process definitions."""


@process.command("show")
@click.argument("name")
@click.option("--json", "as_json", is_flag=True)
def show_process(name: str, as_json: bool) -> None:
    """Print phases, steps, tasks and demands."""
    definition = printing.newest(name).definition
    if as_json:
        click.echo(json.dumps(printing.shape(definition), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(printing.outline(definition)))


@process.command("check")
@click.argument("name")
def check_process(name: str) -> None:
    """Prove a definition sound, and say how much was walked."""
    proof = soundness.prove(printing.newest(name).definition)
    _list(map(str, proof.faults))
    text = N_("{tilstande} tilstande og {proever} prøver er gennemgået.")
    tell(text, tilstande=proof.states, proever=proof.evaluations)
    if proof.faults:
        raise Unusable(N_("Processen {navn} hænger ikke sammen."), navn=name)


@process.command("export")
@click.argument("name")
@click.option("--format", "form", type=click.Choice(["mermaid"]), default="mermaid", show_default=True)
def export_process(name: str, form: str) -> None:
    """Print a definition as a picture's source."""
    click.echo("\n".join(printing.mermaid(printing.newest(name).definition)))


@main.group()
def history() -> None:
    """Check and hand out the history."""


@history.command()
@network_option
@click.option("--json", "as_json", is_flag=True)
@data_option
def verify(data: Path, slug: str | None, as_json: bool) -> None:
    """Check every chain, and hold every state against its replay and every record against what was written."""
    with opened(data) as database:
        checked, faults, erased = caretaker.verify(database, slug)
    if as_json:
        click.echo(json.dumps(printing.verdict(checked, faults, erased), ensure_ascii=False))
        sys.exit(bool(faults))
    _list(f"{fault.slug} #{fault.seq}: {fault.text}" for fault in faults)
    _list(f"{one.slug} #{one.seq}: the note was erased by event {one.by}" for one in erased)
    if faults:
        raise Unusable(N_("Historikken er ikke hel: {antal} fejl, én på hver linje herover."), antal=len(faults))
    tell(
        N_(
            "{antal} kæder er kontrolleret, og alle er hele. Er de nyeste hændelser skrevet om i selve databasen, "
            "kan kun et kontrolpunkt gemt et andet sted vise det."
        ),
        antal=checked,
    )


@history.command("export")
@network_option
@click.option("--format", "form", type=click.Choice(["jsonl", "csv"]), default="jsonl", show_default=True)
@data_option
def export_history(data: Path, slug: str | None, form: str) -> None:
    """Print the history, one event a line."""
    out = sys.stdout.buffer
    with opened(data) as database:
        for line in printing.export(database, slug, form):
            out.write(line)
    out.flush()


@main.group("import")
def bring_in() -> None:
    """Read files in."""


@bring_in.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--network", "slug", required=True)
@click.option("--title", required=True, help="What the figures show.")
@click.option("--source", required=True)
@click.option("--extracted-on", required=True, type=click.DateTime(["%Y-%m-%d"]))
@click.option("--by", default="", help="Mail address of the person who brings them in.")
@click.option("--dry-run", is_flag=True, help="Read and check all, and write nothing.")
@data_option
def crime(data: Path, file: Path, slug: str, extracted_on: datetime, by: str, dry_run: bool, **said: Any) -> None:
    """Crime figures from FILE: offence; period; count."""
    counts, wrong = imports.read_crime(file)
    _list(str(error) for error in wrong)
    if wrong:
        raise BadInput(N_("Intet er læst ind: {antal} linjer kan ikke bruges."), antal=len(wrong))
    said["extracted_on"] = extracted_on.date()
    with opened(data) as database:
        imports.add_crime(database, slug, counts, by, datetime.now(UTC), said, dry=dry_run)
    text = N_("{antal} tal kan læses ind. Intet er skrevet.") if dry_run else N_("{antal} tal er læst ind.")
    tell(text, antal=len(counts))


def _list(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line, err=True)


if __name__ == "__main__":
    main()
