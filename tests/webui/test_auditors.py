"""Whoever is an auditor and nothing else changes nothing: no seat, no suppleant, and no way round to one."""

import pytest

from engine.people.models import Organisation
from engine.people.queries import get_person
from tests.webui.test_people import _person
from workflows.tryghedsnetvaerk.network.models import Seat


@pytest.fixture
def birk(begin):
    return begin("birk", chair="karin")


@pytest.mark.parametrize(("field", "other"), [("person_id", "deputy_id"), ("deputy_id", "person_id")])
def test_an_auditor_is_given_no_seat(browse, database, birk, people, field, other):
    with database.read() as session:
        organisation, before = session.query(Organisation).first().id, session.query(Seat).count()
    seat = {"kind": "anden", "organisation_id": str(organisation), "since": "2026-03-01"}

    answer = browse("mette").send(
        "/netvaerk/birk/styregruppe/ny", seat | {field: str(people["rita"]), other: str(people["mette"])}
    )

    assert (answer.status_code, f'<a href="#{field}">Rita Revisor er revisor' in answer.text) == (422, True)
    with database.read() as session:
        assert session.query(Seat).count() == before


@pytest.mark.parametrize("who", ["karin", "mette"], ids=["seat", "tovholder"])
def test_nobody_who_works_in_a_network_becomes_an_auditor(browse, database, birk, people, who):
    admin, path = browse("admin"), f"/personer/{people[who]}/"
    said = {"name": who.title(), "mail": f"{who}@nordby.example", "active": "y"}

    refused = admin.send(path, _person(**said, auditor="y"))

    assert (refused.status_code, "sidder i styregruppen i birk. En revisor ændrer intet" in refused.text) == (422, True)
    with database.read() as session:
        assert not get_person(session, people[who]).auditor
    assert admin.send(path, _person(**said, auditor="y", coordinator="y")).status_code == 303
