"""What may be told to everybody: the same figures without small numbers, in words that fit on one page."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from engine.text import N_
from workflows.tryghedsnetvaerk.documents.fill import plain
from workflows.tryghedsnetvaerk.mapping.crime.classification import is_control, name_area, offence
from workflows.tryghedsnetvaerk.mapping.crime.periods import ends, read
from workflows.tryghedsnetvaerk.mapping.report.answers import HIDDEN
from workflows.tryghedsnetvaerk.mapping.report.changes import yearly
from workflows.tryghedsnetvaerk.mapping.report.charts import largest
from workflows.tryghedsnetvaerk.mapping.report.evidence import CrimeFound, CrimeLine
from workflows.tryghedsnetvaerk.mapping.report.speaking import Speaker

MOST = 5  # offences on one page
FEW = N_("færre end {mest}")
CAVEAT = N_(
    "Tallene viser det, der er anmeldt. Ikke alt bliver anmeldt, og tallene kan svinge tilfældigt fra år til år. "
    "Antal under {mest} vises ikke."
)
OURS = N_("Tallene gælder {omraade}.")
OTHERS = N_("Tallene gælder {sted}, ikke {omraade} alene.")


def chosen(found: Iterable[CrimeFound]) -> CrimeFound | None:
    """Return the newest set of the housing area's own; where it has none, the newest of what stands for it."""
    told = [one for one in found if any(line.last is not None for line in one.lines)]
    return max([one for one in told if not one.area] or told, key=_newest, default=None)


def _newest(one: CrimeFound) -> tuple[float, date, int]:
    known = (
        at for line in one.lines for period, count in zip(line.periods, line.counts, strict=True)
        if count is not None and (at := read(period))
    )  # fmt: skip
    return max(map(ends, known), default=0.0), one.extracted_on or date.min, one.nr


def whose(speaker: Speaker, one: CrimeFound, own: str) -> str:
    """Say which area figures are about, beside the housing area, which is called *own*."""
    if not one.area:
        return speaker.say(OURS, omraade=own)
    return speaker.say(OTHERS, sted=name_area(one.area, speaker.locale), omraade=own)


def told(speaker: Speaker, line: CrimeLine) -> str:
    """Return one offence in words, its newest year beside the one before, without small numbers."""
    years = yearly(line)
    if years is None:
        known = [(period, count) for period, count in zip(line.periods, line.counts, strict=True) if count is not None]
        period, count = known[-1]
        values = {
            "hvad": speaker.offence(line.label),
            "antal": number(speaker, count),
            "periode": speaker.period(period),
        }
        return speaker.say(N_("{hvad}: {antal} anmeldt i {periode}."), **values)
    (first, before), (last, after) = years
    return speaker.say(
        N_("{hvad}: {efter} anmeldt i {sidst}, {foer} i {foerst}."), hvad=speaker.offence(line.label),
        efter=number(speaker, after), sidst=spell(speaker, last), foer=number(speaker, before),
        foerst=spell(speaker, first),
    )  # fmt: skip


def number(speaker: Speaker, count: int) -> str:
    """Say a count that everybody may read."""
    return speaker.say(FEW, mest=HIDDEN) if 0 < count < HIDDEN else speaker.number(count)


def spell(speaker: Speaker, periods: Sequence[str]) -> str:
    """Say a spell of periods."""
    first, last = speaker.period(periods[0]), speaker.period(periods[-1])
    return first if first == last else f"{first} – {last}"


def lines(speaker: Speaker, found: Iterable[CrimeFound], own: str) -> list[str]:
    """Return the largest offences of the set that is told to everybody, whose they are and where from, as Markdown."""
    one = chosen(found)
    shown = of_set(speaker, one) if one else []
    return [plain(whose(speaker, one, own)), *shown] if one and shown else []


def of_set(speaker: Speaker, one: CrimeFound) -> list[str]:
    """Return the largest offences of one set in words, with source; nothing where there are no figures."""
    shown = [plain(told(speaker, line)) for line in largest(one.lines)[:MOST]]
    return [*shown, plain(source(speaker, one))] if shown else []


def source(speaker: Speaker, one: CrimeFound) -> str:
    """Return where figures are from, and on which day they were drawn."""
    if not one.extracted_on:
        return speaker.say(N_("Kilde: {kilde}."), kilde=one.source or one.title)
    return speaker.say(
        N_("Kilde: {kilde}, {dato}."), kilde=one.source or one.title, dato=speaker.day(one.extracted_on)
    )  # fmt: skip


def caveat(speaker: Speaker) -> str:
    """Return what must be known of the figures."""
    return speaker.say(CAVEAT, mest=HIDDEN)


def of_kept(nr: int, one: Mapping[str, Any]) -> CrimeFound:
    """Return a set as it was kept with a report that was sent; before it was kept, it was always the area's own."""
    told = tuple(
        CrimeLine(
            name, name, tuple(one["periods"]), tuple(int(said) if said.isdigit() else None for said in figures),
            is_control(offence(name), name),
        )
        for name, figures in one["rows"]
    )  # fmt: skip
    on = date.fromisoformat(one["extracted_on"]) if one["extracted_on"] else None
    return CrimeFound(nr, one["title"], one["source"], on, "", "", "", told, area=one.get("area", ""))
