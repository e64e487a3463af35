"""A reopened step in the bar of nine: shown as that, and the position as it is."""

import re

import pytest

from tests.webui.conftest import Browser
from webui import create_app
from workflows.tryghedsnetvaerk.demonstration.cast import PASSWORD


@pytest.fixture
def mette(demonstration, clock, tmp_path):
    """The demonstration's tovholder; in Møllebakken the third step is reopened in the second year."""
    app = create_app({"DATA": tmp_path}, database=demonstration, clock=clock)
    browser = Browser(app.test_client())
    assert browser.send("/log-ind", {"mail": "koordinator@demo.dk", "password": PASSWORD}).status_code == 303
    return browser


def bar_in(text):
    return re.findall(r"seg-(\w+)", re.search(r"<svg class=\"bar.*?</svg>", text, re.DOTALL)[0])


EXPECTED = ["done", "done", "reopened", "done", "done", "done", "done", "active", "prepare"]


def test_the_list_shows_what_is_reopened_and_what_goes_on(mette):
    row = mette.get("/?q=Møllebakken").text.partition("<tbody>")[2]

    assert bar_in(row) == EXPECTED
    assert "3. Sammensætning af tryghedsnetværk: Genåbnet" in row
    assert "Nuværende trin 8: Samarbejdet i praksis – I gang." in row


def test_the_network_shows_the_same(mette):
    assert bar_in(mette.get("/netvaerk/moellebakken/").text) == EXPECTED
