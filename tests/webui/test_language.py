"""Dates, hours and numbers are said as each language says them."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import wtforms
from babel.messages.extract import extract

from webui.nouns.mapping.studies import StudyForm, study_line
from webui.saying import language
from webui.saying.catalogue import stored
from webui.saying.fields import shown_value
from webui.saying.words import word
from webui.visit.forms import SAID
from workflows.tryghedsnetvaerk.mapping.models import QUANTITATIVE, Study

UNSAID = {  # of fields and checks that no form of ours has
    "CSRF failed.",
    "CSRF token expired.",
    "CSRF token missing.",
    "Choices cannot be None.",
    "Invalid CSRF Token.",
    "Invalid IP address.",
    "Invalid Mac address.",
    "Invalid UUID.",
    "Invalid field name '%s'.",
    "Invalid value, can't be any of: %(values)s.",
    "Invalid value, must be one of: %(values)s.",
    "This field cannot be edited.",
    "This field is disabled and cannot have a value.",
}
AT = datetime(2026, 9, 2, 7, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("say", "value", "danish", "english"),
    [
        (language.day, date(2026, 9, 2), "2. september 2026", "2 September 2026"),
        (language.short_day, date(2026, 11, 22), "22. nov. 2026", "22 Nov 2026"),
        (language.moment, AT, "2. september 2026 kl. 9.05", "2 September 2026 at 09:05"),
        (language.clock, AT, "9.05", "09:05"),
        (language.week, date(2026, 11, 22), "uge 47", "week 47"),
        (language.number, 1234.5, "1.234,5", "1,234.5"),
        (language.quoted, "Lys", "»Lys«", "“Lys”"),
    ],
)
def test_dates_and_numbers_are_said_in_both_languages(app, say, value, danish, english):
    with app.test_request_context("/"):
        assert say(value) == danish
    with app.test_request_context("/?lang=en"):
        assert say(value) == english


def test_a_study_says_how_many_answered_as_numbers_are_said(app):
    row = Study(kind=QUANTITATIVE, state="gennemfoert", asked=1200, answered=240, left_out_reason="")

    with app.test_request_context("/"):
        assert "240 af 1.200 svarede" in study_line(row).sub
        assert shown_value(StudyForm(formdata=None, obj=row).asked) == "1.200"
    with app.test_request_context("/?lang=en"):
        assert shown_value(StudyForm(formdata=None, obj=row).asked) == "1,200"


def test_nothing_is_said_of_no_date(app):
    with app.test_request_context("/?lang=en"):
        assert [say(None) for say in (language.day, language.moment, language.week, language.number)] == [""] * 4


def test_one_and_many_are_counted_in_english(app):
    with app.test_request_context("/?lang=en"):
        said = [language.ngettext("%(count)s person", "%(count)s personer", n) % {"count": n} for n in (0, 1, 2)]
    assert said == ["0 people", "1 person", "2 people"]


def test_what_forms_say_is_said_in_english(app):
    with app.test_request_context("/?lang=en"):
        assert not [sentence for sentence in SAID.values() if language.tell(sentence) == sentence]


def test_every_sentence_of_the_form_library_is_said_in_our_languages():
    needed = {text for file in Path(wtforms.__file__).parent.rglob("*.py") for text in _asked_for(file)}
    assert needed - set(SAID) == UNSAID


def _asked_for(file):
    """What a module of the library hands to its translations."""
    with file.open("rb") as source:
        for _line, text, _comments, _context in extract(
            "python", source, keywords={"gettext": None, "ngettext": (1, 2)}
        ):
            yield from (text,) if isinstance(text, str) else text


def test_a_value_is_said_in_the_language_of_its_sentence(app):
    with app.test_request_context("/?lang=en"):
        assert language.tell("Gælder fra {dato}", {"dato": date(2026, 9, 2)}) == "In force from 2 September 2026"


def test_people_being_called_is_said_in_one_way_in_english(app):
    with app.test_request_context("/?lang=en"):
        assert {word(family, "indkaldt") for family in ("meeting_state", "talk")} == {"Invitations sent"}

    assert [message.id for message in stored("en") if "announce" in str(message.string).lower()] == []
