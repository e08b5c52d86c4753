"""A partnership says from which day what is charged, or that nothing is any more (E12)."""

from datetime import date, datetime

from django.db import transaction

from goldenthread.foundation.audit import services as audit
from goldenthread.foundation.constraints import keep
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refusal, bad_input, refuse
from goldenthread.setting.partnerships.models import Partnership
from goldenthread.training.bookings.models import BookingPolicy

from .. import access
from ..models import Entry
from ..selectors.policies import checked


@transaction.atomic
def set_policy(
    *, by: Actor, at: datetime, on: date, partnership: Partnership, starts_on: date, text: str
) -> BookingPolicy:
    """From a day, today or later, this holds. What was said for the same day is replaced while nothing came of it."""
    refuse(access.can_keep(by, partnership.pk))
    if starts_on < on:
        refuse(
            bad_input("It cannot start in the past.", starts_on="Choose today or a later day: nothing past is charged.")
        )
    checked(text, partnership.pk)
    policy = BookingPolicy.objects.filter(partnership=partnership, starts_on=starts_on).first()
    if policy is not None:
        refuse(_why_stands(policy))
    else:
        policy = BookingPolicy(partnership=partnership, starts_on=starts_on)
    policy.text, policy.ends_on, policy.made_at = text, None, at
    keep(policy)
    _note(by, at, policy, "set policy")
    return policy


@transaction.atomic
def end_policy(*, by: Actor, at: datetime, on: date, policy: BookingPolicy, ends_on: date | None) -> BookingPolicy:
    """Its last day; after it the framework's words hold again. Without one it goes on."""
    refuse(access.can_keep(by, policy.partnership_id))
    if ends_on is not None and ends_on < on:
        refuse(bad_input("It cannot end in the past.", ends_on="Choose today or a later day."))
    policy.ends_on = ends_on
    keep(policy)
    _note(by, at, policy, "end policy")
    return policy


@transaction.atomic
def remove_policy(*, by: Actor, at: datetime, policy: BookingPolicy) -> None:
    """It was set by mistake. Refused once anything was charged since its day."""
    refuse(access.can_keep(by, policy.partnership_id))
    refuse(_why_stands(policy))
    _note(by, at, policy, "remove policy")
    policy.delete()


def _why_stands(policy: BookingPolicy) -> Refusal | None:
    charged = Entry.objects.filter(partnership_id=policy.partnership_id, on__gte=policy.starts_on)
    if charged.exists():
        said = f"{policy.starts_on:%-d %B %Y}"
        return bad_input(
            f"Something has been charged since {said}: end this policy and set another from a later day.",
            starts_on=f"Something has been charged since {said}: choose a later day.",
        )
    return None


def _note(by: Actor, at: datetime, policy: BookingPolicy, act: str) -> None:
    ends = policy.ends_on and policy.ends_on.isoformat()
    audit.record(
        by=by,
        at=at,
        act=act,
        thing="bookings.bookingpolicy",
        thing_id=policy.pk,
        partnership_id=policy.partnership_id,
        changes={"starts_on": [None, policy.starts_on.isoformat()], "ends_on": [None, ends]},
    )
