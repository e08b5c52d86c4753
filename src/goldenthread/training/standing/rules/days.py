"""How long a completion holds, as calendar days."""

from datetime import date, timedelta

from goldenthread.kernel.periods import FOREVER, Period, YearKind, after, end_of_year
from goldenthread.setting.frameworks.terms import Within, YearSpan

LONGEST_MONTHS = 12 * 1000
"""A period of a thousand years or more is for life: no engine need count past the year 9999."""


def is_for_life(within: Within) -> bool:
    if within is None:
        return True
    if isinstance(within, YearSpan):
        return False
    return within.months >= LONGEST_MONTHS or within.days >= LONGEST_MONTHS * 30


def _next_end_of_year(day: date, kind: YearKind) -> date:
    return FOREVER if day == FOREVER else end_of_year(day + timedelta(days=1), kind)


def holds_until(day: date, within: Within) -> date:
    """The last day on which a completion of that day holds. The anniversary itself still counts."""
    if isinstance(within, YearSpan):
        end = end_of_year(day, within.kind)
        return _next_end_of_year(end, within.kind) if within.following else end
    if within is None or is_for_life(within):
        return FOREVER
    return after(day, within)


def doubled(within: Period) -> Period:
    return Period(within.count * 2, within.unit)


def holds_once_more(day: date, within: Within) -> date:
    """The last day when one further cycle is excused (B50): the period twice over, or the year after."""
    if isinstance(within, YearSpan):
        return _next_end_of_year(holds_until(day, within), within.kind)
    if within is None or is_for_life(within):
        return FOREVER
    return holds_until(day, doubled(within))
