"""Whom a framework is for: who is asked what once it is in force, from the kinds and duties agencies are under."""

import pytest

from goldenthread.kernel.actor import CLOCK, COMMAND_LINE
from goldenthread.setting.frameworks.selectors import framework_of
from goldenthread.setting.partnerships.models import Agency
from goldenthread.setting.partnerships.terms import AgencyKind, Duty
from goldenthread.training.standing.selectors.people import of_person
from goldenthread.training.standing.services import settle

from . import build

pytestmark = pytest.mark.django_db

LEVELS = {  # the eight groups of Working Together 2010, each with a role of its own and the levels it is asked
    "librarian": ("Group 1", "1"),
    "teacher": ("Group 2", "1/2"),
    "health-visitor": ("Group 3", "2/3"),
    "social-worker": ("Group 4", "3"),
    "named-nurse": ("Group 5", "3/4"),
}


@pytest.mark.requirement("B47")
def test_a_role_puts_its_holder_in_the_group_and_under_what_that_group_is_asked() -> None:
    fellside = build.partnership()
    version = build.adopt(fellside, "kirklees-2011")
    school = build.agency([fellside])
    people = {role: build.posted(fellside, school, role) for role in LEVELS}
    settle(by=CLOCK, at=build.NOW, on=build.TODAY, partnership_id=fellside.pk)
    levels = {group.name.partition(":")[0]: "/".join(group.levels) for group in framework_of(version).groups}
    for role, (group, wanted) in LEVELS.items():
        assert levels[group] == wanted
        reasons = {reason for line in of_person(COMMAND_LINE, people[role].pk, build.TODAY) for reason in line.reasons}
        assert reasons
        named = {reason.rpartition("; as Group ")[2].partition(":")[0] for reason in reasons}
        assert named == {group.removeprefix("Group ")}
        assert all(reason.startswith("Kirklees 2011, Section 7") for reason in reasons)


@pytest.mark.requirement("E04")
@pytest.mark.parametrize("duty", [Duty.MEMBER, Duty.SECTION_11, Duty.EDUCATION])
def test_staff_of_every_agency_under_a_duty_are_asked_and_of_one_outside_the_area_are_not(duty: Duty) -> None:
    fellside, elsewhere = build.partnership(), build.partnership("Marrow")
    build.adopt(fellside, "cumbria-2022")
    here = build.agency([fellside], "Thornley", AgencyKind.SCHOOL)
    there = build.agency([elsewhere], "Marrow", AgencyKind.SCHOOL)
    Agency.objects.update(duty=duty)
    asked, free = build.posted(fellside, here), build.posted(elsewhere, there)
    settle(by=CLOCK, at=build.NOW, on=build.TODAY)
    assert "safeguarding-training" in {line.key for line in of_person(COMMAND_LINE, asked.pk, build.TODAY)}
    assert of_person(COMMAND_LINE, free.pk, build.TODAY) == []
