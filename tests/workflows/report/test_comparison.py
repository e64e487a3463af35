"""Two versions of a text, word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.tryghedsnetvaerk.mapping.report.comparison import GONE, MOST, NEW, SAME, compare, sides


def told(before, after):
    return [(one.kind, one.text) for one in compare(before, after)]


def test_what_went_and_what_came_is_said_word_by_word():
    assert told("Stien er mørk.\nSlut", "Stien er lys nu.\nSlut") == [
        (SAME, "Stien er "), (GONE, "mørk.\n"), (NEW, "lys nu.\n"), (SAME, "Slut"),
    ]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "kinds"), [
    ("", "", []), ("a", "a", [SAME]), ("", "a", [NEW]), ("a", "", [GONE]), ("a\r\nb", "a\nb", [SAME]),
])  # fmt: skip
def test_the_ends_of_it(before, after, kinds):
    assert [kind for kind, _text in told(before, after)] == kinds


@given(st.text(st.sampled_from("ab \n"), max_size=60), st.text(st.sampled_from("ab \n"), max_size=60))
def test_each_side_is_the_whole_of_its_version(before, after):
    left, right = sides(compare(before, after))

    assert "".join(one.text for one in left) == before
    assert "".join(one.text for one in right) == after


def test_a_long_rewritten_stretch_is_shown_whole():
    before, after = "ord " * (MOST + 1), "andre " * (MOST + 1)

    assert told(before, after) == [(GONE, before), (NEW, after)]
