"""What time has made due: places to offer or give by selection, offers that ended, promises, needs to forget."""

from datetime import date, datetime, time, timedelta

from django.db.models import Exists, Max, OuterRef, QuerySet

from goldenthread.kernel.clock import LONDON
from goldenthread.training.events.models import Event, RingFence
from goldenthread.training.events.terms import SelectedBy
from goldenthread.training.events.terms import State as EventState

from ..models import Booking, Need, Place, SelectionRun
from ..terms import State

NEEDS_KEPT = timedelta(days=92)
"""Three months: how long after an event what people needed is kept (B32)."""

SELECTED_FROM = time(17)
"""When the clock selects on the day if no officer has: until then they may look at it and decide otherwise."""


def events_to_select(at: datetime) -> list[Event]:
    """Events whose day of selection is over and that nobody has selected for, those to come only."""
    here = at.astimezone(LONDON)
    last = here.date() if here.time() >= SELECTED_FROM else here.date() - timedelta(days=1)
    due = Event.objects.filter(
        selected_by=SelectedBy.AT_A_DATE,
        selects_on__lte=last,
        state__in=(EventState.PUBLISHED, EventState.CLOSED),
    )
    run = SelectionRun.objects.filter(event=OuterRef("pk"))
    return list(due.exclude(Exists(run)).exclude(sessions__starts_at__lte=at).order_by("pk"))


def events_to_offer(at: datetime) -> list[Event]:
    """Events to come with a free place and somebody waiting."""
    free = Place.objects.filter(event=OuterRef("pk")).exclude(Exists(Booking.objects.filter(place=OuterRef("pk"))))
    waiting = Booking.objects.filter(event=OuterRef("pk"), state=State.WAITING)
    running = Event.objects.filter(state__in=(EventState.PUBLISHED, EventState.CLOSED)).filter(
        Exists(free), Exists(waiting)
    )
    return list(running.exclude(sessions__starts_at__lte=at).order_by("pk"))


def offers_ended(at: datetime) -> list[Booking]:
    """Offers that nobody took up in time, the earliest first."""
    ended = Booking.objects.filter(state=State.OFFERED, offered_until__lte=at)
    return list(ended.select_related("event").order_by("offered_until", "turn", "pk"))


def ring_fences_to_release(on: date) -> list[RingFence]:
    """Promises whose day has come and that have not been released."""
    due = RingFence.objects.filter(released_on__lte=on, released_at__isnull=True)
    return list(due.exclude(event__state=EventState.CANCELLED).select_related("event").order_by("released_on", "pk"))


def needs_to_forget(at: datetime) -> QuerySet[Need]:
    """Needs of events that were over three months ago."""
    over = Event.objects.annotate(last=Max("sessions__ends_at")).filter(last__lt=at - NEEDS_KEPT)
    return Need.objects.filter(booking__event_id__in=over.values("pk"))
