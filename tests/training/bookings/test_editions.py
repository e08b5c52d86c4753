"""What stands in people's calendars follows the event: newer days, another place and another link are sent once."""

from datetime import timedelta
from typing import Any

import pytest

from goldenthread.foundation.messaging.models import Message
from goldenthread.kernel.actor import CLOCK
from goldenthread.training.bookings import services
from goldenthread.training.bookings.services.telling import tell
from goldenthread.training.events import services as planning
from goldenthread.training.events.models import Event, Session
from tests.build.bookings import applies, someone, with_places
from tests.build.events import a_venue, local
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=2)


@pytest.fixture
def event(cast: Cast) -> Event:
    """Somebody is booked on it, and was told."""
    event = with_places(cast, 5, online_link="https://meet.example/old")
    applies(cast, event, someone(cast))
    assert tell(by=CLOCK, at=NOW) == 1
    assert tell(by=CLOCK, at=NOW) == 0
    return event


def newer(event: Event) -> list[tuple[bool, str]]:
    """What is owed after a change: whether a calendar entry goes with it, and its number. Nothing the second time."""
    Message.objects.all().delete()
    tell(by=CLOCK, at=LATER)
    assert tell(by=CLOCK, at=LATER) == 0
    entries = [one.calendar.replace("\r\n ", "") for one in Message.objects.order_by("pk")]
    return [
        (entry != "", next((line for line in entry.splitlines() if line.startswith("SEQUENCE")), ""))
        for entry in entries
    ]


def at_ten(event: Event) -> list[Any]:
    return [(local(24, 3, 10), local(24, 3, 16), None, "")]


def test_other_times_are_sent_to_whoever_is_booked(cast: Cast, event: Event) -> None:
    by = cast.officer.actor()
    planning.set_sessions(by=by, at=LATER, event=event, sessions=at_ten(event))
    assert newer(event) == [(True, "SEQUENCE:1")]
    planning.set_sessions(by=by, at=LATER, event=event, sessions=at_ten(event))
    assert newer(event) == [], "nothing moved"


def test_another_venue_and_another_link_are_sent(cast: Cast, event: Event) -> None:
    by = cast.officer.actor()
    planning.change_event(by=by, at=LATER, event=event, online_link="https://meet.example/new")
    assert newer(event) == [(True, "SEQUENCE:1")]
    services.change_venue(by=by, at=LATER, event=event, venue=a_venue(cast.fellside, "Beck House"), reason="Flooded")
    assert newer(event) == [(True, "SEQUENCE:2")]
    services.move_online(by=by, at=LATER, event=event, online_link="https://meet.example/new", reason="Snow")
    assert newer(event) == [(True, "SEQUENCE:3")]


def test_a_session_that_comes_back_from_another_room_is_sent(cast: Cast, event: Event) -> None:
    by, session = cast.officer.actor(), Session.objects.get(event=event)
    elsewhere = a_venue(cast.fellside, "Beck House")
    planning.set_sessions(by=by, at=LATER, event=event, sessions=[(session.starts_at, session.ends_at, elsewhere, "")])
    assert newer(event) == [(True, "SEQUENCE:1")]
    assert event.venue is not None
    services.change_venue(by=by, at=LATER, event=event, venue=event.venue, reason="The room is dry again")
    assert newer(event) == [(True, "SEQUENCE:2")]


def test_a_postponed_event_is_sent_and_what_no_calendar_holds_is_not(cast: Cast, event: Event) -> None:
    by = cast.officer.actor()
    planning.change_event(by=by, at=LATER, event=event, minimum=3, joining_note="Bring your own cup.")
    assert newer(event) == []
    later = [(local(31, 3, 9, 30), local(31, 3, 15, 30), None, "")]
    services.postpone_event(by=by, at=LATER, event=event, sessions=later, reason="The trainer is ill")
    assert newer(event) == [(True, "SEQUENCE:1")]


def test_a_draft_has_no_editions(cast: Cast) -> None:
    event = with_places(cast, 5, published=False)
    planning.set_sessions(by=cast.officer.actor(), at=LATER, event=event, sessions=at_ten(event))
    event.refresh_from_db()
    assert event.edition == 1


def test_people_are_told_why_it_moved_and_an_old_reason_is_not_told_again(cast: Cast, event: Event) -> None:
    by = cast.officer.actor()
    services.change_venue(by=by, at=LATER, event=event, venue=a_venue(cast.fellside, "Beck House"), reason="Flooded")
    Message.objects.all().delete()
    tell(by=CLOCK, at=LATER)
    assert "Why: Flooded" in Message.objects.get().body
    planning.set_sessions(by=by, at=LATER, event=event, sessions=at_ten(event))
    Message.objects.all().delete()
    tell(by=CLOCK, at=LATER + timedelta(minutes=1))
    assert "Why:" not in Message.objects.get().body
