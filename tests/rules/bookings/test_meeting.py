"""Joins and leaves of an online meeting, as minutes of a session."""

import pytest

from goldenthread.training.bookings.rules.meeting import Joined, Known, as_moment, as_seconds, matched, together
from tests.build.events import local

STARTS, ENDS = local(24, 3, 9, 30), local(24, 3, 12, 30)


@pytest.mark.parametrize(
    "text",
    ["3/24/2026, 9:45:30 AM", "24/03/2026, 09:45:30", "2026-03-24 09:45:30", "2026-03-24T09:45:30Z",
     "03/24/2026 09:45:30 AM", "3/24/26, 9:45:30\u202fAM"],
)  # fmt: skip
def test_a_moment_is_read_on_the_day_of_the_session(text: str) -> None:
    found = as_moment(text, STARTS)
    assert found is not None and found == local(24, 3, 9, 45).replace(second=30)


def test_the_day_of_the_session_decides_which_number_is_the_month() -> None:
    starts = local(5, 6, 9)
    assert as_moment("06/05/2026 09:10:00", starts) == local(5, 6, 9, 10)
    assert as_moment("05/06/2026 09:10:00", starts) == local(5, 6, 9, 10)
    assert as_moment("07/08/2026 09:10:00", starts) is None


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1h 23m 45s", 5025),
        ("83", 4980),
        ("01:23:45", 5025),
        ("1:05", 3900),
        ("45m 10s", 2710),
        ("", 0),
        ("PT2H", 7200),
    ],
)
def test_how_long_is_read_as_people_write_it(text: str, seconds: int) -> None:
    assert as_seconds(text) == seconds


def row(name: str, joined: str, left: str, email: str = "") -> Joined:
    return Joined(name, email, f"24/03/2026, {joined}", f"24/03/2026, {left}")


def test_breaks_are_left_out_and_two_devices_count_once() -> None:
    found = together(
        [
            row("Pat Rigg", "09:20:00", "11:00:00", "pat@example.org"),
            row("Pat Rigg", "10:30:00", "11:10:00", "PAT@example.org"),  # a telephone beside
            row("Rigg, Pat (Guest)", "11:30:00", "12:45:00"),  # without an address
            row("Somebody Else", "11:59:31", "12:30:00"),
        ],
        STARTS,
        ENDS,
    )
    assert [(one.name, one.minutes) for one in found] == [("Pat Rigg", 100 + 60), ("Somebody Else", 30)]


def test_only_minutes_are_enough() -> None:
    found = together([Joined("A", "a@x.org", lasted="1h 30m"), Joined("A", "a@x.org", lasted="120")], STARTS, ENDS)
    assert [one.minutes for one in found] == [180]


def test_people_are_found_by_address_then_by_a_name_that_one_has() -> None:
    booked = [
        Known(1, ("pat@work.org",), ("Pat Rigg",)),
        Known(2, (), ("Sam Lee",)),
        Known(3, (), ("Sam Lee",)),
        Known(4, (), ("Zoë Ní Briain",)),
    ]
    people = together(
        [
            Joined("Patricia", "Pat@Work.org", lasted="60"),
            Joined("Sam Lee", lasted="60"),
            Joined("NÍ BRIAIN, Zoë", lasted="60"),
            Joined("Pat Rigg", "other@home.org", lasted="60"),
        ],
        STARTS,
        ENDS,
    )
    by_name = {one.name: position for position, one in enumerate(people)}
    found = matched(people, booked)
    assert found[by_name["Patricia"]] == 1
    assert found[by_name["Sam Lee"]] is None  # two have the name: a person decides
    assert found[by_name["NÍ BRIAIN, Zoë"]] == 4
    assert found[by_name["Pat Rigg"]] is None  # found by address already


@pytest.mark.parametrize(
    "text", ["9" * 400, "9" * 5000, f"{'9' * 5000}:00", f"{'9' * 5000}h", "-5", "nan", "1e9x", "²"]
)
def test_a_duration_that_is_none_is_nothing(text: str) -> None:
    assert as_seconds(text) == 0


def test_moments_and_durations_beyond_the_calendar_do_no_harm() -> None:
    assert as_moment("0001-01-01 00:00:00Z", STARTS) is None
    whole = Joined("Pat", "pat@x.example", "24/03/2026 09:30", "", "9" * 9)
    (one,) = together([whole], STARTS, ENDS)
    assert one.minutes == 180
    assert as_seconds("999999999h") == as_seconds("24h") == 86_400
