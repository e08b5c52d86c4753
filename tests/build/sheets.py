"""Workbooks as other people's systems and people make them."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import openpyxl
import xlsxwriter
import xlwt
from django.core.files.base import ContentFile

Rows = Sequence[Sequence[Any]]


def as_csv(rows: Rows, *, encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def as_xlsx(sheets: dict[str, Rows] | Rows, *, from_1904: bool = False, merged: Sequence[str] = ()) -> bytes:
    book = openpyxl.Workbook()
    if from_1904:
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    named = sheets if isinstance(sheets, dict) else {"Sheet1": sheets}
    for position, (name, rows) in enumerate(named.items()):
        sheet = book.active if position == 0 else book.create_sheet()
        assert sheet is not None
        sheet.title = name
        for row in rows:
            sheet.append(list(row))
        for area in merged:
            sheet.merge_cells(area)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_xls(rows: Rows, *, from_1904: bool = False) -> bytes:
    book = xlwt.Workbook()
    book.dates_1904 = from_1904
    sheet = book.add_sheet("Staff")
    days = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            sheet.write(at, column, value, days) if isinstance(value, date) else sheet.write(at, column, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_ods(rows: Rows) -> bytes:
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    book = OpenDocumentSpreadsheet()
    table = Table(name="Staff")
    for row in rows:
        line = TableRow()
        for value in row:
            if isinstance(value, date):
                cell = TableCell(valuetype="date", datevalue=value.isoformat())
            else:
                cell = TableCell(valuetype="string")
                cell.addElement(P(text=str(value)))
            line.addElement(cell)
        table.addElement(line)
    book.spreadsheet.addElement(table)
    out = io.BytesIO()
    book.write(out)
    return out.getvalue()


def with_blank_rows(rows: Rows, blank: int) -> bytes:
    """A workbook whose sheet is formatted a long way down, as a careless column fill leaves it."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True})
    sheet = book.add_worksheet()
    grey = book.add_format({"bg_color": "#eeeeee"})
    for at, row in enumerate(rows):
        sheet.write_row(at, 0, row)
    for at in range(len(rows), len(rows) + blank):
        sheet.write_blank(at, 0, None, grey)
    book.close()
    return out.getvalue()


def upload(content: bytes, name: str = "staff.xlsx") -> ContentFile[bytes]:
    return ContentFile(content, name=name)
