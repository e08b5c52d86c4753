"""The whole of a table as CSV or XLSX: streamed, and no cell of it ever a formula."""

import csv
import io
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import IO, Any

import xlsxwriter
from django.db.models import QuerySet
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.text import slugify

from .columns import Cell, Column, Kind, exported
from .plain import plainly

BOM = "\ufeff"
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
LONGEST_CELL = 32_767
ROWS_ON_A_SHEET = 1_048_576
ROWS_AT_ONCE = 500
MOST_KNOWN = 5_000
FIRST_EXCEL_DAY = date(1900, 3, 1)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def harmless(text: str) -> str:
    """Text that no spreadsheet will take for a formula: an apostrophe goes before what looks like one.

    Full-width signs count too, and a formula hidden behind spaces: some programs trim on import.
    """
    if text[:1].isascii() and text[:1].isalnum():
        return text
    first = unicodedata.normalize("NFKC", text.lstrip(" \u00a0\u3000\ufeff")[:1])
    return f"'{text}" if first.startswith(STARTS_A_FORMULA) or text.startswith(STARTS_A_FORMULA) else text


def written(text: str) -> str:
    """Text without what a file cannot hold: halves of characters and, but for line ends, control characters."""
    if text.isascii() and text.isprintable():
        return text
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return "".join(c for c in whole if c in "\n\r\t" or unicodedata.category(c) != "Cc")


def as_csv(cell: Cell) -> str:
    """A cell of a CSV file; numbers and days are never mistaken for text that begins with a sign."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, int | float | Decimal):
        return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)
    return harmless(written(cell))


def csv_parts(columns: list[Column], rows: Iterable[Any]) -> Iterator[str]:
    """The file, so many lines at once, so that its length costs no memory."""
    lines = csv_rows(columns, rows)
    yield BOM + in_csv([[as_csv(label) for column in columns for label in column.export_labels()]])
    while part := list(islice(lines, ROWS_AT_ONCE)):
        yield in_csv(part)


def in_csv(lines: Iterable[Iterable[str]]) -> str:
    file = io.StringIO(newline="")
    csv.writer(file).writerows(lines)
    return file.getvalue()


def csv_rows(columns: list[Column], rows: Iterable[Any]) -> Iterator[list[str]]:
    """Each row's cells as text. What can be read plainly from the database is, without making an object of a row."""
    plain = plainly(columns, rows) if isinstance(rows, QuerySet) else None
    if plain is None:
        for row in streamed(rows):
            yield [as_csv(cell) for column in columns for cell in column.export_cells(row)]
        return
    values, makers = plain
    cells = [(make, csv_cell(column.kind)) for make, column in zip(makers, columns, strict=True)]
    for row in values:
        yield [text(make(row)) for make, text in cells]


def csv_cell(kind: Kind) -> Callable[[Any], str]:
    """How a column's values become text. Words and days that come again and again are worked out once."""
    known: dict[Any, str] = {}

    def text(value: Any) -> str:
        found = known.get(value) if type(value) in (str, date) else None
        if found is None:
            found = as_csv(exported(kind, value))
            if type(value) in (str, date) and len(known) < MOST_KNOWN:
                known[value] = found
        return found

    return text


def streamed(rows: Iterable[Any]) -> Iterable[Any]:
    """The rows as they come from the database, never all of them at once."""
    return rows.iterator(chunk_size=2000) if isinstance(rows, QuerySet) else rows


class Sheets:
    """A workbook being written row by row; a full sheet is followed by another."""

    def __init__(self, file: IO[bytes], columns: list[Column], name: str) -> None:
        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_date_format": "d mmm yyyy",
        }
        self.book = xlsxwriter.Workbook(file, options)
        self.name = "".join(c for c in name if c not in "[]:*?/\\'")[:25] or "Table"
        self.columns = columns
        self.bold = self.book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.at = self.book.add_format({"num_format": "d mmm yyyy hh:mm"})
        self.on = self.book.add_format({"num_format": "d mmm yyyy"})
        self.sheet: Any = None
        self.next_row = ROWS_ON_A_SHEET
        self.sheets = 0

    def begin_sheet(self) -> None:
        self.sheets += 1
        self.sheet = self.book.add_worksheet(self.name if self.sheets == 1 else f"{self.name} ({self.sheets})")
        labels = [label for column in self.columns for label in column.export_labels()]
        self.sheet.freeze_panes(1, 1)
        for at, label in enumerate(labels):
            self.sheet.set_column(at, at, min(max(len(label) + 2, 14), 40))
        for at, label in enumerate(labels):
            self.sheet.write_string(0, at, written(label), self.bold)
        self.next_row = 1

    def add(self, row: Any) -> None:
        if self.next_row >= ROWS_ON_A_SHEET:
            self.begin_sheet()
        at = 0
        for column in self.columns:
            for cell in column.export_cells(row):
                self.put(at, cell)
                at += 1
        self.next_row += 1

    def put(self, at: int, cell: Cell) -> None:
        """One cell, by its kind. Text is always written as text."""
        if cell is None or cell == "":
            return
        if isinstance(cell, date) and (cell.date() if isinstance(cell, datetime) else cell) < FIRST_EXCEL_DAY:
            cell = cell.isoformat()
        if isinstance(cell, datetime):
            self.sheet.write_datetime(self.next_row, at, cell, self.at)
        elif isinstance(cell, date):
            self.sheet.write_datetime(self.next_row, at, cell, self.on)
        elif isinstance(cell, int | float | Decimal):
            self.sheet.write_number(self.next_row, at, cell)
        else:
            self.sheet.write_string(self.next_row, at, written(cell)[:LONGEST_CELL])

    def close(self) -> None:
        if self.sheets == 0:
            self.begin_sheet()
        self.book.close()


def write_xlsx(file: IO[bytes], columns: list[Column], rows: Iterable[Any], name: str) -> None:
    """The workbook into an open file, in constant memory."""
    sheets = Sheets(file, columns, name)
    for row in rows:
        sheets.add(row)
    sheets.close()


def export(kind: str, columns: list[Column], rows: Iterable[Any], name: str, on: date) -> HttpResponseBase:
    """The answer to "Download as...": `kind` is csv or xlsx, the file is named for the table and the day."""
    columns = [column for column in columns if column.in_export]
    filename = f"{slugify(name)[:80] or 'table'}-{on.isoformat()}.{kind}"
    if kind == "csv":
        return StreamingHttpResponse(
            csv_parts(columns, rows),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{filename}"'},
        )
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it when it has been sent
    write_xlsx(file, columns, streamed(rows), name)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=filename, content_type=XLSX)
