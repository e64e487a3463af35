"""The folder that is written on from the method's text, and the phone list that asks before it prints a number."""

import pytest

from engine import records
from engine.people.models import Person
from tests.webui import small
from tests.webui.test_papers import words
from workflows.tryghedsnetvaerk.composition.models import ProfessionalGroup
from workflows.tryghedsnetvaerk.evaluation.actions import save_evaluation
from workflows.tryghedsnetvaerk.mapping.models import Problem
from workflows.tryghedsnetvaerk.materials.models import Material
from workflows.tryghedsnetvaerk.network.actions import change_network

BIRKEN = "/netvaerk/birken"
BEGINNING = "Bag netværket står"


@pytest.fixture
def network(database, people, now):
    """A network of Mette's with Karin and a leader, a problem, a folder and a contact list."""
    with database.write() as session:
        number = small.network(session, people["mette"], "Birken", now, at="kontaktmaterialer")
        small.seat(session, number, people["karin"], now, chair=True)
        session.get_one(Person, people["karin"]).phone = "00 11 22 33"
        for model, told in (
            (Problem, {"what": "Mørk sti"}), (Material, {"kind": "folder"}), (Material, {"kind": "kontaktliste"}),
            (ProfessionalGroup, {"name": "Postbude", "sector": "privat", "choice": "ja", "answer": "ja",
                                 "leader": "Ida", "leader_phone": "00 44 55 66"}),
        ):  # fmt: skip
            records.add(session, small.ask(number, people["mette"], now), model, told)
        session.commit()
    return number


def test_a_folder_is_written_on_from_the_methods_text(browse, network):
    mette = browse("mette")

    assert BEGINNING in mette.get(f"{BIRKEN}/materialer/1/ret").text


def test_what_is_shown_is_what_is_released(browse, network, database, people, now):
    mette = browse("mette")
    before = words(mette.get(f"{BIRKEN}/papir/folder/1.html").text)
    assert BEGINNING in before

    assert mette.send(f"{BIRKEN}/materialer/1/frigiv", {}, shown_on=f"{BIRKEN}/materialer/1/").status_code == 303

    with database.write() as session:
        records.edit(session, small.ask(network, people["mette"], now), Problem, 1, {"what": "Løs hund"})
        session.commit()
    after = words(mette.get(f"{BIRKEN}/papir/folder/1.html").text)
    assert BEGINNING in after
    assert "Mørk sti" in after
    assert "Løs hund" not in after


def test_nobodys_number_is_printed_before_they_agreed_themselves(browse, network, database, people, now):
    mette, paper = browse("mette"), f"{BIRKEN}/papir/kontaktliste/2.html"
    said = words(mette.get(paper).text)
    assert "Karin Bech" in said
    assert "Ida" in said
    assert "00 11 22 33" not in said
    assert "00 44 55 66" not in said

    told = {"name": "Postbude", "sector": "privat", "choice": "ja", "leader": "Ida", "leader_phone": "00 44 55 66",
            "answer": "ja", "answered_on": now.date(), "number_agreed_on": now.date()}  # fmt: skip
    assert mette.send(f"{BIRKEN}/faggrupper/1/ret", told).status_code == 303

    assert "00 44 55 66" in mette.get(paper).text
    assert "00 11 22 33" not in mette.get(paper).text


def test_a_yes_is_not_inherited(browse, network, now):
    mette, paper = browse("mette"), f"{BIRKEN}/papir/kontaktliste/2.html"
    told = {"name": "Postbude", "sector": "privat", "choice": "ja", "leader": "Ida", "leader_phone": "00 44 55 66",
            "answer": "ja", "answered_on": now.date(), "number_agreed_on": now.date()}  # fmt: skip
    assert mette.send(f"{BIRKEN}/faggrupper/1/ret", told).status_code == 303

    assert (
        mette.send(f"{BIRKEN}/faggrupper/1/ret", told | {"leader": "Bo", "leader_phone": "00 77 88 99"}).status_code
        == 303
    )

    assert "Bo" in words(mette.get(paper).text)
    assert "00 77 88 99" not in mette.get(paper).text


def test_the_purpose_stands_in_the_evaluation(browse, network, database, people, now):
    with database.write() as session:
        change_network(session, small.ask(network, people["mette"], now), {"purpose": "At lyse stien op."}, seen=1)
        save_evaluation(session, small.ask(network, people["mette"], now), None, {"findings": "Bedre"})
        session.commit()

    assert "Formål At lyse stien op." in words(browse("mette").get(f"{BIRKEN}/papir/evaluering/1.html").text)
