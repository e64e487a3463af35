"""The charts that a report can show, each under the word that its line asks for."""

from collections import Counter
from collections.abc import Iterator, Sequence

from engine.text import N_
from workflows.tryghedsnetvaerk.documents.charts import JUMP, PRIORITY, Chart, Line, Mark, Series
from workflows.tryghedsnetvaerk.mapping.crime.analysis import CAVEAT, Beside
from workflows.tryghedsnetvaerk.mapping.crime.classification import leaves, name_area, offence
from workflows.tryghedsnetvaerk.mapping.crime.periods import read, share_of
from workflows.tryghedsnetvaerk.mapping.report.answered import (
    INDEX,
    changes_charts,
    charts_of,
    index_chart,
    told_in,
)
from workflows.tryghedsnetvaerk.mapping.report.answers import HIDDEN
from workflows.tryghedsnetvaerk.mapping.report.changes import newest
from workflows.tryghedsnetvaerk.mapping.report.evidence import CrimeFound, CrimeLine, Effort, Evidence
from workflows.tryghedsnetvaerk.mapping.report.jumping import unanswered
from workflows.tryghedsnetvaerk.mapping.report.openly import SUMMED, all_openly, is_told, said
from workflows.tryghedsnetvaerk.mapping.report.speaking import Speaker
from workflows.tryghedsnetvaerk.mapping.report.waves import changed

MOST = 4  # lines that can be told apart


def charts(speaker: Speaker, evidence: Evidence) -> dict[str, Chart]:
    """Return every chart that the evidence gives."""
    found: dict[str, Chart] = {}
    for one in all_openly(evidence.crime, evidence.before):
        found |= dict(_of_figures(speaker, one))
    for survey in evidence.surveys:
        found |= charts_of(speaker, survey)
    if index := index_chart(speaker, evidence.surveys):
        found[INDEX] = index
    if told := changed(evidence.surveys):
        found |= changes_charts(speaker, told)
    return found


def called(speaker: Speaker, evidence: Evidence) -> dict[str, str]:
    """Return what each chart is called where one is chosen: a survey's with the survey, and a title that others have
    with where its figures are from.
    """
    drawn = charts(speaker, evidence)
    titles = Counter(one.title for one in drawn.values())
    beside = {key: told_in(speaker, one) for one in evidence.surveys for key in charts_of(speaker, one)}
    for one in evidence.crime:
        for key in (figures_key(one), figures_key(one, control=True), beside_key(one)):
            if key in drawn and titles[drawn[key].title] > 1:
                beside[key] = origin(speaker, one)
    return {key: f"{one.title} – {beside[key]}" if key in beside else one.title for key, one in drawn.items()}


def figures_key(one: CrimeFound, *, control: bool = False) -> str:
    """Return the word that asks for the chart of a set."""
    return f"kontrol-{one.nr}" if control else f"tal-{one.nr}"


def beside_key(one: CrimeFound) -> str:
    """Return the word that asks for the chart of the area beside another."""
    return f"ved-siden-{one.nr}"


def largest(lines: Sequence[CrimeLine], *, control: bool = False) -> list[CrimeLine]:
    """Return the offences with most reports in the newest year, those the police look for apart from the others.

    Last come those that are not told in all of it: an older figure is not held against a newer one.
    """
    codes = {line.key: offence(line.label) for line in lines}
    parts = set(leaves([code for code in codes.values() if code]))
    # What is the sum of others is left out, so that nothing is told twice.
    whole = [line for line in lines if not codes[line.key] or codes[line.key] in parts]
    wanted = [line for line in whole if line.control == control and line.last is not None]
    return sorted(wanted, key=_place)


def _place(line: CrimeLine) -> tuple[bool, int]:
    year = newest(line)
    return year is None, -((line.last if year is None else year) or 0)


def origin(speaker: Speaker, one: CrimeFound) -> str:
    """Return where figures are from."""
    unknown = speaker.say(N_("ikke skrevet"))
    on = speaker.day(one.extracted_on) or unknown
    return speaker.say(N_("Kilde: {kilde}. Udtrukket {dato}."), kilde=one.source or unknown, dato=on)


def under(speaker: Speaker, one: CrimeFound) -> str:
    """Return what stands under a chart of reported crime: where it is from, and how it must be read."""
    summed = [speaker.say(SUMMED, mest=HIDDEN)] if one.summed else []
    return " ".join([origin(speaker, one), *summed, speaker.say(CAVEAT)])


def _of_figures(speaker: Speaker, one: CrimeFound) -> Iterator[tuple[str, Chart]]:
    for control in (False, True):
        lines = largest(one.lines, control=control)[:MOST]
        if not lines or len(lines[0].periods) < 2:
            continue
        title = (
            N_("Anmeldelser, som følger politiets indsats: {titel}") if control else N_("Anmeldt kriminalitet: {titel}")
        )
        marks = _marks(speaker, one, lines)
        yield (
            figures_key(one, control=control),
            Series(
                title=speaker.say(title, titel=one.title),
                says=" ".join(_says(speaker, lines, marks)),
                source=under(speaker, one), head=speaker.say(N_("Periode")),
                periods=tuple(speaker.period(one) for one in lines[0].periods),
                lines=tuple(_line(speaker, line) for line in lines), marks=marks, marked=speaker.say(N_("Bemærk")),
                unit=speaker.say(N_("Antal anmeldelser")), comma="," if speaker.locale == "da" else ".",
                calendar=calendar(speaker, lines[0].periods),
            ),
        )  # fmt: skip
    if one.beside:
        yield beside_key(one), _beside(speaker, one, one.beside)


def calendar(speaker: Speaker, periods: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return the year and the quarter of each period; nothing unless all are quarters."""
    told = tuple(quarter for period in periods if (quarter := speaker.quarter(period)))
    return told if len(told) == len(periods) else ()


def _says(speaker: Speaker, lines: Sequence[CrimeLine], marks: Sequence[Mark]) -> Iterator[str]:
    for line in lines:
        yield _ends(speaker, line)
    for mark in marks:
        spell = speaker.spell(lines[0].periods[mark.first : mark.last + 1])
        yield f"{spell}: {mark.label.rstrip('.')}."


def _marks(speaker: Speaker, one: CrimeFound, lines: Sequence[CrimeLine]) -> tuple[Mark, ...]:
    """Return the spells in which figures follow the police's effort, and the jumps that nobody has told of."""
    told = lines[0].periods
    found = [mark for effort in one.efforts if effort.given and (mark := _spell(effort, lines))]
    jumps = unanswered(lines, one.efforts)
    for line in lines:
        said = speaker.say(
            N_("Spring i tallene, som ikke er forklaret endnu: {hvad}"), hvad=speaker.offence(line.label)
        )
        places = map(told.index, jumps[line])
        found += [Mark(kind=JUMP, first=at, last=at, label=said) for at in places]
    return tuple(sorted(found, key=lambda mark: (mark.first, mark.last)))


def _spell(effort: Effort, lines: Sequence[CrimeLine]) -> Mark | None:
    codes = {offence(line.label) for line in lines}
    within = [
        at for at, period in enumerate(lines[0].periods)
        if read(period) and any(effort.covers(period, code) for code in codes)
    ]  # fmt: skip
    if not within:
        return None
    first, last = (read(lines[0].periods[at]) for at in (within[0], within[-1]))
    begins, ends = share_of(first, effort.first, effort.last)[0], share_of(last, effort.first, effort.last)[1]
    return Mark(kind=PRIORITY, first=within[0], last=within[-1], label=effort.text, begins=begins, ends=ends)


def _beside(speaker: Speaker, one: CrimeFound, told: Beside) -> Series:
    """Return the area and what it is compared with, each as per cent of its own first year."""
    names = (
        name_area(told.area, speaker.locale, speaker.say(N_("Boligområdet"))), name_area(told.code, speaker.locale),
    )  # fmt: skip
    lines = [
        Line(label=name, values=values, said=tuple(speaker.number(value) for value in values))
        for name, values in zip(names, (told.own, told.other), strict=True)
    ]
    title = speaker.say(
        N_("Udviklingen ved siden af {omraade}: {aar} er sat til 100"), omraade=names[1], aar=told.years[0]
    )  # fmt: skip
    ends = [f"{line.label}: {line.said[-1]} ({told.years[-1]})." for line in lines]
    return Series(
        title=title, says=" ".join([f"{title}.", *ends]), source=under(speaker, one),
        head=speaker.say(N_("Periode")), periods=told.years, lines=(lines[0],), reference=lines[1],
        unit=speaker.say(N_("Indeks")), comma="," if speaker.locale == "da" else ".",
    )  # fmt: skip


def _line(speaker: Speaker, line: CrimeLine) -> Line:
    told = list(zip(line.periods, line.counts, strict=True))
    values = tuple(None if n is None or not is_told(line, period) else float(n) for period, n in told)
    return Line(
        label=speaker.offence(line.label), values=values,
        said=tuple(said(speaker, line, period, n) for period, n in told),
    )  # fmt: skip


def _ends(speaker: Speaker, line: CrimeLine) -> str:
    told = [(period, count) for period, count in zip(line.periods, line.counts, strict=True) if count is not None]
    (first, before), (last, after) = told[0], told[-1]
    return speaker.say(
        N_("{hvad}: {foer} i {foerst} og {efter} i {sidst}."), hvad=speaker.offence(line.label),
        foer=said(speaker, line, first, before), foerst=speaker.period(first), efter=said(speaker, line, last, after),
        sidst=speaker.period(last),
    )  # fmt: skip
