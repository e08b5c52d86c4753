"""Courses of the programme: published to everyone, those being planned to officers."""

from datetime import date

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from goldenthread.kernel.actor import Actor, Role
from goldenthread.kernel.refusal import Refused, not_visible, refuse
from goldenthread.setting.partnerships.models import Partnership
from goldenthread.setting.workforce.models import Person
from goldenthread.setting.workforce.terms import DutyKind

from .. import access
from ..models import Course, Outcome, Prerequisite, Served
from ..terms import CourseState
from .equivalence import ours

RETIRED = "retired"


def published(partnership_id: int) -> QuerySet[Course]:
    """The courses in a partnership's programme, by title. Anyone may read them."""
    return ours(partnership_id).filter(state=CourseState.PUBLISHED)


def offering(on: date) -> QuerySet[Partnership]:
    """Partnerships that show a course to the public, by name."""
    running = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    shows = Course.objects.filter(partnership=OuterRef("pk"), state=CourseState.PUBLISHED, retired_on__isnull=True)
    return Partnership.objects.filter(running, Exists(shows)).order_by("name")


def in_office(actor: Actor, partnership_id: int, on: date) -> QuerySet[Course]:
    """Every course of ours with how far it is: `stands`, `serving`, `teaching`, `is_overdue` for review."""
    refuse(access.can_keep(actor, partnership_id))
    serving = Served.objects.filter(course=OuterRef("pk")).order_by().values("course").annotate(n=Count("pk"))
    teaching = Outcome.objects.filter(course=OuterRef("pk")).order_by().values("course").annotate(n=Count("pk"))
    late = Q(review_due_on__lt=on, retired_on__isnull=True)
    return (
        Course.objects.filter(partnership_id=partnership_id)
        .select_related("owner", "host")
        .annotate(
            stands=Case(When(retired_on__isnull=False, then=Value(RETIRED)), default="state"),
            serving=Coalesce(serving.values("n"), 0),
            teaching=Coalesce(teaching.values("n"), 0),
            is_overdue=Case(When(late, then=Value(True)), default=Value(False)),
        )
        .order_by("title", "pk")
    )


def get_our_course(actor: Actor, partnership_id: int, key: str) -> Course:
    """One course of a partnership by its key: to officers however far it is, to everyone once it is published."""
    course = (
        Course.objects.filter(partnership_id=partnership_id, key=key)
        .select_related("partnership", "owner", "host", "refresher_of")
        .first()
    )
    if course is None:
        raise Refused(not_visible("This course"))
    is_open = course.state == CourseState.PUBLISHED and course.retired_on is None
    if not is_open and access.can_keep(actor, partnership_id) is not None:
        raise Refused(not_visible("This course"))
    return course


def outcomes_of(course: Course) -> list[Outcome]:
    """What people learn on it, in order."""
    return list(course.outcomes.all())


def prerequisites_of(course: Course) -> list[tuple[Course, bool]]:
    """The courses that come before it, each with whether it is needed: those needed first."""
    rows = course.comes_after.select_related("before").order_by("-is_needed", "before__title", "pk")
    return [(row.before, row.is_needed) for row in rows]


def edges(partnership_id: int) -> dict[int, set[int]]:
    """For each course of ours, which come before it."""
    found: dict[int, set[int]] = {}
    rows = Prerequisite.objects.filter(course__partnership_id=partnership_id)
    for course, before in rows.values_list("course_id", "before_id"):
        found.setdefault(course, set()).add(before)
    return found


def possible_owners(actor: Actor, partnership_id: int, on: date) -> list[Person]:
    """Who may answer for a course: the partnership's officers who are in the workforce, and its trainers."""
    refuse(access.can_keep(actor, partnership_id))
    grant = "account__roles_granted__"
    granted = Q(
        Q(**{f"{grant}ends_on__isnull": True}) | Q(**{f"{grant}ends_on__gte": on}),
        **{
            f"{grant}partnership_id": partnership_id,
            f"{grant}role__in": [Role.OFFICER, Role.TRAINER],
            f"{grant}starts_on__lte": on,
        },
    )
    training = Q(duties__kind=DutyKind.TRAINER, duties__partnership_id=partnership_id, duties__ends_on__isnull=True)
    found = Person.objects.filter(granted | training, merged_into__isnull=True)
    return list(found.distinct().order_by("family_name", "given_name", "pk"))
