"""Publish an event, close and reopen its booking, and give up what was never published."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from goldenthread.foundation.audit import services as audit
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refusal, Refused, bad_input, refuse

from .. import access
from ..models import Event, Move
from ..selectors import still_missing
from ..terms import TRANSITIONS, State


def _become(by: Actor, at: datetime, event: Event, state: State, act: str, reason: str = "", **with_it: Any) -> Event:
    """The one way in which an event's state changes: by its table, and only from the state it is read in."""
    was = event.state
    if state not in TRANSITIONS[was]:
        refuse(Refusal(f"This event is “{State(was).label.lower()}”, so that is not possible."))
    changed = Event.objects.filter(pk=event.pk, state=was).update(state=state, **with_it)
    if not changed:
        refuse(Refusal("Somebody else changed this event in the meantime. Look at it again."))
    event.state = state
    for name, value in with_it.items():
        setattr(event, name, value)
    audit.record(
        by=by, at=at, act=act, thing="events.event", thing_id=event.pk, partnership_id=event.partnership_id,
        reason=reason, changes={"state": [was, str(state)]},
    )  # fmt: skip
    return event


@transaction.atomic
def publish_event(*, by: Actor, at: datetime, event: Event, places: int | None = None) -> Event:
    """Put an event into the programme, for booking from its opening time.

    `places` is how many it has, which the bookings above know; None where that is not asked.
    """
    refuse(access.can_plan(by, event.partnership_id))
    needed = [one.text for one in still_missing(event, places, at) if one.needed]
    if event.state == State.DRAFT and needed:
        refuse(Refusal(f"This event cannot be published yet. {' '.join(needed)}"))
    return _become(by, at, event, State.PUBLISHED, "publish event", published_at=event.published_at or at)


@dataclass(frozen=True)
class Published:
    """What came of publishing many: those in the programme now, and why others are not."""

    done: tuple[Event, ...]
    left: tuple[tuple[Event, str], ...]


@transaction.atomic
def publish_many(
    *, by: Actor, at: datetime, events: Iterable[Event], places: Mapping[int, int] | None = None
) -> Published:
    """Release the programme: publish every event that lacks nothing, and say of each other one what it lacks."""
    done, left = [], []
    for event in events:
        try:
            with transaction.atomic():
                known = None if places is None else places.get(event.pk, 0)
                done.append(publish_event(by=by, at=at, event=event, places=known))
        except Refused as refused:
            left.append((event, refused.refusal.reason))
    return Published(tuple(done), tuple(left))


@transaction.atomic
def close_booking(*, by: Actor, at: datetime, event: Event) -> Event:
    """Nobody can book the event any more. Who is booked stays so."""
    refuse(access.can_plan(by, event.partnership_id))
    return _become(by, at, event, State.CLOSED, "close booking")


@transaction.atomic
def reopen_booking(*, by: Actor, at: datetime, event: Event) -> Event:
    """The event can be booked again. A closing time that has passed is lifted."""
    refuse(access.can_plan(by, event.partnership_id))
    if event.state != State.CLOSED:
        refuse(Refusal("Only an event whose booking is closed can be opened again."))
    passed = event.closes_at is not None and event.closes_at <= at
    return _become(
        by, at, event, State.PUBLISHED, "reopen booking", closes_at=None if passed else event.closes_at
    )  # fmt: skip


@transaction.atomic
def cancel_draft(*, by: Actor, at: datetime, event: Event, why: str) -> Event:
    """Give up an event that was never published. A published one is cancelled by the bookings, which tell people."""
    refuse(access.can_plan(by, event.partnership_id))
    if event.state != State.DRAFT:
        refuse(Refusal("This event is published: cancel it where everyone booked is told."))
    return mark_cancelled(by=by, at=at, event=event, why=why)


@transaction.atomic
def mark_cancelled(*, by: Actor, at: datetime, event: Event, why: str) -> Event:
    """The event does not take place. What was decided is kept; telling people is for the bookings above."""
    refuse(access.can_plan(by, event.partnership_id))
    why = " ".join(why.split())[:300]
    if not why:
        refuse(bad_input("Say why the event is cancelled.", why="Say why the event is cancelled."))
    return _become(by, at, event, State.CANCELLED, "cancel event", why, cancelled_at=at, why_cancelled=why)


@transaction.atomic
def record_move(
    *, by: Actor, at: datetime, event: Event, what: str, reason: str, before: dict[str, Any] | None = None,
    asks_again: bool = False,
) -> Move:  # fmt: skip
    """Keep what an event was before it was postponed, moved online or to another venue, and why."""
    refuse(access.can_plan(by, event.partnership_id))
    if not reason.strip():
        refuse(bad_input("Give the reason.", reason="Give the reason."))
    move = Move.objects.create(
        event=event, at=at, what=what, before=before or {}, reason=reason.strip()[:300], asks_again=asks_again
    )
    audit.record(
        by=by, at=at, act=f"move event: {what}", thing="events.event", thing_id=event.pk,
        partnership_id=event.partnership_id, reason=move.reason,
    )  # fmt: skip
    return move
