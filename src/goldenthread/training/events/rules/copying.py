"""Carry dates of one year's programme to the next: the same weekday and the same time of the clock."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
YEAR_OF_WEEKS = 52


def weeks_later(moment: datetime, weeks: int) -> datetime:
    """The same weekday and time of the clock so many weeks later, whatever summer time does between."""
    local = moment.astimezone(LONDON)
    day = local.date() + timedelta(weeks=weeks)
    return datetime.combine(day, local.time(), LONDON)


def day_later(day: date, weeks: int) -> date:
    return day + timedelta(weeks=weeks)


def weekly(starts_at: datetime, ends_at: datetime, times: int, every: int = 1) -> list[tuple[datetime, datetime]]:
    """A session and those that repeat it, so many weeks apart."""
    return [(weeks_later(starts_at, every * n), weeks_later(ends_at, every * n)) for n in range(times)]


def title_later(title: str, years: int) -> str:
    """A title that names its year names the next one: Conference 2025 becomes Conference 2026."""
    words = [str(int(word) + years) if word.isdigit() and len(word) == 4 and word[:2] == "20" else word
             for word in title.split(" ")]  # fmt: skip
    return " ".join(words)
