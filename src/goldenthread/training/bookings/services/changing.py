"""When something goes wrong: cancel an event, postpone it, move it online or to another venue. Bookings are kept."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.clock import LONDON
from goldenthread.kernel.refusal import Refusal, bad_input, refuse
from goldenthread.training.events import services as planning
from goldenthread.training.events.models import Event, RingFence, Venue
from goldenthread.training.events.terms import Mode
from goldenthread.training.events.terms import State as EventState

from .. import access
from ..models import Booking, Place, Present
from ..selectors.policy import day_of, times_of
from ..terms import OPEN, State
from ._seating import locked, move, note_event, offer_free

Sitting = tuple[datetime, datetime, Venue | None, str]


def _open(by: Actor, event: Event, reason: str, field: str = "reason") -> Event:
    refuse(access.can_run(by, event))
    if not reason.strip():
        refuse(bad_input("Give the reason.", **{field: "Give the reason: people are told it."}))
    event = locked(event)
    if event.state == EventState.CANCELLED:
        refuse(Refusal("This event was cancelled."))
    return event


@transaction.atomic
def cancel_event(*, by: Actor, at: datetime, event: Event, why: str) -> Event:
    """The event does not take place: everyone's booking ends with it, and nobody's counts as cancelled by them."""
    event = _open(by, event, why, "why")
    for booking in Booking.objects.filter(event=event, state__in=OPEN).select_related("person", "agency"):
        booking.event = event
        move(by, at, booking, State.EVENT_CANCELLED, "cancel with the event", why=why.strip(), asked_again_at=None)
    return planning.mark_cancelled(by=by, at=at, event=event, why=why)


@transaction.atomic
def postpone_event(*, by: Actor, at: datetime, event: Event, sessions: Sequence[Sitting], reason: str) -> Event:
    """Hold the event on other days. Everyone keeps their place and turn, and whoever is booked is asked again.

    Booking closes, and kept places are released, as long before the new start as before the old.
    """
    event = _open(by, event, reason)
    if not sessions:
        refuse(bad_input("Give the new days.", sessions="Give at least one session."))
    if min(starts_at for starts_at, *_ in sessions) <= at:
        refuse(bad_input("The new date must be still to come.", sessions="Choose days that are still to come."))
    if Present.objects.filter(session__event=event).exists():
        refuse(Refusal("The register has been taken for a session, so the event cannot be postponed."))
    before, _ = times_of(event)
    kept = [[one.starts_at.isoformat(), one.ends_at.isoformat()] for one in event.sessions.all()]
    planning.set_sessions(by=by, at=at, event=event, sessions=sessions)
    after, _ = times_of(event)
    if before is not None and after is not None:
        _shift(event, (day_of(after) - day_of(before)).days)
    planning.record_move(
        by=by,
        at=at,
        event=event,
        what="postponed",
        reason=reason,
        before={"sessions": kept, "edition": event.edition},
        asks_again=True,
    )
    Booking.objects.filter(event=event, state=State.CONFIRMED).update(asked_again_at=at)
    offer_free(by, at, event)
    return event


def _shift(event: Event, days: int) -> None:
    """Move what hangs on the first day as many days, at the same time by the clock on the wall."""
    if event.closes_at is not None:
        event.closes_at = event.closes_at.astimezone(LONDON) + timedelta(days=days)
        event.save(update_fields=["closes_at"])
    for fence in RingFence.objects.filter(event=event, released_at__isnull=True):
        fence.released_on += timedelta(days=days)
        fence.save(update_fields=["released_on"])


@transaction.atomic
def move_online(*, by: Actor, at: datetime, event: Event, online_link: str, reason: str) -> Event:
    """Hold the event online instead, every place and everyone with it."""
    event = _open(by, event, reason)
    if event.mode == Mode.ONLINE:
        refuse(Refusal("This event is online already."))
    before: dict[str, Any] = {"mode": event.mode, "venue": event.venue.name if event.venue else ""}
    planning.change_event(by=by, at=at, event=event, mode=Mode.ONLINE, online_link=online_link, venue=None)
    _all_take_part(event, is_online=True)
    before["edition"] = event.edition
    planning.record_move(by=by, at=at, event=event, what="online", reason=reason, before=before)
    offer_free(by, at, event)
    return event


@transaction.atomic
def change_venue(*, by: Actor, at: datetime, event: Event, venue: Venue, reason: str) -> Event:
    """Hold the event somewhere else. One that was online goes into the room with everyone; a mixed one stays mixed."""
    event = _open(by, event, reason)
    in_room = Place.objects.filter(event=event, is_online=False).count()
    places = in_room if event.mode != Mode.ONLINE else Place.objects.filter(event=event).count()
    if venue.holds and places > venue.holds:
        text = f"{venue.name} holds {venue.holds} people, and the event has {places} places."
        refuse(bad_input(text, venue=text))
    before: dict[str, Any] = {"mode": event.mode, "venue": event.venue.name if event.venue else ""}
    was_online = event.mode == Mode.ONLINE
    mode = Mode.ROOM if was_online else event.mode
    planning.change_event(by=by, at=at, event=event, mode=mode, venue=venue)
    if event.sessions.filter(venue__isnull=False).exists():
        sessions = [(one.starts_at, one.ends_at, None, one.title) for one in event.sessions.all()]
        planning.set_sessions(by=by, at=at, event=event, sessions=sessions)
    if was_online:
        _all_take_part(event, is_online=False)
    before["edition"] = event.edition
    planning.record_move(by=by, at=at, event=event, what="venue", reason=reason, before=before)
    note_event(by, at, event, "change venue")
    offer_free(by, at, event)
    return event


def _all_take_part(event: Event, *, is_online: bool) -> None:
    Place.objects.filter(event=event).update(is_online=is_online)
    Booking.objects.filter(event=event, state__in=OPEN).update(wants_online=is_online)
