"""Every page of the demonstration, for each who may see it: links lead somewhere, ask little and change nothing."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.webui.crawl import Walk
from webui.visit.policy import POLICY

pytestmark = pytest.mark.slow
WHO = ("koordinator", "styregruppe", "undersoegelse", "revisor", "admin")
MOST = 15
LEAVES_A_TRACE = ("history.export", "extracts.events", "papers.paper", "attachments.fetch")
NOT_BY_LINK = {"static", "auth.log_in", "pages.status", "guide.check", "answering.first", "entering.show",
               "information.show"}  # fmt: skip


@pytest.mark.parametrize("who", WHO)
def test_every_page_answers_asks_little_and_changes_nothing(walked: Callable[..., Walk], who: str):
    seen = walked(who).seen

    assert not [(one.status, one.url, one.found_on) for one in seen if one.status not in (200, 303)]
    assert not [(one.queries, one.url) for one in seen if one.queries > MOST]
    assert not [one.url for one in seen if one.writes and not one.endpoint.startswith(LEAVES_A_TRACE)]
    assert walked(who).changed == []


def test_every_page_that_can_be_read_is_reached_by_links(walked: Callable[..., Walk], demo: Flask):
    readable = {rule.endpoint for rule in demo.url_map.iter_rules() if "GET" in (rule.methods or ())}

    reached = {one.endpoint for who in WHO for one in walked(who).seen}

    assert readable & POLICY.keys() - reached - NOT_BY_LINK == set()
