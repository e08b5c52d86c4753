"""Who may see and change whom: officers their area, leads their agency in it, managers their team."""

from datetime import date
from typing import Any

from django.db.models import Q

from goldenthread.kernel.actor import Actor, Role
from goldenthread.kernel.refusal import Refusal, bad_input, not_allowed, not_visible

from .models import Person, Post


def current(on: date, prefix: str = "") -> Q:
    """Posts, duties or seats held on a day."""
    open_ended = Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gte": on})
    return open_ended & Q(**{f"{prefix}starts_on__lte": on})


def not_ended(on: date, prefix: str = "") -> Q:
    """Held on a day, or to begin after it."""
    return Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gte": on})


def posts_visible_to(actor: Actor, prefix: str = "", *, on: date) -> Q:
    """Posts an actor may see: an officer those of their own area only, whatever else the person does elsewhere."""
    if actor.is_clock or actor.holds(Role.ADMINISTRATOR):
        return Q()
    seen = Q(**{f"{prefix}pk__in": ()})
    officer = actor.partnerships_as(Role.OFFICER)
    if officer:
        seen |= Q(**{f"{prefix}partnership_id__in": officer})
    for partnership_id, agency_id in sorted(actor.areas_as(Role.AGENCY_LEAD)):
        seen |= Q(**{f"{prefix}partnership_id": partnership_id, f"{prefix}agency_id": agency_id}) & not_ended(
            on, prefix
        )
    if actor.people_ids:
        seen |= Q(**{f"{prefix}manager_id__in": actor.people_ids}) & current(on, prefix)
    if actor.person_id is not None:
        seen |= Q(**{f"{prefix}person_id": actor.person_id})
    return seen


def visible_to(actor: Actor, prefix: str = "", *, on: date) -> Q:
    """People an actor may see. A former employer does not see them; their own area's officer still does.

    `prefix` leads to the person, such as "person__".
    """
    if actor.is_clock or actor.holds(Role.ADMINISTRATOR):
        return Q()
    posts: Any = Post.objects.filter(posts_visible_to(actor, on=on)).values("person_id")
    seen = Q(**{f"{prefix}pk__in": posts})
    if actor.person_id is not None:
        seen |= Q(**{f"{prefix}pk": actor.person_id})
    return seen


def left_on(actor: Actor, person: Person, *, on: date) -> date | None:
    """The last day on which someone worked where the actor may see it; None if they still do, or will."""
    if actor.is_clock or actor.holds(Role.ADMINISTRATOR) or actor.person_id == person.pk:
        return None
    posts = Post.objects.filter(posts_visible_to(actor, on=on), person=person)
    if posts.filter(not_ended(on)).exists():
        return None
    return posts.order_by("-ends_on").values_list("ends_on", flat=True).first()


def can_see(actor: Actor, person: Person, *, on: date) -> Refusal | None:
    if Person.objects.filter(visible_to(actor, on=on), pk=person.pk).exists():
        return None
    return not_visible("This person")


def can_edit(actor: Actor, person: Person, *, on: date) -> Refusal | None:
    """An officer edits those who work in their area now or will, a lead those in their agency; nobody else.

    Once the last post there has ended they may still read what happened in its time, and change nothing.
    """
    if actor.is_clock or actor.holds(Role.ADMINISTRATOR):
        return None
    posts = Post.objects.filter(person=person)
    own = Q(partnership_id__in=actor.partnerships_as(Role.OFFICER))
    for partnership_id, agency_id in sorted(actor.areas_as(Role.AGENCY_LEAD)):
        own |= Q(partnership_id=partnership_id, agency_id=agency_id)
    if posts.filter(own & not_ended(on)).exists():
        return None
    if can_see(actor, person, on=on) is not None:
        return not_visible("This person")
    return not_allowed(
        "Only the lead of an agency they work in, or the officer of an area they work in, can change this."
    )


def can_join(actor: Actor, person: Person, *, on: date) -> Refusal | None:
    """Take an entry for one of a pair: who may edit it, and the last area's officer if they work nowhere now."""
    refused = can_edit(actor, person, on=on)
    posts = Post.objects.filter(person=person)
    if refused is None or posts.filter(not_ended(on)).exists() or not posts.filter(run_by(actor)).exists():
        return refused
    return None


def can_run_agency(actor: Actor, *, partnership_id: int, agency_id: int) -> Refusal | None:
    """Load lists for an agency, open and end its posts, decide its possible matches."""
    if actor.is_clock or actor.holds(Role.ADMINISTRATOR) or partnership_id in actor.partnerships_as(Role.OFFICER):
        return None
    if (partnership_id, agency_id) in actor.areas_as(Role.AGENCY_LEAD):
        return None
    if actor.holds(Role.OFFICER, Role.AGENCY_LEAD):
        return not_visible("This agency")
    return not_allowed("Only the agency's lead or the partnership's officer can do this.")


def can_load_lists(actor: Actor) -> Refusal | None:
    """Whether lists, and what loading them leaves to decide, are the actor's business. Which: `can_run_agency`."""
    if actor.holds(Role.ADMINISTRATOR, Role.OFFICER, Role.AGENCY_LEAD):
        return None
    return not_visible("That page")


def can_have_team(actor: Actor) -> Refusal | None:
    """Whoever is in the workforce may have people to manage and name a deputy; an account alone has neither."""
    return None if actor.person_id is not None else not_visible("That page")


def can_invite(actor: Actor, person: Person, *, on: date) -> Refusal | None:
    """Let someone sign in, or part them from an account: an officer of an area where they work now or will."""
    if actor.holds(Role.ADMINISTRATOR):
        return None
    if Post.objects.filter(run_by(actor), not_ended(on), person=person).exists():
        return None
    if can_see(actor, person, on=on) is not None:
        return not_visible("This person")
    return not_allowed("Only an officer of the partnership they work in can invite them to sign in.")


def can_run_partnership(actor: Actor, *, partnership_id: int) -> Refusal | None:
    """What only the partnership's own officer does: seats, the establishment register, merging people."""
    if actor.is_clock or actor.holds(Role.ADMINISTRATOR) or partnership_id in actor.partnerships_as(Role.OFFICER):
        return None
    return not_allowed("Only the partnership's learning and development officer can do this.")


def run_by(actor: Actor, prefix: str = "partnership_id") -> Q:
    """What lies in the partnerships that the actor runs."""
    if actor.holds(Role.ADMINISTRATOR):
        return Q()
    return Q(**{f"{prefix}__in": sorted(actor.partnerships_as(Role.OFFICER))})


def can_hand_over(actor: Actor, person: Person, to: Person, *, on: date) -> Refusal | None:
    """Give what one person holds to another: who runs the area, and only to somebody in post there."""
    if not actor.holds(Role.ADMINISTRATOR, Role.OFFICER):
        return not_allowed("Only an officer of the partnership or an administrator can do this.")
    if person.pk == to.pk:
        return bad_input("That is the same person.", to="Choose somebody else.")
    if not Post.objects.filter(run_by(actor), current(on), person=to).exists():
        return bad_input(f"{to} holds no post here today.", to="Choose someone who is in post today.")
    return None
