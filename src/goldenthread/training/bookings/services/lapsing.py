"""Applications that nothing can become of any more, because the event has begun."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from goldenthread.kernel.actor import Actor
from goldenthread.training.events.models import Session

from ..models import Booking
from ..terms import State
from ._seating import locked_booking, move

UNDECIDED = (State.ASKED, State.HELD, State.WAITING, State.OFFERED)
WHY = {
    State.ASKED: "The event began before your application was approved.",
    State.HELD: "The event began before your application was decided.",
    State.WAITING: "The event began before a place came free.",
    State.OFFERED: "The event began before you accepted the place.",
}


@transaction.atomic
def let_lapse(*, by: Actor, at: datetime) -> int:
    """Whoever was still waiting when an event began is told that it is too late. How many."""
    begun = Session.objects.filter(event=OuterRef("event"), starts_at__lte=at)
    waiting = Booking.objects.filter(Exists(begun), state__in=UNDECIDED).select_related("event")
    ended = 0
    for booking in waiting.order_by("event_id", "pk"):
        booking = locked_booking(booking)
        if booking.state in UNDECIDED:
            move(by, at, booking, State.WITHDRAWN, "let lapse", why=WHY[State(booking.state)])
            ended += 1
    return ended
