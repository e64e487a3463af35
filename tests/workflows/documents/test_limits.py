import pytest

from workflows.tryghedsnetvaerk.documents.limits import (
    PRINTED_IN,
    SHIPPED,
    belongs_in,
    in_own_words,
    is_whole,
    what_it_is_not,
    with_limits,
)


@pytest.mark.parametrize("locale", SHIPPED)
def test_the_standing_text_has_a_heading_and_four_points(locale):
    lines = what_it_is_not(locale).splitlines()

    assert lines[0].startswith("## ")
    assert sum(line.startswith("- ") for line in lines) == 4


def test_a_language_without_the_text_gets_the_danish_one():
    assert what_it_is_not("so") == what_it_is_not("da")


@pytest.mark.parametrize("locale", SHIPPED)
def test_it_stands_there_once_however_often_it_is_added(locale):
    once = with_limits("Kære beboere", locale)

    assert with_limits(once, locale) == once
    assert once.count(what_it_is_not(locale)) == 1


def test_an_edited_copy_gives_way_and_the_rest_stays():
    edited = "Før\r\n\r\n### hvad netværket ikke er\r\n\r\n- Vi er politiets øjne.\r\n\r\nEfter"

    text = with_limits(edited, "da")

    assert "politiets øjne" not in text
    assert text.startswith("Før")
    assert "Efter" in text
    assert text.count("Hvad netværket ikke er") == 1


def test_a_copy_in_the_other_language_gives_way_too():
    text = with_limits(with_limits("Kære beboere", "en"), "da")

    assert "What the network is not" not in text


@pytest.mark.parametrize("kind", [*PRINTED_IN, "resident_poster", "resident_web", "resident_article"])
def test_papers_that_must_carry_it_are_known(kind):
    assert belongs_in(kind)


@pytest.mark.parametrize("kind", ["", "minutes", "report", "residents"])
def test_other_papers_need_not_carry_it(kind):
    assert not belongs_in(kind)


def test_another_language_has_it_in_its_own_words_a_point_a_line():
    typed = "Waxa aanu ahayn\n\n- Maaha booliska\n* Maaha ilaalo\n3 <b>\nShaqada"

    own = in_own_words(typed)

    assert is_whole(typed)
    assert own.startswith("## Waxa aanu ahayn\n\n- Maaha booliska\n- Maaha ilaalo\n")
    assert "&lt;b>" in own
    assert with_limits("Hej", "so", own).endswith(own)


@pytest.mark.parametrize("typed", ["", "Kun en overskrift", "Overskrift\nEt\nTo\nTre\n\n- "])
def test_fewer_points_are_not_the_whole_of_it(typed):
    assert not is_whole(typed)
