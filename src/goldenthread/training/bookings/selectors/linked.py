"""What a link in a message is about: one application, one offer, one new date, and nothing else."""

from django.db.models import QuerySet

from ..models import Booking
from .telling import with_what_letters_say


def _one(rows: QuerySet[Booking]) -> Booking | None:
    return with_what_letters_say(rows).first()


def _number(thing: str | None) -> int:
    text = (thing or "").partition(":")[0]
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def approval_linked(thing: str | None) -> Booking | None:
    """The application that an approver's link opens."""
    return _one(Booking.objects.filter(approval__pk=_number(thing)))


def offer_linked(thing: str | None) -> Booking | None:
    """The booking whose offer a link opens: also when that offer is over, so that the page can say so."""
    return _one(Booking.objects.filter(pk=_number(thing)))


def is_same_offer(booking: Booking, thing: str) -> bool:
    """Whether the offer is still the one that the message was about."""
    return booking.offered_until is not None and thing == f"{booking.pk}:{booking.offered_until:%Y%m%d%H%M}"


def new_date_linked(thing: str | None) -> Booking | None:
    """The booking whose new date a link asks about."""
    return _one(Booking.objects.filter(pk=_number(thing)))


def is_same_date(booking: Booking, thing: str) -> bool:
    """Whether the date is still the one that the message was about."""
    return thing == f"{booking.pk}:{booking.event.edition}"
