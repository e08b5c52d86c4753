"""Who may read, issue and revoke certificates."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from goldenthread.kernel.actor import Actor, Role
from goldenthread.kernel.refusal import Refusal, not_allowed, not_visible
from goldenthread.setting.workforce.access import current
from goldenthread.setting.workforce.models import Post

from .models import Certificate

OFFICERS = "Only an officer of the partnership can do this."


def _runs_all(actor: Actor) -> bool:
    return actor.is_clock or actor.holds(Role.ADMINISTRATOR)


def visible_to(actor: Actor, *, on: date) -> Any:
    """A person's own; their manager's and their agency's, while they work there; the partnership's officers'."""
    if _runs_all(actor):
        return Q()
    seen: Any = Q(partnership_id__in=actor.partnerships_as(Role.OFFICER))
    posts = Post.objects.filter(current(on), person_id=OuterRef("person_id"))
    for partnership_id, agency_id in sorted(actor.areas_as(Role.AGENCY_LEAD)):
        seen |= Q(Exists(posts.filter(partnership_id=partnership_id, agency_id=agency_id)))
    if actor.people_ids:
        seen |= Q(Exists(posts.filter(manager_id__in=actor.people_ids)))
    return seen | Q(person_id=actor.person_id) if actor.person_id is not None else seen


def can_issue(actor: Actor, partnership_id: int) -> Refusal | None:
    """The clock issues by rule; an officer at once, and again."""
    if _runs_all(actor) or partnership_id in actor.partnerships_as(Role.OFFICER):
        return None
    return not_allowed(OFFICERS)


def can_revoke(actor: Actor, certificate: Certificate) -> Refusal | None:
    return can_issue(actor, certificate.partnership_id)


def can_reissue(actor: Actor, certificate: Certificate) -> Refusal | None:
    """An officer, and whose it is when their name was put right."""
    if actor.person_id is not None and actor.person_id == certificate.person_id:
        return None
    if can_issue(actor, certificate.partnership_id) is None:
        return None
    return not_visible("This certificate")
