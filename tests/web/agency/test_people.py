"""People of an agency: found, added, moved; and never another agency's."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goldenthread.foundation.audit.models import Entry
from goldenthread.setting.workforce.models import DutyHeld, Person, Post, PreviousName
from tests.cast import Cast, post


def of(cast: Cast, name: str, *args: object) -> str:
    return reverse(f"agency:{name}", args=[cast.fellside.slug, cast.school.slug, *args])


def three(day: date, name: str) -> dict[str, int]:
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


@pytest.mark.requirement("B37")
def test_a_lead_sees_their_own_staff_and_nobody_elses(cast: Cast) -> None:
    page = cast.lead.client().get(of(cast, "people")).content.decode()
    assert "Rigg, Pat" in page
    assert "Beck, Finn" not in page
    assert cast.lead.client().get(reverse("agency:person", args=[cast.practitioner.in_post.pk])).status_code == 200
    assert cast.lead.client().get(reverse("agency:person", args=[cast.constable.in_post.pk])).status_code == 404
    assert cast.officer.client().get(reverse("agency:person", args=[cast.constable.in_post.pk])).status_code == 200


@pytest.mark.requirement("B37")
def test_an_agency_shared_by_two_partnerships_shows_each_its_own_posts(cast: Cast) -> None:
    here = reverse("agency:people", args=[cast.fellside.slug, cast.police.slug])
    there = reverse("agency:people", args=[cast.marrow_vale.slug, cast.police.slug])
    ours = cast.officer.client().get(here).content.decode()
    assert ("Beck, Finn" in ours, "Vale, Mara" in ours) == (True, False)
    theirs = cast.other_officer.client().get(there).content.decode()
    assert ("Beck, Finn" in theirs, "Vale, Mara" in theirs) == (False, True)
    assert cast.officer.client().get(there).status_code == 404
    assert cast.police_lead.client().get(there).status_code == 404
    assert cast.police_lead.client().get(here).status_code == 200
    person = reverse("agency:person", args=[cast.other_constable.in_post.pk])
    assert cast.officer.client().get(person).status_code == 404
    assert cast.other_officer.client().get(person).status_code == 200


def test_a_board_member_is_shown_no_people(cast: Cast) -> None:
    assert cast.board.client().get(of(cast, "people")).status_code == 404
    assert cast.board.client().get(reverse("agency:person", args=[cast.practitioner.in_post.pk])).status_code == 404


def test_a_former_name_finds_the_person(cast: Cast) -> None:
    PreviousName.objects.create(person=cast.practitioner.in_post, given_name="Pat", family_name="Quernmore")
    page = cast.lead.client().get(of(cast, "people"), {"q": "quernmore", "state": "current"}).content.decode()
    assert "Rigg, Pat" in page
    assert "Tarn, Max" not in page


def test_someone_is_added_with_their_first_post(cast: Cast) -> None:
    client = cast.lead.client()
    asked = client.post(of(cast, "person_add"), {"given_name": "", "family_name": "Howe"})
    assert "Enter the person&#39;s given name" in asked.content.decode()
    given = {"given_name": "Una", "family_name": "Howe", "job_title": "Teacher", "email": "una@example.org"}
    client.post(of(cast, "person_add"), given | three(date(2026, 1, 5), "starts_on"))
    una = Person.objects.get(family_name="Howe")
    assert list(una.posts.values_list("agency_id", "job_title")) == [(cast.school.pk, "Teacher")]
    again = client.post(of(cast, "person_add"), given | three(date(2026, 1, 5), "starts_on"))
    assert "Somebody with that address is known already" in again.content.decode()
    assert Entry.objects.filter(act="add", thing="person", thing_id=str(una.pk)).count() == 1


def test_a_post_is_closed_and_kept_open_again(cast: Cast) -> None:
    held = Post.objects.get(person=cast.practitioner.in_post)
    client = cast.lead.client()
    client.post(reverse("agency:post_close", args=[held.pk]), three(date(2030, 7, 31), "last_day"))
    held.refresh_from_db()
    assert held.ends_on == date(2030, 7, 31)
    client.post(reverse("agency:post_keep_open", args=[held.pk]))
    held.refresh_from_db()
    assert held.ends_on is None
    police = Post.objects.get(person=cast.constable.in_post)
    assert client.post(reverse("agency:post_close", args=[police.pk])).status_code == 404


@pytest.mark.requirement("B37")
def test_a_former_employer_loses_sight(cast: Cast) -> None:
    held = Post.objects.get(person=cast.practitioner.in_post)
    address = reverse("agency:person", args=[cast.practitioner.in_post.pk])
    assert cast.lead.client().get(address).status_code == 200
    Post.objects.filter(pk=held.pk).update(ends_on=date(2025, 1, 31))
    post(cast.practitioner.in_post, cast.council, cast.fellside, "Family worker", starts_on=date(2025, 2, 1))
    assert cast.lead.client().get(address).status_code == 404
    assert cast.officer.client().get(address).status_code == 200


def test_a_duty_is_given_once_and_ended(cast: Cast) -> None:
    client = cast.lead.client()
    address = of(cast, "duty_give", cast.manager.in_post.pk)
    given = {"kind": "deputy-designated-lead"} | three(date(2026, 1, 5), "starts_on")
    client.post(address, given)
    duty = DutyHeld.objects.get(person=cast.manager.in_post)
    assert "They hold that duty there already." in client.post(address, given).content.decode()
    client.post(reverse("agency:duty_end", args=[duty.pk]), three(date(2026, 6, 30), "last_day"))
    duty.refresh_from_db()
    assert duty.ends_on == date(2026, 6, 30)


def test_the_list_costs_the_same_at_any_length(cast: Cast) -> None:
    client = cast.lead.client()
    with CaptureQueriesContext(connection) as before:
        client.get(of(cast, "people"))
    for number in range(5):
        person = Person.objects.create(given_name=f"N{number}", family_name="Extra")
        post(person, cast.school, cast.fellside, "Teacher", starts_on=date(2026, 1, 1) + timedelta(days=number))
    with CaptureQueriesContext(connection) as after:
        client.get(of(cast, "people"))
    assert len(before) == len(after)
