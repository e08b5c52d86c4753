"""A person's answers to the questions their framework asks."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from goldenthread.foundation.audit import services as audit
from goldenthread.foundation.constraints import keep
from goldenthread.foundation.freshness.services import PERSON, mark
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refusal, bad_input, not_allowed, refuse
from goldenthread.setting.frameworks.selectors import framework_of, in_force

from .. import access
from ..models import ConditionAnswer, Person, Post


def _why_not_answer(by: Actor, person: Person, on: date) -> Refusal | None:
    """The person themself, whoever manages them now, and those who keep their posts."""
    if person.pk in by.people_ids:
        return None
    current = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    if (
        by.people_ids
        and Post.objects.filter(current, starts_on__lte=on, person=person, manager_id__in=by.people_ids).exists()
    ):
        return None
    if access.can_see(by, person, on=on) is not None:
        return access.can_see(by, person, on=on)
    if access.can_edit(by, person, on=on) is not None:
        return not_allowed(f"Only {person}, their manager, their agency's lead or an officer can answer this.")
    return None


@transaction.atomic
def answer_condition(
    *, by: Actor, at: datetime, on: date, person: Person, partnership_id: int, question_key: str, is_yes: bool
) -> ConditionAnswer:
    """Answer a framework's question for a person, such as whether they advise staff in groups 3 and 4 (B52)."""
    refuse(_why_not_answer(by, person, on))
    asked = {question.key for version in in_force(partnership_id, on) for question in framework_of(version).questions}
    if question_key not in asked:
        refuse(
            bad_input("The framework does not ask this any more. Go back to your details and look at what it asks now.")
        )
    before = ConditionAnswer.objects.filter(
        person=person, partnership_id=partnership_id, question_key=question_key
    ).first()
    was = None if before is None else before.is_yes
    answer = before or ConditionAnswer(person=person, partnership_id=partnership_id, question_key=question_key)
    answer.is_yes, answer.answered_at = is_yes, at
    keep(answer)
    audit.record(
        by=by,
        at=at,
        act="answer condition",
        thing="person",
        thing_id=person.pk,
        partnership_id=partnership_id,
        changes={"question_key": [None, question_key], "is_yes": [was, is_yes]},
    )
    mark(kind=PERSON, keys=[person.pk], at=at)
    return answer
