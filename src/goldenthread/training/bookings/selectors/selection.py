"""What a selection would do now, and what those before did."""

from collections import Counter
from collections.abc import Mapping

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import refuse
from goldenthread.training.events.models import Event

from .. import access
from ..models import Booking, SelectionRun
from ..rules.choosing import Applicant, Line, Override, choose
from ..terms import HOLDING, State
from .rooms import room_of


def proposal(event: Event, overrides: Mapping[int, Override] | None = None) -> list[tuple[Line, Applicant]]:
    """Who would get a place now, line by line, in the order in which they asked."""
    waiting = Booking.objects.filter(event=event, state=State.WAITING).select_related("agency").order_by("turn")
    applicants = [
        Applicant(one.pk, one.turn or 0, one.agency_id, one.agency.name, one.agency.kind, one.wants_online)
        for one in waiting
    ]
    held = Booking.objects.filter(event=event, state__in=HOLDING).values_list("agency__kind", flat=True)
    lines = choose(
        applicants,
        room_of(event),
        wanted=event.mix_wanted,
        present=Counter(held),
        overrides=overrides,
    )
    by_id = {one.id: one for one in applicants}
    return [(line, by_id[line.id]) for line in lines]


def proposed(
    actor: Actor, event: Event, overrides: Mapping[int, tuple[bool, str]] | None = None
) -> list[tuple[Line, Booking]]:
    """The page of a selection before it is done: each line with its booking."""
    refuse(access.can_run(actor, event))
    rulings = {key: Override(is_given, why) for key, (is_given, why) in (overrides or {}).items()}
    lines = proposal(event, rulings)
    bookings = Booking.objects.select_related("person", "agency").in_bulk([line.id for line, _ in lines])
    return [(line, bookings[line.id]) for line, _ in lines]


def selections_of(actor: Actor, event: Event) -> list[SelectionRun]:
    """Selections that were done, the latest first."""
    refuse(access.can_run(actor, event))
    return list(SelectionRun.objects.filter(event=event).order_by("-run_at", "-pk"))
