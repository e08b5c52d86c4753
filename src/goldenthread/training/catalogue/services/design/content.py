"""Versions of a course's content, each with its reason, and the reviews partners make of it."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refusal, bad_input, refuse
from goldenthread.setting.partnerships.models import Agency, Membership

from ...models import ContentVersion, Course, Review
from ...selectors.whole import content_of, last_version
from ._shared import day_of, may_change, note, said


@transaction.atomic
def change_content(*, by: Actor, at: datetime, course: Course, reason: str, evidence: str = "") -> ContentVersion:
    """Keep what the course teaches now as its next version, with the reason and the evidence for the change."""
    may_change(by, course)
    reason = said(reason, "reason", "Say why the content changed.")
    last, content = last_version(course), content_of(course, day_of(at))
    if last is not None and last.content == content:
        refuse(Refusal(f"Nothing has changed since version {last.number}."))
    version = ContentVersion.objects.create(
        course=course,
        number=last.number + 1 if last else 1,
        made_on=day_of(at),
        reason=reason,
        evidence=evidence.strip(),
        content=content,
        made_by_account_id=by.account_id,
    )
    note(by, at, course, "change content", {"number": [last.number if last else None, version.number]}, reason)
    return version


@transaction.atomic
def record_review(
    *,
    by: Actor,
    at: datetime,
    course: Course,
    reviewed_on: date,
    agencies: Iterable[Agency],
    outcome: str,
    review_due_on: date,
) -> Review:
    """Partners looked at its content together: which agencies, what came of it, and when they will again (A13, A14)."""
    partnership_id = may_change(by, course)
    outcome = said(outcome, "outcome", "Say what came of the review.")
    took_part = list(agencies)
    errors = {}
    if not took_part:
        errors["agencies"] = "Choose the agencies that took part."
    elif not _all_ours(partnership_id, took_part):
        errors["agencies"] = "Choose agencies of the partnership."
    if reviewed_on > day_of(at):
        errors["reviewed_on"] = "The day of the review cannot be in the future."
    if review_due_on <= reviewed_on:
        errors["review_due_on"] = "The next review comes after this one."
    if errors:
        refuse(bad_input(next(iter(errors.values())), **errors))
    review = Review.objects.create(
        course=course, reviewed_on=reviewed_on, outcome=outcome, entered_by_account_id=by.account_id
    )
    review.agencies.set(took_part)
    changes = {"review_due_on": [course.review_due_on and course.review_due_on.isoformat(), review_due_on.isoformat()]}
    course.review_due_on = review_due_on
    course.save(update_fields=["review_due_on"])
    note(by, at, course, "record review", changes, outcome)
    return review


def _all_ours(partnership_id: int, agencies: list[Agency]) -> bool:
    keys = {agency.pk for agency in agencies}
    rows = Membership.objects.filter(partnership_id=partnership_id, agency_id__in=keys)
    return len(set(rows.values_list("agency_id", flat=True))) == len(keys)
