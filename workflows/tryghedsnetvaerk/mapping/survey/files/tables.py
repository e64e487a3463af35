"""A file of answers as rows of text: its headings, the rows under them, and what the file itself says of its codes."""

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from engine.errors import BadInput
from engine.text import N_

MOST_COLUMNS, MOST_ROWS, MOST_SHOWN = 500, 100_000, 60
DATASET, VARIABLES, LABELS = "dataset", "variables", "labels"  # how SurveyXact calls the sheets of a workbook
TAG, BLANKS = re.compile(r"<[^<>]{0,500}>"), re.compile(r"\s+")
Rows = Sequence[Sequence[str]]

EMPTY = N_("Der er ingen svar i filen. Øverst skal der stå overskrifter, og under dem et svar i hver række.")
TOO_WIDE = N_("Filen har {antal} kolonner. Der må højst være {mest}.")
TOO_LONG = N_("Filen har {antal} rækker. Der må højst være {mest}.")
RAGGED = N_(
    "Række {raekke}, kolonne {kolonne}: her står noget uden en overskrift. Rækken har {antal} felter, og der er {mest} "
    "overskrifter. Er der et skilletegn for meget? Gem filen igen, og prøv igen."
)
TOO_FEW = N_(
    "Række {raekke} slutter ved kolonne {kolonne}: Den har {antal} felter, og der er {mest} overskrifter. "
    "Gem filen igen, så hver række har et felt for hver overskrift."
)
FORMULA = N_(
    "Række {raekke}, kolonne {kolonne}: der står en formel. Gem filen med værdier i stedet for formler, og prøv igen."
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file, by the number a spreadsheet shows beside it."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file under their headings.

    *texts* says of a heading which question it stands for, and *labels* what its codes are called, where the file has
    them in sheets of their own. *over* are the letters over its columns, where some were left out.
    """

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    texts: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    over: tuple[str, ...] = ()

    def letters(self, column: int) -> str:
        """Return the letters that a spreadsheet shows over one column."""
        return self.over[column] if self.over else letters(column)

    def values(self, column: int) -> list[str]:
        """Return what stands in one column, row by row."""
        return [row.cells[column] for row in self.rows]

    def named(self, column: int) -> str:
        """Return how people find a column: its letters and its heading."""
        return named(self.letters(column), self.headings[column])


def table(sheets: Sequence[tuple[str, Rows]]) -> Table:
    """Return the answers of a file: its first sheet with anything in it, or SurveyXact's three.

    :raises BadInput: if there is nothing in it, or more than a survey of one area can hold
    """
    by_name = {name.strip().casefold(): rows for name, rows in sheets}
    filled = [rows for _name, rows in sheets if any(any(cell.strip() for cell in row) for row in rows)]
    rows = by_name[DATASET] if DATASET in by_name else next(iter(filled), [])
    texts = {row[0].strip(): plain_text(row[1]) for row in by_name.get(VARIABLES, ()) if len(row) > 1}
    labels: dict[str, dict[str, str]] = {}
    for row in by_name.get(LABELS, ()):
        if len(row) > 2 and row[0].strip():
            labels.setdefault(row[0].strip(), {})[number_text(row[1])] = plain_text(row[2])
    return _under_headings(rows, texts, labels)


def _under_headings(rows: Rows, texts: Mapping[str, str], labels: Mapping[str, Mapping[str, str]]) -> Table:
    numbered = [(number, row) for number, row in enumerate(rows, 1) if any(cell.strip() for cell in row)]
    if len(numbered) < 2:
        raise BadInput(EMPTY)
    headings = _told_apart([plain_text(cell) for cell in _trimmed(numbered[0][1])])
    if len(headings) > MOST_COLUMNS:
        raise BadInput(TOO_WIDE, antal=len(headings), mest=MOST_COLUMNS)
    if len(numbered) - 1 > MOST_ROWS:
        raise BadInput(TOO_LONG, antal=len(numbered) - 1, mest=MOST_ROWS)
    _must_be_as_long(numbered, headings)
    return Table(headings, tuple(_row(number, row, headings) for number, row in numbered[1:]), texts, labels)


def _must_be_as_long(numbered: Sequence[tuple[int, Sequence[str]]], headings: Sequence[str]) -> None:
    """Refuse a row that was cut off: what it lacks is not the same as an empty answer."""
    wanted = min(len(numbered[0][1]), len(headings))
    for number, row in numbered[1:]:
        if len(row) < wanted:
            at = named(letters(len(row) - 1), headings[len(row) - 1])
            raise BadInput(TOO_FEW, raekke=number, kolonne=at, antal=len(row), mest=len(headings))


def _told_apart(headings: Sequence[str]) -> tuple[str, ...]:
    """Return headings that are all different: one that is empty or stands twice has the letters of its column."""
    often = Counter(heading.casefold() for heading in headings)
    return tuple(
        heading if heading and often[heading.casefold()] == 1 else f"{heading} ({letters(column)})".strip()
        for column, heading in enumerate(headings)
    )


def _row(number: int, row: Sequence[str], headings: tuple[str, ...]) -> Row:
    cells = _trimmed(row)
    if len(cells) > len(headings):
        raise BadInput(RAGGED, raekke=number, kolonne=letters(len(headings)), antal=len(cells), mest=len(headings))
    for column, cell in enumerate(cells):
        if cell.startswith("="):
            raise BadInput(FORMULA, raekke=number, kolonne=named(letters(column), headings[column]))
    return Row(number, tuple(cells) + ("",) * (len(headings) - len(cells)))


def _trimmed(row: Sequence[str]) -> list[str]:
    """Return the cells of a row as text is compared, without the empty ones at its end."""
    cells = [number_text(cell) for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def named(over: str, heading: str) -> str:
    """Return how people find a column: the letters a spreadsheet shows over it, and its heading."""
    shown = heading if len(heading) <= MOST_SHOWN else f"{heading[: MOST_SHOWN - 1]}…"
    return f"{over} ({shown})" if shown else over


def letters(column: int) -> str:
    """Return the letters over a column, from nought: A, B … Z, AA."""
    high, low = divmod(column, 26)
    return (letters(high - 1) if high else "") + chr(ord("A") + low)


def number_text(cell: str) -> str:
    """Return a cell as it is compared: composed, without blanks at its ends, a whole number without decimals."""
    text = unicodedata.normalize("NFC", cell).replace("\u00a0", " ").strip().lstrip("\ufeff")
    whole = re.fullmatch(r"(-?\d{1,15})[.,]0+", text)
    return whole[1] if whole else text


def plain_text(cell: str) -> str:
    """Return a heading or a label as it is read: without marks of HTML, line breaks and doubled blanks."""
    text = html.unescape(TAG.sub(" ", cell))
    return BLANKS.sub(" ", unicodedata.normalize("NFC", text)).strip(" \ufeff")
