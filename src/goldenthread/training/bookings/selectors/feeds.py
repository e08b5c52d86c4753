"""What somebody is booked on, for the calendar that asks by their secret address."""

import hashlib
from datetime import datetime, timedelta

from django.conf import settings

from goldenthread.setting.workforce.models import Person

from ..models import Booking, Feed
from ..rules import calendar
from ..rules.calendar import Sitting
from ..terms import State
from .telling import sittings_of, with_what_letters_say

KEPT = timedelta(days=365)
"""How far back a calendar still shows what was attended."""


def digest_of(secret: str) -> str:
    """What is kept of a secret address."""
    return hashlib.sha256(secret.encode()).hexdigest()


def person_of_feed(secret: str) -> Person | None:
    """Whose calendar an address is; nobody's if it was revoked or never made."""
    feed = Feed.objects.filter(secret=digest_of(secret), revoked_at__isnull=True).select_related("person").first()
    return feed.person if feed else None


def has_feed(person_id: int) -> bool:
    return Feed.objects.filter(person_id=person_id, revoked_at__isnull=True).exists()


def feed_of(person: Person, at: datetime) -> str:
    """Everything the person is booked on, a year back and all ahead, as a calendar."""
    booked = Booking.objects.filter(
        person=person, state=State.CONFIRMED, event__sessions__starts_at__gte=at - KEPT
    ).distinct()
    sittings = [
        Sitting(
            calendar.uid_of(booking.pk, place, settings.MESSAGE_ID_DOMAIN),
            when.starts_at,
            when.ends_at,
            booking.event.title,
            when.where,
            booking.event.joining_note,
            max(booking.invitation_number - 1, 0),
        )
        for booking in with_what_letters_say(booked).order_by("pk")
        for place, when in enumerate(sittings_of(booking))
    ]
    return calendar.feed("My training", sittings, at=at)
