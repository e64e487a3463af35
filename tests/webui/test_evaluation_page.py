"""The page of the year's evaluation: what it lacks is said there, as soon as it is written."""

import pytest

from tests.webui import small
from workflows.tryghedsnetvaerk.evaluation.actions import save_evaluation

SHOWN = "/netvaerk/birken/evaluering/1/"
EDIT = f"{SHOWN}ret"
NO_STEPS = "men der er ikke valgt, hvilke trin der tages op igen"


@pytest.fixture
def network(begin, database, people, now):
    number = begin("birken", at="evaluering")
    with database.write() as session:
        save_evaluation(session, small.ask(number, people["mette"], now), None, {"findings": "Mindre hærværk"})
        session.commit()
    return number


def test_a_correction_without_steps_says_so_when_it_is_written_and_loses_nothing(browse, network):
    mette = browse("mette")

    assert mette.send(EDIT, {"mode": "", "outcome": "korriger", "grounds": "For få ringer"}).status_code == 303

    page = mette.get(SHOWN).text
    assert NO_STEPS in page
    assert f'href="{EDIT}#reopen-0">Ret evalueringen</a>' in page
    form = mette.get(EDIT).text
    assert 'id="reopen-0"' in form
    assert "For få ringer" in form
    assert "Vælg mindst ét, når I korrigerer." in form

    told = {"mode": "", "outcome": "korriger", "grounds": "For få ringer", "reopen": ["aftale"]}
    assert mette.send(EDIT, told).status_code == 303
    assert NO_STEPS not in mette.get(SHOWN).text


def test_everything_the_evaluation_lacks_leads_to_where_it_is_written(browse, network):
    page = browse("mette").get(SHOWN).text

    assert "Det mangler, før trin 9 kan lukkes" in page
    assert f'href="{EDIT}#outcome"' in page
    assert f'href="{EDIT}#grounds"' in page
    assert 'href="/netvaerk/birken/maalinger/">' in page
    assert "Evalueringens resultater er ikke skrevet." not in page


def test_who_only_looks_is_led_to_no_form(browse, network):
    page = browse("rita").get(SHOWN).text

    assert "Beslutningen er ikke taget" in page
    assert "#outcome" not in page


def test_the_last_change_says_who_made_it_and_when(browse, network):
    panel = browse("rita").get(SHOWN).text.partition('aria-label="Sidste ændring"')[2].partition("</section>")[0]

    assert "Mette Holm skrev evalueringen ind" in panel
    assert "2. marts 2026 kl. 13.00" in panel
