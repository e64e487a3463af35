"""Local time: what day it is in Copenhagen, and when a local hour of a day is."""

from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
EARLIEST, YEARS_AHEAD = date(1990, 1, 1), 30  # what somebody can mean by a date; further off it is mistyped
BEGINNING, END = datetime.min.replace(tzinfo=UTC), datetime(MAXYEAR, 12, 31, tzinfo=UTC)  # a local day still fits


@lru_cache(maxsize=256)
def today(now: datetime) -> date:
    """Return the local date of *now*."""
    return min(now, END).astimezone(COPENHAGEN).date()


def latest(today: date) -> date:
    """Return the last day that somebody can mean *today*."""
    return anniversary(today, YEARS_AHEAD)


@lru_cache(maxsize=256)
def moment(day: date, hour: time) -> datetime:
    """Return in UTC when it is *hour* on *day* in Copenhagen, as near as the calendar goes."""
    try:
        return datetime.combine(day, hour, COPENHAGEN).astimezone(UTC)
    except OverflowError:
        return BEGINNING


def later(at: datetime, minutes: int) -> datetime:
    """Return the moment *minutes* after *at*, as near as the calendar goes."""
    return at + min(timedelta(minutes=minutes), max(END - at, timedelta()))


def days(day: date, count: int) -> date:
    """Return the day *count* days after *day*, or before it, as near as the calendar goes."""
    return date.fromordinal(min(max(day.toordinal() + count, 1), date.max.toordinal()))


def anniversary(day: date, years: int) -> date:
    """Return the day *years* calendar years after *day*; 29 February becomes the 28th in a common year."""
    if day.year + years > MAXYEAR:
        return date.max
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


@lru_cache(maxsize=256)
def months(day: date, count: int) -> date:
    """Return the day *count* calendar months after *day*, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return date.max if year > MAXYEAR else date.min
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
