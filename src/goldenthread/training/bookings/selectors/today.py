"""What an officer has to look at today: the next days' events, and everything that waits for a decision."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import refuse
from goldenthread.training.events.models import Event, EventTrainer, Session
from goldenthread.training.events.selectors import events_of
from goldenthread.training.events.terms import State as EventState

from .. import access
from ..models import Booking, Need, Register
from ..terms import NeedState, State
from .lists import _shown, held_in, stuck_approvals
from .mixing import Mix, mixes_of
from .policy import day_of
from .rooms import Numbers, numbers_of_events
from .told import Held, Told, instructed, unsent, waiting_to_go

AHEAD, BEHIND, LAPSING, CANCELLED = timedelta(days=10), timedelta(days=60), timedelta(hours=24), timedelta(days=7)
STUCK_AFTER = timedelta(days=3)
SHOWN_FIRST = 10
"""So many of each list stand on the page; the rest are one press away."""


@dataclass(frozen=True)
class Coming:
    """One event of the next days, and whether it is ready."""

    event: Any
    numbers: Numbers
    mix: Mix
    asked: tuple[EventTrainer, ...]
    needs: Counter[str]
    instructed: tuple[int, int]

    @property
    def confirmed(self) -> list[EventTrainer]:
        return [one for one in self.asked if one.confirmed_at is not None]

    @property
    def unsure(self) -> list[EventTrainer]:
        """Asked, and has not answered."""
        return [one for one in self.asked if one.confirmed_at is None]

    @property
    def short_by(self) -> int:
        """How many are wanting before it can run."""
        return max(int(self.event.minimum) - self.numbers.booked, 0)

    @property
    def needs_open(self) -> int:
        return self.needs[NeedState.OPEN]

    @property
    def needs_unmet(self) -> int:
        return self.needs[NeedState.UNMET]

    @property
    def untold(self) -> int:
        """How many who are booked have not been sent where and when."""
        sent, booked = self.instructed
        return booked - sent

    @property
    def is_ready(self) -> bool:
        return bool(self.confirmed) and not (self.short_by or self.needs_open or self.needs_unmet or self.untold)


@dataclass(frozen=True)
class Freed:
    """A place that was given up lately: to whom it is offered, or who is next for it."""

    booking: Booking
    offered: Booking | None
    next: Booking | None
    free: int


@dataclass(frozen=True)
class Some:
    """The first of a list, and how many there are."""

    rows: list[Any] = field(default_factory=list)
    count: int = 0

    @property
    def more(self) -> int:
        return self.count - len(self.rows)


@dataclass(frozen=True)
class Today:
    """Everything on the page, each list with what mends it."""

    coming: list[Coming]
    approvals: Some
    unsent: Some
    held_back: dict[str, int]  # messages that are due and wait, by the reason
    freed: Some
    held: Some
    lapsing: Some
    registers: Some

    @property
    def waits(self) -> int:
        """How many things wait for somebody."""
        lists = (self.approvals, self.unsent, self.freed, self.held, self.lapsing, self.registers)
        return sum(one.count for one in lists) + sum(not one.is_ready for one in self.coming)


def programme_today(actor: Actor, partnership_id: int, at: datetime, *, whole: str = "") -> Today:
    """What needs somebody in the programme of a partnership. `whole`: the list that is wanted to its end.

    The number of queries does not grow with what there is.
    """
    refuse(access.can_run_in(actor, partnership_id))

    def first(rows: QuerySet[Any], name: str) -> Some:
        count = rows.count()
        return Some(list(rows if whole == name else rows[:SHOWN_FIRST]) if count else [], count)

    reasons = Held(partnership_id, day_of(at))
    mail = first(unsent(partnership_id, at - CANCELLED * 4), "unsent")
    freed = first(given_up(partnership_id, at), "freed")
    return Today(
        coming=coming_days(partnership_id, at),
        approvals=first(stuck_approvals(actor, partnership_id, before=at - STUCK_AFTER), "approvals"),
        unsent=Some([Told(one, reasons.why(one)) for one in mail.rows], mail.count),
        held_back=_held_back(partnership_id, reasons),
        freed=Some(_with_next(freed.rows), freed.count),
        held=first(held_in(actor, partnership_id), "held"),
        lapsing=first(offers_lapsing(partnership_id, at), "lapsing"),
        registers=first(registers_open(partnership_id, at), "registers"),
    )


def coming_days(partnership_id: int, at: datetime) -> list[Coming]:
    """The events that begin within ten days, each with what it lacks."""
    rows = events_of([partnership_id]).filter(
        Q(("starts_at__gt", at)), Q(("starts_at__lt", at + AHEAD)), state__in=(EventState.PUBLISHED, EventState.CLOSED)
    )
    events = list(rows.prefetch_related("trainers__trainer__person"))
    numbers, mixes, told = numbers_of_events(events), mixes_of(events), instructed(events)
    needs: dict[int, Counter[str]] = {event.pk: Counter() for event in events}
    standing = Need.objects.filter(booking__event__in=events, booking__state__in=(State.CONFIRMED, State.OFFERED))
    for event_id, state, count in standing.order_by().values_list("booking__event", "state").annotate(Count("pk")):
        needs[event_id][state] = count
    return [
        Coming(
            event,
            numbers[event.pk],
            mixes[event.pk],
            tuple(one for one in event.trainers.all() if one.declined_at is None),
            needs[event.pk],
            told.get(event.pk, (0, 0)),
        )
        for event in events
    ]


def _held_back(partnership_id: int, reasons: Held) -> dict[str, int]:
    found: Counter[str] = Counter()
    for one in waiting_to_go(partnership_id).filter(why_not="").order_by().values("kind").annotate(count=Count("pk")):
        message = waiting_to_go(partnership_id).model(kind=one["kind"], state="due")
        why = reasons.why(message)
        if not why.startswith("It goes"):
            found[why] += one["count"]
    return dict(found)


def given_up(partnership_id: int, at: datetime) -> QuerySet[Booking]:
    """Places given up in the last days at events to come, the latest first."""
    to_come = Session.objects.filter(event=OuterRef("event"), starts_at__gt=at)
    rows = Booking.objects.filter(
        Exists(to_come),
        event__partnership_id=partnership_id,
        event__state__in=(EventState.PUBLISHED, EventState.CLOSED),
        state__in=(State.CANCELLED, State.CANCELLED_LATE),
        ended_at__gte=at - CANCELLED,
    )
    return _shown(rows).order_by("-ended_at", "-pk")


def _with_next(freed: Iterable[Booking]) -> list[Freed]:
    """Beside each, the offer that runs at its event, or the first on the list."""
    listed = list(freed)
    events = [one.event for one in listed]
    rows = Booking.objects.filter(event__in=events, state__in=(State.OFFERED, State.WAITING))
    offered: dict[int, list[Booking]] = {}
    waiting: dict[int, Booking] = {}
    for one in rows.select_related("person", "agency").order_by("turn"):
        if one.state == State.OFFERED:
            offered.setdefault(one.event_id, []).append(one)
        else:
            waiting.setdefault(one.event_id, one)
    numbers = numbers_of_events(events)
    found = []
    for one in listed:
        theirs = offered.get(one.event_id, [])
        count = numbers[one.event_id]
        found.append(
            Freed(one, theirs.pop(0) if theirs else None, waiting.get(one.event_id), max(count.free - count.kept, 0))
        )
    return found


def offers_lapsing(partnership_id: int, at: datetime) -> QuerySet[Booking]:
    """Offers whose time ends within a day, the soonest first."""
    rows = Booking.objects.filter(
        event__partnership_id=partnership_id, state=State.OFFERED, offered_until__lt=at + LAPSING
    )
    return _shown(rows).order_by("offered_until", "pk")


def registers_open(partnership_id: int, at: datetime) -> QuerySet[Any, Any]:
    """Events that are over and whose register nobody closed, the oldest first, with how many were booked and marked."""
    closed = Register.objects.filter(event=OuterRef("pk"), closed_at__isnull=False)
    booked = Booking.objects.filter(event=OuterRef("pk"), state=State.CONFIRMED)
    days = Session.objects.filter(event=OuterRef("pk")).order_by().values("event")
    rows = Event.objects.filter(
        ~Exists(closed),
        Exists(booked),
        partnership_id=partnership_id,
        state__in=(EventState.PUBLISHED, EventState.CLOSED),
    ).annotate(
        starts_at=Subquery(days.annotate(first=Min("starts_at")).values("first")),
        ends_at=Subquery(days.annotate(last=Max("ends_at")).values("last")),
        booked=Count("bookings", filter=Q(bookings__state=State.CONFIRMED)),
        marked=Count("bookings", filter=Q(bookings__state=State.CONFIRMED) & ~Q(bookings__outcome="")),
    )
    rows = rows.filter(Q(("ends_at__lt", at)), Q(("ends_at__gte", at - BEHIND)))
    return rows.select_related("partnership", "course").order_by(F("ends_at"), "pk")
