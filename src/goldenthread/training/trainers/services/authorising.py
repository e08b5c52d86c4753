"""Authorise trainers for courses, end it, extend it (A34)."""

from datetime import date, datetime, timedelta

from django.db import transaction

from goldenthread.foundation.constraints import keep
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.periods import after
from goldenthread.kernel.refusal import Refusal, bad_input, not_visible, refuse
from goldenthread.training.catalogue.models import Course

from .. import access, rules
from ..models import Authorisation, Trainer
from ..selectors.asked import asked_of_trainers
from ..terms import EXTENDED_BY
from ._noting import note


@transaction.atomic
def authorise(
    *,
    by: Actor,
    at: datetime,
    trainer: Trainer,
    course: Course,
    starts_on: date,
    expires_on: date | None = None,
    reason: str = "",
) -> Authorisation:
    """A trainer may deliver a course, from and to. What their kind does not deliver is refused (A23)."""
    refuse(access.can_keep(by, trainer.partnership_id))
    if course.partnership_id != trainer.partnership_id:
        refuse(not_visible("This course"))
    kind = asked_of_trainers(trainer.partnership_id, at.date()).kind(trainer.kind)
    why_not = rules.why_kind_does_not(course.key, course.title, kind)
    refuse(bad_input(why_not, course=why_not) if why_not else None)
    if expires_on is not None and expires_on < starts_on:
        refuse(bad_input("It cannot expire before it starts.", expires_on="The last day is before the first."))
    held = Authorisation.objects.filter(trainer=trainer, course=course).first() or Authorisation(
        trainer=trainer, course=course
    )
    changes = {
        "course": [held.course_id if held.pk else None, course.pk],
        "starts_on": [_iso(held.starts_on) if held.pk else None, starts_on.isoformat()],
        "expires_on": [_iso(held.expires_on), _iso(expires_on)],
    }
    held.starts_on, held.expires_on, held.reason = starts_on, expires_on, reason.strip()
    keep(held)
    note(by, at, "authorise trainer", held, trainer.partnership_id, reason=reason, changes=changes)
    return held


@transaction.atomic
def extend(*, by: Actor, at: datetime, on: date, authorisation: Authorisation) -> Authorisation:
    """One press: another year, from its last day, or from today if that is over. Without a last day it needs none."""
    refuse(access.can_keep(by, authorisation.trainer.partnership_id))
    before = authorisation.expires_on
    if before is None:
        refuse(Refusal("This authorisation has no last day, so there is nothing to extend."))
    authorisation.expires_on = after(max(before or on, on), EXTENDED_BY)
    keep(authorisation)
    changes = {"expires_on": [_iso(before), _iso(authorisation.expires_on)]}
    note(by, at, "extend authorisation", authorisation, authorisation.trainer.partnership_id, changes=changes)
    return authorisation


@transaction.atomic
def end(*, by: Actor, at: datetime, on: date, authorisation: Authorisation) -> Authorisation | None:
    """One press: yesterday was its last day. One that began today or later was a mistake and is taken away."""
    refuse(access.can_keep(by, authorisation.trainer.partnership_id))
    partnership_id, before = authorisation.trainer.partnership_id, authorisation.expires_on
    yesterday = on - timedelta(days=1)
    if authorisation.starts_on > yesterday:
        note(by, at, "take authorisation away", authorisation, partnership_id)
        authorisation.delete()
        return None
    if before is not None and before < on:
        refuse(Refusal(f"This authorisation ended on {rules.day(before)} already."))
    authorisation.expires_on = yesterday
    keep(authorisation)
    changes = {"expires_on": [_iso(before), _iso(yesterday)]}
    note(by, at, "end authorisation", authorisation, partnership_id, changes=changes)
    return authorisation


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
