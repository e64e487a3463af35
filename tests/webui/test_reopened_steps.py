"""A reopened step in the bar of nine: shown as that, and the position as it is."""

import re

import pytest


@pytest.fixture
def mette(look):
    """The demonstration's tovholder; in Møllebakken the third step is reopened in the second year."""
    return look("koordinator")


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
