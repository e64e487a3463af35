"""How figures have changed: the newest year against the one before, and no more than chance lets one say."""

from dataclasses import dataclass

from workflows.tryghedsnetvaerk.mapping.crime.periods import PARTS, between, kind, later, read
from workflows.tryghedsnetvaerk.mapping.report.evidence import CrimeLine
from workflows.tryghedsnetvaerk.mapping.statistics import counts

MORE, FEWER, ALIKE, UNSURE = "flere", "faerre", "ens", "usikkert"


@dataclass(frozen=True, slots=True)
class Change:
    """Two years, or twice four quarters, of one offence; *verdict* says what chance leaves of the difference."""

    first: tuple[str, ...]
    last: tuple[str, ...]
    before: int
    after: int
    verdict: str


def change(line: CrimeLine) -> Change | None:
    """Return how an offence changed over the newest two years that are told whole; nothing when there are not two."""
    years = _newest(line)
    if years is None:
        return None
    before, after = years
    first, last = tuple(before), tuple(after)
    return Change(first, last, _sum(before), _sum(after), _verdict(before, after))


def newest(line: CrimeLine) -> int | None:
    """Return how many in the newest twelve months of its set; nothing where one of their periods is missing."""
    counts = dict(zip(map(read, line.periods), line.counts, strict=True))
    end = next(reversed(counts), "")
    if not kind(end):
        return line.counts[-1] if line.counts else None
    year = [counts.get(later(end, -step)) for step in range(PARTS[kind(end)])]
    return None if None in year else sum(filter(None, year))


def years(line: CrimeLine, most: int = 6) -> list[tuple[tuple[str, ...], int]]:
    """Return the newest years that are told whole, the oldest first: the periods of each, and their sum."""
    told = [(period, count) for period, count in zip(line.periods, line.counts, strict=True) if kind(period)]
    kinds = {kind(period) for period, _count in told}
    if len(kinds) != 1:
        return []
    long, found = PARTS[next(iter(kinds))], list[tuple[tuple[str, ...], int]]()
    for start in range(len(told) - long, -1, -long)[:most]:
        year, since = told[start : start + long], [period for period, _count in told[start:]]
        if any(count is None for _period, count in year) or since != between(since[0], since[-1]):
            break  # a period that no file has is as missing as one without a count
        found.insert(0, (tuple(period for period, _count in year), _sum(dict(year))))
    return found


def _newest(line: CrimeLine) -> tuple[dict[str, int | None], dict[str, int | None]] | None:
    told = [(period, count) for period, count in zip(line.periods, line.counts, strict=True) if kind(period)]
    kinds = {kind(period) for period, _count in told}
    if len(kinds) != 1:
        return None
    long = PARTS[next(iter(kinds))]
    newest = told[-2 * long :]
    if len(newest) < 2 * long or any(count is None for _period, count in newest):
        return None
    if [period for period, _count in newest] != between(newest[0][0], newest[-1][0]):
        return None  # a period that no file has is as missing as one without a count
    return dict(newest[:long]), dict(newest[long:])


def missing(line: CrimeLine) -> tuple[str, ...]:
    """Return the periods of the newest two years of its set that are not told, from the first that ever was."""
    told = [period for period, count in zip(line.periods, line.counts, strict=True) if count is not None]
    if not told or len(kinds := {kind(period) for period in line.periods}) != 1 or "" in kinds:
        return ()
    every = between(told[0], line.periods[-1])[-2 * PARTS[next(iter(kinds))] :]
    return tuple(period for period in every if period not in told)


def _sum(year: dict[str, int | None]) -> int:
    return sum(count or 0 for count in year.values())


def _verdict(before: dict[str, int | None], after: dict[str, int | None]) -> str:
    found = counts.ratio(before, after)
    if found.low is None or found.high is None:
        return UNSURE
    if found.low > 1:
        return MORE
    if found.high < 1:
        return FEWER
    return ALIKE if found.before == found.after else UNSURE
