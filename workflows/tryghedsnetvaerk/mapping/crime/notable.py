"""Which offences are the largest and which rise the most: what a questionnaire asks about, and a report begins with."""

from dataclasses import dataclass

from workflows.tryghedsnetvaerk.mapping.crime.analysis import SMALL, Counts, Figures, newest, twelve_months, types

FEWEST_PER_CENT = 10.0  # less is no rise to speak of


@dataclass(frozen=True, slots=True)
class Notable:
    """One offence that stands out: how many in the newest year and the one before, and whether it is large or rises."""

    code: str
    text: str
    newest: int
    before: int | None
    large: bool
    rises: bool

    @property
    def change(self) -> float | None:
        """How much more or less than the year before, in per cent."""
        return 100 * (self.newest / self.before - 1) if self.before else None


def propose(figures: Figures, area: str | None = None, most: int = 5) -> list[Notable]:
    """Return the largest and the most rising offences of an area, those the police look for left out.

    What is told as a total, or as what is left of one, is nothing that somebody can be asked about; nor is one that
    is not told in all of the newest twelve months of the set.
    """
    where = figures.area if area is None else area
    told, until = [one for one in types(figures, where) if not (one.control or one.rest)], newest(figures, where)
    asked = [one for one in told if one.code not in ("TOT", "1", "3")]
    counted = [(one, *found) for one in asked if (found := _spells(one.counts, until))]
    large = sorted((one for one in counted if one[1]), key=lambda one: -one[1])[:most]
    rising = sorted((one for one in counted if _rises(one[1], one[2])), key=lambda one: (one[2] or 0) - one[1])[:most]
    named: dict[tuple[str, str], Notable] = {}
    for one, last, before in (*large, *rising):
        named[one.code, one.text] = Notable(
            one.code, one.text, last, before, large=(one, last, before) in large, rises=(one, last, before) in rising
        )
    return list(named.values())


def _rises(last: int, before: int | None) -> bool:
    return before is not None and last >= SMALL and last > before * (1 + FEWEST_PER_CENT / 100)


def _spells(counts: Counts, last: str) -> tuple[int, int | None] | None:
    """Return how many in twelve months that end with a period, and in those before; nothing where not all is told."""
    if not last:
        return None
    before, after = (_whole(some) for some in twelve_months(counts, last))
    return None if after is None else (after, before)


def _whole(counts: Counts) -> int | None:
    told = [count for count in counts.values() if count is not None]
    return sum(told) if len(told) == len(counts) else None
