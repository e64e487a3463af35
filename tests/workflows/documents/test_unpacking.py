"""Spreadsheets that people upload are read for their values, within limits, and never by this process itself."""

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from engine.errors import BadInput
from workflows.tryghedsnetvaerk.documents.sheets import reading

ROOT = Path(__file__).parents[3]


def book(fill: Callable[[xlsxwriter.Workbook], object]) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as opened:
        fill(opened)
    return made.getvalue()


def rewritten(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as parts, zipfile.ZipFile(made, "w") as kept:
        for one in parts.infolist():
            text = parts.read(one)
            kept.writestr(one, text.replace(old, new) if one.filename == part else text)
    return made.getvalue()


def formula(opened: xlsxwriter.Workbook) -> None:
    sheet = opened.add_worksheet("Tal")
    sheet.write_formula("A1", "=2*3", None, 6)
    sheet.write_formula("B2", "=2*4", None, 8)


def test_values_are_read_from_the_first_sheet_that_people_see():
    def fill(opened: xlsxwriter.Workbook) -> None:
        opened.add_worksheet("Skjult").write(0, 0, "nej")
        opened.add_worksheet("Tomt")
        sheet = opened.add_worksheet("Tal")
        sheet.activate()
        sheet.set_first_sheet()
        opened.get_worksheet_by_name("Skjult").hide()
        sheet.write_row("B2", ["2024K1", 1.0, 2.5, True])
        opened.add_worksheet("Vejledning").write(0, 0, "Sådan")

    read = reading.read_xlsx(book(fill))

    assert (read.name, read.others) == ("Tal", ("Vejledning",))
    assert read.rows == [["", "", "", "", ""], ["", "2024K1", 1, 2.5, True]]


def test_formulas_are_refused_and_named_whether_they_were_worked_out_or_not():
    for data in (book(formula), rewritten(book(formula), "xl/worksheets/sheet1.xml", b"<v>8</v>", b"")):
        with pytest.raises(BadInput, match="har en formel: A1, B2"):
            reading.read_xlsx(data)


def test_a_book_without_anything_in_it_has_no_rows():
    assert reading.read_xlsx(book(lambda opened: opened.add_worksheet())).rows == []


def bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", b"0" * 150_000_000)
    return made.getvalue()


def corner(opened: xlsxwriter.Workbook) -> None:
    sheet = opened.add_worksheet()
    sheet.write(0, 0, 1)
    sheet.write(1_048_575, 16_383, 1)


def lying() -> bytes:
    """A book whose list of parts says that they are smaller than they are."""
    data = bytearray(book(lambda opened: opened.add_worksheet().write(0, 0, "x" * 30_000)))
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        true = parts.getinfo("xl/sharedStrings.xml").file_size.to_bytes(4, "little")
    return bytes(data.replace(true, (7).to_bytes(4, "little")))


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (bomb, "for stort at pakke ud"),
        (lambda: book(corner), "for stort at pakke ud"),
        (lambda: book(lambda opened: opened.add_worksheet().write(0, 2_000, 1)), "1000 kolonner"),
        (lambda: book(lambda opened: opened.add_worksheet().write(600_000, 0, 1)), "100000 rækker"),
        (lambda: b"PK\x03\x04" + b"0" * (50 << 20), "højst fylde 10 MB"),
        (lambda: b"PK\x03\x04" + b"0" * 50, "ikke et regneark"),
        (lambda: rewritten(book(formula), "xl/worksheets/sheet1.xml", b"<row", b"<&row"), "ikke et regneark"),
        (lambda: b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "adgangskode"),
        (lambda: b"\xd0\xcf\x11\xe0" + b"0" * 600, "ikke et regneark"),
        (lying, "regneark"),
    ],
    ids=["bomb", "corner", "wide", "tall", "50 MB", "junk", "broken", "locked", "old", "lying"],
)
def test_what_would_burst_or_is_no_spreadsheet_is_refused(make: Callable[[], bytes], said: str):
    with pytest.raises(BadInput, match=said):
        reading.read_xlsx(make())


def test_the_child_ends_when_it_needs_more_memory_than_it_may_have(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(reading, "MEMORY", 60 << 20)

    with pytest.raises(BadInput, match="for stort at pakke ud"):
        reading.read_xlsx(book(lambda opened: opened.add_worksheet().write_column(0, 0, ["x" * 500] * 30_000)))


def test_the_reader_is_loaded_in_the_child_alone():
    room = "workflows.tryghedsnetvaerk.documents.sheets.reading"
    code = f"import sys; import {room}; print('python_calamine' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True).stdout == "False\n"
