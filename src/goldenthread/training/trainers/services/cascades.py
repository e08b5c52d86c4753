"""Cascades: what a trainer or a champion took to an agency at no cost (A11, A38)."""

from datetime import date, datetime

from django.db import transaction

from goldenthread.foundation.constraints import keep
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import bad_input, refuse
from goldenthread.setting.partnerships.models import Agency
from goldenthread.training.catalogue.models import Course

from .. import access
from ..models import Cascade, Trainer
from ._noting import note


@transaction.atomic
def record_cascade(
    *,
    by: Actor,
    at: datetime,
    on: date,
    trainer: Trainer,
    agency: Agency,
    topic: str,
    held_on: date,
    minutes: int,
    attended: int,
    course: Course | None = None,
    note_kept: str = "",
) -> Cascade:
    """A session in an agency, at no cost. It is no event of the partnership and is never counted as one."""
    refuse(access.can_cascade(by, trainer))
    if held_on > on:
        refuse(bad_input("It is still to come.", held_on="Enter a day that has been: record it once it was held."))
    if attended < 1:
        refuse(bad_input("Say how many came.", attended="Say how many came."))
    if course is not None and course.partnership_id != trainer.partnership_id:
        refuse(bad_input("That is another partnership's course.", course="Choose a course of the partnership."))
    if not agency.memberships.filter(partnership_id=trainer.partnership_id).exists():
        refuse(bad_input("That agency is not of this partnership.", agency="Choose an agency of the partnership."))
    held = Cascade(
        partnership_id=trainer.partnership_id,
        trainer=trainer,
        agency=agency,
        course=course,
        topic=topic.strip() or (course.title[:200] if course else ""),
        held_on=held_on,
        minutes=minutes,
        attended=attended,
        note=note_kept.strip(),
    )
    keep(held)
    note(by, at, "record cascade", held, trainer.partnership_id, changes={"attended": [None, attended]})
    return held


@transaction.atomic
def remove_cascade(*, by: Actor, at: datetime, cascade: Cascade) -> None:
    """A cascade was entered by mistake."""
    refuse(access.can_cascade(by, cascade.trainer))
    note(by, at, "remove cascade", cascade, cascade.partnership_id, changes={"attended": [cascade.attended, None]})
    cascade.delete()
