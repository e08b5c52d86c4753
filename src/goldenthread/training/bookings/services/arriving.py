"""Check oneself in by the code on the screen."""

from datetime import datetime

from django.db import transaction

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refused, bad_input

from ..models import Booking, Present
from ..rules.register import length_of, minutes_from
from ..selectors.arriving import booking_at, session_of
from ..selectors.policy import day_of, policy_of
from ..terms import Outcome
from ._marking import Mark, mark
from ._seating import locked, refuse_closed

NOT_BOOKED = "Your name is not on the register. Ask the trainer to let you in."
NO_SUCH_ADDRESS = "Nobody who is booked has this address. Try the one that you booked with, or ask the trainer."


@transaction.atomic
def check_in(*, by: Actor, at: datetime, token: str, email: str = "") -> Booking:
    """Mark oneself present at a session by its code, which is what lets one: signed in, or by one's address.

    Whoever comes later than the policy's grace is there from that moment. Doing it twice changes nothing.
    """
    session = session_of(token, at)
    event = locked(session.event)
    refuse_closed(event)
    booking = booking_at(session, by, email.strip())
    if booking is None:
        text = NO_SUCH_ADDRESS if email.strip() else NOT_BOOKED
        raise Refused(bad_input(text, email=text))
    if Present.objects.filter(booking=booking, session=session, minutes_present__gt=0).exists():
        return booking
    late = policy_of(event.partnership_id, day_of(session.starts_at)).late_minutes
    minutes = max(minutes_from(at, session.starts_at, session.ends_at, late), 1)
    whole = minutes >= length_of(session.starts_at, session.ends_at)
    given = Mark(Outcome.ATTENDED if whole else Outcome.PART, minutes)
    mark(by, at, event, session, {booking.pk: given})
    return booking
