"""What may be told to everybody: the same figures without small numbers, in words that fit on one page."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from engine.text import N_
from workflows.tryghedsnetvaerk.documents.fill import plain
from workflows.tryghedsnetvaerk.mapping.crime.classification import is_control, offence
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


def lines(speaker: Speaker, found: Iterable[CrimeFound]) -> list[str]:
    """Return the largest offences of every set in words, and where they are from, as Markdown."""
    return [text for one in found for text in of_set(speaker, one)]


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


def of_kept(one: Mapping[str, Any]) -> list[CrimeLine]:
    """Return the offences of a set as they were kept with a report that was sent."""
    return [
        CrimeLine(
            name, name, tuple(one["periods"]), tuple(int(said) if said.isdigit() else None for said in figures),
            is_control(offence(name), name),
        )
        for name, figures in one["rows"]
    ]  # fmt: skip
