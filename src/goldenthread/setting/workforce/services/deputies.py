"""Deputies: who stands in for whom, between two days."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from goldenthread.foundation.audit import services as audit
from goldenthread.foundation.constraints import keep
from goldenthread.kernel.actor import Actor, Role
from goldenthread.kernel.refusal import Refusal, not_allowed, refuse

from ..models import Deputy, Person, Post
from ..rules.deputies import why_not_deputy


def _why_not_name(by: Actor, person: Person, on: date) -> Refusal | None:
    """One names one's own deputy; a lead or an officer does it for those of their area. A deputy names none."""
    if by.holds(Role.ADMINISTRATOR) or by.person_id == person.pk:
        return None
    posts = Post.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), person=person, starts_on__lte=on)
    areas = Q(partnership_id__in=sorted(by.partnerships_as(Role.OFFICER)))
    for grant in by.grants:
        if grant.role == Role.AGENCY_LEAD and not grant.deputising_for:
            areas |= Q(partnership_id=grant.partnership_id, agency_id=grant.agency_id)
    if posts.filter(areas).exists():
        return None
    return not_allowed(f"Only {person}, their agency's lead or an officer of their partnership can name their deputy.")


def _agencies(person: Person, on: date) -> set[int]:
    posts = Post.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), person=person, starts_on__lte=on)
    return set(posts.values_list("agency_id", flat=True))


@transaction.atomic
def name_deputy(
    *,
    by: Actor,
    at: datetime,
    on: date,
    person: Person,
    deputy: Person,
    starts_on: date,
    ends_on: date,
    reason: str = "",
) -> Deputy:
    """Someone stands in for another between two days, with what that person has for their team."""
    refuse(_why_not_name(by, person, on))
    refuse(
        why_not_deputy(
            starts_on,
            ends_on,
            on=on,
            same_person=person.pk == deputy.pk,
            colleagues=bool(_agencies(person, on) & _agencies(deputy, on)),
        )
    )
    named = Deputy(person=person, deputy=deputy, starts_on=starts_on, ends_on=ends_on, reason=reason.strip())
    keep(named)
    audit.record(
        by=by,
        at=at,
        act="name deputy",
        thing="person",
        thing_id=person.pk,
        reason=reason,
        changes={"deputy": [None, deputy.pk], "days": [None, [starts_on.isoformat(), ends_on.isoformat()]]},
    )
    return named


@transaction.atomic
def end_deputy(*, by: Actor, at: datetime, on: date, named: Deputy) -> None:
    """A deputy stops standing in, at once; one whose days have not come never will."""
    refuse(_why_not_name(by, named.person, on))
    if named.ends_on < on:
        refuse(Refusal("Those days are over already."))
    if named.starts_on >= on:
        named.delete()
    else:
        named.ends_on = on - timedelta(days=1)
        keep(named)
    audit.record(
        by=by,
        at=at,
        act="end deputy",
        thing="person",
        thing_id=named.person_id,
        changes={"deputy": [named.deputy_id, None]},
    )
