"""A manager's team, their colleagues, and who stands in for whom."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refused, not_visible

from .. import access
from ..models import Deputy, Person, Post


def team_posts(actor: Actor, on: date) -> QuerySet[Post]:
    """Posts held on the day that name the actor, or one they deputise for, as manager."""
    held = Post.objects.filter(access.current(on), manager_id__in=actor.people_ids, person__merged_into__isnull=True)
    return held.select_related("person", "agency", "team", "job_role", "manager", "partnership").order_by(
        "person__family_name", "person__given_name", "id"
    )


@dataclass(frozen=True)
class TeamPost:
    """One post of a team, as its manager's pages show it."""

    person_id: int
    name: str
    family_name: str
    agency: str
    job_title: str
    team: str
    is_volunteer: bool


def team_of(actor: Actor, on: date) -> list[TeamPost]:
    """Everyone the actor manages on a day, by family name. One query."""
    return [
        TeamPost(
            post.person_id,
            str(post.person),
            post.person.family_name,
            post.agency.name,
            post.job_title,
            "" if post.team is None else post.team.name,
            post.is_volunteer,
        )
        for post in team_posts(actor, on)
    ]


def get_team_member(actor: Actor, person_id: int, on: date) -> tuple[Person, list[Post]]:
    """One of the actor's people, with the posts under the actor; nobody else is found."""
    posts = list(team_posts(actor, on).filter(person_id=person_id))
    if not posts:
        raise Refused(not_visible("This person"))
    return posts[0].person, posts


def colleagues(actor: Actor, term: str, on: date, limit: int = 20) -> list[Post]:
    """Current posts of colleagues in the actor's own agencies whose holder goes by these words."""
    mine = Post.objects.filter(
        access.current(on),
        person_id=actor.person_id or 0,
        agency=OuterRef("agency"),
        partnership=OuterRef("partnership"),
    )
    found = Post.objects.filter(Exists(mine), access.current(on), person__merged_into__isnull=True)
    found = found.exclude(person_id=actor.person_id or 0)
    for word in term.split()[:6]:
        found = found.filter(person__given_name__icontains=word) | found.filter(person__family_name__icontains=word)
    ordered = found.select_related("person", "agency").order_by("person__family_name", "person__given_name", "id")
    return list(ordered[:limit])


def own_deputies(actor: Actor) -> list[Deputy]:
    """Those who stand in for the actor, now, before and to come: the latest first."""
    found = Deputy.objects.filter(person_id=actor.person_id or 0).select_related("deputy", "person")
    return list(found.order_by("-starts_on", "-id"))


def get_own_deputy(actor: Actor, deputy_id: int) -> Deputy:
    found = (
        Deputy.objects.filter(person_id=actor.person_id or 0, pk=deputy_id).select_related("deputy", "person").first()
    )
    if found is None:
        raise Refused(not_visible("This deputy"))
    return found


def deputising_for(actor: Actor) -> list[Person]:
    """Those whom the actor stands in for today."""
    return list(Person.objects.filter(pk__in=actor.deputising_person_ids).order_by("family_name", "given_name"))
