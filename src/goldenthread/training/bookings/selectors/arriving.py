"""Check in by a code on the trainer's screen: the signed link of one session, open around its time."""

from datetime import datetime

from django.core import signing
from django.db.models import Q

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refusal, Refused, not_visible, refuse
from goldenthread.training.events.models import Session

from .. import access
from ..models import Booking
from ..rules.register import why_not_open
from ..terms import State

SALT = "goldenthread.bookings.check-in"


def token_for(actor: Actor, session: Session) -> str:
    """What the code on the screen carries: shown by whoever takes the register."""
    refuse(access.can_take_register(actor, session.event))
    return signing.dumps(session.pk, salt=SALT)


def session_of(token: str, at: datetime) -> Session:
    """The session that a code opens, around its time."""
    try:
        pk = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        pk = None
    found = Session.objects.filter(pk=pk).select_related("event__partnership", "event__course").first()
    if found is None:
        raise Refused(not_visible("This code"))
    reason = why_not_open(found.starts_at, found.ends_at, at)
    if reason:
        raise Refused(Refusal(reason))
    return found


def booking_at(session: Session, actor: Actor, email: str = "") -> Booking | None:
    """Who checks in: whoever is signed in, else whoever has the address; only with a booking."""
    rows = Booking.objects.filter(event=session.event_id, state=State.CONFIRMED).select_related("person", "place")
    if email:
        address = Q(email__iexact=email) | Q(person__addresses__email__iexact=email)
        found = list(rows.filter(address).distinct()[:2])
        return found[0] if len(found) == 1 else None
    return rows.filter(person_id=actor.person_id).first() if actor.person_id is not None else None
