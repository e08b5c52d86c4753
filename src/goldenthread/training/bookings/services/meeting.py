"""Take the register from the list of an online meeting."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import bad_input, refuse
from goldenthread.training.events.models import Session

from .. import access
from ..models import Booking
from ..rules.register import length_of
from ..selectors.telling import is_online
from ..terms import Outcome, State
from ._marking import Mark, mark
from ._seating import locked, note_event, refuse_closed


@transaction.atomic
def apply_meeting(
    *,
    by: Actor,
    at: datetime,
    session: Session,
    minutes: Mapping[int, int],
    required: int,
    others_absent: bool = False,
) -> int:
    """Mark whoever was in the meeting, by booking and minutes. How many lines changed.

    `required` are the minutes that count as the whole event, and are kept with it. With `others_absent` whoever was
    to come online and is not in the list did not attend.
    """
    event = locked(session.event)
    refuse(access.can_take_register(by, event))
    refuse_closed(event)
    length = length_of(session.starts_at, session.ends_at)
    whole = sum(length_of(*times) for times in event.sessions.values_list("starts_at", "ends_at"))
    if not 0 < required <= whole:
        text = f"Enter a number of minutes from 1 to {whole}, the length of the event."
        refuse(bad_input(text, required=text))
    if event.required_minutes != required:
        note_event(by, at, event, "set required minutes", required_minutes=(event.required_minutes, required))
        event.required_minutes = required
        event.save(update_fields=["required_minutes"])
    marks = {key: _mark_for(there, length) for key, there in minutes.items()}
    if others_absent:
        for booking in Booking.objects.filter(event=event, state=State.CONFIRMED).select_related("place"):
            booking.event = event
            if booking.pk not in marks and not booking.outcome and is_online(booking):
                marks[booking.pk] = Mark(Outcome.ABSENT, online=True)
    return mark(by, at, event, session, marks)


def _mark_for(there: int, length: int) -> Mark:
    if there <= 0:
        return Mark(Outcome.ABSENT, online=True)
    return Mark(Outcome.ATTENDED if there >= length else Outcome.PART, there, online=True)
