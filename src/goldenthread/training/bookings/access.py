"""Who may book for whom, answer, cancel, and run an event's bookings."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from goldenthread.kernel.actor import Actor, Role
from goldenthread.kernel.refusal import Refusal, not_allowed, not_visible
from goldenthread.setting.partnerships.models import Agency
from goldenthread.setting.workforce.access import current
from goldenthread.setting.workforce.models import Person, Post
from goldenthread.training.events.access import gives
from goldenthread.training.events.models import Event, EventTrainer, JointWith

from .models import Approval, Booking
from .terms import Source

OFFICERS = "Only an officer of the partnership can do this."


def runs_all(actor: Actor) -> bool:
    return actor.is_clock or actor.holds(Role.ADMINISTRATOR)


def can_run_everything(actor: Actor) -> Refusal | None:
    """What the clock does, and an administrator in its place."""
    return None if runs_all(actor) else not_allowed("Only the clock and an administrator do this.")


def runs(actor: Actor, event: Event) -> bool:
    """An officer of the partnership that holds the event. A partner in a joint one reads it, and books its people."""
    return runs_all(actor) or event.partnership_id in actor.partnerships_as(Role.OFFICER)


def can_run_in(actor: Actor, partnership_id: int) -> Refusal | None:
    """Read what an officer of the partnership has to decide."""
    if runs_all(actor) or partnership_id in actor.partnerships_as(Role.OFFICER):
        return None
    return not_allowed(OFFICERS)


def can_run(actor: Actor, event: Event) -> Refusal | None:
    """Give and move places, decide what is held, postpone and cancel."""
    return None if runs(actor, event) else not_allowed(OFFICERS)


def can_let_in(actor: Actor, event: Event) -> Refusal | None:
    """Let somebody in at the door: whoever runs the event or gives it."""
    if runs(actor, event) or gives(actor, event):
        return None
    return not_allowed("Only the event's trainers and an officer of the partnership can let people in.")


def source_of(actor: Actor, person: Person, agency: Agency, event: Event, *, on: date) -> Source | None:
    """As what somebody books for a person: themself, their manager, the agency's coordinator, the office."""
    if actor.person_id == person.pk:
        return Source.OWN
    posts = Post.objects.filter(current(on), person=person, agency=agency)
    if actor.people_ids and posts.filter(manager_id__in=actor.people_ids).exists():
        return Source.MANAGER
    led = [partnership for partnership, mine in actor.areas_as(Role.AGENCY_LEAD) if mine == agency.pk]
    if led and posts.filter(partnership_id__in=led).exists():
        return Source.COORDINATOR
    served = actor.partnerships_as(Role.OFFICER)
    if runs(actor, event) or (served and posts.filter(partnership_id__in=served).exists()):
        return Source.OFFICE
    return None


def can_book_for(actor: Actor, person: Person, agency: Agency, event: Event, *, on: date) -> Refusal | None:
    if source_of(actor, person, agency, event, on=on) is not None:
        return None
    return not_visible("This person")


def visible_to(actor: Actor, *, on: date) -> Any:
    """Bookings someone may read: their own, their people's, their agency's, their events', their partnership's."""
    if runs_all(actor):
        return Q()
    served = actor.partnerships_as(Role.OFFICER)
    joint = JointWith.objects.filter(event=OuterRef("event"), partnership_id__in=served)
    seen: Any = Q(event__partnership_id__in=served)
    if served:
        seen |= Exists(joint)
    for partnership_id, agency_id in sorted(actor.areas_as(Role.AGENCY_LEAD)):
        here = Post.objects.filter(person_id=OuterRef("person_id"), partnership_id=partnership_id, agency_id=agency_id)
        seen |= Q(agency_id=agency_id) & Q(Exists(here))
    if actor.people_ids:
        team = Post.objects.filter(current(on), person_id=OuterRef("person_id"), manager_id__in=actor.people_ids)
        seen |= Exists(team) | Q(approval__approver_id__in=actor.people_ids)
    if actor.person_id is not None:
        given = EventTrainer.objects.filter(
            event=OuterRef("event"), trainer__person_id=actor.person_id, declined_at__isnull=True
        )
        seen |= Q(person_id=actor.person_id) | Exists(given)
    return seen


def can_see(actor: Actor, booking: Booking, *, on: date) -> Refusal | None:
    if Booking.objects.filter(visible_to(actor, on=on), pk=booking.pk).exists():
        return None
    return not_visible("This booking")


def can_change(actor: Actor, booking: Booking, *, on: date) -> Refusal | None:
    """Cancel, withdraw, hand on, take up an offer: the person, or whoever may book for them."""
    if source_of(actor, booking.person, booking.agency, booking.event, on=on) is not None:
        return None
    if can_see(actor, booking, on=on) is None:
        return not_allowed("Only the person, whoever books for them, and an officer can change this booking.")
    return not_visible("This booking")


def can_answer(actor: Actor, approval: Approval, *, on: date) -> Refusal | None:
    """The approver or their deputy; the agency's lead where a role or nobody is named; an officer. Never oneself."""
    booking = approval.booking
    if actor.person_id is not None and actor.person_id == booking.person_id:
        return not_allowed("Somebody else has to approve your own application.")
    if runs(actor, booking.event) or (approval.approver_id is not None and approval.approver_id in actor.people_ids):
        return None
    if approval.approver_id is None and _leads(actor, booking):
        return None
    if can_see(actor, booking, on=on) is None:
        return not_allowed("Only the approver, their deputy and an officer can answer this.")
    return not_visible("This application")


def _leads(actor: Actor, booking: Booking) -> bool:
    """The lead of the booking's agency in a partnership where the person is posted: a neighbour's lead is not."""
    led = [partnership for partnership, agency in actor.areas_as(Role.AGENCY_LEAD) if agency == booking.agency_id]
    here = Post.objects.filter(person=booking.person_id, agency=booking.agency_id, partnership_id__in=led)
    return bool(led) and here.exists()


def can_take_register(actor: Actor, event: Event) -> Refusal | None:
    """Mark who is there, let people in and close the register: whoever runs the event or gives it (E21)."""
    return None if can_let_in(actor, event) is None else not_allowed(TAKERS)


TAKERS = "Only the event's trainers and an officer of the partnership take its register."


def can_read_register(actor: Actor, event: Event) -> Refusal | None:
    """Whoever takes it, and the officers of a partnership with which the event is held jointly."""
    served = actor.partnerships_as(Role.OFFICER)
    joint = JointWith.objects.filter(event=event, partnership_id__in=served)
    if can_take_register(actor, event) is None or (served and joint.exists()):
        return None
    return not_visible("This register")
