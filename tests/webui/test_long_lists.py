"""What a page asks the database does not grow with the number of records, nor does what any page asks pass its most."""

import pytest

from tests.webui.crawl import DOWNLOADS, told
from tests.webui.multiplied import multiply

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("slug", ["gadehavegaard", "moellebakken", "lindevaenget"])
def test_a_page_asks_as_often_of_ten_times_as_many_records(walked, look, demonstration, slug):
    kinds = {one.kind: one for one in reversed(walked("koordinator").seen) if one.url.startswith(f"/netvaerk/{slug}/")}
    before = {
        one.url: one.queries for one in kinds.values() if one.status == 200 and not one.endpoint.startswith(DOWNLOADS)
    }
    multiply(demonstration, slug, 10)
    browser = look("koordinator")

    asked = {}
    with told(demonstration.reading) as statements:
        for url in before:
            start = len(statements)
            assert browser.get(url).status_code == 200
            asked[url] = len(statements) - start

    assert {url: (before[url], many) for url, many in asked.items() if many > before[url]} == {}
