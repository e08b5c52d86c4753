"""Keep the catalogue: the framework's courses, other people's, and what counts for what."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Lower

from goldenthread.foundation.audit import services as audit
from goldenthread.foundation.freshness import services as freshness
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refusal, bad_input, not_visible, refuse
from goldenthread.setting.frameworks.terms import Framework, FrameworkKind, NamedCourse

from .. import access
from ..models import CountsFor, Course, Prerequisite, SetAside
from ..rules.order import closes_circle
from ..selectors.courses import edges

BY_FRAMEWORK = "The framework says so."
FIELDS = ("title", "level", "level_scheme", "topics", "minutes", "participatory_minutes", "description")
OURS_UNLESS_SAID = frozenset({"minutes", "participatory_minutes", "description"})


@transaction.atomic
def ensure_courses(*, by: Actor, at: datetime, partnership_id: int, framework: Framework) -> list[Course]:
    """Have every course that a framework names, with its refreshers and equivalents. Safe to run again.

    A national overlay never changes a course that the local framework named first.
    """
    refuse(access.can_keep(by, partnership_id))
    known = {course.key: course for course in Course.objects.filter(partnership_id=partnership_id)}
    schemes = {level.key: level.scheme for level in framework.levels}
    local = framework.kind == FrameworkKind.LOCAL
    new, changed = [], []
    for named in framework.courses:
        wanted = _fields(named, schemes.get(named.level) or ("" if local else framework.key))
        course = known.get(named.key)
        if course is None:
            known[named.key] = course = Course(partnership_id=partnership_id, key=named.key, **wanted)
            new.append(course)
        elif local and _follow(course, wanted):
            changed.append(course)
    for course, way in _ways(new, framework):
        course.delivery = way
    Course.objects.bulk_create(new)
    Course.objects.bulk_update(changed, FIELDS)
    _tie(framework.courses, known, partnership_id, local)
    _count_earlier(framework, known, partnership_id)
    if new or changed:
        freshness.mark(kind=freshness.PARTNERSHIP, keys=[partnership_id], at=at)
        audit.record(
            by=by,
            at=at,
            act="ensure courses",
            thing="catalogue.course",
            thing_id=framework.key,
            partnership_id=partnership_id,
            changes={"new": [None, len(new)], "changed": [None, len(changed)]},
        )
    return [known[named.key] for named in framework.courses]


def _follow(course: Course, wanted: dict[str, object]) -> bool:
    """Let a course say what the framework says; whether that changed it.

    Its length and description are the officer's where the framework gives none.
    """
    said = {name: value for name, value in wanted.items() if value or name not in OURS_UNLESS_SAID}
    differing = [name for name, value in said.items() if getattr(course, name) != value]
    for name in differing:
        setattr(course, name, said[name])
    course.participatory_minutes = min(course.participatory_minutes, course.minutes)
    return bool(differing)


def _fields(named: NamedCourse, scheme: str) -> dict[str, object]:
    return {
        "title": named.title,
        "level": named.level,
        "level_scheme": scheme if named.level else "",
        "topics": list(named.topics),
        "minutes": named.minutes,
        "participatory_minutes": named.participatory_minutes,
        "description": named.description,
    }


def _ways(new: list[Course], framework: Framework) -> list[tuple[Course, str]]:
    """How new courses are given where the framework leaves no choice: one format, and one type of its own for it."""
    formats = {one.key: one.formats for one in framework.courses if len(one.formats) == 1}
    types: dict[str, list[str]] = {}
    for one in framework.delivery:
        types.setdefault(one.format, []).append(one.key)
    chosen = [(course, types.get(way, [way])) for course in new for way in formats.get(course.key, ())]
    return [(course, keys[0]) for course, keys in chosen if len(keys) == 1]


def _tie(named: Iterable[NamedCourse], known: dict[str, Course], partnership_id: int, local: bool) -> None:
    """Refreshers to their courses, and each named equivalent to the course it counts as."""
    moved, pairs, order = [], [], []
    before = edges(partnership_id)
    for one in named:
        course = known[one.key]
        original = known.get(one.refresher_of)
        if course.refresher_of_id != (original.pk if original else None) and (local or course.refresher_of_id is None):
            course.refresher_of = original
            moved.append(course)
        for earlier in (known[key].pk for key in one.prerequisites):
            if not closes_circle(before, course.pk, [earlier]):  # an officer's own order goes first
                before.setdefault(course.pk, set()).add(earlier)
                order.append(Prerequisite(course=course, before_id=earlier))
        pairs += [(known[key], course) for key in one.equivalents if key in known and key != one.key]
    Course.objects.bulk_update(moved, ["refresher_of"])
    Prerequisite.objects.bulk_create(order, ignore_conflicts=True)
    _count(pairs, partnership_id)


def _count_earlier(framework: Framework, known: dict[str, Course], partnership_id: int) -> None:
    """Courses that an earlier framework named, for what this one says they count as."""
    said = [
        (known[one.key], known[key]) for one in framework.earlier_courses if one.key in known for key in one.counts_as
    ]
    _count(said, partnership_id)


def _count(pairs: Iterable[tuple[Course, Course]], partnership_id: int) -> None:
    CountsFor.objects.bulk_create(
        [
            CountsFor(course=course, counts_as=counts_as, partnership_id=partnership_id, reason=BY_FRAMEWORK)
            for course, counts_as in pairs
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def outside_course(
    *, by: Actor, at: datetime, title: str, provider: str = "", minutes: int = 0, participatory_minutes: int = 0
) -> Course:
    """Somebody else's course, found by its title and provider or kept for the first time."""
    title, provider = " ".join(title.split())[:250], " ".join(provider.split())[:150]
    if not title:
        refuse(bad_input("Give the title of the course.", title="Give the title of the course."))
    found = (
        Course.objects.filter(partnership__isnull=True)
        .annotate(low_title=Lower("title"), low_provider=Lower("provider"))
        .filter(low_title=Lower(Value(title)), low_provider=Lower(Value(provider)))  # engines differ on accents
        .first()
    )
    if found is not None:
        return found
    course = Course.objects.create(
        key="",
        title=title,
        provider=provider,
        minutes=minutes,
        participatory_minutes=min(participatory_minutes, minutes),
    )
    audit.record(by=by, at=at, act="add outside course", thing="catalogue.course", thing_id=course.pk)
    return course


@transaction.atomic
def map_course(
    *,
    by: Actor,
    at: datetime,
    partnership_id: int,
    course: Course,
    counts_as: Course,
    reason: str,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> CountsFor:
    """An officer decides that an outside course counts for one of ours, from and to the days given (E15)."""
    refuse(access.can_keep(by, partnership_id))
    if counts_as.partnership_id != partnership_id:
        refuse(not_visible("This course"))
    _refuse_ours(course)
    if not reason.strip():
        refuse(bad_input("Say why it counts.", reason="Say why it counts."))
    if starts_on and ends_on and ends_on < starts_on:
        refuse(bad_input("The last day cannot be before the first.", ends_on="The last day is before the first."))
    mapped, _ = CountsFor.objects.update_or_create(
        course=course,
        counts_as=counts_as,
        partnership_id=partnership_id,
        defaults={"reason": reason.strip(), "starts_on": starts_on, "ends_on": ends_on},
    )
    SetAside.objects.filter(course=course, partnership_id=partnership_id).delete()
    _moved(by, at, partnership_id, course, "map course", reason, {"counts_as": [None, counts_as.pk]})
    return mapped


@transaction.atomic
def unmap_course(*, by: Actor, at: datetime, mapped: CountsFor, reason: str = "") -> None:
    """The course counts for ours no longer. Records stay as they are."""
    refuse(access.can_keep(by, mapped.partnership_id))
    _moved(
        by, at, mapped.partnership_id, mapped.course, "unmap course", reason, {"counts_as": [mapped.counts_as_id, None]}
    )
    mapped.delete()


@transaction.atomic
def set_aside(*, by: Actor, at: datetime, partnership_id: int, course: Course, reason: str) -> SetAside:
    """An officer looked at an outside course and decided that it counts for nothing here."""
    refuse(access.can_keep(by, partnership_id))
    _refuse_ours(course)
    if not reason.strip():
        refuse(bad_input("Say why it is set aside.", reason="Say why it is set aside."))
    aside, _ = SetAside.objects.update_or_create(
        course=course, partnership_id=partnership_id, defaults={"reason": reason.strip(), "decided_at": at}
    )
    CountsFor.objects.filter(course=course, partnership_id=partnership_id).delete()
    _moved(by, at, partnership_id, course, "set course aside", reason, {})
    return aside


def _refuse_ours(course: Course) -> None:
    """What a partnership's own courses count for is said by its framework, and never decided beside it."""
    if course.partnership_id is not None:
        refuse(Refusal("What a partnership's own course counts for is in its framework: change it there."))


@transaction.atomic
def take_back(*, by: Actor, at: datetime, aside: SetAside, reason: str = "") -> None:
    """A course set aside is open again, among those to be looked at."""
    refuse(access.can_keep(by, aside.partnership_id))
    _moved(by, at, aside.partnership_id, aside.course, "take course back", reason, {})
    aside.delete()


def _moved(
    by: Actor, at: datetime, partnership_id: int, course: Course, act: str, reason: str, changes: dict[str, object]
) -> None:
    freshness.mark(kind=freshness.PARTNERSHIP, keys=[partnership_id], at=at)
    audit.record(
        by=by,
        at=at,
        act=act,
        thing="catalogue.course",
        thing_id=course.pk,
        partnership_id=partnership_id,
        reason=reason,
        changes=changes,
    )
