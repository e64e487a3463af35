"""Mine opgaver: the number beside it in the menu is what the page lists as one's own."""

import re
from datetime import timedelta

import pytest

from tests.webui.crawl import told

COUNTED = re.compile(r'<span class="count"><span class="sr-only">: </span>(\d+)<span class="sr-only"> venter på dig')
SECTION = re.compile(r'<section class="act" aria-labelledby="g-(\w+)">(.*?)</section>', re.DOTALL)


def number_and_listed(text):
    """Return the number in the menu, and how many things are listed as one's own."""
    own = [part for key, part in SECTION.findall(text) if key != "others"]
    return int(next(iter(COUNTED.findall(text)), 0)), sum(part.count("<li") for part in own)


@pytest.mark.parametrize("days", [0, 30, 330, 500])
@pytest.mark.parametrize("who", ["koordinator", "styregruppe", "revisor", "admin"])
def test_the_menu_counts_what_the_page_lists(look, clock, who, days):
    clock.at += timedelta(days=days)

    number, listed = number_and_listed(look(who).get("/opgaver").text)

    assert number == listed
    assert (number > 0) == (who in ("koordinator", "styregruppe"))


def test_what_was_set_aside_and_is_over_is_counted(look, clock):
    clock.at += timedelta(days=330)

    page = look("koordinator").get("/opgaver").text

    assert "Fravigelsen er udløbet" in page


def test_the_number_costs_a_page_one_statement(look, demonstration):
    browser = look("koordinator")

    with told(demonstration.reading) as asked:
        browser.get("/hjaelp")

    assert len([one for one in asked if "approval" in one]) == 1
