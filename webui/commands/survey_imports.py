"""Answers read in from the command line: everything that cannot be used is named, and nothing is half done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import workflows
from engine import records
from engine.commands import Command
from engine.db import Database, Session
from engine.errors import BadInput, Lacking
from engine.queries import get_process
from engine.text import N_
from webui.commands.caretaker import find_network, working
from webui.commands.imports import person_of
from webui.saying.fields import tidy_line
from workflows.tryghedsnetvaerk.documents.sheets.reading import LARGEST, TOO_LARGE
from workflows.tryghedsnetvaerk.mapping.models import Study
from workflows.tryghedsnetvaerk.mapping.survey.files import answers, packing, plans, taking
from workflows.tryghedsnetvaerk.mapping.survey.files.opening import open_file
from workflows.tryghedsnetvaerk.mapping.survey.files.packing import Packed
from workflows.tryghedsnetvaerk.mapping.survey.files.plans import Plan
from workflows.tryghedsnetvaerk.mapping.survey.models import Questionnaire
from workflows.tryghedsnetvaerk.network.files import shown_name

UNPLACED = N_(
    "Kolonne {kolonne}: intet spørgsmål passer til den. Skriv kolonnerne ud med --show-columns, ret dem, og læs dem "
    "med --columns."
)
UNSAID = N_("Kolonne {kolonne} står ikke i filen med kolonner. Skriv den med et tomt spørgsmål, hvis den ikke bruges.")


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of a file: how many answers, and how many rows were left out; *wrong* is why nothing was stored."""

    answers: int = 0
    unfinished: int = 0
    blank: int = 0
    wrong: Sequence[BadInput] = ()
    new: bool = False


def open_answers(file: Path) -> tuple[Packed, str]:
    """Return a file without what may not come in, and its mark.

    :raises BadInput: if it cannot be read, or looks like it says who somebody is
    """
    try:
        if file.stat().st_size > LARGEST:
            raise BadInput(TOO_LARGE)
        data = file.read_bytes()
    except OSError as error:
        raise BadInput(N_("Filen {fil} kan ikke læses."), fil=file) from error
    with working(N_("Læser filen")):
        return packing.clean(shown_name(file.name), open_file(file.name, data)), sha256(data).hexdigest()


def read_plan(file: Path | None) -> Plan | None:
    """Return what somebody wrote of the columns; nothing where nobody did.

    :raises BadInput: if the file cannot be read
    """
    if file is None:
        return None
    try:
        return plans.read(file.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(N_("Filen {fil} kan ikke læses."), fil=file) from error


def propose(database: Database, slug: str, paper: int, packed: Packed) -> str:
    """Return what the columns of a file are certainly for, as a file that can be corrected and read again."""
    with database.read() as session:
        row = records.get(session, Questionnaire, find_network(session.connection(), slug).id, paper)
        return plans.written(plans.propose(packed.table, packed.shape, taking.questions_of(session, row)))


def add_answers(
    database: Database, slug: str, packed: tuple[Packed, str], plan: Plan | None, by: str, now: datetime,
    given: Mapping[str, Any], *, dry: bool,
) -> Reading:  # fmt: skip
    """Store the answers of a file as those of a study; the same file once more changes nothing.

    :raises BadInput: if there is no such network, study, questionnaire or person, or what is said cannot be
    """
    file, mark = packed
    with working(N_("Skriver svarene")), database.write() as session:
        db = session.connection()
        row = find_network(db, slug)
        records.get(session, Study, row.id, given["study"])
        paper = records.get(session, Questionnaire, row.id, given["paper"])
        asked = taking.questions_of(session, paper)
        used = plans.propose(file.table, file.shape, asked) if plan is None else plan
        found = answers.read(file, asked, used)
        if wrong := [*_unplaced(file, used, UNPLACED if plan is None else UNSAID, plan is None), *found.wrong]:
            return Reading(wrong=wrong)
        key = sha256(f"{mark}:{given['study']}".encode()).hexdigest()[:32]
        command = Command(
            workflow=workflows.find(row.name, row.version), process_id=row.id, actor=person_of(session, by), now=now,
            key=f"import:{key}",
        )  # fmt: skip
        _take(session, command, given, paper, found, used)
        new = get_process(db, row.id).seq != row.seq
        if not dry:
            session.commit()
    return Reading(len(found.answers), found.unfinished, found.blank, (), new)


def _take(
    session: Session, command: Command, given: Mapping[str, Any], paper: Questionnaire, found: answers.Read, used: Plan
) -> None:
    values = {name: tidy_line(given[name]) for name in taking.FIXED if given.get(name) is not None}
    taking.take_in(
        session, command, given["study"], paper_nr=paper.nr, values=values, replies=found.answers, plan=used
    )  # fmt: skip


def _unplaced(file: Packed, used: Plan, text: str, proposed: bool) -> list[BadInput]:
    """Return the columns that nobody has said anything about."""
    return [
        BadInput(text, kolonne=file.table.named(column)) for column, heading in enumerate(file.table.headings)
        if heading not in used or (proposed and not used[heading].target)
    ]  # fmt: skip


def reasons(error: BadInput) -> list[BadInput]:
    """Return everything a refusal says, each as one of its own."""
    if not isinstance(error, Lacking):
        return [error]
    return [BadInput(said.text, **said.values) for _page, said in error.reasons]
