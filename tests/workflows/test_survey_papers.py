"""Cards and questionnaires on paper, and the doors they are brought to."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from engine.errors import BadInput
from tests.workflows.asking import open_survey
from tests.workflows.world import World
from workflows.tryghedsnetvaerk.documents import forms
from workflows.tryghedsnetvaerk.documents.standing import DEMONSTRATION
from workflows.tryghedsnetvaerk.mapping.survey import codes, doors, links, papers
from workflows.tryghedsnetvaerk.mapping.survey.models import BY_CODE, Item

ADDRESS = "https://tryghed.example/svar/abcdefghijkl"


def shown(world: World, **values: Any) -> links.Open:
    world.begin()
    found = links.show(world.session, world.write(open_survey, **values))
    assert found
    return found


def texts(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def test_eight_cards_stand_on_a_sheet_each_with_its_code(world: World):
    made = codes.draw(11)
    pages = texts(papers.cards(shown(world, access=BY_CODE), ADDRESS, made))

    assert len(pages) == 2
    for at, code in enumerate(made):
        assert codes.spelled(code) in pages[at // 8]
    assert pages[0].count(ADDRESS) == 8
    assert pages[0].count("Scan billedet") == 8
    assert "Scan the picture" in pages[0]
    assert "Din kode · Your code" in pages[0]


def test_what_stands_last_on_the_form_has_no_page_to_itself(monkeypatch: pytest.MonkeyPatch, world: World):
    found, pressed = shown(world, access=BY_CODE), list[forms.Form]()
    monkeypatch.setattr(papers.forms, "form", lambda paper: pressed.append(paper) or b"")
    papers.form(found, "da", demonstration=True)
    monkeypatch.undo()
    (paper,) = pressed
    asked = paper.questions * 6

    for count in range(4, 12):
        last = texts(
            forms.form(replace(paper, questions=[replace(one, nr=at) for at, one in enumerate(asked[:count])]))
        )
        assert f"{count - 1}. {asked[count - 1].text}" in last[-1]


@pytest.mark.parametrize("language", ["da", "en", "ar", "tr"])
def test_the_form_on_paper_is_whole_in_each_language(world: World, language: str):
    found = shown(world, access=BY_CODE)
    said = " ".join(texts(papers.form(found, language, demonstration=True)))

    assert "Boligforeningen" in said
    assert ("Demonstration" in said) == (language in ("da", "en"))
    assert {"da": "Side 1 af", "en": "Page 1 of", "ar": " 1 ", "tr": "Sayfa 1 /"}[language] in said
    assert language not in ("en", "tr") or DEMONSTRATION[language] in said
    if language in ("da", "en"):
        words = found.words(language)
        assert all(words(key) in said for key in ("side.anonymt", "side.fortryd", "papir.uden_navn", "papir.kort"))
        assert words("side.kode") + ":" not in said
        assert said.count(words("skala.tryghed.5")) == 5


def test_answers_are_numbered_alike_on_paper_and_where_it_is_typed():
    five, many = Item(scale="tryghed"), Item(scale="", options="\n".join("abcdefghi"))

    assert papers.numbered(five) == {1: 1, 2: 2, 3: 3, 4: 4, 5: 5, -1: 8, -2: 9}
    assert papers.numbered(many)[9] == 9
    assert papers.numbered(many)[-1] == 98


def test_doors_are_counted_per_block(world: World):
    shown(world)
    for rung, opened, declined in ((20, 12, 3), (8, 5, 0)):
        said = {"block": " Blok  7", "on": world.today, "doors": 24, "rung": rung, "opened": opened,
                "declined": declined}  # fmt: skip
        row = world.write(doors.add_doors, 1, said)

    (found,) = doors.list_blocks(world.session, row.survey_id)
    assert found == doors.OfBlock("Blok 7", 24, 28, 17, 3)


def test_a_count_of_doors_that_is_not_said_refuses_nothing(world: World):
    shown(world)
    said = {"block": "Blok 7", "on": world.today, "doors": None, "rung": 5, "opened": None, "declined": 1}
    row = world.write(doors.add_doors, 1, said)

    (found,) = doors.list_blocks(world.session, row.survey_id)
    assert found == doors.OfBlock("Blok 7", 0, 5, 1, 1)  # whoever said no had opened
    world.write(doors.add_doors, 1, said | {"rung": None, "opened": 2})
    assert doors.list_blocks(world.session, row.survey_id)[0].rung == 7
    with pytest.raises(BadInput):
        world.write(doors.add_doors, 1, said | {"declined": 6})


@pytest.mark.parametrize(
    "wrong",
    [
        {"block": "Lindevej 12, 3. tv"},
        {"block": "Lindevej 12"},
        {"block": "12 st. th"},
        {"block": ""},
        {"rung": 25},
        {"opened": 21},
        {"declined": 13},
        {"doors": -1},
    ],
)
def test_doors_are_counts_and_never_an_address(world: World, wrong: dict[str, Any]):
    shown(world)
    said = {"block": "Blok 7", "on": world.today, "doors": 24, "rung": 20, "opened": 12, "declined": 3}

    with pytest.raises(BadInput):
        world.write(doors.add_doors, 1, said | wrong)
