"""Every field that somebody writes in refuses a CPR number by its own name, and keeps what was typed."""

from collections.abc import Iterator

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, PasswordField, StringField

from tests.webui import small
from webui.nouns.catalogue import NOUNS
from webui.saying.fields import tidy_line
from webui.visit.forms import Form

CPR = "Ida 010170-1234"
# What must be there before what belongs to it has a form: interviews have a round, and quotes a theme.
FIRST = (
    ("/netvaerk/birken/samtalerunder/ny", {"title": "Foråret", "groups": "Unge"}),
    ("/netvaerk/birken/temaer/ny", {"round_id": "1", "title": "Lys", "polarity": "utryg"}),
)


def forms(made: type[Form] = Form) -> Iterator[type[Form]]:
    """Every form there is."""
    for one in made.__subclasses__():
        yield one
        yield from forms(one)


def texts(form: Form) -> list[str]:
    return [
        one.name for one in form if isinstance(one, StringField) and not isinstance(one, HiddenField | PasswordField)
    ]


@pytest.mark.parametrize("made", sorted(set(forms()), key=lambda one: one.__qualname__), ids=lambda one: one.__name__)
def test_every_text_field_of_every_form_refuses_one(app, made):
    with app.test_request_context("/", method="POST"):
        for name in texts(made(formdata=None, meta={"csrf": False})):
            form = made(formdata=MultiDict({name: CPR}), meta={"csrf": False})
            form.validate()
            label = form[name].label.text
            said = f"»{label}« ser ud til at indeholde et CPR-nummer. CPR-numre må ikke gemmes her."
            assert said in form[name].errors, name
            form = made(formdata=MultiDict({name: "Ida +45 20123456"}), meta={"csrf": False})
            form.validate()
            assert not [error for error in form[name].errors if "CPR" in error], name


@pytest.fixture
def mette(database, people, now, browse):
    with database.write() as session:
        number = small.network(session, people["mette"], "Birken", now)
        small.seat(session, number, people["karin"], now)
        session.commit()
    browser = browse("mette")
    for page, typed in FIRST:
        assert browser.send(page, typed).status_code == 303
    return browser


@pytest.mark.parametrize("noun", NOUNS)
def test_the_page_comes_again_with_what_was_typed(app, mette, noun):
    page = f"/netvaerk/birken/{noun}/ny"
    with app.test_request_context("/"):
        names = texts(NOUNS[noun].form(formdata=None))
    for name in names:
        answer = mette.send(page, {name: CPR})
        assert answer.status_code == 422
        assert "ser ud til at indeholde et CPR-nummer" in answer.text
        assert CPR in answer.text


@pytest.mark.parametrize(
    ("page", "field"),
    [
        ("/netvaerk/birken/oplysninger", "purpose"),
        ("/netvaerk/birken/bero", "reason"),
        ("/netvaerk/birken/afslut", "reason"),
        ("/min-side/", "name"),
        ("/personer/ny", "name"),
        ("/organisationer/ny", "name"),
    ],
)
def test_so_do_the_pages_that_are_no_record(mette, page, field):
    answer = mette.send(page, {field: CPR})
    assert (answer.status_code, CPR in answer.text) == (422, True)
    assert "ser ud til at indeholde et CPR-nummer" in answer.text


def test_signs_that_cannot_be_seen_do_not_stay_in_a_line(app):
    with app.test_request_context("/", method="POST"):
        form = small_form()(formdata=MultiDict({"name": "Ida\u202e \u200bHansen\u2066"}), meta={"csrf": False})
    assert form.name.data == "Ida Hansen"


@pytest.mark.parametrize("name", ["شبکه\u200cی امنیت", "کردستان\u200c، می\u200cخواهم"])
def test_joiners_that_spell_a_word_stay_in_a_line(name):
    assert tidy_line(f"\u200b{name}\u200e") == name
    assert tidy_line("\u200cMette\u200d Holm\u200c") == "Mette Holm"


def small_form():
    return next(one for one in forms() if one.__name__ == "OrganisationForm")
