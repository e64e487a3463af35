"""Files read in from the command line: every line that cannot be used is named, and nothing is half done."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import workflows
from engine import clock
from engine.commands import SYSTEM, Command
from engine.db import Database, Session
from engine.errors import BadInput
from engine.people.queries import find_person_by_mail
from engine.queries import get_process
from engine.text import N_
from webui.commands.caretaker import bar, find_network, working
from webui.commands.shell import said
from webui.saying.fields import tidy_line
from workflows.tryghedsnetvaerk.mapping.crime import origin
from workflows.tryghedsnetvaerk.mapping.crime.actions import import_figures
from workflows.tryghedsnetvaerk.mapping.crime.ended import must_be_over
from workflows.tryghedsnetvaerk.mapping.crime.faults import Unreadable, refused
from workflows.tryghedsnetvaerk.mapping.crime.grids import LARGEST
from workflows.tryghedsnetvaerk.mapping.crime.parts import Asked, Reading
from workflows.tryghedsnetvaerk.mapping.crime.queries import find_kommune
from workflows.tryghedsnetvaerk.mapping.crime.reading import asked_for, read
from workflows.tryghedsnetvaerk.network.files import shown_name

NO_OFFENCE = N_("Filen siger ikke, hvilken lovovertrædelse den handler om. Skriv den med --offence, for eksempel "
                "--offence 1390; er der flere filer, så én gang for hver i filernes rækkefølge.")  # fmt: skip
OF_FILE = frozenset({"#area", "#references", "#counts", "#extracted_on"})  # what is wrong with one file of several


def read_crime(files: Sequence[Path], asked: Sequence[Asked], now: datetime) -> tuple[list[Reading], list[Unreadable]]:
    """Read files of crime figures in any shape that is known; return what they say, and what is wrong with some.

    What is *asked* goes for all of them when it is one, else for each in its turn.
    """
    read_so_far, wrong = [], []
    for at, file in bar(list(enumerate(files)), N_("Læser filerne")):
        try:
            reading = read(shown_name(file.name), _bytes(file), asked[at] if len(asked) > 1 else asked[0])
            must_be_over(reading, clock.today(now))
            if reading.needs_offence:
                raise refused(reading.file, NO_OFFENCE)
            read_so_far.append(reading)
        except Unreadable as error:
            wrong.append(error)
    return read_so_far, wrong


def asked_of(offences: Sequence[str], first: str, last: str, files: int) -> list[Asked]:
    """Return what is asked of each file, or of all of them.

    :raises BadInput: if there is neither one offence nor one for each file, or a period is none
    """
    if len(offences) not in (0, 1, files):
        raise BadInput(N_("Skriv lovovertrædelsen én gang, eller én gang for hver fil."))
    return [asked_for(one, first, last) for one in offences or ("",)]


def _bytes(file: Path) -> bytes:
    """Return what is in a file; one that is far too large is not read at all."""
    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError as error:
        raise BadInput(N_("Filen {fil} kan ikke læses."), fil=file) from error


def add_crime(
    database: Database, slug: str, readings: Sequence[Reading], by: str, now: datetime, given: Mapping[str, Any], *,
    dry: bool,
) -> tuple[int, int]:  # fmt: skip
    """Write a set of crime figures for each file into a network, all or none; the same once more changes nothing.

    Return how many sets are new, and how many figures are in them.

    :raises BadInput: if there is no such network or person, or what is said of the figures cannot be
    """
    sets = figures = 0
    tidied = {name: tidy_line(value) if isinstance(value, str) else value for name, value in given.items()}
    with working(N_("Skriver tallene")), database.write() as session:
        db = session.connection()
        row = find_network(db, slug)
        actor, kommune = person_of(session, by), find_kommune(session, row.id)
        for reading in readings:
            area, kept, values = origin.chosen(reading, kommune, tidied)
            told_of_it = repr((kept.digest, kept.areas, kept.offences, area, sorted(values.items())))
            key = f"import:{sha256(told_of_it.encode()).hexdigest()[:32]}"
            command = Command(
                workflow=workflows.find(row.name, row.version), process_id=row.id, actor=actor, now=now, key=key
            )
            before = get_process(db, row.id).seq
            _write(session, command, kept, {**values, "area": area})
            if get_process(db, row.id).seq != before:
                sets, figures = sets + 1, figures + kept.known
        if not dry:
            session.commit()
    return sets, figures


def _write(session: Session, command: Command, kept: Reading, values: Mapping[str, Any]) -> None:
    """Write one file's figures; what is wrong with them is said with its name."""
    try:
        import_figures(session, command, kept, values)
    except BadInput as error:
        if error.page in OF_FILE and "{fil}" not in error.text:
            raise BadInput(N_("{fil}: {hvad}"), fil=kept.file, hvad=said(error.text, error.values)) from error
        raise


def person_of(session: Session, mail: str) -> int:
    """Return who reads a file in: a person by their mail address, or the system.

    :raises BadInput: if nobody has it
    """
    if not mail:
        return SYSTEM
    found = find_person_by_mail(session, mail)
    if found is None:
        raise BadInput(N_("Der er ingen person med mailadressen {mail}."), mail=mail)
    return found.id
