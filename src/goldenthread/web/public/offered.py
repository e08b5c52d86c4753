"""What a partnership offers everyone: its events as a table, as facts and as a calendar. Nobody who comes is named."""

from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from icalendar import Calendar
from icalendar import Event as Entry

from goldenthread.kernel import clock
from goldenthread.kernel.clock import LONDON
from goldenthread.kernel.refusal import Refused, not_visible
from goldenthread.setting.partnerships.terms import AgencyKind
from goldenthread.training.events import selectors
from goldenthread.training.events.terms import Mode
from goldenthread.training.standing.selectors.chooser import partnerships_with_a_framework
from goldenthread.web.ui.columns import day
from goldenthread.web.ui.tables import Column, Filter, Kind, Table

NEXT = 6
MODES = tuple((mode.value, mode.label) for mode in Mode)


def areas() -> list[Any]:
    """Partnerships that have a programme to look at."""
    return list(partnerships_with_a_framework(clock.today()))


def area_called(slug: str) -> Any:
    found = next((one for one in areas() if one.slug == slug), None)
    if found is None:
        raise Refused(not_visible("This programme"))
    return found


def where(event: Any) -> str:
    """Where it is, as far as everyone may know."""
    if event.mode == Mode.ONLINE:
        return "Online"
    place = event.venue.name if event.venue else "Place to be announced"
    return f"{place} or online" if event.mode == Mode.HYBRID else place


def begins(event: Any) -> str:
    at = event.starts_at.astimezone(LONDON)
    return f"{at:%a} {day(at.date())}, {at:%H:%M}"


def in_month(rows: Any, month: str) -> Any:
    return [row for row in rows if f"{row.starts_at.astimezone(LONDON):%Y-%m}" == month]


def programme_table(area: Any, at: datetime) -> Table:
    """What lies ahead, soonest first."""
    events = list(selectors.public_events(area, at))
    ways = {one.key: one.title for one in selectors.delivery_types(area.pk, at.astimezone(LONDON).date())}
    months = dict.fromkeys(
        (f"{one.starts_at.astimezone(LONDON):%Y-%m}", f"{one.starts_at.astimezone(LONDON):%B %Y}") for one in events
    )
    courses = sorted({(one.course_id, one.course.title) for one in events}, key=lambda pair: pair[1].casefold())
    used = {one.course.delivery for one in events}
    return Table(
        caption="Events",
        columns=(
            Column(
                "title",
                "Event",
                order=lambda one: one.title,
                link=lambda one: reverse("public_event", args=[area.slug, one.slug]),
            ),
            Column("starts_at", "Begins", Kind.DATETIME, order=lambda one: one.starts_at, shown=begins),
            Column("length", "Length", value=selectors.length_of),
            Column("where", "Where", value=where),
            Column("delivery", "Way of delivery", value=lambda one: ways.get(one.course.delivery, "")),
            Column("booking", "Booking", value=lambda one: said_of_booking(one, at)),
        ),
        rows=events,
        search=("title", "course.title", "venue.name"),
        search_label="Title or place",
        filters=(
            Filter("course", "Course", courses, "course_id"),
            Filter("month", "Month", list(months), in_month),
            Filter("mode", "Where", MODES, "mode"),
            Filter(
                "delivery", "Way of delivery", [pair for pair in ways.items() if pair[0] in used], "course.delivery"
            ),
        ),
        order="starts_at",
        tie_break=(),
        caption_hidden=True,
        per_page=25,
        counted=("event", "events"),
        empty="No event is announced at the moment. New ones appear here as they are published.",
        name=f"programme of {area.short_name}",
    )


def coming(area: Any, course_id: int, at: datetime) -> list[Any]:
    """The next events of a course, each with its address; so many as a page can bear."""
    found = [one for one in selectors.public_events(area, at) if one.course_id == course_id]
    soonest = sorted(found, key=lambda one: one.starts_at)[:NEXT]
    return [(one, reverse("public_event", args=[area.slug, one.slug]), begins(one), where(one)) for one in soonest]


def said_of_booking(event: Any, at: datetime) -> str:
    return selectors.why_not_open(event, at) or "Open"


def venue_lines(venue: Any) -> list[str]:
    """How people get in and take part, as far as it is known (B32)."""
    said = (
        (venue.is_step_free, "Step-free", "Not step-free"),
        (venue.has_hearing_loop, "Hearing loop", "No hearing loop"),
        (venue.has_accessible_toilet, "Accessible toilet", "No accessible toilet"),
    )
    known = [yes if has else no for has, yes, no in said if has is not None]
    return [
        *known,
        *[f"Parking: {venue.parking}"] * bool(venue.parking),
        *[venue.access_note] * bool(venue.access_note),
    ]


def event_facts(area: Any, event: Any, at: datetime) -> dict[str, Any]:
    """The page of one event."""
    venues = {one.venue.pk: one.venue for one in event.sessions.all() if one.venue}
    venues |= {event.venue.pk: event.venue} if event.venue and event.mode != Mode.ONLINE else {}
    ways = selectors.delivery_types(area.pk, at.astimezone(LONDON).date())
    return {
        "title": event.title,
        "event": event,
        "area": area,
        "host": event.partnership if event.partnership_id != area.pk else None,
        "length": selectors.length_of(event),
        "where": where(event),
        "venues": [(one, venue_lines(one)) for one in venues.values()],
        "way": next((one.title for one in ways if one.key == event.course.delivery), ""),
        "why_not_open": selectors.why_not_open(event, at),
        "kinds": [str(AgencyKind(kind).label) for kind in event.mix_wanted if kind in AgencyKind.values],
        "back": reverse("public_programme", args=[area.slug]),
        "back_text": "Training events",
    }


def calendar_of(area: Any, request: HttpRequest, at: datetime) -> bytes:
    """Every session ahead as iCalendar. Times are in UTC, which every reader shows in its own clock's time."""
    made = Calendar()
    made.add("prodid", "-//Golden Thread//Programme//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", f"Programme of {area.short_name}")
    for event in selectors.public_events(area, at):
        address = request.build_absolute_uri(reverse("public_event", args=[area.slug, event.slug]))
        sessions = sorted(event.sessions.all(), key=lambda one: one.starts_at)
        for number, session in enumerate(sessions, start=1):
            made.add_component(
                entry_of(event, session, f" ({number} of {len(sessions)})" * (len(sessions) > 1), address, at)
            )
    return bytes(made.to_ical())


def entry_of(event: Any, session: Any, which: str, address: str, at: datetime) -> Entry:
    entry = Entry()
    entry.add("uid", f"session-{session.pk}@{event.partnership.slug}.golden-thread")
    entry.add("dtstamp", at.astimezone(UTC))
    entry.add("dtstart", session.starts_at.astimezone(UTC))
    entry.add("dtend", session.ends_at.astimezone(UTC))
    entry.add("summary", f"{event.title}{which}")
    entry.add("location", session.venue.name if session.venue else where(event))
    entry.add("url", address)
    return entry
