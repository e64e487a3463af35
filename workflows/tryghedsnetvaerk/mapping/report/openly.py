"""Reported crime as everybody may read it: no number of 1 to 4, and none that gives one back.

One rule for all that a network lets out: the facts sheet, the report and its summary, and news to the residents. The
numbers of a set are judged together, with what is left of a total when its parts are taken out, and beside what was
told before of the same spells. Periods shorter than a year are told only where none of them has so few.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from engine.text import N_
from workflows.tryghedsnetvaerk.mapping.crime.classification import offence, right_under
from workflows.tryghedsnetvaerk.mapping.crime.periods import PARTS, YEAR, in_order, kind, read, year
from workflows.tryghedsnetvaerk.mapping.report.answers import HIDDEN
from workflows.tryghedsnetvaerk.mapping.report.changes import years
from workflows.tryghedsnetvaerk.mapping.report.evidence import CrimeFound, CrimeLine
from workflows.tryghedsnetvaerk.mapping.report.speaking import Speaker
from workflows.tryghedsnetvaerk.mapping.statistics.attack import FEW as FEWER
from workflows.tryghedsnetvaerk.mapping.statistics.disclosure import Sum, hide

Spell = tuple[str, ...]  # periods
Told = tuple[str, Spell]  # a number: of which offence, in which periods
Veiled = frozenset[Told]
Spells = Callable[[CrimeLine], list[tuple[Spell, int]]]
FEW, VEILED, ABSENT = N_("færre end {mest}"), N_("et skjult antal"), ".."
SUMMED = N_("Tallene er lagt sammen til hele år, fordi enkelte perioder har under {mest} anmeldelser.")


def spells(line: CrimeLine) -> list[tuple[Spell, int]]:
    """Return the newest years of an offence, each with its sum; the newest period where there are not two."""
    if len(found := years(line)) > 1:
        return found
    return _periods(line)[-1:]


def _periods(line: CrimeLine) -> list[tuple[Spell, int]]:
    """Return each period that is told with its number."""
    known = zip(line.periods, line.counts, strict=True)
    return [((period,), count) for period, count in known if count is not None]


def veils(found: Sequence[CrimeFound], of: Spells = spells) -> list[Veiled]:
    """Return of each set which further numbers must not be told, so that none below five can be reckoned from others.

    Each is judged beside those that were told earlier, the first first: what they told and hid of the same spells
    stays so.
    """
    judged: list[tuple[CrimeFound, Veiled]] = []
    for one in found:
        judged.append((one, _veiled(one, judged, of)))
    return [hidden for _one, hidden in judged]


def veiled(one: CrimeFound, before: Sequence[CrimeFound] = (), of: Spells = spells) -> Veiled:
    """Return which further numbers of one set must not be told, beside what was told *before*."""
    return veils([*before, one], of)[-1]


def _veiled(one: CrimeFound, before: Sequence[tuple[CrimeFound, Veiled]], of: Spells) -> Veiled:
    counts = _counts(one, of)
    sums = [made for spell in {spell for _key, spell in counts} for made in _sums(one, counts, spell)]
    whole, left = list[Sum](), dict[Told, int]()
    for total, parts in sums:
        if rest := counts[total] - sum(counts[part] for part in parts):
            left[_rest(total)] = rest
        whole.append(Sum(total, (*parts, *([_rest(total)] if rest else []))))
    every = {**counts, **left}
    if not whole or not any(count in FEWER for count in every.values()):
        return frozenset()
    found = hide(every, whole, **_told_before(one, counts, before, of))
    if found.exposed:
        found = hide(every, whole)
    return frozenset(key for key in every if key in found.further)


def tells_few(one: CrimeFound) -> bool:
    """Say whether some number of a set is one of 1 to 4."""
    return any(count in FEWER for line in one.lines for _spell, count in spells(line))


def _counts(one: CrimeFound, of: Spells) -> dict[Told, int]:
    return {(line.key, spell): count for line in one.lines for spell, count in of(line)}


def _rest(total: Told) -> Told:
    """Return the name of what is left of a total when its parts are taken out."""
    return f"-{total[0]}", total[1]


def _told_before(
    one: CrimeFound, counts: Mapping[Told, int], before: Sequence[tuple[CrimeFound, Veiled]], of: Spells
) -> dict[str, set[Told]]:
    """Return what was told, told as few, and hidden of the same numbers."""
    found: dict[str, set[Told]] = {"released": set(), "marked": set(), "kept": set()}
    for other, hidden in before:
        if other.area != one.area:
            continue
        for key in (key for key, count in _counts(other, of).items() if counts.get(key) == count):
            found["kept" if key in hidden else "marked" if counts[key] in FEWER else "released"].add(key)
    found["released"] -= found["kept"]
    return found


def _sums(one: CrimeFound, counts: Mapping[Told, int], periods: Spell) -> Iterator[tuple[Told, list[Told]]]:
    """Return the totals of a spell with what is part of them; one that its parts exceed is no total of theirs."""
    named = {code: line.key for line in one.lines if (code := offence(line.label)) and (line.key, periods) in counts}
    for code, key in named.items():
        parts = [(named[part], periods) for part in right_under(code, named)]
        if parts and counts[key, periods] >= sum(counts[part] for part in parts):
            yield (key, periods), parts


def openly(one: CrimeFound) -> CrimeFound:
    """Return a set as everybody may read it period by period; that of a whole municipality is public as it is."""
    if one.area or not one.lines:
        return one
    told = _in_years(one) if _has_few(one) else one
    hidden = veiled(told, of=_periods)
    lines = tuple(
        replace(line, few=_few(line), hidden=frozenset(spell[0] for key, spell in hidden if key == line.key))
        for line in told.lines
    )
    return replace(told, lines=lines)


def _few(line: CrimeLine) -> frozenset[str]:
    return frozenset(period for (period,), count in _periods(line) if count in FEWER)


def _has_few(one: CrimeFound) -> bool:
    """Say whether periods shorter than a year have so few in some of them that they are not told one by one."""
    kinds = {kind(read(period)) for line in one.lines for period in line.periods}
    if len(kinds) != 1 or not kinds <= PARTS.keys() - {YEAR}:
        return False
    counts = _counts(one, _periods)
    rests = (
        counts[total] - sum(counts[part] for part in parts)
        for spell in {spell for _key, spell in counts}
        for total, parts in _sums(one, counts, spell)
    )
    return any(count < HIDDEN for count in counts.values()) or any(rest in FEWER for rest in rests)


def _in_years(one: CrimeFound) -> CrimeFound:
    """Return a set by calendar year: those that have every period of theirs."""
    named = in_order({year(read(period)) for line in one.lines for period in line.periods})
    lines = tuple(_line_in_years(line, named) for line in one.lines)
    whole = tuple(at for at, _name in enumerate(named) if any(line.counts[at] is not None for line in lines))
    return replace(
        one,
        summed=True,
        lines=tuple(
            replace(line, periods=tuple(named[at] for at in whole), counts=tuple(line.counts[at] for at in whole))
            for line in lines
        ),
    )


def _line_in_years(line: CrimeLine, named: Sequence[str]) -> CrimeLine:
    told: dict[str, list[int | None]] = {}
    for period, count in zip(line.periods, line.counts, strict=True):
        told.setdefault(year(read(period)), []).append(count)
    long = PARTS[kind(read(line.periods[0]))]
    sums = {at: None if None in each or len(each) != long else sum(filter(None, each)) for at, each in told.items()}
    return replace(line, periods=tuple(named), counts=tuple(sums.get(at) for at in named))


def number(speaker: Speaker, count: int, hidden: bool) -> str:
    """Say a count that everybody may read."""
    if hidden:
        return speaker.say(VEILED)
    return speaker.say(FEW, mest=HIDDEN) if count in FEWER else speaker.number(count)


def said(speaker: Speaker, line: CrimeLine, period: str, count: int | None) -> str:
    """Say the count of a period as far as it may be told."""
    if count is None:
        return ABSENT
    if period in line.hidden:
        return speaker.say(VEILED)
    return speaker.say(FEW, mest=HIDDEN) if period in line.few else speaker.number(count)


def is_told(line: CrimeLine, period: str) -> bool:
    """Say whether the number of a period may be told."""
    return period not in line.hidden and period not in line.few
