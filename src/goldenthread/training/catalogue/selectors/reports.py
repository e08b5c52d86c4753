"""What the programme serves and where it has gaps: by priority, ability, driver, delivery type; hosted apart."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import refuse
from goldenthread.setting.partnerships.models import Priority

from .. import access
from ..models import Course, Outcome, Prerequisite, Served, Tag
from ..rules.tree import Leaf, Step, grow
from ..terms import TAG_KINDS, Arrangement, CourseState
from .equivalence import ours
from .lists import lists_of, local_framework

ELSEWHERE = "Courses of no level"


@dataclass(frozen=True)
class Matrix:
    """Which course serves which priority (A42)."""

    priorities: Sequence[Priority]
    courses: Sequence[Course]
    pairs: frozenset[tuple[int, int]]  # course, priority

    def count(self, priority: Priority) -> int:
        return sum(key == priority.pk for _, key in self.pairs)


def matrix(actor: Actor, partnership_id: int, on: date) -> Matrix:
    """The running priorities and the courses that serve any of them."""
    refuse(access.can_keep(actor, partnership_id))
    running = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    priorities = list(Priority.objects.filter(running, partnership_id=partnership_id).order_by("pk"))
    keys = [priority.pk for priority in priorities]
    served = Served.objects.filter(priority_id__in=keys, course__retired_on__isnull=True)
    pairs = frozenset(served.values_list("course_id", "priority_id"))
    courses = list(ours(partnership_id).filter(pk__in={course for course, _ in pairs}))
    return Matrix(priorities, courses, pairs)


def unlinked(partnership_id: int) -> QuerySet[Course]:
    """Courses in the programme that serve no priority. Publishing refuses them, so that the list is empty (A05)."""
    serves = Served.objects.filter(course=OuterRef("pk"))
    return ours(partnership_id).filter(~Exists(serves), state=CourseState.PUBLISHED)


def names_priorities(partnership_id: int, on: date) -> int:
    """How many priorities the framework in force names."""
    framework = local_framework(partnership_id, on)
    return len(framework.priorities) if framework else 0


@dataclass
class Line:
    """A line of a list with what belongs to it."""

    of: str
    text: str
    courses: list[Course] = field(default_factory=list)
    outcome_count: int = 0

    @property
    def course_count(self) -> int:
        return len(self.courses)

    @property
    def titles(self) -> str:
        return "; ".join(course.title for course in self.courses)


def coverage(actor: Actor, partnership_id: int, on: date) -> list[Line]:
    """For each thing the workforce should become able to do: the outcomes tagged to it, in how many courses (A40).

    The last line counts the outcomes that are tagged to nothing.
    """
    refuse(access.can_keep(actor, partnership_id))
    lines = {one.line: Line(one.of, one.text) for one in lists_of(partnership_id, on).abilities}
    loose = Line("", "Tagged to nothing, or to a list that is no longer in force")
    rows = Outcome.objects.filter(course__partnership_id=partnership_id, course__retired_on__isnull=True)
    for outcome in rows.select_related("course").order_by("course__title", "position"):
        line = lines.get(outcome.ability, loose)
        line.outcome_count += 1
        if outcome.course not in line.courses:
            line.courses.append(outcome.course)
    return [*lines.values(), *([loose] if loose.outcome_count else [])]


def by_tag(actor: Actor, partnership_id: int, on: date) -> list[Line]:
    """Courses by driver, purpose and every other list they belong to; a line that has none is a gap (A02, B02, B11)."""
    refuse(access.can_keep(actor, partnership_id))
    tags = lists_of(partnership_id, on).tags
    lines = {one.line: Line(TAG_KINDS[kind], one.text) for kind, listed in tags.items() for one in listed}
    rows = Tag.objects.filter(course__partnership_id=partnership_id, course__retired_on__isnull=True)
    for tag in rows.select_related("course").order_by("course__title", "pk"):
        if tag.line not in lines:
            lines[tag.line] = Line(TAG_KINDS.get(tag.kind, tag.kind), f"{tag.text} (no longer in force)")
        lines[tag.line].courses.append(tag.course)
    return list(lines.values())


def by_delivery(actor: Actor, partnership_id: int, on: date) -> list[Line]:
    """Courses by the way they are given, in the framework's order; hosted ones have their own report (A22, A36).

    Every type that the framework names stands in it, the further ones where a course is given so.
    """
    refuse(access.can_keep(actor, partnership_id))
    lists = lists_of(partnership_id, on)
    lines = {one.key: Line("The framework" if one.own else "Further types", one.title) for one in lists.deliveries}
    lines[""] = Line("", "Not chosen yet")
    for course in ours(partnership_id).exclude(arrangement=Arrangement.HOSTED):
        key = course.delivery
        lines.setdefault(key, Line("No longer in force", lists.delivery(key))).courses.append(course)
    named = {one.key for one in lists.deliveries if one.own}
    return [line for key, line in lines.items() if line.courses or key in named]


def hosted(actor: Actor, partnership_id: int) -> QuerySet[Course]:
    """Partners' commissioned training that the partnership opens to all agencies: reported apart (A36)."""
    refuse(access.can_keep(actor, partnership_id))
    return ours(partnership_id).filter(arrangement=Arrangement.HOSTED).select_related("host")


@dataclass(frozen=True)
class TrainingTree:
    """The tree as a list to read, and its lines to draw: (before, after, whether it is needed)."""

    steps: Sequence[Step]
    links: Sequence[tuple[int, int, bool]]


def training_tree(partnership_id: int, on: date, *, published_only: bool = True) -> TrainingTree:
    """Courses by level and branch, each under the one it follows (A43). Anyone may see those that are published."""
    lists = lists_of(partnership_id, on)
    courses = ours(partnership_id).filter(state=CourseState.PUBLISHED) if published_only else ours(partnership_id)
    before: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    rows = Prerequisite.objects.filter(course__partnership_id=partnership_id).order_by("-is_needed", "before__title")
    for course_id, earlier, is_needed in rows.values_list("course_id", "before_id", "is_needed"):
        before[course_id].append((earlier, is_needed))
    leaves = [
        Leaf(
            key=course.pk,
            title=course.title,
            level=lists.level(course.level, course.level_scheme) or ELSEWHERE,
            branch=course.branch,
            address=course.key,
            before=tuple(key for key, _ in before[course.pk]),
            needed=frozenset(key for key, is_needed in before[course.pk] if is_needed),
        )
        for course in courses
    ]
    links = [(key, leaf.key, key in leaf.needed) for leaf in leaves for key in leaf.before]
    return TrainingTree(grow(leaves, [level.name for level in lists.levels]), links)
