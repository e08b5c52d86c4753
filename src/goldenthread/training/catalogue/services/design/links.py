"""What a course serves and belongs to, and what comes before it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refusal, bad_input, refuse
from goldenthread.setting.partnerships.models import Priority

from ...models import Course, Prerequisite, Served, Tag
from ...rules.order import closes_circle
from ...selectors.courses import edges
from ...selectors.lists import lists_of
from ...terms import CourseState
from ._shared import day_of, may_change, note


@transaction.atomic
def set_priorities(*, by: Actor, at: datetime, course: Course, priorities: Iterable[Priority]) -> None:
    """The priorities that a course serves. One in the programme keeps at least one (A05)."""
    partnership_id = may_change(by, course)
    wanted = {priority.pk: priority for priority in priorities}
    if any(priority.partnership_id != partnership_id for priority in wanted.values()):
        words = "Choose priorities of this partnership."
        refuse(bad_input(words, priorities=words))
    if not wanted and course.state == CourseState.PUBLISHED:
        words = "A course in the programme serves at least one priority. Take it out of the programme first."
        refuse(bad_input(words, priorities=words))
    had = set(course.serves.values_list("priority_id", flat=True))
    course.serves.exclude(priority_id__in=wanted).delete()
    Served.objects.bulk_create([Served(course=course, priority_id=key) for key in sorted(wanted.keys() - had)])
    note(by, at, course, "set priorities", {"priority": [sorted(had), sorted(wanted)]})


@transaction.atomic
def set_tags(*, by: Actor, at: datetime, course: Course, lines: Iterable[str]) -> None:
    """The lines of the framework's lists that a course belongs to: drivers (A02), purposes (B02), frameworks (B11).

    What a course carries from a list that is no longer in force stays unless it is left out here.
    """
    partnership_id = may_change(by, course)
    tags = lists_of(partnership_id, day_of(at)).tags
    offered = {one.line: (kind, one.text) for kind, listed in tags.items() for one in listed}
    had = {tag.line: (tag.kind, tag.text) for tag in course.tags.all()}
    wanted = dict.fromkeys(lines)
    if unknown := [line for line in wanted if line not in offered and line not in had]:
        refuse(Refusal(f"Choose from the framework's lists: {', '.join(unknown)} is in none of them."))
    course.tags.exclude(line__in=wanted).delete()
    Tag.objects.bulk_create(
        [
            Tag(course=course, kind=offered[line][0], line=line, text=offered[line][1])
            for line in wanted
            if line not in had
        ]
    )
    note(by, at, course, "set tags", {"line": [sorted(had), sorted(wanted)]})


@transaction.atomic
def set_order(
    *, by: Actor, at: datetime, course: Course, needed: Iterable[Course] = (), advised: Iterable[Course] = ()
) -> None:
    """The courses that come before this one: those that are needed, those that are only the recommended order (B59)."""
    partnership_id = may_change(by, course)
    wanted = {one.pk: (one, False) for one in advised} | {one.pk: (one, True) for one in needed}
    if any(one.partnership_id != partnership_id for one, _ in wanted.values()):
        refuse(bad_input("Choose courses of this partnership.", needed="Choose courses of this partnership."))
    circle = closes_circle(edges(partnership_id), course.pk, list(wanted))
    if circle:
        which = " and ".join(wanted[key][0].title for key in circle)
        words = f"{which} cannot come before {course}: it comes after it already, and nobody could start."
        refuse(bad_input(words, **{"needed" if wanted[circle[0]][1] else "advised": words}))
    had = dict(course.comes_after.values_list("before_id", "is_needed"))
    course.comes_after.all().delete()
    Prerequisite.objects.bulk_create(
        [Prerequisite(course=course, before=one, is_needed=is_needed) for one, is_needed in wanted.values()]
    )
    after = {key: is_needed for key, (_, is_needed) in wanted.items()}
    note(by, at, course, "set order", {"before": [sorted(had), sorted(after)]})
