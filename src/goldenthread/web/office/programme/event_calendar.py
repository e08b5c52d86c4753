"""The programme by month, as a calendar of weeks."""

from calendar import Calendar
from dataclasses import dataclass
from datetime import date
from typing import Any

from goldenthread.kernel.clock import LONDON
from goldenthread.kernel.periods import add_months
from goldenthread.training.events import selectors

from ..area import Area
from .event_tables import in_month


@dataclass(frozen=True)
class Held:
    """One session on one day."""

    at: Any
    event: Any


@dataclass(frozen=True)
class Day:
    """One day of the calendar: what is held, and why it is better avoided."""

    on: date
    held: tuple[Held, ...]
    reasons: tuple[str, ...]
    is_inside: bool

    @property
    def is_empty(self) -> bool:
        return not self.held and not self.reasons


def month_asked(text: str, today: date) -> date:
    """The first of the month asked for, such as 2026-03; this month for anything else."""
    year, _, number = text.partition("-")
    if year.isdigit() and number.isdigit() and 1 <= int(number) <= 12 and 2000 <= int(year) <= 2199:
        return date(int(year), int(number), 1)
    return today.replace(day=1)


def weeks_of(area: Area, first: date) -> list[list[Day]]:
    """The weeks of a month from Monday, with the sessions of each day."""
    weeks = Calendar().monthdatescalendar(first.year, first.month)
    said = selectors.warnings_for(area.id, [day for week in weeks for day in week if day.weekday() < 5])
    held: dict[date, list[Held]] = {}
    near = selectors.programme_of([area.id]).exclude(state="cancelled")
    around = (add_months(first, -1), first, add_months(first, 1))
    for event in {one.pk: one for month in around for one in in_month(near, f"{month:%Y-%m}")}.values():
        for session in event.sessions.all():
            held.setdefault(session.starts_at.astimezone(LONDON).date(), []).append(Held(session.starts_at, event))
    return [
        [
            Day(
                on,
                tuple(sorted(held.get(on, ()), key=lambda one: one.at)) if on.month == first.month else (),
                tuple(said.get(on, ())) if on.month == first.month else (),
                on.month == first.month,
            )
            for on in week
        ]
        for week in weeks
    ]
