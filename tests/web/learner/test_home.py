"""My learning: what needs doing, how I stand and why."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goldenthread.kernel import clock
from goldenthread.kernel.actor import COMMAND_LINE
from goldenthread.kernel.periods import Period, Unit, before
from goldenthread.setting.frameworks import services as frameworks
from goldenthread.setting.frameworks.models import RequirementRow
from goldenthread.setting.workforce.models import JobRole, Post
from goldenthread.training.catalogue.models import Course
from goldenthread.training.records.models import Record
from goldenthread.training.records.terms import Format, ProviderKind, State
from goldenthread.training.standing.services import take_force
from tests.cast import NOW, SINCE, Cast, Member

pytestmark = pytest.mark.django_db


def years_ago(count: int) -> date:
    return before(clock.today(), Period(count, Unit.YEARS))


def under(cast: Cast, pack: str, role: str, member: Member) -> None:
    """Put a pack in force, and give a member's posts a job role in it."""
    draft = frameworks.adopt_pack(by=COMMAND_LINE, at=NOW, partnership=cast.fellside, pack_key=pack)
    take_force(by=COMMAND_LINE, at=NOW, version=draft, on=SINCE)
    job_role, _ = JobRole.objects.get_or_create(key=role, defaults={"title": role})
    Post.objects.filter(person=member.in_post).update(job_role=job_role)


def completed(member: Member, key: str, on: date, state: State = State.VERIFIED) -> Record:
    course = Course.objects.get(key=key)
    return Record.objects.create(
        person=member.in_post,
        course=course,
        completed_on=on,
        minutes=course.minutes,
        format=Format.FACE_TO_FACE,
        provider_kind=ProviderKind.MULTI_AGENCY,
        state=state,
        entered_at=NOW,
    )


@pytest.fixture
def teacher(cast: Cast) -> Cast:
    under(cast, "kirklees-2011", "teacher", cast.practitioner)
    return cast


def page(client: Client, address: str = "", **asked: str) -> str:
    answer = client.get(address or reverse("learner:home"), asked)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def requirement(cast: Cast, key: str) -> str:
    row = RequirementRow.objects.get(key=key, version__line__partnership=cast.fellside)
    return reverse("learner:requirement", args=[cast.school.pk, row.pk])


def test_what_was_never_done_stands_first_and_leads_to_its_page(teacher: Cast) -> None:
    home = page(teacher.practitioner.client())
    assert "What needs doing today" in home
    assert requirement(teacher, "awareness") in home[: home.index("How you stand")]
    assert "Never done" in home


def test_what_is_met_asks_nothing_and_says_until_when_and_by_what(teacher: Cast) -> None:
    completed(teacher.practitioner, "awareness", years_ago(1))
    home = page(teacher.practitioner.client())
    todo = home[home.index("What needs doing today") : home.index("How you stand")]
    assert requirement(teacher, "awareness") not in todo
    until = years_ago(1).replace(year=years_ago(1).year + 3)
    assert f"{until.day} {until:%B %Y}" in home


def test_a_record_nobody_verified_counts_and_is_said_to_be_unverified(teacher: Cast) -> None:
    completed(teacher.practitioner, "awareness", years_ago(1), State.TO_VERIFY)
    home = page(teacher.practitioner.client())
    assert "in date, but nobody has verified it yet" in home
    explained = page(teacher.practitioner.client(), requirement(teacher, "awareness"))
    assert "Some of it still has to be verified" in explained


@pytest.mark.requirement("E17")
def test_who_owns_a_requirement_is_shown(teacher: Cast) -> None:
    client = teacher.practitioner.client()
    assert "Your employer" in page(client, requirement(teacher, "own-agency-policies"))
    partnership = page(client, requirement(teacher, "awareness"))
    assert "The partnership" in partnership
    assert "Your employer" not in partnership


@pytest.mark.requirement("E36")
def test_the_stricter_rule_is_named_with_both_reasons(cast: Cast) -> None:
    under(cast, "cumbria-2022", "teacher", cast.designated_lead)
    completed(cast.designated_lead, "designated-lead-training", years_ago(1))
    home = page(cast.designated_lead.client())
    assert "This is the rule that decides" in home
    assert "Also asked:" in home


def test_a_past_day_is_judged_by_what_was_completed_by_then(teacher: Cast) -> None:
    completed(teacher.practitioner, "awareness", years_ago(1))
    day = years_ago(1) - timedelta(days=1)
    asked = {"as_at-day": str(day.day), "as_at-month": str(day.month), "as_at-year": str(day.year)}
    before_it = page(teacher.practitioner.client(), **asked)
    assert f"My learning as at {day.day} {day:%B %Y}" in before_it
    assert "What needs doing today" not in before_it
    assert "Lapsed" not in before_it
    future = clock.today() + timedelta(days=1)
    asked = {"as_at-day": str(future.day), "as_at-month": str(future.month), "as_at-year": str(future.year)}
    assert "The day must be today or in the past" in page(teacher.practitioner.client(), **asked)


def test_only_ones_own_requirements_are_found(teacher: Cast) -> None:
    address = requirement(teacher, "awareness")
    assert teacher.practitioner.client().get(address).status_code == 200
    assert teacher.manager.client().get(address).status_code == 404


def test_somebody_of_whom_nothing_is_asked_is_told_what_to_do(teacher: Cast) -> None:
    home = page(teacher.manager.client())
    assert "Nothing is asked of you" in home
    assert "Nothing needs doing today" in home


@pytest.mark.requirement("E05")
def test_a_volunteer_is_asked_what_staff_in_the_role_are(teacher: Cast) -> None:
    Post.objects.filter(person=teacher.practitioner.in_post).update(is_volunteer=True)
    assert requirement(teacher, "awareness") in page(teacher.practitioner.client())


def test_the_same_queries_with_one_record_and_with_three(teacher: Cast) -> None:
    client = teacher.practitioner.client()
    completed(teacher.practitioner, "awareness", years_ago(1))
    page(client)
    with CaptureQueriesContext(connection) as one:
        page(client)
    completed(teacher.practitioner, "awareness", years_ago(2))
    completed(teacher.practitioner, "working-together", years_ago(2))
    with CaptureQueriesContext(connection) as three:
        page(client)
    assert len(three) == len(one)


def test_my_standing_can_be_downloaded(teacher: Cast) -> None:
    answer = teacher.practitioner.client().get(reverse("learner:home"), {"export": "csv"})
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
    assert lines[0].startswith("Requirement,Standing,Date,Arranged by,Why,Clause")
    assert len(lines) > 1
