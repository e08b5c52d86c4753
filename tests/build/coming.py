"""Events to come, counted from today, and bookings on them: for pages, which go by the clock."""

from datetime import datetime, timedelta
from typing import Any

from goldenthread.kernel import clock
from goldenthread.setting.partnerships.models import Agency
from goldenthread.training.bookings import services
from goldenthread.training.bookings.models import Booking
from goldenthread.training.bookings.terms import Application
from goldenthread.training.catalogue.models import Course
from goldenthread.training.events.models import Event
from tests.build.events import an_event
from tests.cast import Cast, Member


def in_days(days: int, hour: int = 9) -> datetime:
    """A moment so many days from today, on the hour."""
    there = clock.now().astimezone(clock.LONDON) + timedelta(days=days)
    return there.replace(hour=hour, minute=30, second=0, microsecond=0)


def an_open_event(cast: Cast, *, places: int = 5, days: int = 40, course: Course | None = None, **fields: Any) -> Event:
    """An event of Fellside to come, published, with so many places."""
    event = an_event(cast, course, starts_at=in_days(days), **fields)
    if places:
        online = fields.get("mode") == "online"
        services.set_places(
            by=cast.officer.actor(clock.today()),
            at=clock.now(),
            event=event,
            room=0 if online else places,
            online=places if online else 0,
        )
    return event


def booked(who: Member, event: Event, agency: Agency, *, by: Member | None = None, **said: Any) -> Booking:
    """An application of somebody, by themself unless told otherwise."""
    return services.apply(
        by=(by or who).actor(clock.today()),
        at=clock.now(),
        event=event,
        person=who.in_post,
        agency=agency,
        application=Application(**said),
    )
