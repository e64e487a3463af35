"""The desk every paper is written at: whose network it is, in which language, and how gaps are left out."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import compress
from typing import Any

from engine.clock import days
from engine.db import Session
from engine.people.models import Organisation
from engine.text import N_, say
from workflows.tryghedsnetvaerk.documents import texts
from workflows.tryghedsnetvaerk.documents.fill import Ready, Value, fill, places
from workflows.tryghedsnetvaerk.documents.languages import joined
from workflows.tryghedsnetvaerk.documents.pipeline import Paper
from workflows.tryghedsnetvaerk.materials import editions
from workflows.tryghedsnetvaerk.network.models import Network

DRAFT = N_("Kladde")
HEADING = re.compile(r"(?m)^#{1,6}(?=[ \t]|$)")


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Where a paper is written; *word*, *day*, *moment* and *clock* say stored values in the language *locale*."""

    session: Session
    network: Network
    locale: str
    now: datetime
    today: date
    demonstration: bool
    word: Callable[[str, str | None], str]
    day: Callable[[date | datetime | None], str]
    moment: Callable[[datetime | None], str]
    clock: Callable[[datetime | None], str]
    public: Callable[[str], str] = str  # the address of a page that anybody may read, by its code

    def say(self, sentence: str, **values: Any) -> str:
        """Return *sentence* in the language of the paper."""
        return say(sentence, self.locale, values)

    def paper(self, kind: str, title: str, body: str, *, marks: Iterable[str] = (), note: str = "") -> Paper:
        """Return a paper of *kind*; *marks* stand in bold over it, *note* at the foot of every page."""
        over = "\n".join(f"**{mark}**" for mark in marks if mark)
        area = self.say(N_("Tryghedsnetværket i {omraade}"), omraade=self.network.name)
        made = self.say(N_("udskrevet {dato}"), dato=self.day(self.today))
        return Paper(
            title=title,
            body=f"{over}\n\n{body}" if over else body,
            locale=self.locale,
            footer=" · ".join(filter(None, [area, note, made])),
            demonstration=self.demonstration,
            kind=kind,
        )

    def filled(self, name: str, values: Mapping[str, Value]) -> str:
        """Return the template *name* with *values*, without what there is nothing to say in."""
        return fitted(texts.template(name, self.locale), values)

    def joined(self, names: Iterable[str]) -> str:
        """Return several names as people say them: one, one and another, or one, another and a third."""
        return joined(names, self.locale)


def fitted(template: str, values: Mapping[str, Value]) -> str:
    """Fill *template*; a section, a table or a line whose every value is empty is left out."""
    if places(template) != set(values):
        return fill(template, values)
    slim = dict(values)
    kept = "".join(_section(section, slim) for section in re.split(r"(?m)^(?=## )", template))
    return fill(kept, {name: slim[name] for name in places(kept)})


def _section(section: str, values: dict[str, Value]) -> str:
    names = places(section)
    if section.startswith("## ") and names and not any(values[name] for name in names):
        return ""
    lines: list[str] = []
    for line in section.split("\n"):
        named = places(line)
        if not named or any(values[name] for name in named) or not re.match(r"\{\{|\*\*", line):
            _narrow(lines, line, values)
            lines.append(line)
            continue
        while lines and lines[-1].startswith("|"):
            lines.pop()
    return "\n".join(lines)


def _narrow(lines: list[str], line: str, values: dict[str, Value]) -> None:
    """Take out the columns of a table that no row fills, from its rows and from the heading in *lines*."""
    alone = re.fullmatch(r"\{\{([a-z_]+)\}\}", line)
    rows = values[alone[1]] if alone else ()
    if not alone or not isinstance(rows, tuple) or not rows or not isinstance(rows[0], tuple):
        return
    filled = [any(column) for column in zip(*rows, strict=True)]
    values[alone[1]] = tuple(tuple(compress(row, filled)) for row in rows)
    for index in (-2, -1):
        cells = lines[index].strip("|").split("|")
        lines[index] = f"|{'|'.join(compress(cells, filled))}|"


def under(markdown: str) -> Ready:
    """Return what a person wrote with its headings below those of the paper."""
    text = markdown.replace("\r\n", "\n")
    return Ready(HEADING.sub(lambda found: "###" if len(found[0]) < 3 else "####", text).strip())


def from_the_top(markdown: str, titles: Iterable[str]) -> Ready:
    """Return a text that is a whole paper: its highest headings right below the title, which it does not repeat.

    It may have been written in another language than the paper's: *titles* are the title in all of them.
    """
    text = markdown.replace("\r\n", "\n").strip()
    first, _line, rest = text.partition("\n")
    if first.lstrip("# ").casefold() in [title.casefold() for title in titles]:
        text = rest.strip()
    highest = min((len(found) for found in HEADING.findall(text)), default=2)
    return Ready(HEADING.sub(lambda found: "#" * min(max(len(found[0]) - highest + 2, 2), 4), text))


def contact(desk: Desk) -> str:
    """Return who answers questions: the tovholder with mail, else the secretariat."""
    return _listed(editions.tovholder(desk.session, desk.network.network_id, desk.today)) or secretariat(desk)


def secretariat(desk: Desk) -> str:
    """Return the organisation that answers questions, with no person's number."""
    found = editions.secretariat(desk.session, desk.network)
    return _listed(found) or desk.say(N_("tryghedsnetværkets sekretariat"))


def _listed(said: Iterable[str]) -> str:
    return ", ".join(filter(None, said))


def organisation(desk: Desk, number: int | None) -> Organisation | None:
    """Return an organisation by its number."""
    return desk.session.get(Organisation, number) if number else None


def named(desk: Desk, number: int | None) -> str:
    """Return what an organisation is called, nothing when there is none."""
    found = organisation(desk, number)
    return found.name if found else ""


def answer_by(meeting_on: date, today: date) -> date:
    """Return until when an invited person may answer: a week before the meeting, or the day before it."""
    week = days(meeting_on, -7)
    return week if week > today else days(meeting_on, -1)
