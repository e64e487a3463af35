"""Every page of the demonstration, for each who may see it: links lead somewhere, ask little and change nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from engine.db import Database
from tests.webui.conftest import Browser
from tests.webui.crawl import Seen, walk
from tests.webui.matrix import dump
from webui.policy import POLICY

pytestmark = pytest.mark.slow
WHO = ("koordinator", "styregruppe", "revisor", "admin")
MOST = 15
LEAVES_A_TRACE = ("history.export", "extracts.events", "papers.paper", "attachments.fetch")
NOT_BY_LINK = {"static", "auth.log_in", "pages.status", "guide.check", "answering.first", "entering.show"}

STARTS = {"koordinator": "/", "styregruppe": "/", "admin": "/netvaerk/engdraget/historik/"}  # where a reason was given


@pytest.fixture
def walked(demo: Flask, look: Callable[[str], Browser]) -> Callable[..., list[Seen]]:
    def walk_as(who: str, enough: int, start: str = "/") -> list[Seen]:
        return walk(demo, look(who).client, start, enough)

    return walk_as


@pytest.mark.parametrize("who", WHO)
def test_every_page_answers_asks_little_and_changes_nothing(walked: Any, demonstration: Database, who: str):
    before = dump(demonstration)

    seen = walked(who, 3)

    assert not [(one.status, one.url, one.found_on) for one in seen if one.status not in (200, 303)]
    assert not [(one.queries, one.url) for one in seen if one.queries > MOST]
    assert not [one.url for one in seen if one.writes and not one.endpoint.startswith(LEAVES_A_TRACE)]
    assert dump(demonstration) == before


def test_every_page_that_can_be_read_is_reached_by_links(walked: Any, demo: Flask):
    readable = {rule.endpoint for rule in demo.url_map.iter_rules() if "GET" in (rule.methods or ())}

    reached = {one.endpoint for who, start in STARTS.items() for one in walked(who, 1, start)}

    assert readable & POLICY.keys() - reached - NOT_BY_LINK == set()
