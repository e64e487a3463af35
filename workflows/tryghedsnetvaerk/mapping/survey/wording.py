"""What a questionnaire and its pages say in a language, what a language still lacks, and what has grown old in it."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any, Protocol

from babel import Locale, UnknownLocaleError

from engine.people.models import sorting
from workflows.tryghedsnetvaerk.mapping.crime.abroad import name_in
from workflows.tryghedsnetvaerk.mapping.survey import scales
from workflows.tryghedsnetvaerk.mapping.survey.bank import OWN
from workflows.tryghedsnetvaerk.mapping.survey.languages import DANISH, SHIPPED, texts
from workflows.tryghedsnetvaerk.mapping.survey.models import CONDITION

LTR, RTL = "ltr", "rtl"
RIGHT_TO_LEFT = frozenset({"Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"})  # scripts, where Babel knows no more
OF_PAGES = ("side.", "fejl.", "kiosk.", "papir.", "kort.")
PURPOSE = "side.formaal"
OWN_TEXTS = "egen."  # of a survey's own, which a language may do without
NOTHING: Mapping[str, str] = MappingProxyType({})
TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
PLACE = re.compile(r"{[^{}]*}")


class Questions(Protocol):
    """What the texts must know of a questionnaire."""

    @property
    def items(self) -> Sequence[Any]:
        """Its questions in order."""
        ...


class Told(Protocol):
    """What the texts must know of a translation."""

    language: str
    name: str
    texts: str
    version: int
    translator: str
    second_reader: str
    read_on: date | None


@dataclass(frozen=True, slots=True)
class Said:
    """A text as it is shown, and the language it is in: Danish, where the one asked for has none."""

    text: str
    language: str

    @property
    def direction(self) -> str:
        """Which way it is read."""
        return direction(self.language)


def mark(text: str) -> str:
    """Return what tells two Danish texts apart, however they are spaced."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:16]


def direction(language: str) -> str:
    """Return which way *language* is read."""
    script = next((part for part in language.split("-")[1:] if len(part) == 4), "")
    if script:
        return RTL if script in RIGHT_TO_LEFT else LTR
    try:
        return RTL if Locale.parse(language, sep="-").text_direction == RTL else LTR
    except (UnknownLocaleError, ValueError):
        return LTR


def own_name(language: str, translations: Iterable[Told] = ()) -> str:
    """Return what *language* calls itself: as somebody wrote it, else as it is known."""
    written = next((one.name for one in translations if one.language == language and one.name), "")
    if written:
        return written
    try:
        called = str(Locale.parse(language, sep="-").get_display_name() or language)
        return called[:1].upper() + called[1:]
    except (UnknownLocaleError, ValueError):
        return language


def is_known(language: str) -> bool:
    """Say whether it is known what *language* calls itself."""
    return own_name(language) != language


def lead(item: scales.Closed) -> str:
    """Return the key of what stands before an item: a condition is named, not asked; nothing before a question."""
    return f"indledning.{item.scale}" if item.kind == CONDITION else ""


def _names_offence(item: Any) -> bool:
    return bool(item.offence) and item.bank == OWN and item.text == name_in(DANISH, item.offence)


def danish(questionnaire: Questions, own: Mapping[str, str] = NOTHING) -> dict[str, str]:
    """Return every Danish text there is to be had in a language, by key, as it is met; *own* are the survey's own."""
    master, found = texts(DANISH), dict[str, str]()
    for item in questionnaire.items:
        if lead(item):
            found[lead(item)] = master[lead(item)]
        found[f"punkt.{item.code}"] = item.text
        lines = scales.option_lines(item)
        for step, key in scales.steps_said(item):
            found[key] = lines[step - 1] if key.startswith("punkt.") else master[key]
    found |= {key: master[key] for _, key in scales.BESIDE}
    found |= {key: text for key, text in master.items() if key.startswith(OF_PAGES)}
    return {**found, **own}


class Words:
    """The texts of a questionnaire and its pages in one language, each falling back to Danish, which says so."""

    def __init__(
        self, questionnaire: Questions, translations: Iterable[Told], language: str, own: Mapping[str, str] = NOTHING
    ) -> None:
        self.language = language
        self.direction = direction(language)
        self.danish = danish(questionnaire, own)
        self.offences = {f"punkt.{item.code}": item.offence for item in questionnaire.items if _names_offence(item)}
        self.row = next((one for one in translations if one.language == language), None)

    @cached_property
    def written(self) -> Mapping[str, Mapping[str, str]]:
        """What somebody wrote for this questionnaire, with the mark of the Danish it was made from."""
        return json.loads(self.row.texts) if self.row else {}

    def shipped(self, key: str) -> str:
        """Return the text that is shipped, if it was made from the Danish as it is; offences have their own names."""
        if key in self.offences:
            return name_in(self.language, self.offences[key])
        master = texts(DANISH).get(key)
        same = master is not None and mark(master) == mark(self.danish[key])
        return texts(self.language).get(key, "") if same else ""

    def find(self, key: str) -> str:
        """Return the text of *key* in this language, even one that has grown old; nothing where there is none."""
        if self.language == DANISH:
            return self.danish[key]
        return self.written.get(key, {}).get("text", "") or self.shipped(key)

    def said(self, key: str) -> Said:
        """Return the text of *key*, in Danish where the language has none that fits it."""
        found = "" if self.is_outdated(key) else self.find(key)
        return Said(found, self.language) if found else Said(self.danish[key], DANISH)

    def __call__(self, key: str, **values: Any) -> str:
        """Return the text of *key* with its places filled."""
        text = self.said(key).text
        return text.format(**values) if values else text

    def is_outdated(self, key: str) -> bool:
        """Say whether the text of *key* was made from another Danish text than the one that stands."""
        kept = self.written.get(key, {})
        return bool(kept.get("text")) and kept.get("of") != mark(self.danish[key])

    @property
    def _needed(self) -> list[str]:
        return [key for key in self.danish if not key.startswith(OWN_TEXTS)]

    @cached_property
    def missing(self) -> list[str]:
        """The keys that have no text at all."""
        return [key for key in self._needed if not self.find(key)]

    @cached_property
    def outdated(self) -> list[str]:
        """The keys whose Danish text was changed afterwards."""
        return [key for key in self._needed if self.is_outdated(key)] if self.language != DANISH else []

    @property
    def read(self) -> bool:
        """Whether a second reader has read what was written; what is shipped was read before it was."""
        own, row = [key for key in self.danish if self.written.get(key, {}).get("text")], self.row
        if self.language == DANISH or not own:
            return True
        if row is None or not (row.second_reader and row.read_on):
            return False
        return not same_person(row.translator, row.second_reader)

    @property
    def ready(self) -> bool:
        """Whether it can be offered to residents: whole, not outdated, and read by a second reader."""
        return not self.missing and not self.outdated and self.read


def text(questionnaire: Questions, translations: Iterable[Told], language: str, key: str) -> str:
    """Return one text in *language*, in Danish where it has none."""
    return Words(questionnaire, translations, language).said(key).text


def missing(
    questionnaire: Questions, translations: Iterable[Told], language: str, own: Mapping[str, str] = NOTHING
) -> list[str]:
    """Return the keys of the texts that *language* has not got."""
    return Words(questionnaire, translations, language, own).missing


def outdated(
    questionnaire: Questions, translations: Iterable[Told], language: str, own: Mapping[str, str] = NOTHING
) -> list[str]:
    """Return the keys of the texts whose Danish was changed after they were made."""
    return Words(questionnaire, translations, language, own).outdated


def same_person(translator: str, reader: str) -> bool:
    """Say whether a text was read by the one who translated it, however the name is written."""
    return bool(translator) and sorting(translator) == sorting(reader)


def known(translations: Iterable[Told]) -> list[str]:
    """Return every language there is a text in: those that are shipped, then those somebody added."""
    return [*SHIPPED, *sorted({one.language for one in translations} - set(SHIPPED))]


def offered(
    questionnaire: Questions, translations: Iterable[Told], chosen: Iterable[str], own: Mapping[str, str] = NOTHING
) -> list[str]:
    """Return those of the *chosen* languages that residents can be offered, Danish always among them."""
    kept = list(translations)
    return [
        one for one in dict.fromkeys((DANISH, *chosen))
        if one == DANISH or Words(questionnaire, kept, one, own).ready
    ]  # fmt: skip


def page_text(language: str, key: str, **values: Any) -> str:
    """Return a shipped text where no questionnaire is known, such as that of a page that is not there."""
    text = texts(language).get(key) or texts(DANISH)[key]
    return text.format(**values) if values else text


def same_places(danish_text: str, other: str) -> bool:
    """Say whether a translation has the ``{named}`` places of the Danish text, and no brace beside them."""
    stray = PLACE.sub("", other)
    return set(PLACE.findall(danish_text)) == set(PLACE.findall(other)) and "{" not in stray and "}" not in stray
