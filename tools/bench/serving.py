"""What the bench's server serves: the product's own addresses, and one bare view that books without a rule."""

from datetime import UTC, datetime
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Max
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import include, path

from goldenthread.web.ui.requests import ActorRequest


def locked_event(event_id: int) -> Any:
    """The event's row, kept from others until this transaction ends, as booking keeps it."""
    events = apps.get_model("events.Event").objects.filter(pk=event_id)
    return (events.select_for_update(no_key=True) if connection.vendor == "postgresql" else events).get()


def bare_booking(request: ActorRequest, event_id: int) -> HttpResponse:
    """A signed-in view that does the same lock, inserts and audit, and decides nothing.

    The trail says who acted, so the actor is found out as on every page.
    """
    booking, place, post, entry, person = (
        apps.get_model(name)
        for name in ("bookings.Booking", "bookings.Place", "workforce.Post", "audit.Entry", "workforce.Person")
    )
    at = datetime.now(UTC)
    with transaction.atomic():
        event = locked_event(event_id)
        who = person.objects.get(pk=request.actor.person_id)
        agency = post.objects.filter(person=who).values_list("agency_id", flat=True)[0]
        turn = (booking.objects.filter(event=event).aggregate(last=Max("turn"))["last"] or 0) + 1
        free = place.objects.filter(event=event, bookings__isnull=True).order_by("number")[0]
        made = booking.objects.create(
            event=event, person=who, agency_id=agency, place=free, state="confirmed", applied_at=at, confirmed_at=at,
            turn=turn, email="someone@agency.example",
        )  # fmt: skip
        entry.objects.create(
            at=at,
            by_account_id=request.actor.account_id,
            by_name=request.actor.name,
            act="apply",
            thing="bookings.booking",
            thing_id=str(made.pk),
            partnership_id=event.partnership_id,
            changes={"state": [None, "confirmed"]},
        )
    return HttpResponseRedirect("/")


urlpatterns = [
    path("bench/book/<int:event_id>/", bare_booking),
    path("", include("goldenthread.urls")),
]
