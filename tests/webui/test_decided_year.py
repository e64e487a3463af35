"""The pages of a year whose evaluation was closed with its decision."""

import pytest
from sqlalchemy import update

from engine import records
from engine.models import process
from tests.webui.small import ask, network
from workflows.tryghedsnetvaerk.evaluation.actions import save_evaluation, save_measure
from workflows.tryghedsnetvaerk.evaluation.models import Evaluation, Measure

NET = "/netvaerk/birk"


@pytest.fixture
def birk(database, people, now):
    """A network in its second year, with the evaluation of each."""
    with database.write() as session:
        number, who = network(session, people["mette"], "birk", now, at="praksis"), people["mette"]
        for year in (1, 2):
            session.execute(update(process).where(process.c.id == number).values(cycle=year))
            save_evaluation(session, ask(number, who, now), None, {"findings": f"År {year}"})
            save_measure(
                session, ask(number, who, now), None, {"kind": "tryghed", "what": f"Måling {year}", "after": "9"}
            )
        session.commit()
    return number


@pytest.mark.parametrize("noun", ["evaluering", "maalinger"])
def test_the_decided_year_is_shown_and_not_offered_for_change(browse, birk, noun):
    mette = browse("mette")

    old, new = mette.get(f"{NET}/{noun}/1/").text, mette.get(f"{NET}/{noun}/2/").text

    assert "afsluttet med sin beslutning" in old
    assert f"{NET}/{noun}/1/ret" not in old
    assert f"{NET}/{noun}/1/fjern" not in old
    assert f"{NET}/{noun}/2/ret" in new


@pytest.mark.parametrize("noun", ["evaluering", "maalinger"])
def test_a_form_that_was_open_when_it_was_decided_is_refused(browse, birk, database, noun):
    mette = browse("mette")
    drawn = mette.form(f"{NET}/{noun}/2/ret")
    with database.write() as session:
        session.execute(update(process).where(process.c.id == birk).values(cycle=3))
        session.commit()

    typed = {"findings": "Noget andet", "kind": "tryghed", "what": "Noget andet", "after": "0"}
    answer = mette.client.post(f"{NET}/{noun}/2/ret", data=drawn | typed)

    assert answer.status_code in (409, 422)
    with database.read() as session:
        rows = records.list_all(session, Evaluation, birk), records.list_all(session, Measure, birk)
    assert (rows[0][1].findings, rows[1][1].what) == ("År 2", "Måling 2")
