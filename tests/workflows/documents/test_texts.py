import re

import pytest

from workflows.tryghedsnetvaerk.documents.fill import places
from workflows.tryghedsnetvaerk.documents.pipeline import html
from workflows.tryghedsnetvaerk.documents.texts import ALONE, NAMES, STEPS, TASKS, guidance, hints, summary, template

SEVEN_PARTS = [
    "Indledning om baggrund og formål",
    "Resumé af resultaterne",
    "Præsentation af undersøgelserne",
    "Kriminalitet i boligområdet",
    "Utryghed i boligområdet",
    "Kriminaliteten og utrygheden analyseret",
    "Konklusion",
]


def headings(text):
    return re.findall(r"(?m)^## (.+)$", text)


@pytest.mark.parametrize("name", NAMES)
def test_a_template_is_the_same_paper_in_both_languages(name):
    danish, english = template(name, "da"), template(name, "en")

    assert places(danish) == places(english)
    assert len(headings(danish)) == len(headings(english))
    assert danish != english


@pytest.mark.parametrize("key", [*STEPS, *TASKS, *ALONE])
@pytest.mark.parametrize("locale", ["da", "en"])
def test_every_step_and_task_is_explained_briefly(key, locale):
    text = guidance(key, locale)

    assert summary(key, locale).count(".") == 1
    assert 3 <= text.count("\n- ") <= 6
    assert html(text).count("<li>") == text.count("\n- ")


def test_there_are_nine_steps_and_eighteen_tasks():
    assert (len(STEPS), len(set(TASKS)), len(set(STEPS) | set(TASKS))) == (9, 18, 27)


def test_the_report_has_its_seven_parts_in_order():
    assert headings(template("report", "da")) == SEVEN_PARTS


def test_the_minutes_say_that_individuals_belong_elsewhere():
    assert "Enkeltpersoner drøftes ikke her – brug SSP/PSP" in template("minutes", "da")


def test_the_action_card_begins_with_the_emergency_numbers():
    first, second = template("actioncard", "da").splitlines()[:2]

    assert "112" in first
    assert "114" in second


def test_the_news_mail_has_its_three_headings():
    assert headings(template("news", "da")) == ["Nye initiativer", "Særlige udviklinger", "Andet"]


@pytest.mark.parametrize("name", NAMES)
def test_no_template_holds_the_standing_text_itself(name):
    assert "Hvad netværket ikke er" not in headings(template(name, "da"))


def test_an_unknown_name_is_an_error():
    with pytest.raises(KeyError):
        template("../guidance/da/interesse", "da")
    with pytest.raises(KeyError):
        guidance("nej", "da")


@pytest.mark.parametrize("locale", ["da", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_each_thing_to_fill_in_has_a_line_of_its_own(name, locale):
    written = "\n".join([template(name, locale), *hints(name, locale).values()])

    assert not [line for line in written.splitlines() if len(re.findall(r"\*\*[^*]+:\*\*", line)) > 1]
