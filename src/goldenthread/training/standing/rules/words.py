"""Why someone stands as they do, in words that name the learning, the clause and its source."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.kernel.periods import FOREVER
from goldenthread.setting.frameworks.rules import in_words, resolve, selection_in_words, within_in_words
from goldenthread.setting.frameworks.terms import Weight

from ..terms import Status
from .courses import CourseBook, KnownCourse
from .evaluation import Completion, Leaf, Prepared, Some, reached_on, valid_until
from .who import Asked


def said_day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


@dataclass(frozen=True)
class Deciding:
    """The leaf that decides, the completion it rests on if any, and until when that holds."""

    leaf: Leaf
    completion: Completion | None
    until: date | None


def leaves(prepared: Prepared) -> Iterator[Leaf]:
    if isinstance(prepared, Leaf):
        yield prepared
        return
    for part in prepared.parts:
        yield from leaves(part)


def deciding(prepared: Prepared, completions: Sequence[Completion], book: CourseBook) -> Deciding | None:
    """Follow the date down to the leaf it comes from: among several, the part whose date is the whole's."""
    if isinstance(prepared, Leaf):
        until = valid_until(prepared, completions, book)
        on = reached_on(prepared, completions, book)
        at = [c for c in completions if c.on == on and prepared.takes(c)]
        return Deciding(prepared, at[0] if at else None, until)
    if prepared.least <= 0 or not prepared.parts:
        return None
    ranked = sorted(prepared.parts, key=lambda part: valid_until(part, completions, book) or date.min, reverse=True)
    return deciding(ranked[min(prepared.least, len(ranked)) - 1], completions, book)


def course_in_words(course: KnownCourse | None) -> str:
    if course is None:
        return "a course no longer in the catalogue"
    return f"{course.title} (level {course.level})" if course.level else course.title


def _counts_for(found: Deciding, asked: Asked, book: CourseBook) -> str:
    """What the completion stands in for, when it is not itself what the clause names."""
    if found.completion is None:
        return ""
    own = book.courses.get(found.completion.course)
    named = [key for leaf in leaves(asked.rule) for key in leaf.of.courses]
    if not named or (own is not None and own.is_ours and own.key in named):
        return ""
    titles = {course.key: course.title for course in asked.framework.courses}
    wanted = next((key for key in found.leaf.of.courses), named[0])
    return f", which counts for {titles.get(wanted, wanted)}"


def resting_on(found: Deciding | None, asked: Asked, book: CourseBook) -> str:
    """ "Neglect (level 3) on 5 May 2025, which counts for Working Together"."""
    if found is None or found.completion is None:
        return ""
    course = book.courses.get(found.completion.course)
    together = "" if found.leaf.threshold == 1 else " and what was completed since"
    return f"{course_in_words(course)} on {said_day(found.completion.on)}{together}{_counts_for(found, asked, book)}"


def explanation(
    asked: Asked,
    status: Status,
    until: date | None,
    grace_until: date | None,
    completions: Sequence[Completion],
    book: CourseBook,
    reasons: Sequence[str],
    excused: str = "",
    since: str = "",
) -> str:
    """One sentence: how it stands, by what, and whose clause says so."""
    rests = resting_on(deciding(asked.rule, completions, book), asked, book)
    by = f" by {rests}" if rests else ""
    if status is Status.EXEMPT:
        said = f"exempt {excused}"
    elif status is Status.SHOWN:
        said = f"attended: {rests}" if rests else "attendance only: nothing falls due"
    elif status is Status.INDUCTION and grace_until is not None:
        said = f"in induction until {said_day(grace_until)}{since and f': {since}'}"
    elif until is None:
        said = "never met"
    elif until == FOREVER:
        said = f"met for life{by}"
    elif status is Status.OVERDUE:
        said = f"overdue since {said_day(until)}" + (f": {rests}" if rests else "")
    else:
        said = f"met until {said_day(until)}{by}"
    return "; ".join([said, *reasons[:1]])


def asked_since(asked: Asked, applies_from: date) -> str:
    """From which day the time to meet it for the first time counts, why, and how much there is."""
    requirement = asked.requirement
    name = asked.framework.short_name or asked.framework.title
    if applies_from > asked.asked_from:
        why = "when the post began"
    elif applies_from > asked.since:
        why = f"the day that {name} gives for it"
    elif asked.since == asked.in_force_since:
        why = f"when {name} took force"
    else:
        why = "when it was first asked here"
    time = f"{requirement.first_within} to complete it" if requirement.first_within else "from that day on"
    return f"asked since {said_day(applies_from)}, {why}; {time}"


def details(asked: Asked, completions: Sequence[Completion], book: CourseBook) -> tuple[str, ...]:
    """Every part of the rule and what it rests on, one line each, parts of parts further in."""
    return tuple(_detail(asked.rule, asked, completions, book, 0))


def _detail(
    prepared: Prepared, asked: Asked, completions: Sequence[Completion], book: CourseBook, depth: int
) -> Iterator[str]:
    indent = "  " * depth
    until = valid_until(prepared, completions, book)
    holds = "not met" if until is None else "for life" if until == FOREVER else f"until {said_day(until)}"
    if isinstance(prepared, Some):
        head = {len(prepared.parts): "All of these", 1: "Any of these"}.get(
            prepared.least, f"At least {prepared.least} of these"
        )
        yield f"{indent}{head}: {holds}"
        for part in prepared.parts:
            yield from _detail(part, asked, completions, book, depth + 1)
        return
    rests = resting_on(deciding(prepared, completions, book), asked, book)
    amount = "" if prepared.threshold == 1 else f"{prepared.threshold} {prepared.measure.value} of "
    wanted = f"{amount}{selection_in_words(prepared.of, asked.framework)}, {within_in_words(prepared.within)}"
    yield f"{indent}{wanted[0].upper()}{wanted[1:]}: {holds}" + (f", by {rests}" if rests else "")


def meets(prepared: Prepared, book: CourseBook) -> tuple[KnownCourse, ...]:
    """Courses of ours any one of which would renew the rule: what to book. Named ones before any of a level."""
    found = list(_renewing(prepared, book))
    return tuple(dict.fromkeys(found))


def _renewing(prepared: Prepared, book: CourseBook) -> Iterator[KnownCourse]:
    if isinstance(prepared, Leaf):
        for key in prepared.of.courses:
            yield from (course for course in book.courses.values() if course.is_ours and course.key == key)
        if not prepared.spans.is_any:
            ours = (book.courses[i] for i in sorted(prepared.spans.windows) if i in book.courses)
            yield from (course for course in ours if course.is_ours)
        return
    for part in sorted(prepared.parts, key=lambda part: all(leaf.within is None for leaf in leaves(part))):
        yield from _renewing(part, book)


def still_needed(asked: Asked, completions: Sequence[Completion], book: CourseBook) -> tuple[str, ...]:
    """Titles of courses that would meet what is not met, or renew what ends first."""
    found = deciding(asked.rule, completions, book)
    if found is None:
        return ()
    titles = [course.title for course in meets(found.leaf, book)]
    return tuple(titles) or (selection_in_words(found.leaf.of, asked.framework),)


def next_step(asked: Asked, status: Status, due_on: date | None, needed: Sequence[str]) -> str:
    """What to do about it, in a line."""
    if status in (Status.MET, Status.EXEMPT, Status.SHOWN) or asked.requirement.weight == Weight.SHOWN:
        return ""
    some = list(needed[:3])
    what = some[0] if len(some) == 1 else f"{', '.join(some[:-1])} or {some[-1]}" if some else "this"
    more = ", or another that counts" if len(needed) > 3 else ""
    if status in (Status.OVERDUE, Status.NEVER) or due_on is None:
        return f"Complete {what}{more} now"
    return f"Complete {what}{more} by {said_day(due_on)}"


def rule_in_words(asked: Asked) -> str:
    return in_words(resolve(asked.requirement.rule, asked.framework.chosen()), asked.framework)
