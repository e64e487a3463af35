"""A translator's sheet as rows of texts, whether it comes as CSV or as a spreadsheet."""

import codecs
import csv
import io

from engine.errors import BadInput
from engine.text import N_
from workflows.tryghedsnetvaerk.documents.sheets.reading import is_spreadsheet, read_xlsx

LARGEST, MOST_ROWS = 2 * 1024 * 1024, 2_000
TOO_LARGE = N_("Arket er for stort. Det må højst fylde 2 MB og have {mest} rækker.")
NOT_UTF_8 = N_(
    "Filens bogstaver kan ikke læses. Gem den som »CSV UTF-8« eller som XLSX, så bogstaver på alle sprog bliver "
    "bevaret."
)
EMPTY = N_("Arket er tomt: der står ingen oversættelser i kolonne B under overskriften.")
TORN = N_("Filen kan ikke læses som CSV. Gem den igen, og behold to kolonner.")
GUARDED = ("=", "+", "-", "@")


def rows(data: bytes) -> list[list[str]]:
    """Return the rows of a sheet under its heading.

    :raises BadInput: if it is too large, or cannot be read
    """
    if len(data) > LARGEST:
        raise BadInput(TOO_LARGE, page="#file", mest=MOST_ROWS)
    found = _of_workbook(data) if is_spreadsheet(data) else _of_text(data)
    if len(found) > MOST_ROWS:
        raise BadInput(TOO_LARGE, page="#file", mest=MOST_ROWS)
    if not any(cell.strip() for row in found[1:] for cell in row[1:]):
        raise BadInput(EMPTY, page="#file")
    return [[_unguarded(cell) for cell in row] for row in found[1:]]


def _of_workbook(data: bytes) -> list[list[str]]:
    try:
        return [[str(cell) for cell in row] for row in read_xlsx(data).rows]
    except BadInput as error:
        raise BadInput(error.text, page="#file", **error.values) from error


def _of_text(data: bytes) -> list[list[str]]:
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(NOT_UTF_8, page="#file") from None
    if "\0" in text or "\N{REPLACEMENT CHARACTER}" in text:
        raise BadInput(NOT_UTF_8, page="#file")
    first = text.split("\n", 1)[0]
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=max(";\t,", key=first.count), strict=True))
    except csv.Error:
        raise BadInput(TORN, page="#file") from None


def _unguarded(cell: str) -> str:
    """Return a text without the mark that keeps a spreadsheet from taking it for a formula."""
    return cell[1:] if cell.startswith("'") and cell[1:2] in GUARDED else cell
