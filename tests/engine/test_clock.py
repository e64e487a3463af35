"""Local time holds to the ends of the calendar: a mistyped year is answered, whatever it is counted on from."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import clock

DAYS, COUNTS = st.dates(), st.integers(-1000, 1000)


@given(day=DAYS, count=COUNTS, hour=st.times())
def test_every_day_of_the_calendar_can_be_counted_on_from(day: date, count: int, hour: time):
    at = clock.moment(day, hour)

    assert clock.today(clock.later(at, abs(count))) >= clock.today(at)
    assert clock.days(day, count) == day + timedelta(days=count) or clock.days(day, count) in (date.min, date.max)
    assert clock.anniversary(day, abs(count)) >= day
    assert (clock.months(day, count) >= day) is (count >= 0 or day == date.min)


@pytest.mark.parametrize(
    ("counted", "found"),
    [
        (clock.months(date(9999, 12, 31), 6), date.max),
        (clock.months(date(1, 1, 1), -3), date.min),
        (clock.months(date(2026, 1, 31), 1), date(2026, 2, 28)),
        (clock.anniversary(date(9999, 1, 1), 1), date.max),
        (clock.anniversary(date(2024, 2, 29), 1), date(2025, 2, 28)),
        (clock.days(date(9999, 12, 31), 1), date.max),
        (clock.days(date(2026, 2, 28), 1), date(2026, 3, 1)),
        (clock.moment(date(1, 1, 1), time()), clock.BEGINNING),
        (clock.later(datetime(9999, 12, 31, 22, 50, tzinfo=UTC), 600), datetime(9999, 12, 31, 22, 50, tzinfo=UTC)),
        (clock.later(datetime(2026, 3, 1, 12, tzinfo=UTC), 90), datetime(2026, 3, 1, 13, 30, tzinfo=UTC)),
        (clock.today(datetime.max.replace(tzinfo=UTC)), date.max),
    ],
)
def test_what_lies_beyond_the_calendar_is_its_end(counted: object, found: object):
    assert counted == found
