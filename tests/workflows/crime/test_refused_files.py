"""What cannot be used is refused whole, with every fault named by file, row and column and what was expected."""

from datetime import date

import pytest

from engine.errors import BadInput
from tests.workflows.crime.files import API, PLACES, TEMPLATE, long, wide, xlsx
from workflows.tryghedsnetvaerk.mapping.crime.ended import must_be_drawn_after, must_be_over
from workflows.tryghedsnetvaerk.mapping.crime.faults import SHOWN, Unreadable
from workflows.tryghedsnetvaerk.mapping.crime.reading import read


def refusal(file: str | bytes, name: str = "tal.csv") -> Unreadable:
    with pytest.raises(Unreadable) as refused:
        read(name, file if isinstance(file, bytes) else file.encode())
    return refused.value


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (
            wide().replace("ø", "\N{REPLACEMENT CHARACTER}"),
            "tal.csv: Bogstaverne er ødelagt: der står »\ufffd« på 2 steder",
        ),
        (wide().encode().decode("cp1252"), "der står »Ã¸« på 2 steder"),
        (wide().encode("utf-16-le"), "Filen kan ikke læses"),
        (b"\x00\x01\x02", "Filen kan ikke læses"),
        ("", "tom"),
        (" ; \n", "ingen tal"),
        (wide([]), "ingen tal"),
        ("a;b\n1;2\n", "der ikke kendes"),
        ("dato;type\n2024-03-01;Hærværk\n2024-03-02;Vold\n", "kolonne 1 (»dato«) har dage, for eksempel »2024-03-02«"),
        ("dato;type;antal\n1.3.2024;Hærværk;1\n2.3.2024;Vold;1\n", "aldrig den enkelte sag"),
        (TEMPLATE + "02-03-24 kl. 12.30;1390;1;\n05-03-24;1390;1;\n", "aldrig den enkelte sag"),
        ("2024-03-01\n2024-03-02\n", "kolonne 1 har dage"),
        ("periode;type\n2024K1;Hærværk\n2024K1;Hærværk\n", "ingen kolonne med antal"),
        (b"0" * (50 << 20), "højst fylde 10 MB"),
        (b";" * 2_000_001, "for mange felter"),
        (b"PK\x03\x04" + b"0" * 40, "ikke et regneark"),
    ],
)
def test_a_whole_file_is_refused_with_its_reason(file: str | bytes, said: str):
    refused = refusal(file)

    assert refused.found == 1
    assert said in str(refused)


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (wide().replace("1024", "1O24"), "række 3, kolonne 4 (»2024K2«): »1O24« er ikke et antal"),
        (wide().replace("1024", ""), "række 3, kolonne 4 (»2024K2«): Her står intet"),
        (wide().replace("1024", "-1"), "række 3, kolonne 4 (»2024K2«): »-1« er under 0"),
        (wide().replace("1024", '"12,5"'), "»12,5« er ikke et helt tal"),
        (wide().replace("1024", '"1,024"'), "»1,024« kan læses på to måder"),
        (wide().replace("1024", "9999999999"), "»9999999999« er for stort"),
        (wide().replace(",1024", ""), "række 3, kolonne 5: Rækken har 4 felter, og overskriften har 5"),
        (wide().replace("991", "991,5"), "række 3, kolonne 6: Rækken har 6 felter, og overskriften har 5"),
        (wide().replace("Høje-Taastrup", "H?je-Taastrup"), "række 3, kolonne 2: »H?je-Taastrup« ser ud til at være"),
        (wide().replace("Høje-Taastrup", "Nordby"), "række 3, kolonne 2: »Nordby« er hverken et område"),
        (wide().replace("Høje-Taastrup", "x" * 300), "række 3, kolonne 2: Teksten er for lang: skriv højst 200 tegn"),
        (wide().replace("Høje-Taastrup", "København"), "række 3, kolonne 2: København står allerede i række 2"),
        (wide().replace("2024K2", "2024"), "række 1, kolonne 4: »2024« er en anden slags periode end »2024K1«"),
        (wide().replace("2024K2", "2021:2025"), "række 1, kolonne 4: »2021:2025« er ikke en periode"),
        (wide().replace("2024K2", "2024K1"), "Perioden 2024K1 står to gange"),
        (long("169;9999;2024K1;7"), "række 2, kolonne 2 (»OVERTRÆD«): »9999« er hverken"),
        (long("169;1390;24K1;7"), "række 2, kolonne 3 (»TID«): »24K1« er ikke en periode"),
        (long("170;1390;2024K1;7"), "række 2, kolonne 1 (»OMRÅDE«): »170« er ikke et område"),
        (long(";1390;2024K1;7"), "række 2, kolonne 1 (»OMRÅDE«)"),
        (long("169;1390;2024K1;7", "0169;Hærværk;2024K1;7"), "række 3, kolonne 2 (»OVERTRÆD«): Det samme"),
        (long("169;1390;2024K1;7", "169;1390;2024;7"), "»2024« er en anden slags periode"),
        (long("169;1390;2024K1;7;9"), "række 2, kolonne 5: Rækken har 5 felter, og overskriften har 4"),
        (long('169;"1390;2024K1;7'), "række 2, kolonne 2: Et citationstegn er åbnet"),
        (long("169;TOT;2024K1;9", "169;1390;2024K1;7", "169;1390;2024K2;7"), "række 4, kolonne 2 (»OVERTRÆD«): Høje"),
        (TEMPLATE + "2024-01-01;1390;7;\n", "»2024-01-01« er ikke en periode"),
        (long("169;1390;2024K1"), "række 2, kolonne 4: Rækken har 3 felter"),
        (long("169;1390;2024K1;7", heading=API[:-1] + ";VEJR\n"), "række 1, kolonne 5: Kolonnen »VEJR« kendes ikke"),
        (TEMPLATE + "2024K1;;7;\n", "række 2, kolonne 2 (»gerningskode/type«): Her står ingen lovovertrædelse"),
        (TEMPLATE + "2024K1;H?rv?rk;7;\n", "»H?rv?rk« ser ud til at være »Hærværk«"),
        (TEMPLATE + "2024K1;1390;7;\n2024K1;1390;7;Blok 1\n", "kolonne 4 (»gade/afsnit«): Her er et tal for hele"),
        (xlsx(("periode", "type", "antal"), ("2024K1", 1390, 7.5)), "række 2, kolonne C (»antal«): »7.5« er ikke"),
    ],
)  # fmt: skip
def test_a_fault_names_file_row_column_and_what_was_expected(file: str | bytes, said: str):
    refused = refusal(file)

    assert refused.found == 1, str(refused)
    assert str(refused).startswith("tal.csv, række ")
    assert said in str(refused)


def test_every_fault_is_told_in_the_order_of_the_rows_and_counted_when_there_are_many():
    many = TEMPLATE + "2024K1;1390;7;\n" + "".join(f"2024K1;Type {number};x;\n" for number in range(250))

    refused = refusal(many)

    assert (refused.found, len(refused.faults)) == (250, SHOWN)
    assert [fault.row for fault in refused.faults[:3]] == [3, 4, 5]


@pytest.mark.parametrize(
    "heading",
    ["cpr", "CPR-nr.", "Navn", "Forurettedes navn", "Adresse", "Journalnr.", "Journalnummer", "Sagsnr", "Gerningssted",
     "Case number", "Mistænkt", "Klokkeslæt", "Nummerplade"],
)  # fmt: skip
def test_columns_about_the_single_case_or_person_are_refused(heading: str):
    for file in (f"{heading};periode;type;antal\n1;2024K1;1390;1\n", f"periode;type;antal;{heading}\n2024K1;1390;1;2\n",
                 f"{heading};Dato\nx;2\n"):  # fmt: skip
        assert f"»{heading}«" in str(refusal(file))
        assert "aldrig sager, personer eller adresser" in str(refusal(file))


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("010170-1234", "CPR-numre"),
        ("0100-10123-00012-24", "sagsnumre"),
        ("Birkestien 14, 2. tv", "adresser med husnummer"),
    ],
)
def test_what_looks_like_a_person_a_case_or_an_address_is_refused_and_not_repeated(cell: str, said: str):
    for file in (f"{TEMPLATE}2024K1;1390;1;{cell}\n", f"{cell};2024;1\n", f"hej;{cell}\n"):
        assert said in str(refusal(file))
        assert cell not in str(refusal(file))


def test_where_it_stands_is_named_each_time_and_what_stands_there_never():
    parts = ("Stien", "010170-1234", "010170-1234", "Vej 3")
    rows = [f"2024K{quarter};1390;1;{part}" for quarter, part in enumerate(parts, 1)]

    told = refusal(TEMPLATE + "\n".join(rows) + "\n")

    assert [(fault.row, fault.column, fault.what.text[:16]) for fault in told.faults] == [
        (3, "4 (»gade/afsnit«)", "Filen ser ud til"), (4, "4 (»gade/afsnit«)", "En af fejlene ov"),
        (5, "4 (»gade/afsnit«)", "Filen ser ud til"),
    ]  # fmt: skip
    assert not {"0101", "Vej 3"} & set(str(told).split())


@pytest.mark.parametrize("file", [
    wide([("København", ("0101701234", 1, 2))]), wide([("010170-1234", (1, 1, 2))]),
    TEMPLATE + "010170-1234;1390;1;\n", TEMPLATE + "2024K1;1390;010170-1234;\n", TEMPLATE + '2024K1;"010170-1234;1;\n',
    "periode;type\n2024K1;010170-1234\n",
])  # fmt: skip
def test_a_cpr_number_is_found_wherever_it_stands_and_its_row_is_named(file: str):
    told = refusal(file)

    assert "CPR-numre" in str(told)
    assert told.faults[0].row > 1
    assert "1234" not in str(told)


def test_a_street_or_a_section_without_a_number_is_no_address():
    for part in ("Birkestien", "Blok 7", "Afsnit 2", "Gadehavegård"):
        assert read("tal.csv", f"{TEMPLATE}2024K1;1390;1;{part}\n".encode()).known == 2


def test_a_period_that_is_missing_whole_is_never_filled():
    assert "Hele perioder mangler i filen: 2024K2" in str(refusal(long("169;1390;2024K1;7", "169;1390;2024K3;7")))


def test_a_whole_without_a_row_that_has_parts_was_cut_off():
    cut = str(refusal(long("169;13;2024K1;9", "169;1390;2024K1;7", "169;1390;2024K2;7", "101;13;2024K2;1")))

    assert "Høje-Taastrup har ingen række for »Ejendomsforbrydelser i alt« i 2024K2" in cut
    assert "afkortet" in cut


def test_a_mark_that_means_two_things_in_one_file_is_refused():
    places = [*PLACES[:1], ("Høje-Taastrup", ('"1.058"', '"12.5"', '"1.234.567"'))]

    assert "kan læses på to måder" in str(refusal(wide(places)))


def test_what_may_point_at_somebody_is_asked_about_and_streets_are_not():
    odd_types = ("AB 12 345", "tlf 22334455", "Vold mod Jens Hansen", "Trusler (Ayşe Yılmaz) i kælder")
    odd = (*odd_types, "Ole Hansen", "Mia P. Holm")
    plain_types = ("Trusler", "Indbrud i kælder", "Hærværk mod Store Torv")
    plain = (*plain_types, "Store Torv", "Blok B", "Birkevej", "Nordre Gade", "Gadehavegård Centret")
    lines = [f"2024;{text};{at};" for at, text in enumerate((*odd_types, *plain_types))]
    lines += [f"2024;1390;{at};{text}" for at, text in enumerate((*odd[4:], *plain[3:]))]

    notes = " ".join(map(str, read("tal.csv", (TEMPLATE + "\n".join(lines)).encode()).notes))
    asked = notes[notes.index("Står der telefonnumre") :]

    assert all(f"»{one}«" in asked for one in odd)
    assert not any(f"»{one}«" in asked for one in plain)


@pytest.mark.parametrize(("period", "today", "over"), [
    ("2026", date(2026, 11, 23), False), ("2026K3", date(2026, 11, 23), True), ("2026K4", date(2026, 11, 23), False),
    ("2026M10", date(2026, 11, 1), True), ("2026M11", date(2026, 11, 30), False), ("2025", date(2026, 1, 1), True),
    ("2031K1", date(2026, 11, 23), False),
])  # fmt: skip
def test_a_figure_of_a_period_that_is_not_over_is_refused(period, today, over):
    reading = read("tal.csv", (TEMPLATE + f"{period};1390;5;\n").encode())
    told = [(period, 5)]

    if over:
        must_be_over(reading, today)
        must_be_drawn_after(told, date(2030, 1, 1), today)
        return
    with pytest.raises(Unreadable, match=f"tal.csv: {period} er ikke slut endnu"):
        must_be_over(reading, today)
    with pytest.raises(BadInput, match=f"da var {period} ikke slut"):
        must_be_drawn_after(told, date(2099, 1, 1), today)
    must_be_over(read("tal.csv", (TEMPLATE + "2019;1390;5;\n2019;13;..;\n").encode()), today)
