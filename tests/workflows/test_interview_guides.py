"""What leads in an interview guide: coloured words in what opens it, and questions that lay an answer in the mouth."""

import pytest

from workflows.tryghedsnetvaerk.mapping.interviews import guides
from workflows.tryghedsnetvaerk.mapping.interviews.linting import find_leading


@pytest.mark.parametrize("code", guides.WORDINGS)
def test_no_guide_of_the_method_leads(code):
    said = guides.WORDINGS[code]

    assert find_leading(said.intro, said.opening, said.general) == []
    assert sum(1 + len(one.follow_ups) for one in guides.questions(said.opening)) == 2
    assert sum(1 + len(one.follow_ups) for one in guides.questions(said.general)) == 7


@pytest.mark.parametrize(
    ("opening", "general", "part"),
    [
        ("Hvornår er du utryg?", "", "opening"),
        ("Fortæl om trygheden her", "", "opening"),
        ("Er der noget, du gør?\nHvor utrygge er de andre?", "", "opening"),
        ("When do you feel unsafe?", "", "opening"),
        ("Güvende misiniz?", "", "opening"),
        ("Er du bange for bøllerne om aftenen?", "", "opening"),
        ("Hvad synes du om kriminaliteten?", "", "opening"),
        ("Are you scared at night?", "", "opening"),
        ("What do you think of the crime here?", "", "opening"),
        ("هل أنت خائف؟", "", "opening"),
        ("Burası tehlikeli mi?", "", "opening"),
        ("هل تشعر بالأمان؟", "", "opening"),
        ("", "Er du enig i, at torvet er slemt?", "general"),
        ("", "Synes du ikke, at de unge larmer?", "general"),
        ("", "Don't you think it is dark?", "general"),
        ("", "- Er du ikke bange om aftenen?", "general"),
        ("", "Hvor slemt er det på torvet?", "general"),
        ("", "Aren't you afraid?", "general"),
        ("", "Hvorfor er området så farligt?", "general"),
        ("", "- Why is the square so dark?", "general"),
    ],
)
def test_what_leads_is_found_where_it_stands(opening, general, part):
    assert [one.part for one in find_leading("", opening, general)] == [part]


def test_what_colours_the_introduction_is_found_too():
    said = find_leading("Hej\nVi spørger, fordi mange er utrygge her.", "", "")

    assert [(one.part, one.line) for one in said] == [("intro", 2)]


@pytest.mark.parametrize(
    "general",
    [
        "Beskriv, hvad der gør dig tryg",
        "Hvad kunne være anderledes?",
        "Er du tit her?",
        "Hvad er der ikke her?",
        "Er der noget, du ikke kan lide?",
    ],
)
def test_an_open_question_is_let_be(general):
    assert find_leading("", "Hvordan bruger du boligområdet?", general) == []
