"""Languages by name and by code, and papers that are read from right to left."""

import pytest

from tests.workflows.documents.test_pipeline import word_parts
from workflows.tryghedsnetvaerk.documents.languages import (
    COMMON,
    called,
    direction,
    find,
    joined,
    lacking,
    listed,
    own_name,
)
from workflows.tryghedsnetvaerk.documents.pipeline import Paper, pdf, screen

BODY = "الأحد\n\n| متى | أين |\n|---|---|\n| غدًا | هنا |\n\n- نور"


def test_every_common_language_has_a_name_of_its_own_that_can_be_printed():
    body = "\n".join(f"- {own_name(code)}, {called(code)}" for code in COMMON)

    assert pdf(Paper("Sprog", body)).startswith(b"%PDF")
    assert (own_name("ar"), called("ar"), called("tr", "en")) == ("العربية", "Arabisk", "Turkish")


@pytest.mark.parametrize(
    ("said", "code"),
    [("somali", "so"), ("  Tyrkisk ", "tr"), ("Kurdish", "ku"), ("dari", "fa"), ("TÜRKÇE", "tr"), ("uk", "uk"),
     ("العربية", "ar"), ("klingonsk", None), ("", None)],
)  # fmt: skip
def test_a_language_is_found_however_it_is_called(said, code):
    assert find(said) == code


def test_a_list_of_languages_begins_with_danish_and_says_what_is_lacking():
    assert listed("ar,da,,ar,en") == ("da", "ar", "en")
    assert lacking(("da", "ar", "en"), ["en"]) == ("da", "ar")


@pytest.mark.parametrize(("code", "way"), [("ar", "rtl"), ("ur", "rtl"), ("tr", "ltr"), ("da", "ltr")])
def test_it_is_known_which_way_a_language_is_read(code, way):
    assert direction(code) == way
    assert f'<article lang="{code}" dir="{way}">' in screen(Paper("x", "y", locale=code))


def test_the_foot_of_a_word_paper_is_read_as_its_language_is():
    turned, plain = (word_parts(Paper("x", BODY, locale=code, footer="f", demonstration=True)) for code in ("ar", "tr"))

    for name in ("word/header91.xml", "word/footer92.xml"):
        assert "<w:bidi/>" in turned[name]
        assert "<w:rtl/>" in turned[name]
        assert "bidi" not in plain[name]
        assert "<w:rtl/>" not in plain[name]


def test_word_begins_at_the_right_where_the_language_does():
    turned, plain = (word_parts(Paper("x", BODY, locale=code))["word/document.xml"] for code in ("ar", "tr"))

    assert "<w:bidiVisual/>" in turned
    assert '<w:pStyle w:val="Title" /><w:bidi/>' in turned
    assert "bidi" not in plain


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("da", "Politiet, Boligen og Skolen"),
        ("en", "Politiet, Boligen and Skolen"),
        ("tr", "Politiet, Boligen ve Skolen"),
        ("ar", "Politiet وBoligen وSkolen"),
    ],
)
def test_several_names_are_said_as_each_language_does(language, said):
    assert joined(["Politiet", "Boligen", "Politiet", "Skolen"], language) == said
    assert joined([], language) == ""
