"""Marks of the register, and what they come to over all sessions of an event."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from goldenthread.kernel.actor import Actor
from goldenthread.training.events.models import Event, Session

from ..models import Booking, Present
from ..rules.register import length_of, minutes_of, outcome_of
from ..selectors.register import asked_of
from ..selectors.telling import is_online
from ..terms import Outcome, State
from ._seating import note_event


@dataclass(frozen=True)
class Mark:
    """What is marked for one person in one session. `minutes` where they were there for a part of it.

    `online`: how they took part; None leaves it as they booked.
    """

    mark: str
    minutes: int | None = None
    why: str = ""
    online: bool | None = None


def mark(by: Actor, at: datetime, event: Event, session: Session, marks: Mapping[int, Mark]) -> int:
    """Write these marks and what follows from them. The event is locked, and its register open."""
    rows = Booking.objects.filter(event=event, state=State.CONFIRMED, pk__in=list(marks)).select_related("place")
    bookings = {one.pk: one for one in rows}
    length = length_of(session.starts_at, session.ends_at)
    there: list[Present] = []
    cleared: list[int] = []
    for key, booking in bookings.items():
        given, booking.event = marks[key], event
        booking.why_outcome = given.why.strip()[:300] if given.mark in (Outcome.ABSENT, Outcome.APOLOGIES) else ""
        booking.outcome = given.mark  # as far as this session goes; worked out over all of them below
        if not given.mark:
            cleared.append(key)
            continue
        minutes = minutes_of(given.mark, given.minutes, length)
        online = is_online(booking) if given.online is None else given.online
        there.append(Present(booking=booking, session=session, minutes_present=minutes, is_online=online))
    Present.objects.filter(session=session, booking__in=cleared).delete()
    Present.objects.bulk_create(
        there,
        update_conflicts=True,
        unique_fields=["booking", "session"],
        update_fields=["minutes_present", "is_online"],
    )
    _work_out(event, list(bookings.values()))
    counts = Counter(one.mark or "cleared" for key, one in marks.items() if key in bookings)
    changes: dict[str, Any] = {word: (None, count) for word, count in sorted(counts.items())}
    note_event(by, at, event, "take the register", **changes)
    return len(bookings)


def _work_out(event: Event, bookings: list[Booking]) -> None:
    """What the register says of these people over all sessions. `outcome` holds what was marked just now."""
    sessions = list(event.sessions.order_by("starts_at", "pk"))
    asked = asked_of(event, sessions)
    found = Present.objects.filter(booking__in=[one.pk for one in bookings])
    minutes = {(one.booking_id, one.session_id): one.minutes_present for one in found}
    for booking in bookings:
        mine = [minutes.get((booking.pk, session.pk)) for session in sessions]
        booking.minutes_attended = sum(one or 0 for one in mine)
        booking.outcome = outcome_of(asked, mine, sent_apologies=booking.outcome == Outcome.APOLOGIES)
    Booking.objects.bulk_update(bookings, ["outcome", "why_outcome", "minutes_attended"], batch_size=500)
