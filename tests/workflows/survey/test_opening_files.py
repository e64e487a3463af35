"""Files of answers as they lie on a disk: texts in their encodings, workbooks in their sheets, and what is too much."""

import io

import pytest
import xlsxwriter

from engine.errors import BadInput
from tests.workflows.survey.files import XACT
from workflows.tryghedsnetvaerk.mapping.survey.files import packing
from workflows.tryghedsnetvaerk.mapping.survey.files.opening import LARGEST, open_file


def book(*sheets):
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as opened:
        for name, rows in sheets:
            sheet = opened.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return made.getvalue()


TEXTS = {"utf-8-sig": "utryg;blå\nTryg;1\n", "cp1252": "utryg\tblå\r\nTryg\t1\r\n",
         "utf-8": '"utryg","blå"\n"Tryg","1"\n',
         "utf-16": "utryg;blå\nTryg;1"}  # fmt: skip


@pytest.mark.parametrize("data", [text.encode(code) for code, text in TEXTS.items()])
def test_a_text_is_read_whatever_parts_its_fields(data):
    told = open_file("svar.csv", data)

    assert told.headings == ("utryg", "blå")
    assert told.rows[0].cells == ("Tryg", "1")


def test_a_workbook_is_read_from_its_first_sheet():
    told = open_file(
        "svar.xlsx", book(("Svar", [["utryg", "fulgt", "antal"], ["Tryg", True, 2.0]]), ("Andet", [["x"]]))
    )

    assert told.rows[0].cells == ("Tryg", "Ja", "2")


def test_surveyxacts_sheets_are_read_together():
    told = open_file("svar.xlsx", book(*XACT))

    assert told.labels["s_1"] == {"1": "Meget utryg", "5": "Meget tryg"}
    assert told.texts["s_2"] == "Dårlig belysning"
    assert len(packing.clean("svar.xlsx", told).table.rows) == 2


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"x" * (LARGEST + 1), "højst fylde 10 MB"),
        (b"PK\x03\x04" + b"x" * 100, "ikke et regneark"),
        (b"a;b\n1;2;3\n", r"Række 2, kolonne C: .* Rækken har 3 felter"),
        (b"a;b\n" + b";\n" * 1_100_000, "højst være to millioner"),
        (b"a;b\n1;" + b"x" * 40_000 + b"\n", "Række 2, kolonne B, kan ikke læses"),
        (b"a;b\n1;" + b"x" * 140_000 + b"\n", "Række 2, kolonne B, kan ikke læses"),
        (b'a;b\n1;2\n1;"2\n1;2\n', "Række 3, kolonne B, kan ikke læses"),
        (";".join(f"q{n}" for n in range(501)).encode() + b"\n1\n", "501 kolonner"),
        (b"a\n" + b"1\n" * 100_001, "100001 rækker"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 100, "ikke et regneark"),
        ("utryg\nT\ufffdryg\n".encode(), "Bogstaverne er ødelagt"),
    ],
    ids=range(11),
)
def test_what_cannot_be_read_is_refused_with_its_reason(data, said):
    with pytest.raises(BadInput, match=said):
        open_file("svar.csv", data)
