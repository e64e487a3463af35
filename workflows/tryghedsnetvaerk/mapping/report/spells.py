"""Which numbers of reported crime are told to everybody: whole years or twelve months, and the periods one by one.

Periods shorter than a year are told only where none of them has so few; else they are added up to calendar years.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from workflows.tryghedsnetvaerk.mapping.crime.classification import offence, offences, right_under
from workflows.tryghedsnetvaerk.mapping.crime.periods import PARTS, YEAR, in_order, kind, read, year
from workflows.tryghedsnetvaerk.mapping.report.answers import HIDDEN
from workflows.tryghedsnetvaerk.mapping.report.changes import years
from workflows.tryghedsnetvaerk.mapping.report.evidence import CrimeFound, CrimeLine
from workflows.tryghedsnetvaerk.mapping.statistics.attack import FEW as FEWER

Spell = tuple[str, ...]  # periods


def spells(line: CrimeLine) -> list[tuple[Spell, int]]:
    """Return the newest years of an offence, each with its sum; the newest period where there are not two."""
    if len(found := years(line)) > 1:
        return found
    return one_by_one(line)[-1:]


def one_by_one(line: CrimeLine) -> list[tuple[Spell, int]]:
    """Return each period that is told with its number."""
    known = zip(line.periods, line.counts, strict=True)
    return [((period,), count) for period, count in known if count is not None]


def tells_few(one: CrimeFound) -> bool:
    """Say whether some number of a set is one of 1 to 4."""
    return any(count in FEWER for line in one.lines for _spell, count in spells(line))


def by_period(one: CrimeFound) -> CrimeFound:
    """Return a set with the periods that are told one by one: its own, or calendar years where those have too few."""
    return _in_years(one) if _has_few(one) else one


def sums(counts: Mapping[str, int]) -> Iterator[tuple[str, list[str]]]:
    """Give the totals among the offences of one spell with what is part of them, as the classification has it.

    One that its parts exceed is no total of theirs.
    """
    known = counts.keys() & offences().keys()
    for name in sorted(known):
        parts = list(right_under(name, known))
        if parts and counts[name] >= sum(counts[part] for part in parts):
            yield name, parts


def called(line: CrimeLine) -> str:
    """Return the name of an offence that is the same in every set: its code, where the classification knows it."""
    return offence(line.label) or line.label


def _has_few(one: CrimeFound) -> bool:
    """Say whether periods shorter than a year have so few in some of them that they are not told one by one."""
    kinds = {kind(read(period)) for line in one.lines for period in line.periods}
    if len(kinds) != 1 or not kinds <= PARTS.keys() - {YEAR}:
        return False
    told: dict[Spell, dict[str, int]] = {}
    for line in one.lines:
        for spell, count in one_by_one(line):
            told.setdefault(spell, {})[called(line)] = count
    rests = (
        counts[total] - sum(counts[part] for part in parts) for counts in told.values() for total, parts in sums(counts)
    )
    few = any(count < HIDDEN for line in one.lines for _spell, count in one_by_one(line))
    return few or any(rest in FEWER for rest in rests)


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
