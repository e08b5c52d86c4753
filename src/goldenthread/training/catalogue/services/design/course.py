"""The course itself: what it is for, where it stands, how long it is, whose it is, who keeps it."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.text import slugify

from goldenthread.foundation.constraints import keep
from goldenthread.foundation.freshness import services as freshness
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import bad_input, refuse
from goldenthread.setting.partnerships.models import Agency, Membership, Partnership
from goldenthread.setting.workforce.models import Person

from ... import access
from ...models import Course, MethodPlanned, Outcome, Prerequisite, Served, Tag
from ...selectors.courses import possible_owners
from ...selectors.lists import lists_of
from ...terms import Arrangement, CourseState
from ._shared import change, day_of, may_change, note, ours, said

FURTHER = 100_000


@transaction.atomic
def plan_course(
    *,
    by: Actor,
    at: datetime,
    partnership: Partnership,
    title: str,
    theme: str,
    level: str = "",
    level_scheme: str = "",
) -> Course:
    """Begin a course of the partnership's own, from the theme or need that calls for it (A14). It starts as a draft."""
    refuse(access.can_keep(by, partnership.pk))
    title = said(title, "title", "Enter the title of the course.")
    theme = said(theme, "theme", "Say which theme or need the course answers.")
    known = {(one.key, one.scheme) for one in lists_of(partnership.pk, day_of(at)).levels}
    if level and (level, level_scheme) not in known:
        refuse(bad_input("Choose a level of the framework.", level="Choose a level of the framework."))
    course = Course(
        partnership=partnership,
        key=_free_key(partnership.pk, title),
        title=title,
        theme=theme,
        level=level,
        level_scheme=level_scheme,
    )
    keep(course)
    freshness.mark(kind=freshness.PARTNERSHIP, keys=[partnership.pk], at=at)
    note(by, at, course, "plan course", {"title": [None, title], "theme": [None, theme]})
    return course


def _free_key(partnership_id: int, title: str) -> str:
    stem = slugify(title)[:100].strip("-") or "course"
    taken = set(
        Course.objects.filter(partnership_id=partnership_id, key__startswith=stem).values_list("key", flat=True)
    )
    return next(key for n in range(1, FURTHER) if (key := stem if n == 1 else f"{stem}-{n}") not in taken)


COPIED = (
    "level",
    "level_scheme",
    "topics",
    "minutes",
    "participatory_minutes",
    "description",
    "aims",
    "delivery",
    "arrangement",
    "host",
    "commissioner",
    "branch",
    "groups",
    "usual_places",
    "usual_minimum",
    "owner",
)


@transaction.atomic
def copy_course(*, by: Actor, at: datetime, course: Course, title: str, theme: str) -> Course:
    """Begin a course from another of ours: all that was planned goes with it, what was checked and kept does not."""
    partnership_id = ours(by, course)
    title = said(title, "title", "Enter the title of the new course.")
    theme = said(theme, "theme", "Say which theme or need the course answers.")
    made = Course(
        partnership_id=partnership_id,
        key=_free_key(partnership_id, title),
        title=title,
        theme=theme,
        **{name: getattr(course, name) for name in COPIED},
    )
    keep(made)
    Outcome.objects.bulk_create(
        [
            Outcome(course=made, position=one.position, text=one.text, ability=one.ability)
            for one in course.outcomes.all()
        ]
    )
    MethodPlanned.objects.bulk_create([_method_of(made, one) for one in course.methods.all()])
    Tag.objects.bulk_create(
        [Tag(course=made, kind=one.kind, line=one.line, text=one.text) for one in course.tags.all()]
    )
    Served.objects.bulk_create([Served(course=made, priority_id=one.priority_id) for one in course.serves.all()])
    Prerequisite.objects.bulk_create(
        [
            Prerequisite(course=made, before_id=one.before_id, is_needed=one.is_needed)
            for one in course.comes_after.all()
        ]
    )
    freshness.mark(kind=freshness.PARTNERSHIP, keys=[partnership_id], at=at)
    note(by, at, made, "copy course", {"title": [course.title, title], "theme": [None, theme]})
    return made


def _method_of(course: Course, one: MethodPlanned) -> MethodPlanned:
    return MethodPlanned(
        course=course,
        position=one.position,
        method=one.method,
        activity=one.activity,
        minutes=one.minutes,
        cycle_stage=one.cycle_stage,
        is_participatory=one.is_participatory,
    )


@transaction.atomic
def describe_course(
    *, by: Actor, at: datetime, course: Course, title: str, aims: str, description: str = "", theme: str = ""
) -> Course:
    """Say what it is called, what it is for, what it holds, and which theme called for it."""
    may_change(by, course)
    title = said(title, "title", "Enter the title of the course.")
    texts = {"aims": aims.strip(), "description": description.strip(), "theme": theme.strip()}
    return change(by, at, course, "describe course", title=title, **texts)


@transaction.atomic
def place_course(
    *,
    by: Actor,
    at: datetime,
    course: Course,
    branch: str = "",
    groups: Iterable[str] = (),
    level: tuple[str, str] | None = None,
    topics: Iterable[str] | None = None,
) -> Course:
    """Say where it stands in the training tree and for whom it is. No group: everyone.

    The level (with its scheme) and the topics of a course that a framework names are the framework's to say.
    """
    partnership_id = may_change(by, course)
    lists = lists_of(partnership_id, day_of(at))
    values: dict[str, object] = {"branch": branch.strip(), "groups": _known(groups, {g.key for g in lists.groups})}
    if course.key not in lists.named:
        if level is not None:
            if level[0] and level not in {(one.key, one.scheme) for one in lists.levels}:
                refuse(bad_input("Choose a level of the framework.", level="Choose a level of the framework."))
            values |= {"level": level[0], "level_scheme": level[1] if level[0] else ""}
        if topics is not None:
            values["topics"] = sorted(set(topics))
    return change(by, at, course, "place course", **values)


def _known(chosen: Iterable[str], known: set[str]) -> list[str]:
    wanted = list(dict.fromkeys(chosen))
    if not known.issuperset(wanted):
        refuse(bad_input("Choose target groups of the framework.", groups="Choose target groups of the framework."))
    return wanted


@transaction.atomic
def time_course(
    *,
    by: Actor,
    at: datetime,
    course: Course,
    delivery: str,
    minutes: int,
    participatory_minutes: int = 0,
    usual_places: int = 20,
    usual_minimum: int = 0,
) -> Course:
    """Say how it is given, how long it is, in how much of it people take part, and for how many."""
    partnership_id = may_change(by, course)
    types = {one.key for one in lists_of(partnership_id, day_of(at)).deliveries}
    if delivery and delivery not in types | {course.delivery}:
        refuse(bad_input("Choose how it is given.", delivery="Choose how it is given from the list."))
    if participatory_minutes > minutes:
        words = "Time in which people take part cannot be more than the whole."
        refuse(bad_input(words, participatory_minutes=words))
    if usual_minimum > usual_places:
        words = "The fewest it runs with cannot be more than its places."
        refuse(bad_input(words, usual_minimum=words))
    return change(
        by,
        at,
        course,
        "time course",
        delivery=delivery,
        minutes=minutes,
        participatory_minutes=participatory_minutes,
        usual_places=usual_places,
        usual_minimum=usual_minimum,
    )


@transaction.atomic
def arrange_course(
    *, by: Actor, at: datetime, course: Course, arrangement: str, host: Agency | None = None, commissioner: str = ""
) -> Course:
    """Say whose course it is: the partnership's own, hosted for a partner and open to all (A36), or cascaded (A11)."""
    partnership_id = may_change(by, course)
    if arrangement not in Arrangement.values:
        refuse(bad_input("Say whose course it is.", arrangement="Choose whose course it is."))
    if arrangement != Arrangement.HOSTED:
        host, commissioner = None, ""
    else:
        commissioner = said(commissioner, "commissioner", "Say who commissioned the course that is hosted.")
    if host is not None and not Membership.objects.filter(partnership_id=partnership_id, agency=host).exists():
        refuse(bad_input("Choose an agency of the partnership.", host="Choose an agency of the partnership."))
    values = {"arrangement": arrangement, "host": host, "commissioner": commissioner}
    return change(by, at, course, "arrange course", **values)


@transaction.atomic
def keep_course(*, by: Actor, at: datetime, course: Course, owner: Person | None, review_due_on: date | None) -> Course:
    """Say who answers for its content, and when it is next reviewed (A14, B58)."""
    partnership_id = may_change(by, course)
    if owner is not None and owner != course.owner:
        offered = possible_owners(by, partnership_id, day_of(at))
        if owner not in offered:
            words = "Choose an officer or a trainer of the partnership."
            refuse(bad_input(words, owner=words))
    if review_due_on is None and course.state == CourseState.PUBLISHED:
        words = "A course in the programme has a day for its next review."
        refuse(bad_input(words, review_due_on=words))
    return change(by, at, course, "keep course", owner=owner, review_due_on=review_due_on)
