"""A long text in a list is cut between words, and it shows that something is left out."""

import pytest

from webui.saying.language import excerpt


@pytest.mark.parametrize(
    ("text", "most", "shown"),
    [
        ("Lyset er gået.", 20, "Lyset er gået."),
        ("Lyset er gået, og døren står åben.", 18, "Lyset er gået …"),
        ("Opgangsbelysningen", 6, "Opgang…"),
        ("", 6, ""),
    ],
)
def test_a_text_is_cut_between_words_with_dots(text, most, shown):
    assert excerpt(text, most) == shown


def test_a_list_shows_that_a_text_goes_on(look):
    assert "Mange forhold kan spille ind …" in look("koordinator").get("/netvaerk/gadehavegaard/evaluering/").text


def test_no_decision_is_chosen_for_the_one_who_marks_a_task_as_done(look):
    page = look("koordinator").get("/netvaerk/birkeparken/trin/2/").text
    chosen = page.partition('name="decision" id="d-rapport')[2].partition("</select>")[0]

    assert chosen.partition(">")[2].startswith('<option value="">Ingen valgt</option>')
