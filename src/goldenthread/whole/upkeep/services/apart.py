"""Two entries that look like one person and are not: say so once, and take it back."""

from datetime import date, datetime

from django.db import transaction

from goldenthread.foundation.audit import services as audit
from goldenthread.kernel.actor import Actor, Role
from goldenthread.kernel.refusal import Refusal, bad_input, not_allowed, refuse
from goldenthread.setting.workforce import access
from goldenthread.setting.workforce.models import Person

from ..models import Apart


def _why_not(by: Actor, one: Person, other: Person, on: date) -> Refusal | None:
    if not by.holds(Role.ADMINISTRATOR, Role.OFFICER):
        return not_allowed("Only the partnership's officer can say that two entries are two people.")
    if one.pk == other.pk:
        return bad_input("Choose two different entries.", other="Choose two different entries.")
    if one.merged_into_id is not None or other.merged_into_id is not None:
        return Refusal("One of these entries has been joined to another. Part them first.")
    return access.can_join(by, one, on=on) or access.can_join(by, other, on=on)


@transaction.atomic
def tell_apart(*, by: Actor, at: datetime, on: date, one: Person, other: Person) -> Apart:
    """They are two people: nobody is asked about these two again, until it is taken back."""
    refuse(_why_not(by, one, other, on))
    first, second = sorted((one, other), key=lambda person: person.pk)
    if Apart.objects.filter(first=first, second=second, undone_at=None).exists():
        refuse(Refusal("It has been said already that these are two people."))
    apart = Apart.objects.create(
        first=first, second=second, done_at=at, done_by_account_id=by.account_id, done_by_name=by.name[:200]
    )
    audit.record(by=by, at=at, act="told apart", thing="workforce.person", thing_id=first.pk)
    return apart


@transaction.atomic
def undo_apart(*, by: Actor, at: datetime, on: date, apart: Apart) -> Apart:
    """They may be one person after all: the question is asked again."""
    if not by.holds(Role.ADMINISTRATOR, Role.OFFICER):
        refuse(not_allowed("Only the partnership's officer can take this back."))
    refuse(access.can_join(by, apart.first, on=on))
    if apart.undone_at is not None:
        refuse(Refusal("This has been taken back already."))
    apart.undone_at = at
    apart.save(update_fields=["undone_at"])
    audit.record(by=by, at=at, act="no longer told apart", thing="workforce.person", thing_id=apart.first_id)
    return apart
