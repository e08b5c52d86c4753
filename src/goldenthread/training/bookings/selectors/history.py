"""All that became of one booking, as the trail has it."""

from django.db.models import QuerySet

from goldenthread.foundation.audit.models import Entry
from goldenthread.foundation.audit.selectors import of_thing
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import refuse

from .. import access
from ..models import Booking


def history_of(actor: Actor, booking: Booking) -> QuerySet[Entry]:
    """Every act on a booking, latest first, for those who run the event."""
    refuse(access.can_run(actor, booking.event))
    return of_thing("bookings.booking", booking.pk)
