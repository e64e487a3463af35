"""What the network has found, gathered to be laid side by side: figures, answers, themes and problems."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import selectinload

from engine import records
from engine.db import Session
from engine.text import SOURCE
from workflows.tryghedsnetvaerk.mapping.crime.analysis import Beside, Figures, Line, beside_another, total, types
from workflows.tryghedsnetvaerk.mapping.crime.classification import above, is_control, offence
from workflows.tryghedsnetvaerk.mapping.crime.models import (
    EFFORT,
    CrimeSet,
    PoliceEffort,
    Population,
)
from workflows.tryghedsnetvaerk.mapping.crime.periods import begins, ends, read
from workflows.tryghedsnetvaerk.mapping.crime.queries import WITH_FIGURES, figures_of, in_time, people_in
from workflows.tryghedsnetvaerk.mapping.crime.rates import plan
from workflows.tryghedsnetvaerk.mapping.crime.typed import until_newest
from workflows.tryghedsnetvaerk.mapping.interviews.queries import Heard, findings_in, wanted_of
from workflows.tryghedsnetvaerk.mapping.models import Problem, Study
from workflows.tryghedsnetvaerk.mapping.report.answers import Rows, SurveyFound, Waiting, surveys_in, waiting_in
from workflows.tryghedsnetvaerk.mapping.survey.models import (
    Questionnaire,
    Release,
    Survey,
    Translation,
)
from workflows.tryghedsnetvaerk.network.models import Need


@dataclass(frozen=True, slots=True)
class CrimeLine:
    """One offence of one set, period by period; a figure that is missing is none.

    *hidden* are periods whose numbers are not told to everybody: those of 1 to 4, and what gives them back.
    """

    key: str
    label: str
    periods: tuple[str, ...]
    counts: tuple[int | None, ...]
    control: bool
    hidden: frozenset[str] = frozenset()

    @property
    def last(self) -> int | None:
        """The newest figure that is told."""
        return next((count for count in reversed(self.counts) if count is not None), None)


@dataclass(frozen=True, slots=True)
class Effort:
    """A spell that people told of: *given* priority by the police, or a jump that was none; *code* is of what."""

    first: str
    last: str
    code: str
    text: str
    given: bool = True

    def covers(self, period: str, code: str) -> bool:
        """Say whether a period of an offence lies in it, told of that offence or of what it is part of."""
        at = read(period)
        within = begins(self.first) < ends(at) and begins(at) < ends(self.last)
        return within and self.code in ("", code, *above(code))


@dataclass(frozen=True, slots=True)
class RateFound:
    """Everything that was reported in a year or the newest twelve months, and how many lived there on average."""

    first: str
    last: str
    count: int
    residents: float


@dataclass(frozen=True, slots=True)
class CrimeFound:
    """One set of crime figures with where it is from, or why there are none.

    *beside* is the area and what it is compared with, each whole year as per cent of the first; *area* is the code of
    what stands for the housing area, where it is not the housing area itself. *summed* says that shorter periods were
    added up to years.
    """

    nr: int
    title: str
    source: str
    extracted_on: date | None
    definition: str
    priority: str
    unavailable: str
    lines: tuple[CrimeLine, ...]
    efforts: tuple[Effort, ...] = ()
    beside: Beside | None = None
    area: str = ""
    summed: bool = False
    whole: CrimeLine | None = None
    rests: tuple[CrimeLine, ...] = ()
    rate: RateFound | None = None


@dataclass(frozen=True, slots=True)
class ThemeFound:
    """What residents told in the interviews: whether it makes them safe or not, why, and what may be quoted.

    *said_by* names the group of each quote where it is large enough; *interviews* is in how many it was heard, or in
    at least how many where they are not the *whole*.
    """

    key: str
    name: str
    safe: bool
    why: str = ""
    quotes: tuple[str, ...] = ()
    problem_id: int | None = None
    said_by: tuple[str, ...] = ()
    exemplary: str = ""
    interviews: int = 0
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Evidence:
    """All of it, for one network; *before* are figures as approved reports told them."""

    needs: tuple[Need, ...]
    studies: tuple[Study, ...]
    crime: tuple[CrimeFound, ...]
    surveys: tuple[SurveyFound, ...]
    themes: tuple[ThemeFound, ...]
    proposals: tuple[str, ...]
    problems: tuple[Problem, ...]
    solved: tuple[Problem, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    before: tuple[CrimeFound, ...] = ()


COUNTED: tuple[type[Any], ...] = (CrimeSet, PoliceEffort, Population, Survey, Questionnaire, Translation, Release)
WITH_NUMBERS = (*WITH_FIGURES, selectinload(Survey.results))


def gather(session: Session, network_id: int, locale: str = SOURCE) -> Evidence:
    """Return what one network has found, questions and answers in the language of *locale* where they have it."""
    return evidence_in(list_rows(session, network_id), locale)


def list_rows(session: Session, network_id: int) -> Rows:
    """Return the records that tell what one network has found, in one question and one for each thing on them."""
    beside: tuple[type[Any], ...] = (Problem, Need, *COUNTED)
    wanted = wanted_of(network_id) | {model: model.network_id == network_id for model in beside}
    return records.find_each(session, wanted, WITH_NUMBERS)


def gather_counted(
    session: Session, network_id: int, locale: str = SOURCE
) -> tuple[tuple[CrimeFound, ...], tuple[SurveyFound, ...]]:
    """Return the crime figures and the surveys of one network: what was counted, and nothing of what was said."""
    asked: tuple[type[Any], ...] = (Study, *COUNTED)
    rows = records.find_each(session, {model: model.network_id == network_id for model in asked}, WITH_NUMBERS)
    return _crime(rows), tuple(surveys_in(rows, locale))


def evidence_in(rows: Rows, locale: str = SOURCE) -> Evidence:
    """Return what some records tell, questions and answers in the language of *locale* where they have it."""
    found = findings_in(rows)
    return Evidence(
        needs=tuple(rows[Need]),
        studies=tuple(rows[Study]),
        crime=_crime(rows),
        surveys=tuple(surveys_in(rows, locale)),
        themes=tuple(_theme(heard) for one in found for heard in one.themes),
        proposals=tuple(text for one in found for text in one.proposals),
        problems=tuple(row for row in rows[Problem] if row.closed_on is None),
        solved=tuple(row for row in rows[Problem] if row.closed_on is not None),
        waiting=tuple(waiting_in(rows)),
    )


def _crime(rows: Rows) -> tuple[CrimeFound, ...]:
    efforts, people = efforts_in(rows[PoliceEffort]), people_in(rows.get(Population, ()))
    return tuple(crime_in(one, efforts, people) for one in rows[CrimeSet])


def _theme(one: Heard) -> ThemeFound:
    quotes, said_by = tuple(said.text for said in one.quotes), tuple(said.group for said in one.quotes)
    return ThemeFound(
        str(one.nr), one.title, one.safe, one.why, quotes, one.problem_id, said_by, one.exemplary, one.interviews,
        one.whole,
    )  # fmt: skip


def efforts_in(rows: Iterable[PoliceEffort]) -> tuple[Effort, ...]:
    """Return spells that people told of, in time."""
    return tuple(
        Effort(one.first, one.last or one.first, one.offence, one.text, one.verdict == EFFORT) for one in in_time(rows)
    )


def crime_in(
    one: CrimeSet, efforts: tuple[Effort, ...] = (), people: Mapping[str, Mapping[str, int]] | None = None
) -> CrimeFound:
    """Return what one set of crime figures holds, offence by offence; *people* are residents by area and period."""
    told = {(offence_name, period): count for offence_name, period, count in one.told}
    periods = tuple(until_newest(one.told))
    names = list(dict.fromkeys(name for name, _ in told))
    lines = [
        CrimeLine(name, name, periods, tuple(told.get((name, period)) for period in periods), _control(name))
        for name in names
    ]
    return CrimeFound(
        nr=one.nr, title=one.title, source=one.source, extracted_on=one.extracted_on, definition=one.definition,
        priority=one.police_priority, unavailable=one.unavailable, lines=tuple(lines),
        efforts=efforts, beside=_beside(one), area=one.area, **_extent(one, lines, people or {}),
    )  # fmt: skip


def _extent(one: CrimeSet, lines: Sequence[CrimeLine], people: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
    """Return everything in a set, what is left of its types, and how much it is of those who live there."""
    figures = figures_of(one)
    whole = total(figures, figures.area) if figures else None
    if figures is None or whole is None:
        return {}
    named = {code: line for line in lines if (code := offence(line.label))}
    told = named.get(whole.code) or next((line for line in lines if line.key == whole.text), None)
    as_told = {read(period): period for line in lines for period in line.periods}

    def line(key: str, label: str, one: Line) -> CrimeLine:
        known = {as_told[at]: count for at, count in one.counts.items() if at in as_told}
        return CrimeLine(key, label, tuple(known), tuple(known.values()), one.control)

    rests = tuple(
        line(f"-{named[part.code].key}", named[part.code].label, part)
        for part in types(figures, figures.area) if part.rest and part.code in named
    )  # fmt: skip
    return {"whole": line("", "", whole) if whole.made_of else told, "rests": rests, "rate": _rate(figures, people)}


def _rate(figures: Figures, people: Mapping[str, Mapping[str, int]]) -> RateFound | None:
    found = plan(figures, people)
    own = found.asked[: found.years * (len(found.areas) + 1) : len(found.areas) + 1]
    known = [(spell, told) for spell, told in zip(found.spells, own, strict=False) if told]
    return RateFound(*known[-1][0], *known[-1][1]) if known else None


def _beside(one: CrimeSet) -> Beside | None:
    return beside_another(figures) if one.file_hash and (figures := figures_of(one)) else None


def _control(name: str) -> bool:
    return is_control(offence(name), name)


def beside(evidence: Evidence, problem: Problem) -> tuple[list[CrimeLine], list[str], list[ThemeFound]]:
    """Return the figures, the codes of questions, and the themes that a problem is laid beside.

    Figures of the whole municipality stand for an offence only where the housing area has none of its own.
    """
    offences, items, themes = (_split(told) for told in (problem.offences, problem.items, problem.themes))
    counted = [(one.area, line) for one in evidence.crime for line in one.lines if line.key in offences]
    ours = {line.key for area, line in counted if not area}
    lines = [line for area, line in counted if not area or line.key not in ours]
    own = [theme for theme in evidence.themes if theme.key in themes or theme.problem_id == (problem.id or 0)]
    return lines, items, own


def _split(told: str) -> list[str]:
    return [line for line in told.split("\n") if line]
