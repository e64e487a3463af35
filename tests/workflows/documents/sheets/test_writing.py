"""Tables as files that a spreadsheet opens."""

import io
import zipfile
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from workflows.tryghedsnetvaerk.documents.sheets.writing import write_csv, write_xlsx

HEADER = ("Forhold", "Andel", "Antal", "Dato")
ROWS = [("Støj; larm", 0.485, 212, date(2026, 10, 1)), ('Citat "x"', None, 0, None)]
FORMULAS = ["=1+1", "+A1", "-A1", "@SUM(A1)", "\t=1", '=HYPERLINK("https://x.dk")']


def opened(body):
    book = CalamineWorkbook.from_filelike(io.BytesIO(body))
    return book.sheet_names, book.get_sheet_by_index(0).to_python()


def test_csv_is_read_by_a_danish_office():
    body = write_csv(HEADER, ROWS)

    assert body.startswith(b"\xef\xbb\xbf")
    assert body.decode("utf-8-sig").split("\r\n") == [
        "Forhold;Andel;Antal;Dato", '"Støj; larm";0,485;212;2026-10-01', '"Citat ""x""";;0;', "",
    ]  # fmt: skip


def test_decimals_are_written_as_asked():
    assert b"0.485" in write_csv(HEADER, ROWS, comma=".")


@pytest.mark.parametrize("formula", FORMULAS)
def test_csv_has_no_formula(formula):
    assert write_csv(("a",), [(formula,)]).decode("utf-8-sig").split("\r\n")[1].strip('"').startswith("'")


@pytest.mark.parametrize("figure", ["-12", "+4,5", "-0.3"])
def test_a_figure_that_is_written_as_text_stays_a_figure(figure):
    assert write_csv(("a",), [(figure,)]).decode("utf-8-sig") == f"a\r\n{figure}\r\n"


def test_a_workbook_holds_the_table():
    names, rows = opened(write_xlsx("Svar: alle", HEADER, ROWS))

    assert names == ["Svar  alle"]
    assert rows == [list(HEADER), ["Støj; larm", 0.485, 212.0, date(2026, 10, 1)], ['Citat "x"', "", 0.0, ""]]


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_workbook_has_no_formula_and_no_link(formula):
    body = write_xlsx("x", (formula,), [(formula,)])

    with zipfile.ZipFile(io.BytesIO(body)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    assert opened(body)[1] == [[formula], [formula]]


def test_the_heading_stays_in_sight_and_columns_are_wide_enough():
    with zipfile.ZipFile(io.BytesIO(write_xlsx("x", ("a", "b"), [("ord " * 9, "y"), ("z" * 500, 1)]))) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()

    assert 'state="frozen"' in sheet
    assert 'min="1" max="1" width="60.7' in sheet
    assert 'min="2" max="2" width="8.7' in sheet


def test_an_empty_table_and_odd_signs_are_no_trouble():
    assert opened(write_xlsx("", ("a",), []))[1] == [["a"]]
    assert opened(write_xlsx("x" * 90, ("a",), [("b\x00\x07",)]))[1] == [["a"], ["b  "]]
