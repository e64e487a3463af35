"""Somebody at a browser, who reads labels and presses buttons."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from playwright.sync_api import Locator, Page

PASSWORD = "hest batteri klammer"
READ = "domcontentloaded"  # what can be read and pressed is there, and the scripts have run
LOOK = "field => [field.closest('details:not([open])') !== null, field.tagName]"
REFUSED = "a status of 422"  # Chromium says so of every page that is shown again with what to mend


@dataclass
class Visitor:
    """One person with one window; *troubles* gathers everything that the browser complains of."""

    page: Page
    mail: str = ""
    password: str = PASSWORD
    troubles: list[str] = field(default_factory=list)
    refused: bool = False

    def __post_init__(self) -> None:
        self.page.set_default_timeout(10_000)
        self.page.on("console", lambda said: self._note(said.text))
        self.page.on("pageerror", lambda error: self._note(str(error)))

    def _note(self, said: str) -> None:
        if REFUSED not in said:
            self.troubles.append(f"{self.page.url}: {said}")

    def go(self, path: str) -> None:
        """Open a page, and log in first when the session is over."""
        came = self.page.goto(path, wait_until=READ)
        assert came is not None
        assert came.status < 500, f"{path}: {self.text('body')}"
        if "/log-ind" in self.page.url and self.mail:
            self.fill({"Mailadresse": self.mail, "Adgangskode": self.password})
            self.press("Log ind")

    def fill(self, said: Mapping[str, Any]) -> None:
        """Fill the fields whose labels are so: texts, dates, choices by their words, boxes by yes and no."""
        for label, value in said.items():
            found = self.field(label)
            hidden, kind = found.evaluate(LOOK)
            if hidden:
                found.locator("xpath=ancestor::details[not(@open)]/summary").click()
            _fill(found, kind, value)

    def field(self, label: str) -> Locator:
        """Return the field that a label names."""
        named = re.compile(rf"^\s*{re.escape(label)}(\s*\([^)]*\))?\s*$")
        return self.page.locator("main").get_by_label(named)

    def press(self, text: str) -> None:
        """Press a button; one that asks first is told yes."""
        main = self.page.locator("main")
        asking = main.locator("summary", has_text=re.compile(rf"^\s*{re.escape(text)}\s*$"))
        if asking.count():
            asking.click()
            text = f"Ja, {text[0].lower()}{text[1:]}"
        self.click(main.get_by_role("button", name=text, exact=True))

    def follow(self, text: str) -> None:
        """Follow a link."""
        self.click(self.page.locator("main").get_by_role("link", name=text, exact=True).first)

    def click(self, where: Locator) -> None:
        """Click what leads to another page, and wait until it is there."""
        with self.page.expect_navigation(wait_until=READ) as going:
            where.click()
        assert going.value.status < 500, self.text("body")
        self.refused = going.value.status == 422

    def write(self, path: str, said: Mapping[str, Any], button: str = "Gem") -> None:
        """Open a form, fill it and send it; it must be taken."""
        self.go(path)
        self.fill(said)
        self.press(button)
        assert not self.refused, f"{path}: {self.complaints()}"

    def complaints(self) -> list[str]:
        """Return what the page says is wrong, sentence by sentence."""
        return self.page.locator("main .alert-error li").all_inner_texts()

    def text(self, selector: str = "main") -> str:
        return self.page.locator(selector).inner_text()


def _fill(where: Locator, kind: str, value: Any) -> None:
    if isinstance(value, bool):
        where.set_checked(value)
    elif isinstance(value, date):
        where.fill(value.isoformat())
    elif isinstance(value, time):
        where.fill(value.strftime("%H:%M"))
    elif kind == "SELECT":
        where.select_option(label=value)
    else:
        where.fill(str(value))
