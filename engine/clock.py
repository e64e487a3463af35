"""Local time: what day it is in Copenhagen, and when a local hour of a day is."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def today(now: datetime) -> date:
    """Return the local date of *now*."""
    return now.astimezone(COPENHAGEN).date()


def moment(day: date, hour: time) -> datetime:
    """Return in UTC when it is *hour* on *day* in Copenhagen."""
    return datetime.combine(day, hour, COPENHAGEN).astimezone(UTC)


def anniversary(day: date, years: int) -> date:
    """Return the day *years* calendar years after *day*; 29 February becomes the 28th in a common year."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def months(day: date, count: int) -> date:
    """Return the day *count* calendar months after *day*, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
