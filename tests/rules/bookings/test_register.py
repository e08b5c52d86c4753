"""What the register says of somebody, from the minutes that they were there."""

from datetime import timedelta

import pytest

from goldenthread.training.bookings.rules.register import Asked, mark_of, minutes_from, outcome_of, why_not_open
from tests.build.events import local

DAY = Asked((360,))
WITH_GRACE = Asked((360,), late=15, early=15)
TWO_HALVES = Asked((180, 180), late=10)
ONLINE = Asked((420,), required=360)


@pytest.mark.parametrize(
    ("asked", "minutes", "outcome"),
    [
        (DAY, [360], "attended"),
        (DAY, [359], "part"),
        (DAY, [0], "absent"),
        (DAY, [None], ""),
        (WITH_GRACE, [330], "attended"),
        (WITH_GRACE, [329], "part"),
        (TWO_HALVES, [180, None], ""),
        (TWO_HALVES, [170, 170], "attended"),
        (TWO_HALVES, [180, 169], "part"),
        (TWO_HALVES, [0, 180], "part"),
        (TWO_HALVES, [0, 0], "absent"),
        (ONLINE, [360], "attended"),
        (ONLINE, [359], "part"),
        (Asked((180, 180), required=300), [180, 120], "attended"),
    ],
)
def test_several_sessions_add_up_and_grace_counts(asked: Asked, minutes: list[int | None], outcome: str) -> None:
    assert outcome_of(asked, minutes) == outcome


def test_apologies_stand_until_somebody_is_there_after_all() -> None:
    assert outcome_of(TWO_HALVES, [None, None], sent_apologies=True) == "apologies"
    assert outcome_of(TWO_HALVES, [0, 0], sent_apologies=True) == "apologies"
    assert outcome_of(TWO_HALVES, [0, 90], sent_apologies=True) == "part"


@pytest.mark.parametrize(
    ("minutes", "outcome", "mark"),
    [(None, "", ""), (None, "apologies", "apologies"), (0, "absent", "absent"), (0, "apologies", "apologies"),
     (330, "attended", "attended"), (329, "part", "part")],
)  # fmt: skip
def test_a_session_is_shown_as_it_was_marked(minutes: int | None, outcome: str, mark: str) -> None:
    assert mark_of(WITH_GRACE, minutes, 360, outcome) == mark


def test_who_comes_within_the_grace_is_there_from_the_start() -> None:
    starts, ends = local(24, 3, 9, 30), local(24, 3, 15, 30)
    assert minutes_from(starts - timedelta(minutes=20), starts, ends, 15) == 360
    assert minutes_from(starts + timedelta(minutes=15), starts, ends, 15) == 360
    assert minutes_from(starts + timedelta(minutes=16), starts, ends, 15) == 344
    assert minutes_from(ends + timedelta(minutes=5), starts, ends, 15) == 0


def test_checking_in_opens_around_the_session_only() -> None:
    starts, ends = local(24, 3, 9, 30), local(24, 3, 15, 30)
    assert why_not_open(starts, ends, starts - timedelta(minutes=61)) != ""
    assert why_not_open(starts, ends, starts - timedelta(minutes=60)) == ""
    assert why_not_open(starts, ends, ends + timedelta(minutes=15)) == ""
    assert why_not_open(starts, ends, ends + timedelta(minutes=16)) != ""
