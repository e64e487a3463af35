"""What is carried from the page where a file is chosen to the one where its columns are: the closed columns alone.

Nothing of a file is kept anywhere until it is read in: the page holds it, and whatever comes back is checked again.
"""

import base64
import binascii
import json
import zlib
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from engine.errors import BadInput, Lacking
from engine.text import N_, sentence
from workflows.tryghedsnetvaerk.mapping.survey.files import personal
from workflows.tryghedsnetvaerk.mapping.survey.files.columns import (
    CLOSED,
    FREE_TEXT,
    MODE,
    Shape,
    repeated,
    shape,
    unfinished,
)
from workflows.tryghedsnetvaerk.mapping.survey.files.tables import MOST_COLUMNS, MOST_ROWS, Row, Table

MOST_PACKED, MOST_UNPACKED = 3_000_000, 40_000_000  # signs and bytes: no file of 10 MB needs as much
SIZE = 4  # bytes of how long the head is
UNFIT = (
    binascii.Error, zlib.error, ValueError, LookupError, TypeError, ArithmeticError, RecursionError, AttributeError,
)  # fmt: skip
HALVES = b"\\ud"  # of a sign that is written in two: none that a page carried is
TOO_LARGE = N_(
    "Filen er for stor til at blive læst ind på siden. Bed den, der driver serveren, om at bruge "
    "kommandoen »tryghed import survey«."
)
SPOILT = N_("Siden kan ikke læses. Vælg filen igen.")
NOTHING_CLOSED = N_("Filen er ikke læst. Der er ingen kolonner med faste svar i den.")
PERSONAL = N_("Kolonne {kolonne} ser ud til at indeholde {slags}.")
PERSONAL_IN = N_("Kolonne {kolonne} ser ud til at indeholde {slags}, første gang i række {raekke}.")
REMEDY = N_("Filen er ikke læst, og intet er gemt. Slet kolonnerne i filen, gem den, og vælg den igen.")


@dataclass(frozen=True, slots=True)
class Packed:
    """A file without all that is never read: its closed columns, and how many rows were never sent in.

    *dropped* and *written* are the headings of the tool's own columns and of those with free text.
    """

    name: str
    table: Table
    shape: Shape
    unfinished: int
    again: tuple[tuple[int, int, str], ...]
    dropped: tuple[str, ...]
    written: tuple[str, ...]


def clean(name: str, table: Table) -> Packed:
    """Return a file without its own columns, free text and what was never sent in.

    :raises Lacking: if a column looks like it says who somebody is; it names them all
    :raises BadInput: if there is no column with closed answers
    """
    shaped = shape(table)
    must_be_impersonal(table, shaped)
    begun = unfinished(table, shaped.tool)
    kept = shaped.of_kind(CLOSED, MODE)
    if not kept:
        raise BadInput(NOTHING_CLOSED)
    rows = tuple(
        Row(row.number, tuple(row.cells[column] for column in kept)) for row in table.rows if row.number not in begun
    )
    headings = tuple(table.headings[column] for column in kept)
    left = Table(
        headings, rows, {one: table.texts[one] for one in headings if one in table.texts},
        {one: table.labels[one] for one in headings if one in table.labels},
        tuple(table.letters(column) for column in kept),
    )  # fmt: skip
    return Packed(
        name, left, Shape(shaped.tool, tuple(shaped.kinds[column] for column in kept)), len(begun),
        tuple(repeated(table)), tuple(personal.system_columns(table, shaped)),
        tuple(table.named(column) for column in shaped.of_kind(FREE_TEXT)),
    )  # fmt: skip


def must_be_impersonal(table: Table, shaped: Shape) -> None:
    """Refuse a file with a column that looks like it says who somebody is, or where they live.

    :raises Lacking: naming every such column, what it looks like, and what to do
    """
    if found := personal.find(table, shaped):
        said = [
            sentence(PERSONAL_IN if one.row else PERSONAL, kolonne=one.column, slags=(one.kind,), raekke=one.row)
            for one in found
        ]
        raise Lacking([("#file", text) for text in (*said, sentence(REMEDY))])


def pack(packed: Packed) -> str:
    """Return a file as a page can carry it: what it is called and how, and then each answer as one or two bytes.

    :raises BadInput: if it is too large for a page
    """
    columns = [_coded([row.cells[column] for row in packed.table.rows]) for column in range(len(packed.table.headings))]
    told = {
        "name": packed.name, "tool": packed.shape.tool, "kinds": packed.shape.kinds, "headings": packed.table.headings,
        "letters": packed.table.over, "texts": packed.table.texts, "labels": packed.table.labels,
        "columns": [names for names, _cells in columns],
        "numbers": _steps([row.number for row in packed.table.rows]), "unfinished": packed.unfinished,
        "again": packed.again, "dropped": packed.dropped, "written": packed.written,
    }  # fmt: skip
    head = json.dumps(told, ensure_ascii=False).encode()
    body = b"".join((len(head).to_bytes(SIZE), head, *(cells for _names, cells in columns)))
    text = base64.urlsafe_b64encode(zlib.compress(body, 9)).decode()
    if len(text) > MOST_PACKED or len(body) > MOST_UNPACKED:
        raise BadInput(TOO_LARGE)
    return text


def _coded(values: list[str]) -> tuple[list[str], bytes]:
    names = sorted(set(values))
    at = {name: number for number, name in enumerate(names)}
    return names, array(_wide(names), [at[value] for value in values]).tobytes()


def _wide(names: Sequence[object]) -> str:
    """Return in what an answer is carried, by how many different ones its column has."""
    return "B" if len(names) <= 256 else "I"


def _steps(numbers: list[int]) -> list[int]:
    return [number - before for before, number in zip([0, *numbers], numbers, strict=False)]


def unpack(text: str) -> Packed:
    """Return the file that a page carried.

    :raises BadInput: if it is none, or holds what may not come in
    """
    try:
        unpacked = zlib.decompressobj()
        raw = unpacked.decompress(
            base64.b64decode(text[: MOST_PACKED + 1], altchars=b"-_", validate=True), MOST_UNPACKED
        )
        begins = SIZE + int.from_bytes(raw[:SIZE])
        if unpacked.unconsumed_tail or HALVES in raw[:begins].lower():
            raise BadInput(SPOILT)
        found = _read(json.loads(raw[SIZE:begins]), raw[begins:])
    except UNFIT:
        raise BadInput(SPOILT) from None
    must_be_impersonal(found.table, found.shape)
    return found


def _read(told: Any, body: bytes) -> Packed:
    headings, kinds = _texts(told["headings"]), _texts(told["kinds"])
    over, numbers = _texts(told["letters"]), list[int]()
    for step in told["numbers"]:
        numbers.append((numbers[-1] if numbers else 0) + int(step))
    columns = list(_columns(told["columns"], body, len(numbers)))
    alike = len(headings) == len(kinds) == len(over) == len(columns) <= MOST_COLUMNS
    if not alike or len(numbers) > MOST_ROWS or any(len(column) != len(numbers) for column in columns):
        raise ValueError("a file that does not fit itself")
    rows = tuple(Row(number, cells) for number, cells in zip(numbers, zip(*columns, strict=True), strict=True))
    labels = {str(one): {str(code): str(name) for code, name in named.items()} for one, named in told["labels"].items()}
    texts = {str(one): str(text) for one, text in told["texts"].items()}
    return Packed(
        str(told["name"]), Table(headings, rows, texts, labels, over), Shape(str(told["tool"]), kinds),
        int(told["unfinished"]), tuple((int(one), int(two), str(column)) for one, two, column in told["again"]),
        _texts(told["dropped"]), _texts(told["written"]),
    )  # fmt: skip


def _columns(told: Any, body: bytes, rows: int) -> Iterator[list[str]]:
    begins = 0
    for names in told:
        cells = array(_wide(names))
        ends = begins + rows * cells.itemsize
        cells.frombytes(body[begins:ends])
        yield [str(names[at]) for at in cells]
        begins = ends
    if begins != len(body):
        raise ValueError("a file that does not fit itself")


def _texts(told: Any) -> tuple[str, ...]:
    return tuple(str(one) for one in told)
