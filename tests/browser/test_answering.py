"""A resident answers in Arabic on a phone, without scripts and by keyboard alone; forms are typed in by digits."""

from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from engine.db import Database
from tests.browser.conftest import NARROW
from tests.browser.test_pages import LOOK, TAGS
from tests.browser.visitor import Visitor
from webui.mapping.answers import COOKIE
from workflows.tryghedsnetvaerk.mapping.survey.links import find_answered
from workflows.tryghedsnetvaerk.mapping.survey.models import Answer, Survey

pytestmark = pytest.mark.slow
WIDE = "document.documentElement.scrollWidth - innerWidth"


def look_at(visitor: Visitor, axe: str) -> None:
    visitor.page.evaluate(axe)
    assert visitor.page.evaluate(LOOK, TAGS) == []
    assert visitor.page.evaluate(WIDE) <= 0


def enter(visitor: Visitor) -> None:
    """Press the button by keyboard, and wait for the page that it leads to."""
    with visitor.page.expect_navigation():
        visitor.page.locator("button.main").first.press("Enter")


def test_a_survey_is_answered_in_arabic_by_keyboard(visit: Callable[..., Visitor], demonstration: Database, axe: str):
    with demonstration.read() as session:
        link, before = find_answered(session, "ar"), session.scalar(select(func.count()).select_from(Answer)) or 0
    visitor = visit(size=NARROW)
    visitor.go(f"/svar/{link}?sprog=ar")
    look_at(visitor, axe)
    page = visitor.page
    enter(visitor)
    enter(visitor)  # without an answer: it asks
    look_at(visitor, axe)
    page.locator("input[name=svar]").first.press("Space")
    enter(visitor)
    page.go_back()
    page.go_back()  # past where it asked
    assert page.locator("input[name=nr]").get_attribute("value") == "1"
    assert page.locator("input[name=svar]").first.is_checked()
    page.reload()
    page.go_forward()
    page.go_forward()
    assert page.locator("input[name=nr]").get_attribute("value") == "2"
    while page.locator("input[name=nr]").count():
        page.locator("input[name=svar]").first.press("Space")
        enter(visitor)
    look_at(visitor, axe)
    enter(visitor)
    look_at(visitor, axe)
    thanked = page.content()
    page.go_back()
    assert page.locator("h1").inner_text() in thanked
    page.go_forward()
    page.reload()

    assert page.content() == thanked
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert [one["name"] for one in page.context.cookies()] == [COOKIE]
    assert visitor.troubles == []
    with demonstration.read() as session:
        assert session.scalar(select(func.count()).select_from(Answer)) == before + 1


def test_paper_forms_are_typed_in_by_digits_and_enter(visit: Callable[..., Visitor], demonstration: Database, axe: str):
    with demonstration.read() as session:
        link = session.scalars(select(Survey.entry_link).where(Survey.entry_link.is_not(None))).one()
    visitor = visit(size=NARROW)
    visitor.go(f"/indtast/{link}")
    look_at(visitor, axe)
    keyboard, count = visitor.page.keyboard, visitor.page.locator("input[data-next]").count()
    visitor.page.locator("input[data-next]").first.focus()
    for nr in range(count):
        keyboard.press("1")
        if nr % 2:
            keyboard.press("Enter")  # whether it is pressed after each digit or not
    if count % 2:
        keyboard.press("Enter")

    visitor.page.wait_for_selector(".saved")
    assert visitor.troubles == []
