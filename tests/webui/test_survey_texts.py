"""What may point at somebody in set-up, own questions, translated texts and sheets; and languages by their name."""

import io
import re
from html import unescape

import pytest

from tests.webui.test_survey_setup import OWN, PAPER, SET_UP, STUDY, all_of, hidden_of, mette, network
from workflows.tryghedsnetvaerk.mapping.survey.models import Survey, Translation

FIXTURES = (mette, network)


def test_what_points_at_somebody_is_warned_of_in_the_set_up(mette, database, network):
    told = {**SET_UP, "purpose": "Naboen i Birkestien 12, bil AB 12 345, tlf 12345678"}
    warned = mette.send(f"{STUDY}opsaetning", told)
    assert warned.status_code == 422
    assert "et telefonnummer, en nummerplade eller en adresse" in warned.text
    assert "Skal det alligevel stå?" in warned.text
    assert all_of(database, Survey, network) == []

    kept = {**told, "traces_kept": "y", "traces_reason": "Det er kontorets"}
    assert mette.send(f"{STUDY}opsaetning", kept).status_code == 303
    assert mette.send(f"{STUDY}opsaetning", {**told, "title": "Andet"}).status_code == 303  # it stands already


def test_what_points_at_somebody_is_warned_of_in_translations(mette, database, network):
    mette.send(f"{PAPER}sprog/", {"language": "so", "other": "", "name": ""})
    where = f"{PAPER}sprog/so/?afsnit=svar"
    read = {"translator": "", "second_reader": "", "read_on": ""}
    said = mette.form(where) | read | {"skala.tryghed.1": "Wac 12 34 56 78"}
    answer = mette.client.post(where, data=said)

    assert answer.status_code == 422
    assert "et telefonnummer" in answer.text
    assert all_of(database, Translation, network)[0].texts == "{}"


def test_a_sheet_is_looked_through_as_what_is_typed(mette, database, network):
    mette.send(f"{PAPER}sprog/", {"language": "so", "other": "", "name": ""})
    where = f"{PAPER}sprog/so/ark"
    looked = mette.send(where, {"file": (io.BytesIO(b"Dansk;x\nVold;Wac 12 34 56 78"), "ark.csv")})
    hidden = hidden_of(looked.text[looked.text.index("<form", looked.text.index("1 tekst")) :])
    kept = mette.client.post(f"{where}/gem", data={**hidden, "sheet": "punkt.vold\tWac 12 34 56 78"})

    assert kept.status_code == 422
    assert "»Teksterne i arket«: Det ligner et telefonnummer" in unescape(kept.text)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "ark.csv: Arket er tomt"),
        (b"Dansk;x\nVold;", "ark.csv: Arket er tomt"),
        (b"Dansk;x\nVold;010190-1234", "ark.csv, række 2, kolonne B: Teksten ser ud"),
    ],
)
def test_an_empty_sheet_and_a_cpr_number_are_refused_by_file_and_row(mette, data, why):
    mette.send(f"{PAPER}sprog/", {"language": "so", "other": "", "name": ""})
    answer = mette.send(f"{PAPER}sprog/so/ark", {"file": (io.BytesIO(data), "ark.csv")})

    assert answer.status_code == 422
    assert why in answer.text


@pytest.mark.parametrize(
    ("said", "code", "name"),
    [
        ({"language": "so", "other": "", "name": ""}, "so", "Soomaali"),
        ({"language": "andet", "other": "tamil", "name": ""}, "ta", "தமிழ்"),
        ({"language": "andet", "other": "uz-Latn", "name": "Oʻzbekcha"}, "uz-Latn", "Oʻzbekcha"),
    ],
)
def test_a_language_is_chosen_by_its_name(mette, database, network, said, code, name):
    page = mette.get(f"{PAPER}sprog/").text
    assert "Somali (Soomaali)" in page

    assert mette.send(f"{PAPER}sprog/", said).status_code == 303
    [row] = all_of(database, Translation, network)
    assert (row.language, row.name) == (code, name)


@pytest.mark.parametrize("text", ["Hvilket land kommer du fra?", "Hvilket land er dine forældre født i?",
                                  "Er du indvandrer?", "Hvad hedder du?", "Hvad tror du på? Tro eller ej",
                                  "Tager du medicin?"])  # fmt: skip
def test_nobody_is_asked_of_origin_faith_health_or_name(mette, database, network, text):
    told = {**OWN, "kind": "baggrund", "text": text, "scale": "", "options": "Ja\nNej", "direction": "0"}
    answer = mette.send(f"{PAPER}spoergsmaal/ny", told)

    assert answer.status_code == 422
    assert "Der må ikke spørges til" in answer.text


def test_why_a_question_is_asked_is_chosen_and_its_reason_is_foretold(mette):
    page = mette.get(f"{PAPER}spoergsmaal/ny").text

    assert re.search(r'id="provenance"[^>]*><option value="">Vælg', page)
    assert "skal udfyldes, når I vælger »Andet«" in page


@pytest.mark.parametrize(("asked", "said"), [("antal=0", True), ("antal=-5", True), ("antal=9999999999999", True),
                                             ("andel=0", True), ("antal=260&naeste=9999", True),
                                             ("antal=260&andel=40&naeste=", False)])  # fmt: skip
def test_numbers_that_cannot_be_are_not_changed_without_a_word(mette, asked, said):
    assert ("andre tal, end der blev skrevet" in mette.get(f"{STUDY}hvor-mange?{asked}").text) is said
