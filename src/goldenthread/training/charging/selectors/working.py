"""What is owed and not written yet, worked out for many bookings at once: the same for charging and for a preview."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import BooleanField, Case, Exists, Max, Min, OuterRef, Q, QuerySet, Sum, When

from goldenthread.kernel import clock
from goldenthread.kernel.clock import LONDON
from goldenthread.setting.frameworks.terms import Booking as Policy
from goldenthread.setting.partnerships.terms import AgencyKind
from goldenthread.training.bookings.models import Booking
from goldenthread.training.bookings.selectors.policy import Policies, bank_holidays, day_of
from goldenthread.training.bookings.terms import Outcome, State
from goldenthread.training.events.models import Event, EventTrainer, Session
from goldenthread.training.events.selectors import delivery_types
from goldenthread.training.events.terms import Mode
from goldenthread.training.events.terms import State as EventState

from .. import rules
from ..models import Entry
from ..terms import CHARGED, GROUND_GONE, EntryKind, Owed, Priced

PolicyOn = Callable[[date], Policy]
VIRTUAL, FACE_TO_FACE = "virtual", "face-to-face"


@dataclass(frozen=True)
class Given:
    """An event as far as its price depends on it."""

    starts_at: datetime
    ends_at: datetime
    minutes_by_day: tuple[int, ...]
    course: str
    branch: str
    given_as: str
    fee: int | None

    @property
    def minutes(self) -> int:
        return sum(self.minutes_by_day)

    @property
    def first_day(self) -> date:
        return day_of(self.starts_at)


@dataclass(frozen=True)
class Span:
    """From which day to which something happened; open to the end while charging goes on."""

    since: date
    until: date | None = None

    def holds(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


def charged_since(policies: Policies) -> date | None:
    """The first day on which anything was, or will be, charged; none if never."""
    return next((day for day in policies.turning_days() if rules.is_on(policies.on(day), day)), None)


def owed(partnership_id: int, at: datetime, policy_on: PolicyOn, span: Span, *, afresh: bool = False) -> list[Owed]:
    """Entries owed for what happened in a span and not written. `afresh`: as if nothing had been written."""
    bookings = list(_candidates(partnership_id, at, span, afresh=afresh))
    lent = _lent(partnership_id, at, span, afresh=afresh)
    events = events_given({row["event_id"] for row in (*bookings, *lent)}, partnership_id)
    earned = [one for row in lent if (one := _earned(row, events[row["event_id"]], policy_on, span))]
    left = defaultdict(int) if afresh else places_left(partnership_id)
    for one in earned:
        left[one.agency_id] += one.places
    bookings.sort(key=lambda row: (events[row["event_id"]].starts_at, row["pk"]))
    found = list(earned)
    for row in bookings:
        event = events[row["event_id"]]
        for one in (_late(row, event, policy_on), _place(row, event, policy_on, left), _absent(row, event, policy_on)):
            if one is not None and span.holds(one.on):
                found.append(one)
                left[one.agency_id] += min(one.places, 0)
    return found


def _candidates(partnership_id: int, at: datetime, span: Span, *, afresh: bool) -> Iterable[dict[str, Any]]:
    held = Booking.objects.filter(event__partnership_id=partnership_id).exclude(
        event__state__in=(EventState.DRAFT, EventState.CANCELLED)
    )
    begun = Session.objects.filter(event=OuterRef("event"), starts_at__lte=at)
    found = held.filter(Q(state=State.CANCELLED_LATE) | Q(Exists(begun), state=State.CONFIRMED))
    recent = Session.objects.filter(event=OuterRef("event"), ends_at__gte=midnight(span.since))
    found = found.filter(Exists(recent))
    written = {f"has_{kind.replace('-', '_')}": _has(kind) for kind in ("place", "late", "no-show")}
    fields = (
        *("pk", "event_id", "agency_id", "agency__kind", "agency__name", "state", "outcome", "ended_at"),
        *("person__given_name", "person__family_name", "supervisor_name", "event__register__closed_at"),
    )
    rows = found.annotate(**written).order_by("pk").values(*fields, *written)
    for row in rows:
        yield {**row, "has_place": False, "has_late": False, "has_no_show": False} if afresh else row


def _has(kind: str) -> Exists:
    kinds = (EntryKind.PLACE, EntryKind.PLACE_USED) if kind == "place" else (kind,)
    return Exists(Entry.objects.filter(booking=OuterRef("pk"), kind__in=kinds))


def _lent(partnership_id: int, at: datetime, span: Span, *, afresh: bool) -> list[dict[str, Any]]:
    """Trainers whom an agency lent to events that are over."""
    trained = EventTrainer.objects.filter(
        event__partnership_id=partnership_id, confirmed_at__isnull=False, trainer__agency__isnull=False
    ).exclude(event__state__in=(EventState.DRAFT, EventState.CANCELLED))
    trained = trained.exclude(trainer__agency__kind=AgencyKind.PARTNERSHIP_TEAM)
    over = Event.objects.annotate(over_at=Max("sessions__ends_at")).filter(
        pk=OuterRef("event"), over_at__lte=at, over_at__gte=midnight(span.since)
    )
    rows: list[Any] = list(
        trained.filter(Exists(over)).order_by("event_id", "pk").values("event_id", "trainer_id", "trainer__agency_id")
    )
    events = {row["event_id"] for row in rows}
    written = Entry.objects.filter(kind=EntryKind.PLACES_EARNED, event_id__in=events).values_list("key", flat=True)
    known = frozenset() if afresh else frozenset(written)
    return [row for row in rows if _earned_key(row) not in known]


def _earned_key(row: dict[str, Any]) -> str:
    return f"earned:{row['event_id']}:{row['trainer_id']}"


def events_given(ids: set[int], partnership_id: int) -> dict[int, Given]:
    """Events that have sessions, as far as their price depends on them. Three queries."""
    formats = {one.key: one.format for one in delivery_types(partnership_id, clock.today())} if ids else {}
    lengths: dict[int, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    sessions = Session.objects.filter(event_id__in=ids).values_list("event_id", "starts_at", "ends_at")
    for event_id, starts_at, ends_at in sessions:
        lengths[event_id][day_of(starts_at)] += int((ends_at - starts_at).total_seconds() // 60)
    found = Event.objects.filter(pk__in=ids, sessions__isnull=False).annotate(
        starts=Min("sessions__starts_at"), ends=Max("sessions__ends_at")
    )
    fields = ("pk", "starts", "ends", "course__key", "course__branch", "course__delivery", "mode", "fee_pence")
    return {
        pk: Given(
            *(starts, ends, tuple(lengths[pk].values()), key, branch),
            VIRTUAL if mode == Mode.ONLINE else formats.get(delivery, FACE_TO_FACE),
            fee,
        )
        for pk, starts, ends, key, branch, delivery, mode, fee in found.values_list(*fields)
    }


def places_left(partnership_id: int) -> dict[int, int]:
    """By agency, the free places it has earned and not used."""
    sums = Entry.objects.filter(partnership_id=partnership_id, agency__isnull=False).values_list("agency_id")
    left: dict[int, int] = defaultdict(int)
    left.update(dict(sums.annotate(Sum("places")).order_by()))
    return left


def place_of(event: Given, agency_kind: str, agency: str) -> rules.Place:
    """What the price of one agency's place at an event depends on."""
    return rules.Place(agency_kind, agency, event.course, event.branch, event.given_as, event.minutes, event.fee)


def _priced(row: dict[str, Any], event: Given, policy: Policy) -> Priced:
    return rules.price(policy, place_of(event, row["agency__kind"], row["agency__name"]))


def _one(row: dict[str, Any], kind: str, on: date, why: str, policy: Policy, pence: int, places: int = 0) -> Owed:
    person = f"{row['person__given_name']} {row['person__family_name']}".strip()
    return Owed(
        key=f"{EntryKind.PLACE if kind == EntryKind.PLACE_USED else kind}:{row['pk']}",
        kind=kind,
        agency_id=row["agency_id"],
        event_id=row["event_id"],
        on=on,
        why=why[:300],
        pence=pence,
        places=places,
        booking_id=row["pk"],
        payer=rules.payer(policy, person, row["supervisor_name"])[:200],
    )


def _place(row: dict[str, Any], event: Given, policy_on: PolicyOn, left: dict[int, int]) -> Owed | None:
    """A place is owed once the event has begun; a free place that was earned is used first."""
    if row["has_place"] or row["state"] != State.CONFIRMED:
        return None
    on = event.first_day
    policy = policy_on(on)
    priced = _priced(row, event, policy)
    pence = rules.place_pence(priced) if rules.is_on(policy, on) else 0
    if not pence:
        return None
    one = _one(row, EntryKind.PLACE, on, priced.why, policy, pence)
    if left[row["agency_id"]] > 0 and not one.payer:
        return _one(row, EntryKind.PLACE_USED, on, "A free place that was earned.", policy, 0, -1)
    return one


def _late(row: dict[str, Any], event: Given, policy_on: PolicyOn) -> Owed | None:
    if row["has_late"] or row["state"] != State.CANCELLED_LATE or row["ended_at"] is None:
        return None
    on, first = day_of(row["ended_at"]), event.first_day
    policy = policy_on(on)
    if not rules.is_on(policy, on):
        return None
    costs = rules.late_costs(policy, _priced(row, event, policy), first, bank_holidays(first))
    pence = rules.late_pence(costs, on)
    return _one(row, EntryKind.LATE, on, rules.late_words(pence, on, first), policy, pence) if pence else None


def _absent(row: dict[str, Any], event: Given, policy_on: PolicyOn) -> Owed | None:
    """Staying away is owed for once the register is closed."""
    is_absent = row["state"] == State.CONFIRMED and row["outcome"] == Outcome.ABSENT
    if row["has_no_show"] or not is_absent or row["event__register__closed_at"] is None:
        return None
    on = day_of(event.ends_at)
    policy = policy_on(on)
    pence = rules.no_show_pence(policy, _priced(row, event, policy)) if rules.is_on(policy, on) else 0
    return _one(row, EntryKind.NO_SHOW, on, "Did not attend.", policy, pence) if pence else None


def _earned(row: dict[str, Any], event: Given, policy_on: PolicyOn, span: Span) -> Owed | None:
    on = day_of(event.ends_at)
    policy = policy_on(on)
    places = rules.places_for(event.minutes_by_day, policy.places_per_trainer_day) if rules.is_on(policy, on) else 0
    if not places or not span.holds(on):
        return None
    return Owed(
        key=_earned_key(row),
        kind=EntryKind.PLACES_EARNED,
        agency_id=row["trainer__agency_id"],
        event_id=row["event_id"],
        on=on,
        why="A trainer was lent.",
        places=places,
    )


def grounds_to_look_at(partnership_id: int) -> QuerySet[Entry]:
    """Entries whose ground is gone, or may have come back after the ledger followed a correction."""
    stands = Q(booking__state=State.CONFIRMED, kind__in=(EntryKind.PLACE, EntryKind.PLACE_USED))
    stands |= Q(booking__state=State.CANCELLED_LATE, kind=EntryKind.LATE)
    stands |= Q(booking__state=State.CONFIRMED, booking__outcome=Outcome.ABSENT, kind=EntryKind.NO_SHOW)
    stands &= ~Q(event__state=EventState.CANCELLED)
    written = Entry.objects.filter(partnership_id=partnership_id, kind__in=CHARGED)
    written = written.annotate(stands=Case(When(stands, then=True), default=False, output_field=BooleanField()))
    return written.filter(Q(stands=False) | Q(waived_by__why=GROUND_GONE))


def waivers_of(entries: Iterable[Entry]) -> dict[int, list[Entry]]:
    """By entry, what waived it, undid that, and so on, in order. One query."""
    roots = {one.key: one.pk for one in entries}
    chains: dict[int, list[Entry]] = defaultdict(list)
    bookings = {one.booking_id for one in entries if one.booking_id is not None}
    for one in Entry.objects.filter(kind=EntryKind.WAIVER, booking_id__in=bookings).order_by("pk"):
        root = one.key.partition("/")[0]
        if root in roots:
            chains[roots[root]].append(one)
    return chains


def is_waived(chain: list[Entry]) -> bool:
    """Waived, and not undone since."""
    return len(chain) % 2 == 1


def midnight(day: date) -> datetime:
    """The moment at which a day begins in the partnership."""
    return datetime.combine(day, datetime.min.time(), LONDON)
