"""Two entries that are one person: found, seen side by side, joined, and parted again, page by page."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goldenthread.setting.workforce.models import Address, Person, Post, PreviousName
from goldenthread.training.catalogue.models import Course
from goldenthread.training.records.models import Record
from goldenthread.whole.upkeep.models import Apart, Merge
from tests.cast import NOW, Cast, post

TWINS = "/partnership/people/one-person/"


@pytest.fixture
def twin(cast: Cast) -> Person:
    """Pat Rigg again, as the council's list had them."""
    person = Person.objects.create(given_name="Pat", family_name="RIGG")
    Address.objects.create(person=person, email="p.rigg@council.example", is_preferred=True)
    post(person, cast.council, cast.fellside, "Family support worker")
    course = Course.objects.create(partnership=cast.fellside, key="neglect", title="Neglect")
    Record.objects.create(
        person=person, course=course, completed_on=date(2025, 5, 5), format="virtual", provider_kind="multi-agency",
        state="imported", entered_at=NOW,
    )  # fmt: skip
    return person


def together(cast: Cast, twin: Person) -> str:
    return reverse("office:join", args=[cast.practitioner.in_post.pk, twin.pk])


def test_an_officer_finds_joins_and_parts_two_entries(cast: Cast, twin: Person) -> None:
    client, pat = cast.officer.client(), cast.practitioner.in_post
    queue = client.get(TWINS).content.decode()
    assert (together(cast, twin) in queue, "The same name" in queue) == (True, True)
    page = client.get(together(cast, twin)).content.decode()
    for said in ("Learning mentor, Tarn Lane School", "Family support worker, Fellside Council",
                 "pat.rigg@example.org", "p.rigg@council.example", "Neglect, 5 May 2025"):  # fmt: skip
        assert said in page
    answer = client.post(
        together(cast, twin), {"kept": pat.pk, "why": "Their employer confirmed it", "confirmed": "on"}, follow=True
    )
    merge = Merge.objects.get()
    assert (merge.kept, merge.gone, merge.why) == (pat, twin, "Their employer confirmed it")
    assert answer.redirect_chain == [(reverse("office:merge", args=[merge.pk]), 302)]
    said = answer.content.decode()
    assert ("Posts: 1" in said, "Training records: 1" in said, "Addresses: 1" in said) == (True, True, True)
    assert pat.posts.count() == 2
    assert together(cast, twin) not in client.get(TWINS).content.decode()
    assert reverse("office:merge", args=[merge.pk]) in client.get("/partnership/people/joined/").content.decode()
    client.post(reverse("office:part", args=[merge.pk]))
    assert (pat.posts.count(), twin.posts.count(), twin.records.count()) == (1, 1, 1)
    assert "They were parted again" in client.get(reverse("office:merge", args=[merge.pk])).content.decode()
    assert client.post(reverse("office:part", args=[merge.pk])).status_code == 409


def test_either_may_be_the_one_kept(cast: Cast, twin: Person) -> None:
    given = {"kept": twin.pk, "why": "The same date of birth", "confirmed": "on"}
    cast.officer.client().post(together(cast, twin), given)
    twin.refresh_from_db()
    assert (twin.posts.count(), twin.account) == (2, cast.practitioner.account)


@pytest.mark.parametrize(
    ("left_out", "says"),
    [("kept", "Choose the entry that is kept"), ("why", "Say how you know"), ("confirmed", "Tick the box to confirm")],
)
def test_nothing_is_joined_before_all_is_said(cast: Cast, twin: Person, left_out: str, says: str) -> None:
    given = {"kept": twin.pk, "why": "The same date of birth", "confirmed": "on"}
    del given[left_out]
    answer = cast.officer.client().post(together(cast, twin), given)
    assert says in answer.content.decode()
    assert not Merge.objects.exists()


def test_two_entries_are_found_by_searching(cast: Cast, twin: Person) -> None:
    client, pat = cast.officer.client(), cast.practitioner.in_post
    assert (
        reverse("office:twin_other", args=[pat.pk])
        in client.get(reverse("agency:person", args=[pat.pk])).content.decode()
    )
    first = client.get(f"{TWINS}find/", {"q": "p.rigg@council"}).content.decode()
    assert reverse("office:twin_other", args=[twin.pk]) in first
    assert reverse("office:twin_other", args=[pat.pk]) not in first
    other = client.get(reverse("office:twin_other", args=[pat.pk]), {"q": "rigg"}).content.decode()
    assert (together(cast, twin) in other, reverse("office:join", args=[pat.pk, pat.pk]) in other) == (True, False)


def test_former_names_and_numbers_raise_a_pair_and_common_names_do_not(cast: Cast) -> None:
    client, pat, dina = cast.officer.client(), cast.practitioner.in_post, cast.designated_lead.in_post
    PreviousName.objects.create(person=dina, given_name="max", family_name="tarn")
    Person.objects.filter(pk__in=[pat.pk, cast.trainer.in_post.pk]).update(professional_number="SW1")
    for _ in range(5):
        post(Person.objects.create(given_name="Ann", family_name="Ash"), cast.school, cast.fellside, "Teacher")
    queue = client.get(TWINS).content.decode()
    assert "former name" in queue
    assert "The same professional number" in queue
    assert "Ann Ash" not in queue


def test_both_accounts_are_said_before_they_are_joined(cast: Cast) -> None:
    address = reverse("office:join", args=[cast.practitioner.in_post.pk, cast.manager.in_post.pk])
    assert "max.tarn@example.org will open nothing" in cast.officer.client().get(address).content.decode()


@pytest.mark.requirement("B37")
def test_only_the_area_s_officer_joins_and_sees_only_their_area(cast: Cast, twin: Person) -> None:
    address = together(cast, twin)
    given = {"kept": twin.pk, "why": "The same", "confirmed": "on"}
    for name in ("lead", "manager", "board", "other_officer"):
        assert getattr(cast, name).client().post(address, given).status_code == 404
    elsewhere = reverse("office:join", args=[twin.pk, cast.other_constable.in_post.pk])
    assert cast.officer.client().get(elsewhere).status_code == 404
    post(twin, cast.marrow_council, cast.marrow_vale, "Adviser over there")
    page = cast.officer.client().get(address).content.decode()
    assert ("Family support worker" in page, "Adviser over there" in page) == (True, False)
    assert not Merge.objects.exists()
    cast.officer.client().post(address, given)
    merge = Merge.objects.get()
    assert cast.lead.client().get(reverse("office:merge", args=[merge.pk])).status_code == 404


def test_two_entries_are_told_apart_and_asked_about_again_page_by_page(cast: Cast, twin: Person) -> None:
    client = cast.officer.client()
    address = together(cast, twin)
    assert "They are not the same person" in client.get(address).content.decode()
    answer = client.post(reverse("office:tell_apart", args=[cast.practitioner.in_post.pk, twin.pk]), follow=True)
    assert "Pat Rigg and Pat RIGG are two people" in answer.content.decode()
    assert address not in answer.content.decode()
    apart = Apart.objects.get()
    where = reverse("office:apart", args=[apart.pk])
    assert where in client.get(reverse("office:told_apart")).content.decode()
    assert where in client.get(address).content.decode()
    assert cast.lead.client().post(where).status_code == 404
    assert cast.other_officer.client().post(where).status_code == 404
    assert "Olive Fell found on" in client.get(where).content.decode()
    client.post(where)
    assert address in client.get(TWINS).content.decode()
    assert where not in client.get(reverse("office:told_apart")).content.decode()


def test_an_administrator_joins_across_partnerships(cast: Cast) -> None:
    there = cast.other_constable.in_post
    here = Person.objects.create(given_name=there.given_name, family_name=there.family_name)
    post(here, cast.council, cast.fellside, "Adviser")
    assert not Post.objects.filter(person=there, partnership=cast.fellside).exists()
    address = reverse("office:join", args=sorted([here.pk, there.pk]))
    assert address not in cast.officer.client().get(TWINS).content.decode()
    client = cast.administrator.client()
    assert address in client.get(TWINS).content.decode()
    found = client.get(f"{TWINS}find/", {"q": str(there)}).content.decode()
    assert reverse("office:twin_other", args=[there.pk]) in found
    answer = client.post(address, {"kept": here.pk, "why": "One warrant card", "confirmed": "on"}, follow=True)
    merge = Merge.objects.get()
    assert answer.redirect_chain == [(reverse("office:merge", args=[merge.pk]), 302)]
    assert {held.partnership for held in here.posts.all()} == {cast.fellside, cast.marrow_vale}
    assert reverse("office:merge", args=[merge.pk]) in client.get(reverse("office:merges")).content.decode()
    client.post(reverse("office:part", args=[merge.pk]))
    assert {held.partnership for held in here.posts.all()} == {cast.fellside}


def test_the_queue_costs_the_same_at_any_length(cast: Cast, twin: Person) -> None:
    client = cast.officer.client()
    with CaptureQueriesContext(connection) as before:
        client.get(TWINS)
    for number in range(6):
        post(
            Person.objects.create(given_name="Una", family_name=f"Howe{number // 2}"),
            cast.school, cast.fellside, "Cook",
        )  # fmt: skip
    with CaptureQueriesContext(connection) as after:
        assert "Una Howe2" in client.get(TWINS).content.decode()
    assert len(before) == len(after)
    assert Post.objects.filter(job_title="Cook").count() == 6
