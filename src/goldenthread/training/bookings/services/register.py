"""Take the register: mark who is there, note apologies, let a substitute in."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refusal, bad_input, refuse
from goldenthread.setting.workforce.models import Person
from goldenthread.training.events.models import Session

from .. import access
from ..models import Booking, Present
from ..rules.eligibility import why_held
from ..rules.register import length_of, what_is_wrong
from ..selectors.approvers import address_of
from ..selectors.facts import facts_for
from ..selectors.policy import day_of, times_of
from ..terms import OPEN, Application, Outcome, Source, State
from ._marking import Mark, mark
from ._seating import locked, locked_booking, move, next_turn, note, refuse_closed

__all__ = ["Mark", "let_in_substitute", "note_apologies", "take_back_apologies", "take_register"]

BEFORE = timedelta(minutes=60)
"""A session's register opens so long before it starts."""


@transaction.atomic
def take_register(*, by: Actor, at: datetime, session: Session, marks: Mapping[int, Mark], rest: str = "") -> int:
    """Mark who was there in one session, everyone at once (E21). How many lines changed.

    `marks` are by booking; whoever is not among them stays as they are. `rest` marks everyone without a mark.
    A line in error refuses the whole, so that nothing is half saved.
    """
    event = locked(session.event)
    refuse(access.can_take_register(by, event))
    refuse_closed(event)
    if at < session.starts_at - BEFORE:
        refuse(Refusal("The register opens an hour before the session starts. Apologies can be noted before."))
    length = length_of(session.starts_at, session.ends_at)
    wrong = {f"minutes-{key}": what_is_wrong(one.mark, one.minutes, length) for key, one in marks.items()}
    wrong = {key: text for key, text in wrong.items() if text}
    if wrong:
        refuse(bad_input("Some lines are not complete. Nothing was saved yet.", **wrong))
    wanted = dict(marks)
    if rest in Outcome.values and rest != Outcome.PART:
        marked = Present.objects.filter(session=session).values("booking")
        others = Booking.objects.filter(event=event, state=State.CONFIRMED).exclude(pk__in=marked)
        for booking in others.exclude(outcome=Outcome.APOLOGIES):
            if not wanted.get(booking.pk, Mark("")).mark:
                wanted[booking.pk] = Mark(rest)
    return mark(by, at, event, session, wanted)


@transaction.atomic
def note_apologies(*, by: Actor, at: datetime, booking: Booking, why: str) -> Booking:
    """Somebody booked says that they cannot come, too late to cancel: they keep the booking, and it says so."""
    booking = locked_booking(booking)
    refuse(access.can_take_register(by, booking.event))
    refuse_closed(booking.event)
    if booking.state != State.CONFIRMED:
        refuse(Refusal("Only somebody who is booked can send apologies."))
    if booking.minutes_attended:
        refuse(Refusal("They were there, as the register says."))
    before, booking.outcome = booking.outcome, Outcome.APOLOGIES
    booking.why_outcome = why.strip()[:300]
    booking.save(update_fields=["outcome", "why_outcome"])
    note(by, at, booking, "note apologies", changes={"outcome": [before, booking.outcome]})
    return booking


@transaction.atomic
def take_back_apologies(*, by: Actor, at: datetime, booking: Booking) -> Booking:
    """They come after all."""
    booking = locked_booking(booking)
    refuse(access.can_take_register(by, booking.event))
    refuse_closed(booking.event)
    if booking.outcome != Outcome.APOLOGIES:
        refuse(Refusal("They have not sent apologies."))
    Present.objects.filter(booking=booking).delete()
    booking.outcome, booking.why_outcome = "", ""
    booking.save(update_fields=["outcome", "why_outcome"])
    note(by, at, booking, "take back apologies", changes={"outcome": [Outcome.APOLOGIES, ""]})
    return booking


@transaction.atomic
def let_in_substitute(*, by: Actor, at: datetime, booking: Booking, person: Person) -> Booking:
    """A colleague comes in somebody's place, and the register flags it (B59).

    Nobody is turned away at the door: where the colleague is out of the audience or order, the register says that too.
    """
    booking = locked_booking(booking)
    event = booking.event
    refuse(access.can_take_register(by, event))
    refuse_closed(event)
    starts_at, ends_at = times_of(event)
    if starts_at is None or ends_at is None or not day_of(starts_at) <= day_of(at) <= day_of(ends_at):
        refuse(Refusal("Substitutes are let in on the days of the event. Before, the place is handed on."))
    if booking.state != State.CONFIRMED:
        refuse(Refusal("Only a booked place can be taken over."))
    if booking.minutes_attended:
        refuse(Refusal(f"{booking.person} was there, as the register says."))
    if Booking.objects.filter(event=event, person=person, state__in=OPEN).exists():
        refuse(Refusal(f"{person} has a booking for this event already: mark them in the register."))
    said = Application(wants_online=booking.wants_online)
    facts = facts_for(
        event, person, booking.agency, said, source=Source.SUBSTITUTE, at=at, by_office=True, ignores_open=True
    )
    place_id, is_without_limit = booking.place_id, booking.is_without_limit
    Present.objects.filter(booking=booking).delete()
    booking.outcome, booking.why_outcome = "", ""
    move(by, at, booking, State.HANDED_ON, "hand on at the door")
    theirs = Booking.objects.create(
        event=event,
        person=person,
        agency=booking.agency,
        applied_at=at,
        applied_by_account_id=by.account_id,
        source=Source.SUBSTITUTE,
        email=address_of(person.pk),
        turn=next_turn(event),
        state=State.CONFIRMED,
        confirmed_at=at,
        instead_of=booking,
        place_id=place_id,
        is_without_limit=is_without_limit,
        wants_online=booking.wants_online,
        why_held=why_held(facts),
    )
    note(by, at, theirs, "take a colleague's place", changes={"state": [None, theirs.state]})
    return theirs
