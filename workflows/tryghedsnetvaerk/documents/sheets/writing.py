"""Tables as files that a spreadsheet opens: CSV as Danish offices read it, and XLSX.

No cell is ever a formula: what begins like one is written as the text it is.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date

import xlsxwriter

Cell = str | int | float | date | None
CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"  # tells a spreadsheet that what follows is UTF-8
WIDEST, NARROWEST = 60, 8  # letters in a column
LONGEST = 32_767  # letters that fit in one cell
FORMULA = re.compile(r"(?![+-]?[0-9]+([.,][0-9]+)?$)[=+\-@\t\r]")
NAMELESS = re.compile(r"[\[\]:*?/\\]|^'|'$")


def write_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]], *, comma: str = ",") -> bytes:
    """Return a table as CSV with semicolons; *comma* is what decimals are written with."""
    made = io.StringIO(newline="")
    writer = csv.writer(made, delimiter=";", lineterminator="\r\n")
    writer.writerow([_as_text(cell, comma) for cell in header])
    writer.writerows([_as_text(cell, comma) for cell in row] for row in rows)
    return (MARK + made.getvalue()).encode()


def write_xlsx(title: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a table as a workbook of one sheet called *title*, its heading in sight when one scrolls."""
    made, table = io.BytesIO(), [list(row) for row in rows]
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(made, options) as book:
        sheet = book.add_worksheet(NAMELESS.sub(" ", title).strip()[:31] or None)
        bold, wrapped = (
            book.add_format({"bold": True, "bottom": 1, "text_wrap": True}),
            book.add_format({"valign": "top"}),
        )
        days = book.add_format({"num_format": "dd-mm-yyyy", "align": "left"})
        for column, name in enumerate(header):
            sheet.write_string(0, column, _clean(name), bold)
            sheet.set_column(column, column, _width(name, [row[column] for row in table if column < len(row)]), wrapped)
        for number, row in enumerate(table, 1):
            for column, cell in enumerate(row):
                _write(sheet, number, column, cell, days)
        sheet.freeze_panes(1, 0)
        if header and table:
            sheet.autofilter(0, 0, len(table), len(header) - 1)
    return made.getvalue()


def _write(sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, cell: Cell, days: object) -> None:
    if isinstance(cell, str):
        sheet.write_string(row, column, _clean(cell))
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, cell, days)
    elif cell is not None:
        sheet.write_number(row, column, cell)


def _as_text(cell: Cell, comma: str) -> str:
    if isinstance(cell, str):
        said = _clean(cell)
        return f"'{said}" if FORMULA.match(said) else said
    if isinstance(cell, float):
        return f"{cell:.15g}".replace(".", comma)
    return "" if cell is None else str(cell)


def _clean(text: str) -> str:
    return "".join(sign if sign.isprintable() or sign in "\n\t" else " " for sign in text)[:LONGEST]


def _width(name: str, cells: Iterable[Cell]) -> int:
    longest = max((len(str(cell)) for cell in (name, *cells) if cell is not None), default=0)
    return min(max(longest + 2, NARROWEST), WIDEST)
