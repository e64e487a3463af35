"""Periods as files write them, as we keep them, and in their order: 2024, 2024K1 and 2024M01, never mixed as texts."""

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

YEAR, QUARTER, MONTH = "aar", "kvartal", "maaned"
PARTS = {YEAR: 1, QUARTER: 4, MONTH: 12}
SIGNS = {QUARTER: "K", MONTH: "M"}
KEPT = re.compile(r"((?:19|20|21)\d\d)(?:(K)([1-4])|(M)(0[1-9]|1[0-2]))?")
Y = r"(?P<year>(?:19|20|21)\d\d)"
WAYS = tuple(
    re.compile(way, re.IGNORECASE)
    for way in (
        Y,
        rf"{Y}[ -]?[KQ](?P<quarter>[1-4])",
        rf"[KQ](?P<quarter>[1-4])[ -/]?{Y}",
        rf"(?P<quarter>[1-4])(?:\.|st|nd|rd|th)? ?(?:kvartal|kvt\.?|quarter)(?: af| of)?,? ?{Y}",
        rf"{Y},? (?P<quarter>[1-4])\. ?(?:kvartal|kvt\.?)",
        rf"{Y} ?M(?P<month>\d\d)",
        rf"{Y}-(?P<month>\d\d)",
        rf"(?P<month>\d\d?)[-/]{Y}",
        rf"(?P<name>[a-z]{{3,9}})\.? {Y}",
        rf"{Y} (?P<name>[a-z]{{3,9}})\.?",
    )
)
NAMES = (
    ("januar", "january"), ("februar", "february"), ("marts", "march"), ("april",), ("maj", "may"), ("juni", "june"),
    ("juli", "july"), ("august",), ("september",), ("oktober", "october"), ("november",), ("december",),
)  # fmt: skip
MONTHS = {short: at for at, names in enumerate(NAMES, 1) for name in names for short in (name, name[:3])}


@lru_cache(4096)
def read(text: str) -> str:
    """Return a period as we keep it, whichever way it was written; nothing when it is none."""
    for way in WAYS:
        if found := way.fullmatch(text.strip()):
            told = found.groupdict()
            month = MONTHS.get(told["name"].casefold(), 0) if told.get("name") else int(told.get("month") or 0)
            if told.get("quarter"):
                return f"{told['year']}K{told['quarter']}"
            if 1 <= month <= 12:
                return f"{told['year']}M{month:02}"
            return "" if told.get("name") or told.get("month") else told["year"]
    return ""


@lru_cache(4096)
def place(period: str) -> tuple[str, int]:
    """Return the kind of a kept period and its number in the line of its kind; another text has neither."""
    found = KEPT.fullmatch(period)
    if found is None:
        return "", 0
    kind = {"K": QUARTER, "M": MONTH}.get(found[2] or found[4] or "", YEAR)
    return kind, int(found[1]) * PARTS[kind] + int(found[3] or found[5] or 1) - 1


def kind(period: str) -> str:
    """Return whether a period is a year, a quarter or a month; nothing for a text that is none of them."""
    return place(period)[0]


def in_order(periods: Iterable[str]) -> list[str]:
    """Return periods in time: each kind by itself, and last the texts that are no periods."""
    order = {YEAR: 0, QUARTER: 1, MONTH: 2, "": 3}
    return sorted(periods, key=lambda period: (order[kind(period)], place(period)[1], period))


def later(period: str, steps: int) -> str:
    """Return the period that comes *steps* after one of the same kind."""
    of, number = place(period)
    year, part = divmod(number + steps, PARTS[of])
    return str(year) if of == YEAR else f"{year}{SIGNS[of]}{part + 1:0{len(str(PARTS[of]))}}"


def between(first: str, last: str) -> list[str]:
    """Return every period from *first* to *last*, both of one kind and both with."""
    steps = place(last)[1] - place(first)[1]
    return [later(first, step) for step in range(steps + 1)]


def begins(period: str) -> float:
    """Return when a kept period begins, in years, whichever kind it is of."""
    of, number = place(period)
    return number / PARTS[of] if of else 0.0


def ends(period: str) -> float:
    """Return when a kept period ends, in years."""
    of, number = place(period)
    return (number + 1) / PARTS[of] if of else 0.0


def months(period: str) -> tuple[int, int]:
    """Return the month in which a kept period begins, and the first after it, both counted from the year 0."""
    of, number = place(period)
    long = 12 // PARTS[of]
    return number * long, (number + 1) * long


def has_begun(period: str, day: date) -> bool:
    """Say whether a kept period had begun on a day."""
    return months(period)[0] <= day.year * 12 + day.month - 1


def has_ended(period: str, day: date) -> bool:
    """Say whether a kept period was over on a day."""
    of, number = place(period)
    return (number + 1) * 12 // PARTS.get(of, 1) <= day.year * 12 + day.month - 1


def share_of(period: str, first: str, last: str) -> tuple[float, float]:
    """Return which part of a period a spell from *first* to *last* covers, as where it begins and ends in it."""
    start, long = begins(period), ends(period) - begins(period)
    return max(0.0, (begins(first) - start) / long), min(1.0, (ends(last) - start) / long)


def year(period: str) -> str:
    """Return the year of a kept period."""
    return period[:4]


def part(period: str) -> str:
    """Return which part of its year a period is: K1, M01, or nothing for a whole year."""
    return period[4:]
