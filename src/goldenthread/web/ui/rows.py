"""The rows of a table as markup: drawn here, since a matrix has thousands of cells and its page must stay quick."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.html import escape, format_html, format_html_join, strip_tags
from django.utils.safestring import SafeString

from .columns import NOTHING, Column, Kind
from .components import ready

LONG = 45
"""A text longer than this stands under its label on a phone, and not squeezed beside it."""

FEW = 4
"""A cell names so many; the rest is folded away behind how many there are."""

QUIET = {NOTHING: " gt-quiet gt-blank", "0": " gt-quiet"}
"""What says little steps back, so that the figures that matter are seen; on a phone an empty line is left out."""


def opening(column: Column, is_first: bool) -> str:
    """A cell's tag up to its shade. The label is shown beside the value where a row becomes a card."""
    label = f' data-label="{escape(column.label)}"'
    if is_first:
        return f'<th scope="row" role="rowheader"{label} class="govuk-table__header'
    numeric = " govuk-table__cell--numeric" if column.numeric else ""
    whole = " gt-day" if column.kind in (Kind.DATE, Kind.DATETIME) else ""
    return f'<td role="cell"{label} class="govuk-table__cell{numeric}{whole}{" gt-heat" if column.heat else ""}'


def long(column: Column, inside: str) -> str:
    """The class of a cell with a text too long to stand beside its label; the markup around it does not count."""
    if column.kind is not Kind.TEXT or len(inside) <= LONG:
        return ""
    return " gt-long" if len(strip_tags(inside)) > LONG else ""


def named(names: Sequence[str], none: str = NOTHING) -> SafeString:
    """Names in a cell: a few as they are, many folded so that the rows can be compared."""
    if not names:
        return ready(escape(none))
    if len(names) <= FEW:
        return format_html_join("; ", "{}", ((name,) for name in names))
    items = format_html_join("", "<li>{}</li>", ((name,) for name in names))
    fold = '<details class="gt-fold"><summary>{} and {} more</summary><ul>{}</ul></details>'
    return format_html(fold, names[0], len(names) - 1, items)


def drawn(columns: Sequence[Column], rows: Iterable[Any]) -> SafeString:
    """Every row, its first cell the head of the row. Each value is escaped where it is turned into HTML."""
    tags = [(column, opening(column, at == 0), "</th>" if at == 0 else "</td>") for at, column in enumerate(columns)]
    lines = []
    for row in rows:
        line = ['<tr class="govuk-table__row" role="row">']
        for column, head, tail in tags:
            inside, band = column.cell(row)
            shade = f" gt-heat-{band or 'none'}" if column.heat else QUIET.get(inside, "") or long(column, inside)
            line.append(f'{head}{shade}">{inside}{tail}')
        lines.append("".join([*line, "</tr>"]))
    return ready("\n".join(lines))
