"""Make and publish question sets. A published set is never edited: a new version is made."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from goldenthread.foundation.audit import services as audit
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refusal, bad_input, refuse

from .models import QuestionSet, SetQuestion
from .rules import Asked


@transaction.atomic
def draft(
    *,
    by: Actor,
    at: datetime,
    key: str,
    title: str,
    purpose: str,
    questions: Sequence[Asked],
    partnership_id: int | None,
) -> QuestionSet:
    """A new version of a question set, not yet in use."""
    keys = [asked.key for asked in questions]
    refuse(bad_input("Each question needs a key of its own.") if len(set(keys)) != len(keys) else None)
    latest = QuestionSet.objects.filter(key=key).order_by("-version").first()
    made = QuestionSet.objects.create(
        key=key,
        version=latest.version + 1 if latest else 1,
        title=title,
        purpose=purpose,
        partnership_id=partnership_id,
    )
    SetQuestion.objects.bulk_create(
        SetQuestion(
            question_set=made,
            position=position,
            key=asked.key,
            ask=asked.ask,
            kind=asked.kind,
            options=list(asked.options),
            required=asked.required,
        )
        for position, asked in enumerate(questions, start=1)
    )
    audit.record(
        by=by, at=at, act="draft", thing="question set", thing_id=f"{key}/{made.version}", partnership_id=partnership_id
    )
    return made


@transaction.atomic
def publish(*, by: Actor, at: datetime, question_set: QuestionSet) -> QuestionSet:
    """Put a version into use. From here on it does not change."""
    changed = QuestionSet.objects.filter(pk=question_set.pk, published_at__isnull=True).update(published_at=at)
    refuse(None if changed else Refusal("This version is in use already."))
    audit.record(
        by=by,
        at=at,
        act="publish",
        thing="question set",
        thing_id=f"{question_set.key}/{question_set.version}",
        partnership_id=question_set.partnership_id,
    )
    question_set.refresh_from_db()
    return question_set
