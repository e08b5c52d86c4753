"""Calendar arithmetic as people mean it: the anniversary, clamped to the end of a short month."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

FOREVER = date(9999, 12, 31)
"""The last day of something that never lapses."""


class Unit(StrEnum):
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


class YearKind(StrEnum):
    """Years that a framework may count in."""

    CALENDAR = "calendar year"  # 1 January
    ACADEMIC = "academic year"  # 1 September
    FINANCIAL = "financial year"  # 1 April


FIRST_MONTH = {YearKind.CALENDAR: 1, YearKind.ACADEMIC: 9, YearKind.FINANCIAL: 4}


@dataclass(frozen=True, order=True)
class Period:
    """A length of calendar time: "3 years", "12 weeks". Never negative."""

    count: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.count < 0:
            raise ValueError("a period cannot be negative")

    def __str__(self) -> str:
        unit = self.unit.value
        return f"{self.count} {unit[:-1] if self.count == 1 else unit}"

    @property
    def months(self) -> int:
        """Whole months in the period; 0 for weeks and days."""
        return {Unit.MONTHS: self.count, Unit.YEARS: 12 * self.count}.get(self.unit, 0)

    @property
    def days(self) -> int:
        """Whole days in the period; 0 for months and years, whose length varies."""
        return {Unit.DAYS: self.count, Unit.WEEKS: 7 * self.count}.get(self.unit, 0)


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day: 29 February plus a year is 28 February."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if year > FOREVER.year:
        return FOREVER
    if year < date.min.year:
        return date.min
    month += 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def after(day: date, period: Period) -> date:
    """The day on which a period begun on `day` ends; that day itself still counts."""
    if period.months:
        return add_months(day, period.months)
    try:
        return day + timedelta(days=period.days)
    except OverflowError:
        return FOREVER


def before(day: date, period: Period) -> date:
    """The day a period before `day`."""
    if period.months:
        return add_months(day, -period.months)
    try:
        return day - timedelta(days=period.days)
    except OverflowError:
        return date.min


def end_of_year(day: date, kind: YearKind) -> date:
    """The last day of the calendar, academic or financial year that `day` falls in."""
    first = FIRST_MONTH[kind]
    start_year = day.year if day.month >= first else day.year - 1
    if start_year >= FOREVER.year:
        return FOREVER
    return date(start_year + 1, first, 1) - timedelta(days=1)


def parse_period(text: str) -> Period:
    """Read "3 years" or "1 month". Raises ValueError with what was expected."""
    parts = text.strip().lower().split()
    units = {unit.value.removesuffix("s"): unit for unit in Unit}
    if len(parts) == 2 and parts[0].isascii() and parts[0].isdigit() and parts[1].removesuffix("s") in units:
        count = int(parts[0])
        if count <= 100_000:
            return Period(count, units[parts[1].removesuffix("s")])
    raise ValueError(f'"{text}" is not a period: write a number and days, weeks, months or years, such as "3 years"')
