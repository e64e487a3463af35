"""The child process that reads one spreadsheet; run by path, so that nothing but calamine is loaded in it.

It reads the file on standard input after a line with its limits and the sheet that is wanted as JSON, and writes that
sheet, or the first, as JSON on standard output. It exits with 2 when the file is no spreadsheet and with 3 when the
sheet is larger than allowed, each with what is wrong on standard error; any other code means that a limit ended it.
"""

import io
import json
import re
import sys
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.parsers import expat

import python_calamine

NO_SHEET, TOO_LARGE = 2, 3
NAMED = 20  # cells with a formula that are named


def said(value: Any) -> Any:
    """Return the value of a cell as JSON carries it: a whole number as one, a day as 2026-03-02."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date | time | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, timedelta) else value


def seen(book: python_calamine.CalamineWorkbook) -> list[str]:
    """Return the names of the sheets that people see and that have cells, in their order."""
    shown = [one.name for one in book.sheets_metadata if str(one.visible).endswith("Visible")]
    return [name for name in shown if book.get_sheet_by_name(name).end]


def formulas(data: bytes, name: str) -> list[str]:
    """Return the cells of a sheet that hold a formula."""
    found: list[str] = []
    cell = [""]

    def begin(tag: str, about: dict[str, str]) -> None:
        if tag == "c":
            cell[0] = about.get("r", "?")
        elif tag == "f" and found[-1:] != cell:
            found.append(cell[0])

    reader = expat.ParserCreate()
    reader.StartElementHandler = begin
    with zipfile.ZipFile(io.BytesIO(data)) as parts, parts.open(part_of(parts, name)) as sheet:
        reader.ParseFile(sheet)
    return found


def part_of(parts: zipfile.ZipFile, name: str) -> str:
    """Return where in the file a sheet lies."""
    sheets: dict[str, str] = {}
    targets: dict[str, str] = {}

    def begin(tag: str, about: dict[str, str]) -> None:
        if tag == "sheet":
            sheets[about["name"]] = next(value for key, value in about.items() if key.endswith(":id"))
        elif tag == "Relationship":
            targets[about["Id"]] = about["Target"]

    for part in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
        reader = expat.ParserCreate()
        reader.StartElementHandler = begin
        reader.Parse(parts.read(part), True)
    target = targets[sheets[name]]
    return target.lstrip("/") if target.startswith("/") else re.sub(r"[^/]+/\.\./", "", f"xl/{target}")


def unpack(data: bytes, most: dict[str, Any]) -> dict[str, Any]:
    """Return one sheet of a spreadsheet: its name, its rows from the first, and what is left out of it.

    :raises OverflowError: if the sheet is larger than *most*
    """
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    names = seen(book)
    if not names:
        return {"sheet": "", "rows": [], "formulas": [], "others": []}
    name = most["sheet"] if most["sheet"] in names else names[0]
    sheet = book.get_sheet_by_name(name)
    height, width = (last + 1 for last in sheet.end or (0, 0))
    if height > most["rows"] or width > most["columns"] or height * width > most["cells"]:
        raise OverflowError(f"{height} x {width}")
    rows = [[said(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    others = [other for other in names if other != name]
    return {"sheet": name, "rows": rows, "formulas": formulas(data, name)[:NAMED], "others": others}


def main() -> int:
    """Read the spreadsheet given on standard input."""
    most = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    try:
        made = unpack(data, most)
    except OverflowError as complaint:
        sys.stderr.write(str(complaint))
        return TOO_LARGE
    except (python_calamine.CalamineError, zipfile.BadZipFile, expat.ExpatError, KeyError, ValueError, OSError) as why:
        sys.stderr.write(f"{type(why).__name__}: {why}")
        return NO_SHEET
    sys.stdout.write(json.dumps(made))
    return 0


if __name__ == "__main__":
    sys.exit(main())
