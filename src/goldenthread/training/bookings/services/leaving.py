"""When people or agencies change under their bookings: two entries joined, an agency that goes into another."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import refuse
from goldenthread.setting.partnerships.models import Agency
from goldenthread.setting.workforce.models import Person
from goldenthread.training.events.models import Event, RingFence

from .. import access
from ..models import Booking, Place
from ..terms import OPEN, State
from ._seating import locked, locked_booking, move, note, note_event, offer_free, take_off_register

FURTHEST = (State.CONFIRMED, State.OFFERED, State.WAITING, State.ASKED, State.HELD)
ENDS_AS = {State.CONFIRMED: State.CANCELLED}


@transaction.atomic
def join_bookings(*, by: Actor, at: datetime, kept: Person, gone: Person) -> int:
    """Two entries are one person: where both are booked on an event, the one further on stands. How many ended.

    Called before the rows of one go over to the other, so that nobody is booked twice.
    """
    theirs = Booking.objects.filter(person=gone, state__in=OPEN).select_related("event")
    ended = 0
    for other in theirs.order_by("event_id"):
        other = locked_booking(other)
        mine = Booking.objects.filter(person=kept, event=other.event, state__in=OPEN).first()
        if mine is None or other.state not in OPEN:
            continue
        lesser = max((mine, other), key=_how_little)
        lesser.event = other.event
        take_off_register(lesser)
        move(by, at, lesser, ENDS_AS.get(State(lesser.state), State.WITHDRAWN), "join people", why="Booked twice")
        offer_free(by, at, other.event)
        ended += 1
    return ended


def _how_little(one: Booking) -> tuple[int, int, bool, int, int]:
    """Of two bookings of one person, the greater of these is the lesser: what the register knows most of stands."""
    return FURTHEST.index(State(one.state)), -one.minutes_attended, not one.outcome, one.turn or 0, one.pk


@transaction.atomic
def follow_agency(*, by: Actor, at: datetime, agency: Agency, into: Agency) -> int:
    """An agency went into another: open bookings, and places kept for it, at events to come go over. How many bookings.

    What is over stays with the agency it was made for.
    """
    refuse(access.can_run_everything(by))
    count = 0
    for event in _events_to_come(agency, at):
        event = locked(event)
        kept = list(Place.objects.filter(event=event, kept_for=agency).values_list("pk", flat=True))
        Place.objects.filter(pk__in=kept).update(kept_for=None)
        for booking in Booking.objects.filter(event=event, agency=agency, state__in=OPEN):
            booking.event, booking.agency = event, into
            booking.save(update_fields=["agency"])
            note(by, at, booking, "follow the agency")
            count += 1
        Place.objects.filter(pk__in=kept).update(kept_for=into)
        _move_promise(event, agency, into)
        note_event(by, at, event, "follow the agency")
    return count


def _events_to_come(agency: Agency, at: datetime) -> list[Event]:
    to_come = Event.objects.filter(sessions__ends_at__gt=at)
    booked = to_come.filter(bookings__agency=agency, bookings__state__in=OPEN)
    kept = to_come.filter(places__kept_for=agency)
    promised = to_come.filter(ring_fences__agency=agency)
    ids = {pk for rows in (booked, kept, promised) for pk in rows.values_list("pk", flat=True)}
    return list(Event.objects.filter(pk__in=ids).order_by("pk"))


def _move_promise(event: Event, agency: Agency, into: Agency) -> None:
    """What was promised to both is promised to the one that goes on."""
    fence = RingFence.objects.filter(event=event, agency=agency).first()
    if fence is None:
        return
    if RingFence.objects.filter(event=event, agency=into).update(places=F("places") + fence.places):
        fence.delete()
    else:
        RingFence.objects.filter(pk=fence.pk).update(agency=into)
