"""A post put right by hand: what is so of it, who approves, and who may say so."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.foundation.audit.models import Entry
from goldenthread.foundation.freshness.models import Stale
from goldenthread.setting.frameworks.services import adopt_pack
from goldenthread.setting.partnerships import services as partnerships
from goldenthread.setting.workforce.models import JobRole, Person, Post
from goldenthread.setting.workforce.services.posts import correct_post
from goldenthread.setting.workforce.terms import ApprovedBy
from goldenthread.training.standing.services import take_force
from tests.cast import NOW, TODAY, Cast, post


def held_by(person: Person) -> Post:
    return Post.objects.get(person=person)


def asked(**changes: Any) -> dict[str, Any]:
    """The form as it stands for Pat's post, with what is changed."""
    return {
        "job_title": "Learning mentor",
        "approved_by": "manager",
        "manager": "max.tarn@example.org",
        "starts_on-day": 1,
        "starts_on-month": 1,
        "starts_on-year": 2024,
    } | changes


def send(client: Client, held: Post, **changes: Any) -> Any:
    return client.post(reverse("agency:post_correct", args=[held.pk]), asked(**changes))


def test_the_person_s_page_leads_to_the_form_as_it_stands(cast: Cast) -> None:
    held = held_by(cast.practitioner.in_post)
    client = cast.lead.client()
    address = reverse("agency:post_correct", args=[held.pk])
    assert address in client.get(reverse("agency:person", args=[held.person_id])).content.decode()
    page = client.get(address).content.decode()
    assert 'value="Learning mentor"' in page
    assert 'value="max.tarn@example.org"' in page


def test_everything_of_a_post_is_put_right_and_noted(cast: Cast) -> None:
    held = held_by(cast.practitioner.in_post)
    role = JobRole.objects.create(key="family-worker", title="Family worker")
    setting = partnerships.create_setting(by=cast.lead.actor(), at=NOW, agency=cast.school, name="Main site")
    version = adopt_pack(by=cast.officer.actor(), at=NOW, partnership=cast.fellside, pack_key="kirklees-2011")
    take_force(by=cast.officer.actor(), at=NOW, version=version, on=date(2020, 1, 1))
    group = version.groups.order_by("pk")[0].key
    said = {"job_title": "Family worker", "job_role": role.pk, "setting": setting.pk, "team": "", "group_key": group}
    answer = send(
        cast.lead.client(), held, **said, staff_number="T9", is_volunteer="on", approved_by="role",
        approver_role="Volunteer co-ordinator", **{"starts_on-year": 2025},
    )  # fmt: skip
    assert answer.status_code == 302, answer.content.decode()
    held.refresh_from_db()
    assert (held.job_title, held.job_role, held.setting, held.team) == ("Family worker", role, setting, None)
    assert (held.group_key, held.staff_number, held.is_volunteer) == (group, "T9", True)
    assert (held.approved_by, held.approver_role, held.manager) == ("role", "Volunteer co-ordinator", None)
    assert held.starts_on == date(2025, 1, 1)
    entry = Entry.objects.get(act="correct", thing="post", thing_id=str(held.pk))
    assert sorted(entry.changes) == [
        "approved_by", "approver_role", "group_key", "is_volunteer", "job_role_id", "job_title", "manager_id",
        "setting_id", "staff_number", "starts_on", "team_id",
    ]  # fmt: skip


def test_a_correction_makes_the_person_s_standing_stale_and_nothing_said_changes_nothing(cast: Cast) -> None:
    held = held_by(cast.practitioner.in_post)
    as_it_is = {
        "by": cast.officer.actor(), "at": NOW, "on": TODAY, "post": held, "job_title": held.job_title,
        "job_role": None, "group_key": "", "setting": None, "team": held.team, "staff_number": "",
        "is_volunteer": False, "approved_by": ApprovedBy.MANAGER, "manager": held.manager, "approver_role": "",
        "starts_on": held.starts_on,
    }  # fmt: skip
    Stale.objects.all().delete()
    correct_post(**as_it_is)
    assert (Stale.objects.count(), Entry.objects.filter(act="correct").count()) == (0, 0)
    correct_post(**as_it_is | {"is_volunteer": True})
    assert list(Stale.objects.values_list("key", flat=True)) == [held.person_id]


@pytest.mark.requirement("B37")
@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"manager": "nobody@example.org"}, "Nobody in post in this agency goes by that"),
        ({"manager": ""}, "Say who their manager is"),
        ({"manager": "pat.rigg@example.org"}, "Nobody approves for themselves"),
        ({"manager": "finn.beck@example.org"}, "Nobody in post in this agency goes by that"),
        ({"approved_by": "role"}, "Name the role that approves"),
        ({"approved_by": ""}, "Say who approves for them"),
        ({"job_title": ""}, "Enter the job title"),
    ],
)
def test_what_cannot_be_is_said_on_the_form(cast: Cast, changes: dict[str, str], says: str) -> None:
    held = held_by(cast.practitioner.in_post)
    answer = send(cast.lead.client(), held, **changes)
    assert answer.status_code == 200
    assert says in answer.content.decode()
    held.refresh_from_db()
    assert (held.approved_by, held.manager) == ("manager", cast.manager.person)


def test_a_manager_is_found_by_number_or_name_and_none_may_be_declared(cast: Cast) -> None:
    held, client = held_by(cast.practitioner.in_post), cast.officer.client()
    Post.objects.filter(person=cast.designated_lead.in_post).update(staff_number="D1")
    for said, person in (("d1", cast.designated_lead.person), ("max tarn", cast.manager.person)):
        assert send(client, held, manager=said).status_code == 302
        held.refresh_from_db()
        assert held.manager == person
    other = Person.objects.create(given_name="Max", family_name="Tarn")
    post(other, cast.school, cast.fellside, "Caretaker")
    assert "Several people go by that" in send(client, held, manager="Max Tarn").content.decode()
    send(client, held, approved_by="none-declared")
    held.refresh_from_db()
    assert (held.approved_by, held.manager) == ("none-declared", None)
    page = client.get(reverse("agency:person", args=[held.person_id])).content.decode()
    assert "Nobody is named to approve for them" in page


def test_only_who_runs_the_agency_puts_its_posts_right(cast: Cast) -> None:
    held = held_by(cast.practitioner.in_post)
    address = reverse("agency:post_correct", args=[held.pk])
    answers = {
        name: getattr(cast, name).client().post(address, asked(job_title="Mentor")).status_code
        for name in ("practitioner", "manager", "board", "police_lead", "other_officer")
    }
    assert answers == {"practitioner": 403, "manager": 403, "board": 404, "police_lead": 404, "other_officer": 404}
    held.refresh_from_db()
    assert held.job_title == "Learning mentor"
    assert cast.officer.client().post(address, asked(job_title="Mentor")).status_code == 302


def test_a_number_that_somebody_else_holds_is_refused_in_words(cast: Cast) -> None:
    Post.objects.filter(person=cast.designated_lead.in_post).update(staff_number="D1")
    answer = send(cast.lead.client(), held_by(cast.practitioner.in_post), staff_number="D1")
    assert "Someone else holds that staff number in this agency." in answer.content.decode()
