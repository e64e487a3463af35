"""The pages of materials: what was released stays on paper, and the page says what was changed since."""

import json
import re
from html import unescape

import pytest
from sqlalchemy import select

from engine import records
from tests.webui import small
from workflows.tryghedsnetvaerk.mapping.models import Problem
from workflows.tryghedsnetvaerk.materials.editions import dumps
from workflows.tryghedsnetvaerk.materials.models import CardLine, Edition, Material


@pytest.fixture
def network(begin):
    """A network of Mette's with the three materials, the card as number 2."""
    return begin("Birken", *((Material, {"kind": kind}) for kind in ("folder", "actioncard", "kontaktliste")))


def plain(text):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", text)))


def test_a_released_card_stays_until_it_is_released_anew(browse, network, database, people, now):
    mette, shown, paper = browse("mette"), "/netvaerk/birken/materialer/2/", "/netvaerk/birken/papir/actioncard/2.html"
    assert mette.send(f"{shown}frigiv", {}, shown_on=shown).status_code == 303
    assert "Udgave 1, frigivet" in mette.get(shown).text
    assert "Frigiv den nye udgave" not in mette.get(shown).text

    line = {"about": "Lys", "who": "Ejendomskontoret", "kind": "kontor", "agreed_how": "leder", "agreed_on": now.date()}
    with database.write() as session:
        records.add(session, small.ask(network, people["mette"], now), CardLine, line)
        session.commit()

    for page in (shown, "/netvaerk/birken/actioncard/"):
        assert "Ændret siden frigivelsen" in mette.get(page).text
    assert "Ejendomskontoret" not in mette.get(paper).text
    assert "version 1" in plain(mette.get(paper).text)
    draft = plain(mette.get(paper.replace("actioncard/", "actioncard-kladde/")).text)
    assert "Ejendomskontoret" in draft
    assert "version 2" in draft
    assert "Kladde" in draft

    assert mette.send(f"{shown}frigiv-igen", {}, shown_on=shown).status_code == 303
    assert "Ejendomskontoret" in mette.get(paper).text
    assert "Ændret siden frigivelsen" not in mette.get(shown).text


def test_the_card_begins_with_the_emergency_numbers_whenever_it_was_released(browse, network, database, people, now):
    agreed = {"kind": "kontor", "agreed_how": "leder", "agreed_on": now.date(), "phone": "00 11 22 33"}
    official = ({"kind": "officielt", "who": who, "phone": number} for who, number in (("P", "114"), ("A", "112")))
    with database.write() as session:
        problem = records.add(session, small.ask(network, people["mette"], now), Problem, {"what": "Mørke"})
        lit = {"about": "Lys", "who": "Vej", "problem_id": problem.id, **agreed}
        rest = ({"about": "Hjælp", **values} for values in ({"who": "K", **agreed}, *official))
        for values in (lit, *rest):
            records.add(session, small.ask(network, people["mette"], now), CardLine, values)
        session.commit()
    mette, shown, paper = browse("mette"), "/netvaerk/birken/materialer/2/", "/netvaerk/birken/papir/actioncard/2.html"
    mette.send(f"{shown}frigiv", {}, shown_on=shown)
    with database.write() as session:  # as it was released before the card had this order
        [edition] = session.scalars(select(Edition))
        lines = json.loads(edition.content)["lines"]
        edition.content = dumps({"lines": [lines[2], lines[3], lines[1], lines[0]]})
        session.commit()

    assert "Ændret siden frigivelsen" not in mette.get(shown).text
    assert re.findall(r"Lys Vej|Hjælp [KPA]", plain(mette.get(paper).text)) == [
        "Hjælp A",
        "Hjælp P",
        "Lys Vej",
        "Hjælp K",
    ]
    listed = plain(mette.get("/netvaerk/birken/actioncard/").text)
    assert re.findall(r" ([KPA]|Vej) · ", listed) == ["A", "P", "Vej", "K"]


def test_an_official_line_with_another_number_is_refused_at_its_field(browse, network):
    typed = {"about": "Støj", "kind": "officielt", "who": "Vagten", "phone": "00 11 22 33"}
    answer = browse("mette").send("/netvaerk/birken/actioncard/ny", typed)

    assert answer.status_code == 422
    assert "Et officielt nummer er 112 eller 114 og intet andet." in answer.text
    assert 'value="00 11 22 33"' in answer.text
