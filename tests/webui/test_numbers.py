"""A number in an address that nothing can have: the page as without it, or no such page, never a failure."""

import pytest

LARGE = ("9223372036854775807", "9223372036854775808", "9" * 40, "-1", "0", "x", "٣")
ASKED = [
    ("revisor", "/netvaerk/gadehavegaard/historik/?foer={}"),
    ("revisor", "/revision/haendelser?side={}"),
    ("revisor", "/netvaerk/?side={}"),
    ("admin", "/udbakke/?side={}"),
    ("admin", "/personer/?side={}"),
    ("admin", "/organisationer/?side={}"),
    ("admin", "/personer/ny?organisation={}"),
    ("koordinator", "/netvaerk/gadehavegaard/papir/indkaldelse/1.html?til={}"),
]
NAMED = ["/personer/{}/", "/organisationer/{}/", "/udbakke/{}/", "/netvaerk/gadehavegaard/moeder/{}/",
         "/netvaerk/gadehavegaard/behov/{}/", "/netvaerk/gadehavegaard/trin/{}/"]  # fmt: skip


@pytest.mark.parametrize(("who", "address"), ASKED)
def test_a_number_that_is_none_in_a_query_string_is_as_good_as_none(look, who, address):
    browser = look(who)
    without = browser.get(address.partition("?")[0]).status_code

    assert without == 200
    assert {browser.get(address.format(number)).status_code for number in LARGE} <= {without, 404}


@pytest.mark.parametrize("address", NAMED)
def test_a_number_that_nothing_has_in_a_path_is_no_page(look, address):
    browser = look("admin")

    assert {browser.get(address.format(number)).status_code for number in LARGE} == {404}
