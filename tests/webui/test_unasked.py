"""Who has no mail address is not asked, so not silent either: the pages say whom to ask and take the answer down."""

import re

import pytest
from sqlalchemy import select

from engine.people import actions as people_actions
from tests.webui import small
from tests.webui.test_papers import words
from workflows.tryghedsnetvaerk.mapping.actions import save_report
from workflows.tryghedsnetvaerk.mapping.models import PARTS
from workflows.tryghedsnetvaerk.network.models import Approval

REPORT = "/netvaerk/birken/rapport/1"
NOTE = "/netvaerk/birken/godkendelser/3/skriv-ind"


@pytest.fixture
def mette(browse, database, people, now):
    """Mette's browser, when she has just sent a report to Karin, herself and Lene, who has no mail address."""
    with database.write() as session:
        number = small.network(session, people["mette"], "Birken", now, at="kortlaegning")
        lene = people_actions.add_person(session, actor=None, now=now, name="Lene Friis", mail=None)
        for who in (people["mette"], people["karin"], lene.id):
            small.seat(session, number, who, now)
        save_report(session, small.ask(number, people["mette"], now), None, dict.fromkeys(PARTS, "Stien."))
        session.commit()
    browser = browse("mette")
    answer = browser.send(f"{REPORT}/send", {"object_by": ""}, follow_redirects=True)
    assert "Ikke spurgt, for de har ingen mailadresse: Lene Friis." in words(answer.text)
    return browser


def test_it_is_said_who_must_be_asked_and_where_the_answer_is_written(mette, browse):
    page = mette.get(f"{REPORT}/").text
    row = re.search(r"<tr><th scope=.row.>Lene Friis.*?</tr>", page, re.DOTALL)[0]

    assert "Spørg på en anden måde, og skriv svaret ind. Tavshed er ikke et ja." in row
    assert "Frist" not in row
    assert f'href="{NOTE}"' in row
    assert page.count("Skriv svaret ind<") == 1
    assert "Spørg Lene Friis om rapporten, version 1, og skriv svaret ind" in words(mette.get("/opgaver").text)
    assert "er ikke spurgt om rapporten: 1." in words(mette.get("/netvaerk/birken/trin/2/").text)
    assert NOTE not in browse("karin").get(f"{REPORT}/").text


def test_the_answer_is_written_down_and_the_history_says_so(mette, database):
    mette.send(NOTE, {"said": "bemaerkning", "remark": "Tallene er gamle", "on": ""})
    assert "Tallene er gamle" in mette.get(f"{REPORT}/").text

    answer = mette.send(NOTE, {"said": "godkendt", "remark": "", "on": "2026-03-02"}, follow_redirects=True)

    assert "Svaret er skrevet ind." in answer.text
    assert "Skriv svaret ind<" not in answer.text
    assert "for en, der ikke fik en mail: godkendt" in words(mette.get("/netvaerk/birken/historik/").text)
    with database.read() as session:
        assert session.scalars(select(Approval.answer).order_by(Approval.nr)).all() == ["", "", "godkendt"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"said": "bemaerkning", "remark": ""}, "Skriv bemærkningen."),
        ({"said": ""}, "Udfyld feltet »Hvad var svaret?«."),
        ({"said": "tavs"}, "Vælg en af mulighederne."),
        ({"said": "godkendt", "on": "2026-03-01"}, "før papiret blev sendt til godkendelse"),
        ({"said": "godkendt", "on": "2027-03-01"}, "ligger ude i fremtiden"),
    ],
)
def test_what_cannot_be_an_answer_is_refused_at_its_field(mette, typed, said):
    answer = mette.send(NOTE, typed)

    assert answer.status_code == 422
    assert said in answer.text


def test_only_the_coordinator_and_only_for_who_was_not_asked(mette, browse):
    assert mette.get(NOTE.replace("3", "2")).status_code == 409
    assert browse("karin").get(NOTE).status_code == 403


def test_an_answer_that_somebody_else_wrote_first_is_said(mette):
    drawn = mette.form(NOTE)
    mette.send(NOTE, {"said": "bemaerkning", "remark": "Tallene er gamle"})

    answer = mette.client.post(NOTE, data=drawn | {"command_key": "anden", "said": "godkendt", "remark": ""})

    assert answer.status_code == 409
    assert "Mette Holm skrev et svar på en godkendelse ind" in words(answer.text)
    assert "Tallene er gamle" in answer.text
