"""Who plans events, who gives them, and who may see one that is not public yet."""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from goldenthread.kernel.actor import Actor, Role
from goldenthread.kernel.refusal import Refusal, not_allowed, not_visible

from .models import Event, EventTrainer, JointWith, PackFile
from .terms import State

PLANNERS = "Only an officer of the partnership can plan its events."


def _runs_all(actor: Actor) -> bool:
    return actor.is_clock or actor.holds(Role.ADMINISTRATOR)


def can_plan(actor: Actor, partnership_id: int) -> Refusal | None:
    """The officers of the partnership that holds an event plan it; a partner in a joint event only sees it."""
    if _runs_all(actor) or partnership_id in actor.partnerships_as(Role.OFFICER):
        return None
    return not_allowed(PLANNERS)


def gives(actor: Actor, event: Event) -> bool:
    """Whether the actor is asked to train at the event, or has confirmed it."""
    if actor.person_id is None:
        return False
    mine = EventTrainer.objects.filter(event=event, trainer__person_id=actor.person_id, declined_at__isnull=True)
    return mine.exists()


def planned_with(actor: Actor) -> Any:
    """Events that the actor's partnerships hold, alone or jointly."""
    if _runs_all(actor):
        return Q()
    served = actor.partnerships_as(Role.OFFICER)
    joint = JointWith.objects.filter(event=OuterRef("pk"), partnership_id__in=served)
    return Q(partnership_id__in=served) | Q(Exists(joint))


def visible_to(actor: Actor) -> Any:
    """Events someone may read: all that were ever published, those of their partnerships, those they give."""
    if _runs_all(actor):
        return Q()
    seen = Q(published_at__isnull=False, for_agency__isnull=True) | planned_with(actor)
    agencies = {agency_id for _, agency_id in actor.areas_as(Role.AGENCY_LEAD)}
    seen |= Q(published_at__isnull=False, for_agency_id__in=agencies)
    if actor.person_id is not None:
        at_agency = Q(for_agency__posts__person_id=actor.person_id, for_agency__posts__ends_on__isnull=True)
        own = Event.objects.filter(at_agency, pk=OuterRef("pk"), published_at__isnull=False)
        mine = EventTrainer.objects.filter(
            event=OuterRef("pk"), trainer__person_id=actor.person_id, declined_at__isnull=True
        )
        seen |= Q(Exists(own)) | Q(Exists(mine))
    return seen


def can_see_event(actor: Actor, event: Event) -> Refusal | None:
    if event.published_at is not None and event.for_agency_id is None:
        return None  # the public programme shows it
    if Event.objects.filter(visible_to(actor), pk=event.pk).exists():
        return None
    return not_visible("This event")


def can_answer(actor: Actor, asked: EventTrainer) -> Refusal | None:
    """The trainer answers for themself; an officer keys what they said on the telephone."""
    if actor.person_id is not None and asked.trainer.person_id == actor.person_id:
        return None
    return can_plan(actor, asked.event.partnership_id) and not_visible("This event")


def can_note_incident(actor: Actor, event: Event) -> Refusal | None:
    """Whoever plans or gives the event."""
    return None if gives(actor, event) else can_plan(actor, event.partnership_id)


def can_open_file(actor: Actor, file: PackFile, *, is_coming: bool) -> Refusal | None:
    """Officers of the partnerships and the event's trainers; those who come, what is meant for them.

    `is_coming` is known to the bookings, which stand above.
    """
    held = Event.objects.filter(planned_with(actor), pk=file.event_id).exists()
    shown = is_coming and file.for_participants and file.event.state != State.CANCELLED
    return None if held or shown or gives(actor, file.event) else not_visible("This file")
