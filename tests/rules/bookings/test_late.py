"""Is a cancellation late? Working days, with the bank holidays of England."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.training.bookings.rules.late import (
    is_late,
    is_working_day,
    last_day_in_time,
    last_day_of,
    notice_asked,
)
from goldenthread.training.bookings.selectors.policy import bank_holidays

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("first_day", "notice", "last"),
    [
        (date(2026, 3, 16), 5, date(2026, 3, 9)),  # a Monday: a week before
        (date(2026, 3, 18), 1, date(2026, 3, 17)),
        (date(2026, 3, 16), 1, date(2026, 3, 13)),  # a Monday: the Friday before
        (date(2026, 4, 7), 2, date(2026, 4, 1)),  # the Tuesday after Easter: Good Friday and Monday do not count
        (date(2026, 1, 5), 5, date(2025, 12, 24)),  # over Christmas and New Year
        (date(2026, 3, 16), 0, date(2026, 3, 16)),
    ],
)
def test_the_last_day_in_time(first_day: date, notice: int, last: date) -> None:
    holidays = bank_holidays(first_day)
    assert last_day_in_time(first_day, notice, holidays) == last
    assert not is_late(last, first_day, notice, holidays)
    assert is_late(last + timedelta(days=1), first_day, notice, holidays)


@given(DAYS, st.integers(1, 30))
def test_so_many_working_days_lie_between(first_day: date, notice: int) -> None:
    holidays = bank_holidays(first_day)
    last = last_day_in_time(first_day, notice, holidays)
    between = [last + timedelta(days=step) for step in range((first_day - last).days)]
    assert sum(is_working_day(day, holidays) for day in between) == notice
    assert is_working_day(last, holidays)
    assert last_day_in_time(first_day, notice + 1, holidays) < last


def test_the_longest_notice_counts() -> None:
    assert notice_asked(0, [5, 10]) == 10
    assert notice_asked(15, [5]) == 15
    assert notice_asked(0, []) == 0


def test_a_notice_of_a_million_days_makes_every_cancellation_late() -> None:
    first = date(2026, 3, 24)
    for last in (last_day_in_time(first, 1_000_000, ()), last_day_of(first, days=1_000_000)):
        assert last < date(2017, 1, 1)
    assert is_late(date(2020, 1, 1), first, 1_000_000, ())
    assert last_day_of(first, days=7) == date(2026, 3, 17)
