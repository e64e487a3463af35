"""Files of crime figures are read in every shape they come in, and nothing in them is guessed."""

import pytest

from engine.errors import BadInput
from tests.workflows.crime.files import API, PLACES, TEMPLATE, TITLED, long, wide, xlsx
from workflows.tryghedsnetvaerk.mapping.crime.parts import LONG, POLICE, WIDE, Asked
from workflows.tryghedsnetvaerk.mapping.crime.reading import asked_for, read


def figures(reading):
    """Every count by area, offence, part and period."""
    return {
        (one.area, one.offence or one.text, one.part, period): count
        for one in reading.series for period, count in zip(reading.periods, one.counts, strict=True)
    }  # fmt: skip


def notes(reading):
    return " ".join(map(str, reading.notes))


@pytest.mark.parametrize(
    ("encoded", "said"),
    [
        (wide().encode("iso-8859-1"), "ISO-8859-1"), (wide().encode(), "UTF-8"), (wide().encode("utf-16"), "UTF-16"),
        (wide().encode("utf-8-sig"), "UTF-8 (BOM)"), (wide().replace("\n", "\r\n").encode("cp1252"), "ISO-8859-1"),
    ],
)  # fmt: skip
def test_a_wide_table_is_the_same_in_every_encoding(encoded: bytes, said: str):
    reading = read("tal.csv", encoded, Asked(offence="TOT"))

    assert (reading.shape, reading.encoding, reading.needs_offence) == (WIDE, said, False)
    assert reading.areas == ["101", "169", "998"]
    assert reading.offences == [("TOT", "Overtrædelsens art i alt")]
    assert figures(reading)["169", "TOT", "", "2024K2"] == 1024
    assert figures(reading)["998", "TOT", "", "2024K2"] == 0


def test_a_file_that_names_no_offence_asks_for_it():
    reading = read("tal.csv", wide().encode())

    assert reading.needs_offence
    assert reading.about("1390", "Hærværk").offences == [("1390", "Hærværk")]


AREA_FIRST = (
    ("Høje-Taastrup", "Straffelov i alt", 100, 110), (" ", "Hærværk", 30, 31), (" ", "Særlove i alt", 5, 6),
    ("Brøndby", "Straffelov i alt", 90, 80), (" ", "Hærværk", 20, ".."), (" ", "Særlove i alt", 1, "-"),
)  # fmt: skip
HEADED = [row for area, *rest in AREA_FIRST for row in ([(area, "", "", "")] if area.strip() else []) + [("", *rest)]]


@pytest.mark.parametrize("rows", [AREA_FIRST, HEADED], ids=["beside", "above"])
@pytest.mark.parametrize("sheet", [False, True], ids=["csv", "xlsx"])
def test_a_table_by_area_and_then_offence_is_read_as_it_is_nested(rows, sheet):
    title, note = ("Anmeldte forbrydelser efter område, overtrædelsens art og tid",), ("Kilde: Danmarks Statistik",)
    table = [title, (), (" ", " ", "2024K1", "2024K2"), *rows, (), note]
    quoted = "\n".join(",".join(f'"{cell}"' if isinstance(cell, str) else str(cell) for cell in row) for row in table)

    reading = read("tal.xlsx", xlsx(*table)) if sheet else read("tal.csv", quoted.encode("iso-8859-1"))

    told = figures(reading)
    assert [told["169", code, "", "2024K2"] for code in ("1", "1390", "3")] == [110, 31, 6]
    assert [told["153", code, "", "2024K2"] for code in ("1", "1390", "3")] == [80, None, 0]
    assert (len(told), "sprunget over" in notes(reading)) == (12, False)


def test_a_row_never_takes_what_stood_further_in():
    inner = '" "," ","2024K1"\n"Hærværk","Hele landet",9\n" ","Brøndby",3\n"Røveri"," ",7\n'

    with pytest.raises(BadInput, match=r"række 4: Rækken har tal, men intet område"):
        read("tal.csv", inner.encode())
    with pytest.raises(BadInput, match=r"række 3: Rækken har tal, men ingen lovovertrædelse"):
        read("tal.csv", '" "," ","2024K1"\n"Brøndby","Hærværk",9\n"Ishøj"," ",7\n'.encode())


def test_title_groups_and_footnotes_are_told_from_figures():
    reading = read("tal.csv", TITLED.encode("iso-8859-1"))

    assert (reading.shape, reading.table, reading.missing) == (WIDE, "STRAF11", 1)
    assert figures(reading) == {
        ("000", "1390", "", "2024K1"): 5791, ("000", "1390", "", "2024K2"): 5900, ("153", "1390", "", "2024K1"): 32,
        ("153", "1390", "", "2024K2"): None, ("000", "1380", "", "2024K1"): 291, ("000", "1380", "", "2024K2"): 300,
        ("153", "1380", "", "2024K1"): 2, ("153", "1380", "", "2024K2"): 0,
    }  # fmt: skip
    assert "Foreløbige tal" in notes(reading)


@pytest.mark.parametrize(
    "file",
    [
        long("Høje-Taastrup;Hærværk;2024K1;7", "Høje-Taastrup;Trusler;2024K2;2", "Høje-Taastrup;Hærværk;2024K2;1.004"),
        long("0169;1390;2024K1;7", "169;1292;2024K2;2", "0169;1390;2024K2;1004"),
        "\ufeff"
        + long("0169;1390;2024Q1;7", "169;1292;1. kvartal 2024;0", "169;1292;2024 K2;2", "169;1390;2024K2;1004"),
        "REGION,TYPE OF OFFENCE,TIME,CONTENTS\nHøje-Taastrup,Malicious damage to property,2024Q1,7\n"
        'Høje-Taastrup,Threats,2024Q2,2\nHøje-Taastrup,Malicious damage to property,2024Q2,"1,004"\n',
        "TID\tOMRÅDE\tOVERTRÆDELSENS ART\tINDHOLD\n2024K1\t169\t1390 Hærværk\t7\n2024K2\t169\t1292\t2\n"
        "2024K2\tHøje Tåstrup Kommune\thærværk\t1 004\n",
    ],
)
def test_a_long_file_says_the_same_in_texts_codes_and_english(file: str):
    reading = read("tal.csv", file.encode())

    assert figures(reading) == {
        ("169", "1390", "", "2024K1"): 7, ("169", "1292", "", "2024K1"): 0,
        ("169", "1390", "", "2024K2"): 1004, ("169", "1292", "", "2024K2"): 2,
    } or reading.shape == POLICE  # fmt: skip
    assert figures(reading)["169", "1390", "", "2024K2"] == 1004


def test_a_row_that_is_not_there_is_nought_within_what_was_asked_for_only():
    lines = ["Hele landet;Røveri;2024K1;291", "Hele landet;Hærværk;2024K1;5791", "Hele landet;Hærværk;2024K2;5900",
             "Brøndby;Hærværk;2024K1;32"]  # fmt: skip
    reading = read("tal.csv", long(*lines).encode())

    assert (reading.shape, reading.filled, reading.missing) == (LONG, 2, 2)
    assert figures(reading)["000", "1380", "", "2024K2"] == 0
    assert figures(reading)["153", "1380", "", "2024K1"] == 0
    assert figures(reading)["153", "1390", "", "2024K2"] is None
    assert "Brøndby har ingen rækker i 2024K2" in notes(reading)


def test_two_dots_are_a_figure_that_is_missing():
    reading = read("tal.csv", long("169;1390;2024K1;..", "169;1390;2024K2;0").encode())

    assert figures(reading) == {("169", "1390", "", "2024K1"): None, ("169", "1390", "", "2024K2"): 0}


ROWS = (
    ("periode", "gerningskode/type", "antal", "gade/afsnit"), ("2024K1", 1390, 7, "Blok 1"),
    ("2024K1", 1390, 3, "Blok 2"), ("2024K2", "Hærværk", 4.0, "Blok 1"), ("2024K2", "1390", "..", "Blok 2"),
    ("2024K1", "Uro ved kiosken", 2, ""),
)  # fmt: skip


@pytest.mark.parametrize(
    "file",
    [xlsx(*ROWS), "\n".join(";".join(map(str, row)) for row in ROWS).replace("4.0", "4").encode("cp1252")],
    ids=["xlsx", "csv"],
)
def test_the_police_answer_by_the_template(file: bytes):
    reading = read("politi.xlsx", file)

    assert reading.shape == POLICE
    assert figures(reading) == {
        ("", "1390", "", "2024K1"): 10, ("", "1390", "Blok 1", "2024K1"): 7, ("", "1390", "Blok 2", "2024K1"): 3,
        ("", "1390", "", "2024K2"): None, ("", "1390", "Blok 1", "2024K2"): 4, ("", "1390", "Blok 2", "2024K2"): None,
        ("", "Uro ved kiosken", "", "2024K1"): 2, ("", "Uro ved kiosken", "", "2024K2"): None,
    }  # fmt: skip
    assert "Uro ved kiosken" in notes(reading)


def test_the_template_may_hold_a_reference_area_from_the_same_source():
    file = "periode;type;antal;område\n2024K1;1390;7;\n2024K1;1390;70;Høje-Taastrup\n2024K1;1390;5791;Hele landet\n"

    assert figures(read("politi.csv", file.encode())) == {
        ("", "1390", "", "2024K1"): 7, ("169", "1390", "", "2024K1"): 70, ("000", "1390", "", "2024K1"): 5791,
    }  # fmt: skip


@pytest.mark.parametrize(
    "row", ["Indbrud i beboelse;2024;1.020", '"Indbrud i beboelse"\t"2024"\t"1020"', "2024;1320;1020"]
)
def test_three_columns_need_no_headings(row: str):
    assert figures(read("tal.csv", f"{row}\n".encode())) == {("", "1320", "", "2024"): 1020}


def test_periods_stand_in_time_and_not_as_texts():
    lines = [f"169;1390;{period};1" for period in ("december 2024", "2024M11", "2024-10", "9/2024", "august 2024")]

    assert read("tal.csv", long(*lines).encode()).periods == ("2024M08", "2024M09", "2024M10", "2024M11", "2024M12")


def test_a_cell_with_a_line_break_does_not_move_the_rows_after_it():
    file = f'{TEMPLATE}2024K1;1390;7;"Blok\n1"\n2024K1;1390;x;Blok 2\n'

    with pytest.raises(Exception, match="række 4, kolonne 3"):
        read("tal.csv", file.encode())


def test_the_range_that_was_asked_for_is_held_against_the_file():
    file = long("169;1390;2024K2;7", "169;1390;2024K3;7").encode()

    assert read("tal.csv", file, Asked(first="2024K2", last="2024K3")).periods == ("2024K2", "2024K3")
    with pytest.raises(Exception, match="Hele perioder mangler i filen: 2024K1, 2024K4"):
        read("tal.csv", file, Asked(first="2024K1", last="2024K4"))
    with pytest.raises(Exception, match="mangler i filen: 2024K1"):
        read("tal.csv", wide(PLACES, ("2024K2", "2024K3", "2024K4")).encode(), Asked(first="2024K1"))
    with pytest.raises(Exception, match="af en anden slags"):
        read("tal.csv", file, Asked(first="2024"))


def test_what_lies_outside_of_what_was_asked_for_is_not_filled():
    file = long("169;1390;2024K1;7", "169;1390;2024K2;7", "169;1390;2024K3;7", "169;1380;2024K3;1").encode()

    reading = read("tal.csv", file, asked_for(first="2024K2"))

    assert [figures(reading)["169", "1380", "", one] for one in reading.periods] == [None, 0, 1]


@pytest.mark.parametrize(("first", "last"), [("24K1", ""), ("", "i går"), ("2024K2", "2024K1")])
def test_a_range_that_nobody_can_mean_is_refused(first, last):
    with pytest.raises(BadInput):
        asked_for(first=first, last=last)


def test_only_some_areas_are_taken_when_that_is_wanted():
    reading = read("tal.csv", wide(PLACES).encode(), Asked(offence="1")).within(["169", "101"])

    assert (reading.areas, reading.known) == (["101", "169"], 6)


def test_an_empty_answer_of_the_api_holds_no_figures():
    with pytest.raises(Exception, match="ingen tal"):
        read("tal.csv", API.encode())


def test_a_title_without_quotes_keeps_its_commas():
    notes = read("tal.csv", b"Anmeldelser efter art, tid, sted\n" + TITLED.partition("\n\n")[2].encode()).notes

    assert "Anmeldelser efter art, tid, sted" in " ".join(map(str, notes))
