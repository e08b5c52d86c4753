"""Give a place up, withdraw, hand it to a colleague, and answer a new date."""

from datetime import datetime

from django.db import transaction

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refusal, Refused, refuse
from goldenthread.setting.workforce.models import Person

from .. import access
from ..models import Booking
from ..rules.eligibility import why_held, why_not_eligible
from ..selectors.approvers import address_of
from ..selectors.facts import facts_for
from ..selectors.policy import day_of, last_day_to_cancel, times_of
from ..terms import OPEN, Application, Source, State
from ._seating import locked_booking, move, next_turn, note, offer_free, policy_for


@transaction.atomic
def cancel(*, by: Actor, at: datetime, booking: Booking, why: str = "") -> Booking:
    """Give up a place that is booked: in time or late, by the policy's working days. The place goes to the next."""
    booking = locked_booking(booking)
    refuse(access.can_change(by, booking, on=day_of(at)))
    if booking.state != State.CONFIRMED:
        refuse(Refusal(f"Only a booked place can be given up: this one is “{booking.get_state_display()}”."))
    starts_at, _ = times_of(booking.event)
    if starts_at is not None and at >= starts_at:
        refuse(Refusal("The event has begun: what became of the place is for its register to say."))
    late = starts_at is not None and day_of(at) > last_day_to_cancel(policy_for(booking.event, at), starts_at)
    move(by, at, booking, State.CANCELLED_LATE if late else State.CANCELLED, "cancel", why=why.strip())
    offer_free(by, at, booking.event)
    return booking


@transaction.atomic
def withdraw(*, by: Actor, at: datetime, booking: Booking, why: str = "") -> Booking:
    """Take an application back before there is a place, or while one is offered."""
    booking = locked_booking(booking)
    refuse(access.can_change(by, booking, on=day_of(at)))
    move(by, at, booking, State.WITHDRAWN, "withdraw", why=why.strip())
    offer_free(by, at, booking.event)
    return booking


@transaction.atomic
def hand_on(
    *, by: Actor, at: datetime, booking: Booking, to: Person, application: Application | None = None, why: str = ""
) -> Booking:
    """Hand a booked place to a colleague of the same agency who is eligible. Returns the colleague's booking.

    The colleague's stands as a substitute, so that the register shows it (B59). An officer may hand it to someone
    who is out of the target group or order.
    """
    booking = locked_booking(booking)
    event, agency = booking.event, booking.agency
    refuse(access.can_change(by, booking, on=day_of(at)))
    if booking.state != State.CONFIRMED:
        refuse(Refusal(f"Only a booked place can be handed on: this one is “{booking.get_state_display()}”."))
    said = application or Application(wants_online=booking.wants_online)
    standing = Booking.objects.filter(event=event, person=to, state__in=OPEN).first()
    if standing is not None and standing.state in (State.CONFIRMED, State.OFFERED):
        refuse(Refusal(f"{to} has a place already."))
    held = _why_not_substitute(by, at, booking, to, said)
    place_id, is_without_limit = booking.place_id, booking.is_without_limit
    move(by, at, booking, State.HANDED_ON, "hand on", why=why.strip())
    theirs = standing or Booking(event=event, person=to, agency=agency, applied_at=at)
    before, theirs.event, theirs.agency = theirs.state or None, event, agency
    theirs.turn = theirs.turn or next_turn(event)
    theirs.source, theirs.applied_by_account_id = Source.SUBSTITUTE, by.account_id
    theirs.email = said.email.strip() or theirs.email or address_of(to.pk)
    theirs.basic_training_on = said.basic_training_on or theirs.basic_training_on
    theirs.state, theirs.confirmed_at, theirs.instead_of = State.CONFIRMED, at, booking
    theirs.place_id, theirs.is_without_limit = place_id, is_without_limit
    theirs.wants_online, theirs.why_held = booking.wants_online, held
    theirs.save()
    note(by, at, theirs, "take a colleague's place", changes={"state": [before, theirs.state]})
    return theirs


def _why_not_substitute(by: Actor, at: datetime, booking: Booking, to: Person, said: Application) -> list[str]:
    """Refused unless the colleague may come. What an officer lets pass is kept with their booking."""
    event = booking.event
    by_office = access.runs(by, event)
    facts = facts_for(
        event, to, booking.agency, said, source=Source.SUBSTITUTE, at=at, by_office=by_office, ignores_open=True
    )
    refuse(why_not_eligible(facts, at))
    held = why_held(facts)
    if held and not by_office:
        raise Refused(Refusal(f"{to} cannot take the place. {' '.join(held)} Ask the partnership's officer."))
    return held


@transaction.atomic
def keep_new_date(*, by: Actor, at: datetime, booking: Booking) -> Booking:
    """Somebody booked keeps their place on the new date."""
    booking = _asked_again(by, at, booking)
    booking.asked_again_at = None
    booking.save(update_fields=["asked_again_at"])
    note(by, at, booking, "keep the new date")
    return booking


@transaction.atomic
def decline_new_date(*, by: Actor, at: datetime, booking: Booking, why: str = "") -> Booking:
    """Somebody booked cannot come on the new date: cancelled in time, whenever they say so. The next is asked."""
    booking = _asked_again(by, at, booking)
    reason = why.strip() or "Cannot come on the new date"
    move(by, at, booking, State.CANCELLED, "decline the new date", why=reason, asked_again_at=None)
    offer_free(by, at, booking.event)
    return booking


def _asked_again(by: Actor, at: datetime, booking: Booking) -> Booking:
    booking = locked_booking(booking)
    refuse(access.can_change(by, booking, on=day_of(at)))
    if booking.state != State.CONFIRMED or booking.asked_again_at is None:
        refuse(Refusal("They are not being asked about a new date."))
    starts_at, _ = times_of(booking.event)
    if starts_at is not None and at >= starts_at:
        refuse(Refusal("The event has begun."))
    return booking
