"""Spreadsheets read: values only, by a child process with limits, so that a file made to burst harms nobody."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from threading import BoundedSemaphore
from zipfile import BadZipFile, ZipFile

from engine.errors import BadInput
from engine.text import N_
from workflows.tryghedsnetvaerk.apart import once

LARGEST = 10 * 1024 * 1024
MOST_PARTS, MOST_UNPACKED, MOST_RATIO = 2_000, 100 * 1024 * 1024, 200
MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 100_000, 1_000, 500_000
MEMORY, SECONDS, AT_ONCE = 1 << 30, 20, 2

TOO_LARGE = N_("Filen er for stor. Den må højst fylde 10 MB.")
BURSTS = N_("Regnearket er for stort at pakke ud. Gem kun det ark, der skal læses, som CSV, og prøv igen.")
TOO_MANY_CELLS = N_(
    "Arket er for stort. Det må højst have {raekker} rækker, {kolonner} kolonner og {celler} celler i alt."
)
NO_SHEET = N_("Filen er ikke et regneark, der kan læses. Gem den igen som XLSX eller CSV, og prøv igen.")
LOCKED = N_("Regnearket er låst med en adgangskode. Gem det uden, og prøv igen.")
BUSY = N_("Der bliver læst mange regneark lige nu. Prøv igen om lidt.")
FORMULAS = N_(
    "Disse celler har en formel: {celler}. Her læses kun værdier. Kopiér arket, sæt det ind som værdier, gem det, og "
    "prøv igen."
)

Cell = str | int | float | bool
_turns = BoundedSemaphore(AT_ONCE)
_CHILD = Path(__file__).parent / "unpacker.py"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The first sheet that people see in a spreadsheet: its rows from the first, and the names of the *others*."""

    name: str
    rows: Sequence[Sequence[Cell]]
    others: Sequence[str] = ()


def is_spreadsheet(data: bytes) -> bool:
    """Say whether a file looks like an XLSX or one that is locked, rather than like a text."""
    return data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))


def read_xlsx(data: bytes, *, sheet: str = "") -> Sheet:
    """Return the *sheet* of that name of an XLSX file, else its first.

    :raises BadInput: if it is too large, no spreadsheet, locked, or has formulas, whose values anybody can have written
    """
    if len(data) > LARGEST:
        raise BadInput(TOO_LARGE)
    _must_be_sound(data)
    told = json.loads(_unpacked(data, sheet))
    if told["formulas"]:
        raise BadInput(FORMULAS, celler=", ".join(told["formulas"]))
    return Sheet(told["sheet"], told["rows"], tuple(told["others"]))


def _must_be_sound(data: bytes) -> None:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadInput(LOCKED if b"E\0n\0c\0r\0y\0p\0t\0" in data else NO_SHEET)
    try:
        with ZipFile(BytesIO(data)) as parts:
            entries = parts.infolist()
            named = {one.filename for one in entries}
    except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        raise BadInput(NO_SHEET) from None
    unpacked, packed = sum(one.file_size for one in entries), sum(one.compress_size for one in entries)
    if len(entries) > MOST_PARTS or unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * max(packed, 1):
        raise BadInput(BURSTS)
    if "xl/workbook.xml" not in named:
        raise BadInput(NO_SHEET)


def _unpacked(data: bytes, sheet: str) -> bytes:
    most = {"sheet": sheet, "rows": MOST_ROWS, "columns": MOST_COLUMNS, "cells": MOST_CELLS}
    given = json.dumps(most).encode() + b"\n" + data
    command = once.python(_CHILD, memory=MEMORY, seconds=SECONDS)
    try:
        done = once.run(command, given, seconds=2 * SECONDS, turns=_turns, environment={})
    except once.Busy:
        raise BadInput(BUSY) from None
    except once.Late:
        raise BadInput(BURSTS) from None
    if done.code == 0:
        return done.made
    if done.code == 3:
        raise BadInput(TOO_MANY_CELLS, raekker=MOST_ROWS, kolonner=MOST_COLUMNS, celler=MOST_CELLS)
    # Calamine's own failure on an absurd sheet ends the child with a panic or a signal: a limit did its work.
    raise BadInput(NO_SHEET if done.code == 2 else BURSTS)
