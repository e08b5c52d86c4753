"""Answer several applications at once: each by itself, and each told apart."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refused
from goldenthread.training.bookings import services
from goldenthread.web.ui.booking import tell_at_once


@dataclass(frozen=True)
class Answered:
    """What came of answering one application: empty, or why it could not be."""

    booking: Any
    why_not: str = ""


def answer_all(by: Actor, at: datetime, bookings: Iterable[Any], *, is_yes: bool, reason: str) -> list[Answered]:
    """Approve or refuse each; one that cannot be answered leaves the others be."""
    found = []
    for booking in bookings:
        try:
            if is_yes:
                services.approve(by=by, at=at, booking=booking)
            else:
                services.refuse_application(by=by, at=at, booking=booking, reason=reason)
            found.append(Answered(booking))
        except Refused as refused:
            found.append(Answered(booking, refused.refusal.reason))
    tell_at_once()
    return found
