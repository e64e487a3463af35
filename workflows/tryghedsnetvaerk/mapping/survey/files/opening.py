"""From a file to the rows in it: a text with separators, or a workbook, both within limits."""

import csv
import io
from collections.abc import Iterable
from itertools import islice

from engine.errors import BadInput
from engine.text import N_
from workflows.tryghedsnetvaerk.documents.sheets.reading import LARGEST, TOO_LARGE, Cell, is_spreadsheet, read_xlsx
from workflows.tryghedsnetvaerk.mapping.crime.decoding import decode
from workflows.tryghedsnetvaerk.mapping.crime.faults import Unreadable
from workflows.tryghedsnetvaerk.mapping.crime.grids import torn
from workflows.tryghedsnetvaerk.mapping.survey.files.tables import (
    DATASET,
    LABELS,
    MOST_ROWS,
    VARIABLES,
    Rows,
    Table,
    letters,
    table,
)

SEPARATORS = ";\t,"
LONGEST_CELL, MOST_CELLS = 32_767, 2_000_000
TOO_MANY = N_(
    "Filen har for mange felter. Der må højst være to millioner. Slet kolonner, der ikke er spørgsmål, og gem den igen."
)
NO_ROWS = N_(
    "Række {raekke}, kolonne {kolonne}, kan ikke læses: et felt er for langt, eller et anførselstegn er ikke lukket. "
    "Gem filen igen som CSV, og prøv igen."
)


def open_file(name: str, data: bytes) -> Table:
    """Return the answers that a file holds, in rows under their headings.

    :raises BadInput: if it is too large, cannot be read, or holds no answers
    """
    if len(data) > LARGEST:
        raise BadInput(TOO_LARGE, page="#file")
    return table(_workbook(data) if is_spreadsheet(data) else [("", _text(name, data))])


def _workbook(data: bytes) -> list[tuple[str, Rows]]:
    """Return the first sheet of a workbook, or those in which SurveyXact tells answers, questions and codes."""
    first = read_xlsx(data)
    known = {named.strip().casefold(): named for named in (first.name, *first.others)}
    if DATASET not in known:
        return [(first.name, _texts(first.rows))]
    wanted = [known[part] for part in (DATASET, VARIABLES, LABELS) if part in known]
    return [(named, _texts(read_xlsx(data, sheet=named).rows)) for named in wanted]


def _texts(rows: Iterable[Iterable[Cell]]) -> Rows:
    return [[_said(cell) for cell in row] for row in rows]


def _said(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "Ja" if cell else "Nej"
    return str(cell)


def _text(name: str, data: bytes) -> Rows:
    try:
        text = decode(name, data).text
    except Unreadable as error:
        what = error.faults[0].what
        raise BadInput(what.text, page="#file", **what.values) from None
    separator = _separator(text)
    if text.count(separator) + text.count("\n") > MOST_CELLS:  # before they are parted, which takes memory for each
        raise BadInput(TOO_MANY, page="#file")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[list[str]] = []
    try:
        rows += islice(reader, MOST_ROWS + 2)
    except csv.Error:
        row, column = torn(text, separator)
        raise BadInput(NO_ROWS, raekke=row, kolonne=letters(column - 1)) from None
    for number, cells in enumerate(rows, 1):
        for at, cell in enumerate(cells):
            if len(cell) > LONGEST_CELL:
                raise BadInput(NO_ROWS, raekke=number, kolonne=letters(at))
    return rows


def _separator(text: str) -> str:
    """Return what parts the fields of a text: the sign that stands most often in its first line outside quotes."""
    first = next((line for line in io.StringIO(text) if line.strip()), "")
    outside = "".join(first.split('"')[::2])
    return max(SEPARATORS, key=outside.count)
