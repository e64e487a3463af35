"""Which further numbers must not be told, so that none of 1 to 4 can be reckoned from what is told now or was before.

A number is of one offence in one stretch of months. What an earlier paper told of other stretches – the quarters of a
year, or twelve months that overlap – is not forgotten: each stretch is cut where another begins or ends, and what lies
between two cuts is a number too, told nowhere, that no subtraction may give.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeGuard

from workflows.tryghedsnetvaerk.mapping.crime.periods import kind, months, read
from workflows.tryghedsnetvaerk.mapping.report.evidence import CrimeFound
from workflows.tryghedsnetvaerk.mapping.report.spells import Spell, by_period, called, one_by_one, spells, sums
from workflows.tryghedsnetvaerk.mapping.statistics.attack import FEW as FEWER
from workflows.tryghedsnetvaerk.mapping.statistics.disclosure import Sum, hide

Told = tuple[str, Spell]  # a number as a set tells it: of which of its offences, in which periods
Veiled = frozenset[Told]
Stretch = tuple[int, int] | Spell  # from which month until before which; a period that is none stands as it is written
Number = tuple[str, Stretch]
Counts = dict[Number, int]
Cells = dict[tuple[str, int], list[tuple[int, int]]]  # an offence from a month: until before which, and how many
REST = "-"  # begins the name of what is left of a total when its parts are taken out


@dataclass(frozen=True, slots=True)
class Judged:
    """A set whose numbers were judged: all that it tells, what of that is *hidden*, and each period by itself."""

    one: CrimeFound
    counts: Counts
    cells: Cells
    hidden: frozenset[Number] = frozenset()


def veils(found: Sequence[CrimeFound]) -> list[Veiled]:
    """Return which further numbers of each set must not be told; each is judged beside those before it."""
    judged: list[Judged] = []
    for one in found:
        judged.append(_judged(one, [other for other in judged if other.one.area == one.area]))
    return [_as_told(one) for one in judged]


def veiled(one: CrimeFound, before: Sequence[CrimeFound] = ()) -> Veiled:
    """Return which further numbers of one set must not be told, beside what was told *before*."""
    return veils([*before, one])[-1]


def stretch(spell: Spell) -> Stretch:
    """Return the months of a spell; its periods where they are none."""
    told = [read(period) for period in spell]
    return (months(told[0])[0], months(told[-1])[1]) if all(map(kind, told)) else spell


def are_months(at: Stretch) -> TypeGuard[tuple[int, int]]:
    """Say whether a stretch is one of months, which others may overlap."""
    return isinstance(at[0], int)


def _names(one: CrimeFound) -> dict[str, str]:
    """Return the name of each offence of a set; where two are the same one, the second keeps its own."""
    found: dict[str, str] = {}
    for line in one.lines:
        found[line.key] = name if (name := called(line)) not in found.values() else line.key
    return found


def _told(one: CrimeFound) -> Iterator[tuple[Told, int]]:
    """Give every number that a set tells: in years or twelve months, and period by period."""
    for line in one.lines:
        yield from (((line.key, spell), count) for spell, count in spells(line))
    for line in by_period(one).lines:
        yield from (((line.key, spell), count) for spell, count in one_by_one(line))


def _as_told(judged: Judged) -> Veiled:
    """Return what is hidden of a set as it tells it, also of what is left of its totals."""
    names = _names(judged.one)
    found = [(key, spell, (names[key], stretch(spell))) for (key, spell), _count in _told(judged.one)]
    own = {(key, spell) for key, spell, number in found if number in judged.hidden}
    return frozenset(own | {
        (REST + key, spell) for key, spell, (name, at) in found if (REST + name, at) in judged.hidden
    })  # fmt: skip


def _judged(one: CrimeFound, before: Sequence[Judged]) -> Judged:
    names = _names(one)
    judged = Judged(one, {(names[key], stretch(spell)): count for (key, spell), count in _told(one)}, _cells(one))
    for other in reversed(before):
        if other.counts == judged.counts and other.cells == judged.cells:
            return replace(judged, hidden=other.hidden)  # the same was told before
    own = set(names.values())
    earlier = {at: count for other in before for at, count in other.counts.items() if at[0] in own}
    told = {number: count for number, count in earlier.items() if judged.counts.get(number, count) == count}
    told |= judged.counts
    every, whole = _cut(told, judged.counts, [one.cells for one in (judged, *reversed(before))])
    whole += _beside(every)
    if not whole or not any(count in FEWER for count in every.values()):
        return judged
    between = {(name, at) for name, at in every if (name.removeprefix(REST), at) not in told}
    kept = {number for other in before for number in other.hidden if number in every}
    since = {number for number in earlier if every.get(number) == earlier[number] and number not in kept}
    few = {number for number, count in every.items() if count in FEWER}
    found = hide(every, whole, released=since - few, kept=kept | between)
    further = found.keys
    if found.exposed and before:  # too much was told already: no more is given away than that
        further |= hide(every, whole, kept=between).keys
    return replace(judged, hidden=frozenset(every.keys() & further - between - few))


def _cells(one: CrimeFound) -> Cells:
    names, found = _names(one), Cells()
    for line in one.lines:
        for spell, count in one_by_one(line):
            if are_months(at := stretch(spell)):
                found.setdefault((names[line.key], at[0]), []).append((at[1], count))
    return found


def _cut(told: Counts, own: Counts, cells: Sequence[Cells]) -> tuple[Counts, list[Sum]]:
    """Return numbers with what lies between their cuts, and how they add up to them.

    What cannot be added up, since figures were corrected in between, is not one of them, unless it is told now (*own*).
    """
    every, found, spans = dict(told), list[Sum](), dict[str, list[tuple[int, int]]]()
    for name, at in told:
        if are_months(at):
            spans.setdefault(name, []).append(at)
    for name, named in spans.items():
        cuts = sorted({end for span in named for end in span})
        for span in named:
            inside = [cut for cut in cuts if span[0] <= cut <= span[1]]
            if len(inside) == 2:
                continue
            known = _parts([(name, part) for part in pairwise(inside)], told, told[name, span], cells)
            if known:
                every |= known
                found.append(Sum((name, span), tuple(known)))
            elif (name, span) not in own:
                del every[name, span]
    return every, found


def _parts(parts: Sequence[Number], told: Counts, count: int, cells: Sequence[Cells]) -> Counts:
    """Return the numbers of parts of a stretch with so many; nothing where they are not known, or are not its parts."""
    found = {part: _counted(part, told, cells) for part in parts}
    known = {part: number for part, number in found.items() if number is not None}
    if len(left := found.keys() - known) == 1:
        known |= dict.fromkeys(left, count - sum(known.values()))
    whole = len(known) == len(parts) and sum(known.values()) == count and min(known.values()) >= 0
    return {part: known[part] for part in parts} if whole else {}


def _counted(number: Number, told: Counts, cells: Sequence[Cells]) -> int | None:
    """Return how many there were in a stretch, by whichever set knows each of its periods."""
    if number in told:
        return told[number]
    name, at = number
    known = (_added(name, *at, one) for one in cells) if are_months(at) else ()
    return next((count for count in known if count is not None), None)


def _added(name: str, start: int, end: int, cells: Cells) -> int | None:
    """Return what the periods of a stretch add up to, if some fill it; the last found where several do."""
    reached = {start: 0}
    for at in range(start, end):
        if at in reached:
            reached |= {until: reached[at] + count for until, count in cells.get((name, at), ()) if until <= end}
    return reached.get(end)


def _beside(every: Counts) -> list[Sum]:
    """Return how offences add up in each stretch, and add what is left of a total to the numbers."""
    by_stretch: dict[Stretch, dict[str, int]] = {}
    for (name, at), count in every.items():
        by_stretch.setdefault(at, {})[name] = count
    found = []
    for at, counts in by_stretch.items():
        for total, parts in sums(counts):
            left = [(REST + total, at)] if counts[total] > sum(counts[part] for part in parts) else []
            every.update({rest: counts[total] - sum(counts[part] for part in parts) for rest in left})
            found.append(Sum((total, at), (*((part, at) for part in parts), *left)))
    return found
