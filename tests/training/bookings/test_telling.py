"""Everyone is told what became of their booking, once, and their calendar follows."""

from datetime import UTC, datetime, timedelta

import icalendar
import pytest
from django.core import mail

from goldenthread.foundation.messaging import links
from goldenthread.foundation.messaging import services as messaging
from goldenthread.foundation.messaging.models import Message
from goldenthread.kernel.actor import CLOCK
from goldenthread.training.bookings.models import Approval, Booking
from goldenthread.training.bookings.selectors.feeds import feed_of, person_of_feed
from goldenthread.training.bookings.services.applying import apply
from goldenthread.training.bookings.services.ending import cancel
from goldenthread.training.bookings.services.feeds import make_feed, revoke_feed
from goldenthread.training.bookings.services.nudging import nudge_approvers, tell_office_of_stuck
from goldenthread.training.bookings.services.places import set_places
from goldenthread.training.bookings.services.telling import remind, tell, tell_absent
from goldenthread.training.bookings.terms import Outcome, State
from goldenthread.training.events.models import Event
from tests.build.events import a_course, an_event, local
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=2)


@pytest.fixture
def event(cast: Cast) -> Event:
    found = an_event(cast)
    set_places(by=cast.officer.actor(), at=NOW, event=found, room=1)
    return found


def booked(cast: Cast, event: Event) -> Booking:
    who = cast.practitioner
    return apply(by=who.actor(), at=NOW, event=event, person=who.in_post, agency=cast.school)


def owed(**more: str) -> list[Message]:
    return list(Message.objects.filter(kind__in=("booking", "offer", "approval", "reminder", "not-attended"), **more))


def entry(message: Message) -> tuple[str, int, str, str]:
    found = icalendar.Calendar.from_ical(message.calendar)
    (event,) = found.walk("VEVENT")
    return str(event["uid"]), int(event["sequence"]), str(found["method"]), f"{event['dtstart'].dt:%H:%M}"


def test_whoever_is_booked_is_told_once_with_an_entry_for_their_calendar(cast: Cast, event: Event) -> None:
    booking = booked(cast, event)
    assert booking.state == State.CONFIRMED
    assert (tell(by=CLOCK, at=LATER), tell(by=CLOCK, at=LATER)) == (1, 0)
    (message,) = owed()
    assert message.to_address == "pat.rigg@example.org"
    assert message.subject == "Your place is booked: Neglect"
    assert entry(message) == (f"booking-{booking.pk}@localhost", 0, "REQUEST", "09:30")


def test_cancelling_takes_the_same_entry_back_with_a_higher_number(cast: Cast, event: Event) -> None:
    booking = booked(cast, event)
    tell(by=CLOCK, at=LATER)
    cancel(by=cast.practitioner.actor(), at=LATER, booking=booking, why="Ill")
    tell(by=CLOCK, at=LATER + timedelta(minutes=1))
    first, second = owed()
    assert entry(first)[:3] == (f"booking-{booking.pk}@localhost", 0, "REQUEST")
    assert entry(second)[:3] == (f"booking-{booking.pk}@localhost", 1, "CANCEL")


def test_newer_days_reach_whoever_is_booked_and_nobody_else(cast: Cast, event: Event) -> None:
    booking = booked(cast, event)
    waiting = apply(
        by=cast.designated_lead.actor(), at=NOW, event=event, person=cast.designated_lead.in_post, agency=cast.school
    )
    tell(by=CLOCK, at=LATER)
    event.sessions.update(starts_at=local(15, 7, 9, 30), ends_at=local(15, 7, 15, 30))
    Event.objects.filter(pk=event.pk).update(edition=2)
    assert (tell(by=CLOCK, at=LATER + timedelta(hours=1)), tell(by=CLOCK, at=LATER + timedelta(hours=1))) == (1, 0)
    changed = owed()[-1]
    assert (changed.person_id, waiting.state) == (booking.person_id, State.WAITING)
    assert changed.subject == "The days or the place have changed: Neglect"
    assert entry(changed) == (f"booking-{booking.pk}@localhost", 1, "REQUEST", "08:30")


def test_a_session_that_falls_away_leaves_the_calendar(cast: Cast, event: Event) -> None:
    second = event.sessions.create(starts_at=local(25, 3, 9, 30), ends_at=local(25, 3, 12, 30))
    booking = booked(cast, event)
    tell(by=CLOCK, at=LATER)
    assert [entry(one)[:3] for one in owed()] == [
        (f"booking-{booking.pk}@localhost", 0, "REQUEST"),
        (f"booking-{booking.pk}-2@localhost", 0, "REQUEST"),
    ]
    second.delete()
    Event.objects.filter(pk=event.pk).update(edition=2)
    tell(by=CLOCK, at=LATER + timedelta(hours=1))
    assert [entry(one)[:3] for one in owed()[2:]] == [
        (f"booking-{booking.pk}@localhost", 1, "REQUEST"),
        (f"booking-{booking.pk}-2@localhost", 1, "CANCEL"),
    ]


def test_the_waiting_list_says_which_number_one_is(cast: Cast, event: Event) -> None:
    booked(cast, event)
    apply(by=cast.lead.actor(), at=NOW, event=event, person=cast.designated_lead.in_post, agency=cast.school)
    tell(by=CLOCK, at=LATER)
    (waiting,) = owed(to_address="dina.holme@example.org")
    assert "You are number 1 on the waiting list." in waiting.body
    assert waiting.calendar == ""


def test_nothing_is_told_of_what_was_long_ago(cast: Cast, event: Event) -> None:
    booked(cast, event)
    assert tell(by=CLOCK, at=local(30, 4, 9)) == 0
    assert tell(by=CLOCK, at=local(10, 4, 9)) == 1


def test_reminders_go_once_at_each_interval_and_not_to_whoever_booked_since(cast: Cast, event: Event) -> None:
    booking = booked(cast, event)
    days = [local(day, 3, 8) for day in (16, 17, 18, 23)]
    assert [remind(by=CLOCK, at=at, on=at.date()) for at in days] == [0, 1, 0, 1]
    assert all(message.body.count("Tuesday 24 March 2026, 9.30am to 3.30pm") == 1 for message in owed())
    Message.objects.all().delete()
    Booking.objects.filter(pk=booking.pk).update(confirmed_at=local(17, 3, 12))
    assert [remind(by=CLOCK, at=at, on=at.date()) for at in days] == [0, 0, 0, 1]


def test_whoever_did_not_attend_is_told_when_the_register_is_closed(cast: Cast, event: Event) -> None:
    booking = booked(cast, event)
    Booking.objects.filter(pk=booking.pk).update(outcome=Outcome.ABSENT)
    closed = local(24, 3, 16)
    assert tell_absent(by=CLOCK, at=closed) == 0
    event_register(event, closed)
    assert (tell_absent(by=CLOCK, at=closed), tell_absent(by=CLOCK, at=closed)) == (1, 0)
    assert owed()[-1].subject == "You did not attend: Neglect"


def event_register(event: Event, closed_at: datetime) -> None:
    from goldenthread.training.bookings.models import Register

    Register.objects.create(event=event, closed_at=closed_at, times_closed=1)


def an_approval(booking: Booking, email: str = "max.tarn@example.org", asked_at: datetime = NOW) -> Approval:
    Booking.objects.filter(pk=booking.pk).update(state=State.ASKED, place=None, turn=None, confirmed_at=None)
    return Approval.objects.create(booking=booking, approver_name="Max Tarn", approver_email=email, asked_at=asked_at)


def test_the_approver_is_asked_by_a_link_whose_token_is_kept_nowhere(cast: Cast, event: Event) -> None:
    approval = an_approval(booked(cast, event))
    tell(by=CLOCK, at=LATER)
    (message,) = owed(kind="approval")
    assert (message.to_address, message.links) == ("max.tarn@example.org", {"approval": str(approval.pk)})
    messaging.go_live(
        by=cast.officer.actor(), at=NOW, partnership_id=cast.fellside.pk, kind="approval", starts_on=NOW.date()
    )
    messaging.hand_over(at=LATER)
    token = str(mail.outbox[0].body).split("/approve/")[1].split("/")[0]
    assert links.thing_of("approval", token) == str(approval.pk)


def test_an_approver_gets_one_digest_twice_and_then_the_office_hears(cast: Cast, event: Event) -> None:
    other = an_event(cast, a_course(cast.fellside, "Parental conflict"), starts_at=local(26, 3, 9))
    set_places(by=cast.officer.actor(), at=NOW, event=other, room=5)
    for one in (event, other):
        an_approval(booked(cast, one))
    days = [(NOW + timedelta(days=step)) for step in (1, 3, 4, 6, 9)]
    done = [
        (nudge_approvers(by=CLOCK, at=at, on=at.date()), tell_office_of_stuck(by=CLOCK, at=at, on=at.date()))
        for at in days
    ]
    assert done == [(0, 0), (1, 0), (0, 0), (1, 0), (0, 1)]
    digests = Message.objects.filter(kind="approval-digest")
    assert {message.subject for message in digests} == {"2 applications wait for your approval"}


def test_a_calendar_address_is_ones_own_and_stops_when_it_is_revoked(cast: Cast, event: Event) -> None:
    booked(cast, event)
    who = cast.practitioner
    secret = make_feed(by=who.actor(), at=NOW, person=who.in_post)
    assert person_of_feed(secret) == who.in_post
    found = icalendar.Calendar.from_ical(feed_of(who.in_post, datetime(2026, 3, 3, tzinfo=UTC))).walk("VEVENT")
    assert [str(one["summary"]) for one in found] == ["Neglect"]
    newer = make_feed(by=who.actor(), at=NOW, person=who.in_post)
    assert (person_of_feed(secret), person_of_feed(newer)) == (None, who.in_post)
    revoke_feed(by=who.actor(), at=NOW, person=who.in_post)
    assert person_of_feed(newer) is None
