"""The version of the method that a network follows: what is new, who may move it, and that all goes with it."""

import json
import sqlite3
from contextlib import closing

from tests.webui.shell import NAME, refused
from webui.commands import caretaker

PATH = "/netvaerk/moellebakken/metode/"
ORDER, TALKS = "Styregruppen er nedsat, efter at det indledende møde sagde ja", "gemmes ikke for længe"


def test_an_administrator_is_offered_the_newest_version_sees_what_is_new_and_moves_the_network(look, demonstration):
    admin = look("admin")
    assert f'href="{PATH}"' in admin.get("/netvaerk/moellebakken/").text
    offered = admin.get(PATH).text

    assert "Netværket følger version 1 af metoden. Den nyeste er version 2." in offered
    assert ORDER in offered
    assert TALKS in offered
    assert admin.send(PATH, {"reason": ""}).status_code == 422
    assert admin.send(PATH, {"reason": "Vi vil have rækkefølgen med"}).status_code == 303

    front = admin.get("/netvaerk/moellebakken/").text
    assert "Netværket følger nu version 2 af metoden." in front
    assert "Der er en nyere version af metoden" not in front
    assert ORDER in admin.get("/netvaerk/moellebakken/trin/1/").text
    assert "flyttede netværket til version 2 af metoden" in admin.get("/netvaerk/moellebakken/historik/").text
    assert "Det er den nyeste." in admin.get(PATH).text
    assert not caretaker.verify(demonstration, "moellebakken")[1]


def test_others_see_what_is_new_and_who_can_move_the_network(look):
    browser = look("koordinator")
    shown = browser.get(PATH).text

    assert ORDER in shown
    assert "En administrator kan flytte netværket." in shown
    assert 'name="reason"' not in shown


def test_a_demand_of_a_later_version_is_unknown_to_a_network_on_an_earlier(look):
    browser = look("koordinator")

    assert ORDER not in browser.get("/netvaerk/moellebakken/trin/1/").text
    assert browser.get("/netvaerk/moellebakken/krav/i_raekkefoelge/fravig").status_code == 404


def stands(data):
    with closing(sqlite3.connect(data / "tryghed.db")) as db:
        return dict(db.execute("SELECT slug, version FROM process WHERE name = ?", (NAME,)))


def test_the_command_line_moves_what_follows_an_earlier_version_and_tries_it_first(tryghed, data):
    line = ("process", "move", NAME, "--reason", "Ny version")
    before = stands(data)

    tried = tryghed(*line, "--dry-run")
    assert "moellebakken: fra version 1 til 2." in tried.stdout
    assert "Netværk, der kan flyttes: 1." in tried.stdout
    assert stands(data) == before
    assert "Netværk flyttet til version 2: 1." in tryghed(*line).stdout

    assert set(stands(data).values()) == {2}
    assert "flyttet til version 2: 0." in tryghed(*line).stdout
    assert json.loads(tryghed("history", "verify", "--json").stdout)["faults"] == []
    assert tryghed("db", "check").exit_code == 0


def test_the_command_line_names_what_cannot_be_moved(tryghed, data):
    line = ("process", "move", NAME, "--reason", "Ny version", "--network")

    refused(tryghed(*line, "hest"), "intet netværk, der hedder hest")
    refused(tryghed(*line, "gadehavegaard"), "allerede den nyeste version")
    refused(tryghed(*line, "rosenvang"), "Netværket er afsluttet")
    refused(tryghed("process", "move", "hest", "--reason", "Ny"), f"Der er: {NAME}")
