"""Every kind of page of the demonstration, at three widths: nothing keeps anybody out, nothing runs over the edge."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

import webui
from tests.browser.conftest import DESK, NARROW, PHONE
from tests.browser.visitor import Visitor
from tests.webui.crawl import Seen, Walk
from workflows.tryghedsnetvaerk.demonstration.cast import PASSWORD

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
PARTS = 4
STATIC = Path(webui.__file__).with_name("static")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = "color-contrast"  # takes longer than all other rules together
EVERY = {"runOnly": {"type": "tag", "values": TAGS}}
DRAWN_AGAIN = EVERY | {"rules": {COLOURS: {"enabled": False}}}
PLACED = {"runOnly": {"type": "rule", "values": ["target-size", "scrollable-region-focusable"]}}  # where things lie
LOOK = """async asking => {
    const asked = {...asking, resultTypes: ["violations"], selectors: false}
    if (!(await axe.run(document, asked)).violations.length) return []
    const found = await axe.run(document, {...asked, selectors: true})  // to say where costs as much as to look
    return found.violations.map(found => [found.id, ...found.nodes.slice(0, 3).map(node => node.target.join(" "))])}"""
RULES = {DESK: EVERY, PHONE: DRAWN_AGAIN, NARROW: PLACED}
PHONES_OWN = {"color:var(--mut)", "background-color:#fff"}  # a card's labels, the menu that is open
COLOURED = re.compile(r"[{;]\s*((?:background(?:-color)?|color|opacity|filter):[^;}]*)")
BREAKS = re.compile(r"@media[^{]*?(?:min|max)-width:(\d+)px")
SHAPE = """() => ({h1: document.querySelectorAll("h1").length, lang: document.documentElement.lang,
    over: document.documentElement.scrollWidth - innerWidth})"""


@pytest.fixture
def kinds(walked: Callable[..., Walk]) -> Callable[[str], list[Seen]]:
    """Return what finds the longest page of each kind that somebody reaches by links."""

    def find(who: str) -> list[Seen]:
        seen = walked(who, "/" if who else "/hjaelp").seen
        pages = sorted((one for one in seen if one.size), key=lambda one: one.size)
        return list({one.kind: one for one in pages}.values())

    return find


def one_per_endpoint(pages: list[Seen]) -> list[Seen]:
    return list({one.endpoint: one for one in pages}.values())


def unlike(pages: list[Seen], others: Iterable[Seen] = ()) -> list[Seen]:
    """Return the pages of which something is unlike all of the *others* and of the larger pages."""
    endpoints, parts, found = {one.endpoint for one in others}, {part for one in others for part in one.parts}, []
    for one in sorted(pages, key=lambda one: (-one.size, one.url)):
        if one.endpoint not in endpoints or one.parts - parts:
            found.append(one)
        endpoints.add(one.endpoint)
        parts |= one.parts
    return found


@pytest.mark.parametrize("part", range(PARTS))
def test_every_kind_of_page_keeps_nobody_out(kinds: Any, visit: Any, axe: str, part: int):
    pages = kinds("koordinator")
    first = unlike(pages)
    assert len(pages) > 100
    assert len(first) > 50

    look_at(visit, axe, "koordinator", first[part::PARTS])


@pytest.mark.parametrize("part", range(PARTS // 2))
def test_pages_made_of_the_same_keep_nobody_out(kinds: Any, visit: Any, axe: str, part: int):
    """Their colours and places were looked at on other pages; what is wrong with their order is of their own."""
    pages = kinds("koordinator")
    met = unlike(pages)

    look_at(visit, axe, "koordinator", [one for one in pages if one not in met][part::PARTS // 2],
            rules={PHONE: DRAWN_AGAIN})  # fmt: skip


@pytest.mark.parametrize("who", ["", "styregruppe", "revisor", "admin"])
def test_what_others_see_keeps_nobody_out(kinds: Any, visit: Any, axe: str, who: str):
    """What they see as the coordinator does was looked at as hers."""
    pages = unlike(kinds(who), kinds("koordinator"))
    assert pages

    look_at(visit, axe, who, pages)


def test_the_pages_in_english_keep_nobody_out(kinds: Any, visit: Any, axe: str):
    pages = one_per_endpoint(kinds("koordinator"))

    look_at(visit, axe, "koordinator", pages, locale="en", rules={PHONE: DRAWN_AGAIN})


def test_no_style_sheet_tells_the_narrowest_phone_from_another():
    """What is drawn at both is the same, only placed differently: at the narrowest the rules of places are enough."""
    sheets = [*STATIC.glob("*.css"), *STATIC.glob("vendor/dkfds/dist/css/*.css")]
    breaks = {int(one) for sheet in sheets for one in BREAKS.findall(sheet.read_text("utf-8"))}

    assert len(breaks) > 3
    assert not [one for one in breaks if NARROW[0] <= one <= PHONE[0]]


def test_what_is_drawn_on_a_phone_has_the_colours_it_has_on_a_desk():
    """So colours are looked at once: all that a width of the window colours is named here, and has been looked at."""
    sheets = [*STATIC.glob("*.css"), *STATIC.glob("vendor/dkfds/dist/css/*.css")]
    found = {one for sheet in sheets for block in blocks(sheet.read_text("utf-8")) for one in COLOURED.findall(block)}

    assert {one for one in found if not one.endswith(("inherit", "transparent", "none"))} == PHONES_OWN


def blocks(sheet: str) -> Iterator[str]:
    """Give what a style sheet says of some widths only."""
    for found in BREAKS.finditer(sheet):
        start = end = sheet.index("{", found.end()) + 1
        depth = 1
        while depth:
            depth += {"{": 1, "}": -1}.get(sheet[end], 0)
            end += 1
        yield sheet[start:end]


def look_at(
    visit: Any,
    axe: str,
    who: str,
    pages: list[Seen],
    locale: str = "da",
    rules: Mapping[tuple[int, int], Any] = RULES,
) -> None:
    """Find nothing wrong with *pages*; what is wrong with any of them is told at once."""
    visitor = visit(f"{who}@demo.dk" if who else "", password=PASSWORD)
    visitor.go("/" if who else "/hjaelp")
    visitor.go(f"/hjaelp?lang={locale}")
    troubles: list[str] = []
    for one in pages:
        visitor.go(one.url)
        visitor.page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
        visitor.page.evaluate(axe)  # as a debugger does, so the page's own policy stays in force
        for (width, height), asking in rules.items():
            visitor.page.set_viewport_size({"width": width, "height": height})
            troubles += [f"{one.url} at {width}: {trouble}" for trouble in wrong_with(visitor, locale, asking)]
    assert troubles + visitor.troubles == [], "\n".join([*troubles, *visitor.troubles])


def wrong_with(visitor: Visitor, locale: str, asking: Mapping[str, Any]) -> list[str]:
    shape = visitor.page.evaluate(SHAPE)
    wrong = [" ".join(found) for found in visitor.page.evaluate(LOOK, asking)]
    wrong += [f"{shape['h1']} h1"] * (shape["h1"] != 1) + [f"lang {shape['lang']}"] * (shape["lang"] != locale)
    return wrong + [f"{shape['over']} px too wide"] * (shape["over"] > 0)
