"""Crime figures out of a file, on the pages: chosen, seen through, and stored exactly as they were shown."""

import re
from html import unescape
from io import BytesIO

import pytest

from engine import records
from tests.webui import small
from tests.webui.test_papers import words
from tests.workflows.crime.files import TEMPLATE, long, wide, xlsx
from workflows.tryghedsnetvaerk.documents.sheets.reading import read_xlsx
from workflows.tryghedsnetvaerk.mapping.crime.actions import save_effort, save_population
from workflows.tryghedsnetvaerk.mapping.crime.faults import Unreadable
from workflows.tryghedsnetvaerk.mapping.crime.models import CrimeSet
from workflows.tryghedsnetvaerk.mapping.crime.reading import read

BIRKEN = "/netvaerk/birken/kriminalitetstal"
FILE, TAKE = f"{BIRKEN}/fil", f"{BIRKEN}/fil/laes"
YEARS = [f"{year}K{quarter}" for year in (2022, 2023, 2024) for quarter in (1, 2, 3, 4)]
OWN = (90, 100, 110, 120, 91, 101, 111, 121, 120, 130, 400, 150)
FULL = long(*(
    f"{area};{code};{period};{n * times + (5 if code == 'TOT' else 0)}"
    for area, times in (("169", 1), ("Hele landet", 100)) for period, n in zip(YEARS, OWN, strict=True)
    for code in ("TOT", "1390", "3210")
))  # fmt: skip


@pytest.fixture
def network(database, people, now):
    with database.write() as session:
        number = small.network(session, people["mette"], "Birken", now, at="kortlaegning")
        session.commit()
    return number


@pytest.fixture
def mette(browse, network):
    return browse("mette")


def choose(browser, data, name="tal.csv"):
    form = {"file": (BytesIO(data if isinstance(data, bytes) else data.encode()), name)}
    return browser.send(FILE, form, content_type="multipart/form-data")


def hidden(page):
    """Return the hidden fields of the form that stores what was read."""
    form = page.text[page.text.index(f'action="{TAKE}"') :]
    tags = re.findall(r"<input[^>]*type=\"hidden\"[^>]*>", form[: form.index("</form>")])
    fields = [dict(re.findall(r'(\w+)="([^"]*)"', tag)) for tag in tags]
    return {one["name"]: unescape(one.get("value", "")) for one in fields}


def take(browser, page, **more):
    said = {"title": "Anmeldelser", "source": "Danmarks Statistik", "table_code": "STRAF11", "area": "169",
            "extracted_on": "2026-03-01", "definition": ""}  # fmt: skip
    return browser.client.post(TAKE, data={**hidden(page), **said, **more})


def kept(database, network):
    with database.read() as session:
        rows = records.list_all(session, CrimeSet, network)
        return [(row.title, row.area, row.table_code, row.file_name, row.periods, row.imported) for row in rows]


def test_what_was_read_is_shown_and_nothing_is_stored_before_a_yes(mette, network, database):
    page = choose(mette, wide().encode("iso-8859-1"))

    said = words(page.text)
    assert (page.status_code, kept(database, network)) == (200, [])
    assert "ISO-8859-1" in said
    assert "3: København, Høje-Taastrup, Uoplyst kommune" in said
    assert "3: 1. kvartal 2024 – 3. kvartal 2024" in said

    assert "Hvilken lovovertrædelse" in words(take(mette, page, offence="").text)
    assert take(mette, page, offence="TOT", references="101").status_code == 303
    [(title, area, table, file, periods, series)] = kept(database, network)
    assert (title, area, table, file, periods) == ("Anmeldelser", "169", "STRAF11", "tal.csv", "2024K1,2024K2,2024K3")
    assert (
        series
        == read("tal.csv", wide().encode()).about("TOT", "Overtrædelsens art i alt").within(["101", "169"]).series
    )


def test_every_fault_of_a_file_is_listed_and_nothing_is_stored(mette, network, database):
    page = choose(mette, TEMPLATE + "2024K1;1390;mange;\n24K1;1390;7;\n")

    assert page.status_code == 422
    assert "tal.csv, række 2, kolonne 3 (»antal«): »mange« er ikke et antal" in words(page.text)
    assert "tal.csv, række 3, kolonne 1 (»periode«): »24K1« er ikke en periode" in words(page.text)
    assert "row 2, column 3" in words(
        mette.get(f"{FILE}?lang=en") and choose(mette, TEMPLATE + "2024K1;1390;x;\n").text
    )
    assert kept(database, network) == []


def test_police_cases_are_refused_with_the_reason(mette):
    assert "aldrig sager, personer eller adresser" in words(choose(mette, "journalnr;navn\n1;2\n").text)


def test_what_a_page_carries_cannot_be_changed(mette, network, database):
    page = choose(mette, xlsx(("periode", "type", "antal"), ("2024K1", 1390, 7)), "politi.xlsx")
    forged = hidden(page)["packed"][:-8] + "AAAAAAAA"

    assert take(mette, page, packed=forged, area="").status_code == 422
    assert kept(database, network) == []


def test_the_template_is_read_when_its_examples_are_gone_and_not_before(mette):
    for ending in ("csv", "xlsx"):
        handed = mette.get(f"{BIRKEN}/skabelon.{ending}").data
        with pytest.raises(Unreadable, match=r"række 2, kolonne .*: Rækken er skabelonens eksempel") as refused:
            read(f"skabelon.{ending}", handed)
        assert refused.value.found == 4
    filled = mette.get(f"{BIRKEN}/skabelon.csv").data.replace(b"2025K1", b"2024K4")
    assert read("skabelon.csv", filled).areas == ["", "169"]
    assert read_xlsx(handed).rows[0][:3] == ["periode", "gerningskode/type", "antal"]
    assert mette.get(f"{BIRKEN}/skabelon.exe").status_code == 404


def test_what_police_find_is_never_silently_inside_the_total(mette, network, database):
    rows = [f"169;{code};{year}K{quarter};{count}" for year in (2023, 2024) for quarter in (1, 2, 3, 4)
            for code, count in (("TOT", 40), ("1390", 20), ("3210", 4))]  # fmt: skip
    page = choose(mette, "OMRÅDE;OVERTRÆD;TID;INDHOLD\n" + "\n".join(rows) + "\n")

    said = words(mette.get(take(mette, page).headers["Location"]).text)

    assert (
        said.count("Heraf fundet, fordi politiet ledte, fra 1. kvartal 2024 til 4. kvartal 2024: 16") == 2
    )  # beside the total and under its chart
    assert "Der kan være flere, som politiet har fundet på den måde" in said


def test_a_missing_quarter_is_named_and_efforts_outside_stay_away(mette, network, database):
    rows = [f"2025K{quarter};1390;{count}" for quarter, count in ((1, 7), (3, 8), (4, 9))]
    page = choose(mette, "periode;type;antal\n" + "\n".join(rows) + "\n")
    told = {"verdict": "saerlig_indsats", "first": "2019K1", "offence": "", "text": "Ekstra patruljer"}
    assert mette.send("/netvaerk/birken/politiindsatser/ny", told).status_code == 303

    said = words(mette.get(take(mette, page, area="").headers["Location"]).text)

    assert "mangler 2. kvartal 2025" in said
    assert "Ekstra patruljer" not in said


def test_what_the_newest_year_lacks_is_named_and_an_older_one_never_stands_for_it(mette, network, database):
    told = "Cykeltyveri; 2024; 1041\nCykeltyveri; 2025; 38\nRøveri; 2024; 20\nRøveri; 2025; .."
    mette.send("/netvaerk/birken/kriminalitetstal/ny", {"title": "Tal", "counts": told})

    said = words(mette.get("/netvaerk/birken/kriminalitetstal/1/").text)

    assert "Røveri mangler 2025 20 –" in said
    assert "Summen for 2025 kan ikke regnes ud, for der mangler tal." in said
    assert "cykel: 38 på et år" in said
    assert "Røveri: 20" not in said
    assert "Cykeltyveri 1.041 38" in said
    assert "Kilde ikke oplyst. Anmeldte forbrydelser" in said


def test_a_set_shows_what_can_be_said_of_it(mette, network, database, people, now):
    page = choose(mette, FULL)
    shown = mette.get(take(mette, page, references="000").headers["Location"])
    said = words(shown.text)

    assert "1. kvartal 2024 til 4. kvartal 2024: 820 anmeldelser mod 444 i de tolv måneder før." in said
    assert "Hærværk 800 424" in said
    assert "Det, politiet finder ved at lede Type" in said
    assert "3. kvartal 2024: 405 mod omkring" in said
    assert "Sådan skal tallene læses" in said
    assert "Udviklingen ved siden af Hele landet: 2022 er sat til 100" in said
    assert shown.text.count("<svg") >= 2

    with database.write() as session:
        asked = small.ask(network, people["mette"], now)
        save_effort(session, asked, None, {"first": "2024K3", "text": "Indsats på torvet"})
        people_told = {"area": "169", "figures": "2023; 50.000\n2024; 50.000"}
        save_population(session, small.ask(network, people["mette"], now), None, people_told)
        session.commit()
    said = words(mette.get(f"{BIRKEN}/1/").text)
    assert "3. kvartal 2024: 405 mod omkring" not in said
    assert "2024 820 50.000 16,4" in said
    assert "sammenlignes aldrig" not in said
    taken = take(mette, choose(mette, long("169;1390;2024K1;7")), title="Et andet udtræk", table_code="STRAF22")
    assert taken.status_code == 303
    said = words(mette.get(f"{BIRKEN}/1/").text)
    assert "tæller ikke det samme på samme måde som denne: »Et andet udtræk«" in said
    english = words(mette.get(f"{BIRKEN}/1/?lang=en").text)
    assert "How to read the figures" in english
    assert mette.get(f"{BIRKEN}/1/ret").status_code == 200


def test_residents_come_from_a_file_and_give_both_areas_a_rate(mette, network, database):
    people, quarters = "/netvaerk/birken/befolkningstal/fil", ("2024K1", "2024K2", "2024K3", "2024K4")
    lines = [f"{area};I alt;I alt;I alt;{one};{n}" for one in quarters for area, n in (("169", 50_000),
             ("Hele landet", 6_000_000))]  # fmt: skip
    file = "OMRÅDE;KØN;ALDER;CIVILSTAND;TID;INDHOLD\n" + "\n".join(lines)
    refused = choose(mette, file)
    assert "befolkningstal og ikke kriminalitetstal" in words(refused.text)
    take(mette, choose(mette, FULL), references="000")

    page = mette.send(people, {"file": (BytesIO(file.encode()), "FOLK1A.csv")}, content_type="multipart/form-data")
    assert (page.status_code, "Danmarks Statistik, FOLK1A" in page.text) == (200, True)
    fields = re.findall(r'name="(packed|csrf_token|command_key)"[^>]*value="([^"]*)"', page.text)
    said = {name: unescape(value) for name, value in fields} | {"source": "DST", "extracted_on": "2026-03-01"}
    assert mette.client.post(f"{people}/laes", data={**said, "areas": ["169", "000"]}).status_code == 303

    assert "Danmarks Statistik" not in words(mette.get("/netvaerk/birken/befolkningstal/").text)
    shown = words(mette.get(f"{BIRKEN}/1/").text)
    assert "2024 820 50.000 16,4 15,3–17,6 13,3" in shown
    assert "3. kvartal 2024 405 50.000 8,1 7,3–8,9 6,7" in shown
    assert "Pr. 1.000 i kvartalet" in shown


def test_a_suspected_jump_is_answered_in_one_press(mette, network, database):
    shown = mette.get(take(mette, choose(mette, FULL), references="000").headers["Location"])
    form = shown.text[: shown.text.index("Tallene har en anden forklaring")].rsplit("<form", 1)[1]
    said = {name: unescape(value) for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', form)}

    sent = mette.client.post("/netvaerk/birken/politiindsatser/ny", data=said | {
        "text": "Sagerne blev indtastet på en gang", "verdict": "ikke_indsats"})  # fmt: skip

    assert (sent.status_code, said["first"]) == (303, "2024K3")
    said_now = words(mette.get(f"{BIRKEN}/1/").text)
    assert "3. kvartal 2024: 405 mod omkring" not in said_now
    assert "Spring i tallene med en anden forklaring 3. kvartal 2024: Sagerne blev indtastet" in said_now
    assert "Politiets særlige indsatser 3. kvartal 2024" not in said_now
    mette.send("/netvaerk/birken/politiindsatser/ny", {"verdict": "saerlig_indsats", "first": "2024K2", "text": "Hash",
               "offence": "3210"})  # fmt: skip
    rows = long(*(f"169;1390;{period};7" for period in YEARS))
    other = take(mette, choose(mette, rows, "andet.csv"), title="Kun hærværk").headers["Location"]
    assert "2. kvartal 2024: Hash" in words(mette.get(f"{BIRKEN}/1/").text)
    assert "2. kvartal 2024: Hash" not in words(mette.get(other).text)


def test_what_cannot_be_added_up_or_cannot_be_right_is_said(mette, network, database):
    page = choose(mette, TEMPLATE + "2024;13;14;\n2024;1390;10;\n2024;1320;6;\n2024;Knallertkørsel;3;\n")
    assert "»Ejendomsforbrydelser i alt« er 14, men det, der hører under den" in words(page.text)

    said = words(mette.get(take(mette, page, area="", table_code="").headers["Location"]).text)

    assert "Tal, der ikke kan passe Boligområdet, 2024: »Ejendomsforbrydelser i alt« er 14" in said
    assert "Ikke lagt sammen med andre: Knallertkørsel." in said
    assert "Tallene gælder »Ejendomsforbrydelser i alt«." in said


def test_the_same_file_is_one_set_however_it_is_called(mette, network, database):
    for _ in range(2):
        page = choose(mette, FULL)
        first = take(mette, page)
        again = take(mette, page)  # the same form once more is the same answer
        assert (first.status_code, again.status_code) in ((303, 303), (422, 422))

    assert "De samme tal er læst ind før fra tal.csv og hedder »Anmeldelser«" in words(take(mette, page).text)
    assert len(kept(database, network)) == 1
    assert take(mette, choose(mette, FULL), area="000").status_code == 303


def test_periods_ahead_of_time_are_refused_at_once(mette, network, database):
    page = choose(mette, TEMPLATE + "2099K1;1390;5;\n")

    assert (page.status_code, "2099K1 er ikke slut endnu" in words(page.text)) == (422, True)
    typed = {"title": "Tal", "counts": "Hærværk; 2099; 5"}
    assert "2099 er ikke slut endnu" in words(mette.send(f"{BIRKEN}/ny", typed).text)
    assert kept(database, network) == []


def test_the_range_that_was_asked_for_is_said_with_the_file(mette):
    form = {"file": (BytesIO(FULL.encode()), "tal.csv"), "first": "2021K4", "last": "2024K4"}

    page = mette.send(FILE, form, content_type="multipart/form-data")

    assert (page.status_code, "Hele perioder mangler i filen: 2021K4" in words(page.text)) == (422, True)


def test_typed_figures_are_rated_by_those_who_live_where_they_were_counted(mette, network, database, people, now):
    typed = {"title": "Kommunen", "counts": "Hærværk; 2024; 500", "area": "169"}
    assert mette.send(f"{BIRKEN}/ny", typed).status_code == 303
    with database.write() as session:
        for area, lived in (("", "2024; 1.000"), ("169", "2024; 50.000")):
            save_population(session, small.ask(network, people["mette"], now), None, {"area": area, "figures": lived})
        session.commit()

    said = words(mette.get(f"{BIRKEN}/1/").text)

    assert "2024 500 50.000 10,0" in said
    assert "Høje-Taastrup" in said
