"""The catalogue as a framework would leave it if it took force, read before it does."""

from collections.abc import Sequence
from dataclasses import replace

from goldenthread.setting.frameworks.terms import Framework, FrameworkKind, NamedCourse

from .courses import CountsAs, KnownCourse, own_scheme


def as_proposed(
    framework: Framework, courses: Sequence[KnownCourse], counts: Sequence[CountsAs]
) -> tuple[list[KnownCourse], list[CountsAs]]:
    """Courses and what counts for what, with all that the framework says of its own and of earlier ones.

    A course that is not in the catalogue yet has a number after all that are: no record can name it.
    """
    is_local = framework.kind == FrameworkKind.LOCAL
    ours = {course.key: course for course in courses if course.is_ours}
    last = max((course.id for course in courses), default=0)
    named: dict[str, KnownCourse] = {}
    for place, one in enumerate(framework.courses, start=1):
        course = ours.get(one.key, KnownCourse(last + place, one.title, one.key, is_ours=True))
        follows = is_local or course.id > last
        named[one.key] = _said(course, one, framework) if follows else course
    for one in framework.courses:
        course, original = named[one.key], named.get(one.refresher_of)
        if is_local or course.refresher_of is None:
            named[one.key] = replace(course, refresher_of=original.id if original else None)
    said = [(key, one.key) for one in framework.courses for key in one.equivalents]
    said += [(one.key, key) for one in framework.earlier_courses for key in one.counts_as]
    known = {**ours, **named}
    tied = [CountsAs(known[key].id, known[other].id) for key, other in said if key in known and other in known]
    taken = {course.id for course in named.values()}
    # what a framework says holds beside what was said before, and an officer's own days for it go first
    had = {(one.course, one.counts_as) for one in counts}
    more = [one for one in tied if (one.course, one.counts_as) not in had]
    return [*(one for one in courses if one.id not in taken), *named.values()], [*counts, *more]


def _said(course: KnownCourse, named: NamedCourse, framework: Framework) -> KnownCourse:
    scheme = own_scheme(framework, named.level) if named.level else ""
    return replace(course, title=named.title, level=named.level, scheme=scheme, topics=tuple(named.topics))
