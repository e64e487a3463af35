"""Periods to come are refused at their field, and what was typed stays: of residents, and of the police's efforts."""

import pytest

from engine import records
from engine.errors import BadInput
from tests.webui import small
from tests.workflows.crime.files import long
from tests.workflows.crime.test_people import API
from workflows.tryghedsnetvaerk.mapping.crime.actions import import_people
from workflows.tryghedsnetvaerk.mapping.crime.models import PoliceEffort, Population
from workflows.tryghedsnetvaerk.mapping.crime.people import read_people

NET = "/netvaerk/birken"
EFFORT = {"verdict": "saerlig_indsats", "text": "Indsats mod hash ved stationen"}
KINDS = {"befolkningstal": Population, "politiindsatser": PoliceEffort}
TYPED = [
    ("befolkningstal", "figures", {"figures": "2026K1; 900\n2026K2; 905"}, "2026K2 er ikke begyndt", "2026K1; 900"),
    ("befolkningstal", "figures", {"figures": "2027; 900"}, "2027 er ikke begyndt endnu", "2027; 900"),
    ("politiindsatser", "first", EFFORT | {"first": "2026M04"}, "2026M04 er ikke begyndt endnu", "Indsats mod hash"),
    ("politiindsatser", "last", EFFORT | {"first": "2026K1", "last": "2026K2"}, "2026K2 er ikke begyndt",
     "Indsats mod hash"),
]  # fmt: skip


@pytest.fixture
def network(begin):
    return begin("Birken")


@pytest.mark.parametrize(("noun", "field", "typed", "said", "kept"), TYPED)
def test_a_period_to_come_is_refused_and_what_was_typed_is_kept(
    browse, network, database, noun, field, typed, said, kept
):
    answer = browse("mette").send(f"{NET}/{noun}/ny", typed)

    assert answer.status_code == 422
    assert f'<a href="#{field}">' in answer.text
    assert said in answer.text
    assert kept in answer.text
    with database.read() as session:
        assert not records.list_all(session, KINDS[noun], network)


@pytest.mark.parametrize(
    ("noun", "typed"),
    [
        ("befolkningstal", {"figures": "2026K1; 900"}),
        ("politiindsatser", EFFORT | {"first": "2025K4", "last": "2026M03"}),
    ],
)
def test_a_period_that_goes_on_is_taken(browse, network, noun, typed):
    assert browse("mette").send(f"{NET}/{noun}/ny", typed).status_code == 303


def test_a_forecast_of_a_file_is_refused_too(network, database, people, now):
    reading = read_people("FOLK1A.csv", long("0169;I alt;I alt;I alt;2026K1;900", "0169;I alt;I alt;I alt;2026K2;905",
                                             heading=API).encode())  # fmt: skip
    said = {"source": "Danmarks Statistik", "extracted_on": now.date()}

    with database.write() as session, pytest.raises(BadInput, match="2026K2 er ikke begyndt"):
        import_people(session, small.ask(network, people["mette"], now), reading, said, reading.areas)
