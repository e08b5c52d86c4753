"""Figures that can be printed: half up, denominators named, small numbers not to be worked out."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.kernel.figures import SMALL, Share, half_up, is_small, percentage, suppress, to_nearest, withhold


@pytest.mark.parametrize(
    ("part", "whole", "printed"),
    [(8, 23, 35), (231, 280, 83), (8, 15, 53), (12, 20, 60), (31, 40, 78), (14, 15, 93), (304, 393, 77)],
)
def test_published_percentages_print_exactly(part: int, whole: int, printed: int) -> None:
    assert percentage(part, whole) == printed


def test_half_is_up_not_to_even() -> None:
    assert [half_up(Decimal("82.5")), half_up(0.5), half_up(Decimal("17.145"), 2)] == [83, 1, Decimal("17.15")]


def test_a_share_names_its_denominator_and_nothing_is_no_percentage() -> None:
    assert str(Share(231, 280, "places")) == "83% (231 of 280 places)"
    assert str(Share(0, 0, "places")) == "no places"


def test_one_small_count_takes_the_next_smallest_with_it() -> None:
    assert suppress([3, 12, 40]) == [None, None, 40]
    assert suppress([3, 4, 40]) == [None, None, 40]
    assert suppress([0, 12, 40]) == [0, 12, 40]


def test_followers_of_a_rounded_count_see_no_one_person() -> None:
    assert [to_nearest(count) for count in (0, 42, 43, 47)] == [0, 40, 45, 45]


def bounds(figures: list[list[int]], at: int, of: int, left_out: frozenset[int]) -> tuple[int, int]:
    """The least and the most that a count left out could be, for who knows the total and what is shown."""
    rest = sum(figures[i][of] for i in left_out)
    alone = len(left_out) == 1
    return (rest, rest) if alone else (0, rest)


pairs = st.lists(st.integers(0, 30), min_size=2, max_size=2)


@given(st.lists(pairs, max_size=10))
def test_no_small_count_of_two_can_be_worked_out_from_their_totals(figures: list[list[int]]) -> None:
    """Those who hold and those who lack, agency by agency, under the totals of both."""
    chosen = withhold(figures)
    for at, counts in enumerate(figures):
        for of, count in enumerate(counts):
            if not is_small(count):
                continue
            assert at in chosen.left_out
            if chosen.has_total:
                least, most = bounds(figures, at, of, chosen.left_out)
                assert least == 0
                assert most >= SMALL + len(chosen.left_out) - 1
    if chosen.has_total:
        assert not any(is_small(sum(counts[of] for counts in figures)) for of in (0, 1))


def test_a_total_goes_where_what_is_left_out_would_follow_from_it() -> None:
    assert withhold([[1], [1], [1], [1], [1]]).has_total is False
    assert withhold([[3], [0]]).has_total is False
    assert withhold([[1], [1], [1], [1], [1], [50]]).has_total is True
    assert withhold([[40], [50]]) == withhold([[40], [50], [0]])


@given(st.lists(st.integers(0, 60), min_size=2, max_size=12))
def test_no_hidden_count_follows_from_the_total(counts: list[int]) -> None:
    shown = suppress(list(counts))
    hidden = [i for i, count in enumerate(shown) if count is None]
    assert all(shown[i] == counts[i] for i in range(len(counts)) if i not in hidden)
    assert not any(0 < count < SMALL for count in shown if count is not None)
    others = [count for count in counts if count]
    assert len(hidden) != 1 or len(others) == 1
