"""Figures that people type or paste as lines, and how figures stand in a table."""

import re
from collections.abc import Iterable, Sequence

from engine.errors import BadInput
from engine.text import N_
from workflows.tryghedsnetvaerk.mapping.crime import periods
from workflows.tryghedsnetvaerk.mapping.crime.periods import in_order

ABSENT = ".."  # how statistics say that a figure is missing
LONGEST, MOST = 200, 2**31 - 1  # signs of a cell, and of one count
FIGURE = re.compile(r"[0-9]{1,15}")
Count = tuple[str, str, int | None]


def read_counts(pasted: str) -> list[Count]:
    """Read lines of *offence; period; count* as they are pasted from a spreadsheet; ``..`` is missing, not nought.

    :raises BadInput: naming the line and what was expected
    """
    counts: dict[tuple[str, str], int | None] = {}
    for number, line in enumerate(pasted.splitlines(), 1):
        read_line(counts, number, line)
    return [(offence, period, count) for (offence, period), count in counts.items()]


def read_line(counts: dict[tuple[str, str], int | None], number: int, line: str) -> None:
    """Read one line into *counts*; an empty one adds nothing.

    :raises BadInput: naming the line and what was expected
    """
    cells = [cell.strip() for cell in line.replace("\t", ";").split(";")]
    if not any(cells):
        return
    if len(cells) != 3 or not cells[0] or not cells[1]:
        raise BadInput(N_("Linje {linje} skal være: lovovertrædelse; periode; antal."), page="#counts", linje=number)
    offence, period, told = cells
    if max(len(offence), len(period)) > LONGEST:
        raise BadInput(
            N_("Linje {linje}: skriv højst {mest} tegn i hvert felt."), page="#counts", linje=number, mest=LONGEST
        )
    figure = told.replace(".", "").replace(" ", "")
    if told != ABSENT and not FIGURE.fullmatch(figure):
        raise BadInput(N_("Linje {linje}: »{tal}« er ikke et antal."), page="#counts", linje=number, tal=told[:20])
    if told != ABSENT and int(figure) > MOST:
        raise BadInput(N_("Linje {linje}: antallet må højst være {mest}."), page="#counts", linje=number, mest=MOST)
    if (offence, period) in counts:
        raise BadInput(N_("Linje {linje}: {hvad} står der allerede for {periode}."), page="#counts", linje=number,
                       hvad=offence, periode=period)  # fmt: skip
    counts[offence, period] = None if told == ABSENT else int(figure)


def read_people(pasted: str) -> dict[str, int]:
    """Read lines of *period; residents*, one for each year or quarter.

    :raises BadInput: naming the line and what was expected
    """
    people: dict[str, int] = {}
    for number, line in enumerate(pasted.splitlines(), 1):
        cells = [cell.strip() for cell in line.replace("\t", ";").split(";")]
        if not any(cells):
            continue
        period = periods.read(cells[0])
        count = cells[1].replace(".", "").replace(" ", "") if len(cells) == 2 else ""
        if not period or not FIGURE.fullmatch(count) or not 0 < int(count) <= MOST:
            raise BadInput(N_("Linje {linje} skal være: periode; antal beboere."), page="#figures", linje=number)
        if period in people:
            raise BadInput(N_("Linje {linje}: perioden står der allerede."), page="#figures", linje=number)
        people[period] = int(count)
    return dict(sorted(people.items(), key=lambda told: periods.begins(told[0])))


def write_counts(counts: Iterable[Count]) -> str:
    """Return counts as lines that *read_counts* reads."""
    return "\n".join(f"{offence}; {period}; {shown(count)}" for offence, period, count in counts)


def tabulate(counts: Sequence[Count]) -> tuple[list[str], list[tuple[str, list[str]]]]:
    """Return counts as a table: its periods, and each offence with a figure for every one of them."""
    told = {(offence, period): count for offence, period, count in counts}
    found, offences = in_order({period for _, period in told}), sorted({offence for offence, _ in told})
    return found, [(offence, [shown(told.get((offence, period))) for period in found]) for offence in offences]


def newest(counts: Sequence[Count], most: int = 12) -> list[Count]:
    """Return the counts of the newest periods, no more than *most* of them."""
    kept = set(in_order({period for _, period, _ in counts})[-most:])
    return [one for one in counts if one[1] in kept]


def until_newest(counts: Sequence[Count]) -> list[str]:
    """Return the periods of counts in time, up to the newest that has one."""
    every = in_order({period for _, period, _ in counts})
    known = {period for _, period, count in counts if count is not None}
    return every[: max((at for at, period in enumerate(every, 1) if period in known), default=len(every))]


def shown(count: int | None) -> str:
    """Return a figure as a table shows it; one that is missing is two dots."""
    return ABSENT if count is None else str(count)
