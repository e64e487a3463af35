"""What the pages say of the next evaluation where the agreement has no date."""

from datetime import timedelta

import pytest

from engine import actions, records
from tests.webui import small
from workflows.tryghedsnetvaerk.agreement.models import Agreement
from workflows.tryghedsnetvaerk.process import PROCESS


@pytest.fixture
def undated(database, people, now):
    """A network whose step 6 was closed with every demand that may be set aside."""
    with database.write() as session:
        number, db = small.network(session, people["mette"], "Birken", now, at="aftale"), session.connection()
        small.seat(session, number, people["karin"], now, chair=True)
        records.add(session, small.ask(number, people["mette"], now), Agreement, {})
        for demand in PROCESS.steps["aftale"].demands:
            if not demand.firm and not demand.warning:
                until = now.date() + timedelta(days=9)
                asked = small.ask(number, people["mette"], now)
                actions.set_aside(db, asked, demand.key, reason="Senere", allowed="chair", until=until)
        actions.close(db, small.ask(number, people["karin"], now), "aftale")
        session.commit()
    return number


def test_the_agreement_says_what_its_year_is_counted_from(browse, undated):
    assert "regnes fra den dag, trin 6 blev lukket" in browse("mette").get("/netvaerk/birken/aftale/").text


def test_an_agreement_with_a_date_says_only_the_date(browse, undated, database, people, now):
    with database.write() as session:
        records.edit(session, small.ask(undated, people["mette"], now), Agreement, 1, {"in_force_on": now.date()})
        session.commit()

    page = browse("mette").get("/netvaerk/birken/aftale/").text

    assert "Gælder fra" in page
    assert "regnes fra den dag" not in page
