"""How numbers, days and sentences are said in what is written from data, without a page that asks for it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel import dates, numbers

from engine.text import LOCALES, N_, SOURCE, say
from workflows.tryghedsnetvaerk.documents.fill import plain
from workflows.tryghedsnetvaerk.documents.languages import joined
from workflows.tryghedsnetvaerk.mapping.crime.abroad import OFFENCES
from workflows.tryghedsnetvaerk.mapping.crime.classification import TOTAL, name_offence, offence
from workflows.tryghedsnetvaerk.mapping.crime.periods import MONTH, QUARTER, place, read
from workflows.tryghedsnetvaerk.mapping.crime.uncoded import called
from workflows.tryghedsnetvaerk.mapping.report.abroad import SAID

TAGS = {"da": "da_DK", "en": "en_GB", "ar": "ar_EG@numbers=latn", "tr": "tr_TR"}


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says everything in one language: Danish, as the network's papers are, unless somebody asks."""

    locale: str = SOURCE

    def say(self, sentence: str, **values: Any) -> str:
        """Return a marked sentence with its values."""
        if abroad := SAID.get(self.locale, {}).get(sentence):
            return abroad.format(**values)
        return say(sentence, self.locale, values)

    def heading(self, sentence: str) -> str:
        """Return a sentence as a heading within a part, in Markdown."""
        return f"### {plain(self.say(sentence))}"

    def strong(self, sentence: str, **values: Any) -> str:
        """Return a sentence in bold, in Markdown."""
        return f"**{plain(self.say(sentence, **values))}**"

    def day(self, on: date | None) -> str:
        """Say a date: 22. november 2026."""
        return "" if on is None else dates.format_date(on, "long", locale=self._tag)

    def number(self, value: float, digits: int = 0) -> str:
        """Say a number: 1.234,5."""
        pattern = f"#,##0.{'0' * digits}".rstrip(".")
        return str(numbers.format_decimal(value, format=pattern, locale=self._tag))

    def percent(self, percent: float) -> str:
        """Say a share in whole per cent; one that would be said as none, though there is one, with a decimal."""
        if 0 < percent < 0.5:
            return f"{self.number(max(percent, 0.1), 1)} %"
        return f"{round(percent)} %"

    def signed(self, value: float) -> str:
        """Say a difference in whole numbers: +5, −5 or 0."""
        whole = round(value)
        return f"{'+' if whole > 0 else '−' if whole < 0 else ''}{self.number(abs(whole))}"

    def offence(self, label: str) -> str:
        """Say an offence: as people wrote it, or in another language as the classification has it there."""
        code = offence(label)
        if not label:
            return self.say(N_("Alle typer lagt sammen"))
        if code == TOTAL and self.locale in LOCALES:
            return self.say(N_("Anmeldelser i alt"))
        if self.locale == SOURCE:
            return label
        if known := OFFENCES.get(self.locale, {}).get(code):
            return known
        return name_offence(code, "en", label) if code else called(label, self.locale)

    def quoted(self, text: str) -> str:
        """Return what somebody said or wrote, in the marks of the language."""
        return self.say(N_("»{tekst}«"), tekst=text)

    def rate(self, count: int, base: int) -> str:
        """Say how many of how many in whole per cent; a few are never said to be none, nor nearly all to be all."""
        whole = round(100 * count / base)
        if count and not whole:
            return self.say(N_("under {procent}"), procent=self.percent(1))
        if count < base and whole == 100:
            return self.say(N_("over {procent}"), procent=self.percent(99))
        return self.percent(whole)

    def between(self, low: float | None, high: float | None) -> str:
        """Say an interval in whole per cent."""
        return "" if low is None or high is None else f"{round(low)}–{round(high)} %"

    def period(self, period: str) -> str:
        """Say a period: 2024, 1. kvartal 2024 or January 2024; what is none stands as it is written."""
        length, at = place(read(period))
        if length == QUARTER:
            return self.say(N_("{nr}. kvartal {aar}"), nr=at % 4 + 1, aar=at // 4)
        if length == MONTH:
            return str(dates.format_date(date(at // 12, at % 12 + 1, 1), "LLLL y", locale=self._tag))
        return period

    def spell(self, periods: Sequence[str]) -> str:
        """Say a spell of periods from the first to the last, or the one that it is."""
        first, last = self.period(periods[0]), self.period(periods[-1])
        return first if first == last else f"{first} – {last}"

    def quarter(self, period: str) -> tuple[str, str] | None:
        """Say a quarter as its year and which it is of the year: 2024 and 1. kvartal; nothing when it is none."""
        length, at = place(read(period))
        return (str(at // 4), self.say(N_("{nr}. kvartal"), nr=at % 4 + 1)) if length == QUARTER else None

    def joined(self, names: Iterable[str]) -> str:
        """Say several names as people do: one, another and a third."""
        return joined(names, self.locale)

    @property
    def _tag(self) -> str:
        return TAGS.get(self.locale, TAGS[SOURCE])


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table as Markdown; nothing in a cell becomes a mark."""
    told = [" | ".join(map(_cell, cells)) for cells in (head, *rows)]
    return "\n".join(f"| {line} |" for line in (told[0], " | ".join("---" for _ in head), *told[1:]))


def _cell(text: str) -> str:
    return re.sub(r"^(\d+)\\\.", r"\1.", plain(text))  # no list begins in a cell


def listed(lines: Iterable[str]) -> str:
    """Return lines, which are Markdown already, as a list."""
    return "\n".join(f"- {line}" for line in lines)


def paragraphs(*parts: str) -> str:
    """Return what there is of several parts, each by itself."""
    return "\n\n".join(part for part in parts if part)
