"""A person's own calendar address: made, shown once, and revoked."""

import secrets
from datetime import datetime

from django.db import transaction

from goldenthread.foundation.audit import services as audit
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refusal, not_allowed, refuse
from goldenthread.setting.workforce.models import Person

from ..models import Feed
from ..selectors.feeds import digest_of


def _only_own(by: Actor, person: Person) -> Refusal | None:
    return None if by.person_id == person.pk else not_allowed("Only the person can have an address for their calendar.")


@transaction.atomic
def make_feed(*, by: Actor, at: datetime, person: Person) -> str:
    """A new secret address part for one's own calendar; one made before stops working. It is shown only now."""
    refuse(_only_own(by, person))
    Feed.objects.filter(person=person, revoked_at__isnull=True).update(revoked_at=at)
    secret = secrets.token_urlsafe(24)
    feed = Feed.objects.create(person=person, secret=digest_of(secret), made_at=at)
    audit.record(by=by, at=at, act="make calendar address", thing="bookings.feed", thing_id=feed.pk)
    return secret


@transaction.atomic
def revoke_feed(*, by: Actor, at: datetime, person: Person) -> None:
    """The address answers nobody any more."""
    refuse(_only_own(by, person))
    changed = Feed.objects.filter(person=person, revoked_at__isnull=True).update(revoked_at=at)
    refuse(None if changed else Refusal("You have no address for your calendar."))
    audit.record(by=by, at=at, act="revoke calendar address", thing="bookings.feed", thing_id=person.pk)
