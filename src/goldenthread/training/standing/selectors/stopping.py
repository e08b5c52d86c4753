"""Courses whose records would stop counting if a version took force, told before it does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import refuse
from goldenthread.setting.frameworks.models import Version
from goldenthread.training.records import selectors as records

from .. import access
from ..rules.words import leaves
from .plan import Plan, course_book, plan_in_force, plan_proposed


@dataclass(frozen=True)
class Stopping:
    """A course of ours that something asks for now and nothing would: its records, and what it met until now."""

    key: str
    title: str
    verified: int
    others: int
    met: tuple[str, ...]

    @property
    def records(self) -> int:
        return self.verified + self.others


def stops_counting(actor: Actor, version: Version, on: date) -> list[Stopping]:
    """Courses of the partnership that would count for nothing any more, those with most records first.

    A requirement that takes any learning at all names no course, and keeps none from this list.
    """
    partnership_id = version.line.partnership_id
    refuse(access.can_decide(actor, partnership_id=partnership_id))
    now = plan_in_force(partnership_id, on)
    met, meets = taken_in(now), taken_in(plan_proposed(version, on))
    lost = {course: titles for course, titles in met.items() if course not in meets}
    counts = records.counted_by_course(lost, on)
    found = [
        Stopping(now.book.courses[course].key, now.book.courses[course].title, *counts.get(course, (0, 0)), titles)
        for course, titles in lost.items()
    ]
    return sorted(found, key=lambda one: (-one.records, one.title, one.key))


def taken_in(plan: Plan) -> dict[int, tuple[str, ...]]:
    """Courses of ours that some requirement asks for, however they count for it, with its titles."""
    titles: dict[int, dict[str, None]] = {}
    for asked in plan.asked.values():
        for leaf in leaves(asked.rule):
            for course in leaf.spans.windows:
                if plan.book.courses[course].is_ours:
                    titles.setdefault(course, {})[asked.requirement.title] = None
    return {course: tuple(said) for course, said in titles.items()}


def names_nothing(actor: Actor, version: Version, keys: Sequence[str]) -> list[str]:
    """Of these keys, those of no course of the partnership's catalogue: typing mistakes, or another area's courses."""
    partnership_id = version.line.partnership_id
    refuse(access.can_decide(actor, partnership_id=partnership_id))
    known = {one.key for one in course_book(partnership_id).courses.values() if one.is_ours}
    return [key for key in keys if key not in known]
