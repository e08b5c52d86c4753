"""Outside courses: what people of the partnership have learnt elsewhere, and what was decided about each."""

from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Prefetch, Q, QuerySet

from goldenthread.kernel.refusal import Refused, not_visible
from goldenthread.setting.workforce.models import Post
from goldenthread.training.catalogue.models import CountsFor, Course, SetAside
from goldenthread.training.records.terms import State


def outside_courses(partnership_id: int) -> QuerySet[Any]:
    """Outside courses on the records of people who work in the partnership, with how many records each has.

    `ours` holds what each counts for here, `aside` the decision that it counts for nothing. Three queries.
    """
    posted = Post.objects.filter(partnership_id=partnership_id, person_id=OuterRef("records__person_id"))
    counting = Q(Exists(posted)) & ~Q(records__state=State.REFUSED)
    mapped = CountsFor.objects.filter(partnership_id=partnership_id).select_related("counts_as")
    aside = SetAside.objects.filter(partnership_id=partnership_id)
    return (
        Course.objects.filter(partnership__isnull=True)
        .annotate(
            record_count=Count("records", filter=counting, distinct=True),
            latest_on=Max("records__completed_on", filter=counting),
            is_mapped=Exists(mapped.filter(course_id=OuterRef("pk"))),
            is_aside=Exists(aside.filter(course_id=OuterRef("pk"))),
        )
        .filter(record_count__gt=0)
        .prefetch_related(
            Prefetch("counts_for", queryset=mapped, to_attr="ours"),
            Prefetch("set_aside", queryset=aside, to_attr="aside"),
        )
        .order_by("-record_count", "title")
    )


def undecided_count(partnership_id: int) -> int:
    """How many outside courses nobody has looked at yet."""
    return outside_courses(partnership_id).filter(is_mapped=False, is_aside=False).count()


def get_outside_course(partnership_id: int, course_id: int) -> Any:
    """One outside course that people of the partnership hold records of."""
    found = outside_courses(partnership_id).filter(pk=course_id).first()
    if found is None:
        raise Refused(not_visible("This course"))
    return found


def our_courses(partnership_id: int) -> dict[int, Course]:
    """The partnership's own courses by id, in order of title; those retired are left out."""
    rows = Course.objects.filter(partnership_id=partnership_id, retired_on__isnull=True).order_by("title")
    return {course.pk: course for course in rows}


def get_mapping(partnership_id: int, mapping_id: int) -> CountsFor:
    """One decision that an outside course counts for ours."""
    rows = CountsFor.objects.filter(partnership_id=partnership_id, pk=mapping_id, course__partnership__isnull=True)
    found = rows.select_related("course", "counts_as").first()
    if found is None:
        raise Refused(not_visible("This decision"))
    return found


def get_aside(partnership_id: int, course_id: int) -> SetAside:
    """The decision that an outside course counts for nothing here."""
    found = SetAside.objects.filter(partnership_id=partnership_id, course_id=course_id).select_related("course").first()
    if found is None:
        raise Refused(not_visible("This decision"))
    return found
