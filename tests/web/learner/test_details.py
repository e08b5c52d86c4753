"""My details, and the questions that decide what I need."""

from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goldenthread.foundation.audit.models import Entry
from goldenthread.foundation.freshness.models import Stale
from goldenthread.kernel.actor import COMMAND_LINE
from goldenthread.setting.frameworks import services as frameworks
from goldenthread.setting.workforce.models import Address, ConditionAnswer, DutyHeld, Post
from goldenthread.setting.workforce.terms import DutyKind
from tests.cast import NOW, SINCE, Cast, post

pytestmark = pytest.mark.django_db

ADVISES = "advises-groups-3-and-4"


@pytest.fixture
def named_professional(cast: Cast) -> Cast:
    """Pat is a named professional, of whom Kirklees asks whether they advise groups 3 and 4."""
    draft = frameworks.adopt_pack(by=COMMAND_LINE, at=NOW, partnership=cast.fellside, pack_key="kirklees-2011")
    frameworks.set_day(by=COMMAND_LINE, at=NOW, version=draft, on=SINCE)
    DutyHeld.objects.create(
        person=cast.practitioner.in_post,
        partnership=cast.fellside,
        agency=cast.school,
        kind=DutyKind.NAMED_PROFESSIONAL,
        starts_on=SINCE,
    )
    return cast


def read(client: Client, name: str, *args: object) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_my_posts_addresses_and_who_approves_are_shown(cast: Cast) -> None:
    page = read(cast.practitioner.client(), "learner:details")
    assert "Learning mentor, Tarn Lane School" in page
    assert "Max Tarn" in page
    assert "pat.rigg@example.org" in page
    other = read(cast.manager.client(), "learner:details")
    assert "Learning mentor" not in other
    assert "Nobody has been named" in other


@pytest.mark.requirement("E05")
def test_a_volunteer_is_somebody_in_the_system(cast: Cast) -> None:
    Post.objects.filter(person=cast.practitioner.in_post).update(is_volunteer=True)
    assert "A volunteer. What you need follows from what you do" in read(cast.practitioner.client(), "learner:details")
    assert "A volunteer" not in read(cast.manager.client(), "learner:details")


def test_someone_without_a_post_or_an_address_is_told_what_to_do(cast: Cast) -> None:
    Post.objects.filter(person=cast.practitioner.in_post).update(ends_on=date(2025, 1, 1))
    Address.objects.filter(person=cast.practitioner.in_post).delete()
    page = read(cast.practitioner.client(), "learner:details")
    assert "ask your agency’s lead for training to add your post" in page
    assert "Ask your agency’s lead for training to add one" in page


def test_only_questions_that_could_change_what_i_need_are_asked(named_professional: Cast) -> None:
    cast = named_professional
    asked = reverse("learner:answer", args=[cast.fellside.pk, ADVISES])
    assert asked in read(cast.practitioner.client(), "learner:details")
    assert asked not in read(cast.manager.client(), "learner:details")
    assert cast.manager.client().get(asked).status_code == 404


def test_an_answer_is_kept_in_the_trail_and_moves_what_i_need(named_professional: Cast) -> None:
    cast = named_professional
    client, address = cast.practitioner.client(), reverse("learner:answer", args=[cast.fellside.pk, ADVISES])
    assert "Select yes or no" in unescape(client.post(address, {}).content.decode())
    assert not ConditionAnswer.objects.exists()
    assert "At least one level 3 course each year" not in read(client, "learner:home")
    assert client.post(address, {"answer": "yes"}).headers["Location"] == reverse("learner:details")
    assert ConditionAnswer.objects.get().is_yes is True
    assert "Your answer was kept" in read(client, "learner:details")
    assert Entry.objects.filter(act="answer condition", by_account_id=cast.practitioner.signed_in.pk).count() == 1
    assert not Stale.objects.filter(kind="person", key=cast.practitioner.in_post.pk).exists()
    assert "At least one level 3 course each year" in read(client, "learner:home")
    client.post(address, {"answer": "no"})
    assert ConditionAnswer.objects.get().is_yes is False


def test_the_same_queries_with_one_post_and_with_three(named_professional: Cast) -> None:
    cast = named_professional
    client = cast.practitioner.client()
    read(client, "learner:details")
    with CaptureQueriesContext(connection) as one:
        read(client, "learner:details")
    for title in ("Youth worker", "Mentor"):
        post(cast.practitioner.in_post, cast.school, cast.fellside, title, manager=cast.manager.in_post)
    with CaptureQueriesContext(connection) as three:
        read(client, "learner:details")
    assert len(three) == len(one)


def test_an_account_without_a_person_is_told_so(cast: Cast) -> None:
    answer = cast.board.client().get(reverse("learner:details"))
    assert answer.status_code == 404
    assert "Your entry in the workforce was not found" in unescape(answer.content.decode())
