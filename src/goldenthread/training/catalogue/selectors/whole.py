"""One course with everything planned about it, and how far that is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from django.db.models import Prefetch

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.figures import Share
from goldenthread.kernel.refusal import Refused, not_visible, refuse
from goldenthread.setting.partnerships.models import Agency, Priority

from .. import access
from ..models import Check, ContentVersion, Course, MethodPlanned, Outcome, Review, Tag
from ..rules.publishing import what_is_missing
from ..rules.versions import differences
from ..terms import About, Choice, CycleStage, Difference, Lists, Method, Missing, Planned, Stage
from .courses import get_our_course, outcomes_of, prerequisites_of
from .lists import lists_of

L = TypeVar("L")


@dataclass(frozen=True)
class Held:
    """One line that a course is held against, and what was found."""

    line: Choice
    check: Check | None

    @property
    def is_met(self) -> bool:
        return self.check is not None and self.check.is_met


@dataclass(frozen=True)
class Checklist:
    """One list at one stage."""

    about: About
    stage: Stage
    lines: tuple[Held, ...]

    @property
    def met(self) -> Share:
        return Share(sum(one.is_met for one in self.lines), len(self.lines), "lines it is held against")


@dataclass(frozen=True)
class Whole:
    """A course and all that is planned about it."""

    course: Course
    lists: Lists
    outcomes: Sequence[Outcome]
    methods: Sequence[MethodPlanned]
    tags: Sequence[Tag]
    priorities: Sequence[Priority]
    before: Sequence[tuple[Course, bool]]
    after: Sequence[Course]
    checks: Sequence[Check]
    versions: Sequence[ContentVersion]
    reviews: Sequence[Review]
    now: dict[str, Any]

    @cached_property
    def missing(self) -> list[Missing]:
        """What it still lacks before it can be published."""
        return what_is_missing(
            _planned(self.course, self.outcomes, len(self.priorities), self.tags, self.checks), self.lists
        )

    @cached_property
    def stages_missing(self) -> list[str]:
        """Stages of the reflective cycle for which nothing is planned yet (A09)."""
        there = {piece.cycle_stage for piece in self.methods}
        return [str(stage.label) for stage in CycleStage if stage not in there]

    @property
    def planned_minutes(self) -> int:
        return sum(piece.minutes for piece in self.methods)

    @property
    def mix(self) -> list[tuple[str, int]]:
        """Minutes by method, the longest first (A27)."""
        totals: dict[str, int] = {}
        for piece in self.methods:
            totals[piece.method] = totals.get(piece.method, 0) + piece.minutes
        words = {method.value: str(method.label) for method in Method}
        return sorted(
            ((words.get(key, key), total) for key, total in totals.items()), key=lambda one: (-one[1], one[0])
        )

    @cached_property
    def changed(self) -> list[Difference]:
        """What it teaches otherwise than its last version says."""
        return differences(self.versions[0].content, self.now) if self.versions else []

    @cached_property
    def checklists(self) -> list[Checklist]:
        """Every list it is held against, values at each of three stages."""
        asked = [(About.CONTENT, Stage.PLANNING), (About.PRINCIPLES, Stage.PLANNING)]
        asked += [(About.VALUES, stage) for stage in Stage]
        return [checklist for about, stage in asked if (checklist := self.checklist(about, stage)).lines]

    def checklist(self, about: About, stage: Stage) -> Checklist:
        found = {check.line: check for check in self.checks if (check.about, check.stage) == (about, stage)}
        return Checklist(about, stage, tuple(Held(line, found.get(line.line)) for line in self.lists.of(about)))


def whole(actor: Actor, partnership_id: int, key: str, on: date) -> Whole:
    """A course of ours with everything about it: for those who keep the catalogue."""
    course = get_our_course(actor, partnership_id, key)
    refuse(access.can_keep(actor, partnership_id))
    lists = lists_of(partnership_id, on)
    outcomes, methods, before = outcomes_of(course), list(course.methods.all()), prerequisites_of(course)
    priorities = priorities_of(course)
    checks = list(course.checks.all())
    by_name = Prefetch("agencies", Agency.objects.order_by("name"))
    return Whole(
        course=course,
        lists=lists,
        outcomes=outcomes,
        methods=methods,
        tags=list(course.tags.order_by("kind", "pk")),
        priorities=priorities,
        before=before,
        after=[one.course for one in course.comes_before.select_related("course").order_by("course__title")],
        checks=checks,
        versions=list(course.versions.order_by("-number")),
        reviews=list(course.reviews.prefetch_related(by_name).order_by("-reviewed_on", "-pk")),
        now=_content(course, lists, outcomes, methods, checks, priorities, before),
    )


def planned(course: Course) -> Planned:
    """How far a course is, as publishing asks."""
    return _planned(
        course, outcomes_of(course), course.serves.count(), list(course.tags.all()), list(course.checks.all())
    )


def _planned(
    course: Course, outcomes: Sequence[Outcome], priority_count: int, tags: Sequence[Tag], checks: Sequence[Check]
) -> Planned:
    return Planned(
        aims=course.aims,
        delivery=course.delivery,
        minutes=course.minutes,
        has_review_day=course.review_due_on is not None,
        outcomes=tuple((one.text, one.ability) for one in outcomes),
        priority_count=priority_count,
        tagged=frozenset(tag.kind for tag in tags),
        met=frozenset((check.about, check.stage, check.line) for check in checks if check.is_met),
    )


def priorities_of(course: Course) -> list[Priority]:
    """The priorities a course serves, by name."""
    return list(Priority.objects.filter(served_by__course=course).order_by("name", "pk"))


def content_of(course: Course, on: date) -> dict[str, Any]:
    """What a course teaches, as a version keeps it: readable by itself, whatever becomes of the lists."""
    lists, checks = lists_of(course.partnership_id or 0, on), list(course.checks.all())
    methods, before = list(course.methods.all()), prerequisites_of(course)
    return _content(course, lists, outcomes_of(course), methods, checks, priorities_of(course), before)


def _content(
    course: Course,
    lists: Lists,
    outcomes: Sequence[Outcome],
    methods: Sequence[MethodPlanned],
    checks: Sequence[Check],
    priorities: Sequence[Priority],
    before: Sequence[tuple[Course, bool]],
) -> dict[str, Any]:
    words = {method.value: str(method.label) for method in Method}
    met = [one for one in checks if one.is_met and one.about == About.CONTENT]
    return {
        "title": course.title,
        "aims": course.aims,
        "description": course.description,
        "level": lists.level(course.level, course.level_scheme),
        "delivery": lists.delivery(course.delivery),
        "minutes": course.minutes,
        "participatory_minutes": course.participatory_minutes,
        "outcomes": [one.text for one in outcomes],
        "methods": [
            f"{piece.minutes} minutes, {words.get(piece.method, piece.method)}: {piece.activity}" for piece in methods
        ],
        "content": sorted(f"{one.text}: {one.evidence}" for one in met),
        "priorities": [priority.name for priority in priorities],
        "before": [f"{one.title} ({'needed' if is_needed else 'recommended'})" for one, is_needed in before],
    }


def last_version(course: Course) -> ContentVersion | None:
    return course.versions.order_by("-number").first()


def compared(
    actor: Actor, course: Course, number: int
) -> tuple[ContentVersion, ContentVersion | None, list[Difference]]:
    """One version, the one before it, and what changed between them."""
    refuse(access.can_keep(actor, course.partnership_id or 0))
    version = course.versions.filter(number=number).first()
    if version is None:
        raise Refused(not_visible("This version"))
    before = course.versions.filter(number__lt=number).order_by("-number").first()
    return version, before, differences(before.content if before else {}, version.content)


def get_outcome(actor: Actor, course: Course, outcome_id: int) -> Outcome:
    """One learning outcome of a course that the actor keeps."""
    return _line(actor, course, course.outcomes.filter(pk=outcome_id).select_related("course").first(), "This outcome")


def get_method(actor: Actor, course: Course, method_id: int) -> MethodPlanned:
    """One piece of the session plan of a course that the actor keeps."""
    return _line(actor, course, course.methods.filter(pk=method_id).select_related("course").first(), "This piece")


def _line(actor: Actor, course: Course, found: L | None, what: str) -> L:
    refuse(access.can_keep(actor, course.partnership_id or 0))
    if found is None:
        raise Refused(not_visible(what))
    return found
