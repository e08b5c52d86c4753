"""What a post may name: the groups that an employer may choose, and colleagues who may approve."""

from datetime import date

from django.db.models import Q

from goldenthread.setting.frameworks.selectors import framework_of, in_force

from .. import access
from ..models import Person, Post


def groups_for(post: Post, *, on: date) -> list[tuple[str, str]]:
    """Target groups of the frameworks in force in the post's area; the one it has already stays possible."""
    frameworks = [framework_of(version) for version in in_force(post.partnership_id, on)]
    found = {one.identity(group.key): one.name_of(group) for one in frameworks for group in one.groups}
    was = Post.objects.filter(pk=post.pk).values_list("group_key", flat=True).first() or ""
    if was and was not in found:
        found[was] = f"{was} (as the list says it)"
    return list(found.items())


def colleagues(post: Post, said: str, *, on: date) -> list[Person]:
    """Who in the post's agency goes by this address, staff number or full name; more than one if it is not certain."""
    word = said.strip()
    held = Post.objects.filter(access.not_ended(on), agency_id=post.agency_id, partnership_id=post.partnership_id)
    people = Person.objects.filter(pk__in=held.values("person_id"), merged_into=None)
    numbered = held.filter(staff_number__iexact=word).exclude(staff_number="").values("person_id")
    signed = list(people.filter(Q(addresses__email__iexact=word) | Q(pk__in=numbered)).distinct().order_by("pk")[:2])
    if signed:
        return signed
    names = word.split()
    given = Q(pk__in=())
    for at in range(1, len(names)):
        given |= Q(given_name__iexact=" ".join(names[:at]), family_name__iexact=" ".join(names[at:]))
    return list(people.filter(given).order_by("pk")[:2])


def sign_of(post: Post) -> str:
    """How the manager of a post is told apart on a form: the address, else the name."""
    if post.manager is None:
        return ""
    address = post.manager.addresses.order_by("-is_preferred", "pk").first()
    return address.email if address else str(post.manager)
