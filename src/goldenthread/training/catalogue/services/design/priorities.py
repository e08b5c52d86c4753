"""Take over the priorities that the framework in force names, and the courses it names for each (A42)."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from goldenthread.foundation.audit import services as audit
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refusal, Refused, refuse
from goldenthread.setting.partnerships.models import Partnership, Priority, Subgroup
from goldenthread.setting.partnerships.services import create_priority

from ... import access
from ...models import Course, Served
from ...selectors.lists import local_framework


@transaction.atomic
def take_over_priorities(*, by: Actor, at: datetime, partnership: Partnership, on: date) -> tuple[int, int]:
    """Have the framework's priorities, and each served by its courses. Safe to run again: only what lacks is added.

    How many priorities and how many links were new. A priority that already runs under the same name is that one.
    """
    refuse(access.can_keep(by, partnership.pk))
    framework = local_framework(partnership.pk, on)
    if framework is None or not framework.priorities:
        raise Refused(Refusal("The framework in force names no priorities. Set the partnership's own instead."))
    running = Priority.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), partnership=partnership)
    known = {priority.name.casefold(): priority for priority in running}
    owners = {group.key: group for group in Subgroup.objects.filter(partnership=partnership)}
    courses = {course.key: course for course in Course.objects.filter(partnership=partnership)}
    made, wanted = 0, []
    for named in framework.priorities:
        priority = known.get(named.title.casefold())
        if priority is None:
            owner = owners.get(named.owned_by)
            priority = create_priority(
                by=by, at=at, partnership=partnership, name=named.title, starts_on=on, owner=owner
            )
            known[named.title.casefold()] = priority
            made += 1
        wanted += [(courses[key].pk, priority.pk) for key in named.learning if key in courses]
    there = set(Served.objects.filter(course__partnership=partnership).values_list("course_id", "priority_id"))
    new = sorted(set(wanted) - there)
    Served.objects.bulk_create([Served(course_id=course, priority_id=priority) for course, priority in new])
    if made or new:
        audit.record(
            by=by,
            at=at,
            act="take over priorities",
            thing="partnerships.partnership",
            thing_id=partnership.pk,
            partnership_id=partnership.pk,
            changes={"priorities": [None, made], "links": [None, len(new)]},
        )
    return made, len(new)
