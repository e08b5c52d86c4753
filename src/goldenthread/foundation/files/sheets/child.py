"""Reads one file in a process of its own, within a memory and a time limit, and writes its cells as lines of JSON.

A workbook of five kilobytes can ask for half a terabyte, and the reader would take the whole service down
with it. Here only this process ends. It knows nothing of Django, so that it starts at once.

    python -m goldenthread.foundation.files.sheets.child FILE [SHEET]

First line: {"sheets": [[name, rows, columns]...], "sheet": name, "epoch_1904": bool}, or {"refused": reason}.
Then lines that each hold a list of [row number, [cell, ...]]; blank rows are left out.
"""

import csv
import json
import re
import resource
import sys
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

MEMORY = 1_200_000_000
SECONDS = 120
MOST_ROWS = 250_000
MOST_COLUMNS = 500
MOST_UNPACKED = 1_500_000_000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LINES = 400


class CannotRead(Exception):
    """Why this file is no use, as one word that the parent turns into a sentence."""


def text_of(value: object) -> str:
    """A cell as text. Days are written 2025-05-05, whole numbers without a point."""
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value)


def numbered(rows: Iterable[Sequence[object]], first: int = 1) -> Iterator[tuple[int, list[str]]]:
    """Rows that hold something, with the number people see beside them."""
    kept = 0
    for number, row in enumerate(rows, first):
        cells = [text_of(value) for value in row[:MOST_COLUMNS]]
        while cells and not cells[-1].strip():
            cells.pop()
        if not cells:
            continue
        kept += 1
        if kept > MOST_ROWS:
            raise CannotRead("too-many-rows")
        yield number, cells


def decoded(content: bytes) -> str:
    """The text of a CSV file in the encodings that office programs write."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if len(content) > 3 and content[1:2] == b"\0" and content[3:4] == b"\0":
        return content.decode("utf-16-le", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def delimiter_of(text: str) -> str:
    """The sign between cells: the one that cuts the first lines most often into the same number of parts."""
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:30]
    if lines and (named := re.fullmatch(r"sep=(.)", lines[0].strip())):
        return named[1]

    if 2 * sum("\t" in line for line in lines) > len(lines):
        return "\t"  # it never stands within a text, as commas do in a moment such as "3/24/26, 9:25 AM"

    def score(sign: str) -> tuple[int, int]:
        counts = [len(row) for row in csv.reader(lines, delimiter=sign)]
        most = max(set(counts), key=lambda n: (counts.count(n) if n > 1 else 0, n), default=1)
        return (counts.count(most) if most > 1 else 0, most)

    return max(",;\t|", key=score)


def read_text(path: Path) -> tuple[dict[str, object], Iterator[tuple[int, list[str]]]]:
    content = path.read_bytes()
    if b"\0" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")) and content[1:2] != b"\0":
        raise CannotRead("wrong-type")
    text = decoded(content)
    del content
    if text.lstrip()[:1] == "<" or text.startswith(("%PDF", "{\\rtf")):
        raise CannotRead("wrong-type")
    csv.field_size_limit(200_000)
    sign = delimiter_of(text)
    lines = text.replace("\0", "").splitlines(keepends=True)
    del text
    if lines and lines[0].strip().casefold() == f"sep={sign}":
        lines[0] = "\n"
    top: dict[str, object] = {"sheets": [["", len(lines), 0]], "sheet": "", "epoch_1904": False}
    return top, numbered(csv.reader(lines, delimiter=sign))


def check_packed(path: Path) -> bool:
    """Refuse what would unpack to too much; say whether the workbook counts its days from 1904."""
    with zipfile.ZipFile(path) as packed:
        parts = packed.infolist()
        if len(parts) > 5000 or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise CannotRead("too-big")
        names = {part.filename for part in parts}
        if "META-INF/manifest.xml" in names and b"encryption-data" in packed.read("META-INF/manifest.xml"):
            raise CannotRead("password")
        if not names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
            raise CannotRead("wrong-type")
        if "xl/workbook.xml" not in names:
            return False
        with packed.open("xl/workbook.xml") as workbook:
            return re.search(rb'date1904="(1|true)"', workbook.read(1_000_000)) is not None


def is_old_1904(path: Path) -> bool:
    """Whether an old .xls counts from 1904: its record 0x0022, two bytes long, says 1."""
    return b"\x22\x00\x02\x00\x01\x00" in path.read_bytes()[:200_000]


def size_of(book: CalamineWorkbook, name: str) -> tuple[int, int, CalamineSheet | None]:
    try:
        sheet = book.get_sheet_by_name(name)
    except CalamineError:
        return 0, 0, None
    return (0, 0, None) if sheet.start is None else (sheet.height + 1, sheet.width, sheet)


def read_workbook(path: Path, wanted: str | None) -> tuple[dict[str, object], Iterator[tuple[int, list[str]]]]:
    """The sheet asked for, or the fullest one; very hidden and hidden sheets only when asked for."""
    book = CalamineWorkbook.from_path(path)
    seen = [m.name for m in book.sheets_metadata if str(m.visible).endswith("Visible") and "Work" in str(m.typ)]
    names = seen or list(book.sheet_names)
    if len(names) > 200:
        raise CannotRead("too-big")
    sizes, best, chosen = [], (-1, -1), None
    for name in [wanted] if wanted in book.sheet_names else names:
        height, width, sheet = size_of(book, name)
        sizes.append([name, height, width])
        if sheet is not None and (height * min(width, 20), height) > best:
            best, chosen = (height * min(width, 20), height), sheet
        del sheet
    if chosen is None:
        raise CannotRead("empty")
    if chosen.start and (chosen.height + 1) * chosen.width > 60_000_000:
        raise CannotRead("too-big")
    top: dict[str, object] = {"sheets": sizes if wanted is None else [[n, 0, 0] for n in names], "sheet": chosen.name}
    return top, numbered(chosen.iter_rows(), 1)


def read(path: Path, wanted: str | None) -> tuple[dict[str, object], Iterator[tuple[int, list[str]]]]:
    with path.open("rb") as file:
        start = file.read(8)
        rest = file.read(4_000_000) if start == OLE else b""
    if not start:
        raise CannotRead("empty")
    if start == OLE:
        if "EncryptedPackage".encode("utf-16-le") in rest or "EncryptionInfo".encode("utf-16-le") in rest:
            raise CannotRead("password")
        top, rows = read_workbook(path, wanted)
        return {**top, "epoch_1904": is_old_1904(path)}, rows
    if start.startswith(b"PK"):
        epoch_1904 = check_packed(path)
        top, rows = read_workbook(path, wanted)
        return {**top, "epoch_1904": epoch_1904}, rows
    return read_text(path)


def say(line: object) -> None:
    sys.stdout.write(json.dumps(line, ensure_ascii=True, separators=(",", ":")) + "\n")


def run(path: Path, wanted: str | None) -> None:
    try:
        top, rows = read(path, wanted)
        say(top)
        waiting: list[tuple[int, list[str]]] = []
        for row in rows:
            waiting.append(row)
            if len(waiting) == LINES:
                say(waiting)
                waiting = []
        if waiting:
            say(waiting)
        say({"end": True})
    except CannotRead as why:
        say({"refused": str(why)})
    except PasswordError:
        say({"refused": "password"})
    except MemoryError:
        say({"refused": "too-big"})
    except (CalamineError, zipfile.BadZipFile, KeyError, ValueError, OSError, csv.Error, RuntimeError):
        say({"refused": "damaged"})


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    run(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None)
