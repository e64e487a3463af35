"""The pages before the first answer: questions, other languages and their sheets, set up and opened."""

import io
import json
import re
from html import unescape
from math import ceil

import pytest

from engine import records
from tests.webui import small
from tests.workflows.surveying import dogs
from workflows.tryghedsnetvaerk.documents.sheets import writing
from workflows.tryghedsnetvaerk.mapping.crime.actions import save_figures
from workflows.tryghedsnetvaerk.mapping.models import QUANTITATIVE, Study
from workflows.tryghedsnetvaerk.mapping.statistics import samples
from workflows.tryghedsnetvaerk.mapping.statistics.counter import COUNTER
from workflows.tryghedsnetvaerk.mapping.survey import bank, questionnaires, surveys
from workflows.tryghedsnetvaerk.mapping.survey.models import Questionnaire, Survey, Translation

PAPER, STUDY = "/netvaerk/birken/spoergeskemaer/1/", "/netvaerk/birken/undersoegelser/1/"
OWN = {"kind": "forhold", "text": "Løse hunde", "scale": "tryghed", "direction": "1", "provenance": "andet",
       "provenance_note": "Beboermødet", "options": "", "offence": ""}  # fmt: skip
SET_UP = {"title": "Tryghed 2026", "questionnaire_id": "1", "done_by": "Kommunen", "area_told": "Birkestien 1–60",
          "counted": "personer", "population": "980", "age_from": "15", "behind": "Kommunen",
          "contact": "Karin Bech, 00 11 22 33", "purpose": "", "languages": ["en", "ar", "tr"],
          "access": "aabent"}  # fmt: skip


@pytest.fixture
def network(begin, database, people, now):
    """A network of Mette's with a planned study and a questionnaire."""
    number = begin("Birken", (Study, {"kind": QUANTITATIVE, "state": "planlagt", "title": "Tryghed"}))
    with database.write() as session:
        asked = small.ask(number, people["mette"], now)
        questionnaires.save_questionnaire(session, asked, None, {"title": "Tryghed 2026"})
        session.commit()
    return number


@pytest.fixture
def mette(browse, network):
    return browse("mette")


def all_of(database, model, network):
    with database.read() as session:
        return records.list_all(session, model, network)


def test_questions_are_chosen_worded_moved_and_taken_out(mette, database, network):
    assert "Hensynsløs kørsel" not in mette.get(f"{PAPER}bank").text  # it is asked already
    mette.send(f"{PAPER}bank", {"six": ["fulde"], "provenance": "lignende", "provenance_note": ""})
    mette.send(f"{PAPER}spoergsmaal/ny", OWN)
    page = mette.get(PAPER).text
    assert page.index("Fulde mennesker") < page.index("Løse hunde") < page.index("Hvad er dit køn?")

    mette.send(f"{PAPER}spoergsmaal/egen_1", {"verb": "op"}, shown_on=PAPER)
    mette.send(f"{PAPER}spoergsmaal/koen", {"verb": "fjern"}, shown_on=PAPER)
    mette.send(f"{PAPER}spoergsmaal/egen_1/ret", {**OWN, "text": "Hunde uden snor"})
    [paper] = all_of(database, Questionnaire, network)
    assert [item.code for item in paper.items] == [*bank.CORE, "egen_1", "fulde", "alder", "botid"]
    assert paper.items[12].text == "Hunde uden snor"


def test_an_open_question_is_refused_where_it_was_typed(mette):
    answer = mette.send(f"{PAPER}spoergsmaal/ny", {**OWN, "scale": ""})

    assert answer.status_code == 422
    assert "faste svar" in answer.text
    assert "Løse hunde" in answer.text


def test_a_question_that_may_point_at_somebody_is_warned_of(mette, database, network):
    where = f"{PAPER}spoergsmaal/ny"
    pointing = {**OWN, "text": "Larmen fra Birkestien 7"}

    warned = mette.send(where, pointing)
    assert warned.status_code == 422
    assert "Det ligner" in warned.text
    kept = mette.send(where, {**pointing, "traces_kept": "y", "traces_reason": "Det er fælleshuset"})
    assert kept.status_code == 303


def test_a_question_that_leads_or_names_people_says_so(mette, network):
    asked = {**OWN, "text": "Er du ikke også træt af de kriminelle unge?"}
    assert mette.send(f"{PAPER}spoergsmaal/ny", asked).status_code == 303
    page = mette.get(PAPER).text

    assert page.count("peger på et bestemt svar: »ikke også«") == 2
    assert "Følsomt: spørgsmålet nævner en gruppe mennesker" in page
    refused = mette.send(f"{PAPER}spoergsmaal/ny", {**OWN, "text": "Hash", "offence": "77777"})
    assert "ingen gerningskode 77777" in refused.text


def test_residents_see_it_in_arabic_from_right_to_left(mette):
    page = mette.get(f"{PAPER}vis/ar").text

    assert 'lang="ar" dir="rtl"' in page
    assert "العنف" in page
    assert mette.get(f"{PAPER}vis/xx").status_code == 404


def test_a_language_is_added_and_its_texts_are_typed(mette, database, network):
    mette.send(f"{PAPER}sprog/", {"language": "so", "other": "", "name": "Soomaali"})
    where = f"{PAPER}sprog/so/?afsnit=svar"
    shown = mette.get(where).text
    assert "Meget tryg" in shown

    data = mette.form(where) | {
        "skala.tryghed.1": "Aad ammaan u ah",
        "translator": "",
        "second_reader": "",
        "read_on": "",
    }
    assert mette.client.post(where, data=data).status_code == 303
    [row] = all_of(database, Translation, network)
    assert json.loads(row.texts)["skala.tryghed.1"]["text"] == "Aad ammaan u ah"
    assert mette.client.post(where, data=mette.form(where) | {"fejl.kode": "x"}).status_code == 422


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_sheet_goes_out_is_looked_at_and_kept(mette, database, network, ending):
    mette.send(f"{PAPER}sprog/", {"language": "so", "other": "", "name": "Soomaali"})
    assert mette.get(f"{PAPER}sprog/so/ark.{ending}").data[:2] in (b"PK", b"\xef\xbb")
    rows = [("Vold", "Rabshad"), ("Trusler", "=Hanjabaado")]
    made = (
        writing.write_csv(("Dansk", "Soomaali"), rows) if ending == "csv" else writing.write_xlsx("x", ("a", "b"), rows)
    )

    where = f"{PAPER}sprog/so/ark"
    looked = mette.send(where, {"file": (io.BytesIO(made), f"ark.{ending}"), "translator": "A. W."})
    assert "2 tekster bliver nye" in looked.text
    assert all_of(database, Translation, network)[0].texts == "{}"

    start = looked.text.index("<form", looked.text.index("2 tekster"))
    hidden = hidden_of(looked.text[start:])
    alone = {"translator": "A. W.", "second_reader": " a.  w. ", "read_on": "2026-02-28"}
    refused = mette.client.post(f"{where}/gem", data={**hidden, **alone})
    assert refused.status_code == 422
    assert "a. w. står både i »Oversat af«" in refused.text
    hidden = hidden_of(refused.text[refused.text.index("<form", refused.text.index("2 tekster")) :])
    kept = mette.client.post(f"{where}/gem", data={**hidden, "translator": "A. W.", "second_reader": "I. J.",
                                                   "read_on": "2026-02-28"})  # fmt: skip
    assert kept.status_code == 303
    [row] = all_of(database, Translation, network)
    assert json.loads(row.texts)["punkt.trusler"]["text"] == "=Hanjabaado"
    assert row.second_reader == "I. J."


def hidden_of(shown):
    tags = (tag for tag in re.findall(r"<input[^>]*>", shown[: shown.index("</form>")]) if 'type="hidden"' in tag)
    pairs = (dict(re.findall(r'(\w+)="([^"]*)"', tag)) for tag in tags)
    return {pair["name"]: unescape(pair.get("value", "")) for pair in pairs}


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"Dansk;Soomaali\nUkendt;x", ", række 2, kolonne A: Den danske tekst"),
        (b"PK\x03\x04x", "regneark"),
        ("Dansk;ض".encode("cp1256"), "UTF-8"),
    ],
)
def test_a_sheet_that_cannot_be_used_says_where(mette, database, network, data, why):
    mette.send(f"{PAPER}sprog/", {"language": "so", "other": "", "name": "Soomaali"})

    answer = mette.send(f"{PAPER}sprog/so/ark", {"file": (io.BytesIO(data), "ark.csv")})

    assert answer.status_code == 422
    assert why in answer.text
    assert all_of(database, Translation, network)[0].texts == "{}"


def test_a_survey_is_set_up_opened_and_closed_on_its_page(mette, database, network):
    assert "Sæt undersøgelsen op" in mette.get(STUDY).text
    mette.send(f"{STUDY}opsaetning", {**SET_UP, "behind": ""})
    assert "Skriv, hvem der står bag" in mette.get(f"{STUDY}aabn").text
    mette.send(f"{STUDY}opsaetning", SET_UP)

    opening = mette.send(f"{STUDY}aabn", {"early_reason": ""})
    assert opening.status_code == 422
    mette.send(f"{STUDY}aabn", {"early_reason": "Afdelingsmødet er først i maj"})
    page = mette.get(STUDY).text
    assert "Begyndt, før beboerne var informeret" in page
    assert "العربية" in page

    refused = mette.send(f"{STUDY}opsaetning", {**SET_UP, "population": "900"})
    assert "kan ikke ændres" in refused.text
    assert "Ret navn og sidste dag" in page
    assert mette.send(f"{STUDY}luk", {"asked": ""}).status_code == 422
    mette.send(f"{STUDY}luk", {"asked": "900"})
    [row] = all_of(database, Survey, network)
    assert row.closed_on
    assert mette.get(f"{STUDY}opsaetning").status_code == 409


def test_what_a_survey_says_itself_is_not_typed_over(mette, database, network, people, now):
    with database.write() as session:
        told = {"population": 980, "age_from": 15, "area_told": "x", "behind": "x", "contact": "x", "done_by": "x",
                "questionnaire_id": 1}  # fmt: skip
        surveys.save_survey(session, small.ask(network, people["mette"], now), 1, told)
        surveys.open_survey(session, small.ask(network, people["mette"], now), 1, reason="x")
        session.commit()

    typed = {"kind": "kvantitativ", "state": "gennemfoert", "done_by": "x", "answered": "900",
             "fieldwork_from": "2026-03-02", "fieldwork_until": "2026-03-02"}  # fmt: skip
    answer = mette.send(f"{STUDY}ret", typed)

    assert answer.status_code == 422
    assert "Det bliver udfyldt af sig selv" in answer.text


def test_how_many_answers_give_which_margin_is_told_before(mette):
    page = mette.get(f"{STUDY}hvor-mange?antal=1000").text

    assert "278" in page  # Krejcie and Morgan
    assert "procentpoint" in page
    assert mette.get(f"{STUDY}hvor-mange?antal=1").status_code == 200


def test_a_change_that_can_be_found_is_never_said_to_be_smaller_than_it_is(mette):
    few = samples.plan(1000, 100, 0.5, 220)

    page = mette.get(f"{STUDY}hvor-mange?antal=1000&andel=50&naeste=220").text

    assert few.fall % 1 < 0.5  # rounding would promise too much
    assert f"{ceil(few.fall)} procentpoint" in page
    assert f"{int(few.fall)} procentpoint" not in page


def test_where_nothing_can_be_worked_out_the_page_says_so(mette, monkeypatch):
    monkeypatch.setattr(COUNTER, "seconds", 0.1)
    with COUNTER._turn:
        answer = mette.get(f"{STUDY}hvor-mange?antal=1000")

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert "Tallene kunne ikke regnes ud lige nu" in answer.text


def test_a_questionnaire_in_use_points_at_where_it_is_used(mette, database, network, people, now):
    with database.write() as session:
        asked = small.ask(network, people["mette"], now)
        paper = session.get(Questionnaire, 1)
        questionnaires.save_questionnaire(session, asked, 1, {"asks": [*paper.asks, dogs()]})
        surveys.save_survey(session, small.ask(network, people["mette"], now), 1, {"questionnaire_id": 1})
        session.commit()

    page = mette.get(PAPER).text

    assert "Undersøgelsens opsætning" in page


def test_the_crime_figures_propose_what_to_ask_about(mette, database, network, people, now):
    counts = "Indbrud i beboelse; 2024; 21\nIndbrud i beboelse; 2025; 33\nHærværk; 2024; 26\nHærværk; 2025; 41"
    told = {"title": "2024–2025", "source": "Politiet", "extracted_on": now.date(), "counts": counts}
    with database.write() as session:
        save_figures(session, small.ask(network, people["mette"], now), None, told)
        session.commit()

    page = mette.get(f"{PAPER}bank").text
    assert "33 anmeldelser, 21 året før" in page
    assert "41 anmeldelser" not in page  # vandalism is asked about already
    [named] = re.findall(r'name="proposed"[^>]*value="([^"]+)"', page)
    mette.send(f"{PAPER}bank", {"proposed": [named], "provenance": "lignende", "provenance_note": ""})

    [paper] = all_of(database, Questionnaire, network)
    [item] = [item for item in paper.items if item.provenance == "kriminalitetstal"]
    assert (item.kind, item.offence, item.provenance_note) == ("forhold", "1320", "33 anmeldelser, 21 året før")
