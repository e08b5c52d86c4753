"""What the clock does for booking: each round again, and a clock that jumps a day, owes nothing twice."""

from collections import Counter
from datetime import timedelta

import pytest

from goldenthread.foundation.messaging.models import Message
from goldenthread.kernel import clock
from goldenthread.kernel.clock import LONDON
from goldenthread.training.bookings import jobs, services
from goldenthread.training.bookings.models import Booking, SelectionRun
from goldenthread.training.bookings.terms import State
from tests.build.bookings import says
from tests.build.coming import an_open_event, booked, in_days
from tests.build.events import a_course
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def rounds(days: int = 0, hours: int = 0) -> None:
    """Everything that time has made due at a moment, the nightly work too."""
    at = clock.now() + timedelta(days=days, hours=hours)
    for work in (*jobs.EVERY_MINUTE, *jobs.EVERY_NIGHT):
        work(at, at.astimezone(LONDON).date())


def test_a_clock_that_jumps_a_day_ahead_and_back_owes_nothing_twice(cast: Cast) -> None:
    says(cast.fellside, 'approval = "manager-approves"')
    booked(cast.practitioner, an_open_event(cast, days=12), cast.school, by=cast.manager)
    booked(cast.practitioner, an_open_event(cast, days=40, course=a_course(cast.fellside, "Later")), cast.school)
    for days in (0, 1, 0, 4, 5, 4, 5):
        rounds(days)
    owed = Counter(Message.objects.values_list("kind", "subject"))
    assert owed == {
        ("booking", "Your place is booked: Neglect"): 1,
        ("booking", "We have your application: Later"): 1,
        ("approval", "Please approve: Pat Rigg for Later"): 1,
        ("approval-digest", "1 application waits for your approval"): 1,
        ("reminder", "Reminder: Neglect"): 1,
    }


def test_an_offer_that_ran_out_goes_to_the_next_once(cast: Cast) -> None:
    event = an_open_event(cast, places=1)
    first = booked(cast.practitioner, event, cast.school)
    second = booked(cast.designated_lead, event, cast.school)
    third = booked(cast.constable, event, cast.police, by=cast.officer)
    services.cancel(by=cast.practitioner.actor(clock.today()), at=clock.now(), booking=first)
    rounds()
    states = dict(Booking.objects.values_list("pk", "state"))
    assert (states[second.pk], states[third.pk]) == (State.OFFERED, State.WAITING)
    rounds(days=2)
    rounds(days=2)
    states = dict(Booking.objects.values_list("pk", "state"))
    assert (states[second.pk], states[third.pk]) == (State.WAITING, State.OFFERED)


def test_places_given_on_a_day_are_given_at_its_end_unless_an_officer_did(cast: Cast) -> None:
    day = in_days(10).date()
    event = an_open_event(cast, places=1, selected_by="at-a-date", selects_on=day)
    booking = booked(cast.practitioner, event, cast.school)
    morning = in_days(10, hour=9)
    jobs.select_on_the_day(morning, morning.date())
    booking.refresh_from_db()
    assert booking.state == State.WAITING
    evening = in_days(10, hour=17)
    assert [jobs.select_on_the_day(evening, evening.date()) for _ in range(2)] == [1, 0]
    booking.refresh_from_db()
    assert (booking.state, SelectionRun.objects.count()) == (State.CONFIRMED, 1)


def test_whoever_still_waits_when_the_event_begins_is_told_that_it_is_too_late(cast: Cast) -> None:
    event = an_open_event(cast, days=3, places=1)
    first = booked(cast.practitioner, event, cast.school)
    second = booked(cast.designated_lead, event, cast.school)
    rounds(days=2)
    second.refresh_from_db()
    assert second.state == State.WAITING
    rounds(days=5)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (State.CONFIRMED, State.WITHDRAWN)
    assert second.why == "The event began before a place came free."
    assert (
        Message.objects.filter(
            to_address="dina.holme@example.org", subject__startswith="Your application is wi"
        ).count()
        == 1
    )
