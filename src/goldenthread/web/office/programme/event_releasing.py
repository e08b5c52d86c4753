"""A release in hand: which events, carried how far, changed to what."""

from datetime import date, timedelta
from typing import Any

from django.http import QueryDict

from goldenthread.kernel import clock
from goldenthread.training.bookings.selectors.rooms import numbers_of_events
from goldenthread.training.bookings.services.places import set_places
from goldenthread.training.events import selectors, services
from goldenthread.training.trainers.selectors import active

from ..area import Area
from .event_pages import venue_chosen
from .event_tables import midnight
from .forms.events import CopyForm, ManyForm, moment, ticked

YEAR = timedelta(weeks=52)


def own_events(area: Area, ids: list[int] | None = None) -> Any:
    """Events that the partnership itself holds, all or those ticked."""
    found = selectors.programme_of([area.id]).filter(partnership_id=area.id)
    return found if ids is None else found.filter(pk__in=ids[:1000])


def last_year(area: Area, on: date) -> Any:
    """What was held in the last 52 weeks, cancelled events left out."""
    held = own_events(area).exclude(state="cancelled")
    return held.filter(starts_at__gte=midnight(on - YEAR), starts_at__lt=midnight(on))


def copies(*, area: Area, asked: CopyForm, sent: QueryDict) -> list[Any]:
    """Copy what was ticked, each with as many places as it had."""
    chosen = list(own_events(area, ticked(sent.getlist("event"))))
    made = services.copy_programme(
        by=area.actor,
        at=clock.now(),
        partnership=area.partnership,
        events=chosen,
        weeks=asked.cleaned_data["weeks"],
        opens_at=asked.opens_at,
    )
    had = numbers_of_events(chosen)
    for event in made:
        numbers = had[event.copied_from_id or 0]
        if numbers.places:
            set_places(by=area.actor, at=clock.now(), event=event, room=numbers.room, online=numbers.online)
    return made


def wanted_of(area: Area, form: ManyForm) -> dict[str, Any]:
    """What is to change, as the services take it; what was left empty is left out."""
    given = form.cleaned_data
    wanted: dict[str, Any] = {
        "venue": venue_chosen(area, given["venue"]),
        "minimum": given["minimum"],
        "opens_at": moment(given["opens_on"], given["opens_time"]),
        "trainer": active(area.id, area.on).filter(pk=given["trainer"]).first() if given["trainer"] else None,
    }
    return {name: value for name, value in wanted.items() if value is not None}


def changed(*, area: Area, asked: ManyForm, events: list[Any]) -> Any:
    """Change them as the preview said."""
    why = asked.cleaned_data["why_overridden"]
    wanted = wanted_of(area, asked)
    return services.change_many(by=area.actor, at=clock.now(), events=events, why_overridden=why, **wanted)


def lacking(events: list[Any]) -> list[tuple[Any, str]]:
    """Each draft with what it lacks before it is published; empty where it lacks nothing."""
    known = numbers_of_events(events)
    return [
        (
            event,
            " ".join(one.text for one in selectors.still_missing(event, known[event.pk].places) if one.needed),
        )
        for event in events
    ]


def published(*, area: Area, events: list[Any]) -> Any:
    """Publish those that lack nothing."""
    places = {key: numbers.places for key, numbers in numbers_of_events(events).items()}
    return services.publish_many(by=area.actor, at=clock.now(), events=events, places=places)
