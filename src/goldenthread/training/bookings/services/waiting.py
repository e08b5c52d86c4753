"""The waiting list: offer what is free to whoever is next, take up offers, let them pass on."""

from datetime import datetime

from django.db import transaction

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refusal, refuse
from goldenthread.training.events.models import Event

from .. import access
from ..models import Booking
from ..selectors.due import events_to_offer, offers_ended
from ..selectors.policy import day_of
from ..terms import State
from ._seating import locked, locked_booking, move, next_turn, offer_free


@transaction.atomic
def _offer(by: Actor, at: datetime, event: Event) -> list[Booking]:
    return offer_free(by, at, locked(event))


def offer_freed_places(*, by: Actor, at: datetime, event: Event | None = None) -> list[Booking]:
    """Offer free places to whoever is next: of one event, or of all that have some and somebody waiting.

    May be run as often as you like; each event in a transaction of its own.
    """
    if event is not None:
        refuse(access.can_run(by, event))
    with transaction.atomic():
        events = [event] if event is not None else events_to_offer(at)
    return [booking for one in events for booking in _offer(by, at, one)]


def expire_offers(*, by: Actor, at: datetime) -> int:
    """Offers whose time is over go back to the end of the waiting list, and the place to the next. How many."""
    with transaction.atomic():
        ended = offers_ended(at)
    return sum(_expire(by, at, booking) for booking in ended)


@transaction.atomic
def _expire(by: Actor, at: datetime, booking: Booking) -> bool:
    booking = locked_booking(booking)
    if booking.state != State.OFFERED or booking.offered_until is None or booking.offered_until > at:
        return False  # answered meanwhile
    turn = next_turn(booking.event)
    move(by, at, booking, State.WAITING, "offer not taken up", turn=turn)
    offer_free(by, at, booking.event)
    return True


@transaction.atomic
def accept_offer(*, by: Actor, at: datetime, booking: Booking) -> Booking:
    """Take up the place that is offered, within its time."""
    booking = locked_booking(booking)
    refuse(access.can_change(by, booking, on=day_of(at)))
    refuse(_why_not_open(booking, at))
    return move(by, at, booking, State.CONFIRMED, "take up an offer", confirmed_at=at)


@transaction.atomic
def decline_offer(*, by: Actor, at: datetime, booking: Booking, why: str = "") -> Booking:
    """Say no to the place that is offered: the application ends, and the place goes to the next."""
    booking = locked_booking(booking)
    refuse(access.can_change(by, booking, on=day_of(at)))
    refuse(_why_not_open(booking, at))
    move(by, at, booking, State.WITHDRAWN, "decline an offer", why=why.strip())
    offer_free(by, at, booking.event)
    return booking


def _why_not_open(booking: Booking, at: datetime) -> Refusal | None:
    if booking.state != State.OFFERED or booking.offered_until is None:
        return Refusal(f"No place is offered to them now: their booking is “{booking.get_state_display()}”.")
    if at >= booking.offered_until:
        return Refusal("The time for this offer is over: the place goes to the next on the waiting list.")
    return None
