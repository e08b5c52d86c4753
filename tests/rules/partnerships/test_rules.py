"""What is true of groups, names and profiles, on paper."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.setting.partnerships.rules import closes_circle, free_name, is_colour, profile_is_stale

FEW = settings(max_examples=60, deadline=None)
NUMBERS = st.integers(min_value=1, max_value=8)


@pytest.mark.requirement("B25")
@pytest.mark.parametrize(
    ("confirmed", "stale"),
    [(None, True), (date(2025, 3, 1), True), (date(2025, 3, 2), False), (date(2026, 3, 2), False)],
)
def test_a_profile_holds_for_twelve_months(confirmed: date | None, stale: bool) -> None:
    assert profile_is_stale(confirmed, date(2026, 3, 2)) is stale


@FEW
@given(st.lists(st.tuples(NUMBERS, st.none() | NUMBERS), max_size=30))
def test_groups_built_one_by_one_never_run_in_a_circle(steps: list[tuple[int, int | None]]) -> None:
    parents: dict[int, int | None] = dict.fromkeys(range(1, 9))
    for child, parent in steps:
        if not closes_circle(parents, child, parent):
            parents[child] = parent
    for start in parents:
        above, climbed = parents[start], 0
        while above is not None:
            assert above != start
            above, climbed = parents[above], climbed + 1
            assert climbed < 9


def test_a_group_is_not_a_part_of_itself() -> None:
    assert closes_circle({1: None}, 1, 1)
    assert closes_circle({1: None, 2: 1, 3: 2}, 1, 3)
    assert not closes_circle({1: None, 2: 1, 3: None}, 3, 2)


@FEW
@given(st.text(min_size=1, max_size=200), st.lists(st.text(max_size=200), max_size=5), st.text(max_size=80))
def test_a_free_name_is_free_and_fits(wanted: str, others: list[str], mark: str) -> None:
    taken = [*others, wanted]
    name = free_name(wanted, taken, mark)
    assert name.casefold() not in {one.casefold() for one in taken}
    assert len(name) <= 200
    assert free_name(wanted, [], mark) == wanted


@pytest.mark.parametrize(
    ("text", "right"), [("#1b2f4b", True), ("1b2f4b", False), ("#fff", False), ("#1b2f4g", False), ("#1b2f4b;", False)]
)
def test_a_colour_is_six_digits(text: str, right: bool) -> None:
    assert is_colour(text) is right
