"""How the places of an event stand: what is free, who waits, and who is held by whom."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, F, Max, OuterRef, Q

from goldenthread.training.events.models import Event
from goldenthread.training.events.terms import Kind, SelectedBy

from ..models import Booking, Place, SelectionRun
from ..rules.turn import Room, Seat, Waiter
from ..terms import HOLDING, OPEN, State


def waiter_of(booking: Booking) -> Waiter:
    return Waiter(
        booking.pk, booking.turn or 0, booking.agency_id, booking.wants_online, is_in_group=not booking.why_held
    )


def room_of(event: Event) -> Room:
    """Free places, places held by agency, places kept and the cap. Three queries."""
    taken = Booking.objects.filter(place=OuterRef("pk"))
    free = Place.objects.filter(~Exists(taken), event=event).order_by("number")
    held = Booking.objects.filter(event=event, state__in=HOLDING).order_by().values_list("agency_id")
    kept = Place.objects.filter(event=event, kept_for__isnull=False).order_by().values_list("kept_for_id")
    return Room(
        free=tuple(Seat(*row) for row in free.values_list("pk", "number", "is_online", "kept_for_id")),
        held=dict(held.annotate(Count("pk"))),
        kept=dict(kept.annotate(Count("pk"))),
        cap=event.places_per_agency,
    )


@dataclass(frozen=True)
class Taken:
    """How an event's bookings stand under its lock: who holds how much, the last turn, and whether anyone waits."""

    held: dict[int, int]
    last_turn: int
    somebody_waits: bool
    has_open: bool


def taken_in(event: Event, person_id: int) -> Taken:
    """The bookings of an event counted, and whether a person has an open one among them. One query."""
    rows = Booking.objects.filter(event=event).order_by().values_list("agency_id", "state")
    held: Counter[int] = Counter()
    last, states, own = 0, set(), set()
    theirs = Count("pk", filter=Q(person_id=person_id))
    for agency, state, count, turn, mine in rows.annotate(Count("pk"), Max("turn"), theirs=theirs):
        states.add(state)
        last = max(last, turn or 0)
        if state in HOLDING:
            held[agency] += count
        if mine:
            own.add(state)
    return Taken(dict(held), last, State.WAITING in states, bool(own & set(OPEN)))


def room_for_one(event: Event, one: Waiter, held: dict[int, int]) -> Room:
    """The room as far as it matters to somebody whom nobody waits before: the free place they would get.

    Read in the order in which the rule chooses, so that a large event costs no more than a small one.
    """
    taken = Booking.objects.filter(place=OuterRef("pk"))
    theirs = Q(kept_for__isnull=True) | Q(kept_for_id=one.agency)
    free = Place.objects.filter(theirs, ~Exists(taken), event=event, is_online=one.wants_online)
    first = free.order_by(F("kept_for_id").asc(nulls_last=True), "number")[:1]
    cap = event.places_per_agency
    kept = Place.objects.filter(event=event, kept_for_id=one.agency).count() if cap else 0
    return Room(
        free=tuple(Seat(*row) for row in first.values_list("pk", "number", "is_online", "kept_for_id")),
        held=held,
        kept={one.agency: kept} if kept else {},
        cap=cap,
    )


def waiters_of(event: Event) -> list[Waiter]:
    waiting = Booking.objects.filter(event=event, state=State.WAITING).order_by("turn")
    return [waiter_of(one) for one in waiting]


def is_selecting(event: Event) -> bool:
    """Whether places are given on a day that has not come: until then everyone waits."""
    return event.selected_by == SelectedBy.AT_A_DATE and not SelectionRun.objects.filter(event=event).exists()


@dataclass(frozen=True)
class Numbers:
    """How full an event is. `free` are places nobody holds, `kept` those of them that are kept for an agency."""

    places: int = 0
    online: int = 0
    free: int = 0
    kept: int = 0
    booked: int = 0
    offered: int = 0
    waiting: int = 0
    to_approve: int = 0
    held: int = 0
    is_without_limit: bool = False

    @property
    def room(self) -> int:
        return self.places - self.online


COUNTS = ("places", "online", "free", "kept")


def numbers_of_events(events: Iterable[Event]) -> dict[int, Numbers]:
    """Numbers of several events by id, in two queries."""
    listed = list(events)
    ids = [event.pk for event in listed]
    is_free = ~Exists(Booking.objects.filter(place=OuterRef("pk")))
    by_event = Place.objects.filter(event_id__in=ids).annotate(is_free=is_free).order_by().values_list("event_id")
    counted = by_event.annotate(
        places=Count("pk"),
        online=Count("pk", filter=Q(is_online=True)),
        free=Count("pk", filter=Q(is_free=True)),
        kept=Count("pk", filter=Q(is_free=True, kept_for__isnull=False)),
    )
    places = {event_id: counts for event_id, *counts in counted}
    states: Counter[tuple[int, str]] = Counter()
    rows = Booking.objects.filter(event_id__in=ids).order_by().values_list("event_id", "state")
    for event_id, state, count in rows.annotate(Count("pk")):
        states[(event_id, state)] = count
    return {
        event.pk: Numbers(
            **dict(zip(COUNTS, places.get(event.pk, (0, 0, 0, 0)), strict=True)),
            booked=states[(event.pk, State.CONFIRMED)],
            offered=states[(event.pk, State.OFFERED)],
            waiting=states[(event.pk, State.WAITING)],
            to_approve=states[(event.pk, State.ASKED)],
            held=states[(event.pk, State.HELD)],
            is_without_limit=event.kind == Kind.UNLIMITED,
        )
        for event in listed
    }


def numbers_of(event: Event) -> Numbers:
    """Numbers of one event."""
    return numbers_of_events([event])[event.pk]
