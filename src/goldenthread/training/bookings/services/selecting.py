"""Select applicants on the day, for the best mix of agencies; an officer may decide otherwise, with a reason."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refusal, bad_input, refuse
from goldenthread.training.events.models import Event
from goldenthread.training.events.terms import State as EventState

from .. import access
from ..models import Booking, SelectionRun
from ..rules.choosing import Override
from ..selectors.due import events_to_select
from ..selectors.selection import proposal
from ..terms import State
from ._seating import locked, move, note_event


@transaction.atomic
def select_applicants(
    *, by: Actor, at: datetime, event: Event, overrides: Mapping[int, tuple[bool, str]] | None = None
) -> SelectionRun:
    """Give the free places to those who wait, for the best mix. `overrides`: by booking, in or out, and why.

    What the page proposed is worked out again with the event locked; the lines that are kept are what was done.
    """
    refuse(access.can_run(by, event))
    event = locked(event)
    if event.state not in (EventState.PUBLISHED, EventState.CLOSED):
        refuse(Refusal("People are selected for an event that is published."))
    unsaid = [key for key, (_, why) in (overrides or {}).items() if not why.strip()]
    if unsaid:
        refuse(bad_input("Say why.", **{f"why_{key}": "Say why you decide otherwise." for key in unsaid}))
    rulings = {key: Override(is_given, why.strip()) for key, (is_given, why) in (overrides or {}).items()}
    bookings = {
        one.pk: one for one in Booking.objects.filter(event=event, state=State.WAITING).select_related("person")
    }
    lines = []
    for line, applicant in proposal(event, rulings):
        booking = bookings[line.id]
        booking.event = event
        if line.seat is not None:
            move(by, at, booking, State.CONFIRMED, "select", place_id=line.seat.id, confirmed_at=at)
        lines.append(
            {
                "booking": line.id,
                "person": str(booking.person),
                "agency": applicant.agency_name,
                "turn": applicant.turn,
                "is_given": line.seat is not None,
                "why": line.why,
                "is_decided": line.id in rulings,
            }
        )
    run = SelectionRun.objects.create(event=event, run_at=at, by_name=by.name[:200], lines=lines)
    note_event(by, at, event, "select applicants", selected=(0, sum(bool(line["is_given"]) for line in lines)))
    return run


def select_due(*, by: Actor, at: datetime) -> int:
    """Select for every event whose day has come, if no officer did. How many events; each in its own transaction."""
    refuse(access.can_run_everything(by))
    with transaction.atomic():
        events = events_to_select(at)
    return sum(_select_once(by, at, event) for event in events)


@transaction.atomic
def _select_once(by: Actor, at: datetime, event: Event) -> bool:
    event = locked(event)
    if SelectionRun.objects.filter(event=event).exists():
        return False  # somebody selected meanwhile
    select_applicants(by=by, at=at, event=event)
    return True
