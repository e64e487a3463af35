"""The banks of questions, their scales, and their texts in every shipped language."""

import json
from dataclasses import dataclass, field
from datetime import date

import pytest

from engine.errors import BadInput
from workflows.tryghedsnetvaerk.documents.texts import template
from workflows.tryghedsnetvaerk.mapping.survey import bank, questions, scales, wording
from workflows.tryghedsnetvaerk.mapping.survey.languages import SHIPPED, texts
from workflows.tryghedsnetvaerk.mapping.survey.models import BACKGROUND, CONDITION, DONT_KNOW, NO_ANSWER
from workflows.tryghedsnetvaerk.mapping.survey.wording import PLACE, Words, mark

ITEMS = list(bank.ITEMS.values())


@dataclass
class Sheet:
    items: list


@dataclass
class Row:
    language: str
    texts: str = "{}"
    second_reader: str = ""
    read_on: date | None = None
    name: str = ""
    version: int = 1
    translator: str = ""


@dataclass
class Asked:
    code: str
    text: str
    kind: str = CONDITION
    scale: str = "tryghed"
    options: str = ""
    direction: int = 1
    bank: str = bank.OWN
    offence: str = ""
    more: dict = field(default_factory=dict)


def written(danish, text="översatt"):
    return {"text": text, "of": mark(danish)}


def test_the_three_questions_of_the_method_stand_word_for_word():
    asked = [one.text for one in bank.BANKS[bank.HEADLINES]]

    assert asked == [
        "Er du tryg ved at bo i dit boligområde?",
        "Er du utryg ved at bo i dit boligområde?",
        "Gør et eller flere forhold i dit boligområde dig utryg?",
    ]


def test_the_nine_conditions_stand_in_the_method_s_order():
    nine = bank.BANKS[bank.NINE]

    assert [one.text for one in nine] == [
        "Hensynsløs kørsel i området", "Støjgener fra naboer", "Unge i grupper, der kommer med tilråb",
        "Henkastet affald", "Graffiti", "Hærværk", "Trusler", "Vold", "Dårlig belysning",
    ]  # fmt: skip
    assert {one.text: one.offence for one in nine if one.offence} == {
        "Hærværk": "1390", "Trusler": "1292", "Vold": "12"
    }  # fmt: skip


def test_a_sensitive_condition_names_nobody_by_an_illness():
    six = bank.BANKS[bank.SIX]

    assert len(six) == 6
    assert any(one.sensitive for one in six)
    assert not [one.text for one in ITEMS for word in ("syg", "psyk", "religion", "sprog") if word in one.text.lower()]


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.code)
def test_every_question_of_the_banks_is_closed_and_counted(item):
    assert len(scales.steps(item)) >= 2
    assert [value for value, _ in scales.answers(item)][-2:] == [DONT_KNOW, NO_ANSWER]
    if item.kind == CONDITION:
        assert item.scale in scales.OF_CONDITIONS
        assert item.direction
    assert bool(scales.insecure_steps(item)) == (item.kind != BACKGROUND)


def test_insecure_points_the_same_way_however_it_is_asked():
    by_code = bank.ITEMS

    assert scales.insecure_steps(by_code["tryg"]) == scales.insecure_steps(by_code["utryg"]) == {4, 5}
    assert scales.insecure_steps(by_code["et_eller_flere"]) == {1}
    assert scales.insecure_steps(by_code["grundlaeggende"]) == {1, 2}
    assert scales.turned(by_code["grundlaeggende"], 1) == scales.turned(by_code["tryg"], 5) == 5


def test_a_code_of_crime_finds_the_nearest_question():
    assert [one.code for one in bank.by_offence("1292")] == ["trusler"]
    assert [one.code for one in bank.by_offence("1240")] == ["vold"]
    assert not bank.by_offence("1320")


@pytest.mark.parametrize("language", SHIPPED)
def test_a_shipped_language_says_everything_the_danish_says(language):
    danish, other = texts("da"), texts(language)

    assert list(other) == list(danish)
    assert all(text.strip() for text in other.values())
    assert not [key for key in danish if set(PLACE.findall(danish[key])) != set(PLACE.findall(other[key]))]
    assert Words(Sheet(ITEMS), [], language).ready


def test_a_changed_danish_text_makes_its_translation_old():
    sheet = Sheet([Asked("vold", "Vold")])
    row = Row("so", json.dumps({key: written(text) for key, text in wording.danish(sheet).items()}), "S. W.",
              date(2026, 1, 5))  # fmt: skip

    assert Words(sheet, [row], "so").ready
    sheet.items[0].text = "Vold på gaden"

    changed = Words(sheet, [row], "so")
    assert changed.outdated == ["punkt.vold"]
    assert not changed.ready
    assert changed.said("punkt.vold").text == "Vold på gaden"
    assert changed.said("punkt.vold").language == "da"
    assert wording.missing(sheet, [], "tr") == ["punkt.vold"]  # nor does the shipped one fit any more


def test_what_nobody_has_read_is_not_offered():
    sheet = Sheet([Asked("egen_1", "Løse hunde")])
    said = json.dumps({"punkt.egen_1": written("Løse hunde", "كلاب طليقة")})

    assert wording.offered(sheet, [], ["ar", "tr"]) == ["da"]
    assert wording.offered(sheet, [Row("ar", said)], ["ar"]) == ["da"]
    assert wording.offered(sheet, [Row("ar", said, "H. A.", date(2026, 1, 5))], ["ar"]) == ["da", "ar"]


def test_a_survey_s_own_purpose_must_be_translated_too():
    sheet = Sheet([bank.ITEMS["tryg"]])

    assert not wording.missing(sheet, [], "ar")
    assert wording.missing(sheet, [], "ar", {"side.formaal": "Vi vil lave ny belysning."}) == ["side.formaal"]


@pytest.mark.parametrize(
    ("language", "way"),
    [("da", "ltr"), ("ar", "rtl"), ("fa", "rtl"), ("ur", "rtl"), ("ckb", "rtl"), ("tr", "ltr"), ("so", "ltr"),
     ("ku-Arab", "rtl"), ("uz-Latn", "ltr"), ("rhg-Rohg", "rtl"), ("xx", "ltr")],
)  # fmt: skip
def test_a_language_is_read_its_own_way(language, way):
    assert wording.direction(language) == way


def test_a_language_is_called_what_it_calls_itself():
    assert wording.own_name("ar") == "العربية"
    assert wording.own_name("rhg", [Row("rhg", name="Ruáingga")]) == "Ruáingga"
    assert wording.own_name("xx") == "xx"


def test_places_and_braces_must_stay():
    assert wording.same_places("{nr} af {antal}", "{antal} / {nr}")
    assert not wording.same_places("{nr} af {antal}", "{nr}")
    assert not wording.same_places("Næste", "{0.__class__}")
    assert not wording.same_places("Næste", "İleri }")


@pytest.mark.parametrize(("language", "name"), [("en", "Residential burglaries"), ("tr", "Konuttan hırsızlık")])
def test_a_question_that_is_an_offence_is_called_so_in_each_language(language, name):
    proposed, reworded = (
        Asked("egen_1", "Indbrud i beboelser", offence="1320"),
        Asked("egen_2", "Indbrud", offence="1320"),
    )
    words = Words(Sheet([proposed, reworded]), [], language)

    assert words.said("punkt.egen_1").text == name
    assert words.missing == ["punkt.egen_2"]


@pytest.mark.parametrize(
    ("text", "sensitive"), [("Kriminelle unge på torvet", True), ("Fulde mennesker", True), ("Løse hunde", False)]
)
def test_one_s_own_question_that_names_people_is_sensitive(text, sensitive):
    assert questions.own(CONDITION, text)["sensitive"] is sensitive


@pytest.mark.parametrize("code", ["77777", "7777", "139x", "TOT"])
def test_no_question_is_about_an_offence_that_there_is_not(code):
    one = questions.own(CONDITION, "Hash", scale="tryghed", direction=1, provenance=bank.FROM_CRIME, offence=code)
    with pytest.raises(BadInput, match="gerningskode"):
        questions.must_be_closed([one])
    questions.must_be_closed([{**one, "offence": "1390"}])


def of(kind: str, text: str, options: str = "") -> dict:
    more = (
        {"scale": "", "options": options or "Ja\nNej"} if kind == BACKGROUND else {"scale": "tryghed", "direction": 1}
    )
    return questions.own(kind, text, provenance=bank.FROM_ELSEWHERE, provenance_note="Beboermødet bad om det", **more)


@pytest.mark.parametrize("kind", [BACKGROUND, CONDITION, "hoved"])
@pytest.mark.parametrize(
    "text", ["Er du syrer?", "Kommer du fra Tyrkiet eller Somalia?", "Er du muslim?", "Har du diabetes?",
             "Er du romaer?", "Are you Turkish?", "Er du homoseksuel?", "Hvad er dit modersmål?"])  # fmt: skip
def test_nobody_is_asked_what_they_are(kind, text):
    with pytest.raises(BadInput, match="beboernes egen sag"):
        questions.must_be_closed([of(kind, text)])


def test_nor_by_the_answers():
    with pytest.raises(BadInput, match="»Somalier«"):
        questions.must_be_closed([of(BACKGROUND, "Hvem er du?", "Somalier\nAndet")])


@pytest.mark.parametrize(
    ("kind", "text"),
    [(CONDITION, "Psykisk syge, der råber"), (CONDITION, "Stofmisbrug på torvet"), (CONDITION, "Mørket ved moskéen"),
     ("hoved", "Er du utryg ved flygtninge på torvet?"), (BACKGROUND, "Har du børn?"),
     (CONDITION, "Racerkørsel på stien"), (BACKGROUND, "Hvor længe har du boet her i området?")],
)  # fmt: skip
def test_what_makes_somebody_insecure_may_be_asked(kind, text):
    questions.must_be_closed([of(kind, text)])


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_questionnaire_to_begin_from_asks_as_the_product_does(language):
    said = texts(language)
    lines = template("survey", language).splitlines()
    beside = [said["skala.ved_ikke"], said["skala.oensker_ikke"]]
    heads = [
        [cell.strip() for cell in lines[at - 1].strip("|").split("|")][1:]
        for at, line in enumerate(lines)
        if line.startswith("|---")
    ]

    scale = [[said[f"skala.{key}.{step}"] for step in range(1, 6)] + beside for key in ("tryghed", "hyppighed")]
    assert heads == [scale[0], scale[0], scale[1]]
    for one in (*bank.BANKS[bank.NINE], bank.ITEMS["tryg"], bank.ITEMS["utryg"]):
        assert any(line.startswith(f"| {said[f'punkt.{one.code}']} |") for line in lines)
    for one in bank.BANKS[bank.OF_PERSONS]:
        answers = " ".join(f"( ) {said[f'punkt.{one.code}.{step}']}" for step in range(1, one.steps + 1))
        assert f"**{said[f'punkt.{one.code}']}** {answers}" in lines
