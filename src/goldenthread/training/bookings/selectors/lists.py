"""Bookings in lists: of an event, a person, a team, an agency; who waits and why; what an officer has to look at."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery

from goldenthread.kernel.actor import Actor, Role
from goldenthread.kernel.refusal import Refused, not_visible, refuse
from goldenthread.setting.workforce.access import current
from goldenthread.setting.workforce.models import Person, Post
from goldenthread.training.events.models import Event, Session

from .. import access
from ..models import Booking, Need
from ..rules.turn import in_order, why_waiting
from ..terms import OPEN, State
from .policy import day_of, policy_of
from .rooms import is_selecting, room_of, waiter_of

SHOWN = (
    "event__course",
    "event__partnership",
    "event__venue",
    "person",
    "agency",
    "place__kept_for",
    "instead_of__person",
)


def _shown(rows: QuerySet[Booking]) -> QuerySet[Booking]:
    """With what every list prints: `starts_at` and `ends_at` of the event beside."""
    days = Session.objects.filter(event=OuterRef("event")).order_by()
    return rows.select_related(*SHOWN, "instead_of__person", "approval__approver").annotate(
        starts_at=Subquery(days.values("event").annotate(first=Min("starts_at")).values("first")),
        ends_at=Subquery(days.values("event").annotate(last=Max("ends_at")).values("last")),
    )


def get_booking(actor: Actor, booking_id: int, *, on: date) -> Booking:
    """One booking that the actor may read."""
    found = _shown(Booking.objects.filter(access.visible_to(actor, on=on), pk=booking_id)).first()
    if found is None:
        raise Refused(not_visible("This booking"))
    return found


def bookings_of(actor: Actor, event: Event, *, on: date) -> QuerySet[Booking]:
    """An event's bookings that the actor may read, in turn; those that never got a turn as they came."""
    rows = _shown(Booking.objects.filter(access.visible_to(actor, on=on), event=event))
    return rows.order_by("turn", "applied_at", "pk")


def bookings_of_person(actor: Actor, person: Person, *, on: date) -> QuerySet[Booking]:
    """A person's bookings, the next event first, what is over last."""
    rows = _shown(Booking.objects.filter(access.visible_to(actor, on=on), person=person))
    return rows.order_by(F("starts_at").desc(nulls_last=True), "-pk")


def open_booking_of(event: Event, person: Person) -> Booking | None:
    """The application of a person for an event that still stands."""
    return Booking.objects.filter(event=event, person=person, state__in=OPEN).select_related("place").first()


def bookings_of_team(actor: Actor, *, on: date) -> QuerySet[Booking]:
    """Bookings of everyone whose post the actor manages or deputises for."""
    team = Post.objects.filter(current(on), person_id=OuterRef("person_id"), manager_id__in=actor.people_ids)
    return _shown(Booking.objects.filter(Exists(team))).order_by(
        F("starts_at").desc(nulls_last=True), "person__family_name", "pk"
    )


def bookings_of_agency(actor: Actor, partnership_id: int, agency_id: int, *, on: date) -> QuerySet[Booking]:
    """What an agency's people have booked at a partnership's events, for its lead and the officer."""
    rows = Booking.objects.filter(access.visible_to(actor, on=on), agency_id=agency_id)
    rows = rows.filter(Q(event__partnership_id=partnership_id) | Q(event__joint_with__partnership_id=partnership_id))
    return _shown(rows.distinct()).order_by(F("starts_at").desc(nulls_last=True), "person__family_name", "pk")


@dataclass(frozen=True)
class Waiting:
    """Somebody on the waiting list: where they stand, counted from 1, and why they have no place yet."""

    booking: Booking
    position: int
    why: str


def waiting_list(event: Event, at: datetime) -> list[Waiting]:
    """Who waits, in the order in which they will be asked as things stand now."""
    rows = _shown(Booking.objects.filter(event=event, state=State.WAITING))
    bookings = {one.pk: one for one in rows.order_by("turn")}
    if not bookings:
        return []
    room, way = room_of(event), policy_of(event.partnership_id, day_of(at)).waiting_list
    selecting = is_selecting(event)
    listed = []
    for position, waiter in enumerate(in_order(map(waiter_of, bookings.values()), room, way), start=1):
        booking = bookings[waiter.id]
        day = f"Places are given on {event.selects_on:%-d %B %Y}." if selecting and event.selects_on else ""
        listed.append(Waiting(booking, position, day or why_waiting(waiter, room, booking.agency.name)))
    return listed


def position_of(booking: Booking, at: datetime) -> Waiting | None:
    """Where somebody stands on the waiting list; none if they do not wait."""
    return next((one for one in waiting_list(booking.event, at) if one.booking.pk == booking.pk), None)


def to_approve(actor: Actor) -> QuerySet[Booking, Any]:
    """Applications that wait for the actor's answer: their own people's, those they deputise for, by role."""
    rows = Booking.objects.filter(state__in=(State.ASKED, State.HELD), approval__answered_at__isnull=True)
    mine = Q(approval__approver_id__in=actor.people_ids)
    led = {agency for _, agency in actor.areas_as(Role.AGENCY_LEAD)}
    mine |= Q(approval__approver__isnull=True, agency_id__in=led)
    rows = rows.filter(mine, approval__isnull=False)
    if actor.person_id is not None:
        rows = rows.exclude(person_id=actor.person_id)
    return _shown(rows).order_by("approval__asked_at", "pk")


def stuck_approvals(actor: Actor, partnership_id: int, *, before: datetime | None = None) -> QuerySet[Booking]:
    """Applications nobody has answered, those first that wait longest: asked before a moment, or all.

    Those for whom nobody can be asked, without a name or an address, are the office's from the start.
    """
    refuse(access.can_run_in(actor, partnership_id))
    rows = Booking.objects.filter(
        event__partnership_id=partnership_id, state=State.ASKED, approval__answered_at__isnull=True
    )
    if before is not None:
        nobody = Q(approval__approver__isnull=True, approval__approver_email="")
        rows = rows.filter(nobody | Q(approval__asked_at__lt=before))
    return _shown(rows).order_by("approval__asked_at", "pk")


def held_in(actor: Actor, partnership_id: int) -> QuerySet[Booking]:
    """Applications that an officer has to look at, with the reasons; the earliest first."""
    refuse(access.can_run_in(actor, partnership_id))
    rows = Booking.objects.filter(event__partnership_id=partnership_id, state=State.HELD)
    return _shown(rows).order_by("applied_at", "pk")


def of_leavers(actor: Actor, partnership_id: int, *, at: datetime) -> QuerySet[Booking]:
    """Open bookings at events to come of people who no longer work in the agency they come for."""
    refuse(access.can_run_in(actor, partnership_id))
    here = Post.objects.filter(current(day_of(at)), person_id=OuterRef("person_id"), agency_id=OuterRef("agency_id"))
    to_come = Session.objects.filter(event=OuterRef("event"), starts_at__gt=at)
    rows = Booking.objects.filter(Exists(to_come), event__partnership_id=partnership_id, state__in=OPEN)
    return _shown(rows.exclude(Exists(here))).order_by(F("starts_at"), "person__family_name", "pk")


def needs_of(event: Event) -> QuerySet[Need]:
    """What those who are booked or offered a place need, for whoever runs or gives the event."""
    rows = Need.objects.filter(booking__event=event, booking__state__in=(State.CONFIRMED, State.OFFERED))
    return rows.select_related("booking__person", "booking__agency", "booking__event").order_by("state", "need", "pk")


def needs_seen(actor: Actor, event: Event) -> QuerySet[Need]:
    """The same, if the actor runs the event or gives it."""
    refuse(access.can_let_in(actor, event))
    return needs_of(event)


def get_need(actor: Actor, event: Event, need_id: int) -> Need:
    """One need of an event, for whoever arranges it."""
    refuse(access.can_run(actor, event))
    rows = Need.objects.filter(booking__event=event).select_related("booking__event", "booking__person")
    found = rows.filter(pk=need_id).first()
    if found is None:
        raise Refused(not_visible("This need"))
    return found


def asked_again_of(event: Event) -> QuerySet[Booking]:
    """Who is booked and has not said whether they keep the new date."""
    rows = Booking.objects.filter(event=event, state=State.CONFIRMED, asked_again_at__isnull=False)
    return _shown(rows).order_by("asked_again_at", "person__family_name", "pk")
