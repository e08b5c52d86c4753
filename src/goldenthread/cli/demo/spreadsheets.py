"""Workbooks as they really come: titles above the header, merged cells, every date another way.

They hold people of the demo and a few it does not know, so that an import has something to say
of each: new, changed, the same, gone, refused.
"""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

import xlsxwriter

from goldenthread.kernel.clock import today as the_day
from goldenthread.setting.workforce.models import Post
from goldenthread.training.records.models import Record

from .agencies import MAIN
from .names import Name, draw_name

SEED = 2011


@dataclass(frozen=True)
class DemoFile:
    """A file to try an import with: what it is called, for which agency, and what is awkward about it."""

    name: str
    agency: str
    about: str
    make: Callable[[Random, date, str], bytes]


@dataclass(frozen=True)
class Line:
    """One person as an HR system prints them."""

    number: str
    name: Name
    title: str
    team: str
    email: str
    starts_on: date
    ends_on: date | None
    manager: str


def lines_of(agency: str, today: date, limit: int) -> list[Line]:
    """People of an agency as they stand, those who have just left among them."""
    posts = (
        Post.objects.filter(agency__slug=agency, partnership__slug=MAIN, starts_on__lte=today)
        .exclude(ends_on__lt=today - timedelta(days=30))
        .select_related("person", "team", "manager")
        .prefetch_related("person__addresses")
        .order_by("pk")[:limit]
    )
    return [
        Line(
            post.staff_number,
            Name(post.person.given_name, post.person.family_name),
            post.job_title,
            post.team.name if post.team else "",
            next((each.email for each in post.person.addresses.all() if each.is_preferred), ""),
            post.starts_on,
            post.ends_on,
            str(post.manager or ""),
        )
        for post in posts
    ]


def with_newcomers(draw: Random, lines: list[Line], today: date, domain: str) -> list[Line]:
    """As the next export would be: a few gone, a few changed, a few new."""
    kept = [line for line in lines if draw.random() > 0.04]
    for _ in range(max(3, len(lines) // 12)):
        name = draw_name(draw)
        like = draw.choice(lines) if lines else Line("", name, "Worker", "", "", today, None, "")
        email = f"{name.given}.{name.family}@{domain}".lower().replace(" ", "").replace("'", "")
        started = today - timedelta(days=draw.randint(1, 50))
        kept.append(
            Line(str(draw.randint(60_000, 69_999)), name, like.title, like.team, email, started, None, like.manager)
        )
    return kept


def hospital(draw: Random, today: date, agency: str) -> bytes:
    """An electronic staff record: title rows, a header in two merged lines, SMITH, John, dates as serials."""
    lines = with_newcomers(draw, lines_of(agency, today, 400), today, f"{agency}.example")
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_formulas": False, "default_date_format": ""})
    sheet = book.add_worksheet("Staff in post")
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write("A1", "Wexmere Hospitals NHS Foundation Trust", bold)
    sheet.write("A2", f"Staff in post report, run {today:%d %B %Y} by HR systems")
    sheet.merge_range("A4:C4", "Employee", bold)
    sheet.merge_range("D4:F4", "Assignment", bold)
    sheet.merge_range("G4:H4", "Service", bold)
    for column, heading in enumerate(
        ("Employee No", "Name", "E-mail", "Position title", "Ward / Dept", "Line manager", "Start", "End")
    ):
        sheet.write(4, column, heading, bold)
    for row, line in enumerate(lines, start=5):
        sheet.write(row, 0, int(line.number) if line.number.isdigit() else line.number)
        sheet.write(row, 1, f"{line.name.family.upper()}, {line.name.given}")
        sheet.write(row, 2, line.email.title() if draw.random() < 0.1 else line.email)
        sheet.write(row, 3, f" {line.title} " if draw.random() < 0.1 else line.title)
        sheet.write(row, 4, line.team)
        sheet.write(row, 5, line.manager)
        sheet.write_datetime(row, 6, line.starts_on, day)
        if line.ends_on:
            sheet.write_datetime(row, 7, line.ends_on, day)
    sheet.write(len(lines) + 6, 0, "Total")
    sheet.write(len(lines) + 6, 1, len(lines))
    sheet.set_column(0, 7, 22)
    book.close()
    return written.getvalue()


def school(draw: Random, today: date, agency: str) -> bytes:
    """A school's own list: one name column, dates as people write them, somebody twice, no e-mail for some."""
    lines = with_newcomers(draw, lines_of(agency, today, 200), today, f"{agency}.example")
    patterns = ("%d/%m/%y", "%d/%m/%Y", "%Y-%m-%d", "%d %b %Y", "%d.%m.%Y")
    rows: list[Sequence[str]] = [["Single central record (extract)"], [], ["Name", "Role", "Started", "Left", "Email"]]
    for line in [*lines, *lines[:2]]:
        name = f"{line.name.given} {line.name.family}".replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")
        left = line.ends_on.strftime(draw.choice(patterns)) if line.ends_on else ""
        rows.append([name, line.title, line.starts_on.strftime(draw.choice(patterns)), left, line.email])
    rows += [[], [f"{len(lines) + 2} staff", "", "", "", ""]]
    return as_csv(rows, ",", "utf-8-sig")


def police(draw: Random, today: date, agency: str) -> bytes:
    """Semicolons and Windows-1252, with a column nobody asked for."""
    lines = with_newcomers(draw, lines_of(agency, today, 300), today, f"{agency}.example")
    rows: list[Sequence[str]] = [["Collar no", "Surname", "Forenames", "Rank / grade", "Department", "Joined", "Shift"]]
    for line in lines:
        joined = f"{line.starts_on:%d-%b-%y}"
        number = f"{line.number}" if draw.random() > 0.02 else ""
        shift = draw.choice("ABCD")
        rows.append([number, line.name.family.upper(), line.name.given, line.title, line.team, joined, shift])
    return as_csv(rows, ";", "cp1252")


def childminders(draw: Random, today: date, agency: str) -> bytes:
    """A list kept by hand: no staff numbers, and impossible dates among the right ones."""
    rows: list[Sequence[str]] = [["childminders list 2026"], ["Surname ", " First name", "registered", "email address"]]
    for position, line in enumerate(with_newcomers(draw, lines_of(agency, today, 200), today, "homemail.example")):
        started = line.starts_on.strftime("%d/%m/%Y")
        if position % 17 == 5:
            started = draw.choice(("31/02/2024", "soon", "13/13/2023", "00/00/00"))
        rows.append([line.name.family, line.name.given, started, line.email if position % 4 else ""])
    return as_csv(rows, ",", "utf-8")


def training_log(draw: Random, today: date, agency: str) -> bytes:
    """A learning system's report: one line a completion, hours as 2:30 or 2.5, courses by the names used there."""
    records = (
        Record.objects.filter(person__posts__agency__slug=agency, person__posts__partnership__slug=MAIN)
        .select_related("person", "course")
        .prefetch_related("person__addresses")
        .order_by("-completed_on", "pk")
        .distinct()[:500]
    )
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("Completions")
    day = book.add_format({"num_format": "dd mmm yyyy"})
    sheet.write("A1", "Completed learning")
    for column, heading in enumerate(("Learner", "Email", "Course name", "Completed", "Hours", "Provider", "Status")):
        sheet.write(2, column, heading)
    for row, record in enumerate(records, start=3):
        later = min(today, record.completed_on + timedelta(days=draw.choice((0, 0, 0, 365, 400))))
        email = next((each.email for each in record.person.addresses.all()), "")
        sheet.write(row, 0, f"{record.person.family_name.upper()}, {record.person.given_name}")
        sheet.write(row, 1, email)
        sheet.write(row, 2, record.course.title if draw.random() > 0.08 else f"{record.course.title} (2026 edition)")
        sheet.write_datetime(row, 3, later, day)
        hours, minutes = divmod(record.minutes or 90, 60)
        sheet.write(row, 4, f"{hours}:{minutes:02d}" if row % 2 else round(hours + minutes / 60, 2))
        sheet.write(row, 5, record.course.provider)
        sheet.write(row, 6, "Completed" if draw.random() > 0.05 else "In progress")
    sheet.set_column(0, 6, 24)
    book.close()
    return written.getvalue()


def as_csv(rows: list[Sequence[str]], delimiter: str, encoding: str) -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter).writerows(rows)
    return written.getvalue().encode(encoding, errors="replace")


FILES: tuple[DemoFile, ...] = (
    DemoFile(
        "wexmere-hospitals-staff-in-post.xlsx", "wexmere-hospitals", "Title rows, merged two-line header", hospital
    ),
    DemoFile("pellmoor-primary-single-central-record.csv", "pellmoor-primary", "Full names, mixed dates", school),
    DemoFile("merewold-police-establishment.csv", "merewold-police", "Semicolons, Windows-1252", police),
    DemoFile("childminders-list.csv", "mere-childminders", "Kept by hand, impossible dates", childminders),
    DemoFile("wexmere-hospitals-training-log.xlsx", "wexmere-hospitals", "Completed learning", training_log),
    DemoFile("youth-matters-training-log.xlsx", "youth-matters-wexmere", "Completed learning", training_log),
)


def content_of(file: DemoFile) -> bytes:
    """The file as of today: the same on every call of one day."""
    return file.make(Random(SEED), the_day(), file.agency)


def write_files(folder: Path) -> list[Path]:
    """Write every file into a folder; answers their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for file in FILES:
        path = folder / file.name
        path.write_bytes(content_of(file))
        written.append(path)
    return written
