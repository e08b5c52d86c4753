"""My team: what needs doing, who holds what, each person, and deputies."""

from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goldenthread.kernel import clock
from goldenthread.kernel.actor import COMMAND_LINE
from goldenthread.setting.frameworks import services as frameworks
from goldenthread.setting.workforce.models import Deputy, JobRole, Person, Post
from goldenthread.training.catalogue.models import Course
from goldenthread.training.records.models import Record
from goldenthread.training.records.terms import Format, ProviderKind, State
from goldenthread.training.standing.services import take_force
from tests.cast import NOW, SINCE, Cast, post

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(cast: Cast) -> Cast:
    """Max manages Pat, who is a teacher under Kirklees 2011; nobody manages Dina."""
    draft = frameworks.adopt_pack(by=COMMAND_LINE, at=NOW, partnership=cast.fellside, pack_key="kirklees-2011")
    take_force(by=COMMAND_LINE, at=NOW, version=draft, on=SINCE)
    Post.objects.filter(agency=cast.school).update(job_role=JobRole.objects.get(key="teacher"))
    return cast


def hire(cast: Cast, name: str) -> Person:
    given, _, family = name.partition(" ")
    person = Person.objects.create(given_name=given, family_name=family)
    role = JobRole.objects.get(key="teacher")
    post(person, cast.school, cast.fellside, "Teacher", manager=cast.manager.in_post, job_role=role)
    return person


def completed(person: Person, key: str, days_ago: int) -> None:
    Record.objects.create(
        person=person,
        course=Course.objects.get(key=key),
        completed_on=clock.today() - timedelta(days=days_ago),
        format=Format.FACE_TO_FACE,
        provider_kind=ProviderKind.MULTI_AGENCY,
        state=State.VERIFIED,
        entered_at=NOW,
    )


def read(client: Client, name: str, *args: object, **asked: str) -> str:
    answer = client.get(reverse(name, args=args), asked)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


@pytest.mark.requirement("D36")
def test_the_matrix_says_in_words_what_is_required_held_and_due(team: Cast) -> None:
    completed(team.practitioner.in_post, "awareness", 30)
    page = read(team.manager.client(), "manager:home")
    matrix = page[page.index("Who holds what") :]
    assert "Awareness of Child Abuse and Neglect" in matrix
    assert "Met" in matrix
    assert "Never done" in matrix
    figures: Any = team.manager.client().get(reverse("manager:home"), {"people-export": "csv"})
    lines = b"".join(figures.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0].endswith("Standing,Required,Held,Due soon,Overdue or never,Next date")
    assert lines[1].split(",")[-6:-1] == ["Never done", "3", "1", "0", "2"]


def test_what_needs_doing_names_the_people_and_what(team: Cast) -> None:
    page = read(team.manager.client(), "manager:home")
    todo = page[page.index("What needs doing") : page.index('id="people"')]
    assert reverse("manager:person", args=[team.practitioner.in_post.pk]) in todo
    assert "Awareness of Child Abuse and Neglect" in todo
    for key in ("awareness", "own-agency-policies", "working-together"):
        completed(team.practitioner.in_post, key, 30)
    assert "Nobody in your team has anything overdue" in read(team.manager.client(), "manager:home")


@pytest.mark.requirement("D36")
def test_what_falls_due_within_three_months_is_named(team: Cast) -> None:
    for key in ("awareness", "own-agency-policies", "working-together"):
        completed(team.practitioner.in_post, key, 3 * 365 - 30)
    page = read(team.manager.client(), "manager:home")
    todo = page[page.index("What needs doing") : page.index('id="people"')]
    assert "Awareness of Child Abuse and Neglect by" in todo


def test_only_ones_own_people_are_found_and_only_while_they_are(team: Cast) -> None:
    address = reverse("manager:person", args=[team.practitioner.in_post.pk])
    assert team.manager.client().get(address).status_code == 200
    for outsider in (team.designated_lead, team.practitioner, team.other_officer):
        assert outsider.client().get(address).status_code == 404
    Post.objects.filter(person=team.practitioner.in_post).update(ends_on=clock.today() - timedelta(days=1))
    assert team.manager.client().get(address).status_code == 404
    assert "Nobody has you as their manager today" in read(team.manager.client(), "manager:home")


def test_a_persons_page_says_why_and_shows_what_they_completed(team: Cast) -> None:
    completed(team.practitioner.in_post, "awareness", 30)
    page = read(team.manager.client(), "manager:person", team.practitioner.in_post.pk)
    assert "Learning mentor, Tarn Lane School" in page
    assert page.count("Awareness of Child Abuse and Neglect") > 1
    assert "Met until" in page
    sheet = read(team.manager.client(), "manager:supervision", team.practitioner.in_post.pk)
    assert "What we agreed" in sheet
    assert "Awareness of Child Abuse and Neglect" in sheet


@pytest.mark.requirement("E05")
def test_a_volunteer_is_one_of_the_team(team: Cast) -> None:
    assert "volunteer" not in read(team.manager.client(), "manager:home")
    Post.objects.filter(person=team.practitioner.in_post).update(is_volunteer=True)
    assert "volunteer" in read(team.manager.client(), "manager:home")


def test_someone_of_whom_nothing_is_asked_is_still_shown(team: Cast) -> None:
    Post.objects.filter(person=team.practitioner.in_post).update(job_role=None)
    page = read(team.manager.client(), "manager:home")
    assert "Pat Rigg" in page
    assert "Nothing is required of your people yet" in page


def test_the_same_queries_with_one_person_and_with_three(team: Cast) -> None:
    client = team.manager.client()
    read(client, "manager:home")
    with CaptureQueriesContext(connection) as one:
        read(client, "manager:home")
    for name in ("Ida Fell", "Jon Wath"):
        completed(hire(team, name), "awareness", 10)
    with CaptureQueriesContext(connection) as three:
        read(client, "manager:home")
    assert len(three) == len(one)


@pytest.mark.requirement("D36")
def test_the_matrix_can_be_downloaded_in_words(team: Cast) -> None:
    completed(team.practitioner.in_post, "awareness", 30)
    answer: Any = team.manager.client().get(reverse("manager:home"), {"matrix-export": "csv"})
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Name,Post,Agency,")
    assert "Pat Rigg" in lines[1]
    assert "Met until" in lines[1]
    assert "Never met" in lines[1]


def test_what_was_never_met_says_by_when_what_to_do_and_whose_clause_asks(team: Cast) -> None:
    page = team.manager.client().get(reverse("manager:person", args=[team.practitioner.in_post.pk])).content.decode()
    assert "Was due by 1 April 2024" in page
    assert "Complete Awareness of Child Abuse and Neglect now." in page
    assert "Kirklees 2011, Section 7a, group" in page


def days(first: int, last: int, deputy: Person) -> dict[str, object]:
    start, end = clock.today() + timedelta(days=first), clock.today() + timedelta(days=last)
    parts = {"starts_on": start, "ends_on": end}
    given = {f"{name}-{part}": getattr(day, part) for name, day in parts.items() for part in ("day", "month", "year")}
    return given | {"deputy": deputy.pk, "reason": "Leave"}


def test_a_colleague_is_found_and_stands_in(team: Cast) -> None:
    client, address = team.manager.client(), reverse("manager:name_deputy")
    found = read(client, "manager:name_deputy", q="dina")
    assert "Dina Holme, Assistant head" in found
    assert "Finn Beck" not in read(client, "manager:name_deputy", q="finn")
    answer = client.post(f"{address}?q=dina", days(0, 7, team.designated_lead.in_post))
    assert answer.headers["Location"] == reverse("manager:deputies")
    assert Deputy.objects.get().deputy == team.designated_lead.in_post
    assert "Dina Holme will stand in for you" in read(client, "manager:deputies")
    assert "Pat Rigg" in read(team.designated_lead.client(), "manager:home")
    client.post(reverse("manager:end_deputy", args=[Deputy.objects.get().pk]))
    assert not Deputy.objects.exists()
    assert (
        team.designated_lead.client().get(reverse("manager:person", args=[team.practitioner.in_post.pk])).status_code
        == 404
    )


def test_a_deputy_is_refused_in_words(team: Cast) -> None:
    client, address = team.manager.client(), reverse("manager:name_deputy")
    backwards = client.post(f"{address}?q=dina", days(7, 0, team.designated_lead.in_post)).content.decode()
    assert "There is a problem" in backwards
    stranger = client.post(f"{address}?q=dina", days(0, 7, team.constable.in_post)).content.decode()
    assert "Select a colleague from the list" in stranger
    assert not Deputy.objects.exists()


def test_nobody_ends_anothers_deputy(team: Cast) -> None:
    team.manager.client().post(f"{reverse('manager:name_deputy')}?q=dina", days(0, 7, team.designated_lead.in_post))
    address = reverse("manager:end_deputy", args=[Deputy.objects.get().pk])
    assert team.practitioner.client().post(address).status_code == 404
    assert Deputy.objects.exists()
    assert team.manager.client().post(address).status_code == 302
