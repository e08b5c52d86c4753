"""One person's standing on the packs that ship: every refresher vector, with the explanation in words."""

from datetime import date

import pytest

from goldenthread.kernel.actor import COMMAND_LINE
from goldenthread.setting.workforce.models import DutyHeld
from goldenthread.training.standing.selectors.people import of_person
from goldenthread.training.standing.terms import Line, Status

from . import build

pytestmark = pytest.mark.django_db


def lines(person_id: int, on: date) -> dict[str, Line]:
    return {line.key: line for line in of_person(COMMAND_LINE, person_id, on)}


@pytest.mark.requirement("B48")
def test_awareness_is_due_three_years_on_and_overdue_the_day_after() -> None:
    fellside = build.partnership()
    school = build.agency([fellside])
    build.adopt(fellside, "kirklees-2011")
    person = build.posted(fellside, school, "librarian")
    build.completed(person, build.course(fellside, "awareness"), date(2023, 1, 10))
    assert lines(person.pk, date(2026, 1, 10))["awareness"].status is Status.DUE
    after = lines(person.pk, date(2026, 1, 11))["awareness"]
    assert (after.status, after.valid_until) == (Status.OVERDUE, date(2026, 1, 10))
    assert lines(person.pk, date(2025, 6, 1))["awareness"].status is Status.MET


@pytest.mark.requirement("B50")
def test_a_level_3_course_waives_working_together_but_not_awareness() -> None:
    fellside = build.partnership()
    school = build.agency([fellside])
    build.adopt(fellside, "kirklees-2011")
    person = build.posted(fellside, school, "youth-worker")
    build.completed(person, build.course(fellside, "awareness"), date(2023, 1, 10))
    build.completed(person, build.course(fellside, "working-together"), date(2023, 1, 10))
    build.completed(person, build.course(fellside, "neglect"), date(2025, 5, 5))
    found = lines(person.pk, date(2026, 1, 11))
    assert found["working-together-group-3"].status is Status.MET
    assert found["awareness-group-3"].status is Status.OVERDUE
    assert found["working-together-group-3"].explanation == (
        "met until 5 May 2028 by Neglect (level 3) on 5 May 2025, which counts for Working Together; "
        "Kirklees 2011, Group 3: work mostly with children or their parents"
    )


@pytest.mark.requirement("B50")
def test_a_level_3_course_before_working_together_waives_nothing() -> None:
    fellside = build.partnership()
    school = build.agency([fellside])
    build.adopt(fellside, "kirklees-2011")
    person = build.posted(fellside, school, "youth-worker")
    build.completed(person, build.course(fellside, "working-together"), date(2023, 1, 10))
    build.completed(person, build.course(fellside, "neglect"), date(2023, 1, 9))
    assert lines(person.pk, date(2026, 1, 11))["working-together-group-3"].status is Status.OVERDUE


@pytest.mark.requirement("E36")
def test_the_strictest_of_two_clocks_is_named_with_both_reasons() -> None:
    fellside = build.partnership()
    school = build.agency([fellside])
    build.adopt(fellside, "cumbria-2022")
    person = build.posted(fellside, school, "teacher")
    DutyHeld.objects.create(
        person=person, partnership=fellside, agency=school, kind="designated-lead", starts_on=date(2020, 1, 1)
    )
    for key in ("dsl",):
        found = fellside.courses.filter(key=key).first()
        if found:
            build.completed(person, found, date(2024, 9, 1))
    for line in of_person(COMMAND_LINE, person.pk, date(2026, 3, 2)):
        print(line.key, line.about, line.status, line.valid_until, line.is_strictest, line.explanation, line.also_named)
