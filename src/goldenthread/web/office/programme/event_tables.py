"""The programme as a table: its columns and the ways to narrow it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join

from goldenthread.kernel.clock import LONDON
from goldenthread.kernel.periods import add_months
from goldenthread.training.bookings.selectors.rooms import numbers_of_events
from goldenthread.training.catalogue import selectors as catalogue
from goldenthread.training.events import selectors
from goldenthread.training.events.terms import Mode, State
from goldenthread.training.trainers import selectors as trainers
from goldenthread.web.ui.columns import NOTHING, day, local
from goldenthread.web.ui.status import status_tag, word_of
from goldenthread.web.ui.tables import Column, Filter, Kind, Table

from ..area import Area

WHEN = (("coming", "To come"), ("past", "Over"))
STATES = [(state.value, state.label) for state in State]


def midnight(on: date) -> datetime:
    return datetime.combine(on, time(), LONDON)


def in_month(rows: Any, month: str) -> Any:
    """Events that begin in a month such as 2026-03; anything else narrows nothing."""
    year, _, number = month.partition("-")
    if not (year.isdigit() and number.isdigit() and 1 <= int(number) <= 12 and 2000 <= int(year) <= 2200):
        return rows
    first = date(int(year), int(number), 1)
    return rows.filter(starts_at__gte=midnight(first), starts_at__lt=midnight(add_months(first, 1)))


def in_time(on: date) -> Any:
    """Events to come, those without a day yet among them, or events that are over."""
    today = midnight(on)

    def narrow(rows: Any, when: str) -> Any:
        return rows.filter(ends_at__lt=today) if when == "past" else rows.exclude(ends_at__lt=today)

    return narrow


def months_around(on: date) -> list[tuple[str, str]]:
    """Eighteen months back and a year and a half ahead."""
    first = on.replace(day=1)
    return [(f"{month:%Y-%m}", f"{month:%B %Y}") for month in (add_months(first, n) for n in range(-18, 19))]


def filters_for(area: Area, ways: Mapping[str, str]) -> tuple[Filter, ...]:
    """Course, state, month, venue, trainer, way of delivery, to come or over."""
    venues = selectors.venues_of(area.id).values_list("pk", "name")
    people = sorted({(one.person_id, str(one.person)) for one in trainers.active(area.id, area.on)}, key=lambda p: p[1])
    return (
        Filter("when", "When", WHEN, in_time(area.on)),
        Filter("month", "Month", months_around(area.on), in_month),
        Filter("course", "Course", list(catalogue.ours(area.id).values_list("pk", "title")), "course_id"),
        Filter("state", "State", STATES, "state"),
        Filter("venue", "Venue", list(venues), "venue_id"),
        Filter("trainer", "Trainer", people, given_by),
        Filter("delivery", "Way of delivery", list(ways.items()), "course__delivery"),
    )


def given_by(rows: Any, person_id: str) -> Any:
    return rows.filter(trainers__trainer__person_id=person_id, trainers__declined_at__isnull=True).distinct()


def state_shown(event: Any) -> Any:
    """An event's state; that it is over follows from its days."""
    return status_tag(event.state)


def where(event: Any) -> str:
    """Where people take part, in words."""
    if event.mode == Mode.ONLINE:
        return "Online"
    place = event.venue.name if event.venue else "Venue not known yet"
    return f"{place} or online" if event.mode == Mode.HYBRID else place


def who_trains(event: Any) -> str:
    """The trainers, each with whether they have confirmed."""
    asked = [one for one in event.trainers.all() if one.declined_at is None]
    return ", ".join(f"{one.trainer.person}{'' if one.confirmed_at else ' (asked)'}" for one in asked)


def link_to(event: Any) -> str:
    return reverse("office:event", args=[event.slug])


class Rooms:
    """How full events are: asked once for those of a page, or once for all that an export holds."""

    def __init__(self, everything: Iterable[Any]) -> None:
        self.everything = everything
        self.known: dict[int, Any] = {}

    def read(self, events: Iterable[Any]) -> None:
        self.known = numbers_of_events(events)

    def said(self, event: Any) -> str:
        if event.pk not in self.known:
            self.read(self.everything)
        numbers = self.known.get(event.pk)
        if numbers is None:
            return NOTHING
        booked = numbers.booked + numbers.offered
        return f"{booked}, no limit" if numbers.is_without_limit else f"{booked} of {numbers.places}"


def starts(event: Any) -> Any:
    return getattr(event, "starts_at", None)


def started(event: Any) -> str:
    """The day with its weekday, as an officer reads a programme."""
    at = starts(event)
    return f"{local(at):%a} {day(local(at).date())}, {local(at):%H:%M}" if at else "No day yet"


def joint_words(event: Any) -> str:
    return ", ".join(one.partnership.short_name for one in event.joint_with.all())


def title_shown(event: Any, area: Area) -> Any:
    """The title, and with whom the event is held."""
    partners = [one.partnership.short_name for one in event.joint_with.all()]
    if event.partnership_id != area.id:
        partners = [event.partnership.short_name]
    notes = [f"jointly with {', '.join(partners)}"] * bool(partners)
    notes += [f"only {event.for_agency.name}"] if event.for_agency else []
    said = format_html_join(" ", '<span class="gt-todo__note">{}</span>', ((note,) for note in notes))
    href = reverse("office:event", args=[event.slug])
    return format_html('<a class="govuk-link" href="{}">{}</a>{}', href, event.title, said)


def programme_table(area: Area, rows: Any, *, coming: bool) -> Table:
    """The partnership's programme."""
    ways = {one.key: one.title for one in selectors.delivery_types(area.id, area.on)}
    shown = in_time(area.on)(rows, "coming") if coming else rows
    rooms = Rooms(shown.order_by().select_related(None).prefetch_related(None).only("pk", "kind"))
    return Table(
        caption="Events",
        columns=(
            Column("starts_at", "Begins", Kind.DATETIME, order="starts_at", shown=started),
            Column("title", "Event", order="title", shown=lambda event: title_shown(event, area)),
            Column("course", "Course", value="course.title", order="course__title", on_screen=False),
            Column(
                "delivery", "Way of delivery", value=lambda event: ways.get(event.course.delivery, ""), on_screen=False
            ),
            Column("length", "Length", value=selectors.length_of),
            Column("minutes", "Minutes", Kind.NUMBER, value=selectors.minutes_of, on_screen=False),
            Column("where", "Where", value=where),
            Column("trainers", "Trainers", value=who_trains),
            Column("booked", "Booked", value=rooms.said),
            Column("minimum", "Minimum", Kind.NUMBER, on_screen=False),
            Column("joint", "Jointly with", value=joint_words, on_screen=False),
            Column("state", "State", value=lambda event: word_of(event.state), order="state", shown=state_shown),
        ),
        rows=shown,
        search=("title", "course__title", "venue__name"),
        search_label="Title or venue",
        filters=filters_for(area, ways),
        order="starts_at",
        before_drawing=rooms.read,
        empty="No event is planned. Begin with a course, or copy last year's programme.",
        empty_action=("Plan an event", reverse("office:event_new")),
        name="programme",
    )
