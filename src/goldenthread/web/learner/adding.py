"""Adding learning done elsewhere: the course it was, and the act."""

from collections.abc import Set
from datetime import datetime
from typing import Any

from goldenthread.kernel.actor import Actor
from goldenthread.training.catalogue.selectors import get_named
from goldenthread.training.catalogue.services import outside_course
from goldenthread.training.records.services import enter_own

from .forms import LearningForm


def chosen_course(key: str, partnership_ids: Set[int]) -> Any:
    """The course chosen from the list, if one was."""
    return get_named(partnership_ids, int(key)) if key.isascii() and key.isdigit() and len(key) < 18 else None


def enter(*, by: Actor, at: datetime, person: Any, course: Any, said: LearningForm) -> Any:
    """Put it on the person's own record; a course nobody has named yet is kept as somebody else's (E15)."""
    completion = said.completion
    if course is None:
        course = outside_course(
            by=by,
            at=at,
            title=said.cleaned_data["title"],
            provider=said.cleaned_data["provider"],
            minutes=completion["minutes"],
            participatory_minutes=completion["participatory_minutes"],
        )
    return enter_own(by=by, at=at, person=person, course=course, **completion)
