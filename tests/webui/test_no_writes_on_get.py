"""Every page of the demonstration, for each who may see it: links lead somewhere, ask little and change nothing."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.webui.crawl import Walk
from webui.visit.policy import POLICY

pytestmark = pytest.mark.slow
WHO = ("koordinator", "styregruppe", "revisor", "admin")
MOST = 15
# Pages that nothing in the demonstration leads to today, and those whose address is whole because it is shared.
UNREACHED = {"answer_files.ask", "drafting.ask", "questionnaires.choose", "questionnaires.edit",
             "questionnaires.word_own", "surveyors.ask_end", "surveys.ask_open"}  # fmt: skip
LEAVES_A_TRACE = ("history.export", "extracts.events", "papers.paper", "attachments.fetch")
NOT_BY_LINK = {"static", "auth.log_in", "pages.status", "guide.check", "answering.first", "entering.show",
               "information.show"}  # fmt: skip

STARTS = {"koordinator": "/", "styregruppe": "/", "admin": "/netvaerk/engdraget/historik/"}  # where a reason was given


@pytest.mark.parametrize("who", WHO)
def test_every_page_answers_asks_little_and_changes_nothing(walked: Callable[..., Walk], who: str):
    seen = walked(who).seen

    assert not [(one.status, one.url, one.found_on) for one in seen if one.status not in (200, 303)]
    assert not [(one.queries, one.url) for one in seen if one.queries > MOST]
    assert not [one.url for one in seen if one.writes and not one.endpoint.startswith(LEAVES_A_TRACE)]
    assert walked(who).changed == []


def test_every_page_that_can_be_read_is_reached_by_links(walked: Callable[..., Walk], demo: Flask):
    readable = {rule.endpoint for rule in demo.url_map.iter_rules() if "GET" in (rule.methods or ())}

    reached = {one.endpoint for who, start in STARTS.items() for one in walked(who, start).seen}

    assert readable & POLICY.keys() - reached - NOT_BY_LINK == UNREACHED
