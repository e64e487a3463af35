"""What is done again and again when a network is taken through its steps by hand."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from flask import Flask

import workflows
from engine.clock import today
from engine.db import Database
from engine.scheduler import Ticker
from tests.browser.visitor import PASSWORD, Visitor
from tests.webui.conftest import Clock

HERE = "/netvaerk/birkeparken"


@dataclass
class Story:
    """Mette coordinates, Karin is to chair, Per sits beside her, a resident answers; the clock is turned by hand."""

    mette: Visitor
    karin: Visitor
    per: Visitor
    admin: Visitor
    resident: Visitor
    app: Flask
    clock: Clock
    database: Database

    @property
    def today(self) -> date:
        return today(self.clock())

    def later(self, **span: int) -> None:
        self.clock.at += timedelta(**span)

    def tick(self) -> int:
        """Let the metronome ring what is due by now."""
        return Ticker(self.database, workflows.find, None).ring(self.clock())


def refuse(who: Visitor, nr: int, expected: list[str]) -> None:
    """Press too early: everything missing is on the page at once, each with the way to mend it."""
    who.go(f"{HERE}/trin/{nr}/")
    who.press(f"Luk trin {nr}")
    refused = who.page.locator("main .alert-error li.no")

    assert "Trinnet kan ikke lukkes endnu" in who.text("main .alert-error")
    assert [one.split("\n")[1].strip() for one in refused.all_inner_texts()] == expected
    assert refused.locator("a.mend").count() == len(expected)


def close(who: Visitor, nr: int, title: str, decision: str = "") -> None:
    """Press when everything is there."""
    who.go(f"{HERE}/trin/{nr}/")
    if decision:
        who.fill({"Hvilken beslutning i et referat bygger det på?": decision})
    who.press(f"Luk trin {nr}")
    assert f"Trin {nr}, {title}, er lukket." in who.text(), who.text()


def add(who: Visitor, noun: str, said: dict[str, object]) -> None:
    who.write(f"{HERE}/{noun}/ny", said)
    assert "er gemt" in who.text()


def give_password(story: Story, name: str) -> None:
    """The administrator lets somebody in who is written in already."""
    story.admin.go("/personer/")
    story.admin.follow(name)
    story.admin.fill({"Ny adgangskode": PASSWORD})
    story.admin.press("Sæt adgangskode")
    assert "har fået en ny adgangskode" in story.admin.text()


def hold_meeting(story: Story, kind: str, **decided: str) -> None:
    """Plan a meeting, call it, let the fortnight pass, write its minutes and send them round."""
    mette, on = story.mette, story.today + timedelta(days=14)
    add(mette, "moeder", {"Hvilket møde?": kind, "Dato": on, "Klokken": time(16, 30), "Sted": "Beboerhuset"})
    mette.press("Indkald")
    assert "Mødet er indkaldt." in mette.text()
    story.later(days=15)
    mette.go(f"{HERE}/moeder/")
    open_meeting(mette, kind)
    mette.follow("Skriv referat")
    mette.fill({"Holdt den": on, "Referat": "Vi talte om området og blev enige.", **decided})
    mette.press("Skriv referat")
    assert "Referatet er gemt." in mette.text()
    mette.follow("Send referatet ud")
    mette.press("Send referatet ud")
    assert "Referatet er sendt ud." in mette.text()


def open_meeting(who: Visitor, kind: str) -> None:
    who.click(who.page.locator(".lines").get_by_role("link", name=kind).first)


def press_on(who: Visitor, noun: str, name: str, button: str) -> None:
    who.go(f"{HERE}/{noun}/")
    who.follow(name)
    who.press(button)
