"""The verbs of design: who may, what is refused and in which words, what is kept."""

from datetime import date

import pytest

from goldenthread.foundation.audit.models import Entry
from goldenthread.foundation.freshness.models import Stale
from goldenthread.kernel.refusal import Refused
from goldenthread.setting.partnerships.models import Priority
from goldenthread.training.catalogue.models import Course, Served
from goldenthread.training.catalogue.selectors import get_our_course, in_office, lists_of, prerequisites_of, published
from goldenthread.training.catalogue.selectors.reports import matrix, names_priorities, unlinked
from goldenthread.training.catalogue.services import design
from tests.cast import NOW, TODAY, Cast
from tests.training.catalogue import build as made
from tests.training.standing import build

pytestmark = pytest.mark.django_db


def why(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.refusal.reason


def test_officers_of_the_partnership_and_administrators_plan_courses(cast: Cast) -> None:
    can = set()
    for name, member in cast.signed_in().items():
        try:
            design.plan_course(by=member.actor(), at=NOW, partnership=cast.fellside, title=name, theme="Neglect")
        except Refused:
            continue
        can.add(name)
    assert can == {"officer", "administrator"}
    assert set(Course.objects.filter(partnership=cast.fellside).values_list("title", flat=True)) == can


def test_two_courses_of_one_title_have_two_addresses(cast: Cast) -> None:
    assert [made.begun(cast).key, made.begun(cast).key] == ["seeing-fathers", "seeing-fathers-2"]


def test_a_draft_is_seen_by_officers_and_a_published_course_by_everyone(cast: Cast) -> None:
    course = made.begun(cast)
    assert get_our_course(cast.officer.actor(), cast.fellside.pk, course.key) == course
    for member in (cast.practitioner, cast.other_officer):
        with pytest.raises(Refused):
            get_our_course(member.actor(), cast.fellside.pk, course.key)
    design.publish_course(by=cast.officer.actor(), at=NOW, course=made.ready(cast, course))
    assert get_our_course(cast.practitioner.actor(), cast.fellside.pk, course.key) == course
    assert list(published(cast.fellside.pk)) == [course]


@pytest.mark.requirement("A05")
def test_no_course_is_published_without_a_priority_and_none_in_the_programme_loses_its_last(cast: Cast) -> None:
    by, course = cast.officer.actor(), made.ready(cast, made.begun(cast))
    course.serves.all().delete()
    with pytest.raises(Refused) as refused:
        design.publish_course(by=by, at=NOW, course=course)
    assert why(refused) == "Link it to at least one priority of the partnership."
    priority = Priority.objects.get(partnership=cast.fellside)
    design.set_priorities(by=by, at=NOW, course=course, priorities=[priority])
    design.publish_course(by=by, at=NOW, course=course)
    with pytest.raises(Refused):
        design.set_priorities(by=by, at=NOW, course=course, priorities=[])
    assert list(unlinked(cast.fellside.pk)) == []


def test_publishing_names_everything_at_once_with_the_part_that_mends_it(cast: Cast) -> None:
    course = made.under(cast, "kirklees-2011")
    with pytest.raises(Refused) as refused:
        design.publish_course(by=cast.officer.actor(), at=NOW, course=course)
    assert list(refused.value.refusal.errors) == [
        "describe",
        "time",
        "keep",
        "outcomes",
        "priorities",
        "tags",
        "checks-content-planning",
        "checks-values-planning",
    ]
    course.refresh_from_db()
    assert course.state == "draft"
    design.publish_course(by=cast.officer.actor(), at=NOW, course=made.ready(cast, course))
    assert course.state == "published"


@pytest.mark.requirement("A42")
def test_kents_priorities_are_taken_over_with_their_learning_and_again_without_harm(cast: Cast) -> None:
    build.adopt(cast.fellside, "kent-2020")
    by = cast.officer.actor()
    assert names_priorities(cast.fellside.pk, TODAY) == 6
    told = {"by": by, "at": NOW, "partnership": cast.fellside, "on": TODAY}
    assert design.take_over_priorities(**told) == (6, 28)
    assert design.take_over_priorities(**told) == (0, 0)
    found = matrix(by, cast.fellside.pk, TODAY)
    assert [found.count(priority) for priority in found.priorities] == [11, 5, 3, 3, 4, 2]
    basic = Course.objects.get(partnership=cast.fellside, key="basic-awareness")
    serving = set(Served.objects.filter(course=basic).values_list("priority_id", flat=True))
    assert serving == {found.priorities[place].pk for place in (0, 1, 3, 4)}
    Served.objects.filter(course=basic).first().delete()  # type: ignore[union-attr]
    assert design.take_over_priorities(**told) == (0, 1)


def test_a_framework_without_priorities_has_none_to_take_over(cast: Cast) -> None:
    build.adopt(cast.fellside, "kirklees-2011")
    with pytest.raises(Refused) as refused:
        design.take_over_priorities(by=cast.officer.actor(), at=NOW, partnership=cast.fellside, on=TODAY)
    assert "Set the partnership's own" in why(refused)


def test_courses_never_come_before_each_other_in_a_circle(cast: Cast) -> None:
    by = cast.officer.actor()
    one, two, three = (made.begun(cast, title) for title in ("One", "Two", "Three"))
    design.set_order(by=by, at=NOW, course=two, needed=[one])
    design.set_order(by=by, at=NOW, course=three, advised=[two])
    with pytest.raises(Refused) as refused:
        design.set_order(by=by, at=NOW, course=one, advised=[three])
    assert refused.value.refusal.errors == {
        "advised": "Three cannot come before One: it comes after it already, and nobody could start."
    }
    assert prerequisites_of(one) == []
    assert prerequisites_of(three) == [(two, False)]
    design.set_order(by=by, at=NOW, course=three, needed=[one], advised=[two])
    assert prerequisites_of(three) == [(one, True), (two, False)]


def test_what_a_framework_names_comes_first_is_taken_over_with_its_courses(cast: Cast) -> None:
    build.adopt(cast.fellside, "cumbria-2022")
    course = Course.objects.get(partnership=cast.fellside, key="multi-agency-safeguarding")
    assert [(one.key, is_needed) for one, is_needed in prerequisites_of(course)] == [("awareness", True)]


def test_the_length_an_officer_set_stays_where_the_framework_gives_none(cast: Cast) -> None:
    version = build.adopt(cast.fellside, "kirklees-2011")
    course = build.course(cast.fellside, "awareness")
    by = cast.officer.actor()
    design.time_course(by=by, at=NOW, course=course, delivery="course", minutes=200, participatory_minutes=90)
    from goldenthread.training.standing.services.force import ensure_programme

    ensure_programme(by=by, at=NOW, version=version)
    course.refresh_from_db()
    assert (course.minutes, course.participatory_minutes, course.delivery) == (200, 90, "course")


def test_outcomes_keep_their_order_when_they_move_and_go(cast: Cast) -> None:
    by, course = cast.officer.actor(), made.begun(cast)
    one, two, three = (design.add_outcome(by=by, at=NOW, course=course, text=text) for text in ("One", "Two", "Three"))
    design.move_outcome(by=by, at=NOW, outcome=three, up=True)
    design.move_outcome(by=by, at=NOW, outcome=one, up=True)
    assert [each.text for each in course.outcomes.all()] == ["One", "Three", "Two"]
    two.refresh_from_db()
    design.move_outcome(by=by, at=NOW, outcome=two, up=False)
    one.refresh_from_db()
    design.remove_outcome(by=by, at=NOW, outcome=one)
    design.add_outcome(by=by, at=NOW, course=course, text="Four")
    assert [each.text for each in course.outcomes.all()] == ["Three", "Two", "Four"]


def test_what_is_met_carries_its_evidence(cast: Cast) -> None:
    course, by = made.under(cast, "kirklees-2011"), cast.officer.actor()
    (first, *_) = lists_of(cast.fellside.pk, TODAY).content
    with pytest.raises(Refused) as refused:
        design.hold_against(
            by=by, at=NOW, course=course, about="content", stage="planning", answers={first.line: (True, " ")}
        )
    assert refused.value.refusal.errors == {f"evidence-{first.line}": "Say where it is met."}
    with pytest.raises(Refused):
        design.hold_against(by=by, at=NOW, course=course, about="content", stage="delivery", answers={})
    with pytest.raises(Refused):
        design.hold_against(
            by=by, at=NOW, course=course, about="content", stage="planning", answers={"other:1": (False, "")}
        )
    assert course.checks.count() == 0


def test_a_course_retired_is_changed_no_more_until_it_is_taken_back(cast: Cast) -> None:
    by, course = cast.officer.actor(), made.published(cast)
    Stale.objects.all().delete()
    design.retire_course(by=by, at=NOW, course=course, reason="The service it was for has ended")
    assert Stale.objects.count() == 1
    assert list(published(cast.fellside.pk)) == []
    with pytest.raises(Refused) as refused:
        design.add_outcome(by=by, at=NOW, course=course, text="More")
    assert why(refused) == "Seeing fathers is retired. Take it back into planning first."
    assert [one.stands for one in in_office(by, cast.fellside.pk, TODAY)] == ["retired"]  # type: ignore[attr-defined]
    design.restore_course(by=by, at=NOW, course=course)
    assert (course.state, course.retired_on) == ("draft", None)
    design.publish_course(by=by, at=NOW, course=course)
    assert course.versions.count() == 1, "nothing changed, so that there is no second version"


def test_a_change_after_publishing_needs_its_reason(cast: Cast) -> None:
    by, course = cast.officer.actor(), made.published(cast)
    design.unpublish_course(by=by, at=NOW, course=course, reason="New guidance")
    design.add_outcome(by=by, at=NOW, course=course, text="Name the new duty", ability="ours-abilities:1")
    with pytest.raises(Refused) as refused:
        design.publish_course(by=by, at=NOW, course=course)
    assert refused.value.refusal.errors == {"reason": "The content has changed since version 1: say why."}
    design.publish_course(by=by, at=NOW, course=course, reason="New guidance", evidence="Working Together")
    assert list(course.versions.order_by("number").values_list("number", "reason", "evidence")) == [
        (1, "First published.", ""),
        (2, "New guidance", "Working Together"),
    ]


def test_every_verb_stands_in_the_trail(cast: Cast) -> None:
    course = made.published(cast)
    acts = list(Entry.objects.filter(thing="catalogue.course", thing_id=str(course.pk)).order_by("pk"))
    assert [entry.act for entry in acts] == [
        "plan course",
        "describe course",
        "time course",
        "keep course",
        "add outcome",
        "set priorities",
        "set tags",
        "check course",
        "check course",
        "check course",
        "publish course",
    ]
    assert {entry.partnership_id for entry in acts} == {cast.fellside.pk}
    assert acts[2].changes["minutes"] == [0, 180]


def test_a_copy_takes_what_was_planned_and_nothing_that_was_checked(cast: Cast) -> None:
    by, course = cast.officer.actor(), made.published(cast)
    copy = design.copy_course(by=by, at=NOW, course=course, title="Seeing grandparents", theme="Kinship")
    assert (copy.state, copy.minutes, copy.aims, copy.review_due_on) == ("draft", 180, "See every father.", None)
    assert [one.text for one in copy.outcomes.all()] == ["Ask about fathers"]
    assert copy.serves.count() == 1
    assert (copy.checks.count(), copy.versions.count(), copy.reviews.count()) == (0, 0, 0)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"participatory_minutes": 181}, "participatory_minutes"),
        ({"usual_minimum": 21}, "usual_minimum"),
        ({"delivery": "by pigeon"}, "delivery"),
    ],
)
def test_a_length_that_cannot_be_is_refused_beside_its_field(cast: Cast, values: dict[str, object], field: str) -> None:
    course = made.begun(cast)
    given: dict[str, object] = {"delivery": "e-learning", "minutes": 180, "usual_places": 20}
    with pytest.raises(Refused) as refused:
        design.time_course(by=cast.officer.actor(), at=NOW, course=course, **{**given, **values})  # type: ignore[arg-type]
    assert list(refused.value.refusal.errors) == [field]


def test_the_next_review_comes_after_this_one_and_names_our_agencies(cast: Cast) -> None:
    by, course = cast.officer.actor(), made.begun(cast)
    told = {"by": by, "at": NOW, "course": course, "outcome": "It stands"}
    with pytest.raises(Refused) as refused:
        design.record_review(
            **told, reviewed_on=date(2026, 3, 3), agencies=[cast.marrow_council], review_due_on=date(2026, 3, 3)
        )
    assert sorted(refused.value.refusal.errors) == ["agencies", "review_due_on", "reviewed_on"]
    review = design.record_review(
        **told, reviewed_on=TODAY, agencies=[cast.school, cast.police], review_due_on=date(2027, 3, 2)
    )
    assert set(review.agencies.all()) == {cast.school, cast.police}
    course.refresh_from_db()
    assert course.review_due_on == date(2027, 3, 2)
