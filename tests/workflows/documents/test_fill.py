import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.tryghedsnetvaerk.documents.fill import Ready, TemplateMismatch, fill, places
from workflows.tryghedsnetvaerk.documents.pipeline import html

words = st.text(st.characters(exclude_categories=["C"]), max_size=40)
tricky = st.text(alphabet="*_`[]()<>#+-=~|&;:!\\ 1.)ab\n{}\"'^", max_size=40)


def shown(page):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


@given(words | tricky)
def test_a_value_is_shown_as_it_was_typed(value):
    page = html(fill("{{value}}", {"value": value}))

    assert "".join(shown(page).split()) == "".join(value.split())
    assert set(re.findall(r"<(\w+)", page)) <= {"p", "br"}


@given(words | tricky)
def test_a_value_in_a_line_stays_on_its_line(value):
    page = html(fill("**Sted:** {{value}} her", {"value": value}))

    assert "".join(shown(page).split()) == "".join(f"Sted:{value}her".split())
    assert re.findall(r"<(\w+)", page) == ["p", "strong"]


@given(st.lists(st.tuples(words | tricky, words | tricky), min_size=1, max_size=3))
def test_rows_become_a_table_with_as_many_cells(rows):
    page = html(fill("| A | B |\n|---|---|\n{{rows}}", {"rows": tuple(rows)}))

    assert page.count("<td>") == 2 * len(rows)


def test_texts_become_a_list():
    assert html(fill("{{all}}", {"all": ("1. maj", "# to")})).count("<li>") == 2


def test_ready_markdown_is_put_in_as_it_stands():
    assert fill("{{text}}", {"text": Ready("**fed**")}) == "**fed**"


def test_a_value_is_not_filled_again():
    assert "{{other}}" in unescape(html(fill("{{value}} {{other}}", {"value": "{{other}}", "other": "x"})))


@pytest.mark.parametrize("values", [{}, {"name": "x", "extra": "y"}, {"other": "x"}])
def test_missing_and_unknown_names_are_refused(values):
    with pytest.raises(TemplateMismatch, match="passer ikke sammen"):
        fill("Kære {{name}}", values)


def test_the_places_of_a_template_are_known():
    assert places("{{a}} og {{b}}, {{a}}") == {"a", "b"}
