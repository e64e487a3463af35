"""Each entry of a history names the record it is about and leads to it, and carries its own number."""

import re
from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy.event import listen

from tests.webui.conftest import Browser
from webui.nouns.mentions import BESIDE, FAMILIES, MINUTES, PAGES, VERSIONS
from workflows.tryghedsnetvaerk.titles import KINDS, list_titles

HISTORY = "/netvaerk/gadehavegaard/historik/"


@pytest.fixture
def browser(look) -> Browser:
    return look("revisor")


def pages(browser: Browser) -> str:
    shown, address = "", HISTORY
    while address:
        text = unescape(browser.get(address).text)
        shown += text
        older = re.search(r'href="\?foer=(\d+)"', text)
        address = f"{HISTORY}?foer={older[1]}" if older else ""
    return shown


@pytest.mark.parametrize(
    "said",
    [
        r"skrev et problem ind.*?<a href=\"/netvaerk/gadehavegaard/problemer/1/\">Problem 1: [^<]+</a>",
        r"sendte rapporten til godkendelse.*?/rapport/\d+/\">Rapporten, version \d+</a>",
        r"svarede på en godkendelse: godkendt.*?/rapport/\d+/\">Rapporten, version \d+</a>",
        r"/moeder/\d+/\">Møde \d+: [^<]+, \d+\. \w+\.? 20\d\d</a>",
        r"/aftale/1/\">Samarbejdsaftalen, version 1</a>",
        r"/samtaleguider/\d+/\">Samtaleguide \d+: Dansk</a>",
        r"/styregruppe/\d+/\">Plads \d+: [^<]+</a>",
    ],
)
def test_an_entry_names_its_record_and_leads_to_it(browser, said):
    assert re.search(said, pages(browser))


def test_every_page_that_an_entry_leads_to_is_there(browser):
    leads = set(re.findall(r'<p class="sub"><a href="(/netvaerk/gadehavegaard/[^"]+)"', pages(browser)))

    assert len(leads) > 20
    assert [address for address in sorted(leads) if browser.get(address).status_code != 200] == []


def test_every_entry_carries_its_number_and_links_to_an_event_land_on_it(browser):
    shown = pages(browser)
    numbers = re.findall(r'<li class="ev[^"]*" id="nr-(\d+)">', shown)

    assert sorted(map(int, numbers)) == list(range(1, len(numbers) + 1))
    assert len(numbers) > 100
    listed = browser.get("/revision/haendelser").text
    leads = re.findall(r'href="(/netvaerk/[^"]+historik/\?foer=(\d+)#nr-(\d+))"', unescape(listed))
    assert leads
    for address, before, number in leads[:5]:
        assert int(before) == int(number) + 1
        assert f'id="nr-{number}"' in browser.get(address.partition("#")[0]).text


def test_a_record_that_is_gone_is_said_to_be(browser, demonstration):
    with demonstration.write() as session:
        session.connection().exec_driver_sql("DELETE FROM measure")
        session.commit()

    assert re.search(r"Måling \d+, som er fjernet", pages(browser))


def test_every_kind_of_record_can_be_called_something(demonstration):
    assert {*PAGES, *BESIDE, "approval"} == {*KINDS}
    assert {*FAMILIES, *VERSIONS, *MINUTES} <= {*KINDS}
    with demonstration.read() as session:
        told = [f"{kind}:{number}" for kind in KINDS for number in range(1, 4)]
        found = list_titles(session, [*told, "need:x", "need:99999999999999999999", "person:1", "", "hest:1"])

    assert {one.partition(":")[0] for one in found} >= {*KINDS} - {"attachment"}


def test_names_cost_two_questions_however_many_kinds(demonstration):
    asked = []
    listen(demonstration.reading, "before_cursor_execute", lambda *said: asked.append(said[2]))
    with demonstration.read() as session:
        list_titles(session, [f"{kind}:{number}" for kind in KINDS for number in range(1, 90)])

    assert len(asked) <= 2


def test_the_history_asks_little(browser, demonstration, clock):
    clock.at += timedelta(minutes=1)
    asked = []
    listen(demonstration.reading, "before_cursor_execute", lambda *said: asked.append(said[2]))

    for path in (HISTORY, "/revision/", "/revision/haendelser"):
        asked.clear()
        browser.get(path)
        assert len(asked) <= 15, path
