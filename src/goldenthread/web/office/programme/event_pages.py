"""What the pages of one event show, gathered for their views."""

from datetime import date, time
from typing import Any

from django.urls import reverse

from goldenthread.kernel import clock
from goldenthread.kernel.clock import LONDON
from goldenthread.setting.partnerships.selectors import current_agencies
from goldenthread.training.bookings.selectors.rooms import numbers_of
from goldenthread.training.bookings.services.places import set_places
from goldenthread.training.catalogue import selectors as catalogue
from goldenthread.training.events import access, selectors, services
from goldenthread.training.events.terms import GROUND_RULES, Kind, Mode, State
from goldenthread.web.ui.requests import ActorRequest

from ..area import Area, area_of
from .forms.events import WhenForm
from .forms.venues import YES_NO

MORNING, AFTERNOON = time(9, 30), time(16, 30)


def event_of(request: ActorRequest, slug: str) -> tuple[Area, Any]:
    """The event at an address, of the partnership in view or held jointly with it."""
    area = area_of(request)
    return area, selectors.get_event(area.actor, area.partnership, slug)


def back_to(event: Any) -> dict[str, str]:
    """The way back to the event's page."""
    address = reverse("office:event", args=[event.slug])
    return {"cancel": address, "back": address, "back_text": event.title}


def venue_choices(area: Area) -> list[tuple[int, str]]:
    return [(one.pk, one.name) for one in selectors.venues_of(area.id, area.on)]


def agency_choices(*partnerships: Any) -> list[tuple[int, str]]:
    """Agencies of the partnership, and of partners in a joint event."""
    found = {one.pk: one.name for partnership in partnerships for one in current_agencies(partnership)}
    return sorted(found.items(), key=lambda pair: pair[1].casefold())


def partners_of(event: Any) -> list[Any]:
    return [event.partnership, *(one.partnership for one in event.joint_with.select_related("partnership"))]


def agency_chosen(event: Any, key: str) -> Any:
    """The agency that was chosen from the list; none for none."""
    found = (one for partnership in partners_of(event) for one in current_agencies(partnership))
    return next((one for one in found if str(one.pk) == key), None)


def venue_chosen(area: Area, key: str) -> Any:
    return selectors.get_venue(area.actor, area.id, int(key)) if key else None


def group_choices(area: Area) -> list[tuple[str, str]]:
    return [(one.key, one.name) for one in catalogue.lists_of(area.id, area.on).groups]


def usual_when(course: Any, area: Area) -> dict[str, Any]:
    """What the form for a new event starts with, from the course and the framework."""
    usual = selectors.usual(course, area.id, area.on)
    length = usual.minutes + (30 if usual.minutes > 300 else 0)  # a day has its lunch
    total = MORNING.hour * 60 + MORNING.minute + min(length, 600)
    online = usual.mode == Mode.ONLINE
    return {
        "title": course.title,
        "starts": MORNING,
        "ends": time(total // 60, total % 60),
        "mode": usual.mode,
        "kind": Kind.LIMITED,
        "room": 0 if online else usual.places,
        "online": usual.places if online else 0,
        "minimum": usual.minimum,
    }


def begin_event(*, area: Area, course: Any, asked: WhenForm) -> Any:
    """Plan the event with its sessions, and give it its places."""
    given = asked.cleaned_data
    event = services.plan_event(
        by=area.actor,
        at=clock.now(),
        partnership=area.partnership,
        course=course,
        sessions=asked.sittings,
        title=given["title"],
        mode=given["mode"],
        kind=given["kind"],
        venue=venue_chosen(area, given["venue"]),
        minimum=given["minimum"] or 0,
    )
    give_places(area, event, given["room"] or 0, given["online"] or 0)
    return event


def give_places(area: Area, event: Any, room: int, online: int) -> None:
    """Places in the room and online, as far as the event has such."""
    if event.kind == Kind.LIMITED:
        inside = 0 if event.mode == Mode.ONLINE else room
        outside = 0 if event.mode == Mode.ROOM else online
        set_places(by=area.actor, at=clock.now(), event=event, room=inside, online=outside)


def sessions_started(event: Any) -> list[dict[str, Any]]:
    """The sessions as a form shows them, in the time of the clock on the wall."""
    return [
        {
            "day": one.starts_at.astimezone(LONDON).date(),
            "starts": one.starts_at.astimezone(LONDON).time(),
            "ends": one.ends_at.astimezone(LONDON).time(),
            "title": one.title,
            "venue": str(one.venue_id or ""),
        }
        for one in selectors.sessions_of(event)
    ]


def booking_started(event: Any) -> dict[str, Any]:
    """The booking of an event as its form shows it."""
    shown: dict[str, Any] = {
        name: getattr(event, name)
        for name in (
            "early_groups", "selected_by", "selects_on", "minimum", "places_per_agency", "required_minutes",
            "needs_evaluation",
        )
    }  # fmt: skip
    for name in ("opens", "early_opens", "closes"):
        at = getattr(event, f"{name}_at")
        if at is not None:
            shown |= {f"{name}_on": at.astimezone(LONDON).date(), f"{name}_time": at.astimezone(LONDON).time()}
    return shown


def about_started(event: Any) -> dict[str, Any]:
    plain = ("title", "mode", "online_link", "joining_note")
    return {name: getattr(event, name) for name in plain} | {
        "venue": str(event.venue_id or ""),
        "for_agency": str(event.for_agency_id or ""),
        "ground_rules": event.ground_rules or GROUND_RULES,
    }


def venue_started(venue: Any) -> dict[str, Any]:
    plain = ("name", "address", "postcode", "holds", "parking", "access_note", "contact", "is_free")
    words = {value: word for word, value in YES_NO.items()}
    three = {
        name: words[getattr(venue, name)] for name in ("is_step_free", "has_hearing_loop", "has_accessible_toilet")
    }
    return {name: getattr(venue, name) for name in plain} | three | {"agency": str(venue.agency_id or "")}


def said_of_days(event: Any) -> list[tuple[date, str]]:
    return [(day, "; ".join(reasons)) for day, reasons in selectors.warnings_of(event).items()]


def event_page(area: Area, event: Any) -> dict[str, Any]:
    """Everything on the page on which an event is planned."""
    numbers = numbers_of(event)
    missing = selectors.still_missing(event, numbers.places if event.kind == Kind.LIMITED else None)
    plans = access.can_plan(area.actor, event.partnership_id) is None
    return {
        "title": event.title,
        "event": event,
        "numbers": numbers,
        "sessions": selectors.sessions_of(event),
        "length": selectors.length_of(event),
        "asked": selectors.trainers_of(event),
        "files": event.files.select_related("stored").order_by("title", "pk"),
        "fences": event.ring_fences.select_related("agency").order_by("agency__name"),
        "joint": event.joint_with.select_related("partnership"),
        "incidents": event.incidents.order_by("noted_at"),
        "moves": event.moves.order_by("at"),
        "needed": [one for one in missing if one.needed] if event.state == State.DRAFT else [],
        "wanted": [one for one in missing if not one.needed] if event.state != State.CANCELLED else [],
        "warnings": said_of_days(event),
        "why_not_open": selectors.why_not_open(event, clock.now()),
        "plans": plans and event.state != State.CANCELLED,
        "is_draft": event.state == State.DRAFT,
        "way": next(
            (w.title for w in selectors.delivery_types(area.id, area.on) if w.key == event.course.delivery), ""
        ),
        "groups": [name for key, name in group_choices(area) if key in event.early_groups],
        "back": reverse("office:programme"),
        "back_text": "Events",
    }
