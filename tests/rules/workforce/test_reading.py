"""Cells and rows of staff lists: dates, names, addresses, and what to write instead."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.kernel.cells import (
    as_date,
    as_emails,
    as_given_and_family,
    as_identifier,
    as_name,
    as_yes_no,
    same_text,
    tidy,
)
from goldenthread.setting.workforce.rules.reading import is_repeated_heading, is_total, read_row
from goldenthread.setting.workforce.terms import FIELDS

DAY = date(2025, 5, 5)
DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2099, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "2025-05-05",
        "2025-05-05 00:00:00",
        "2025-05-05T09:30:00Z",
        "05/05/2025",
        "5/5/25",
        "05.05.2025",
        "5-5-25",
        "5 May 2025",
        "5th May 2025",
        "05-May-25",
        "Mon 5 May 2025",
        "Monday, 5 May 2025",
        "May 5, 2025",
        "20250505",
        "45782",
        "45782.5",
        "\u00a05 May\u00a02025 ",
        "5 / 5 / 2025",
        "05 05 2025",
        "5th of May 2025",
        "05/05/2025 14:30",
    ],
)
def test_dates_that_mean_the_fifth_of_may(text: str) -> None:
    assert as_date(text, pivot=2026) == DAY


@pytest.mark.parametrize(
    "text",
    ["05/13/2025", "31/02/2025", "", "tbc", "2025", "May 2025", "5 Mai 2025", "32/01/2025", "0", "12", "9999999",
     "1/2/3/4", "\u0665/\u0665/2025", "Marchpane 5 2025", "5 Mayhem 2025"],
)  # fmt: skip
def test_what_is_no_date_is_no_date(text: str) -> None:
    assert as_date(text, pivot=2026) is None


def test_two_digit_years_belong_to_the_nearer_century() -> None:
    assert as_date("01/02/36", pivot=2026) == date(2036, 2, 1)
    assert as_date("01/02/37", pivot=2026) == date(1937, 2, 1)


def test_serials_of_the_two_systems() -> None:
    assert as_date("45782", pivot=2026) == as_date("44320", pivot=2026, epoch_1904=True) == DAY


@settings(max_examples=200, deadline=None)
@given(DAYS)
def test_every_day_is_read_back_day_first(day: date) -> None:
    written = [
        day.isoformat(),
        f"{day:%d/%m/%Y}",
        f"{day.day} {day:%B %Y}",
        f"{day:%d-%b-%Y}",
        f"{day:%B} {day.day}, {day.year}",
    ]
    assert {as_date(text, pivot=2026) for text in written} == {day}
    assert as_date(str((day - date(1899, 12, 30)).days), pivot=2026) == day
    assert as_date(str((day - date(1904, 1, 1)).days), pivot=2026, epoch_1904=True) in (day, None)


@settings(max_examples=300, deadline=None)
@given(st.text())
def test_no_text_breaks_a_cell(text: str) -> None:
    found = as_date(text, pivot=2026)
    assert found is None or date(1900, 1, 1) <= found <= date(2199, 12, 31)
    assert tidy(tidy(text)) == tidy(text)
    assert same_text(same_text(text)) == same_text(text)
    assert as_yes_no(text) in (True, False, None)
    for email in as_emails(text):
        assert email.count("@") == 1
        assert " " not in email
    as_given_and_family(text)
    as_identifier(text)


@pytest.mark.parametrize(
    ("text", "given", "family"),
    [
        ("SMITH, John", "John", "Smith"),
        ("Smith,John Paul", "John Paul", "Smith"),
        ("John Smith", "John", "Smith"),
        ("Dr Ann van Dyk", "Ann", "van Dyk"),
        ("O\u2019NEIL, MAEVE", "Maeve", "O\u2019Neil"),
        ("SMITH John", "John", "Smith"),
        ("MCDONALD, IAN", "Ian", "McDonald"),
        ("Jean-Luc PICARDY", "Jean-Luc", "Picardy"),
        ("Madonna", "", "Madonna"),
        ("smith-jones, zo\u00eb", "Zo\u00eb", "Smith-Jones"),
        ("Mrs Jane Doe", "Jane", "Doe"),
        ("SMITH, Mr John", "John", "Smith"),
        ("LEE, JP", "JP", "Lee"),
        ("", "", ""),
    ],
)
def test_names(text: str, given: str, family: str) -> None:
    assert as_given_and_family(text) == (given, family)


@pytest.mark.parametrize(
    ("one", "other"),
    [("O\u2019Neil", "o'neil"), ("Zo\u00eb", "ZOE"), ("Smith-Jones", "smith jones"), ("\u00a0Ann\u200b ", "ann")],
)
def test_spellings_that_are_the_same(one: str, other: str) -> None:
    assert same_text(one) == same_text(other)


def test_names_in_mixed_case_stay_as_written() -> None:
    assert as_name("DeVito") == "DeVito"
    assert as_name("bell hooks") == "Bell Hooks"


def test_staff_numbers_lose_what_a_spreadsheet_added() -> None:
    assert [as_identifier(text) for text in ("1234.0", "'0042", " A 12 ", "12.5")] == ["1234", "0042", "A 12", "12.5"]


def test_several_addresses_in_one_cell() -> None:
    assert as_emails("Ann <Ann@Example.org>; ann.home@example.com, ann@example.org") == (
        "ann@example.org",
        "ann.home@example.com",
    )


def test_a_totals_row_and_a_repeated_heading_name_nobody() -> None:
    assert is_total({"full_name": "Total", "staff_number": "41"})
    assert is_total({"full_name": "TOTAL STAFF: 41"})
    assert not is_total({"full_name": "Tot Al", "job_title": "Cook"})
    headings = {"full_name": "Name", "job_title": "Job title"}
    assert is_repeated_heading({"full_name": "NAME", "job_title": "Job Title"}, headings)
    assert not is_repeated_heading({"full_name": "Ann Ash", "job_title": "Job title"}, headings)


def test_a_row_says_what_is_wrong_and_what_to_write() -> None:
    _, faults = read_row(7, {"given_name": "Ann", "email": "ann at home", "starts_on": "05/13/2025"}, pivot=2026)
    assert [(fault.field, fault.wrong) for fault in faults] == [
        ("full_name", '"Ann" is only part of a name.'),
        ("email", '"ann at home" is not an e-mail address.'),
        ("starts_on", '"05/13/2025" is not a date.'),
        ("job_title", "There is no job title."),
    ]
    assert all(fault.write for fault in faults)


def test_an_end_before_the_start_is_a_fault() -> None:
    cells = {"full_name": "Ann Ash", "job_title": "Cook", "starts_on": "05/05/2025", "ends_on": "04/05/2025"}
    _, faults = read_row(2, cells, pivot=2026)
    assert [fault.wrong for fault in faults] == ["The post ends before it starts."]


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from([field.key for field in FIELDS]), st.text()))
def test_no_row_breaks_the_reading_and_what_is_read_fits(cells: dict[str, str]) -> None:
    row, _ = read_row(1, cells, pivot=2026)
    assert len(row.given_name) <= 100
    assert len(row.family_name) <= 100
    assert len(row.job_title) <= 200
    assert len(row.staff_number) <= 40
    assert len(row.key) <= 310
    assert "\0" not in "".join((row.name, row.job_title, row.staff_number, row.team, row.manager))


def test_a_list_from_next_year_still_reads_this_one() -> None:
    assert as_date(f"{DAY + timedelta(days=365):%d/%m/%y}", pivot=2025) == date(2026, 5, 5)
