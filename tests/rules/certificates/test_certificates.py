"""When a certificate is due, how it stands, and its code however it is typed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.training.certificates.rules import (
    fit_to_print,
    is_due_again,
    read_code,
    spaced,
    standing_of,
    why_not_due,
)
from goldenthread.training.certificates.terms import CODE_LENGTH, CORRECTED, LETTERS, Standing

DAY = date(2026, 3, 24)


@pytest.mark.requirement("E21")
@pytest.mark.parametrize(
    ("outcome", "is_closed", "needs_form", "returned_on", "due"),
    [
        ("attended", True, False, None, True),
        ("attended", True, True, DAY, True),
        ("attended", True, True, None, False),
        ("attended", False, False, None, False),
        ("part", True, False, DAY, False),
        ("absent", True, False, DAY, False),
        ("apologies", True, False, DAY, False),
        ("", True, False, DAY, False),
    ],
)
def test_full_attendance_and_the_form_where_it_is_needed(
    outcome: str, is_closed: bool, needs_form: bool, returned_on: date | None, due: bool
) -> None:
    why = why_not_due(outcome, is_closed=is_closed, needs_form=needs_form, form_returned_on=returned_on)
    assert (why == "") is due


def test_one_that_an_officer_revoked_is_not_issued_again_by_itself() -> None:
    assert is_due_again([]) and is_due_again([CORRECTED, CORRECTED])
    assert not is_due_again([CORRECTED, "Issued to the wrong person"])


@pytest.mark.parametrize(
    ("revoked", "replaced", "expires", "standing"),
    [
        (False, False, None, Standing.VALID),
        (False, False, DAY, Standing.VALID),
        (False, False, date(2026, 3, 23), Standing.EXPIRED),
        (True, False, DAY, Standing.REVOKED),
        (True, True, DAY, Standing.REPLACED),
    ],
)
def test_it_holds_through_its_last_day(revoked: bool, replaced: bool, expires: date | None, standing: Standing) -> None:
    assert standing_of(is_revoked=revoked, is_replaced=replaced, expires_on=expires, on=DAY) == standing


@given(st.text(alphabet=LETTERS, min_size=CODE_LENGTH, max_size=CODE_LENGTH))
def test_a_code_is_read_however_it_is_typed(code: str) -> None:
    careless = spaced(code).lower().replace("0", "o").replace("1", "l").replace("-", " – ")
    assert read_code(code) == read_code(spaced(code)) == read_code(careless) == code


@pytest.mark.parametrize("typed", ["", "7K3M", "7K3M-XQ9R-TB4W-0", "7K3M-XQ9R-TB4U", "../../etc/passwd", "٣" * 12])
def test_what_is_no_code_finds_nothing(typed: str) -> None:
    assert read_code(typed) == ""


def test_signs_that_nobody_sees_are_left_out_and_the_name_stays_whole() -> None:
    assert fit_to_print("Zoë\u0000 \u200eNí\tBriain\u202e 王") == "Zoë Ní Briain 王"
