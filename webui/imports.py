"""Files read in from the command line: every line that cannot be used is named, and nothing is half done."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import workflows
from engine import installation
from engine.commands import SYSTEM, Command
from engine.db import Database, Session
from engine.errors import BadInput
from engine.people.queries import find_person_by_mail
from engine.queries import get_process
from engine.text import N_
from webui.caretaker import bar, chosen, working
from webui.fields import tidy_line
from webui.shell import said
from workflows.tryghedsnetvaerk.mapping.actions import SOURCE, Count, read_line, save_figures, write_counts
from workflows.tryghedsnetvaerk.network.files import accept

HEADINGS = ("antal", "count")


def read_crime(file: Path) -> tuple[list[Count], list[BadInput]]:
    """Read a file of *offence; period; count*, with or without headings; return the counts and what cannot be used.

    :raises BadInput: if the file cannot be read, is empty, is too large, or holds what may not be kept
    """
    counts: dict[tuple[str, str], int | None] = {}
    wrong = []
    lines = list(enumerate(_text(file).splitlines(), 1))
    if lines and lines[0][1].replace("\t", ";").rpartition(";")[2].strip().strip('"').casefold() in HEADINGS:
        del lines[0]
    for number, line in bar(lines, N_("Læser linjerne")):
        try:
            read_line(counts, number, tidy_line(line.replace('"', "").replace("\t", ";")))
        except BadInput as error:
            wrong.append(error)
    if not counts and not wrong:
        raise BadInput(N_("Der er ingen tal i filen."))
    return [(*key, count) for key, count in counts.items()], wrong


def _text(file: Path) -> str:
    """Read a file as an attached one is: not too large, really a text, and without CPR numbers."""
    try:
        read = file.read_bytes()
    except OSError as error:
        raise BadInput(N_("Filen {fil} kan ikke læses."), fil=file) from error
    return accept("tal.csv", read).data.decode("utf-8-sig")


def add_crime(
    database: Database, slug: str, counts: list[Count], by: str, now: datetime, given: Mapping[str, Any], *, dry: bool
) -> bool:
    """Write a set of crime figures into a network; the same figures once more change nothing. Return whether any did.

    :raises BadInput: if there is no such network or person, or what is said of the figures cannot be
    """
    values = {name: tidy_line(value) for name, value in given.items()}
    if not values["source"]:
        raise BadInput(N_("Udfyld feltet »{name}«."), name=said(SOURCE))
    values["counts"] = write_counts(counts)
    with working(N_("Skriver tallene")), database.write() as session:
        db = session.connection()
        row = get_process(db, chosen(db, slug)[0].id)
        if row.name == installation.NAME:
            raise BadInput(N_("Der er intet netværk, der hedder {navn}."), navn=slug)
        key = sha256(repr(sorted(values.items())).encode()).hexdigest()[:32]
        command = Command(
            workflow=workflows.find(row.name, row.version), process_id=row.id, actor=person_of(session, by), now=now,
            key=f"import:{key}",
        )  # fmt: skip
        save_figures(session, command, None, values)
        changed: bool = get_process(db, row.id).seq != row.seq
        if not dry:
            session.commit()
    return changed


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
