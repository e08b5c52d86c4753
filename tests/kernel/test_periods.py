"""Calendar arithmetic as people mean it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.kernel.periods import (
    FOREVER,
    Period,
    Unit,
    YearKind,
    add_months,
    after,
    before,
    end_of_year,
    parse_period,
)

days = st.dates(date(1990, 1, 1), date(2100, 12, 31))
periods = st.builds(Period, st.integers(0, 600), st.sampled_from(Unit))


@pytest.mark.parametrize(
    ("start", "period", "end"),
    [
        (date(2024, 2, 29), "1 year", date(2025, 2, 28)),
        (date(2024, 2, 29), "4 years", date(2028, 2, 29)),
        (date(2026, 11, 30), "3 months", date(2027, 2, 28)),
        (date(2026, 3, 2), "12 weeks", date(2026, 5, 25)),
        (date(2023, 1, 10), "3 years", date(2026, 1, 10)),
        (date(2025, 3, 15), "0 days", date(2025, 3, 15)),
        (date(9990, 1, 1), "20 years", FOREVER),
        (date(9999, 12, 1), "50 days", FOREVER),
    ],
)
def test_the_anniversary_is_clamped_to_the_month(start: date, period: str, end: date) -> None:
    assert after(start, parse_period(period)) == end


@given(days, periods)
def test_a_period_never_ends_before_it_begins(day: date, period: Period) -> None:
    assert after(day, period) >= day >= before(day, period)


@given(days, days, st.integers(0, 600))
def test_adding_months_keeps_order(one: date, other: date, months: int) -> None:
    earlier, later = sorted((one, other))
    assert add_months(earlier, months) <= add_months(later, months)


@given(periods)
def test_a_period_reads_back_as_it_is_written(period: Period) -> None:
    assert parse_period(str(period)) == period


@pytest.mark.parametrize("text", ["", "3", "years", "three years", "-1 years", "3 fortnights", "1.5 years", "٣ years"])
def test_what_is_not_a_period_is_told_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match='such as "3 years"'):
        parse_period(text)


@pytest.mark.parametrize(
    ("day", "kind", "end"),
    [
        (date(2026, 3, 31), YearKind.FINANCIAL, date(2026, 3, 31)),
        (date(2026, 4, 1), YearKind.FINANCIAL, date(2027, 3, 31)),
        (date(2026, 8, 31), YearKind.ACADEMIC, date(2026, 8, 31)),
        (date(2026, 9, 1), YearKind.ACADEMIC, date(2027, 8, 31)),
        (date(2026, 6, 1), YearKind.CALENDAR, date(2026, 12, 31)),
        (date(9999, 6, 1), YearKind.CALENDAR, FOREVER),
    ],
)
def test_years_end_when_their_kind_does(day: date, kind: YearKind, end: date) -> None:
    assert end_of_year(day, kind) == end


@given(days, st.sampled_from(YearKind))
def test_a_day_lies_within_its_year(day: date, kind: YearKind) -> None:
    assert day <= end_of_year(day, kind) < day + timedelta(days=366)
