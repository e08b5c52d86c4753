"""The figure of a mix, and which addresses are an office's."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.training.bookings.rules.form import is_shared_mailbox
from goldenthread.training.bookings.rules.mix import missing, mixing


@given(st.lists(st.integers(1, 4), min_size=2, max_size=12))
def test_the_figure_is_the_chance_of_two_agencies(agencies: list[int]) -> None:
    pairs = [(one, other) for i, one in enumerate(agencies) for other in agencies[i + 1 :]]
    assert mixing(agencies) == Fraction(sum(one != other for one, other in pairs), len(pairs))


def test_the_ends_of_the_figure() -> None:
    assert (mixing([]), mixing([1]), mixing([1, 1, 1]), mixing([1, 2, 3])) == (None, None, 0, 1)
    assert missing(["police", "school", "police"], ["school"]) == ["police"]


@pytest.mark.parametrize(
    ("email", "is_shared"),
    [
        ("office@school.example", True),
        ("Head.Office@school.example", True),
        ("enquiries2@school.example", True),
        ("safeguarding-team@trust.example", True),
        ("pat.rigg@school.example", False),
        ("officer.rigg@school.example", False),
        ("headley@school.example", False),
        ("staffordp@school.example", False),
    ],
)
def test_a_mailbox_of_an_office(email: str, is_shared: bool) -> None:
    assert is_shared_mailbox(email) is is_shared
