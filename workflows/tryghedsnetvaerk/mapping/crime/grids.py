"""A file as rows of texts, whether it was CSV or a spreadsheet, with what its rows and columns are called."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from engine.errors import BadInput
from engine.text import N_, sentence
from workflows.tryghedsnetvaerk.documents.sheets.reading import Cell, is_spreadsheet, read_xlsx
from workflows.tryghedsnetvaerk.mapping.crime.decoding import decode
from workflows.tryghedsnetvaerk.mapping.crime.faults import Fault, Unreadable, quoted, refused
from workflows.tryghedsnetvaerk.mapping.crime.personal import reason

LARGEST, MOST_CELLS, LONGEST = 10 * 1024 * 1024, 2_000_000, 200
DELIMITERS = ";\t,"
LOOKED_IN = 100_000  # signs of a line in which a torn cell is looked for
SAMPLE = 4_000  # signs that show what parts the cells
QUOTES = re.compile(r'"[^"]*"')
TOO_LARGE = N_("Filen er for stor. Den må højst fylde 10 MB. Vælg færre områder, overtrædelser eller perioder.")
EMPTY = N_("Filen er tom.")
TORN = N_("Et citationstegn er åbnet og ikke lukket, eller der står noget lige efter det. Gem filen igen som CSV.")
TOO_MANY = N_(
    "Filen har for mange felter. Der må højst være to millioner. Vælg færre områder, overtrædelser eller perioder."
)


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a file; *lettered* when its columns are A, B, C, and *numbers* what its rows are called."""

    file: str
    rows: list[list[str]]
    numbers: Sequence[int]
    encoding: str
    lettered: bool = False
    others: Sequence[str] = ()

    def column(self, at: int, heading: str = "") -> str:
        """Return what a column is called, with its heading."""
        name = _letters(at) if self.lettered else str(at + 1)
        return f"{name} (»{quoted(heading)}«)" if heading.strip() else name


def grid(file: str, data: bytes) -> Grid:
    """Return a file as rows of texts.

    :raises Unreadable: if it is empty, too large, or neither a text nor a spreadsheet
    """
    if not data:
        raise refused(file, EMPTY)
    if len(data) > LARGEST:
        raise refused(file, TOO_LARGE)
    return _of_sheet(file, data) if is_spreadsheet(data) else _of_text(file, data)


def _of_sheet(file: str, data: bytes) -> Grid:
    try:
        sheet = read_xlsx(data)
    except BadInput as error:
        raise refused(file, error.text, **error.values) from error
    rows = [[_written(cell) for cell in row] for row in sheet.rows]
    return Grid(file, rows, range(1, len(rows) + 1), "XLSX", lettered=True, others=sheet.others)


def _written(cell: Cell) -> str:
    return cell if isinstance(cell, str) else f"{cell:.15g}" if isinstance(cell, float) else str(cell)


def _of_text(file: str, data: bytes) -> Grid:
    told = decode(file, data)
    delimiter = _delimiter(told.text)
    if told.text.count(delimiter) + told.text.count("\n") > MOST_CELLS:  # each takes memory once they are parted
        raise refused(file, TOO_MANY)
    reader = csv.reader(io.StringIO(told.text, newline=""), delimiter=delimiter, strict=True)
    try:
        rows = list(reader)
    except csv.Error:
        _must_not_be_personal(file, told.text)
        row, column = torn(told.text, delimiter)
        raise Unreadable([Fault(file, row, str(column), sentence(TORN))]) from None
    numbers = range(1, len(rows) + 1) if reader.line_num == len(rows) else _numbered(told.text, delimiter)
    return Grid(file, rows, numbers, told.encoding)


def _must_not_be_personal(file: str, text: str) -> None:
    """Refuse a text that cannot be parted into cells if it looks like it has a CPR number, a case's or an address."""
    for at, line in enumerate(text.splitlines(), 1):
        if why := reason(line):
            raise Unreadable([Fault(file, at, "", sentence(why))])


def torn(text: str, delimiter: str) -> tuple[int, int]:
    """Return on which line a row begins that cannot be read, and in which of its columns a quote is left open."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    try:
        for _row in reader:
            begins = reader.line_num + 1
    except csv.Error:
        pass
    line = next(islice(io.StringIO(text), begins - 1, None), "")[:LOOKED_IN]
    return begins, max(1, len(next(csv.reader([line], delimiter=delimiter), [])))


def _delimiter(text: str) -> str:
    """Return what parts the cells: what stands most often outside of quotes in the first lines."""
    lines = "\n".join(QUOTES.sub("", text[:SAMPLE]).splitlines()[:-1]) or text[:SAMPLE]
    return max(DELIMITERS, key=lines.count)


def _numbered(text: str, delimiter: str) -> list[int]:
    """Return on which line each row begins, when a cell holds line breaks."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    begins = [1]
    for _row in reader:
        begins.append(reader.line_num + 1)
    return begins[:-1]


def _letters(at: int) -> str:
    name = ""
    while at >= 0:
        name, at = chr(ord("A") + at % 26) + name, at // 26 - 1
    return name
