"""Days to avoid, working days, dates carried to another year, and files of a pack."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.training.events.rules import copying, days, files
from tests.build.events import LONDON, local

EASTER = days.Awkward("school-holiday", "Easter", date(2026, 4, 1), date(2026, 4, 14))


@pytest.mark.parametrize(
    ("day", "reasons"),
    [
        (date(2026, 3, 24), []),
        (date(2026, 4, 1), ["School holiday: Easter"]),
        (date(2026, 4, 14), ["School holiday: Easter"]),
        (date(2026, 4, 15), []),
        (date(2026, 4, 6), ["Bank holiday: Easter Monday", "School holiday: Easter"]),
        (date(2026, 5, 16), ["Saturday"]),
    ],
)
def test_what_speaks_against_a_day(day: date, reasons: list[str]) -> None:
    assert days.reasons_against(day, [EASTER]) == reasons


def test_working_days_leave_out_weekends_and_bank_holidays() -> None:
    assert days.working_days_before(date(2026, 4, 8), 3) == date(2026, 4, 1)  # 7, 2 and 1 April: Easter lies between
    assert days.working_days_before(date(2026, 3, 24), 0) == date(2026, 3, 24)


def test_booking_closes_on_a_working_day_at_five_or_some_hours_before() -> None:
    starts_at = local(8, 4, 9, 30)
    assert days.closing(starts_at, 3, 0) == local(1, 4, 17)
    assert days.closing(starts_at, 0, 48) == starts_at - timedelta(hours=48)
    assert days.closing(starts_at, 0, 0) is None


def test_days_are_read_from_lines() -> None:
    read = days.read_days(
        [
            ["Kind", "Title", "First day", "Last day"],
            ["School holiday", "Summer", "22/7/2026", "2026-09-01"],
            ["festival", "Diwali", "8.11.2026"],
            [],
            ["holiday", "Summer", "22/7/2026", ""],
            ["Other", "", "22/7/2026", ""],
            ["Other", "Fair", "31/2/2026", ""],
            ["Other", "Fair", "3/2/2026", "2/2/2026"],
        ]
    )
    assert read.found == (
        days.Awkward("school-holiday", "Summer", date(2026, 7, 22), date(2026, 9, 1)),
        days.Awkward("festival", "Diwali", date(2026, 11, 8), date(2026, 11, 8)),
    )
    assert [fault.split(":")[0] for fault in read.faults] == ["Line 5", "Line 6", "Line 7", "Line 8"]


@given(st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)), st.integers(1, 120))  # noqa: DTZ001 - the wall's clock
def test_a_copied_session_keeps_its_weekday_and_the_time_on_the_wall(moment: datetime, weeks: int) -> None:
    old = moment.replace(hour=9 + moment.hour % 8, tzinfo=LONDON)
    new = copying.weeks_later(old.astimezone(tz=local(1, 1, 0).tzinfo), weeks).astimezone(LONDON)
    assert (new.weekday(), new.time(), (new.date() - old.date()).days) == (old.weekday(), old.time(), weeks * 7)


def test_a_weekly_session_stays_at_half_past_nine_when_the_clocks_change() -> None:
    four = copying.weekly(local(17, 3, 9, 30), local(17, 3, 12, 30), 3)
    assert [(start.astimezone(LONDON).day, start.astimezone(LONDON).hour) for start, _ in four] == [
        (17, 9),
        (24, 9),
        (31, 9),
    ]
    assert four[2][0].utcoffset() == timedelta(hours=1)


def test_a_title_that_names_its_year_names_the_next() -> None:
    assert copying.title_later("Annual conference 2025", 1) == "Annual conference 2026"
    assert copying.title_later("Working Together 1 of 3", 1) == "Working Together 1 of 3"


@pytest.mark.parametrize(
    ("name", "size", "head", "why"),
    [
        ("slides.pdf", 10, b"%PDF-1.7", ""),
        ("SLIDES.PPTX", 10, b"PK\x03\x04", ""),
        ("slides.exe", 10, b"MZ", "Choose a file that ends in one of"),
        ("slides", 10, b"%PDF", "Choose a file that ends in one of"),
        ("slides.pdf", 10, b"MZ\x90", "The file ends in .pdf but is something else. Save it again as PDF."),
        ("slides.pdf", 0, b"", "The file is empty."),
        ("slides.pdf", 26 * 1024 * 1024, b"%PDF", "The file must be 25 MB or smaller."),
    ],
)
def test_which_files_a_pack_may_hold(name: str, size: int, head: bytes, why: str) -> None:
    assert files.why_not_file(name, size, head).startswith(why)
    assert bool(files.why_not_file(name, size, head)) == bool(why)


def test_a_policy_of_a_million_working_days_stays_in_the_calendar() -> None:
    assert days.closing(local(24, 3, 9), 1_000_000, 0) == days.closing(local(24, 3, 9), days.LONGEST, 0)
    assert days.closing(local(24, 3, 9), 1, 0) == local(23, 3, 17)
