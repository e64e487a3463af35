"""What the page of a set of crime figures shows: how much, of what, beside another area, and where to look twice."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask import url_for

from engine.text import N_
from webui.nouns.mapping import curves, inside, rates
from webui.saying.language import _, locale, number, quoted, tell, upper_first
from webui.saying.periods import between, said
from webui.saying.words import word
from webui.visit import policy
from webui.visit.db import session
from webui.visit.forms import Form
from workflows.tryghedsnetvaerk.mapping.crime import analysis, notable, periods, wholes
from workflows.tryghedsnetvaerk.mapping.crime.analysis import Figures, Line
from workflows.tryghedsnetvaerk.mapping.crime.classification import above, level, name_area, name_offence
from workflows.tryghedsnetvaerk.mapping.crime.models import EFFORT, NO_EFFORT, CrimeSet, PoliceEffort
from workflows.tryghedsnetvaerk.mapping.crime.parts import SHAPES, listed
from workflows.tryghedsnetvaerk.mapping.crime.picture import Picture, Told, draw
from workflows.tryghedsnetvaerk.mapping.crime.queries import Known, figures_of, gather
from workflows.tryghedsnetvaerk.mapping.crime.typed import ABSENT, tabulate

Rows = list[tuple[str, ...]]
STREETS = N_("Gade eller afsnit"), N_("Type")
TYPED_FIELDS = {"counts", "file_name", "file_hash", "shape", "periods", "known", "area"}


def shown(row: CrimeSet | None) -> Mapping[str, Any]:
    """Return what the page of a set shows; for the list, the way to reading a file in."""
    slug = policy.access().slug
    if row is None:
        return {"above": "crime_files/_way.html", "file_url": url_for("crime_files.ask", slug=slug),
                "file_text": _(N_("Læs tal ind fra en fil"))}  # fmt: skip
    if row.unavailable:
        return {}
    known = gather(session(), row.network_id)  # this set among them, each with its figures
    told, rows = tabulate(row.told) if not row.file_hash else ([], [])
    figures = figures_of(row)
    return {
        "told": TYPED_FIELDS, "heads": [_(N_("Lovovertrædelse")), *map(said, told)],
        "rows": [(offence, *map(_figure, figures)) for offence, figures in rows],
        "missing": any(ABSENT in figures for _offence, figures in rows),
        "caveat": tell(analysis.CAVEAT), "origin": _origin(row),
        "parts": _parts(row, figures, known) if figures else None,
    }  # fmt: skip


def _figure(told: str) -> str:
    return number(int(told)) if told.isdigit() else told


def _origin(row: CrimeSet) -> list[dict[str, str]]:
    where = [
        (_(N_("Område")), name_area(row.area, locale(), _(N_("Boligområdet")))),
        (_(N_("Niveau")), tell(level(row.area))),
    ]
    if not row.file_hash:
        return [{"label": label, "value": value} for label, value in where]
    first, last = row.periods.split(",")[0], row.periods.split(",")[-1]
    figures = figures_of(row)
    beside = [name_area(one, locale()) for one in figures.references] if figures else []
    told = [
        *where, (_(N_("Sammenlignes med")), ", ".join(beside)),
        (_(N_("Perioder")), between(first, last)), (_(N_("Tal")), number(row.known)), (_(N_("Fil")), row.file_name),
        (_(N_("Opbygning")), tell(SHAPES.get(row.shape, ""))), (_(N_("Filens fingeraftryk (SHA-256)")), row.file_hash),
    ]  # fmt: skip
    return [{"label": label, "value": value} for label, value in told if value]


def _parts(row: CrimeSet, figures: Figures, known: Known) -> dict[str, Any]:
    """Return tables, sentences and charts of a set's figures; what is counted for them is asked for at once."""
    seen, efforts = draw(figures, known.people), _within(known.efforts, figures)
    total, suspicions = seen.total.line if seen.total else None, _suspicions(seen, efforts)
    told = [one for one in efforts if _is_about(one, figures)]
    return {
        "sentences": [*_sentences(seen), *inside.said(figures, total)] if total else [],
        "made_of": _made_of(figures, total), "wrong": _wrong(figures),
        "types": _table([one for one in seen.plain if one.line.code], seen.newest),
        "unknown": _table([one for one in seen.plain if not one.line.code], seen.newest),
        "control": _table(seen.control, seen.newest),
        "rates": rates.shown(figures, known.people, seen.rates) if total else None,
        "streets": _streets(figures), "street_heads": [*map(_, STREETS), *map(said, figures.periods)],
        "notable": [_notable(one) for one in notable.propose(figures)],
        "suspicions": suspicions, "form": Form(formdata=None),
        "verdicts": [(key, word("verdict", key)) for key in (EFFORT, NO_EFFORT)],
        "charts": curves.drawn(row, figures, efforts, {str(one["period"]) for one in suspicions}),
        "efforts": [_effort(one) for one in told if one.verdict == EFFORT],
        "explained": [_effort(one) for one in told if one.verdict != EFFORT], "apart": _apart(row, figures, known.sets),
    }  # fmt: skip


def _apart(row: CrimeSet, figures: Figures, sets: Sequence[CrimeSet]) -> str:
    """Say which other sets of the network count something else: they are not compared with this one."""
    others = []
    for other in sets:
        beside = None if other.nr == row.nr or other.unavailable else figures_of(other)
        if beside is not None and not analysis.is_one_table(figures, beside):
            others.append(quoted(other.title))
    if not others:
        return ""
    return _(N_("Tal fra forskellige tabeller sammenlignes aldrig. Disse opgørelser tæller ikke det samme på samme "
                "måde som denne: {titler}."), titler=listed(list(dict.fromkeys(others))))  # fmt: skip


def _wrong(figures: Figures) -> list[str]:
    """Say where the parts of an offence are more than the whole of it."""
    found = wholes.exceeded(figures.periods, figures.series)
    told = [replace(one, period=said(one.period)) for one in found]
    return [tell(one.text, one.values) for one in wholes.said(told, locale(), _(N_("Boligområdet")))]


def _made_of(figures: Figures, total: Line | None) -> list[str]:
    """Say what the sum is of, and what is not in it, because nobody can say that it does not overlap."""
    told, beside = [], [one.text for one in analysis.unknown(figures, figures.area)]
    if total is not None and total.made_of:
        named = ", ".join(name_offence(code, locale()) for code in total.made_of)
        told.append(_(N_("Summen er lagt sammen af det, der ikke overlapper: {typer}."), typer=named))
    elif total is not None and not total.whole:
        told.append(_(N_("Tallene gælder »{type}«."), type=name_offence(total.code, locale(), total.text)))
    alone = total is not None and not total.code and not total.made_of
    if beside and not alone:
        told.append(_(N_("Ikke lagt sammen med andre: {typer}. De står ikke på Danmarks Statistiks liste, og de kan "
                         "være en del af de andre typer. Har politiet et samlet tal, så tag det med som en linje, der "
                         "hedder »I alt«."), typer=listed(beside, 12)))  # fmt: skip
    return told


def _sentences(seen: Picture) -> list[str]:
    if seen.total is None:
        return []
    told, found = [*inside.untold(seen.total.line, seen.newest), *_newest(seen.total)], seen.trend
    if part := analysis.same_part(seen.total.line.counts):
        period, count, earlier = part
        if earlier and periods.part(period):
            before = ", ".join(f"{number(n)} ({said(one)})" for one, n in earlier)
            told.append(_(N_("{periode}: {antal}. Samme tid på året før: {foer}."), periode=upper_first(said(period)),
                          antal=number(count), foer=before))  # fmt: skip
    if found:
        least, most = _signed(found.low), _signed(found.high)
        told.append(_(N_("Over alle perioderne: {aendring} procent om året (med 95 procents sikkerhed mellem {lav} og "
                         "{hoej} procent)."),
                      aendring=_signed(found.percent_a_year), lav=least, hoej=most))  # fmt: skip
    return told


def _newest(total: Told) -> list[str]:
    """Say how many in the newest twelve months against the twelve before."""
    told, spells = [], total.spells
    if spells is None:
        return []
    first, last = next(iter(spells.after)), list(spells.after)[-1]
    values = {"fra": upper_first(said(first)), "til": said(last), "antal": number(spells.compared.after),
              "foer": number(spells.compared.before)}  # fmt: skip
    if first == last:
        told.append(_(N_("{fra}: {antal} anmeldelser mod {foer} året før."), **values))
    else:
        told.append(_(N_("{fra} til {til}: {antal} anmeldelser mod {foer} i de tolv måneder før."), **values))
    if spells.change is not None:
        low, high = ((100 * (one - 1)) if one else 0.0 for one in (spells.compared.low, spells.compared.high))
        told.append(_(N_("Ændringen er {aendring} procent (med 95 procents sikkerhed mellem {lav} og {hoej} procent)."),
                      aendring=_signed(spells.change), lav=_signed(low), hoej=_signed(high)))  # fmt: skip
    return told


def _signed(value: float) -> str:
    shown = round(value, 1)
    return f"{'+' if shown > 0 else '−' if shown < 0 else ''}{number(abs(shown), 1)}"


def _table(lines: Sequence[Told], last: str) -> Rows:
    """Return each type with the newest twelve months, which end with *last*, the twelve before, and the change."""
    rows: Rows = []
    for told in lines:
        name, spells = curves.name(told.line), told.spells
        if spells is None:
            rows.append((name, *inside.told_in_part(told.line.counts, last), "–"))
            continue
        change = f"{_signed(spells.change)} %" if spells.change is not None else "–"
        rows.append((name, number(spells.compared.after), number(spells.compared.before), change))
    return rows


def _streets(figures: Figures) -> Rows:
    parts = [one for one in figures.series if one.part]
    return [(one.part, name_offence(one.offence, locale(), one.text),
             *(ABSENT if count is None else number(count) for count in one.counts)) for one in parts]  # fmt: skip


def _notable(one: notable.Notable) -> str:
    named = name_offence(one.code, locale(), one.text)
    if one.rises and one.change is not None:
        return _(N_("{type}: {antal} på et år, {aendring} procent"), type=named, antal=number(one.newest),
                 aendring=_signed(one.change))  # fmt: skip
    return _(N_("{type}: {antal} på et år"), type=named, antal=number(one.newest))


def _suspicions(seen: Picture, efforts: Sequence[PoliceEffort]) -> list[dict[str, Any]]:
    """Return the jumps that nobody has said anything about, with the way to saying it."""
    url, found = url_for("records.add", slug=policy.access().slug, noun="politiindsatser"), []
    for line, jumps in seen.jumps:
        for jump in jumps:
            if any(curves.covers(one, jump.period, line.code) for one in efforts):
                continue
            text = _(N_("{type}, {periode}: {antal} mod omkring {normal} ellers."), type=curves.name(line),
                     periode=said(jump.period), antal=number(jump.count), normal=number(jump.usual, 0))  # fmt: skip
            found.append({"text": text, "period": jump.period, "offence": line.code, "url": url})
    return found


def _within(efforts: Sequence[PoliceEffort], figures: Figures) -> list[PoliceEffort]:
    """Return the efforts that touch a period of the figures."""
    return [one for one in efforts if any(curves.covers(one, period, one.offence) for period in figures.periods)]


def _is_about(effort: PoliceEffort, figures: Figures) -> bool:
    """Say whether a set tells of the offence of an effort: of that very one, of a part of it, or of what holds it."""
    codes = {one.offence for one in figures.series if one.area == figures.area and one.offence}
    wider = {wide for code in codes for wide in above(code)}
    return not effort.offence or effort.offence in codes | wider or bool(codes & set(above(effort.offence)))


def _effort(one: PoliceEffort) -> str:
    return f"{upper_first(between(one.first, one.last))}: {one.text}"
