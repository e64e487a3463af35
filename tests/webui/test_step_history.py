"""The history on a step's page: who did what, when it was entered and, where that differs, when it happened."""

import re
from datetime import timedelta

import pytest

from engine import actions, records
from tests.engine.ringing import ring_one
from tests.webui import small
from webui.network.history import define
from workflows import find
from workflows.tryghedsnetvaerk.agreement.models import Agreement
from workflows.tryghedsnetvaerk.network.models import Need


@pytest.fixture
def birk(database, people, now):
    """A network in step 7 with a chair."""
    with database.write() as session:
        number = small.network(session, people["mette"], "Birk", now, at="kontaktmaterialer")
        small.seat(session, number, people["karin"], now, chair=True)
        session.commit()
    return number


def act(database, action, *given, **named):
    with database.write() as session:
        action(session.connection(), *given, **named)
        session.commit()


def told(browse, step):
    """Return what happened and when, as the panel of the step says it."""
    shown = browse("rita").get(f"/netvaerk/birk/trin/{step}/").text
    panel = shown[shown.index("Historik for trinnet") :]
    return re.findall(r'<li>([^<]*)<span class="sub">([^<]*)</span>', panel[: panel.index("</section>")])


def test_what_was_entered_later_says_both_days(database, browse, birk, people, now):
    act(database, actions.reopen, small.ask(birk, people["mette"], now), "aftale", "Nyt sted")
    before = small.ask(birk, people["mette"], now, on=now.date() - timedelta(days=9))
    act(database, actions.set_aside, before, "ikraft", reason="Afventer", allowed="chair", until=now.date())

    assert told(browse, 6) == [
        ("Mette Holm fraveg kravet »Aftalen har en dato, den gælder fra« til 2. marts 2026",
         "Skete den 21. februar 2026, skrevet ind 2. marts 2026 kl. 13.00"),
        ("Mette Holm genåbnede trinnet »Indgåelse af samarbejdsaftale«", "2. marts 2026 kl. 13.00"),
    ]  # fmt: skip


def test_what_was_taken_back_is_told_and_nothing_of_other_steps(database, browse, birk, people, now):
    act(database, actions.reopen, small.ask(birk, people["mette"], now), "aftale", "Nyt sted")
    act(database, actions.undo, small.ask(birk, people["mette"], now), define)

    assert [what for what, _ in told(browse, 6)] == [
        "Mette Holm fortrød hændelse 4",
        "Mette Holm genåbnede trinnet »Indgåelse af samarbejdsaftale«",
    ]
    assert told(browse, 5) == []


def test_a_demand_that_holds_again_is_told(database, browse, birk, people, now):
    ask = small.ask(birk, people["mette"], now)
    act(database, actions.set_aside, ask, "ikraft", reason="Afventer", allowed="chair", until=now.date())
    act(database, actions.reinstate, small.ask(birk, people["mette"], now), "ikraft")

    assert told(browse, 6)[0][0].startswith("Mette Holm lod kravet")


def test_the_year_is_told_where_it_opened(database, browse, birk, people, now):
    with database.write() as session:
        in_force = {"in_force_on": now.date() - timedelta(days=400)}
        records.add(session, small.ask(birk, people["mette"], now), Agreement, in_force)
        while ring_one(session, find, now):
            pass
        session.commit()

    assert [what for what, _ in told(browse, 9)] == ["Systemet nåede en dato: evaluering"]


def test_what_was_long_ago_is_still_told(database, browse, birk, people, now):
    act(database, actions.reopen, small.ask(birk, people["mette"], now), "aftale", "Nyt sted")
    with database.write() as session:
        for _ in range(210):
            values = {"found_by": "politi", "found_on": now.date(), "grounds": "Tal"}
            records.add(session, small.ask(birk, people["mette"], now), Need, values)
        session.commit()

    assert told(browse, 6) != []
