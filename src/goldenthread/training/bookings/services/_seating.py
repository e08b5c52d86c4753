"""Places given and taken back: the one way in which a booking's state and place change.

Whoever gives or takes a place of an event holds its row until they commit (on SQLite there is one writer anyway), and
reads afterwards how things stand: what is answered is what is written.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max

from goldenthread.foundation.audit import services as audit
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refusal, refuse
from goldenthread.setting.frameworks.terms import Booking as Policy
from goldenthread.training.events.models import Event
from goldenthread.training.events.terms import Kind, Mode
from goldenthread.training.events.terms import State as EventState

from ..models import Booking, Present, Register
from ..rules.turn import seat_for_newcomer, who_is_next
from ..selectors.policy import cut_off_of, day_of, policy_of, times_of
from ..selectors.rooms import Taken, is_selecting, room_for_one, room_of, taken_in, waiter_of, waiters_of
from ..terms import CHOSEN_BY_OFFICER, OPEN, TRANSITIONS, Outcome, State

WITH = ("event__course", "event__partnership", "person", "agency", "place")


def locked(event: Event) -> Event:
    """The event as it stands, with nobody else giving or taking its places until the transaction ends."""
    rows = Event.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("course", "partnership", "for_agency", "venue").get(pk=event.pk)


def locked_booking(booking: Booking) -> Booking:
    """A booking as it stands, its event locked."""
    event = locked(booking.event)
    found = Booking.objects.select_related("person", "agency", "place").get(pk=booking.pk)
    found.event = event
    return found


def policy_for(event: Event, at: datetime) -> Policy:
    return policy_of(event.partnership_id, day_of(at))


def note(
    by: Actor,
    at: datetime,
    booking: Booking,
    act: str,
    *,
    why: str = "",
    changes: Mapping[str, Any] | None = None,
) -> None:
    audit.record(
        by=by,
        at=at,
        act=act,
        thing="bookings.booking",
        thing_id=booking.pk,
        partnership_id=booking.event.partnership_id,
        reason=why,
        changes=changes,
    )


def note_event(by: Actor, at: datetime, event: Event, act: str, *, why: str = "", **changes: Any) -> None:
    audit.record(
        by=by,
        at=at,
        act=act,
        thing="events.event",
        thing_id=event.pk,
        partnership_id=event.partnership_id,
        reason=why,
        changes={name: list(value) for name, value in changes.items()},
    )


def next_turn(event: Event) -> int:
    last = Booking.objects.filter(event=event).aggregate(last=Max("turn"))["last"]
    return (last or 0) + 1


def refuse_closed(event: Event) -> None:
    """Nothing is changed in a register that is closed, nor in that of a cancelled event."""
    if event.state == EventState.CANCELLED:
        refuse(Refusal("This event was cancelled."))
    closed = Register.objects.filter(event=event, closed_at__isnull=False).first()
    if closed is not None:
        refuse(Refusal(f"{closed.closed_by_name} closed this register. An officer can open it again, with a reason."))


def refuse_begun(event: Event, at: datetime) -> None:
    """Nobody gets on, nor in line, once the event is on: who comes then is let in at the door."""
    starts_at, _ = times_of(event)
    if starts_at is not None and at >= starts_at:
        refuse(Refusal("This event has begun, so no place at it can be given any more."))


def take_off_register(booking: Booking) -> None:
    """Whoever is not booked any more does not stand in the register: their marks go."""
    if booking.outcome or booking.minutes_attended:
        Present.objects.filter(booking=booking).delete()
        booking.outcome, booking.why_outcome, booking.minutes_attended = "", "", 0


def _why_not_leave(booking: Booking) -> Refusal | None:
    """What the register says of somebody stands. Apologies sent beforehand keep nobody from cancelling."""
    if booking.outcome == Outcome.APOLOGIES:
        refuse_closed(booking.event)
        return None
    if not booking.outcome:
        return None
    said = booking.get_outcome_display().lower()
    return Refusal(f"The register says of {booking.person}: {said}. Take the mark back there first.")


def move(by: Actor, at: datetime, booking: Booking, to: str, act: str, *, why: str = "", **fields: Any) -> Booking:
    """Change a booking's state by its table, and what goes with it. Whoever holds no place any more has none."""
    before = booking.state
    if to not in TRANSITIONS[before]:
        words = dict(State.choices)
        refuse(Refusal(f"This booking is “{words[before]}”, so it cannot become “{words[to]}”."))
    if before == State.CONFIRMED:
        refuse(_why_not_leave(booking))
        take_off_register(booking)
    booking.state = to
    if to not in (State.OFFERED, State.CONFIRMED):
        booking.place = None
    if to != State.OFFERED:
        booking.offered_until = None
    booking.ended_at = None if to in OPEN else at
    if why:
        booking.why = why[:400]
    for name, value in fields.items():
        setattr(booking, name, value)
    booking.save()
    note(by, at, booking, act, why=why, changes={"state": [before, to]})
    return booking


def is_online(event: Event, wants_online: bool) -> bool:
    """Whether someone takes part online: as they ask where they can choose, else as the event is."""
    return wants_online if event.mode == Mode.HYBRID else event.mode == Mode.ONLINE


def stand(booking: Booking, policy: Policy, at: datetime, taken: Taken) -> dict[str, Any]:
    """What becomes of an application that is complete: booked if a place is free and nobody waits for it, else
    on the waiting list. The event is locked, and `taken` was read since."""
    event = booking.event
    booking.turn = taken.last_turn + 1
    if event.kind == Kind.UNLIMITED:
        return {"state": State.CONFIRMED, "is_without_limit": True, "confirmed_at": at}
    if not is_selecting(event):
        one = waiter_of(booking)
        waiting = [other for other in waiters_of(event) if other.id != one.id] if taken.somebody_waits else []
        room = room_of(event) if waiting else room_for_one(event, one, taken.held)
        seat = seat_for_newcomer(one, waiting, room, policy.waiting_list)
        if seat is not None:
            return {"state": State.CONFIRMED, "place_id": seat.id, "confirmed_at": at}
    return {"state": State.WAITING}


def complete(by: Actor, at: datetime, booking: Booking, act: str, *, why: str = "") -> Booking:
    """An application that was asked about goes on: to a place, or to its turn on the waiting list."""
    refuse_begun(booking.event, at)
    outcome = stand(booking, policy_for(booking.event, at), at, taken_in(booking.event, booking.person_id))
    return move(by, at, booking, outcome.pop("state"), act, why=why, **outcome)


def offers_until(event: Event, at: datetime) -> datetime | None:
    """Until when a place freed now is offered; none if nobody moves up any more."""
    if event.state not in (EventState.PUBLISHED, EventState.CLOSED) or event.kind == Kind.UNLIMITED:
        return None
    cut_off = cut_off_of(event, times_of(event)[0])
    until = at + timedelta(hours=event.offer_hours)
    if cut_off is None:
        return until
    return min(until, cut_off) if at < cut_off else None


def offer_free(by: Actor, at: datetime, event: Event) -> list[Booking]:
    """Offer every free place to whoever is next for it. The event is locked. Nothing to do is fine."""
    until = offers_until(event, at)
    policy = policy_for(event, at)
    if until is None or policy.waiting_list == CHOSEN_BY_OFFICER or is_selecting(event):
        return []
    waiting = waiters_of(event)
    if not waiting:
        return []
    offered = []
    for waiter, seat in who_is_next(waiting, room_of(event), policy.waiting_list):
        booking = Booking.objects.select_related("person", "agency").get(pk=waiter.id)
        booking.event = event
        offered.append(move(by, at, booking, State.OFFERED, "offer a place", place_id=seat.id, offered_until=until))
    return offered
