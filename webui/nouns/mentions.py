"""What the record that an event tells of is called today, and where it stands."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for

from engine.db import Session
from engine.history import Event
from engine.text import N_
from webui.nouns.catalogue import NOUNS
from webui.saying.language import _, short_day, tell
from webui.saying.words import group_name, language_name, word
from workflows.tryghedsnetvaerk.network.approvals import OBJECTION
from workflows.tryghedsnetvaerk.titles import KINDS, Title, list_titles

PAGES = {noun.model.__tablename__: noun for noun in NOUNS.values()}  # type: ignore[attr-defined]  # of every table
FAMILIES = {"need": "found_by", "stakeholder": "stakeholder", "resident_information": "channel", "study": "study",
            "meeting": "meeting", "material": "material"}  # fmt: skip
NAMED: Mapping[str, Callable[[str], str]] = {"professional_group": group_name, "interview_guide": language_name}
VERSIONS = {"report": N_("Rapporten, version {nr}"), "agreement": N_("Samarbejdsaftalen, version {nr}")}
MINUTES = {"meeting": N_("Referat af {hvad}")}
BESIDE = {"attachment": N_("Fil"), "network": N_("Netværket")}


@dataclass(frozen=True, slots=True)
class Mention:
    """A record that is mentioned: what it is called, and its page; no page when it is gone."""

    text: str
    url: str = ""


class Mentions:
    """The records that some events tell of, looked up together."""

    def __init__(self, look: Session, told: Iterable[Event]) -> None:
        self._titles = list_titles(look, {one for event in told if (one := _reference(event.body))})

    def of(self, event: Event, slug: str) -> Mention | None:
        """Return what an event of the network *slug* tells of; nothing when it is about no record."""
        reference = _reference(event.body)
        kind = reference.partition(":")[0]
        if kind not in KINDS or not slug:
            return None
        title = self._titles.get(reference)
        if title is None:
            return _gone(kind, event.body)
        if not title.paper:
            return Mention(called(title), _url(title, slug))
        paper = self._titles.get(title.paper)
        if paper is None:
            return None
        name = tell(MINUTES[paper.kind], {"hvad": called(paper)}) if paper.kind in MINUTES else called(paper)
        return Mention(name, _url(paper, slug))


def _reference(body: Mapping[str, Any]) -> str:
    """Return the record of an event, or the paper whose deadline it is about."""
    family, _dash, rest = str(body.get("timer", "")).partition("-")
    if family == OBJECTION:
        about, _dash, number = rest.partition("-")
        return f"{'meeting' if about == 'minutes' else about}:{number}"
    return str(body.get("record", ""))


def called(title: Title) -> str:
    """Return what a record is called: its noun, its number, and its title."""
    if title.kind in VERSIONS:
        return tell(VERSIONS[title.kind], {"nr": title.nr})
    written = NAMED.get(title.kind, str)(title.text)
    name = written or (word(FAMILIES[title.kind], title.code) if title.kind in FAMILIES else "")
    name = ", ".join(filter(None, [name, short_day(title.at) if title.at else ""]))
    one = _noun(title.kind, title.nr)
    return _(N_("{slags}: {navn}"), slags=one, navn=name) if name else one


def _noun(kind: str, nr: int) -> str:
    noun = tell(PAGES[kind].one if kind in PAGES else BESIDE[kind])
    return noun if kind == "network" else _(N_("{slags} {nr}"), slags=noun, nr=nr)


def _gone(kind: str, body: Mapping[str, Any]) -> Mention | None:
    if "nr" not in body or kind not in {*PAGES, *BESIDE}:
        return None
    return Mention(_(N_("{hvad}, som er fjernet"), hvad=_noun(kind, body["nr"])))


def _url(title: Title, slug: str) -> str:
    if title.kind in PAGES:
        return url_for("records.show", slug=slug, noun=PAGES[title.kind].key, nr=title.nr)
    if title.kind == "attachment":
        return url_for("attachments.fetch", slug=slug, code=title.code)
    return url_for("overview.show", slug=slug)
