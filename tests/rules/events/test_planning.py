"""Lengths, addresses, what is missing and when an event can be booked, as anyone could work out on paper."""

from datetime import UTC, datetime, timedelta

import pytest

from goldenthread.training.events.rules import planning
from goldenthread.training.events.terms import Missing
from tests.build.events import local


def spans(*hours: float, starts_at: datetime | None = None) -> list[tuple[datetime, datetime]]:
    first = starts_at or local(2, 3, 9)
    return [(first + timedelta(days=n), first + timedelta(days=n, hours=h)) for n, h in enumerate(hours)]


@pytest.mark.requirement("C32", "D17", "A22")
@pytest.mark.parametrize(
    ("hours", "minutes", "said"),
    [
        ((2,), 120, "2 hours"),
        ((1.5,), 90, "1 hour 30 minutes"),
        ((3,), 180, "half a day"),
        ((6,), 360, "1 day"),
        ((3, 3), 360, "1 day"),
        ((6, 6), 720, "2 days"),
        ((6, 3), 540, "1½ days"),
        ((6, 6, 6, 6, 6), 1800, "5 days"),
        ((3, 2), 300, "5 hours"),
        ((), 0, ""),
    ],
)
def test_half_days_and_days_add_up_as_durations(hours: tuple[float, ...], minutes: int, said: str) -> None:
    assert (planning.minutes_of(spans(*hours)), planning.length_of(spans(*hours))) == (minutes, said)


@pytest.mark.parametrize(
    ("sittings", "why"),
    [
        ([(local(2, 3, 9), local(2, 3, 9))], "A session must end after it starts."),
        ([(local(2, 3, 9), local(3, 3, 9))], "A session is of one day: enter each day as a session of its own."),
        ([(local(2, 3, 9), local(2, 3, 12)), (local(2, 3, 11), local(2, 3, 15))], "Two sessions are at the same time."),
        ([(local(2, 3, 9), local(2, 3, 12)), (local(2, 3, 12), local(2, 3, 15))], ""),
    ],
)
def test_sessions_that_cannot_stand_together(sittings: list[tuple[datetime, datetime]], why: str) -> None:
    assert planning.why_not_sessions(sittings) == why


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Neglect", "2026-03-neglect"),
        ("  Emotional abuse & neglect: Café ", "2026-03-emotional-abuse-neglect-cafe"),
        ("神", "2026-03-event"),
    ],
)
def test_an_address_says_month_and_subject(title: str, slug: str) -> None:
    assert planning.slug_of(title, local(24, 3, 9), local(1, 1, 9)) == slug


def test_the_month_of_an_address_is_that_of_the_clock_on_the_wall() -> None:
    midnight = local(1, 7, 0, 30)
    assert planning.slug_of("Neglect", midnight.astimezone(UTC), midnight) == "2026-07-neglect"


READY = planning.Readiness(
    course_is_published=True, sessions=1, is_past=False, kind="limited", mode="room", has_venue=True, has_link=False,
    places=20, minimum=8, trainers=1, trainers_confirmed=1,
)  # fmt: skip


@pytest.mark.parametrize(
    ("spoilt", "missing"),
    [
        ({}, []),
        ({"course_is_published": False},
         [Missing("The course is not in the programme yet: publish the course first.")]),
        ({"sessions": 0}, [Missing("It has no sessions: say when it is held.")]),
        ({"is_past": True}, [Missing("Its first session is in the past.")]),
        ({"has_venue": False}, [Missing("It has no venue.")]),
        ({"has_venue": False, "mode": "online", "has_link": True}, []),
        ({"places": 0, "minimum": 0},
         [Missing("It has no places."), Missing("No minimum is set: it runs however few come.", False)]),
        ({"places": 0, "kind": "unlimited"}, []),
        ({"places": None}, []),
        ({"minimum": 21}, [Missing("The minimum of 21 is more than its places.")]),
        ({"mode": "hybrid"}, [Missing("The link for taking part online is not known yet.", False)]),
        ({"trainers": 0, "trainers_confirmed": 0}, [Missing("Nobody is asked to train yet.", False)]),
        ({"trainers": 2}, [Missing("Not every trainer has confirmed.", False)]),
        ({"holds": 16}, [Missing("The venue holds 16, fewer than its places.", False)]),
    ],
)  # fmt: skip
def test_what_is_still_missing(spoilt: dict[str, object], missing: list[Missing]) -> None:
    assert planning.still_missing(planning.Readiness(**{**READY.__dict__, **spoilt})) == missing  # type: ignore[arg-type]


OPEN = {
    "state": "published", "opens_at": local(1, 3, 9), "early_opens_at": local(20, 2, 9), "early_groups": ("leads",),
    "closes_at": local(20, 3, 17), "starts_at": local(24, 3, 9, 30),
}  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "groups", "at", "why"),
    [
        ({}, (), local(1, 3, 9), ""),
        ({}, (), local(28, 2, 9), "Booking opens on 1 March 2026 at 09:00."),
        ({}, ("leads",), local(20, 2, 9), ""),
        ({}, ("leads",), local(19, 2, 9), "Booking opens on 20 February 2026 at 09:00."),
        ({}, ("others",), local(20, 2, 9), "Booking opens on 1 March 2026 at 09:00."),
        ({}, (), local(20, 3, 17), "Booking has closed."),
        ({"state": "closed"}, (), local(1, 3, 9), "Booking has closed."),
        ({"closes_at": None}, (), local(24, 3, 9, 30), "This event has begun."),
        ({"state": "draft"}, (), local(1, 3, 9), "This event is still being planned."),
        ({"state": "cancelled"}, (), local(1, 3, 9), "This event is cancelled."),
        ({"opens_at": local(1, 7, 9), "closes_at": None, "starts_at": local(2, 7, 9)}, (), local(30, 6, 9),
         "Booking opens on 1 July 2026 at 09:00."),
    ],
)  # fmt: skip
def test_when_an_event_can_be_booked(
    changed: dict[str, object], groups: tuple[str, ...], at: datetime, why: str
) -> None:
    assert planning.why_not_open(planning.Opening(**{**OPEN, **changed}), groups, at) == why  # type: ignore[arg-type]
