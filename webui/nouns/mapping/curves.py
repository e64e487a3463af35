"""The curves on the page of a set of crime figures: period by period, control offences apart, and beside another."""

from collections.abc import Collection, Sequence
from typing import Any

from markupsafe import Markup

from engine.text import N_
from webui.nouns.mapping import inside
from webui.saying.language import _, excerpt, locale, number, short_day, upper_first
from webui.saying.periods import between, said
from workflows.tryghedsnetvaerk.documents.charts import JUMP, PRIORITY, Mark, Series
from workflows.tryghedsnetvaerk.documents.charts import Line as Drawn
from workflows.tryghedsnetvaerk.documents.drawing.figure import svg
from workflows.tryghedsnetvaerk.mapping.crime import analysis, periods
from workflows.tryghedsnetvaerk.mapping.crime.analysis import Figures, Line
from workflows.tryghedsnetvaerk.mapping.crime.classification import TOTAL, above, name_area, name_offence
from workflows.tryghedsnetvaerk.mapping.crime.models import EFFORT, CrimeSet, PoliceEffort
from workflows.tryghedsnetvaerk.mapping.crime.typed import ABSENT
from workflows.tryghedsnetvaerk.mapping.report.charts import calendar
from workflows.tryghedsnetvaerk.mapping.report.speaking import Speaker

DRAWN = 24  # periods of a chart


def drawn(
    row: CrimeSet, figures: Figures, efforts: Sequence[PoliceEffort], doubted: Collection[str]
) -> list[dict[str, Any]]:
    """Return the charts of a set; *doubted* are the periods with a jump that nobody has told of."""
    return [one for one in (_course(row, figures, efforts, doubted), _beside(row, figures)) if one]


def name(line: Line) -> str:
    """Return what a line is called."""
    whole = _(N_("I alt"))
    named = whole if line.code == TOTAL else name_offence(line.code, locale(), line.text) or whole
    return _(N_("Øvrige under »{type}«"), type=named) if line.rest else named


def covers(effort: PoliceEffort, period: str, code: str) -> bool:
    """Say whether a spell that people told of touches a period of an offence, or of what that is part of."""
    last = effort.last or effort.first
    within = periods.begins(effort.first) < periods.ends(period) and periods.begins(period) < periods.ends(last)
    return within and effort.offence in ("", code, *above(code))


def _course(
    row: CrimeSet, figures: Figures, efforts: Sequence[PoliceEffort], doubted: Collection[str]
) -> dict[str, Any] | None:
    """Return the chart of everything, period by period, with the periods that are marked."""
    total = analysis.total(figures, figures.area)
    told = periods.in_order(total.counts)[-DRAWN:] if total else []
    if total is None or len(told) < 2:
        return None
    without, control = analysis.without_control(figures, figures.area), analysis.control_in(figures, figures.area)
    parted = [(_(N_("Uden det, politiet finder ved at lede")), without),
              (_(N_("Det, politiet finder ved at lede")), control)] if without else []  # fmt: skip
    lines = [_drawn(label, one, told) for label, one in parted if one]
    whole, codes = _drawn(name(total), total, told), {total.code, *(control.made_of if without and control else ())}
    marks = [mark for one in efforts if one.verdict == EFFORT and (mark := _mark(one, told, codes))]
    marks += [Mark(kind=JUMP, first=at, last=at, label=_(N_("Spring i tallene")))
              for at, period in enumerate(told) if period in doubted]  # fmt: skip
    chart = Series(
        **_words(row, _(N_("Anmeldelser, periode for periode")), told), head=_(N_("Periode")),
        periods=tuple(map(said, told)), calendar=calendar(Speaker(locale()), told),
        lines=tuple(lines or [whole]), reference=whole if lines else None, marks=tuple(marks),
        marked=_(N_("Bemærk")), unit=_(N_("Antal anmeldelser")), comma=_comma(),
    )  # fmt: skip
    under = [_from(figures, told), *inside.said(figures, total)]
    return _shown(chart, " ".join([chart.source, *(one for one in under if one)]), "forloeb")


def _from(figures: Figures, told: Sequence[str]) -> str:
    """Say where the curve begins when the figures begin earlier."""
    first = periods.in_order(figures.periods)[0]
    if first == told[0]:
        return ""
    return _(N_("Kurven viser de seneste {antal} perioder, fra {fra}. Tallene begynder i {foerst}."),
             antal=number(len(told)), fra=said(told[0]), foerst=said(first))  # fmt: skip


def _drawn(label: str, line: Line, told: Sequence[str]) -> Drawn:
    values = [line.counts.get(period) for period in told]
    return Drawn(label=label, values=tuple(None if n is None else float(n) for n in values),
                 said=tuple(ABSENT if n is None else number(n) for n in values))  # fmt: skip


def _mark(effort: PoliceEffort, told: Sequence[str], codes: Collection[str]) -> Mark | None:
    """Return the mark of an effort; of a period that it covers in part, only that part is marked."""
    within = [at for at, period in enumerate(told) if any(covers(effort, period, code) for code in codes)]
    if not within:
        return None
    first, last = effort.first, effort.last or effort.first
    begins, ends = (periods.share_of(told[at], first, last) for at in (within[0], within[-1]))
    return Mark(kind=PRIORITY, first=within[0], last=within[-1], begins=begins[0], ends=ends[1],
                label=f"{upper_first(between(first, last))}: {excerpt(effort.text, 140)}")  # fmt: skip


def _beside(row: CrimeSet, figures: Figures) -> dict[str, Any] | None:
    """Return the chart of the area beside what it is compared with, each as per cent of its own first year."""
    found = analysis.beside_another(figures)
    if found is None:
        return None
    names = (name_area(figures.area, locale(), _(N_("Boligområdet"))), name_area(found.code, locale()))
    lines = [Drawn(label=label, values=values, said=tuple(number(one, 0) for one in values))
             for label, values in zip(names, (found.own, found.other), strict=True)]  # fmt: skip
    title = _(N_("Udviklingen ved siden af {omraade}: {aar} er sat til 100"), omraade=names[1], aar=found.years[0])
    chart = Series(
        **_words(row, title, found.years), head=_(N_("Periode")), periods=found.years, lines=(lines[0],),
        reference=lines[1], marked=_(N_("Bemærk")), unit=_(N_("Indeks")), comma=_comma(),
    )  # fmt: skip
    return _shown(chart, chart.source, "ved-siden-af")


def _words(row: CrimeSet, title: str, told: Sequence[str]) -> dict[str, Any]:
    return {"title": title, "says": f"{title}. {between(told[0], told[-1])}.", "source": _source(row)}


def _source(row: CrimeSet) -> str:
    """Say where figures are from and when they were drawn, as far as it is told."""
    source = _(N_("Kilde: {kilde}."), kilde=row.source) if row.source else _(N_("Kilde ikke oplyst."))
    drawn_on = _(N_("Udtrukket {dato}."), dato=short_day(row.extracted_on)) if row.extracted_on else ""
    return f"{source} {drawn_on}".rstrip()


def _comma() -> str:
    return "," if locale() == "da" else "."


def _shown(chart: Series, source: str, mark: str) -> dict[str, Any]:
    head, rows = chart.table()
    return {"title": chart.title, "svg": Markup(svg(chart, mark=mark)), "head": head, "rows": rows, "source": source}
