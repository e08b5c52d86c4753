"""Who stands in for whom, and who could."""

from datetime import date

from django.db.models import Q, QuerySet

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refused, not_visible

from ..access import current, visible_to
from ..models import Deputy, Person, Post


def get_own_person(actor: Actor) -> Person:
    """The person behind the account that acts."""
    person = Person.objects.filter(pk=actor.person_id).first() if actor.person_id is not None else None
    if person is None:
        raise Refused(not_visible("That page"))
    return person


def get_person_in_area(actor: Actor, person_id: int, on: date) -> Person:
    """One person whom the actor may see."""
    person = Person.objects.filter(visible_to(actor, on=on), pk=person_id).first()
    if person is None:
        raise Refused(not_visible("That person"))
    return person


def deputies_around(person: Person, on: date) -> list[Deputy]:
    """Those who stand in for someone and those they stand in for, now and to come."""
    rows = Deputy.objects.filter(Q(person=person) | Q(deputy=person), ends_on__gte=on)
    return list(rows.select_related("person", "deputy").order_by("starts_on", "pk"))


def get_own_deputy(actor: Actor, deputy_id: int) -> Deputy:
    """One of the actor's own deputies."""
    own = Deputy.objects.filter(person=get_own_person(actor))
    found = own.filter(pk=deputy_id).select_related("person", "deputy").first()
    if found is None:
        raise Refused(not_visible("That deputy"))
    return found


def colleagues_of(person: Person, on: date) -> QuerySet[Person]:
    """Those who work for an agency that someone works for today, by name."""
    agencies = Post.objects.filter(current(on), person=person).values("agency_id")
    others = Post.objects.filter(current(on), agency_id__in=agencies).values("person_id")
    found = Person.objects.filter(pk__in=others, merged_into=None).exclude(pk=person.pk)
    return found.order_by("family_name", "given_name", "pk")
