"""An event's room: everything about one event that its officer needs on one page."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import refuse
from goldenthread.training.events.models import Event, EventTrainer, RingFence
from goldenthread.training.events.selectors import trainers_of

from .. import access
from ..models import Booking, Need, Place, Register, SelectionRun
from ..terms import HOLDING, Outcome, State
from .lists import Waiting, needs_of, waiting_list
from .mixing import Mix, mix_of
from .policy import cut_off_of, day_of, times_of
from .rooms import Numbers, is_selecting, numbers_of
from .told import Told, messages_of


@dataclass(frozen=True)
class Share:
    """One agency's part of the room; `most` are of the agency with the most."""

    agency: str
    booked: int
    kept: int
    most: int

    @property
    def part(self) -> int:
        """Of a hundred parts of the drawing."""
        return round(100 * self.booked / self.most) if self.most else 0


@dataclass(frozen=True)
class Fence:
    """Places kept for an agency: how many of them its people hold, and how many are free still."""

    fence: RingFence
    held: int
    free: int


@dataclass(frozen=True)
class Whole:
    """Everything on the page of an event's room."""

    event: Event
    starts_at: datetime | None
    ends_at: datetime | None
    cut_off: datetime | None
    numbers: Numbers
    mix: Mix
    shares: list[Share]
    booked: list[Booking]
    offered: list[Booking]
    asked: list[Booking]
    held: list[Booking]
    ended: list[Booking]
    waiting: list[Waiting]
    trainers: list[EventTrainer]
    needs: list[Need]
    fences: list[Fence]
    messages: list[Told]
    register: Register | None
    outcomes: Counter[str]
    forms: tuple[int, int]
    is_selecting: bool
    selection: SelectionRun | None
    is_over: bool

    @property
    def unsent(self) -> list[Told]:
        return [one for one in self.messages if not one.is_sent]

    @property
    def sent(self) -> int:
        return len(self.messages) - len(self.unsent)

    @property
    def short_by(self) -> int:
        return 0 if self.is_over else max(self.event.minimum - self.numbers.booked, 0)

    @property
    def asked_again(self) -> list[Booking]:
        """Who is booked and has not said whether they keep the new date."""
        return [one for one in self.booked if one.asked_again_at is not None]

    @property
    def open_needs(self) -> list[Need]:
        return [one for one in self.needs if one.state == "open"]


def whole_of(actor: Actor, event: Event, at: datetime) -> Whole:
    """The room of an event, for whoever runs it. The number of queries does not grow with who is in it."""
    refuse(access.can_run(actor, event))
    starts_at, ends_at = times_of(event)
    rows = _of_event(event)
    by_state: dict[str, list[Booking]] = {}
    for one in rows:
        by_state.setdefault(one.state, []).append(one)
    booked, numbers = by_state.get(State.CONFIRMED, []), numbers_of(event)
    over = (State.CANCELLED, State.CANCELLED_LATE, State.HANDED_ON, State.WITHDRAWN, State.REFUSED)
    attended = [one for one in booked if one.outcome in (Outcome.ATTENDED, Outcome.PART)]
    mix = mix_of(event)
    fences = fences_of(event)
    return Whole(
        event=event,
        starts_at=starts_at,
        ends_at=ends_at,
        cut_off=cut_off_of(event, starts_at),
        numbers=numbers,
        mix=mix,
        shares=_shares(mix, fences),
        booked=booked,
        offered=by_state.get(State.OFFERED, []),
        asked=by_state.get(State.ASKED, []),
        held=by_state.get(State.HELD, []),
        ended=[one for state in over for one in by_state.get(state, [])],
        waiting=waiting_list(event, at) if State.WAITING in by_state else [],
        trainers=list(trainers_of(event)),
        needs=list(needs_of(event)),
        fences=fences,
        messages=messages_of(event, day_of(at)),
        register=Register.objects.filter(event=event).first(),
        outcomes=Counter(one.outcome for one in booked if one.outcome),
        forms=(sum(one.form_returned_on is not None for one in attended), len(attended)),
        is_selecting=is_selecting(event),
        selection=SelectionRun.objects.filter(event=event).order_by("-run_at").first(),
        is_over=ends_at is not None and ends_at < at,
    )


def _of_event(event: Event) -> list[Booking]:
    """An event's bookings by name, with what the room says of each. The event is the same for all."""
    rows = Booking.objects.filter(event=event).select_related("person", "agency", "place", "approval")
    found = list(rows.order_by("person__family_name", "person__given_name", "pk"))
    for one in found:
        one.event = event
    return found


def fences_of(event: Event) -> list[Fence]:
    """What is kept for whom, those still standing first."""
    kept = Place.objects.filter(event=event, kept_for__isnull=False).order_by().values("kept_for")
    held = Count("pk", filter=Q(bookings__state__in=HOLDING))
    counts: dict[int, tuple[int, int]] = {
        row["kept_for"]: (row["held"], row["count"] - row["held"])
        for row in kept.annotate(count=Count("pk"), held=held)
    }
    rows = RingFence.objects.filter(event=event).select_related("agency").order_by("released_at", "agency__name")
    return [Fence(one, *counts.get(one.agency_id, (0, 0))) for one in rows]


def get_fence(actor: Actor, event: Event, fence_id: int) -> Any:
    """One promise of an event that still stands."""
    refuse(access.can_run(actor, event))
    return RingFence.objects.filter(event=event, pk=fence_id).select_related("agency").first()


def _shares(mix: Mix, fences: Iterable[Fence]) -> list[Share]:
    """Each agency's part, and agencies for which places are kept and nobody is booked yet."""
    kept = {one.fence.agency.name: one.free for one in fences if one.free}
    most = max((count for _, count in mix.agencies), default=0)
    there = [Share(name, count, kept.pop(name, 0), most) for name, count in mix.agencies]
    return [*there, *(Share(name, 0, free, most) for name, free in sorted(kept.items()))]
