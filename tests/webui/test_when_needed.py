"""A field that must be filled only sometimes says when, and never that it is left to whoever writes."""

import re
from itertools import product
from types import SimpleNamespace

import pytest
from wtforms import SelectField

from tests.webui.small import network
from webui.nouns.catalogue import NOUNS

FORMS = {form for noun in NOUNS.values() for form in (noun.form, *(verb.form for verb in noun.verbs)) if form}
WITH_RULES = sorted((form for form in FORMS if form.rules), key=lambda form: form.__name__)
HERE = "/netvaerk/birk"


def label(text, name):
    """Return what stands over a field."""
    found = re.search(rf'<label class="form-label" for="{name}">(.*?)</label>', text, re.DOTALL)
    return re.sub("<[^>]*>", "", found[1])


def pictures(form):
    """Give the form's choices in every combination, each other field once empty and once filled."""
    bound = form(formdata=None)
    held = {
        field.name: [value for value, *_ in field.iter_choices()] if isinstance(field, SelectField) else ["", "x"]
        for field in bound
    }
    named = {name for rule in form.rules for name in rule.holds.__code__.co_consts if isinstance(name, str)}
    named |= {name for rule in form.rules for name in rule.holds.__code__.co_names} & held.keys()
    asked = {name: [*filter(None, held[name]), ""] for name in named & held.keys()}
    for values in product(*asked.values()):
        picture = dict.fromkeys(held, "") | dict(zip(asked, values, strict=True))
        yield picture, Picture({name: SimpleNamespace(data=value) for name, value in picture.items()})


class Picture(dict):
    """A form as its rules see it."""

    def __getattr__(self, name):
        return self[name]

    def said(self, *names):
        return {name: self[name].data for name in names}


def refuses(rule, picture):
    try:
        return not rule.holds(picture)
    except (AttributeError, KeyError, TypeError):  # it compares what is not filled, or of another kind
        return False


@pytest.mark.parametrize("form", WITH_RULES, ids=lambda form: form.__name__)
def test_what_a_rule_asks_for_is_not_called_optional(app, form):
    with app.test_request_context():
        for values, picture in pictures(form):
            for rule in form.rules:
                if not values[rule.field] and refuses(rule, picture):
                    assert rule.field in form.whens, (rule.field, values)


@pytest.mark.parametrize("form", sorted(FORMS, key=lambda form: form.__name__), ids=lambda form: form.__name__)
def test_when_is_said_of_fields_the_form_has_and_does_not_need(app, form):
    with app.test_request_context():
        bound = form(formdata=None)
        assert [name for name in form.whens if name not in bound or bound[name].flags.required] == []


@pytest.fixture
def mette(browse, database, people, now):
    with database.write() as session:
        network(session, people["mette"], "Birk", now)
        session.commit()
    return browse("mette")


@pytest.mark.parametrize(
    ("page", "field", "said"),
    [
        ("interessenter/ny", "contacted_again_on", "(skal udfyldes, når svaret er »Intet svar«)"),
        ("interessenter/ny", "conditions", "(skal udfyldes, når de siger ja på betingelser)"),
        ("interessenter/ny", "contact", "(valgfrit)"),
        ("styregruppe/ny", "person_id", "(vælg en, eller skriv en ny)"),
        ("undersoegelser/ny", "left_out_reason", "(skal udfyldes, når undersøgelsen er valgt fra)"),
        ("actioncard/ny", "agreed_on", "(skal udfyldes, når nogen har sagt ja)"),
        ("faggrupper/ny", "reminded_on", "(skal udfyldes, når svaret er »Intet svar«)"),
        ("aftale/ny", "purpose", "(senest når trin 6 lukkes)"),
        ("rapport/ny", "resume", "(senest når rapporten sendes til godkendelse)"),
    ],
)
def test_the_page_says_when(mette, page, field, said):
    assert label(mette.get(f"{HERE}/{page}").text, field).endswith(said)


@pytest.mark.parametrize(
    ("noun", "typed", "field"),
    [
        ("parter", {}, "organisation_id"),
        ("faggrupper", {"name": "Vagter", "sector": "privat", "choice": "nej"}, "reason"),
        ("kriminalitetstal", {"title": "Tal", "counts": "Hærværk; 2025; 4", "unavailable": "Nej"}, "unavailable"),
        ("actioncard", {"about": "Lys", "who": "Bo", "kind": "person", "agreed_how": "selv"}, "agreed_on"),
        ("actioncard", {"about": "Lys", "who": "Bo", "kind": "person", "agreed_on": "2026-03-01"}, "agreed_how"),
        ("actioncard", {"about": "Lys", "who": "Bo", "kind": "person", "agreed_how": "leder",
                        "agreed_on": "2026-03-01"}, "agreed_how"),
        ("actioncard", {"about": "Lys", "who": "Driften", "kind": "kontor", "agreed_how": "selv",
                        "agreed_on": "2026-03-01"}, "agreed_how"),
        ("evaluering", {"outcome": "fortsaet", "reopen": ["aftale"]}, "reopen-0"),
        ("moeder", {"kind": "netvaerk", "at": "16:30"}, "on"),
    ],
)  # fmt: skip
def test_what_is_missing_together_is_said_at_its_field(mette, noun, typed, field):
    answer = mette.send(f"{HERE}/{noun}/ny", typed)

    assert answer.status_code == 422
    assert f'<a href="#{field}">' in answer.text
