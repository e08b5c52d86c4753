"""Excuse a person, with a reason and an approver; recognise what they learnt before."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from goldenthread.foundation.audit import services as audit
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import bad_input, not_visible, refuse
from goldenthread.setting.workforce.models import Person, Post

from .. import access
from ..models import Exemption


@transaction.atomic
def exempt(
    *,
    by: Actor,
    at: datetime,
    person: Person,
    partnership_id: int,
    requirement_key: str,
    reason: str,
    starts_on: date,
    ends_on: date,
) -> Exemption:
    """Excuse a person from a requirement between two days. Whoever signs in approves it."""
    refuse(access.can_decide(by, partnership_id=partnership_id))
    if not Post.objects.filter(person=person, partnership_id=partnership_id).exists():
        refuse(not_visible("This person"))
    if not reason.strip():
        refuse(bad_input("Give the reason.", reason="Give the reason."))
    if ends_on < starts_on:
        refuse(bad_input("The last day cannot be before the first.", ends_on="The last day is before the first."))
    exemption = Exemption.objects.create(
        person=person,
        partnership_id=partnership_id,
        requirement_key=requirement_key,
        reason=reason.strip(),
        approved_by_account_id=by.account_id or 0,
        approved_by_name=by.name[:200],
        starts_on=starts_on,
        ends_on=ends_on,
    )
    _note(by, at, exemption, "exempt", reason, {"ends_on": [None, ends_on.isoformat()]})
    return exemption


@transaction.atomic
def end_exemption(*, by: Actor, at: datetime, exemption: Exemption, ends_on: date, reason: str = "") -> Exemption:
    """The exemption ends on another day than it said. Days before its beginning are refused."""
    refuse(access.can_decide(by, partnership_id=exemption.partnership_id))
    if ends_on < exemption.starts_on:
        refuse(bad_input("It cannot end before it began.", ends_on="The last day is before the first."))
    before, exemption.ends_on = exemption.ends_on, ends_on
    exemption.save(update_fields=["ends_on"])
    changes = {"ends_on": [before.isoformat(), ends_on.isoformat()]}
    _note(by, at, exemption, "end exemption", reason, changes)
    return exemption


def _note(by: Actor, at: datetime, exemption: Exemption, act: str, reason: str, changes: dict[str, Any]) -> None:
    audit.record(
        by=by,
        at=at,
        act=act,
        thing="standing.exemption",
        thing_id=exemption.pk,
        partnership_id=exemption.partnership_id,
        reason=reason,
        changes=changes,
    )
