"""Paper forms are typed in by digits, a form a screen, through a link that expires."""

import re
from html import unescape
from typing import Any

import pytest

from tests.webui import small
from tests.webui.phone import Phone, stored
from workflows.tryghedsnetvaerk.mapping.survey import codes
from workflows.tryghedsnetvaerk.mapping.survey.models import BY_CODE, Survey

LINK = "/indtast/birkeparken-ind"


class Typist:
    """Somebody who types forms in."""

    def __init__(self, app: Any) -> None:
        self.client = app.test_client()
        self.page = self.client.get(LINK, buffered=True)

    def hand_in(self, card: str) -> "Typist":
        self.page = self.client.post(LINK, data={"kort": card}, buffered=True)
        return self

    def type(self, digits: str, **more: str) -> "Typist":
        sheet = re.search(r'name="ark" value="([^"]*)"', self.page.text)
        said = {f"s{nr}": digit.strip() for nr, digit in enumerate(digits, 1)}
        data = {"ark": unescape(sheet[1]) if sheet else "", "sprog": "da", **said, **more}
        self.page = self.client.post(LINK, data=data, buffered=True)
        return self


@pytest.fixture
def typist(survey: Any, app: Any) -> Typist:
    survey()
    return Typist(app)


def test_forms_are_typed_one_after_the_other_and_counted(typist, database):
    typist.type("12345")
    assert "Der er nu tastet 1 ind i alt" in typist.page.text
    typist.type("80905", sprog="ar")
    assert "Der er nu tastet 2 ind i alt" in typist.page.text
    assert 'value="ar" selected' in typist.page.text

    said = [
        {"tryg": -1, "affald": -2, "belysning": 5},
        {"tryg": 1, "koersel": 2, "affald": 3, "vold": 4, "belysning": 5},
    ]
    assert sorted(stored(database), key=lambda one: len(one[1])) == [("papir", one) for one in said]


@pytest.mark.parametrize("digits", ["1234 ", "12346", "1234x", "12347", "     "])
def test_what_is_not_on_the_form_is_marked_and_nothing_stored(typist, database, digits):
    typist.type(digits)

    assert typist.page.status_code == 422
    assert 'class="wrong"' in typist.page.text
    assert digits == "     " or 'name="s1" value="1"' in typist.page.text
    assert stored(database) == []


def test_a_form_sent_twice_counts_once(typist, database):
    first = typist.page
    for _ in range(2):
        typist.page = first
        assert typist.type("12345").page.status_code == 200

    assert len(stored(database)) == 1


def test_a_form_without_a_cross_is_not_stored(typist, database):
    assert typist.type("00000").page.status_code == 422
    assert stored(database) == []


def test_paper_is_typed_in_after_the_last_day_until_the_link_expires(survey, app, database, clock, now):
    survey(closes_on=now.date(), entry_until=now.date().replace(day=9))
    clock.at = clock.at.replace(day=9)
    typist = Typist(app)
    assert typist.type("12345").page.status_code == 200
    clock.at = clock.at.replace(day=10)

    assert typist.type("12345").page.status_code == 410
    assert "udløbet" in typist.client.get(LINK).text
    assert len(stored(database)) == 1


def test_a_card_is_handed_in_apart_and_lets_one_form_in(survey, app, database, people, now):
    number = survey(access=BY_CODE)
    with database.write() as session:
        row = session.get_one(Survey, number)
        one, other = codes.make_codes(session, small.ask(row.network_id, people["mette"], now), 1, 2)
        session.commit()
    typist = Typist(app)
    assert 'name="kode"' not in typist.page.text

    assert typist.type("12345", kode=one).page.status_code == 422  # a code beside answers counts for nothing
    assert "Notér først kortene" in typist.page.text
    assert typist.hand_in(codes.spelled(one).lower()).page.status_code == 200
    assert "Der er afleveret 1 kort" in typist.page.text
    assert typist.hand_in(one).page.status_code == 422
    assert "allerede brugt" in typist.page.text
    assert typist.hand_in("ABC DEF GHJ").page.status_code == 422
    assert typist.type("12345").page.status_code == 200
    assert typist.type("12345").page.status_code == 422
    assert len(stored(database)) == 1

    web = Phone(app.test_client()).open()
    assert web.press("begynd", kode=one).page.status_code == 409  # who handed a card in has answered
    web.press("begynd", kode=other).answer(1, 1, 1, 1, 1).press("send")
    assert len(stored(database)) == 2
    assert Typist(app).type("12345").page.status_code == 422


def test_who_types_is_not_looked_up(survey, browse, database):
    survey()
    helper = browse("mette")
    with database.read() as session:
        before = session.connection().exec_driver_sql("SELECT max(seen_at) FROM web_session").scalar()
    page = helper.client.get(LINK, headers={"Accept-Language": "en"})

    assert '<html lang="en"' in page.text
    assert not page.headers.getlist("Set-Cookie")
    with database.read() as session:
        assert session.connection().exec_driver_sql("SELECT max(seen_at) FROM web_session").scalar() == before


def test_a_link_that_was_withdrawn_leads_nowhere(typist):
    assert typist.client.get("/indtast/birkeparken-svar").status_code == 404
