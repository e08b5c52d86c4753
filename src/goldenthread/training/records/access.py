"""Who may read and keep a training record: the person, who manages them now, their lead, their area's officer."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from goldenthread.kernel.actor import Actor, Role
from goldenthread.kernel.refusal import Refusal, not_allowed, not_visible
from goldenthread.setting.workforce.access import current, not_ended
from goldenthread.setting.workforce.models import Person, Post

from .models import Record
from .terms import State

NOT_YOURS = "Only the person's agency lead or an officer of the partnership can do this."


def _keeps_all(actor: Actor) -> bool:
    return actor.is_clock or actor.holds(Role.ADMINISTRATOR)


def _lead_of(actor: Actor) -> Q:
    areas = Q(pk__in=())
    for partnership_id, agency_id in sorted(actor.areas_as(Role.AGENCY_LEAD)):
        areas |= Q(partnership_id=partnership_id, agency_id=agency_id)
    return areas


def visible_to(actor: Actor, *, on: date) -> Any:
    """Records someone may read. What was completed after a post ended is not its old area's to see.

    A lead and a manager see those who work for them now; an officer also whoever left the area, up to
    the day they left it.
    """
    if _keeps_all(actor):
        return Q()
    posts = Post.objects.filter(person_id=OuterRef("person_id"))
    officer = posts.filter(partnership_id__in=actor.partnerships_as(Role.OFFICER)).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on) | Q(ends_on__gte=OuterRef("completed_on"))
    )
    seen: Any = Exists(officer) | Exists(posts.filter(_lead_of(actor)).filter(not_ended(on)))
    seen |= Exists(posts.filter(current(on), manager_id__in=actor.people_ids))
    return seen | Q(person_id=actor.person_id) if actor.person_id is not None else seen


def can_see(actor: Actor, record: Record, *, on: date) -> Refusal | None:
    if Record.objects.filter(visible_to(actor, on=on), pk=record.pk).exists():
        return None
    return not_visible("This record")


def can_keep(actor: Actor, person: Person, *, on: date) -> Refusal | None:
    """Enter, verify, correct and withdraw someone's records: the lead of an agency they work in, and officers.

    Nobody verifies their own.
    """
    if _keeps_all(actor):
        return None
    posts = Post.objects.filter(not_ended(on), person=person)
    allowed = Q(partnership_id__in=actor.partnerships_as(Role.OFFICER)) | _lead_of(actor)
    if posts.filter(allowed).exists():
        return None
    if actor.person_id == person.pk or posts.filter(manager_id__in=actor.people_ids).exists():
        return not_allowed(NOT_YOURS)
    return not_visible("This person")


def can_verify(actor: Actor, record: Record, *, on: date) -> Refusal | None:
    if actor.person_id is not None and actor.person_id == record.person_id:
        return not_allowed("Somebody else has to verify your own record.")
    return can_keep(actor, record.person, on=on)


def can_recognise(actor: Actor, person: Person, *, on: date) -> Refusal | None:
    if actor.person_id is not None and actor.person_id == person.pk:
        return not_allowed("Somebody else has to recognise your own prior learning.")
    return can_keep(actor, person, on=on)


def can_enter_own(actor: Actor, person: Person) -> Refusal | None:
    return None if actor.person_id == person.pk else not_allowed("You can enter only your own learning here.")


def can_change_own(actor: Actor, record: Record) -> Refusal | None:
    """One's own record while nobody has verified it, or after it was refused."""
    if actor.person_id != record.person_id:
        return not_visible("This record")
    if record.state in (State.TO_VERIFY, State.REFUSED):
        return None
    return not_allowed(
        "This record was verified or came from your agency, so you cannot change it. "
        "If it is wrong, ask your agency's lead for training to correct it."
    )
