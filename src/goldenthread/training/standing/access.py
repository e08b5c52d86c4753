"""Who may see how people stand: themselves, who manages them, who leads their agency, their area's officer."""

from datetime import date
from typing import Any

from django.db.models import Q

from goldenthread.kernel.actor import Actor, Role
from goldenthread.kernel.refusal import Refusal, not_allowed, not_visible
from goldenthread.setting.workforce.access import posts_visible_to
from goldenthread.setting.workforce.models import Post

FIGURES = (Role.OFFICER, Role.BOARD, Role.CHAIR)


def sees_all(actor: Actor) -> bool:
    return actor.is_clock or actor.holds(Role.ADMINISTRATOR)


def visible_to(actor: Actor, prefix: str = "", *, on: date) -> Q:
    """Standing rows someone may see: of people whose posts, in that agency and area, they may see."""
    if sees_all(actor):
        return Q()
    seen = Q(**{f"{prefix}pk__in": ()})
    officer = actor.partnerships_as(Role.OFFICER)
    if officer:
        seen |= Q(**{f"{prefix}partnership_id__in": officer})
    for partnership_id, agency_id in sorted(actor.areas_as(Role.AGENCY_LEAD)):
        seen |= Q(**{f"{prefix}partnership_id": partnership_id, f"{prefix}agency_id": agency_id})
    if actor.people_ids:
        managed: Any = Post.objects.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on, manager_id__in=actor.people_ids
        )
        for person_id, agency_id, partnership_id in managed.values_list("person_id", "agency_id", "partnership_id"):
            seen |= Q(
                **{
                    f"{prefix}person_id": person_id,
                    f"{prefix}agency_id": agency_id,
                    f"{prefix}partnership_id": partnership_id,
                }
            )
    if actor.person_id is not None:
        seen |= Q(**{f"{prefix}person_id": actor.person_id})
    return seen


def posts_seen(actor: Actor, person_id: int, on: date) -> list[tuple[int, int]]:
    """Agency and partnership of this person's posts that the actor may see."""
    posts = Post.objects.filter(posts_visible_to(actor, on=on), person_id=person_id)
    return sorted(set(posts.values_list("agency_id", "partnership_id")))


def can_see_person(actor: Actor, person_id: int, *, on: date) -> Refusal | None:
    if sees_all(actor) or actor.person_id == person_id or posts_seen(actor, person_id, on):
        return None
    return not_visible("This person")


def can_see_agency(actor: Actor, *, agency_id: int, partnership_id: int) -> Refusal | None:
    """The agency's own people, by name: its lead in that area, and the area's officer (B37)."""
    if sees_all(actor) or partnership_id in actor.partnerships_as(Role.OFFICER):
        return None
    if (partnership_id, agency_id) in actor.areas_as(Role.AGENCY_LEAD):
        return None
    return not_visible("This agency")


def can_see_people(actor: Actor, *, partnership_id: int) -> Refusal | None:
    """People of the partnership by name: its officers."""
    if sees_all(actor) or partnership_id in actor.partnerships_as(Role.OFFICER):
        return None
    return not_allowed("Only the partnership's officers can see people by name.")


def can_see_figures(actor: Actor, *, partnership_id: int) -> Refusal | None:
    """Figures of the partnership without names: its officers, its board, its chairs."""
    if sees_all(actor) or partnership_id in actor.partnerships_as(*FIGURES):
        return None
    return not_visible("This partnership")


def can_decide(actor: Actor, *, partnership_id: int) -> Refusal | None:
    """Exempt people, recognise prior learning, take a framework into force."""
    if actor.holds(Role.ADMINISTRATOR) or partnership_id in actor.partnerships_as(Role.OFFICER):
        return None
    return not_allowed("Only an officer of the partnership can decide this.")


def can_keep_figures(actor: Actor) -> Refusal | None:
    """Keep quarters' figures: the clock, and whoever runs the installation."""
    return None if sees_all(actor) else not_allowed("The clock keeps these figures.")
