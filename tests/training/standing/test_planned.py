"""A version whose day is still to come changes nothing; on its day the night's round begins it."""

from datetime import date

import pytest

from goldenthread.kernel.actor import COMMAND_LINE
from goldenthread.setting.frameworks import services as frameworks
from goldenthread.setting.frameworks.models import Version
from goldenthread.setting.partnerships.models import Partnership
from goldenthread.training.catalogue.models import Course
from goldenthread.training.standing.jobs import EVERY_NIGHT, begin_every_programme
from goldenthread.training.standing.selectors.people import of_person

from . import build

pytestmark = pytest.mark.django_db
DAY = date(2027, 3, 2)


@pytest.fixture
def fellside() -> Partnership:
    where = build.partnership()
    build.adopt(where, "kirklees-2011")
    return where


def courses() -> list[dict[str, object]]:
    return list(Course.objects.order_by("pk").values())


def test_a_version_planned_and_withdrawn_changes_no_course(fellside: Partnership) -> None:
    before = courses()
    planned: Version = build.adopt(fellside, "cumbria-2022", DAY)
    assert begin_every_programme(build.NOW, build.TODAY) == 0
    frameworks.withdraw_planned(by=COMMAND_LINE, at=build.NOW, version=planned, on=build.TODAY)
    assert begin_every_programme(build.NOW, DAY) == 0
    assert courses() == before


def test_a_planned_version_begins_in_the_night_of_its_day(fellside: Partnership) -> None:
    person = build.posted(fellside, build.agency([fellside]), "teacher")
    build.completed(person, build.course(fellside, "awareness"), date(2026, 2, 2))
    build.adopt(fellside, "cumbria-2022", DAY)
    assert not Course.objects.filter(partnership=fellside, key="threshold-guidance").exists()
    for work in EVERY_NIGHT:
        work(build.NOW, DAY)
    assert Course.objects.filter(partnership=fellside, key="threshold-guidance").exists()
    lines = {line.title: str(line.status) for line in of_person(COMMAND_LINE, person.pk, DAY)}
    assert lines["Basic safeguarding training in your own agency"] == "met"
    Course.objects.filter(partnership=fellside, key="awareness").update(title="An officer's own title")
    assert begin_every_programme(build.NOW, DAY) == 0
    assert build.course(fellside, "awareness").title == "An officer's own title"
