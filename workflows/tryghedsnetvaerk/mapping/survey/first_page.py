"""What a survey says of itself on its first page in a language: who is behind it, where it asks, and whom to ask.

Names stand as they are, and the word between them is the language's own. Beyond that each text can be had in a language
of its own among the other translations; where it is not, the Danish one stands, and keeps no language from residents.
"""

import re
from typing import Protocol

from babel import UnknownLocaleError

from workflows.tryghedsnetvaerk.documents.languages import joined
from workflows.tryghedsnetvaerk.mapping.survey.languages import DANISH
from workflows.tryghedsnetvaerk.mapping.survey.wording import OWN_TEXTS, PURPOSE, Said, Words

SENDER, AREA, CONTACT = (f"{OWN_TEXTS}{name}" for name in ("bag", "omraade", "kontakt"))
IN_A_NUMBER = re.compile(r"(?<=\d) (?=\d)")


class SetUp(Protocol):
    """What the first page must know of a survey."""

    behind: str
    purpose: str
    area_told: str
    contact: str


def own_texts(survey: SetUp | None) -> dict[str, str]:
    """Return the Danish texts that only this survey has, by key."""
    if survey is None:
        return {}
    told = {PURPOSE: survey.purpose, SENDER: _named(survey.behind, DANISH), AREA: survey.area_told}
    return {key: text.strip() for key, text in (told | {CONTACT: survey.contact}).items() if text and text.strip()}


def sender(words: Words, survey: SetUp) -> Said:
    """Return who is behind a survey: several are named as the language names several."""
    said = words.said(SENDER) if SENDER in words.danish else Said("", words.language)
    return said if said.language == words.language else Said(_named(survey.behind, words.language), words.language)


def area(words: Words, survey: SetUp) -> str:
    """Return where a survey asks."""
    return words.said(AREA).text if AREA in words.danish else survey.area_told


def contact(words: Words, survey: SetUp) -> Said:
    """Return whom residents can ask; a telephone number stays on one line."""
    said = words.said(CONTACT) if CONTACT in words.danish else Said(survey.contact, DANISH)
    return Said(IN_A_NUMBER.sub("\N{NO-BREAK SPACE}", said.text), said.language)


def _named(lines: str, language: str) -> str:
    names = [line.strip() for line in lines.splitlines() if line.strip()]
    try:
        return joined(names, language.replace("-", "_")) if names else ""
    except (UnknownLocaleError, ValueError):
        return ", ".join(names)
