"""Calendar arithmetic in SQL, so that every engine says what the calendar says.

A day that never was is written `0001-01-01`: it sorts before all others on both engines, so that the
earliest and the latest of several need no care for NULL (which PostgreSQL's GREATEST passes over and
SQLite's max does not).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.kernel.periods import FIRST_MONTH, FOREVER, Period, YearKind
from goldenthread.setting.frameworks.terms import Within, YearSpan

from .days import doubled, is_for_life

NEVER = date.min


@dataclass(frozen=True)
class Dialect:
    """SQL for one engine. `is_postgres` is the only difference that rules may see."""

    is_postgres: bool

    def day(self, value: date) -> str:
        return f"DATE '{value.isoformat()}'" if self.is_postgres else f"'{value.isoformat()}'"

    def text(self, value: str) -> str:
        return "'" + value.replace("\x00", "").replace("'", "''") + "'"

    def earliest(self, days: Sequence[str]) -> str:
        return days[0] if len(days) == 1 else f"{'LEAST' if self.is_postgres else 'min'}({', '.join(days)})"

    def latest(self, days: Sequence[str]) -> str:
        return days[0] if len(days) == 1 else f"{'GREATEST' if self.is_postgres else 'max'}({', '.join(days)})"

    def or_never(self, day: str) -> str:
        return f"COALESCE({day}, {self.day(NEVER)})"

    def never_to_null(self, day: str) -> str:
        return f"NULLIF({day}, {self.day(NEVER)})"

    def nth_latest(self, nth: int, days: Sequence[str]) -> str:
        """The nth latest of several days, each of them a day or never."""
        if nth <= 0:
            return self.day(FOREVER)
        if nth > len(days):
            return self.day(NEVER)
        if nth == 1:
            return self.latest(days)
        if nth == len(days):
            return self.earliest(days)
        rows = " UNION ALL ".join(f"SELECT {day} AS x" for day in days)
        return f"(SELECT x FROM ({rows}) AS part ORDER BY x DESC LIMIT 1 OFFSET {nth - 1})"

    def add(self, day: str, period: Period) -> str:
        if period.months:
            return self._add_months(day, period.months)
        if self.is_postgres:
            return f"({day} + {period.days})"
        return f"date({day}, '+{period.days} days')"

    def _add_months(self, day: str, months: int) -> str:
        if self.is_postgres:
            return f"({day} + INTERVAL '{months} months')::date"
        clamped = (
            f"min(date({day}, '+{months} months'), date({day}, 'start of month', '+{months + 1} months', '-1 day'))"
        )
        if months % 12:
            return f"CASE WHEN substr({day}, 9) <= '28' THEN date({day}, '+{months} months') ELSE {clamped} END"
        # Short months need the clamp, and whole years no calendar but on 29 February: SQLite's date
        # functions cost ten times as much as taking the text apart.
        plain = f"(substr({day}, 1, 4) + {months // 12}) || substr({day}, 5)"
        return f"CASE WHEN substr({day}, 6) = '02-29' THEN {clamped} ELSE {plain} END"

    def end_of_year(self, day: str, kind: YearKind, further: int = 0) -> str:
        """The last day of the year that the day falls in, or of one so many years on."""
        first = FIRST_MONTH[kind]
        last = {1: "12-31", 9: "08-31", 4: "03-31"}[first]
        month_day = last.split("-")
        if self.is_postgres:
            shift = f"(CASE WHEN EXTRACT(MONTH FROM {day}) >= {first} THEN 1 ELSE 0 END)" if first > 1 else "0"
            year = f"EXTRACT(YEAR FROM {day})::int + {shift} + {further}"
            return f"make_date({year}, {int(month_day[0])}, {int(month_day[1])})"
        shift = f"(substr({day}, 6, 2) >= '{first:02d}')" if first > 1 else "0"
        return f"(substr({day}, 1, 4) + {shift} + {further}) || '-{last}'"

    def holds_until(self, day: str, within: Within, *, once_more: bool = False) -> str:
        """The last day on which a completion of that day holds; `once_more` with one cycle excused."""
        if isinstance(within, YearSpan):
            return self.end_of_year(day, within.kind, int(within.following) + int(once_more))
        if within is None or is_for_life(within):
            return f"CASE WHEN {day} IS NOT NULL THEN {self.day(FOREVER)} END"
        return self.add(day, doubled(within) if once_more else within)
