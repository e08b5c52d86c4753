"""Is a cancellation late? Counted in working days before the first day, bank holidays left out."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

SATURDAY = 5
LONGEST = 3_650
"""Days of notice beyond which nobody books: a greater number means the same, that every cancellation is late."""


def is_working_day(day: date, bank_holidays: Collection[date]) -> bool:
    return day.weekday() < SATURDAY and day not in bank_holidays


def last_day_in_time(first_day: date, working_days: int, bank_holidays: Collection[date]) -> date:
    """The last day on which a place can be given up in time: so many working days before the event's first day.

    With none asked for, the first day itself.
    """
    day = first_day
    for _ in range(min(working_days, LONGEST)):
        day -= timedelta(days=1)
        while not is_working_day(day, bank_holidays):
            day -= timedelta(days=1)
    return day


def last_day_of(first_day: date, *, working_days: int = 0, days: int = 0, bank_holidays: Collection[date] = ()) -> date:
    """The last day on which giving a place up escapes a tier, counted in days of every kind or in working days."""
    if days:
        return first_day - timedelta(days=min(days, LONGEST))
    return last_day_in_time(first_day, working_days, bank_holidays)


def notice_asked(cancel_working_days: int, tiers: Iterable[int]) -> int:
    """Working days of notice that a policy asks: its own number, or that of its longest tier of charges."""
    return max([cancel_working_days, *tiers], default=0)


def is_late(cancelled_on: date, first_day: date, working_days: int, bank_holidays: Collection[date]) -> bool:
    return cancelled_on > last_day_in_time(first_day, working_days, bank_holidays)
