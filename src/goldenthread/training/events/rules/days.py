"""Days on which an event is better not held, and working days before it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

from ..terms import DayKind

LONDON = ZoneInfo("Europe/London")
CLOSES = time(17)
FRIDAY = 4


@cache
def bank_holidays(year: int) -> dict[date, str]:
    """The bank holidays of England in a year."""
    return {day: str(name) for day, name in holidays.country_holidays("GB", subdiv="ENG", years=year).items()}


def bank_holiday(day: date) -> str:
    """What a bank holiday is called; empty for any other day."""
    return bank_holidays(day.year).get(day, "")


def is_working_day(day: date) -> bool:
    """Monday to Friday, and no bank holiday of England."""
    return day.weekday() <= FRIDAY and not bank_holiday(day)


LONGEST = 3_650
"""Working days beyond which nobody plans: a policy that asks for more would lead out of the calendar."""


def working_days_before(day: date, count: int) -> date:
    """The day so many working days before another."""
    count = min(count, LONGEST)
    while count:
        day -= timedelta(days=1)
        count -= is_working_day(day)
    return day


def closing(starts_at: datetime, working_days: int, hours: int) -> datetime | None:
    """When booking closes by the policy: at five on a working day, or some hours before. None: as it begins."""
    if working_days:
        last = working_days_before(starts_at.astimezone(LONDON).date(), working_days)
        return datetime.combine(last, CLOSES, LONDON)
    return starts_at - timedelta(hours=hours) if hours else None


@dataclass(frozen=True)
class Awkward:
    """Some days in a row, and why an event is better not held on them."""

    kind: str
    title: str
    starts_on: date
    ends_on: date


def reasons_against(day: date, known: Iterable[Awkward]) -> list[str]:
    """Why an event is better not held on a day, each in words."""
    reasons = []
    if day.weekday() > FRIDAY:
        reasons.append(f"{day:%A}")
    if name := bank_holiday(day):
        reasons.append(f"Bank holiday: {name}")
    for one in known:
        if one.starts_on <= day <= one.ends_on:
            reasons.append(f"{DayKind(one.kind).label}: {one.title}")
    return reasons


@dataclass(frozen=True)
class ReadDays:
    """What a list of days says: those understood, and for each line that was not, why."""

    found: tuple[Awkward, ...]
    faults: tuple[str, ...]


HEADINGS = ("kind", "title", "first day", "last day")


def read_days(rows: Sequence[Sequence[str]]) -> ReadDays:
    """Days from the lines of a CSV file: kind, title, first day, last day (left empty for a single day)."""
    kinds = {word: kind.value for kind in DayKind for word in (kind.value, kind.label.lower())}
    found, faults = [], []
    for number, row in enumerate(rows, start=1):
        cells = [cell.strip() for cell in row] + [""] * 4
        if not any(cells) or (number == 1 and cells[0].lower() == HEADINGS[0]):
            continue
        kind, first, last = kinds.get(cells[0].lower()), _day(cells[2]), _day(cells[3] or cells[2])
        if kind is None:
            said = ", ".join(str(one.label) for one in DayKind)
            faults.append(f"Line {number}: “{cells[0]}” is no kind of days. Write one of: {said}.")
        elif not cells[1]:
            faults.append(f"Line {number}: write what the days are called.")
        elif first is None or last is None:
            faults.append(f"Line {number}: write the days as 27/3/2026 or 2026-03-27.")
        elif last < first:
            faults.append(f"Line {number}: the last day cannot be before the first.")
        else:
            found.append(Awkward(kind, cells[1][:150], first, last))
    return ReadDays(tuple(found), tuple(faults))


def _day(text: str) -> date | None:
    parts = text.replace("-", "/").replace(".", "/").split("/")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    numbers = [int(part) for part in parts]
    year, month, day = numbers if len(parts[0]) == 4 else numbers[::-1]
    try:
        return date(year, month, day) if 2000 <= year <= 2100 else None
    except ValueError:
        return None
