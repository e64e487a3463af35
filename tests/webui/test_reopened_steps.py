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


def test_in_an_ended_network_no_step_is_under_way_or_to_come(mette):
    page = mette.get("/netvaerk/rosenvang/").text
    row = mette.get("/?q=Rosenvang").text.partition("<tbody>")[2]

    assert bar_in(page) == bar_in(row) == ["done"] * 7 + ["ended"] * 2
    assert "I kan skrive oplysninger ind allerede nu" not in page


def test_the_page_of_a_step_says_that_the_network_is_on_hold_and_how_it_goes_on(mette):
    page = mette.get("/netvaerk/engdraget/trin/5/").text

    assert "Imens kan I ikke markere opgaver som udført" in page
    assert 'href="/netvaerk/engdraget/genoptag"' in page
    assert "Imens kan I ikke" not in mette.get("/netvaerk/engdraget/trin/4/").text
