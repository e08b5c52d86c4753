"""A word that an officer leaves with a booking: it stands in its history."""

from datetime import datetime

from django.db import transaction

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import bad_input, refuse

from .. import access
from ..models import Booking
from ._seating import note


@transaction.atomic
def note_on(*, by: Actor, at: datetime, booking: Booking, why: str) -> Booking:
    """Leave a note with a booking, such as what was said on the telephone. Nothing else changes."""
    refuse(access.can_run(by, booking.event))
    if not why.strip():
        refuse(bad_input("Write the note.", why="Write the note."))
    note(by, at, booking, "note", why=why.strip()[:300])
    return booking
