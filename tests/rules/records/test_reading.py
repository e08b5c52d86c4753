"""Lengths, formats and rows of training lists."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.training.records.rules.reading import as_format, as_minutes, read_long, read_wide

ON = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("3", 180), ("3.5", 210), ("3.5 hours", 210), ("90 mins", 90), ("2h 30m", 150), ("1:30", 90), ("01:30:00", 90),
        ("half day", 180), ("1 day", 360), ("", 0), ("2 hours 15 minutes", 135), ("1 hr", 60), ("a while", None),
        ("99999 days", None),
    ],
)  # fmt: skip
def test_lengths(text: str, minutes: int | None) -> None:
    assert as_minutes(text) == minutes


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("e-Learning", "e-learning"), ("Classroom based", "face-to-face"), ("MS Teams", ""), ("Virtual", "virtual"),
        ("Face to Face", "face-to-face"), ("", ""), ("Conference", "conference"),
    ],
)  # fmt: skip
def test_formats(text: str, kind: str) -> None:
    assert as_format(text) == kind


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(st.sampled_from(["course", "completed_on", "minutes", "status", "format", "provider"]), st.text())
)
def test_no_row_breaks_the_reading(cells: dict[str, str]) -> None:
    done, faults = read_long(cells, {}, on=ON, epoch_1904=False)
    assert len(done) + len(faults) <= 1
    assert all(one.completed_on <= ON for one in done)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.text(min_size=1), st.text() | st.dates().map(lambda day: day.isoformat())))
def test_a_wide_row_says_something_of_every_filled_cell(cells: dict[str, str]) -> None:
    done, faults = read_wide(cells, on=ON, epoch_1904=False)
    assert len(done) + len(faults) <= len(cells)
    assert all(one.completed_on <= ON for one in done)
