"""How many live where, from StatBank's files: read in each shape, and refused with the reason."""

import pytest

from tests.workflows.crime.files import long, xlsx
from workflows.tryghedsnetvaerk.mapping.crime.faults import Unreadable
from workflows.tryghedsnetvaerk.mapping.crime.people import lines_of, read_people
from workflows.tryghedsnetvaerk.mapping.crime.reading import read

API = "OMRÅDE;KØN;ALDER;CIVILSTAND;TID;INDHOLD\n"
TITLED = (
    '"Folketal den 1. i kvartalet efter område og tid"\n\n" ","2024K1","2024K2"\n"Hele landet",5961249,"5.966.414"\n'
    '"Landsdel Byen København"\n"Høje-Taastrup",57105,..\n\n"Kilde: Danmarks Statistik, FOLK1A"\n'
)
LONG = long("Hele landet;I alt;I alt;I alt;2024K1;5961249", "0169;I alt;I alt;I alt;2024K1;57105",
            "169;I alt;I alt;I alt;2024K2;57.230", heading=API)  # fmt: skip


@pytest.mark.parametrize("encoded", [TITLED.encode("cp1252"), TITLED.encode("utf-8-sig")])
def test_a_wide_table_with_title_groups_and_notes(encoded):
    told = read_people("befolkning.csv", encoded)

    assert (told.table, told.periods, told.areas) == ("FOLK1A", ("2024K1", "2024K2"), ["000", "169"])
    assert lines_of(told, "000") == "2024K1; 5961249\n2024K2; 5966414"
    assert lines_of(told, "169") == "2024K1; 57105"


def test_lines_of_the_api_with_everybody_in_them():
    told = read_people("FOLK1A.csv", LONG.encode())

    assert (told.table, lines_of(told, "169")) == ("FOLK1A", "2024K1; 57105\n2024K2; 57230")


def test_a_wide_table_by_sex_and_age_has_everybody_or_is_refused():
    heads = '"Folketal den 1. i kvartalet efter køn, alder, område og tid"\n\n" "," "," ","2024K1","2024K2"\n'
    whole = heads + '"I alt","Alder i alt","Høje-Taastrup",56000,56100\n" "," ","Hele landet",5900000,5900100\n'

    told = read_people("tal.csv", whole.encode())

    assert (lines_of(told, "169"), told.areas) == ("2024K1; 56000\n2024K2; 56100", ["169", "000"])
    for part in ("Mænd", "0 år", "99 år og derover", "20-24 år", "Fraskilt"):
        with pytest.raises(Unreadable, match=rf"række 6, kolonne 2: »{part}« er en del af beboerne. Hent tabellen"):
            read_people("tal.csv", (whole + f'"I alt","{part}","Hele landet",3,4\n').encode())


def test_a_workbook_without_the_columns_that_are_not_needed():
    told = read_people("tal.xlsx", xlsx(("område", "år", "beboere"), ("Ishøj", 2024, 23000)))

    assert lines_of(told, "183") == "2024; 23000"


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (long("169;Mænd;I alt;I alt;2024K1;28000", heading=API), "række 2, kolonne 2 (»KØN«): »Mænd« er en del af"),
        (long("Nordby;I alt;I alt;I alt;2024K1;1", heading=API), "række 2, kolonne 1 (»OMRÅDE«): »Nordby« er ikke"),
        (LONG + "169;I alt;I alt;I alt;2024K2;1\n", "række 5, kolonne 5 (»TID«): Det samme står allerede i række 4"),
        (LONG + "169;I alt;I alt;I alt;2024;1\n", "»2024« er en anden slags periode"),
        (LONG + "183;I alt;I alt;I alt;2024K2;-1\n", "kolonne 6 (»INDHOLD«): »-1« er under 0"),
        (LONG + "183;I alt;2024K2;1\n", "række 5, kolonne 5: Rækken har 4 felter"),
        ("område;tid;antal;navn\n169;2024;3;Ib\n", "kolonner om den enkelte sag eller person: »navn«"),
        ("område;tid;antal;vejr\n169;2024;3;sol\n", "række 1, kolonne 4"),
        (
            "område;tid;antal\n169;2024;3\n0169;2024;4\n",
            "række 3, kolonne 2 (»tid«): Det samme står allerede",
        ),
        ("a;b\n1;2\n", "der ikke kendes"),
        ("område;tid;antal\n169;2024;..\n", "ingen befolkningstal"),
    ],
)
def test_what_cannot_be_used_is_named(file, said):
    with pytest.raises(Unreadable) as refused:
        read_people("tal.csv", file.encode())

    assert said in str(refused.value)


@pytest.mark.parametrize("file", [TITLED, LONG])
def test_people_are_never_read_as_reports(file):
    with pytest.raises(Unreadable, match="befolkningstal og ikke kriminalitetstal"):
        read("tal.csv", file.encode())
