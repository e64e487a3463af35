"""The pages that say no, at three widths: nothing keeps anybody out, and nothing runs over the edge."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page

from engine.people.sessions import PER_ACCOUNT
from tests.browser.conftest import DESK, NARROW, PHONE
from tests.browser.test_pages import EVERY, wrong_with
from workflows.tryghedsnetvaerk.demonstration.cast import PASSWORD

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
SAID = "the server responded with a status of"  # Chromium's own word of every page that says no
SEND = "main form button[type=submit]"


def without_its_token(page: Page, _app: Flask) -> None:
    page.goto("/log-ind")
    page.evaluate("document.querySelector('main form [name=csrf_token]').remove()")
    page.click(SEND)


def not_mine(page: Page, _app: Flask) -> None:
    page.goto("/udbakke/")


def nowhere(page: Page, _app: Flask) -> None:
    page.goto("/findes-ikke")


def settled(page: Page, _app: Flask) -> None:
    page.goto("/netvaerk/gadehavegaard/rapport/1/ret")


def too_large(page: Page, app: Flask) -> None:
    page.goto("/log-ind")
    app.config["MAX_CONTENT_LENGTH"] = 10
    page.click(SEND)


def too_often(page: Page, _app: Flask) -> None:
    for _ in range(PER_ACCOUNT + 1):
        page.goto("/log-ind")
        page.fill("[name=mail]", "koordinator@demo.dk")
        page.fill("[name=password]", "forkert")
        page.click(SEND)
        page.wait_for_load_state()


def broken(page: Page, app: Flask) -> None:
    app.view_functions["tasks.mine"] = lambda: 1 / 0
    page.goto("/opgaver")


@pytest.mark.parametrize("locale", ["da", "en"])
@pytest.mark.parametrize(
    ("status", "who", "reach"),
    [
        (400, "", without_its_token),
        (403, "styregruppe", not_mine),
        (404, "", nowhere),
        (404, "koordinator", nowhere),
        (409, "koordinator", settled),
        (413, "", too_large),
        (429, "", too_often),
        (500, "koordinator", broken),
    ],
)
def test_a_page_that_says_no_keeps_nobody_out(
    app: Flask, visit: Any, axe: str, status: int, who: str, reach: Callable[[Page, Flask], None], locale: str
):
    visitor = visit(f"{who}@demo.dk" if who else "", password=PASSWORD)
    visitor.go("/" if who else "/hjaelp")
    visitor.go(f"/hjaelp?lang={locale}")
    answered: list[int] = []
    visitor.page.on(
        "response", lambda answer: answered.append(answer.status) if answer.request.is_navigation_request() else None
    )

    reach(visitor.page, app)

    assert answered[-1] == status
    visitor.page.evaluate(axe)
    for width, height in (DESK, PHONE, NARROW):
        visitor.page.set_viewport_size({"width": width, "height": height})
        assert wrong_with(visitor, locale, EVERY) == [], width
    assert [trouble for trouble in visitor.troubles if SAID not in trouble] == []


@pytest.mark.parametrize("size", [PHONE, NARROW])
@pytest.mark.parametrize("scripts", [True, False])
def test_the_pages_of_a_network_stand_in_one_row_that_the_keyboard_reaches(visit: Any, size: Any, scripts: bool):
    visitor = visit("koordinator@demo.dk", password=PASSWORD, size=size, java_script_enabled=scripts)
    visitor.go("/netvaerk/soevangen/historik/")
    tabs = visitor.page.locator(".subnav a")
    tops = {round(box["y"]) for tab in tabs.all() if (box := tab.bounding_box())}
    assert len(tops) <= 2, "the two quiet ones may stand a little lower"
    assert max(tops) - min(tops) < 10

    for tab in (tabs.first, tabs.last):
        tab.focus()
        box = tab.bounding_box()
        assert box
        assert 0 <= box["x"] < box["x"] + box["width"] <= size[0]
    if scripts:
        visitor.go("/netvaerk/soevangen/historik/")
        box = visitor.page.locator(".subnav [aria-current]").bounding_box()
        assert box
        assert 0 <= box["x"] < size[0] / 2 + 100
