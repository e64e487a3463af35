"""What the values of a column mean as answers to a closed question: proposed where it is certain, else asked."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from workflows.tryghedsnetvaerk.mapping.survey.models import (
    DONT_KNOW,
    FILE,
    HELPED,
    KIOSK,
    MODES,
    NO_ANSWER,
    PAPER,
    WEB,
)

SKIPPED = 0  # said on purpose: this value is no answer
UNKNOWN = None
DONT_KNOWS = frozenset({"ved ikke", "ved ej", "ved det ikke", "don't know", "dont know", "do not know", "not sure"})
NO_ANSWERS = frozenset({
    "ønsker ikke at svare", "vil ikke svare", "ønsker ikke at oplyse", "prefer not to say", "prefer not to answer",
    "i do not wish to answer", "do not wish to answer", "refused", "refuse to answer",
})  # fmt: skip
AS_MODE = {
    WEB: ("web", "internet", "online", "digital", "link", "cawi"),
    KIOSK: ("kiosk", "tablet"),
    PAPER: ("papir", "paper", "papirskema", "post"),
    HELPED: ("hjulpet", "hjælp", "med hjælp", "helped", "interview", "telefon", "telephone", "dør", "cati", "capi"),
    FILE: ("fil", "file"),
}
OF_MODE = {word: mode for mode, words in AS_MODE.items() for word in words}
WHOLE = re.compile(r"-?\d{1,9}")
LED = re.compile(r"\(?-?\d{1,2}\)?\s*[.:=)\u2013-]\s+(?=\S)")
SPAN = re.compile(r"(\d{1,3})\s*(?:-|–|til|to)\s*(\d{1,3})")
BELOW = re.compile(
    r"(?:under|below|yngre end|younger than) (\d{1,3})"
    r"|(\d{1,3}).{0,8}(?:eller (?:derunder|yngre)|or (?:under|younger))"
)
ABOVE = re.compile(
    r"(\d{1,3}) ?\+|(\d{1,3}).{0,8}(?:eller (?:derover|ældre|mere)|or (?:over|older|more))"
    r"|(?:over|older than) (\d{1,3})"
)


@dataclass(frozen=True, slots=True)
class Question:
    """A closed question that answers are read for: its item, its wordings, and what each of its steps is called.

    *steps* holds for each step from 1 what it is called, in every language that is known.
    """

    id: int
    code: str
    texts: tuple[str, ...]
    steps: tuple[tuple[str, ...], ...]

    @property
    def allowed(self) -> Collection[int]:
        """What can be marked: the steps, and the two answers beside them."""
        return {*range(1, len(self.steps) + 1), DONT_KNOW, NO_ANSWER}


@dataclass(frozen=True)
class Meanings:
    """What is known beforehand of the values of one column.

    *called* are the names that the file itself gives its codes. *coded* says that the column has the question's own
    code, so that its numbers are our steps.
    """

    question: Question
    called: Mapping[str, str]
    coded: bool
    values: Sequence[str]

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """The numbers that each step spans, where the steps are spans and the values must be numbers within them."""
        spans = [span(names) for names in self.question.steps]
        whole = [int(value) for value in self.values if WHOLE.fullmatch(value)]
        if any(one is None for one in spans) or not whole or max(whole) <= len(spans) or len(whole) < len(self.values):
            return []
        return [one for one in spans if one]

    def proposed(self, value: str) -> int | None:
        """Return what *value* means where that is certain; nothing where somebody must say it."""
        label = self.called.get(value, "")
        found = by_label(self.question, label) if label else by_label(self.question, value)
        if found is not UNKNOWN or label or not WHOLE.fullmatch(value):
            return found
        number = int(value)
        if self.spans:
            within = [step for step, (low, high) in enumerate(self.spans, 1) if low <= number <= high]
            return within[0] if len(within) == 1 else UNKNOWN
        return number if self.coded and number in self.question.allowed else UNKNOWN


def by_label(question: Question, label: str) -> int | None:
    """Return the answer that is called *label* in any language; nothing if none is, or more than one."""
    for said in dict.fromkeys((plain(label), plain(LED.sub("", label, count=1)))):
        steps = {step for step, names in enumerate(question.steps, 1) if said in map(plain, names)}
        if len(steps) == 1:
            return steps.pop()
        if steps:
            return UNKNOWN
        if said in DONT_KNOWS:
            return DONT_KNOW
        if said in NO_ANSWERS:
            return NO_ANSWER
    return UNKNOWN


def by_mode(value: str) -> str | None:
    """Return the way of answering that *value* names; nothing if it names none that we know."""
    said = plain(value)
    return said if said in MODES else OF_MODE.get(said)


def plain(text: str) -> str:
    """Return a label as two of them are held against each other."""
    told = unicodedata.normalize("NFKC", text).casefold().replace("’", "'").replace("–", "-")
    return " ".join(told.split()).strip(" .!")


def span(names: Iterable[str]) -> tuple[int, int] | None:
    """Return the whole numbers that a step covers, such as 18 to 29; nothing if it is no span."""
    for name in names:
        told = plain(name)
        if found := SPAN.search(told):
            return int(found[1]), int(found[2])
        if found := BELOW.search(told):
            return 0, int(found[1]) - 1 if found[1] else int(found[2])
        if found := ABOVE.search(told):
            return (int(found[3]) + 1 if found[3] else int(found[1] or found[2])), 999
    return None
