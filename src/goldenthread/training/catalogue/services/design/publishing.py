"""Into the programme and out of it; retired, and taken back."""

from datetime import date, datetime

from django.db import transaction

from goldenthread.foundation.freshness import services as freshness
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refusal, Refused, bad_input, refuse

from ...models import ContentVersion, Course
from ...rules.publishing import what_is_missing
from ...selectors.lists import lists_of
from ...selectors.whole import content_of, last_version, planned
from ...terms import TRANSITIONS, CourseState
from ._shared import change, day_of, may_change, note, ours, said

FIRST = "First published."


@transaction.atomic
def publish_course(*, by: Actor, at: datetime, course: Course, reason: str = "", evidence: str = "") -> Course:
    """Put a course into the programme. Refused with everything that it still lacks, named at once (A05, B12).

    What it teaches is kept as a version; when it changed since the last one, the change needs its reason.
    """
    partnership_id = may_change(by, course)
    _refuse_move(course, CourseState.PUBLISHED)
    missing = what_is_missing(planned(course), lists_of(partnership_id, day_of(at)))
    if missing:
        refuse(Refusal(" ".join(one.words for one in missing), errors={one.part: one.words for one in missing}))
    last, content = last_version(course), content_of(course, day_of(at))
    if last is None or last.content != content:
        if last is not None and not reason.strip():
            words = f"The content has changed since version {last.number}: say why."
            refuse(bad_input(words, reason=words))
        ContentVersion.objects.create(
            course=course,
            number=last.number + 1 if last else 1,
            made_on=day_of(at),
            reason=reason.strip() or FIRST,
            evidence=evidence.strip(),
            content=content,
            made_by_account_id=by.account_id,
        )
    return change(by, at, course, "publish course", state=CourseState.PUBLISHED.value)


@transaction.atomic
def unpublish_course(*, by: Actor, at: datetime, course: Course, reason: str) -> Course:
    """Take a course out of the programme to be worked on. Everything planned and kept stays."""
    may_change(by, course)
    _refuse_move(course, CourseState.DRAFT)
    reason = said(reason, "reason", "Say why it is taken out.")
    course.state = CourseState.DRAFT
    course.save(update_fields=["state"])
    note(by, at, course, "unpublish course", {"state": [CourseState.PUBLISHED.value, CourseState.DRAFT.value]}, reason)
    return course


@transaction.atomic
def retire_course(*, by: Actor, at: datetime, course: Course, reason: str, on: date | None = None) -> Course:
    """The course is given no more from a day. Records of it go on counting as they did."""
    partnership_id, last_day = may_change(by, course), on or day_of(at)
    reason = said(reason, "reason", "Say why it is retired.")
    course.retired_on = last_day
    course.save(update_fields=["retired_on"])
    freshness.mark(kind=freshness.PARTNERSHIP, keys=[partnership_id], at=at)
    note(by, at, course, "retire course", {"retired_on": [None, last_day.isoformat()]}, reason)
    return course


@transaction.atomic
def restore_course(*, by: Actor, at: datetime, course: Course) -> Course:
    """Take a retired course back: into planning, so that it is looked at before it is offered again."""
    partnership_id = ours(by, course)
    if course.retired_on is None:
        raise Refused(Refusal(f"{course} is not retired."))
    changes = {"retired_on": [course.retired_on.isoformat(), None], "state": [course.state, CourseState.DRAFT.value]}
    course.retired_on, course.state = None, CourseState.DRAFT
    course.save(update_fields=["retired_on", "state"])
    freshness.mark(kind=freshness.PARTNERSHIP, keys=[partnership_id], at=at)
    note(by, at, course, "restore course", changes)
    return course


def _refuse_move(course: Course, to: CourseState) -> None:
    if to not in TRANSITIONS[course.state]:
        is_in = course.state == CourseState.PUBLISHED
        refuse(Refusal(f"{course} is {'in the programme already' if is_in else 'being planned already'}."))
