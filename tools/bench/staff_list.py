"""How long it takes to load a staff list, against reading the file and writing the same rows bare.

The floor reads the workbook with the same reader and writes the same people, addresses and posts with prepared
statements, in one transaction, with no checking, matching, history or journal. Nothing of it stays.
"""

import json
import resource
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter
from django.core.files.base import File
from django.core.management import call_command
from django.db import connection, transaction
from python_calamine import CalamineWorkbook

from goldenthread.kernel.actor import COMMAND_LINE
from goldenthread.setting.partnerships.models import Agency, Membership, Partnership
from goldenthread.setting.workforce.models import Person
from goldenthread.setting.workforce.services import imports

from .apart import apart
from .registry import Bench, Figure, measure

ON = date(2026, 3, 2)
AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
TARGET = 5.0
MEGABYTES = 500
TITLES = ("Social worker", "Nurse", "Teacher", "Constable")


@dataclass(frozen=True)
class Loaded:
    """Seconds of the floor, of the preview and of the load, and the most megabytes held."""

    floor: float
    preview: float
    load: float
    megabytes: int


class Bare(Exception):
    """Ends the floor's transaction, so that nothing of it stays."""


def make_workbook(path: Path, rows: int) -> None:
    """A staff list as an HR system gives it."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Staff")
        sheet.write_row(0, 0, ["Staff number", "Name", "E-mail", "Job title", "Team", "Manager", "Start date"])
        for at in range(rows):
            line = [f"N{at}", f"FAMILY{at % 3000}, Given{at % 700}", f"p{at}@example.org", TITLES[at % 4]]
            sheet.write_row(at + 1, 0, [*line, f"Team {at % 200}", f"N{at // 10}", "05/05/2025"])


def floor(path: Path, partnership: Partnership, agency: Agency) -> float:
    """Read the file and write its rows bare."""
    start = time.perf_counter()
    lines = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()[1:]
    with suppress(Bare), transaction.atomic(), connection.cursor() as cursor:
        first = (Person.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
        keys = range(first, first + len(lines))
        cursor.executemany(
            "INSERT INTO workforce_person (id, given_name, family_name, preferred_name, professional_number) "
            "VALUES (%s, %s, %s, '', '')",
            [(key, line[1], line[1]) for key, line in zip(keys, lines, strict=True)],
        )
        cursor.executemany(
            "INSERT INTO workforce_address (person_id, email, is_work, is_preferred) VALUES (%s, %s, true, true)",
            [(key, line[2]) for key, line in zip(keys, lines, strict=True)],
        )
        cursor.executemany(
            "INSERT INTO workforce_post (person_id, partnership_id, agency_id, job_title, group_key, staff_number, "
            "is_volunteer, approved_by, approver_role, starts_on) "
            f"VALUES (%s, {partnership.pk}, {agency.pk}, %s, '', %s, false, 'none-declared', '', '2025-05-05')",  # noqa: S608
            [(key, line[3], line[0]) for key, line in zip(keys, lines, strict=True)],
        )
        seconds = time.perf_counter() - start
        raise Bare
    return seconds


def peak() -> int:
    """The most memory that this process, or the one that reads the file, has held, in megabytes."""
    mine, childs = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return max(mine, childs) // 1024


def loaded(rows: int, with_floor: bool) -> Loaded:
    """Load a list of new people as an officer does, all in this process. The floor takes memory of its own."""
    partnership, _ = Partnership.objects.get_or_create(
        slug="bench", defaults={"name": "Bench", "short_name": "Bench", "area": "Bench"}
    )
    agency, _ = Agency.objects.get_or_create(
        slug="bench-staff", defaults={"name": "Bench trust", "kind": "health-provider", "duty": "relevant-agency"}
    )
    Membership.objects.get_or_create(partnership=partnership, agency=agency, defaults={"starts_on": date(2020, 1, 1)})
    before, imports.AT_ONCE = imports.AT_ONCE, rows + 1
    try:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "staff.xlsx"
            make_workbook(path, rows)
            bare = floor(path, partnership, agency) if with_floor else 0.0
            with path.open("rb") as file:
                batch = imports.receive_staff_list(
                    by=COMMAND_LINE, at=AT, partnership_id=partnership.pk, agency_id=agency.pk,
                    upload=File(file, name="staff.xlsx"), is_full_list=True, as_on=ON,
                )  # fmt: skip
            chosen = {int(at): key for at, key in batch.mapping.items()}
            imports.choose_staff_columns(by=COMMAND_LINE, at=AT, batch=batch, chosen=chosen)
            start = time.perf_counter()
            imports.preview_staff_list(by=COMMAND_LINE, at=AT, batch=batch)
            preview = time.perf_counter() - start
            start = time.perf_counter()
            imports.apply_staff_list(by=COMMAND_LINE, at=AT, batch=batch, leavers_confirmed=True)
            load = time.perf_counter() - start
    finally:
        imports.AT_ONCE = before
    return Loaded(bare, preview, load, peak())


def told(rows: int, with_floor: bool) -> None:
    """What a process of its own tells of its load."""
    call_command("migrate", verbosity=0)
    sys.stdout.write(f"{json.dumps(asdict(loaded(rows, with_floor)))}\n")


def loaded_apart(rows: int, engine: str, *, with_floor: bool) -> Loaded:
    """Load in a process and an empty database of their own."""
    work = f"from tools.bench.staff_list import told; told({rows}, {with_floor})"
    return Loaded(**json.loads(apart(engine, work)))


@measure("staff-list")
def staff_list(bench: Bench) -> list[Figure]:
    """A list with as many rows as the bench has people: the time against the floor, and the memory it takes."""
    rows = bench.people
    timed = loaded_apart(rows, bench.engine, with_floor=True)
    held = loaded_apart(rows, bench.engine, with_floor=False).megabytes
    note = f"matches, writes and journals every row; the preview took {timed.preview:.1f} s"
    megabytes = "megabytes, not seconds: the most that the process, or the one that reads the file, has held"
    return [
        bench.figure(f"load a staff list of {rows:,} rows", timed.load, timed.floor, TARGET, note),
        bench.figure("memory of that load, in megabytes", held, MEGABYTES, 1.0, megabytes),
    ]
