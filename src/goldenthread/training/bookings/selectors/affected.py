"""An emergency: whom it touches and who or what could stand in, before anything is done."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import refuse
from goldenthread.training.events.models import Event, EventTrainer, Session, Venue
from goldenthread.training.events.selectors import Candidate, candidates_for, trainers_of, warnings_of
from goldenthread.training.events.terms import State as EventState

from .. import access
from ..models import Booking, Need
from ..terms import OPEN, State
from .lists import _shown, needs_of
from .policy import day_of


@dataclass(frozen=True)
class Affected:
    """Everyone an emergency touches, and what could stand in for what fell out.

    `ready` are trainers who are authorised and free; `others` would need a reason, or are busy then. `venues` are free
    at the time and hold everyone; `needs` hang on the room or the way it is given.
    """

    booked: list[Booking]
    waiting: list[Booking]
    trainers: list[EventTrainer]
    ready: list[Candidate]
    others: list[Candidate]
    venues: list[Venue]
    needs: list[Need]
    warnings: dict[date, list[str]]

    @property
    def without_address(self) -> list[Booking]:
        """Whom no message reaches: to be told by telephone."""
        return [one for one in (*self.booked, *self.waiting) if not one.email]


def affected(actor: Actor, event: Event, at: datetime) -> Affected:
    """What an officer sees before changing or cancelling an event."""
    refuse(access.can_run(actor, event))
    rows = list(_shown(Booking.objects.filter(event=event, state__in=OPEN)).order_by("turn", "applied_at", "pk"))
    candidates = candidates_for(event, day_of(at))
    return Affected(
        booked=[one for one in rows if one.state == State.CONFIRMED],
        waiting=[one for one in rows if one.state != State.CONFIRMED],
        trainers=list(trainers_of(event)),
        ready=[one for one in candidates if one.is_ready],
        others=[one for one in candidates if not one.is_ready],
        venues=venues_free(event, people=sum(one.state == State.CONFIRMED for one in rows), at=at),
        needs=list(needs_of(event)),
        warnings=warnings_of(event),
    )


def venues_free(event: Event, *, people: int, at: datetime) -> list[Venue]:
    """Venues of the partnership in which nothing else is held at the time, and which hold so many people."""
    spans = list(event.sessions.values_list("starts_at", "ends_at"))
    taken: set[int] = set()
    for starts_at, ends_at in spans:
        others = Session.objects.filter(starts_at__lt=ends_at, ends_at__gt=starts_at).exclude(event=event)
        others = others.exclude(event__state=EventState.CANCELLED)
        for own, of_event in others.values_list("venue_id", "event__venue_id"):
            taken.add(own or of_event or 0)
    gone = Venue.objects.filter(pk=OuterRef("pk"), ends_on__lt=day_of(at))
    rows = Venue.objects.filter(partnership_id=event.partnership_id).exclude(Exists(gone))
    return [
        one
        for one in rows.order_by("name")
        if one.pk not in (*taken, event.venue_id) and (not one.holds or one.holds >= people)
    ]
