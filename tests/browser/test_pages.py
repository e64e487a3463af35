"""Every kind of page of the demonstration, at three widths: nothing keeps anybody out, nothing runs over the edge."""

import shutil
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from engine.db import Database
from tests.browser.conftest import DESK, NARROW, PHONE
from tests.browser.visitor import Visitor
from tests.conftest import NOW
from tests.webui.conftest import Browser
from tests.webui.crawl import Seen, walk
from webui import create_app
from workflows.tryghedsnetvaerk.demonstration.cast import PASSWORD

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
PARTS = 4
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOK = """async tags => (await axe.run(document, {runOnly: {type: "tag", values: tags}}))
    .violations.map(found => [found.id, ...found.nodes.slice(0, 3).map(node => node.target.join(" "))])"""
SHAPE = """() => ({h1: document.querySelectorAll("h1").length, lang: document.documentElement.lang,
    over: document.documentElement.scrollWidth - innerWidth})"""


@pytest.fixture(scope="session")
def kinds(filled_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], list[Seen]]]:
    """Return what finds the pages somebody reaches; each is followed through the demonstration once in a run."""
    path = tmp_path_factory.mktemp("kinds") / "demonstration.db"
    shutil.copy(filled_template, path)
    database = Database(f"sqlite:///{path}")
    yield cache(partial(kinds_of, create_app({"DATA": path.parent}, database=database, clock=lambda: NOW)))
    database.close()


def kinds_of(app: Flask, who: str) -> list[Seen]:
    """Return the longest page of each kind that somebody reaches by links."""
    browser = Browser(app.test_client())
    if who:
        assert browser.send("/log-ind", {"mail": f"{who}@demo.dk", "password": PASSWORD}).status_code == 303
    seen = walk(app, browser.client, "/" if who else "/hjaelp", enough=3)
    pages = sorted((one for one in seen if one.size), key=lambda one: one.size)
    return list({one.kind: one for one in pages}.values())


def one_per_endpoint(pages: list[Seen]) -> list[Seen]:
    return list({one.endpoint: one for one in pages}.values())


@pytest.mark.parametrize("part", range(PARTS))
def test_every_kind_of_page_keeps_nobody_out(kinds: Any, visit: Any, axe: str, part: int):
    pages = kinds("koordinator")
    assert len(pages) > 100

    look_at(visit, axe, "koordinator", sorted(pages, key=lambda one: one.url)[part::PARTS])


@pytest.mark.parametrize("who", ["", "styregruppe", "revisor", "admin"])
def test_what_others_see_keeps_nobody_out(kinds: Any, visit: Any, axe: str, who: str):
    look_at(visit, axe, who, one_per_endpoint(kinds(who)))


def test_the_pages_in_english_keep_nobody_out(kinds: Any, visit: Any, axe: str):
    pages = one_per_endpoint(kinds("koordinator"))

    look_at(visit, axe, "koordinator", pages, locale="en", sizes=(DESK,))


def look_at(
    visit: Any,
    axe: str,
    who: str,
    pages: list[Seen],
    locale: str = "da",
    sizes: tuple[Any, ...] = (DESK, PHONE, NARROW),
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
        for width, height in sizes:
            visitor.page.set_viewport_size({"width": width, "height": height})
            troubles += [f"{one.url} at {width}: {trouble}" for trouble in wrong_with(visitor, locale)]
    assert troubles + visitor.troubles == [], "\n".join([*troubles, *visitor.troubles])


def wrong_with(visitor: Visitor, locale: str) -> list[str]:
    shape = visitor.page.evaluate(SHAPE)
    wrong = [" ".join(found) for found in visitor.page.evaluate(LOOK, TAGS)]
    wrong += [f"{shape['h1']} h1"] * (shape["h1"] != 1) + [f"lang {shape['lang']}"] * (shape["lang"] != locale)
    return wrong + [f"{shape['over']} px too wide"] * (shape["over"] > 0)
