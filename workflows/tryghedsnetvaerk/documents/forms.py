"""Papers that residents are handed: cards with codes, eight to a sheet, and a questionnaire to fill in by hand."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from workflows.tryghedsnetvaerk.documents import qr
from workflows.tryghedsnetvaerk.documents.pipeline import typeset
from workflows.tryghedsnetvaerk.documents.standing import BARE, PAGE_OF, invented_in


@dataclass(frozen=True, slots=True)
class CardText:
    """What a card says in one language."""

    lang: str
    heading: str
    how: str
    until: str


@dataclass(frozen=True, slots=True)
class Written:
    """A text in a language of its own, with its number where it is an answer to tick."""

    text: str
    lang: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question on paper: its number, what stands before it if that is said anew, its scale, and what is *beside*."""

    nr: int
    text: str
    lang: str
    lead: Written | None
    steps: Sequence[Written]
    beside: Sequence[Written]


@dataclass(frozen=True, kw_only=True)
class Form:
    """A questionnaire on paper in one language; no code stands on it, for no card may be laid beside its answers."""

    title: str
    lang: str
    parts: Sequence[tuple[str, str]]
    guide: str
    questions: Sequence[Question]
    end: str
    demonstration: bool = False


def cards(
    title: str, address: str, called: Sequence[Written], languages: Sequence[CardText], codes: Sequence[str]
) -> bytes:
    """Return the cards as PDF; *called* is what a code is called on them, in each language.

    :raises PaperFailed: if they cannot be made
    """
    said = {
        "title": title,
        "address": address,
        "qr": qr.svg(address, title),
        "called": [asdict(one) for one in called],
        "languages": [asdict(one) for one in languages],
        "codes": list(codes),
    }
    return _set("cards", said)


def form(paper: Form) -> bytes:
    """Return the questionnaire as PDF.

    :raises PaperFailed: if it cannot be made
    """
    spoken, invented = invented_in(paper.lang)
    said = {
        **asdict(paper),
        "parts": [{"heading": heading, "text": text} for heading, text in paper.parts],
        "banner": {"lang": spoken, "text": invented} if paper.demonstration else None,
        "of": PAGE_OF.get(paper.lang, BARE),
    }
    return _set("form", said)


def _set(press: str, said: Mapping[str, Any]) -> bytes:
    return typeset(f'#include "{press}.typ"', {"data": json.dumps(said)})
