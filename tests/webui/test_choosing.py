"""Choosing one from a list or writing a new one: it is one of the two, a new one is whole, and nothing is lost."""

import pytest
from sqlalchemy import func, select

from engine.people.actions import add_organisation
from engine.people.models import Organisation, Person
from tests.webui.small import network

PLACES = {
    "/netvaerk/nyt/2/": {},
    "/netvaerk/birken/interessenter/ny": {"kind": "andet"},
    "/netvaerk/birken/styregruppe/ny": {"kind": "anden", "person_id": "3", "since": "2026-03-01"},
    "/netvaerk/birken/parter/ny": {"contribution": "Lys"},
}
BOTH = "Der er både valgt en organisation på listen og skrevet en ny."
KINDLESS = "Vælg, hvilken slags den nye organisation er."
NAMELESS = "Skriv, hvad den nye organisation hedder"


@pytest.fixture
def mette(browse, database, people, now):
    with database.write() as session:
        network(session, people["mette"], "birken", now)
        add_organisation(session, actor=None, now=now, name="Kommunen", kind="kommune")
        session.commit()
    return browse("mette")


def stored(database):
    with database.read() as session:
        return [session.scalar(select(func.count()).select_from(model)) for model in (Organisation, Person)]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"organisation_id": "1", "new_organisation": "Klubben", "new_kind": "forening"}, "new_organisation", BOTH),
        ({"new_organisation": "Klubben"}, "new_kind", KINDLESS),
        ({"organisation_id": "1", "new_kind": "forening"}, "new_organisation", NAMELESS),
    ],
)
def test_an_organisation_is_chosen_or_written_and_a_new_one_is_whole(mette, database, place, typed, field, said):
    before = stored(database)

    answer = mette.send(place, PLACES[place] | typed)

    assert (answer.status_code, f'<a href="#{field}">{said}' in answer.text) == (422, True)
    assert [f'value="{text}"' in answer.text for text in typed.values()] == [True] * len(typed)
    assert stored(database) == before


@pytest.mark.parametrize("typed", [{"organisation_id": "1"}, {"new_organisation": "Klubben", "new_kind": "forening"}])
def test_who_is_not_found_here_has_no_organisation(mette, database, typed):
    before, place = stored(database), "/netvaerk/birken/interessenter/ny"
    nobody = {"kind": "boligforening", "answer": "findes_ikke"}

    answer = mette.send(place, nobody | typed)

    assert (answer.status_code, '<a href="#organisation_id">Svaret er »Findes ikke her«.' in answer.text) == (422, True)
    assert stored(database) == before
    assert [mette.send(place, nobody).status_code for _ in range(2)] == [303, 303]


@pytest.mark.parametrize("place", PLACES)
def test_a_new_organisation_with_its_kind_is_taken_in(mette, place):
    assert mette.send(place, PLACES[place] | {"new_organisation": "Klubben", "new_kind": "forening"}).status_code == 303


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"person_id": "3", "new_person": "Bo"}, "Der er både valgt en person på listen og skrevet en ny."),
        ({"person_id": "3", "new_mail": "bo@x.dk"}, "Skriv, hvad den nye person hedder, eller slet mailadressen."),
    ],
)
def test_a_person_is_chosen_or_written_and_a_new_one_has_a_name(mette, database, typed, said):
    before = stored(database)
    seat = {"kind": "anden", "organisation_id": "1", "since": "2026-03-01"}

    answer = mette.send("/netvaerk/birken/styregruppe/ny", seat | typed)

    assert (answer.status_code, f'<a href="#new_person">{said}' in answer.text) == (422, True)
    assert stored(database) == before


def test_a_guide_that_was_left_without_a_kind_is_asked_for_it(mette):
    with mette.client.session_transaction() as kept:
        kept["opret"] = {"new_organisation": "Klubben"}

    assert "Side 2, »Initiativet«, er ikke besvaret." in mette.get("/netvaerk/nyt/tjek/").text
