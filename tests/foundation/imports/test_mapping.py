"""Which column holds what: known by its heading, remembered, guessed by its cells; never twice the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.foundation.imports.mapping import as_compared, guess, meaning_of
from goldenthread.foundation.imports.terms import Field

NAME = Field("full_name", "Name", ("employee name",))
START = Field("starts_on", "Start date", ("date started",))
COURSE = Field("course_date", "A course, with dates", repeats=True)
FIELDS = (NAME, START)


@pytest.mark.parametrize(
    ("heading", "compared"),
    [("Start_Date (dd/mm/yy):", "start date dd mm yy"), ("  NAME ", "name"), ("---", ""), ("E-mail", "e mail")],
)
def test_headings_are_compared_without_their_dress(heading: str, compared: str) -> None:
    assert as_compared(heading) == compared


def test_brackets_are_read_over_where_the_whole_is_not_known() -> None:
    known = {"start date": "starts_on", "name full": "full_name"}
    assert [meaning_of(said, known) for said in ("Start date (dd/mm/yyyy)", "Name [full]", "Grade")] == [
        "starts_on", "full_name", "",
    ]  # fmt: skip


def test_the_first_of_two_columns_is_taken_and_no_field_twice() -> None:
    assert guess(["Name", "Employee name", "Date started"], FIELDS, {}) == {0: "full_name", 2: "starts_on"}


def test_what_was_confirmed_wins_also_where_it_was_left_out() -> None:
    remembered = {"who": "full_name", "name": "", "old": "no_longer_a_field"}
    assert guess(["Name", "Who", "Old"], FIELDS, remembered) == {1: "full_name"}


def test_columns_of_dates_are_courses_where_a_field_repeats() -> None:
    headings = ["Name", "Neglect", "Level 3", "Notes", "Left out"]
    samples = [["Pat", "05/05/2025", "", "x", "05/05/2025"], ["Max", "n/a", "06/06/2025", "05/05/2025", ""],
               ["Una", "07/05/2025", "", "y", ""]]  # fmt: skip
    fields = (NAME, COURSE)
    assert guess(headings, fields, {"left out": ""}, samples) == {0: "full_name", 1: "course_date", 2: "course_date"}
    assert guess(headings, FIELDS, {}, samples) == {0: "full_name"}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(["Name", "Employee name", "Start date", "Date started", "x", ""]), max_size=8),
    st.dictionaries(st.sampled_from(["name", "x", "start date"]), st.sampled_from(["full_name", "starts_on", ""])),
)
def test_whatever_the_headings_no_field_is_guessed_twice(headings: list[str], remembered: dict[str, str]) -> None:
    found = guess(headings, FIELDS, remembered)
    assert len(set(found.values())) == len(found)
    assert set(found) <= set(range(len(headings)))
    assert list(found) == sorted(found)
