"""Everything one person holds that another can take over."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from goldenthread.kernel.actor import Actor

from ..access import not_ended, run_by
from ..models import Deputy, DutyHeld, Person, Post, Seat
from ..terms import Held


def held_by(actor: Actor, person: Person, on: date) -> dict[Held, QuerySet[Any]]:
    """What a person holds on a day and after, as far as the actor runs its area, in a steady order."""
    managed = Post.objects.filter(run_by(actor), not_ended(on), manager=person)
    duties = DutyHeld.objects.filter(run_by(actor), not_ended(on), person=person)
    seats = Seat.objects.filter(run_by(actor, "subgroup__partnership_id"), not_ended(on), person=person)
    stand_ins = Deputy.objects.filter(Q(person=person) | Q(deputy=person), ends_on__gte=on)
    return {
        Held.TEAM: managed.select_related("person", "agency").order_by("person__family_name", "pk"),
        Held.DUTIES: duties.select_related("agency", "partnership").order_by("pk"),
        Held.SEATS: seats.select_related("subgroup", "agency").order_by("pk"),
        Held.DEPUTIES: stand_ins.select_related("person", "deputy").order_by("starts_on", "pk"),
    }


def people_in_post(actor: Actor, on: date) -> QuerySet[Person]:
    """People who hold a post today in an area the actor runs, by name."""
    posts = Post.objects.filter(run_by(actor), not_ended(on), starts_on__lte=on).values("person_id")
    return Person.objects.filter(pk__in=posts, merged_into=None).order_by("family_name", "given_name", "pk")
