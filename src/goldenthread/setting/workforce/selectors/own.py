"""What someone may see of themself: posts, addresses, duties, deputies."""

from dataclasses import dataclass
from datetime import date

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refused, not_visible
from goldenthread.setting.partnerships.models import Partnership

from .. import access
from ..models import Address, Deputy, DutyHeld, Person, Post


@dataclass(frozen=True)
class OwnDetails:
    """Everything the workforce register holds on the person who asks."""

    person: Person
    posts: tuple[Post, ...]
    addresses: tuple[Address, ...]
    duties: tuple[DutyHeld, ...]
    deputies: tuple[Deputy, ...]

    def posts_on(self, on: date) -> list[Post]:
        return [post for post in self.posts if post.starts_on <= on and (post.ends_on is None or post.ends_on >= on)]


def own_person(actor: Actor) -> Person:
    """The actor as a person of the workforce."""
    person = Person.objects.filter(pk=actor.person_id or 0, merged_into=None).first()
    if person is None:
        raise Refused(not_visible("Your entry in the workforce"))
    return person


def own_details(actor: Actor) -> OwnDetails:
    """The actor's own entry: five queries, however many posts."""
    person = own_person(actor)
    posts = Post.objects.filter(person=person).select_related(
        "agency", "partnership", "setting", "team", "job_role", "manager"
    )
    duties = DutyHeld.objects.filter(person=person).select_related("agency", "setting", "partnership")
    return OwnDetails(
        person,
        tuple(posts.order_by("-starts_on", "id")),
        tuple(Address.objects.filter(person=person).order_by("-is_preferred", "email")),
        tuple(duties.order_by("-starts_on", "id")),
        tuple(Deputy.objects.filter(person=person).select_related("deputy").order_by("-starts_on", "id")),
    )


def partnership_worked_in(actor: Actor, on: date) -> Partnership | None:
    """The partnership in whose area the actor is in post, the longest held first: its name dresses their pages."""
    posts = Post.objects.filter(access.current(on), person_id=actor.person_id or 0)
    post = posts.select_related("partnership").order_by("starts_on", "id").first()
    return post.partnership if post is not None else None
