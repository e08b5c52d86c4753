"""The questions a framework asks of a person, because the answer decides what they need (B52)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from goldenthread.setting.frameworks.selectors import framework_of, in_force
from goldenthread.setting.frameworks.terms import Framework, Question
from goldenthread.setting.partnerships.models import Partnership
from goldenthread.setting.workforce.models import ConditionAnswer, DutyHeld, Post

from ..rules.chooser import Situation, questions_for


@dataclass(frozen=True)
class AskedQuestion:
    """One question asked of a person, and their answer; None while they have not given one."""

    partnership: Partnership
    question: Question
    is_yes: bool | None


def questions_asked_of(person_id: int, on: date) -> list[AskedQuestion]:
    """Every question whose answer could change what the person is asked in a post they hold on the day."""
    current = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    posts = list(
        Post.objects.filter(current, starts_on__lte=on, person_id=person_id)
        .select_related("agency", "job_role", "partnership")
        .order_by("partnership_id", "id")
    )
    duties = list(DutyHeld.objects.filter(current, starts_on__lte=on, person_id=person_id))
    given = {
        (answer.partnership_id, answer.question_key): answer.is_yes
        for answer in ConditionAnswer.objects.filter(person_id=person_id)
    }
    found: list[AskedQuestion] = []
    for partnership in {post.partnership_id: post.partnership for post in posts}.values():
        here = [post for post in posts if post.partnership_id == partnership.pk]
        for version in in_force(partnership.pk, on):
            framework = framework_of(version)
            keys = _decisive(framework, here, duties)
            found += [
                AskedQuestion(partnership, question, given.get((partnership.pk, question.key)))
                for question in framework.questions
                if question.key in keys
            ]
    return found


def _decisive(framework: Framework, posts: Iterable[Post], duties: Iterable[DutyHeld]) -> set[str]:
    held = list(duties)
    return {
        key
        for post in posts
        for key in questions_for(
            framework,
            Situation(
                agency_kind=post.agency.kind,
                job_role="" if post.job_role is None else post.job_role.key,
                duties=tuple(duty.kind for duty in held if duty.agency_id in (None, post.agency_id)),
                group_key=post.group_key,
            ),
        )
    }
