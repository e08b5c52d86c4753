"""A course in every state that a test needs, made by the services."""

from datetime import date

from goldenthread.setting.partnerships.models import Partnership
from goldenthread.setting.partnerships.services import create_priority
from goldenthread.training.catalogue.models import Course
from goldenthread.training.catalogue.selectors import lists_of
from goldenthread.training.catalogue.services import design
from goldenthread.training.catalogue.terms import About, Stage
from tests.cast import NOW, SINCE, TODAY, Cast
from tests.training.standing import build


def under(cast: Cast, pack: str) -> Course:
    """Fellside under a pack, with one course of its own, just begun."""
    build.adopt(cast.fellside, pack)
    return begun(cast)


def begun(cast: Cast, title: str = "Seeing fathers", partnership: Partnership | None = None) -> Course:
    """A course of which no more is known than its title and its theme."""
    return design.plan_course(
        by=cast.officer.actor() if partnership is None else cast.administrator.actor(),
        at=NOW,
        partnership=partnership or cast.fellside,
        title=title,
        theme="Three reviews found fathers unseen",
    )


def ready(cast: Cast, course: Course, *, priority: str = "Fathers") -> Course:
    """All that publishing asks for, under whatever framework is in force."""
    by = cast.administrator.actor()
    assert course.partnership is not None
    lists = lists_of(course.partnership.pk, TODAY)
    design.describe_course(
        by=by, at=NOW, course=course, title=course.title, aims="See every father.", theme=course.theme
    )
    design.time_course(
        by=by,
        at=NOW,
        course=course,
        delivery=lists.deliveries[0].key,
        minutes=180,
        participatory_minutes=90,
    )
    design.keep_course(by=by, at=NOW, course=course, owner=None, review_due_on=date(2027, 3, 2))
    ability = lists.abilities[0].line
    design.add_outcome(by=by, at=NOW, course=course, text="Ask about fathers", ability=ability)
    made = course.partnership.priorities.filter(name=priority).first() or create_priority(
        by=by, at=NOW, partnership=course.partnership, name=priority, starts_on=SINCE
    )
    design.set_priorities(by=by, at=NOW, course=course, priorities=[made])
    design.set_tags(by=by, at=NOW, course=course, lines=[lines[0].line for lines in lists.tags.values()])
    for about in About:
        met = {one.line: (True, "Handbook, page 2") for one in lists.of(about)}
        design.hold_against(by=by, at=NOW, course=course, about=about, stage=Stage.PLANNING, answers=met)
    return course


def published(cast: Cast, title: str = "Seeing fathers", *, priority: str = "Fathers") -> Course:
    """A course in Fellside's programme."""
    return design.publish_course(
        by=cast.officer.actor(), at=NOW, course=ready(cast, begun(cast, title), priority=priority)
    )
