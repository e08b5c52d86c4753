"""Read the catalogue: courses that are ours, courses of others, and what counts for what."""

from django.db.models import Q

from .models import CountsFor, Course, SetAside


def for_standing(partnership_id: int) -> tuple[list[Course], list[CountsFor], list[int]]:
    """Every course a record may name, what counts for what in this partnership, and what counts for nothing."""
    courses = list(
        Course.objects.only(
            "id", "partnership_id", "key", "title", "level", "level_scheme", "topics", "refresher_of_id"
        ).order_by("id")
    )
    counts = list(CountsFor.objects.filter(partnership_id=partnership_id))
    set_aside = list(SetAside.objects.filter(Q(partnership_id=partnership_id)).values_list("course_id", flat=True))
    return courses, counts, set_aside
