"""Agendas as people edit them: a heading for each point, a line with minutes, owner and kind, and a goal.

## Samarbejdsmuligheder
30 min · Alle · drøftelse
Mål: Deltagerne ved, hvad de hver især kan bidrage med.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from engine.errors import BadInput
from engine.text import N_

LONGEST_POINT = 600
MIDDLE_DOT = "·"


class Kind(StrEnum):
    """What a point is for."""

    ORIENTERING = "orientering"
    DROEFTELSE = "drøftelse"
    BESLUTNING = "beslutning"


KINDS = {
    "da": {kind: kind.value for kind in Kind},
    "en": {Kind.ORIENTERING: "information", Kind.DROEFTELSE: "discussion", Kind.BESLUTNING: "decision"},
}
GOAL = {"da": "Mål", "en": "Goal"}

_KIND_OF = {word: kind for words in KINDS.values() for kind, word in words.items()}
_HEADING = re.compile(r"##(?!#)(.*)")
_FACTS = re.compile(rf"(\d{{1,4}}) *min\.? *{MIDDLE_DOT}([^{MIDDLE_DOT}]*){MIDDLE_DOT}([^{MIDDLE_DOT}]*)")
_GOAL = re.compile(rf"(?:{'|'.join(GOAL.values())}):(.*)")

NO_POINT = N_("Dagsordenen har ingen punkter. Begynd hvert punkt med en linje som »## Velkomst«.")
NO_TITLE = N_("Linje {line}: Punktet mangler en titel efter »##«.")
NO_FACTS = N_("Linje {line}: Skriv minutter, hvem og slags, for eksempel »20 min · Lokalpolitiet · orientering«.")
BAD_MINUTES = N_("Linje {line}: Et punkt varer mellem 1 og 600 minutter.")
NO_OWNER = N_("Linje {line}: Skriv, hvem der har punktet, for eksempel »Lokalpolitiet« eller »Alle«.")
BAD_KIND = N_("Linje {line}: Skriv orientering, drøftelse eller beslutning som slags.")
NO_GOAL = N_("Linje {line}: Skriv målet, for eksempel »Mål: Deltagerne ved, hvad der er aftalt«.")
STRAY = N_("Linje {line}: Et punkt har tre linjer, så her skal næste punkt begynde med »##«.")


class AgendaUnreadable(BadInput):
    """An agenda cannot be read; *line* is the line, counted from 1."""

    def __init__(self, text: str, line: int) -> None:
        super().__init__(text, line=line)
        self.line = line


@dataclass(frozen=True)
class Point:
    """One point of an agenda."""

    title: str
    minutes: int
    owner: str
    kind: Kind
    goal: str

    def __post_init__(self) -> None:
        words = (self.title, self.owner, self.goal)
        if any(not word or word != word.strip() or "\n" in word or "\r" in word for word in words):
            raise ValueError("title, owner and goal are single lines")
        if MIDDLE_DOT in self.owner or not 1 <= self.minutes <= LONGEST_POINT:
            raise ValueError("a point that could not be read back")


def parse(markdown: str) -> tuple[Point, ...]:
    """Read the points of an agenda.

    :raises AgendaUnreadable: if a line is not what it should be
    """
    lines = re.split(r"\r\n|\r|\n", markdown)
    filled = ((number, line.strip()) for number, line in enumerate(lines, start=1) if line.strip())
    points = tuple(_points(filled, last=len(lines)))
    if not points:
        raise AgendaUnreadable(NO_POINT, 1)
    return points


def write(points: Iterable[Point], locale: str = "da") -> str:
    """Write points as people edit them."""
    kinds, goal = KINDS.get(locale, KINDS["da"]), GOAL.get(locale, GOAL["da"])
    return "\n".join(
        f"## {point.title}\n{point.minutes} min {MIDDLE_DOT} {point.owner} {MIDDLE_DOT} {kinds[point.kind]}\n"
        f"{goal}: {point.goal}\n"
        for point in points
    )


def spelled_out(points: Sequence[Point], hours: Sequence[str], locale: str = "da") -> str:
    """Return the points as a mail without marks shows them, each with its hour."""
    kinds, goal = KINDS.get(locale, KINDS["da"]), GOAL.get(locale, GOAL["da"])
    return "\n\n".join(
        f"{hour}  {point.title}\n       {point.minutes} min. {MIDDLE_DOT} {point.owner} {MIDDLE_DOT} "
        f"{kinds[point.kind]}\n       {goal}: {point.goal}"
        for hour, point in zip(hours, points, strict=True)
    )


def total(points: Iterable[Point]) -> int:
    """Add up the minutes."""
    return sum(point.minutes for point in points)


def clock(points: Sequence[Point], start: time) -> list[time]:
    """Return when each point begins, the first at *start*; past midnight it begins from 0.00."""
    begun = start.hour * 60 + start.minute
    starts = []
    for point in points:
        starts.append(time(begun // 60 % 24, begun % 60))
        begun += point.minutes
    return starts


def _points(lines: Iterator[tuple[int, str]], last: int) -> Iterator[Point]:
    for number, line in lines:
        title = _read(_HEADING, line, STRAY if number > 1 else NO_POINT, number)[0]
        if not title:
            raise AgendaUnreadable(NO_TITLE, number)
        minutes, owner, kind = _facts(*next(lines, (last, "")))
        number, line = next(lines, (last, ""))
        goal = _read(_GOAL, line, NO_GOAL, number)[0]
        if not goal:
            raise AgendaUnreadable(NO_GOAL, number)
        yield Point(title=title, minutes=minutes, owner=owner, kind=kind, goal=goal)


def _facts(number: int, line: str) -> tuple[int, str, Kind]:
    minutes, owner, kind = _read(_FACTS, line, NO_FACTS, number)
    if not 1 <= int(minutes) <= LONGEST_POINT:
        raise AgendaUnreadable(BAD_MINUTES, number)
    if not owner:
        raise AgendaUnreadable(NO_OWNER, number)
    if kind.casefold() not in _KIND_OF:
        raise AgendaUnreadable(BAD_KIND, number)
    return int(minutes), owner, _KIND_OF[kind.casefold()]


def _read(pattern: re.Pattern[str], line: str, complaint: str, number: int) -> list[str]:
    match = pattern.fullmatch(line)
    if not match:
        raise AgendaUnreadable(complaint, number)
    return [found.strip() for found in match.groups()]
