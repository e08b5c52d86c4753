"""Close the register, which writes training records; open it again, with a reason; note forms that came back."""

from datetime import date, datetime

from django.db import transaction

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.clock import LONDON
from goldenthread.kernel.refusal import Refusal, Refused, bad_input, refuse
from goldenthread.training.events.models import Event
from goldenthread.training.events.terms import State as EventState
from goldenthread.training.records import services as records
from goldenthread.training.standing import services as standing

from .. import access
from ..models import Booking, Register
from ..selectors.giving import format_of
from ..selectors.policy import day_of
from ..terms import Outcome, State
from ._seating import locked, note, note_event

NAMED = 3
"""So many of those not marked are named; of more, how many."""


@transaction.atomic
def close_register(*, by: Actor, at: datetime, event: Event) -> Register:
    """Close the register: everyone who attended the whole event has it in their record, and their standing follows.

    Two officers who close it at once: one does, the other is told who did (E21).
    """
    event = locked(event)
    refuse(access.can_take_register(by, event))
    if event.state == EventState.CANCELLED:
        refuse(Refusal("This event was cancelled."))
    register, _ = Register.objects.get_or_create(event=event)
    if register.closed_at is not None:
        when = register.closed_at.astimezone(LONDON)
        refuse(Refusal(f"{register.closed_by_name} closed this register on {when:%-d %B %Y at %H:%M}."))
    sessions = list(event.sessions.order_by("starts_at"))
    if not sessions or at < sessions[-1].starts_at:
        refuse(Refusal("The last session has not begun. The register is closed when everyone is marked."))
    bookings = list(Booking.objects.filter(event=event, state=State.CONFIRMED).select_related("person"))
    refuse(_why_not_all([one for one in bookings if not one.outcome]))
    why = register.why_opened
    register.closed_at, register.closed_by_name = at, by.name[:200]
    register.times_closed += 1
    register.save()
    attended = [one.person_id for one in bookings if one.outcome == Outcome.ATTENDED]
    minutes = event.course.minutes or max((one.minutes_attended for one in bookings), default=0)
    note_event(by, at, event, "close the register", why=why, attended=(None, len(attended)))
    changed = records.keep_attended(
        by=by,
        at=at,
        key=_record_key(event),
        course=event.course,
        completed_on=min(day_of(sessions[-1].ends_at), at.date()),
        people=attended,
        given_as=format_of(event, day_of(at)),
        minutes=minutes,
        participatory_minutes=event.course.participatory_minutes,
        evidence=f"Register of {event.title}",
        partnership_id=event.partnership_id,
        why=why,
    )
    standing.settle_people(by=by, at=at, on=day_of(at), people=changed)
    return register


def _record_key(event: Event) -> str:
    """By what the records of an event's register are known."""
    return f"event-{event.pk}"


def _why_not_all(unmarked: list[Booking]) -> Refusal | None:
    if not unmarked:
        return None
    names = ", ".join(str(one.person) for one in unmarked[:NAMED])
    more = f" and {len(unmarked) - NAMED} more" if len(unmarked) > NAMED else ""
    return Refusal(f"Mark everyone before you close the register. Not marked yet: {names}{more}.")


@transaction.atomic
def reopen_register(*, by: Actor, at: datetime, event: Event, why: str) -> Register:
    """Open a closed register again, to put it right. Records and certificates follow when it is closed again."""
    event = locked(event)
    refuse(access.can_run(by, event))
    if not why.strip():
        refuse(bad_input("Say why the register is opened again.", why="Say what has to be put right"))
    register = Register.objects.filter(event=event, closed_at__isnull=False).first()
    if register is None:
        raise Refused(Refusal("This register is open."))
    register.closed_at, register.why_opened = None, why.strip()[:300]
    register.save()
    note_event(by, at, event, "open the register again", why=register.why_opened)
    return register


@transaction.atomic
def mark_forms_returned(*, by: Actor, at: datetime, event: Event, returned: set[int], on: date) -> int:
    """Whose evaluation form came back, everyone at once, by booking. How many changed.

    Whoever is not among them has not returned theirs. A form that came back earlier keeps its day.
    """
    event = locked(event)
    refuse(access.can_run(by, event))
    changed = 0
    for booking in Booking.objects.filter(event=event, state=State.CONFIRMED).exclude(outcome=""):
        if (booking.pk in returned) == (booking.form_returned_on is not None):
            continue
        before = booking.form_returned_on
        booking.form_returned_on = None if before else on
        booking.event = event
        booking.save(update_fields=["form_returned_on"])
        said = [str(day) if day else None for day in (before, booking.form_returned_on)]
        note(by, at, booking, "note the evaluation form", changes={"form_returned_on": said})
        changed += 1
    return changed
