"""The command line: run it, look after the database, add people, look at processes, check the history."""

import json
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from engine import soundness
from engine.errors import BadInput, Unusable
from engine.people.fields import read_person
from engine.text import N_
from webui.commands import caretaker, imports, printing, server
from webui.commands.caretaker import made, opened
from webui.commands.moving import move
from webui.commands.shell import Sentences, ask_password, confirm, locale, said, tell
from webui.commands.survey_commands import survey
from workflows import newest

FOLDER = click.Path(path_type=Path)
data_option = click.option(
    "--data", type=FOLDER, metavar=N_("MAPPE"), envvar="TRYGHED_DATA", default=Path("var"), show_default=True,
    help=N_("Mappen med den indbyggede database og nøglen."),
)  # fmt: skip
unused_data_option = click.option("--data", type=FOLDER, metavar=N_("MAPPE"), expose_value=False,
                                  help=N_("Bruges ikke her; processen er den samme i alle mapper."))  # fmt: skip
host_option = click.option("--host", metavar=N_("ADRESSE"), default="127.0.0.1", show_default=True,
                           help=N_("Adressen, der svares på."))  # fmt: skip
port_option = click.option("--port", metavar=N_("PORT"), default=8000, show_default=True,
                           type=click.IntRange(1, 65535), help=N_("Porten, der svares på."))  # fmt: skip
network_option = click.option("--network", "slug", metavar=N_("NETVÆRK"),
                              help=N_("Kun dette netværk, som det hedder i adressen."))  # fmt: skip
name_argument = click.argument("name", metavar=N_("NAVN"))
file_argument = click.argument("file", type=FOLDER, metavar=N_("FIL"))


@click.group(cls=Sentences, help=N_(
    "Tryghedsnet: metoden tryghedsnetværk som program.\n\n"
    "TRYGHED_DATABASE_URL peger på en anden database end den i mappen, SQLite eller PostgreSQL, og går forud. "
    "TRYGHED_LOCALE=en giver engelsk."))  # fmt: skip
@click.version_option(package_name="tryghedsnet", message="%(prog)s %(version)s", help=N_("Vis versionen, og slut."))
def main() -> None:
    """Hold the commands together."""


@main.command(
    help=N_("Alt på én maskine: bringer databasen på plads, viser siderne og holder øje med datoer og mails.")
)
@click.option("--demo", is_flag=True, help=N_("Fyld en tom database med demonstrationen."))
@host_option
@port_option
@data_option
def run(demo: bool, host: str, port: int, data: Path) -> None:
    """Everything on one machine: migrates, serves, ticks."""
    server.run(data, host, port, demo=demo, tick=True)


@main.command(help=N_("Vis kun siderne; »tryghed ticker« kører et andet sted."))
@host_option
@port_option
@data_option
def web(host: str, port: int, data: Path) -> None:
    """Serve the pages only; the ticker runs elsewhere."""
    server.run(data, host, port, demo=False, tick=False)


@main.command(help=N_("Hold kun øje med forfaldne datoer, og send ventende mails."))
@data_option
def ticker(data: Path) -> None:
    """Fire due timers and send waiting mail only."""
    server.tick(data)


@main.group(help=N_("Hold databasen i orden."))
def db() -> None:
    """Look after the database."""


@db.command(help=N_("Bring databasen til denne versions tabeller."))
@data_option
def upgrade(data: Path) -> None:
    """Bring the database to the tables of this version."""
    with made(data):
        pass
    tell(N_("Databasen er opdateret."))


@db.command("check", help=N_("Kontrollér tabellerne, og om det gemte om hvert netværk passer med dets oplysninger."))
@data_option
def check_database(data: Path) -> None:
    """Check tables, and that what is stored of every network is what its records say."""
    with opened(data) as database:
        wrong = caretaker.check(database, datetime.now(UTC))
    _list(wrong)
    if wrong:
        raise Unusable(N_("Databasen er ikke i orden: {antal} fejl, én på hver linje herover."), antal=len(wrong))
    tell(N_("Databasen er i orden."))


@db.command(help=N_("Kopiér databasen til FIL, også mens den er i brug."))
@file_argument
@data_option
def backup(file: Path, data: Path) -> None:
    """Copy the database to FILE while it is in use."""
    with opened(data) as database:
        caretaker.backup(database, file)
    tell(N_("Kopien ligger i {fil}. Den rummer alt, også navne og mails: gem den, hvor kun I kan læse den."), fil=file)


@db.command(help=N_("Erstat databasen af kopien i FIL, og bring den til denne versions tabeller."))
@file_argument
@click.option("--yes", is_flag=True, help=N_("Spørg ikke først."))
@data_option
def restore(file: Path, yes: bool, data: Path) -> None:
    """Replace the database by the copy in FILE, and bring it to the tables of this version."""
    caretaker.must_be_a_copy(data, file)
    if not yes:
        confirm(N_("Kopien erstatter hele databasen. Skriv ja for at fortsætte"))
    caretaker.restore(data, file)
    tell(N_("Databasen er indlæst fra {fil}. Mails, der ventede, er sat til side, så ingen sendes to gange."), fil=file)


@main.group(help=N_("Pas personerne."))
def person() -> None:
    """Look after people."""


@person.command("add", help=N_("Tilføj en person, der kan logge ind; først administratoren."))
@click.option("--name", required=True, metavar=N_("NAVN"), help=N_("Personens navn."))
@click.option("--mail", required=True, metavar=N_("MAIL"), help=N_("Mailadressen, der logges ind med."))
@click.option("--administrator", is_flag=True, help=N_("Må oprette personer og se driften."))
@click.option("--coordinator", is_flag=True, help=N_("Må oprette netværk."))
@click.option("--auditor", is_flag=True, help=N_("Læser alt, men ændrer intet."))
@click.option("--password", metavar=N_("ADGANGSKODE"), envvar="TRYGHED_PASSWORD",
              help=N_("Bedst i TRYGHED_PASSWORD; er den der ikke, bliver der spurgt."))  # fmt: skip
@data_option
def add_person(data: Path, password: str | None, **given: Any) -> None:
    """Add a person who can log in, first of all the administrator."""
    with opened(data) as database:
        read_person(given)  # what cannot be used is said before a password is asked for
        caretaker.add_person(database, password or ask_password(), datetime.now(UTC), **given)
    tell(N_("{navn} kan nu logge ind."), navn=given["name"])


@main.group(help=N_("Se på processerne."))
def process() -> None:
    """Look at process definitions."""


@process.command("show", help=N_("Vis faser, trin, opgaver og krav."))
@name_argument
@click.option("--json", "as_json", is_flag=True, help=N_("Som JSON."))
@unused_data_option
def show_process(name: str, as_json: bool) -> None:
    """Print phases, steps, tasks and demands."""
    definition = newest(name).definition
    if as_json:
        click.echo(json.dumps(printing.shape(definition), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(printing.outline(definition)))


@process.command("check", help=N_("Bevis, at en proces hænger sammen, og sig, hvor meget der er gået igennem."))
@name_argument
@unused_data_option
def check_process(name: str) -> None:
    """Prove a definition sound, and say how much was walked."""
    proof = soundness.prove(newest(name).definition)
    _list(said(one.text, one.values) for one in proof.faults)
    text = N_("{tilstande} tilstande og {proever} prøver er gennemgået.")
    tell(text, tilstande=proof.states, proever=proof.evaluations)
    if proof.faults:
        raise Unusable(N_("Processen {navn} hænger ikke sammen."), navn=name)


@process.command("export", help=N_("Vis en proces som kilden til et billede."))
@name_argument
@click.option("--format", "form", type=click.Choice(["mermaid"]), default="mermaid", show_default=True,
              help=N_("Hvilken slags kilde."))  # fmt: skip
@unused_data_option
def export_process(name: str, form: str) -> None:
    """Print a definition as a picture's source."""
    click.echo("\n".join(printing.mermaid(newest(name).definition)))


@main.group(help=N_("Kontrollér historikken, og få den ud."))
def history() -> None:
    """Check and hand out the history."""


@history.command(
    help=N_("Kontrollér hver historik, og hold hvert netværk og hver oplysning op mod det, der blev skrevet.")
)
@network_option
@click.option("--json", "as_json", is_flag=True, help=N_("Som JSON."))
@data_option
def verify(data: Path, slug: str | None, as_json: bool) -> None:
    """Check every chain, and hold states and tovholdere against their replay, records against what was written."""
    with opened(data) as database:
        checked, faults, erased = caretaker.verify(database, slug)
    if as_json:
        click.echo(json.dumps(printing.verdict(checked, faults, erased), ensure_ascii=False))
        sys.exit(bool(faults))
    _list(printing.findings(faults, erased))
    if faults:
        raise Unusable(N_("Historikken passer ikke: {antal} fejl, én på hver linje herover."), antal=len(faults))
    tell(
        N_(
            "Historikken er ubrudt. Kontrollerede historikker: {antal}. Er de nyeste hændelser skrevet om eller "
            "fjernet i selve databasen, systemets egne med, kan kun et kontrolpunkt gemt et andet sted vise det."
        ),
        antal=checked,
    )


@history.command("export", help=N_("Skriv historikken ud, én hændelse på hver linje."))
@network_option
@click.option("--format", "form", type=click.Choice(["jsonl", "csv"]), default="jsonl", show_default=True,
              help=N_("jsonl er nøjagtig det, fingeraftrykkene er regnet af; csv er til regneark."))  # fmt: skip
@data_option
def export_history(data: Path, slug: str | None, form: str) -> None:
    """Print the history, one event a line."""
    out = sys.stdout.buffer
    with opened(data) as database:
        for line in printing.export(database, slug, form):
            out.write(line)
    out.flush()


@main.group("import", help=N_("Læs filer ind."))
def bring_in() -> None:
    """Read files in."""


@bring_in.command(help=N_(
    "Læs kriminalitetstal ind fra en eller flere FIL: fra Statistikbanken (bred, eller API'ets lange), eller politiets "
    "udtræk efter skabelonen, som CSV eller XLSX. Er der fejl i én af dem, læses intet ind."))  # fmt: skip
@click.argument("files", nargs=-1, required=True, type=FOLDER, metavar=N_("FIL"))
@click.option(
    "--network", "slug", required=True, metavar=N_("NETVÆRK"), help=N_("Netværket, som det hedder i adressen.")
)
@click.option("--title", required=True, metavar=N_("TEKST"), help=N_("Hvad tallene viser."))
@click.option("--source", required=True, metavar=N_("TEKST"), help=N_("Hvor tallene kommer fra."))
@click.option("--extracted-on", required=True, type=click.DateTime(["%Y-%m-%d"]), metavar=N_("DATO"),
              help=N_("Hvornår tallene er trukket ud, som 2026-03-02."))  # fmt: skip
@click.option("--table", "table_code", default="", metavar=N_("TABEL"),
              help=N_("Tabellen, som STRAF11; tal fra forskellige tabeller sammenlignes aldrig."))  # fmt: skip
@click.option("--definition", default="", metavar=N_("TEKST"), help=N_("Hvordan området og perioden er afgrænset."))
@click.option("--area", default="", metavar=N_("OMRÅDE"),
              help=N_("Området i filen, der står for netværkets; ellers dets kommune."))  # fmt: skip
@click.option("--reference", "references", multiple=True, metavar=N_("OMRÅDE"),
              help=N_("Et område at sammenligne med; kan gentages. Ellers hele landet, når det er der."))  # fmt: skip
@click.option("--offence", "offences", multiple=True, metavar=N_("KODE"),
              help=N_("Lovovertrædelsen, når filen ikke nævner den; én for alle, eller én for hver fil."))  # fmt: skip
@click.option("--first", default="", metavar=N_("PERIODE"), help=N_("Den første periode, der er bedt om."))
@click.option("--last", default="", metavar=N_("PERIODE"), help=N_("Den sidste periode, der er bedt om."))
@click.option("--by", default="", metavar=N_("MAIL"), help=N_("Hvem der læser dem ind: en persons mailadresse."))
@click.option("--dry-run", is_flag=True, help=N_("Læs og kontrollér alt, og skriv intet."))
@data_option
def crime(
    data: Path, files: tuple[Path, ...], slug: str, offences: tuple[str, ...], first: str, last: str, by: str,
    dry_run: bool, **given: Any,
) -> None:  # fmt: skip
    """Crime figures from files, in any of the shapes that are known."""
    readings, wrong = imports.read_crime(files, imports.asked_of(offences, first, last, len(files)), datetime.now(UTC))
    faults = [fault.said(locale()) for error in wrong for fault in error.faults]
    if len(faults) == 1:
        raise BadInput(N_("{fejl}"), fejl=faults[0])
    _list(faults)
    if faults:
        raise BadInput(N_("Intet er læst ind. Fejl i filerne: {antal}."), antal=sum(error.found for error in wrong))
    given["extracted_on"] = given["extracted_on"].date()
    with opened(data) as database:
        sets, figures = imports.add_crime(database, slug, readings, by, datetime.now(UTC), given, dry=dry_run)
    if not sets:
        tell(N_("De samme tal er læst ind før. Intet er skrevet."))
        return
    _list(said(note.text, note.values) for reading in readings for note in reading.notes)
    if dry_run:
        tell(N_("Intet er skrevet. Tal, der kan læses ind: {antal}."), antal=figures)
    else:
        tell(N_("Tal læst ind: {antal}."), antal=figures)


bring_in.add_command(survey)
process.add_command(move)


def _list(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line, err=True)


if __name__ == "__main__":
    main()
