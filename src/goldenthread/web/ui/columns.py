"""What stands in a table's column: typed, so that the screen, CSV and XLSX each show it as it is."""

import html
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.utils.safestring import SafeString

from goldenthread.kernel.clock import LONDON
from goldenthread.kernel.figures import Share
from goldenthread.kernel.periods import FOREVER

from .components import ready
from .status import status_tag, word_of

NOTHING = "–"


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    NUMBER = "number"
    MINUTES = "minutes"  # how long something lasted: 90 reads 1 hour 30 minutes
    PERCENT = "percent"  # 82 means 82%
    DATE = "date"
    DATETIME = "datetime"
    STATUS = "status"
    YES_NO = "yes_no"
    SHARE = "share"  # a kernel.figures.Share, or None where there is no figure


NUMERIC = {Kind.NUMBER, Kind.MINUTES, Kind.PERCENT, Kind.SHARE}
Cell = str | int | float | Decimal | date | datetime | None
"""What an export writes: text stays text, numbers stay numbers, days stay days."""


@dataclass(frozen=True)
class Column:
    """A column by its label and where its value is found.

    `value` is a path ("agency.name"), or a function of the row; left out, it is the key. With `reads`, a function of
    what stands at those paths: an export then needs no more of the row than that.
    `order` names the database fields that sort by it, or is a function of the row for plain lists.
    `shown` draws the cell where the plain value is not enough; the exports keep the value.
    `heat` shades a share or a percentage by how near it is to all; the figure itself is always there.
    """

    key: str
    label: str
    kind: Kind = Kind.TEXT
    value: str | Callable[..., Any] = ""
    order: str | Sequence[str] | Callable[[Any], Any] | None = None
    link: Callable[[Any], str] | None = None
    shown: Callable[[Any], Any] | None = None
    heat: bool = False
    on_screen: bool = True
    in_export: bool = True
    reads: Sequence[str] = ()

    @property
    def sortable(self) -> bool:
        return self.order is not None

    @property
    def numeric(self) -> bool:
        return self.kind in NUMERIC

    def of(self, row: Any) -> Any:
        """The value in this row."""
        if callable(self.value):
            return self.value(*[at_path(row, path) for path in self.reads] if self.reads else [row])
        return at_path(row, self.value or self.key)

    def html(self, row: Any) -> SafeString:
        """The cell on the screen."""
        return self.cell(row)[0]

    def cell(self, row: Any) -> tuple[SafeString, str]:
        """The cell on the screen, and which of the five shades it has: empty for no figure, or no shades."""
        value = self.of(row) if self.heat or not self.shown else None
        percent = value.percent if isinstance(value, Share) else value
        if self.shown:
            inside = self.shown(row)
        elif isinstance(value, Share):
            inside = share_said(value, percent)
        else:
            inside = on_screen(self.kind, value)
        band = "" if not self.heat or percent is None else str(band_of(percent))
        href = self.link(row) if self.link else ""
        if href and str(inside) not in (NOTHING, "0"):  # nobody stands behind a nought
            return ready(f'<a class="govuk-link" href="{safe(href)}">{safe(inside)}</a>'), band
        return safe(inside), band

    def export_labels(self) -> list[str]:
        if self.kind is Kind.SHARE:
            return [f"{self.label} (%)", f"{self.label} (number)", f"{self.label} (out of)"]
        unit = UNITS.get(self.kind, "")
        return [f"{self.label} ({unit})" if unit and unit not in self.label else self.label]

    def export_cells(self, row: Any) -> list[Cell]:
        """The cells of an export: a share is its percentage, its number and what it is out of."""
        value = self.of(row)
        if self.kind is Kind.SHARE:
            if not isinstance(value, Share):
                return [None, None, None]
            return [value.percent, value.part, value.whole]
        return [exported(self.kind, value)]


def at_path(row: Any, path: str) -> Any:
    """What stands in a row at a path such as "agency.name"; nothing where the way to it is broken."""
    found = row
    for step in path.split("."):
        found = found.get(step) if isinstance(found, Mapping) else getattr(found, step, None)
        if found is None:
            return None
    return found() if callable(found) else found


def safe(value: Any) -> SafeString:
    """A value escaped, unless it is markup already. Tables have thousands of cells: this is the short way."""
    return value if isinstance(value, SafeString) else ready(html.escape(str(value)))


UNITS = {Kind.MINUTES: "minutes", Kind.PERCENT: "%"}
"""What a figure is counted in: an export says it in the heading, so that the cell is the plain number of the page."""

BANDS = (50, 70, 85, 95)
BAND_WORDS = ("under 50%", "50% to 69%", "70% to 84%", "85% to 94%", "95% and over")


def band_of(percent: Decimal | float) -> int:
    """0 (under half) to 4 (nearly all)."""
    return bisect_right(BANDS, percent)


def day(value: date) -> str:
    """A day as people write it; one that never comes is said so."""
    return "does not lapse" if value == FOREVER else f"{value.day} {value:%B %Y}"


def lasted(minutes: int) -> str:
    """How long, as people say it: 6 hours, 45 minutes, 1 hour 30 minutes."""
    hours, rest = divmod(minutes, 60)
    counts = ((hours, "hour"), (rest, "minute"))
    return " ".join(f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts if count) or NOTHING


def local(value: datetime) -> datetime:
    """The partnership's own time."""
    return value.astimezone(LONDON) if value.tzinfo else value


def share_said(share: Share, percent: Decimal | None) -> str:
    """A share as its percentage and what it is made of. All of it is figures, so nothing needs escaping."""
    if percent is None:
        return NOTHING
    return ready(f'{percent}% <span class="gt-of">{share.part:,} of {share.whole:,}</span>')


def on_screen(kind: Kind, value: Any) -> Any:
    """A value in the words and figures of a page."""
    if value is None or value == "":
        return NOTHING
    if kind is Kind.STATUS:
        return status_tag(str(value))
    if kind is Kind.YES_NO:
        return "Yes" if value else "No"
    if kind is Kind.SHARE:
        return share_said(value, value.percent)
    if kind is Kind.PERCENT:
        return f"{value}%"
    if kind is Kind.MINUTES:
        return lasted(int(value))
    if isinstance(value, datetime):
        at = local(value)
        return f"{day(at.date())}, {at:%H:%M}"
    if isinstance(value, date):
        return day(value)
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return f"{value:,}"
    return str(value) if not isinstance(value, SafeString) else value


def exported(kind: Kind, value: Any) -> Cell:
    """A value as a spreadsheet should hold it."""
    if value is None:
        return None
    if kind is Kind.STATUS:
        return word_of(str(value))
    if kind is Kind.YES_NO or isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return local(value).replace(tzinfo=None)
    if isinstance(value, date) and value == FOREVER:
        return day(value)
    if isinstance(value, date | int | float | Decimal):
        return value
    return str(value)
