"""Who acts: an account with its person, the roles it holds on a day, and whom it deputises for."""

from datetime import date

from django.db.models import Q

from goldenthread.kernel.actor import Actor, Grant
from goldenthread.setting.accounts.selectors import name_of_active
from goldenthread.setting.partnerships.selectors import grants_on
from goldenthread.setting.partnerships.terms import DEPUTISED_ROLES

from ..access import current
from ..models import Deputy, Person, Post


def actor_for(account_id: int, on: date) -> Actor:
    """The account as an actor on a day: four queries, however many roles it holds.

    A deputy has what the person they stand in for has for their team and agency. Running a
    partnership or the installation is not passed on that way: only an administrator grants it.
    """
    name = name_of_active(account_id)
    if name is None:
        return Actor(name="an account that is closed")
    person_id = Person.objects.filter(account_id=account_id, merged_into=None).values_list("id", flat=True).first()
    covered = _deputised(person_id, on) if person_id is not None else []
    behind = {person.account_id: str(person) for person in covered if person.account_id is not None}
    grants: list[Grant] = []
    for holder_id, grant in grants_on(account_ids=[account_id, *behind], on=on):
        if holder_id == account_id:
            grants.append(grant)
        elif grant.role in DEPUTISED_ROLES:
            grants.append(Grant(grant.role, grant.partnership_id, grant.agency_id, behind[holder_id]))
    return Actor(
        name=name,
        account_id=account_id,
        person_id=person_id,
        grants=tuple(grants),
        deputising_person_ids=tuple(person.id for person in covered),
    )


def _deputised(person_id: int, on: date) -> list[Person]:
    """The people someone stands in for on a day, each once, in a steady order.

    Only while they are colleagues: whoever leaves the agency stands in for nobody there.
    """
    windows = Q(starts_on__lte=on, ends_on__gte=on)
    ids = Deputy.objects.filter(windows, deputy_id=person_id).values("person_id")
    held = Post.objects.filter(current(on))
    agencies = held.filter(person_id=person_id).values("agency_id")
    together = held.filter(agency_id__in=agencies).values("person_id")
    return list(Person.objects.filter(Q(id__in=together), id__in=ids).order_by("id"))


def manages_anyone(actor: Actor, on: date) -> bool:
    """Whether a post names the actor, or one they deputise for, as manager on that day."""
    current = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    return Post.objects.filter(current, starts_on__lte=on, manager_id__in=actor.people_ids).exists()
