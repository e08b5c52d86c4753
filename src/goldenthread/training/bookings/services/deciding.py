"""What an officer decides of an application: held ones, refused ones, and places given otherwise than in turn."""

from datetime import datetime

from django.db import transaction

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refusal, Refused, bad_input, refuse
from goldenthread.training.events.terms import Mode

from .. import access
from ..models import Approval, Booking
from ..rules.turn import Room, seat_for_newcomer
from ..selectors.policy import day_of
from ..selectors.rooms import room_of, waiter_of, waiters_of
from ..terms import OPEN, State
from ._seating import (
    complete,
    locked_booking,
    move,
    next_turn,
    note,
    offer_free,
    policy_for,
    refuse_begun,
    refuse_closed,
)


def _why(text: str) -> str:
    if not text.strip():
        refuse(bad_input("Say why.", why="Say why: it stays with the booking."))
    return text.strip()


@transaction.atomic
def decide_held(*, by: Actor, at: datetime, booking: Booking, is_accepted: bool, why: str) -> Booking:
    """An officer lets a held application go on, or refuses it, with the reason. Approval may still be waited for."""
    reason = _why(why)
    booking = locked_booking(booking)
    refuse(access.can_run(by, booking.event))
    if booking.state != State.HELD:
        refuse(Refusal(f"This application is not held: it is “{booking.get_state_display()}”."))
    if not is_accepted:
        return move(by, at, booking, State.REFUSED, "refuse", why=reason)
    if Approval.objects.filter(booking=booking, answered_at__isnull=True).exists():
        return move(by, at, booking, State.ASKED, "let go on", why=reason)
    return complete(by, at, booking, "let go on", why=reason)


@transaction.atomic
def turn_down(*, by: Actor, at: datetime, booking: Booking, why: str) -> Booking:
    """An officer refuses an application that has no place yet."""
    reason = _why(why)
    booking = locked_booking(booking)
    refuse(access.can_run(by, booking.event))
    return move(by, at, booking, State.REFUSED, "refuse", why=reason)


@transaction.atomic
def reconsider(*, by: Actor, at: datetime, booking: Booking, why: str) -> Booking:
    """An officer takes a refused application up again: it joins the waiting list at its end."""
    reason = _why(why)
    booking = locked_booking(booking)
    refuse(access.can_run(by, booking.event))
    refuse_closed(booking.event)
    refuse_begun(booking.event, at)
    _refuse_second(booking)
    move(by, at, booking, State.WAITING, "reconsider", why=reason, turn=next_turn(booking.event))
    offer_free(by, at, booking.event)
    return Booking.objects.get(pk=booking.pk)


@transaction.atomic
def give_place(*, by: Actor, at: datetime, booking: Booking, why: str) -> Booking:
    """An officer gives a free place to somebody out of turn, to one who cancelled too, and says why.

    Never one that is kept for another agency, and never one that is not there.
    """
    reason = _why(why)
    booking = locked_booking(booking)
    event = booking.event
    refuse(access.can_run(by, event))
    refuse_closed(event)
    if booking.state in (State.CANCELLED, State.CANCELLED_LATE):
        _refuse_second(booking)
    fields = {"confirmed_at": at, "turn": booking.turn or next_turn(event)}
    if booking.state == State.OFFERED or booking.is_without_limit:
        return move(by, at, booking, State.CONFIRMED, "give a place", why=reason, **fields)
    seat = room_of(event).seat_whatever_the_cap(waiter_of(booking))
    if seat is None:
        raise Refused(Refusal("No place is free that they may have. Add places, or take one back first."))
    return move(by, at, booking, State.CONFIRMED, "give a place", why=reason, place_id=seat.id, **fields)


@transaction.atomic
def move_back(*, by: Actor, at: datetime, booking: Booking, why: str) -> Booking:
    """An officer takes a place back: the booking waits again, in its old turn. The place goes to whoever is next."""
    reason = _why(why)
    booking = locked_booking(booking)
    refuse(access.can_run(by, booking.event))
    if booking.state != State.CONFIRMED:
        refuse(Refusal("Only someone who is booked can be put back on the waiting list."))
    move(by, at, booking, State.WAITING, "put back to wait", why=reason, is_without_limit=False, confirmed_at=None)
    offer_free(by, at, booking.event)
    return Booking.objects.get(pk=booking.pk)


@transaction.atomic
def count_in_time(*, by: Actor, at: datetime, booking: Booking, why: str) -> Booking:
    """An officer counts a late cancellation as one in time, and says why."""
    reason = _why(why)
    booking = locked_booking(booking)
    refuse(access.can_run(by, booking.event))
    if booking.state != State.CANCELLED_LATE:
        refuse(Refusal("Only a late cancellation can be counted as one in time."))
    return move(by, at, booking, State.CANCELLED, "count as in time", why=reason, ended_at=booking.ended_at)


def _refuse_second(booking: Booking) -> None:
    if Booking.objects.filter(event=booking.event, person=booking.person_id, state__in=OPEN).exists():
        refuse(Refusal("They have another booking for this event that still stands."))


@transaction.atomic
def switch_attendance(*, by: Actor, at: datetime, booking: Booking, online: bool) -> Booking:
    """At an event in a room or online, somebody takes part the other way: into a free place that nobody waits for."""
    booking = locked_booking(booking)
    refuse(access.can_change(by, booking, on=day_of(at)))
    if booking.state not in (State.ASKED, State.HELD, State.WAITING, State.CONFIRMED):
        refuse(Refusal("Answer the offer first." if booking.state == State.OFFERED else "This booking has ended."))
    if booking.event.mode != Mode.HYBRID:
        refuse(Refusal("This event is held in one way only."))
    before, booking.wants_online = booking.wants_online, online
    if booking.state == State.CONFIRMED and before != online:
        booking.place_id = _other_place(booking, at)
    booking.save(update_fields=["wants_online", "place"])
    note(by, at, booking, "switch", changes={"wants_online": [before, online]})
    offer_free(by, at, booking.event)
    return Booking.objects.get(pk=booking.pk)


def _other_place(booking: Booking, at: datetime) -> int:
    policy = policy_for(booking.event, at)
    room = room_of(booking.event)
    others = {**room.held, booking.agency_id: room.held.get(booking.agency_id, 1) - 1}
    room = Room(room.free, others, room.kept, room.cap)
    seat = seat_for_newcomer(waiter_of(booking), waiters_of(booking.event), room, policy.waiting_list)
    if seat is None:
        raise Refused(Refusal("No place of that kind is free, or somebody waits for it."))
    return seat.id
