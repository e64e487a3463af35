"""Problems beside crime figures, answers and themes: what is not known stays an empty cell, and nothing is added up."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from engine.text import N_
from workflows.tryghedsnetvaerk.mapping.models import Problem
from workflows.tryghedsnetvaerk.mapping.report.answered import named, told_in
from workflows.tryghedsnetvaerk.mapping.report.answers import ASKED, ItemFound, newest
from workflows.tryghedsnetvaerk.mapping.report.changes import newest as newest_year
from workflows.tryghedsnetvaerk.mapping.report.charts import largest
from workflows.tryghedsnetvaerk.mapping.report.evidence import CrimeLine, Evidence, beside
from workflows.tryghedsnetvaerk.mapping.report.openly import said as said_openly
from workflows.tryghedsnetvaerk.mapping.report.speaking import Speaker

MUCH_FEARED = N_(
    "Mange er utrygge ved det, men der er forholdsvis få anmeldelser. Det behøver ikke at være en modsætning: ikke alt "
    "bliver anmeldt, og utryghed handler også om andet end kriminalitet."
)
MUCH_REPORTED = N_(
    "Der er forholdsvis mange anmeldelser, men færre er utrygge ved det end ved andre forhold. Det behøver ikke at "
    "være en modsætning: det, der sker ofte, er ikke altid det, der gør utryg."
)
SOLVED = N_("Løst {dato}")
NOT_YET = N_("{undersoegelse}: ikke gjort op endnu")
PASSED_OVER = N_("{undersoegelse}: for få svar til at vise tal")
NOT_ASKED = N_("Der er ikke spurgt til det")
NOT_COUNTED = N_("Der er ingen tal for det")
NOT_TOLD = N_("Ingen har fortalt om det")


@dataclass(frozen=True, slots=True)
class Row:
    """One problem with what lies beside it; an empty tuple is an empty cell, and *solved* says when it was solved."""

    problem: Problem
    solved: str
    crime: tuple[str, ...]
    survey: tuple[str, ...]
    themes: tuple[str, ...]
    mismatch: str

    @property
    def empty(self) -> int:
        """How many of the three say nothing."""
        return sum(not cell for cell in (self.crime, self.survey, self.themes))

    @property
    def named(self) -> str:
        """The problem, and when it was solved."""
        return " – ".join(filter(None, [self.problem.what, self.solved]))

    @property
    def apart(self) -> str:
        """What does not go together, with the figures it rests on where it gives none itself."""
        figures = "; ".join((*self.survey, *self.crime))
        said = self.mismatch
        return f"{said.rstrip('.')}. {figures}." if said and figures and not re.search(r"\d", said) else said


def rows(speaker: Speaker, evidence: Evidence) -> list[Row]:
    """Return every problem with what lies beside it; one that is solved stays, and is said to be so."""
    items = _newest_answers(speaker, evidence)
    found = []
    for problem in (*evidence.problems, *evidence.solved):
        lines, codes, themes = beside(evidence, problem)
        crime = tuple(_figure(speaker, line) for line in lines if line.last is not None)
        survey = tuple(items[code] for code in codes if code in items) + _not_yet(speaker, evidence, codes)
        said = problem.mismatch or speaker.say(_leaning(lines, codes, evidence))
        found.append(
            Row(
                problem=problem,
                solved=speaker.say(SOLVED, dato=speaker.day(problem.closed_on)) if problem.closed_on else "",
                crime=crime,
                survey=survey,
                themes=tuple(_theme(speaker, theme.name, theme.safe) for theme in themes),
                mismatch=said,
            )
        )
    return found


def _not_yet(speaker: Speaker, evidence: Evidence, codes: Sequence[str]) -> tuple[str, ...]:
    """Say which surveys asked about it and were not worked out."""
    asked = [one for one in evidence.waiting if one.asked.intersection(codes)]
    return tuple(speaker.say(NOT_YET, undersoegelse=named(speaker, one.title)) for one in asked)


def _newest_answers(speaker: Speaker, evidence: Evidence) -> dict[str, str]:
    """Return what the newest survey that tells something of each question told, and which survey that was.

    A later one that has too few answers is named, and hides no figure of an earlier one.
    """
    told, said = dict[str, str](), set[str]()
    for survey in evidence.surveys:
        where = told_in(speaker, survey)
        for item in survey.items:
            if item.told or item.code not in said:
                told[item.code] = f"{_answer(speaker, item)} – {where}"
            else:
                told[item.code] += f" ({speaker.say(PASSED_OVER, undersoegelse=where)})"
            said |= {item.code} if item.told else set()
    return told


def _figure(speaker: Speaker, line: CrimeLine) -> str:
    told = [(period, count) for period, count in zip(line.periods, line.counts, strict=True) if count is not None]
    last = [f"{said_openly(speaker, line, period, count)} ({speaker.period(period)})" for period, count in told[-2:]]
    lacks = [] if line.counts[-1] is not None else [
        speaker.say(N_("tal mangler for {periode}"), periode=speaker.period(line.periods[-1]))
    ]  # fmt: skip
    return f"{speaker.offence(line.label)}: {', '.join([*lacks, *reversed(last)])}"


def _answer(speaker: Speaker, item: ItemFound) -> str:
    if not item.told or item.share.percent is None:
        return speaker.say(N_("{hvad}: for få svar"), hvad=item.text)
    between = speaker.between(item.share.low, item.share.high)
    told = {"andel": speaker.percent(item.share.percent), "base": speaker.number(item.share.base)}
    said = speaker.say(N_("{hvad}: {andel} utrygge af {base} svar"), hvad=item.text, **told)
    return f"{said} ({between})" if between else said


def _theme(speaker: Speaker, name: str, safe: bool) -> str:
    return speaker.say(N_("{tema} (gør tryg)") if safe else N_("{tema} (gør utryg)"), tema=name)


def _leaning(lines: Sequence[CrimeLine], codes: Sequence[str], evidence: Evidence) -> str:
    """Return what may be said where a problem is among the most feared and the least reported, or the other way."""
    survey, _passed_over = newest(evidence.surveys, *ASKED)
    feared = [item.share.proportion for item in survey.items if item.told] if survey else []
    own = [item.share.proportion for item in survey.items if item.told and item.code in codes] if survey else []
    reported = _reported(lines, evidence)
    if not own or len(feared) < 3 or len(reported) != 1:
        return ""
    much_feared, much_reported = _high(max(own), feared), reported.pop()
    if much_feared == much_reported:
        return ""
    return MUCH_FEARED if much_feared else MUCH_REPORTED


def _reported(lines: Sequence[CrimeLine], evidence: Evidence) -> set[bool]:
    """Say whether the figures of a problem are among the larger of their own set: sets are never held together."""
    found = set()
    for one in evidence.crime:
        others = [n for line in largest(one.lines) if (n := newest_year(line)) is not None]
        counted = [n for line in lines if line in one.lines and (n := newest_year(line)) is not None]
        if counted and len(others) >= 3:
            found.add(_high(max(counted), others))
    return found


def _high(value: float, others: Sequence[float]) -> bool:
    """Say whether a value lies in the upper half of the others."""
    return sum(other > value for other in others) < len(others) / 2
