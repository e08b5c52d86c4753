"""One person's standing on the packs that ship: every refresher vector, with the explanation in words."""

from datetime import date, timedelta

import pytest

from goldenthread.kernel.actor import COMMAND_LINE, Actor, Grant, Role
from goldenthread.kernel.refusal import Refused
from goldenthread.setting.frameworks import services as frameworks
from goldenthread.setting.frameworks.selectors import framework_of
from goldenthread.setting.partnerships.models import Agency, Partnership
from goldenthread.setting.workforce.models import ConditionAnswer, DutyHeld
from goldenthread.training.catalogue.models import Course
from goldenthread.training.standing.selectors.people import of_person, team_matrix
from goldenthread.training.standing.services import exempt, take_force
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
        "Kirklees 2011, Section 7a, group 3; as Group 3: work mostly with children or their parents"
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
    build.completed(person, build.course(fellside, "multi-agency-safeguarding"), date(2024, 9, 1))
    found = lines(person.pk, date(2026, 3, 2))
    assert found["designated-lead-update"].valid_until == date(2026, 9, 1)
    assert found["safeguarding-training"].valid_until == date(2027, 9, 1)
    assert found["designated-lead-update"].is_strictest and not found["safeguarding-training"].is_strictest
    assert found["designated-lead-update"].also_named == (
        "Safeguarding training at least every three years "
        "(Cumbria 2022, Which training is right for me?; as All staff and volunteers): "
        "until 1 September 2027",
    )
    assert found["designated-lead-update"].reasons == (
        "Cumbria 2022, Which training is right for me?; as Designated safeguarding leads in schools",
    )


def kirklees(settings: dict[str, str] | None = None) -> tuple[Partnership, Agency]:
    fellside = build.partnership()
    school = build.agency([fellside])
    version = frameworks.adopt_pack(by=COMMAND_LINE, at=build.NOW, partnership=fellside, pack_key="kirklees-2011")
    for key, value in (settings or {}).items():
        frameworks.choose_setting(by=COMMAND_LINE, at=build.NOW, version=version, key=key, value=value)
    take_force(by=COMMAND_LINE, at=build.NOW, version=version, on=date(2020, 1, 1))
    return fellside, school


@pytest.mark.requirement("B49")
def test_group_2_needs_working_together_by_any_method_every_three_years() -> None:
    fellside, school = kirklees()
    person = build.posted(fellside, school, "teacher")
    build.completed(person, build.course(fellside, "awareness"), date(2024, 3, 4), given_as="in-house")
    build.completed(person, build.course(fellside, "working-together"), date(2024, 2, 29), given_as="e-learning")
    found = lines(person.pk, date(2026, 3, 2))
    assert found["awareness"].valid_until == date(2027, 3, 4)
    assert found["working-together"].valid_until == date(2027, 2, 28)


@pytest.mark.requirement("B49")
def test_the_method_of_working_together_is_a_setting() -> None:
    fellside, school = kirklees({"working-together-method": "multi-agency-only"})
    person = build.posted(fellside, school, "teacher")
    build.completed(
        person, build.course(fellside, "working-together"), date(2024, 2, 29), provider_kind="single-agency"
    )
    assert lines(person.pk, date(2026, 3, 2))["working-together"].status is Status.NEVER
    build.completed(person, build.course(fellside, "working-together"), date(2024, 3, 1))
    assert lines(person.pk, date(2026, 3, 2))["working-together"].status is Status.MET


@pytest.mark.requirement("B50")
def test_an_interim_level_3_course_may_only_excuse_one_cycle() -> None:
    fellside, school = kirklees({"interim-level-3": "excuse"})
    person = build.posted(fellside, school, "youth-worker")
    build.completed(person, build.course(fellside, "working-together"), date(2023, 1, 10))
    build.completed(person, build.course(fellside, "neglect"), date(2025, 5, 5))
    assert lines(person.pk, date(2026, 1, 11))["working-together-group-3"].valid_until == date(2029, 1, 10)


@pytest.mark.requirement("B50")
def test_the_refresher_counts_for_working_together() -> None:
    fellside, school = kirklees()
    person = build.posted(fellside, school, "youth-worker")
    refresher = Course.objects.get(refresher_of=build.course(fellside, "working-together"))
    build.completed(person, build.course(fellside, "working-together"), date(2020, 1, 10))
    build.completed(person, refresher, date(2024, 6, 1))
    line = lines(person.pk, date(2026, 1, 11))["working-together-group-3"]
    assert line.valid_until == date(2027, 6, 1)
    assert "which counts for Working Together" in line.explanation


@pytest.mark.requirement("B51")
@pytest.mark.parametrize(
    ("year", "until"),
    [("rolling", date(2026, 3, 15)), ("calendar-year", date(2026, 12, 31)), ("financial-year", date(2026, 3, 31))],
)
def test_group_4_needs_a_level_3_course_each_year(year: str, until: date) -> None:
    fellside, school = kirklees({"group-4-year": year})
    person = build.posted(fellside, school, "social-worker")
    build.completed(person, build.course(fellside, "neglect"), date(2025, 3, 15))
    assert lines(person.pk, until)["level-3-each-year"].status in (Status.DUE, Status.MET)
    assert lines(person.pk, until + timedelta(days=1))["level-3-each-year"].status is Status.OVERDUE


@pytest.mark.requirement("B52")
def test_group_5_takes_on_groups_3_and_4_only_when_advising_them() -> None:
    fellside, school = kirklees()
    person = build.posted(fellside, school, group="group-5")
    alone = set(lines(person.pk, build.TODAY))
    question = fellside.framework_lines.get().versions.get()
    key = framework_of(question).questions[0].key
    ConditionAnswer.objects.create(
        person=person, partnership=fellside, question_key=key, is_yes=True, answered_at=build.NOW
    )
    advising = set(lines(person.pk, build.TODAY))
    assert "lessons-from-reviews" in alone and "level-3-each-year" not in alone
    assert alone < advising and {"level-3-each-year", "awareness-group-3"} <= advising


@pytest.mark.requirement("B53", "B54")
def test_groups_6_and_7_take_on_what_comes_before() -> None:
    fellside, school = kirklees()
    six = set(lines(build.posted(fellside, school, group="group-6").pk, build.TODAY))
    seven = set(lines(build.posted(fellside, school, group="group-7").pk, build.TODAY))
    assert {"managing-allegations", "lessons-from-reviews"} <= six < seven


@pytest.mark.requirement("B55")
def test_group_8_shows_attendance_and_nothing_falls_due() -> None:
    fellside, school = kirklees()
    person = build.posted(fellside, school, group="group-8")
    build.completed(person, build.course(fellside, "neglect"), date(2001, 1, 1))
    found = lines(person.pk, build.TODAY)
    assert found and {line.status for line in found.values()} == {Status.SHOWN}
    assert all(line.due_on is None and line.next_step == "" for line in found.values())


def test_a_past_day_knows_only_what_was_completed_by_then() -> None:
    fellside, school = kirklees()
    person = build.posted(fellside, school, "librarian")
    build.completed(person, build.course(fellside, "awareness"), date(2021, 1, 10))
    build.completed(person, build.course(fellside, "awareness"), date(2025, 1, 10))
    assert lines(person.pk, date(2024, 6, 1))["awareness"].status is Status.OVERDUE
    assert lines(person.pk, date(2025, 6, 1))["awareness"].status is Status.MET


def test_an_exemption_is_looked_at_first_and_names_its_reason() -> None:
    fellside, school = kirklees()
    person = build.posted(fellside, school, "librarian")
    exempt(
        by=COMMAND_LINE,
        at=build.NOW,
        person=person,
        partnership_id=fellside.pk,
        requirement_key="awareness",
        reason="Long-term sick",
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 6, 30),
    )
    line = lines(person.pk, build.TODAY)["awareness"]
    assert line.status is Status.EXEMPT
    assert line.explanation.startswith("exempt until 30 June 2026: Long-term sick (approved by the command line)")
    assert lines(person.pk, date(2026, 7, 1))["awareness"].status is Status.NEVER


def test_a_former_employer_and_a_neighbour_see_nothing_and_the_present_lead_does() -> None:
    fellside, school = kirklees()
    club = build.agency([fellside], "Youth Club", "voluntary")
    person = build.posted(fellside, school, "librarian", ends_on=date(2025, 12, 31))
    build.posted(fellside, club, "librarian", person=person, starts_on=date(2026, 1, 1))

    def lead(agency: Agency) -> Actor:
        return Actor(name="Lead", grants=(Grant(Role.AGENCY_LEAD, fellside.pk, agency.pk),))

    assert {line.agency_id for line in of_person(lead(club), person.pk, build.TODAY)} == {club.pk}
    with pytest.raises(Refused):
        of_person(lead(school), person.pk, build.TODAY)
    with pytest.raises(Refused):
        of_person(Actor(name="Nobody"), person.pk, build.TODAY)


@pytest.mark.requirement("D36")
def test_a_manager_sees_their_team_and_only_them() -> None:
    fellside, school = kirklees()
    manager = build.posted(fellside, school, "teacher")
    mine = build.posted(fellside, school, "librarian", manager=manager)
    build.posted(fellside, school, "librarian")
    team = team_matrix(Actor(name="Manager", person_id=manager.pk), build.TODAY)
    assert [row.person_id for row in team.rows] == [mine.pk]
    assert {key for key, _ in team.columns} == set(team.rows[0].cells)
    assert team.rows[0].cells["awareness"].status is Status.NEVER
