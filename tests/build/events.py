"""Events as officers plan them: every builder calls the services."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from goldenthread.kernel.actor import COMMAND_LINE
from goldenthread.setting.partnerships.models import Partnership
from goldenthread.training.catalogue.models import Course
from goldenthread.training.events import services
from goldenthread.training.events.models import Event, Venue
from tests.cast import NOW, Cast

LONDON = ZoneInfo("Europe/London")


def local(day: int, month: int, hour: int, minute: int = 0, year: int = 2026) -> datetime:
    """A moment as the clock on the wall shows it."""
    return datetime(year, month, day, hour, minute, tzinfo=LONDON)


def a_course(partnership: Partnership, title: str = "Neglect", **fields: Any) -> Course:
    """A course of ours in the programme."""
    given = {"minutes": 360, "state": "published", "delivery": "full-day", **fields}
    return Course.objects.create(partnership=partnership, key=title.lower().replace(" ", "-"), title=title, **given)


def a_venue(partnership: Partnership, name: str = "Tarn Hall", **fields: Any) -> Venue:
    return services.keep_venue(by=COMMAND_LINE, at=NOW, partnership=partnership, name=name, **fields)


def an_event(
    cast: Cast,
    course: Course | None = None,
    *,
    starts_at: datetime | None = None,
    hours: float = 6,
    published: bool = True,
    venue: Venue | None = None,
    **fields: Any,
) -> Event:
    """An event of Fellside in a room, published unless told otherwise."""
    starts_at = starts_at or local(24, 3, 9, 30)
    if fields.get("mode", "room") != "online" and venue is None:
        venue = Venue.objects.filter(partnership=cast.fellside).first() or a_venue(cast.fellside)
    event = services.plan_event(
        by=cast.officer.actor(),
        at=NOW,
        partnership=cast.fellside,
        course=course or a_course(cast.fellside),
        sessions=[(starts_at, starts_at + timedelta(hours=hours), None, "")],
        venue=venue,
        **fields,
    )
    return services.publish_event(by=cast.officer.actor(), at=NOW, event=event) if published else event
