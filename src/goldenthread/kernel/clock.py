"""The only place that asks what time it is. Rules never come here: they are told the day."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """This moment, with its zone."""
    return datetime.now(UTC)


def today() -> date:
    """The calendar day in the partnership's own time, not in UTC."""
    return now().astimezone(LONDON).date()
