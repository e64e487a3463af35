"""A need says on what it stands and why this area; each party stands with what it brings."""

import pytest

from tests.workflows.deeds import Stakeholder
from workflows.tryghedsnetvaerk.network.models import Need

BASE = "/netvaerk/birken"


@pytest.fixture
def need(now):
    return {"found_by": "politi", "found_on": now.date().isoformat(), "grounds": "Indbrud om aftenen"}


def test_a_need_has_a_reason_and_may_have_several(begin, browse, need, database):
    begin("Birken")
    mette = browse("mette")

    assert "Sæt mindst ét kryds" in mette.send(f"{BASE}/behov/ny", need).text
    assert mette.send(f"{BASE}/behov/ny", need | {"rise": "y", "insecurity": "y"}).status_code == 303
    page = mette.get(f"{BASE}/behov/").text
    assert "»Behovet, som politiet har set det« er gemt." in page
    assert "Find ud af, om der er et behov" in page
    assert "Målinger" not in page
    with database.read() as session:
        row = session.query(Need).one()
    assert (row.rise, row.insecurity, row.other) == (True, True, False)


def test_figures_have_a_period_and_a_source(begin, browse, need):
    begin("Birken")
    page = browse("mette").send(f"{BASE}/behov/ny", need | {"rise": "y", "figures": "Fra 22 til 35"}).text

    assert "Skriv tallenes periode." in page
    assert "Skriv, hvor tallene kommer fra." in page


def test_a_need_that_nobody_can_check_says_so(begin, browse, now):
    plain = {"rise": True, "found_by": "politi", "found_on": now.date(), "grounds": "Indbrud"}
    begin("Birken", (Need, plain), (Need, plain | {"figures": "22 til 35", "area_because": "Dobbelt så mange"}))
    mette = browse("mette")

    first, second = (mette.get(f"{BASE}/behov/{nr}/").text for nr in (1, 2))

    assert "Der er ingen tal eller bilag endnu" in first
    assert "Det står ikke, hvorfor det er netop dette område" in first
    assert "noget at se efter" not in second
    assert "Det står ikke" not in second


def test_everybody_behind_the_network_stands_with_what_they_bring(begin, browse, database, now):
    begin("Birken", chair="karin")
    with database.read() as session:
        kommune = session.connection().exec_driver_sql("SELECT min(id) FROM organisation").scalar()
    asked = {"kind": "kommune", "organisation_id": kommune, "answer": "interesseret", "answered_on": now.date()}
    mette = browse("mette")
    assert "Ikke skrevet endnu" in mette.get(f"{BASE}/interessenter/").text

    begin("Lunden", (Stakeholder, asked | {"contribution": "To timer om ugen fra SSP"}))

    assert "To timer om ugen fra SSP" in mette.get("/netvaerk/lunden/interessenter/").text
