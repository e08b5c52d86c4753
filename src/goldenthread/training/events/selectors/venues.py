"""Venues of a partnership."""

from datetime import date

from django.db.models import Count, Q, QuerySet

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refused, not_visible, refuse

from .. import access
from ..models import Venue


def venues_of(partnership_id: int, on: date | None = None) -> QuerySet[Venue]:
    """The partnership's venues by name, each with `event_count`; those in use on a day only, if one is given."""
    found = Venue.objects.filter(partnership_id=partnership_id).select_related("agency")
    if on is not None:
        found = found.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on))
    return found.annotate(event_count=Count("events")).order_by("name")


def get_venue(actor: Actor, partnership_id: int, venue_id: int) -> Venue:
    """One venue, for those who plan."""
    refuse(access.can_plan(actor, partnership_id))
    venue = venues_of(partnership_id).filter(pk=venue_id).first()
    if venue is None:
        raise Refused(not_visible("This venue"))
    return venue
