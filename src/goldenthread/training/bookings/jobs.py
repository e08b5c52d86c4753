"""What the clock does for booking: release, expire, offer, forget."""

from collections.abc import Callable
from datetime import date, datetime

from goldenthread.kernel.actor import CLOCK

from . import services


def release_kept_places(at: datetime, on: date) -> int:
    """What is left of promised places goes to the waiting list on its day. How many promises ended."""
    return services.release_due(by=CLOCK, at=at, on=on)


def end_offers(at: datetime, _on: date) -> int:
    """Offers that nobody took up go to the next on the waiting list. How many."""
    return services.expire_offers(by=CLOCK, at=at)


def offer_free_places(at: datetime, _on: date) -> int:
    """Free places are offered to whoever is next. How many."""
    return len(services.offer_freed_places(by=CLOCK, at=at))


def forget_needs(at: datetime, on: date) -> int:
    """What people needed at events long over is deleted. How many needs."""
    return services.forget_needs_due(by=CLOCK, at=at, on=on)


EVERY_MINUTE: tuple[Callable[[datetime, date], int], ...] = (release_kept_places, end_offers, offer_free_places)
EVERY_NIGHT: tuple[Callable[[datetime, date], int], ...] = (forget_needs,)
