"""Open somebody's sheet: its rows as text, or a refusal that says what to do about the file."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from goldenthread.kernel.refusal import Refused, bad_input

SOURCE = Path(__file__).resolve().parents[4]
LARGEST = 60_000_000
"""The largest file taken, in bytes. 100,000 people with twenty columns make about 8 million."""

WHY = {
    "password": "The file is protected with a password, so it cannot be read. Open it in Excel, choose File, Info, "
    "Protect Workbook, Encrypt with Password, clear the password and save. Then send the file again.",
    "too-big": "The file unpacks to more than can be read safely. Copy the rows you need into a new workbook, "
    "save it and send that.",
    "too-many-rows": "The sheet has more than 250,000 rows. Split it into smaller files and send them one by one.",
    "wrong-type": "This is not a spreadsheet. Save the list as an Excel workbook (.xlsx) or as CSV and send that.",
    "not-a-workbook": "This is not an Excel workbook: save it again as .xlsx, or as CSV, and send that.",
    "empty": "There is nothing in this file. Check that you chose the right one, and that it was saved.",
    "damaged": "The file could not be read: it may be damaged or not fully downloaded. "
    "Open it in Excel, save it again as .xlsx and send that.",
    "no-sheet": "That sheet is not in the workbook. Choose one of the sheets it has.",
}


@dataclass(frozen=True)
class SheetSize:
    """One sheet of the workbook and how full it is."""

    name: str
    rows: int
    columns: int


@dataclass(frozen=True)
class OpenSheet:
    """A sheet being read. `rows` gives (row number as people see it, cells as text), blank rows left out."""

    sheets: tuple[SheetSize, ...]
    name: str
    epoch_1904: bool
    rows: Iterator[tuple[int, list[str]]]


def refused(why: str) -> Refused:
    return Refused(bad_input(WHY[why], file=WHY[why]))


WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
WORKBOOK_BEGINS = (b"PK", b"\xd0\xcf\x11\xe0")


def refuse_misnamed(name: str, start: bytes) -> None:
    """Refuse text that is named like a workbook: read as a list it would be one column of nonsense."""
    if start and name.lower().endswith(WORKBOOKS) and not start.startswith(WORKBOOK_BEGINS):
        raise refused("not-a-workbook")


def _lines(child: "subprocess.Popen[bytes]") -> Iterator[object]:
    """What the reading process says; if it stops before the end, the file asked for too much."""
    ended = False
    for line in child.stdout or ():
        try:
            said = json.loads(line)
        except ValueError:
            break
        if isinstance(said, dict) and "refused" in said:
            raise refused(said["refused"])
        if isinstance(said, dict) and "end" in said:
            ended = True
            break
        yield said
    if not ended:
        raise refused("too-big")


def _rows(lines: Iterator[object]) -> Iterator[tuple[int, list[str]]]:
    for batch in lines:
        if isinstance(batch, list):
            yield from batch


@contextmanager
def open_sheet(path: Path, sheet: str | None = None) -> Iterator[OpenSheet]:
    """Read a sheet: the one named, or the fullest. The file is read apart, within bounds of memory and time."""
    if path.stat().st_size == 0:
        raise refused("empty")
    if path.stat().st_size > LARGEST:
        raise refused("too-big")
    command = [sys.executable, "-m", "goldenthread.foundation.files.sheets.child", str(path)]
    with subprocess.Popen(  # noqa: S603  (our own reader; a path and a sheet's name are its only arguments)
        command + ([sheet] if sheet else []),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        env={"PYTHONPATH": str(SOURCE), "PYTHONIOENCODING": "utf-8"},
    ) as child:
        try:
            lines = _lines(child)
            top = next(lines, None)
            if not isinstance(top, dict):
                raise refused("empty")
            sizes = tuple(SheetSize(*size) for size in top["sheets"])
            if sheet and top["sheet"] != sheet:
                raise refused("no-sheet")
            yield OpenSheet(sizes, top["sheet"], bool(top["epoch_1904"]), _rows(lines))
        finally:
            child.kill()
