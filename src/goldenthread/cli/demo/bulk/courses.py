"""The programme of courses: most of those the framework names are planned and published, some are being planned."""

from dataclasses import dataclass
from datetime import timedelta
from random import Random

from goldenthread.kernel.actor import COMMAND_LINE
from goldenthread.kernel.periods import add_months
from goldenthread.setting.partnerships.models import Agency, Partnership, Priority
from goldenthread.setting.workforce.models import Person
from goldenthread.training.catalogue.models import (
    Check,
    ContentVersion,
    Course,
    MethodPlanned,
    Outcome,
    Prerequisite,
    Review,
    Served,
    Tag,
)
from goldenthread.training.catalogue.selectors.lists import lists_of, local_framework
from goldenthread.training.catalogue.selectors.whole import content_of
from goldenthread.training.catalogue.services import design
from goldenthread.training.catalogue.terms import (
    PARTICIPATORY,
    About,
    Arrangement,
    CourseState,
    CycleStage,
    Lists,
    Method,
    Stage,
)

from ..moment import Moment

OUTCOMES = (
    "Recognise early what may harm a child, at different ages",
    "Ask what daily life is like for the child, and hear the answer",
    "Find the right help in time, knowing the thresholds here",
    "Explain your own part and that of others, and share information lawfully",
)
PLAN = (
    (Method.TALK, "What research, reviews and local audits tell us", 0.2, CycleStage.CONCLUSION),
    (Method.FILM, "Children and parents say what helped them", 0.1, CycleStage.EXPERIENCE),
    (Method.DISCUSSION, "Mixed groups read a case from here", 0.25, CycleStage.REFLECTION),
    (Method.PRACTICE, "Groups plan the first week of work with the family", 0.3, CycleStage.EXPERIENCE),
    (Method.REFLECTION, "What I will do differently, and with whom", 0.15, CycleStage.PLANNING),
)
OF_OUR_OWN = (
    ("Seeing fathers", "Three reviews this year found that fathers were not seen", Arrangement.OWN, ""),
    ("Trauma in the early years", "Need named by nurseries and health visitors", Arrangement.HOSTED, "Public health"),
    ("Exploitation in our own agency", "Champions asked for a short session to cascade", Arrangement.CASCADE, ""),
)
EVIDENCE = ("Session plan, part 2", "Case study and handout", "Trainers' notes, page 4", "Slides 6 to 11")
REVIEWED = (
    "Local thresholds brought up to date; the case study was changed.",
    "The content stands; more time for planning together.",
    "The learning of the last audit was added.",
)


@dataclass
class Shelf:
    """Everything that is written at once about the courses of one partnership."""

    outcomes: list[Outcome]
    methods: list[MethodPlanned]
    tags: list[Tag]
    served: list[Served]
    checks: list[Check]
    order: list[Prerequisite]


def lay_courses(
    draw: Random, partnership: Partnership, agencies: list[Agency], owner: Person | None, moment: Moment
) -> None:
    """Plan and publish the partnership's courses, take over the framework's priorities, and begin three of its own."""
    framework = local_framework(partnership.pk, moment.today)
    if framework is not None and framework.priorities:
        design.take_over_priorities(by=COMMAND_LINE, at=moment.at, partnership=partnership, on=moment.today)
    for title, theme, _, _ in OF_OUR_OWN:
        design.plan_course(by=COMMAND_LINE, at=moment.at, partnership=partnership, title=title, theme=theme)
    named = {course.key: course for course in (framework.courses if framework else ())}
    lists = lists_of(partnership.pk, moment.today)
    given = [
        course
        for course in Course.objects.filter(partnership=partnership).order_by("pk")
        if (course.key in named and named[course.key].provider_kinds != ("single-agency",)) or course.theme
    ]
    shelf = Shelf([], [], [], [], [], [])
    priorities = list(Priority.objects.filter(partnership=partnership, ends_on__isnull=True).order_by("pk"))
    named_there = {one.title for one in framework.priorities} if framework else set()
    further = [one for one in priorities if one.name not in named_there] or priorities
    serves = set(Served.objects.filter(course__partnership=partnership).values_list("course_id", flat=True))
    for place, course in enumerate(given):
        describe(draw, course, lists, owner, moment, place)
        fill(draw, shelf, course, lists, moment)
        if course.pk not in serves:
            shelf.served += [Served(course=course, priority=one) for one in draw.sample(further, min(2, len(further)))]
    put_in_order(shelf, given, lists)
    write(shelf, given)
    publish(draw, given, agencies, moment)


def describe(draw: Random, course: Course, lists: Lists, owner: Person | None, moment: Moment, place: int) -> None:
    """What a course says of itself; one review in nine is overdue."""
    types = [one for one in lists.deliveries if one.own]
    way = next((one for one in types if one.key == course.delivery), None) or draw.choice(types[:4])
    course.delivery = way.key
    course.minutes = course.minutes or way.minutes or draw.choice((60, 120, 180, 360))
    course.participatory_minutes = course.participatory_minutes or course.minutes * draw.choice((4, 5, 6)) // 10
    course.aims = f"{course.title}: what practitioners of every agency need to know, and how they act on it together."
    course.description = (
        course.description or "What research and local reviews tell us, a case from here, and planning."
    )
    course.branch = (course.topics[0] if course.topics else "other").replace("-", " ").capitalize()
    course.owner = owner
    ahead = -draw.randrange(20, 90) if place % 9 == 4 else draw.randrange(30, 400)
    course.review_due_on = moment.today + timedelta(days=ahead)
    for title, _, arrangement, commissioner in OF_OUR_OWN:
        if course.theme and course.title == title:
            course.arrangement, course.commissioner = arrangement, commissioner


def fill(draw: Random, shelf: Shelf, course: Course, lists: Lists, moment: Moment) -> None:
    """Outcomes, session plan, tags and checks of one course."""
    abilities = [one.line for one in lists.abilities]
    shelf.outcomes += [
        Outcome(course=course, position=place + 1, text=text, ability=abilities[place % len(abilities)])
        for place, text in enumerate(OUTCOMES[: draw.choice((3, 4))])
    ]
    shelf.methods += [
        MethodPlanned(
            course=course,
            position=place + 1,
            method=method,
            activity=activity,
            minutes=max(5, int(course.minutes * share)),
            cycle_stage=stage,
            is_participatory=method in PARTICIPATORY,
        )
        for place, (method, activity, share, stage) in enumerate(PLAN)
    ]
    for kind, lines in lists.tags.items():
        for line in draw.sample(lines, min(len(lines), draw.choice((1, 2)))):
            shelf.tags.append(Tag(course=course, kind=kind, line=line.line, text=line.text))
    held = [(about, Stage.PLANNING) for about in About] + [(About.VALUES, Stage.DELIVERY)] * (draw.random() < 0.6)
    shelf.checks += [
        Check(
            course=course,
            about=about,
            stage=stage,
            line=line.line,
            text=line.text,
            evidence=draw.choice(EVIDENCE),
            is_met=True,
            checked_on=add_months(moment.today, -6),
        )
        for about, stage in held
        for line in lists.of(about)
    ]


def put_in_order(shelf: Shelf, courses: list[Course], lists: Lists) -> None:
    """Refreshers after their courses; the first course of the lowest level recommended before the next level's."""
    there = set(Prerequisite.objects.filter(course__in=courses).values_list("course_id", "before_id"))
    places = {(one.key, one.scheme): place for place, one in enumerate(lists.levels)}
    by_level = sorted(
        (course for course in courses if (course.level, course.level_scheme) in places),
        key=lambda course: (places[(course.level, course.level_scheme)], course.pk),
    )
    for course in courses:
        if course.refresher_of_id and (course.pk, course.refresher_of_id) not in there:
            there.add((course.pk, course.refresher_of_id))
            shelf.order.append(Prerequisite(course=course, before_id=course.refresher_of_id))
    for course in by_level:
        first = by_level[0]
        higher = places[(course.level, course.level_scheme)] > places[(first.level, first.level_scheme)]
        if higher and (course.pk, first.pk) not in there:
            shelf.order.append(Prerequisite(course=course, before=first, is_needed=course.pk % 3 == 0))


def write(shelf: Shelf, courses: list[Course]) -> None:
    fields = [
        "delivery",
        "minutes",
        "participatory_minutes",
        "aims",
        "description",
        "branch",
        "owner",
        "review_due_on",
        "arrangement",
        "commissioner",
    ]
    Course.objects.bulk_update(courses, fields)
    Outcome.objects.bulk_create(shelf.outcomes)
    MethodPlanned.objects.bulk_create(shelf.methods)
    Tag.objects.bulk_create(shelf.tags)
    Served.objects.bulk_create(shelf.served)
    Check.objects.bulk_create(shelf.checks)
    Prerequisite.objects.bulk_create(shelf.order)


def publish(draw: Random, courses: list[Course], agencies: list[Agency], moment: Moment) -> None:
    """All but one course in seven are in the programme, with their first version and a review by partners."""
    last_year, versions = add_months(moment.today, -11), []
    given = [course for place, course in enumerate(courses) if place % 7 != 5 and course.title != OF_OUR_OWN[0][0]]
    for course in given:
        course.state = CourseState.PUBLISHED
        versions.append(
            ContentVersion(
                course=course,
                number=1,
                made_on=last_year,
                reason="First published.",
                content=content_of(course, moment.today),
            )
        )
    Course.objects.bulk_update(given, ["state"])
    ContentVersion.objects.bulk_create(versions)
    for course in given[::3]:
        day = last_year + timedelta(days=draw.randrange(200))
        review = Review.objects.create(course=course, reviewed_on=day, outcome=draw.choice(REVIEWED))
        review.agencies.set(draw.sample(agencies, min(4, len(agencies))))
