"""Results that others have made: typed one answer a line, checked, and held against what is asked later."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import BadInput
from workflows.tryghedsnetvaerk.mapping.survey.earlier import comparing
from workflows.tryghedsnetvaerk.mapping.survey.earlier.comparing import Asked, People, same_people, same_question
from workflows.tryghedsnetvaerk.mapping.survey.earlier.lines import Result, read, write
from workflows.tryghedsnetvaerk.mapping.survey.models import DONT_KNOW

COUNTS = "Meget tryg; 40\nTryg; 1.000\nUtryg; 30\nMeget utryg; 20\nVed ikke; 10"
SHARES = "Meget tryg; 25 %\nTryg; 37,5 pct.\nHverken eller;\nUtryg\nMeget utryg\nUtryg + Meget utryg; 28 %"


def test_counts_are_read_as_they_stand():
    told = read(COUNTS, 1100)

    assert told.labels == ("Meget tryg", "Tryg", "Utryg", "Meget utryg")
    assert told.beside == (DONT_KNOW,)
    assert told.results[1] == Result((2,), 1000, None)


def test_answers_that_a_bureau_has_merged_are_kept_merged():
    told = read(SHARES, 214)

    assert told.results == (Result((1,), None, 250), Result((2,), None, 375), Result((4, 5), None, 280))


@pytest.mark.parametrize("text", [COUNTS, SHARES])
def test_results_are_written_as_they_are_read(text):
    told = read(text, 1200)
    assert read(write(told), 1200) == told


@pytest.mark.parametrize(
    ("text", "base", "said"),
    [
        ("", 10, "Skriv svarene"),
        ("Ja\nNej", 10, "ingen tal"),
        ("Ja; 5\nNej; 3", None, "hvor mange der har svaret"),
        ("Ja; 12\nNej; 3", 10, "Linje 1: 12 er flere end de 10"),
        ("Ja; 6\nNej; 5", 10, "Svarene giver 11"),
        ("Ja; 101 %", 10, "Linje 1: en procent kan ikke være over 100"),
        ("Ja; mange", 10, "Linje 1: »mange« er hverken et antal"),
        ("Ja; 5\nja ; 3", 10, "Linje 2: »ja« står der allerede"),
        ("Ja; 5\nNej + Måske; 3", 10, "Linje 2: »Nej« er lagt sammen"),
        ("Ja; 50 %\nNej; 30 %", 10, "Procenterne giver 80 % tilsammen"),
        ("Ja; 70 %\nNej; 50 %", 10, "Procenterne giver 120 %"),
        ("A; 2\nB; 3\nC; 5\nA + B; 6", 10, "Linje 4: de svar, der er lagt sammen, giver 5"),
        ("A; 20 %\nB; 30 %\nC; 50 %\nA + B; 60 %", 10, "giver 50 % hver for sig og ikke 60 %"),
    ],
)
def test_what_does_not_add_up_is_refused_by_line(text, base, said):
    with pytest.raises(BadInput, match=said):
        read(text, base)


def test_per_cent_may_miss_a_hundred_when_it_is_said_why():
    assert read("Ja; 50 %\nNej; 30 %", 10, "Resten er ikke opgjort").results


def test_per_cent_may_be_rounded():
    assert read("A; 33 %\nB; 33 %\nC; 33 %", 10).results
    assert read("A; 17 %\nB; 17 %\nC; 17 %\nD; 17 %\nE; 17 %\nF; 17 %", 10).results


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80), st.one_of(st.none(), st.integers(-5, 10**9)))
def test_anything_typed_is_read_or_refused(text, base):
    try:
        told = read(text, base)
    except BadInput:
        return
    assert all(one.count is None or 0 <= one.count <= (base or 0) for one in told.results)


def test_the_same_question_can_be_compared():
    one = Asked("Hvor tryg er du?", ("Tryg", "Utryg"))

    assert same_question(one, Asked("hvor  tryg er du", ("Utryg", "Tryg"))) == []
    assert same_question(one, Asked("Er du tryg?", ("Tryg", "Utryg"))) == [comparing.WORDING]
    assert same_question(one, Asked("Hvor tryg er du?", ("Tryg", "Hverken eller", "Utryg"))) == [comparing.ANSWERS]


def test_the_same_people_must_have_been_asked():
    one = People("personer", 18, "Blok 1 til 9")

    assert same_people(one, People("personer", 18, "blok 1 til 9")) == []
    assert same_people(one, People("husstande", 15, "Blok 1 til 4")) == [
        comparing.COUNTED, comparing.AGE, comparing.AREA,
    ]  # fmt: skip
    assert same_people(one, People("personer", None, "")) == [comparing.UNSAID_AGE, comparing.UNSAID_AREA]
