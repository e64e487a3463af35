"""A measurement may say which problem it is about; the problem's page and the evaluation say it too."""

import pytest

from engine import records
from tests.webui import small
from tests.webui.test_papers import words
from workflows.tryghedsnetvaerk.evaluation.actions import save_evaluation
from workflows.tryghedsnetvaerk.evaluation.models import Measure
from workflows.tryghedsnetvaerk.mapping.models import Problem

BASE = "/netvaerk/birken"
MEASURE = {"kind": "tryghed", "what": "Utrygge om aftenen", "before": "12 af 30", "after": "9 af 30", "source": ""}


@pytest.fixture
def number(begin, database, people, now):
    number = begin("Birken", (Problem, {"what": "Mørk sti"}), (Problem, {"what": "Åbne kældre"}))
    with database.write() as session:
        save_evaluation(session, small.ask(number, people["mette"], now), None, {"findings": "Roligt"})
        session.commit()
    return number


@pytest.fixture
def mette(browse, number):
    browser = browse("mette")
    assert browser.send(f"{BASE}/maalinger/ny", {**MEASURE, "problem_id": "1"}).status_code == 303
    return browser


def test_the_lists_the_problem_and_the_evaluation_say_it(mette):
    problem = mette.get(f"{BASE}/problemer/1/").text

    assert "Mørk sti" in words(mette.get(f"{BASE}/maalinger/").text)
    assert "Mørk sti" in words(mette.get(f"{BASE}/maalinger/1/").text)
    assert f'href="{BASE}/maalinger/1/"' in problem
    assert "12 af 30 → 9 af 30" in problem
    assert "Sådan er det målt" not in mette.get(f"{BASE}/problemer/2/").text
    assert "Mørk sti" in words(mette.get(f"{BASE}/papir/evaluering/1.html").text)


def test_it_may_be_about_none(mette, database, number):
    assert mette.send(f"{BASE}/maalinger/1/ret", {**MEASURE, "problem_id": ""}).status_code == 303

    with database.read() as session:
        assert records.list_all(session, Measure, number)[0].problem_id is None
    assert "Mørk sti" not in words(mette.get(f"{BASE}/papir/evaluering/1.html").text)


def test_the_problem_of_another_network_is_refused(mette, begin):
    begin("Eget", (Problem, {"what": "Noget andet"}))

    answer = mette.send(f"{BASE}/maalinger/1/ret", {**MEASURE, "problem_id": "3"})

    assert answer.status_code == 422
    assert "Vælg en af mulighederne." in answer.text


def test_a_problem_that_is_measured_is_not_removed(mette):
    page = mette.get(f"{BASE}/problemer/1/").text

    assert f"{BASE}/problemer/1/fjern" not in page
    assert "Måling: Utrygge om aftenen" in page
    assert f"{BASE}/problemer/2/fjern" in mette.get(f"{BASE}/problemer/2/").text
