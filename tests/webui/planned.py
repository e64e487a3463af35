"""A meeting as it is planned on its form, and the verbs pressed on its page."""

from typing import Any

SHOWN = "/netvaerk/birk/moeder/1/"
AGENDA = "## Velkomst\n10 min · Lokalpolitiet · orientering\nMål: Alle ved, hvorfor de er her\n"
MEETING = {"kind": "styregruppe", "on": "2026-04-01", "at": "13:00", "minutes": "60", "place": "Beboerhuset",
           "together_with": "", "agenda": AGENDA}  # fmt: skip


def plan(browser: Any, **more: str) -> None:
    """Fill in the form of a new meeting."""
    assert browser.send("/netvaerk/birk/moeder/ny", MEETING | more).status_code == 303


def press(browser: Any, verb: str) -> Any:
    """Press one of the meeting's verbs, on its own page."""
    return browser.send(f"{SHOWN}{verb}", {}, shown_on=SHOWN)
