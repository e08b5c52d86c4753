"""Read the catalogue: courses that are ours, courses of others, and what counts for what."""

from collections.abc import Iterable

from django.db.models import F, Q, QuerySet

from goldenthread.kernel.refusal import Refused, not_visible

from ..models import CountsFor, Course, SetAside


def for_standing(partnership_id: int) -> tuple[list[Course], list[CountsFor], list[int]]:
    """Every course a record may name, what counts for what in this partnership, and what counts for nothing."""
    courses = list(
        Course.objects.only(
            "id", "partnership_id", "key", "title", "level", "level_scheme", "topics", "refresher_of_id"
        ).order_by("id")
    )
    counts = list(CountsFor.objects.filter(partnership_id=partnership_id))
    set_aside = list(SetAside.objects.filter(partnership_id=partnership_id).values_list("course_id", flat=True))
    return courses, counts, set_aside


def ours(partnership_id: int) -> QuerySet[Course]:
    """The partnership's own courses, by title. Anyone may read the catalogue."""
    return Course.objects.filter(partnership_id=partnership_id, retired_on__isnull=True).order_by("title", "id")


def get_course(course_id: int, partnership_id: int) -> Course:
    """One course: the partnership's own, or somebody else's. Anyone may read the catalogue."""
    course = Course.objects.filter(pk=course_id).first()
    if course is None or course.partnership_id not in (None, partnership_id):
        raise Refused(not_visible("This course"))
    return course


def named(partnership_ids: Iterable[int], term: str, limit: int = 20) -> list[Course]:
    """Courses whose title or provider holds all of these words: the partnerships' own first, then other people's."""
    found = Course.objects.filter(Q(partnership_id__in=list(partnership_ids)) | Q(partnership__isnull=True))
    for word in term.split()[:8]:
        found = found.filter(Q(title__icontains=word) | Q(provider__icontains=word))
    found = found.filter(retired_on__isnull=True).select_related("partnership")
    return list(found.order_by(F("partnership_id").asc(nulls_last=True), "title", "id")[:limit])


def get_named(partnership_ids: Iterable[int], course_id: int) -> Course:
    """One course of these partnerships or of others, by its number."""
    offered = Q(partnership_id__in=list(partnership_ids)) | Q(partnership__isnull=True)
    course = Course.objects.filter(offered, pk=course_id).select_related("partnership").first()
    if course is None:
        raise Refused(not_visible("This course"))
    return course
