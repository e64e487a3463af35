"""The command that reads answers in from a file."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from engine.errors import BadInput
from engine.text import N_
from webui.commands import survey_imports
from webui.commands.caretaker import opened
from webui.commands.shell import Command, tell, told
from workflows.tryghedsnetvaerk.mapping.survey.models import HOUSEHOLDS, PERSONS

FILE = click.Path(path_type=Path)


@click.command(
    cls=Command,
    help=N_(
        "Læs svar på et spørgeskema ind fra FIL, CSV eller XLSX, for eksempel fra LimeSurvey eller SurveyXact. "
        "Kolonner og svar læses af sig selv, når de hedder det samme som i skemaet; ellers skriv dem ud med "
        "--show-columns, ret dem, og læs dem med --columns."
    ),
)
@click.argument("file", type=FILE, metavar=N_("FIL"))
@click.option("--network", "slug", required=True, metavar=N_("NETVÆRK"),
              help=N_("Netværket, som det hedder i adressen."))  # fmt: skip
@click.option("--study", required=True, type=click.IntRange(1, 10**9), metavar=N_("NUMMER"),
              help=N_("Nummeret på undersøgelsen, som svarene hører til."))  # fmt: skip
@click.option("--paper", required=True, type=click.IntRange(1, 10**9), metavar=N_("NUMMER"),
              help=N_("Nummeret på det spørgeskema, der er svaret på."))  # fmt: skip
@click.option("--population", type=click.IntRange(1, 100_000), metavar=N_("ANTAL"),
              help=N_("Hvor mange der kan svare i alt."))  # fmt: skip
@click.option("--counted", type=click.Choice([PERSONS, HOUSEHOLDS]), default=PERSONS, show_default=True,
              help=N_("Hvad der tælles."))  # fmt: skip
@click.option("--age-from", type=click.IntRange(0, 99), metavar=N_("ÅR"), help=N_("Fra hvilken alder der er spurgt."))
@click.option("--area", "area_told", metavar=N_("TEKST"), help=N_("Hvilket område der er spurgt i."))
@click.option("--columns", type=FILE, metavar=N_("FIL"),
              help=N_("Hvad kolonnerne og svarene betyder, som --show-columns skriver det."))  # fmt: skip
@click.option("--show-columns", is_flag=True, help=N_("Skriv, hvad kolonnerne betyder, og læs intet ind."))
@click.option("--by", default="", metavar=N_("MAIL"), help=N_("Hvem der læser dem ind: en persons mailadresse."))
@click.option("--dry-run", is_flag=True, help=N_("Læs og kontrollér alt, og skriv intet."))
@click.option("--data", type=FILE, metavar=N_("MAPPE"), envvar="TRYGHED_DATA", default=Path("var"), show_default=True,
              help=N_("Mappen med den indbyggede database og nøglen."))  # fmt: skip
def survey(
    data: Path, file: Path, slug: str, columns: Path | None, show_columns: bool, by: str, dry_run: bool, **given: Any
) -> None:
    """Answers to a questionnaire from FILE."""
    plan = survey_imports.read_plan(columns)
    try:
        packed = survey_imports.open_answers(file)
    except BadInput as error:
        _refuse(survey_imports.reasons(error), file.name)
    with opened(data) as database:
        if show_columns:
            click.echo(survey_imports.propose(database, slug, given["paper"], packed[0]))
            return
        read = survey_imports.add_answers(database, slug, packed, plan, by, datetime.now(UTC), given, dry=dry_run)
    if read.wrong:
        _refuse(read.wrong, file.name)
    if not read.new:
        tell(N_("De samme svar er læst ind før. Intet er skrevet."))
    elif dry_run:
        tell(N_("Intet er skrevet. Svar, der kan læses ind: {antal}."), antal=read.answers)
    else:
        tell(N_("Svar læst ind: {antal}."), antal=read.answers)
    if read.unfinished or read.blank:
        tell(N_("Udeladt: {begyndt} begyndt og ikke sendt, {tomme} uden et eneste svar."), begyndt=read.unfinished,
             tomme=read.blank)  # fmt: skip


def _refuse(wrong: Any, file: str) -> None:
    """Name everything that cannot be used, one on each line, and leave.

    :raises BadInput: counting it
    """
    for one in wrong:
        click.echo(f"{file}: {told(one)}", err=True)
    raise BadInput(N_("Intet er læst ind. Fejl i filen: {antal}."), antal=len(wrong))
