"""Reported crime as everybody may read it: no number of 1 to 4, and none that gives one back.

One rule for all that a network lets out: the facts sheet, the report and its summary, and news to the residents. The
numbers of a set are judged together, with what is left of a total when its parts are taken out, and beside what was
told before, of the same spells and of others. Periods shorter than a year are told only where none of them has so few.
"""

from collections.abc import Sequence
from dataclasses import replace

from engine.text import N_
from workflows.tryghedsnetvaerk.mapping.report.evidence import CrimeFound, CrimeLine
from workflows.tryghedsnetvaerk.mapping.report.speaking import Speaker
from workflows.tryghedsnetvaerk.mapping.report.spells import by_period, one_by_one, tells_few
from workflows.tryghedsnetvaerk.mapping.report.veils import Veiled, veiled, veils
from workflows.tryghedsnetvaerk.mapping.statistics.attack import FEW as FEWER

VEILED, ABSENT = N_("et skjult antal"), ".."
SUMMED = N_("Tallene er lagt sammen til hele år, fordi enkelte perioder har under {mest} anmeldelser.")


def all_openly(found: Sequence[CrimeFound], before: Sequence[CrimeFound] = ()) -> list[CrimeFound]:
    """Return sets as everybody may read them period by period, beside what was told *before*."""
    hidden = veils([*before, *found])[len(before) :]
    return [openly(one, veil) for one, veil in zip(found, hidden, strict=True)]


def openly(one: CrimeFound, hidden: Veiled | None = None) -> CrimeFound:
    """Return a set as everybody may read it period by period; that of a whole municipality is public as it is."""
    if one.area or not one.lines:
        return one
    told, veil = by_period(one), veiled(one) if hidden is None else hidden
    lines = tuple(
        replace(line, hidden=_few(line) | {at for at in line.periods if (line.key, (at,)) in veil})
        for line in told.lines
    )
    return replace(told, lines=lines)


def _few(line: CrimeLine) -> frozenset[str]:
    return frozenset(period for (period,), count in one_by_one(line) if count in FEWER)


def whole_of(one: CrimeFound, hidden: Veiled) -> CrimeLine | None:
    """Return everything in a set together; nothing where it would give a small number back, or is one part alone."""
    whole, own = one.whole, not one.area
    if whole is None or whole.last is None or len(one.lines) < 2:
        return None
    if own and (any(key == whole.key for key, _spell in hidden) or (not whole.key and (hidden or tells_few(one)))):
        return None
    return whole


def number(speaker: Speaker, count: int, hidden: bool) -> str:
    """Say a count that everybody may read; one of few, and one that would give it back, are said alike."""
    return speaker.say(VEILED) if hidden or count in FEWER else speaker.number(count)


def said(speaker: Speaker, line: CrimeLine, period: str, count: int | None) -> str:
    """Say the count of a period as far as it may be told."""
    if count is None:
        return ABSENT
    return speaker.number(count) if is_told(line, period) else speaker.say(VEILED)


def is_told(line: CrimeLine, period: str) -> bool:
    """Say whether the number of a period may be told."""
    return period not in line.hidden
