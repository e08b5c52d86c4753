"""What an event starts with, what it lacks, and what a release or a change of many would do, before it is done."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from goldenthread.kernel import clock
from goldenthread.kernel.clock import LONDON
from goldenthread.training.catalogue.models import Course

from ..models import Event, Session
from ..rules import copying, planning
from ..terms import DeliveryType, Missing, Mode, SelectedBy, State, Usual
from .days import warnings_for
from .programme import delivery_types, policy_of, sessions_of

OURS_TO_CHANGE = ("venue", "minimum", "opens_at", "trainer")
"""What can be changed of many events at once."""
USUAL_MINUTES = 360


def usual(course: Course, partnership_id: int, on: date) -> Usual:
    """What an event of a course starts with: its way of delivery, its length, its places, the policy's caps."""
    plain = DeliveryType("", "", "")
    way = next((one for one in delivery_types(partnership_id, on) if one.key == course.delivery), plain)
    return Usual(
        mode=Mode.ONLINE if way.format == "virtual" else Mode.ROOM,
        minutes=course.minutes or way.minutes or USUAL_MINUTES,
        places=course.usual_places,
        minimum=course.usual_minimum,
        places_per_agency=policy_of(partnership_id, on).places_per_agency,
        selected_by=SelectedBy.IN_TURN,
    )


def minutes_of(event: Event) -> int:
    """How long the event's sessions are together."""
    return planning.minutes_of((one.starts_at, one.ends_at) for one in event.sessions.all())


def length_of(event: Event) -> str:
    """How long the event is, as people say it."""
    return planning.length_of([(one.starts_at, one.ends_at) for one in event.sessions.all()])


def still_missing(event: Event, places: int | None = None, at: datetime | None = None) -> list[Missing]:
    """What the event lacks before it is published. How many places it has is known to the bookings above."""
    sessions = sessions_of(event)
    asked = [one for one in event.trainers.all() if one.declined_at is None]
    facts = planning.Readiness(
        course_is_published=event.course.state == "published" and event.course.retired_on is None,
        sessions=len(sessions),
        is_past=bool(sessions) and sessions[0].starts_at <= (at or clock.now()),
        kind=event.kind,
        mode=event.mode,
        has_venue=event.venue_id is not None or (bool(sessions) and all(one.venue_id for one in sessions)),
        has_link=bool(event.online_link),
        places=places,
        minimum=event.minimum,
        trainers=len(asked),
        trainers_confirmed=sum(one.confirmed_at is not None for one in asked),
        holds=event.venue.holds if event.venue else 0,
    )
    return planning.still_missing(facts)


@dataclass(frozen=True)
class Copy:
    """One event of last year's as it would stand this year, with what speaks against its days."""

    event: Event
    title: str
    sessions: tuple[tuple[datetime, datetime], ...]
    warnings: tuple[str, ...]
    copied_already: str = ""  # the address of the copy that exists

    @property
    def starts_at(self) -> datetime:
        return self.sessions[0][0]


def copies_for(events: Iterable[Event], weeks: int) -> list[Copy]:
    """What copying would make: the same weekday and time of the clock, so many weeks later."""
    held = [(event, sessions) for event in events if (sessions := _in_order(event.sessions.all()))]
    sources = [event.pk for event, _ in held]
    later = Event.objects.filter(copied_from__in=sources).exclude(state=State.CANCELLED)
    copied = dict(later.values_list("copied_from_id", "slug"))
    shifted = {
        event.pk: tuple(
            (copying.weeks_later(one.starts_at, weeks), copying.weeks_later(one.ends_at, weeks)) for one in sessions
        )
        for event, sessions in held
    }
    days = {start.date() for spans in shifted.values() for start, _ in spans}
    partnership_id = held[0][0].partnership_id if held else 0
    said = warnings_for(partnership_id, days)
    return [
        Copy(
            event=event,
            title=copying.title_later(event.title, spans[0][0].year - sessions[0].starts_at.year),
            sessions=spans,
            warnings=tuple(
                f"{start.day} {start:%B}: {reason}" for start, _ in spans for reason in said.get(start.date(), ())
            ),
            copied_already=copied.get(event.pk, ""),
        )
        for event, sessions in held
        for spans in [shifted[event.pk]]
    ]


def _in_order(sessions: Iterable[Session]) -> list[Session]:
    return sorted(sessions, key=lambda one: one.starts_at)


@dataclass(frozen=True)
class Change:
    """What a change of many would do to one event: from and to in words, or why it cannot be done there."""

    event: Event
    lines: tuple[str, ...]
    why_not: str = ""


def changes_for(events: Sequence[Event], given: Mapping[str, Any]) -> list[Change]:
    """Line by line what changing many events at once would do. What is not given stays as it is."""
    return [_change(event, given) for event in events]


def _change(event: Event, given: Mapping[str, Any]) -> Change:
    if event.state == State.CANCELLED:
        return Change(event, (), "It is cancelled.")
    lines = []
    if "venue" in given and given["venue"] != event.venue:
        if event.state != State.DRAFT:
            return Change(event, (), "It is published: move it on its own page, so that everyone booked is told.")
        lines.append(f"Venue: {event.venue or 'none'} → {given['venue']}")
    if "minimum" in given and given["minimum"] != event.minimum:
        lines.append(f"Minimum: {event.minimum} → {given['minimum']}")
    if "opens_at" in given and given["opens_at"] != event.opens_at:
        if event.closes_at is not None and given["opens_at"] > event.closes_at:
            return Change(event, (), "Booking would open after it closes.")
        lines.append(f"Booking opens: {_moment(event.opens_at)} → {_moment(given['opens_at'])}")
    if "trainer" in given and not any(one.trainer_id == given["trainer"].pk for one in event.trainers.all()):
        lines.append(f"Asked to train: {given['trainer'].person}")
    return Change(event, tuple(lines))


def _moment(at: datetime | None) -> str:
    if at is None:
        return "when published"
    local = at.astimezone(LONDON)
    return f"{local.day} {local:%B %Y %H:%M}"
