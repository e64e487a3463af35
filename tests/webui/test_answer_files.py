"""Answers out of a file, on the pages: chosen, seen through, asked about, and only then stored."""

import re
from io import BytesIO

import pytest
from sqlalchemy import select

from engine import records
from tests.webui import small
from workflows.tryghedsnetvaerk.mapping.models import QUANTITATIVE, Study
from workflows.tryghedsnetvaerk.mapping.survey import questionnaires
from workflows.tryghedsnetvaerk.mapping.survey.models import Answer, Mark, Questionnaire, Survey

STUDY = "/netvaerk/birken/undersoegelser/1/"
FILE, COLUMNS = f"{STUDY}svarfil", f"{STUDY}svarfil/kolonner"
LIME = (
    "\ufeffid,submitdate,lastpage,startlanguage,seed,ipaddr,utryg,forhold[belysning],Bemærkninger[comment]\r\n"
    '1,2026-03-01 10:00:00,3,da,912345678,10.0.0.1,Utryg,"Meget utryg",\r\n'
    "2,,1,tr,812345678,10.0.0.2,Tryg,,\r\n"
    '3,2026-03-01 12:00:00,3,da,712345678,10.0.0.3, Tryg,Intet svar,"Bænken\n er i stykker"\r\n'
).encode()
LONG = "bemærkning\n".encode() + b"\n".join(b"noget %d langt" % n for n in range(40))
SAID = {"paper": "1", "counted": "personer", "population": "300", "age_from": "15", "area_told": "Blok 1 til 9"}


@pytest.fixture
def network(begin, people, database, now):
    """A network of Mette's with a questionnaire, a study that was made and one of which nothing is said."""
    made = {"done_by": "Et bureau", "fieldwork_from": now.date(), "fieldwork_until": now.date()}
    survey = {"kind": QUANTITATIVE, "state": "planlagt", "title": "Tryghed"}
    number = begin("Birken", (Study, {**survey, **made}), (Study, survey))
    with database.write() as session:
        asked = small.ask(number, people["mette"], now)
        questionnaires.save_questionnaire(session, asked, None, {"title": "Tryghed 2026"})
        session.commit()
    return number


@pytest.fixture
def mette(browse, network):
    return browse("mette")


def choose(browser, data=LIME, name="svar.csv", **more):
    form = {**SAID, "file": (BytesIO(data), name), **more}
    return browser.send(FILE, form, content_type="multipart/form-data")


def fields(page):
    """Return the fields of the columns' form as a browser would send them back."""
    text = page.get_data(as_text=True)
    start = text.index(f'action="{COLUMNS}"')
    shown = text[start : text.index("</form>", start)]
    hidden = [dict(re.findall(r'(\w+)="([^"]*)"', tag)) for tag in re.findall(r'<input[^>]*type="hidden"[^>]*>', shown)]
    found = {one["name"]: one.get("value", "") for one in hidden}
    for name, options in re.findall(r'<select[^>]*name="(\w+)"[^>]*>(.*?)</select>', shown, re.S):
        chosen = re.search(r'<option selected value="([^"]*)"', options)
        found[name] = chosen[1] if chosen else ""
    return found


def stored(database, model=Answer):
    with database.read() as session:
        return session.scalars(select(model)).all()


def test_a_file_is_seen_through_before_anything_is_stored(mette, database):
    page = choose(mette)
    text = page.get_data(as_text=True)

    assert page.status_code == 200
    assert "LimeSurvey" in text
    assert "Intet svar" in text
    assert "er ikke et af svarene på" in text
    assert "Bænken" not in text
    assert "10.0.0" not in text
    assert stored(database) == []
    assert stored(database, Survey) == []


def test_what_was_asked_about_is_answered_and_then_it_is_stored(mette, database):
    form = fields(choose(mette))
    (asked,) = [name for name, value in form.items() if name.startswith("meaning") and value == ""]

    refused = mette.client.post(COLUMNS, data={**form, "press": "laes"})
    again = mette.client.post(COLUMNS, data={**form, asked: "0", "press": "vis"})
    done = mette.client.post(COLUMNS, data={**fields(again), "press": "laes"})

    assert (refused.status_code, again.status_code, done.status_code) == (422, 200, 303)
    assert len(stored(database)) == 2
    assert sorted(one.value for one in stored(database, Mark)) == [2, 4, 5]
    assert "Svar læst ind: 2." in mette.get(STUDY).get_data(as_text=True)
    assert "Lavet" in mette.get(STUDY).get_data(as_text=True)
    assert mette.get(f"{STUDY}opgoerelse/").status_code == 200


def test_another_question_for_a_column_has_its_values_proposed_anew(mette):
    form = fields(choose(mette, b"andet\nMeget tryg\nUtryg\n"))
    assert form["c0"] == ""

    again = fields(mette.client.post(COLUMNS, data={**form, "c0": "utryg", "press": "vis"}))

    assert (again["meaning0_0"], again["meaning0_1"]) == ("1", "4")


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"utryg,Navn,Adresse\nTryg,Bo,Birkestien 4\n", "svar.csv", "Kolonne B (Navn) ser ud til at indeholde navne"),
        (b"utryg\nT\xef\xbf\xbdryg\n", "svar.csv", "Bogstaverne er ødelagt"),
        (b"PK\x03\x04" + b"\0" * 99, "svar.xlsx", "ikke et regneark"),
        (b"utryg\n", "svar.csv", "ingen svar i filen"),
        (b"utryg\n", "x" * 300 + ".csv", "ingen svar i filen"),
        (b"utryg\n=1+1\n", "svar.csv", "der står en formel"),
        (LONG, "svar.csv", "ingen kolonner med faste"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_at_the_file(mette, database, data, name, said):
    page = choose(mette, data, name)

    assert page.status_code == 422
    assert said in page.get_data(as_text=True)
    assert "Blok 1 til 9" in page.get_data(as_text=True)
    assert stored(database, Survey) == []


def test_what_comes_back_changed_is_refused(mette, database):
    form = fields(choose(mette))

    spoilt = mette.client.post(COLUMNS, data={**form, "packed": form["packed"][:-20], "press": "laes"})
    forged = mette.client.post(COLUMNS, data={**form, "press": "laes", "meaning0_0": "77", "mode": "x"})

    assert (spoilt.status_code, forged.status_code) == (422, 422)
    assert stored(database) == []


def test_who_made_it_is_said_first(mette):
    text = mette.get("/netvaerk/birken/undersoegelser/2/svarfil").get_data(as_text=True)

    assert "Skriv, hvem der har lavet undersøgelsen" in text
    assert 'type="file"' not in text


def test_answers_are_taken_out_again(mette, database):
    mette.client.post(COLUMNS, data={**fields(choose(mette, b"utryg\nTryg\n")), "press": "laes"})
    assert len(stored(database)) == 1

    mette.send(f"{FILE}/fjern", {"reason": "Den forkerte fil"})

    assert stored(database) == []
    assert "læst ind fra en fil" not in mette.get(STUDY).get_data(as_text=True)


def test_answers_whose_results_are_told_offer_no_way_that_is_always_refused(mette):
    mette.client.post(COLUMNS, data={**fields(choose(mette, b"utryg\nTryg\n")), "press": "laes"})
    assert f"{FILE}/fjern" in mette.get(STUDY).get_data(as_text=True)
    assert mette.send(f"{STUDY}opgoerelse/", {}).status_code == 303

    page = mette.get(STUDY).get_data(as_text=True)

    assert f"{FILE}/fjern" not in page
    assert "Resultaterne er frigivet, så svarene bliver, hvor de er." in page
    assert mette.get(f"{FILE}/fjern").status_code == 409


def test_columns_are_used_again_in_the_next_round(mette, database, network, people, now):
    form = fields(choose(mette, b"utryg\nTryg\nFint nok\n"))
    mette.client.post(COLUMNS, data={**form, "meaning0_0": "2", "press": "laes"})
    with database.write() as session:
        days = {"fieldwork_from": now.date(), "fieldwork_until": now.date(), "done_by": "Os"}
        records.edit(session, small.ask(network, people["mette"], now), Study, 2, days)
        session.commit()
    second = "/netvaerk/birken/undersoegelser/2/svarfil"

    page = mette.send(second, {**SAID, "kept": "1", "file": (BytesIO(b"utryg\nFint nok\n"), "to.csv")},
                      content_type="multipart/form-data")  # fmt: skip

    assert "er intet af svarene" not in page.get_data(as_text=True)
    assert stored(database, Questionnaire)[0].locked_on == now.date()
