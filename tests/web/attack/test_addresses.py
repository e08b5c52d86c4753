"""Odd addresses and questions get a plain answer, never a fault of ours."""

from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.setting.frameworks.services import adopt_pack
from goldenthread.setting.workforce.models import DutyHeld, Person, Post
from tests.cast import NOW, Cast

HUGE = 10**30


@pytest.mark.parametrize("name", ["manager:person", "manager:supervision", "agency:person", "agency:rename"])
def test_a_number_too_large_for_the_database_is_not_found(cast: Cast, name: str) -> None:
    answer = cast.manager.client().get(reverse(name, args=[HUGE]))
    assert answer.status_code == 404
    assert "not found" in answer.content.decode()
    mine = reverse("manager:person", args=[cast.practitioner.in_post.pk])
    assert cast.manager.client().get(mine).status_code == 200


def test_a_page_number_of_thousands_of_digits_is_the_first_page(cast: Cast) -> None:
    version = adopt_pack(by=cast.officer.actor(), at=NOW, partnership=cast.fellside, pack_key="kirklees-2011")
    address = reverse("office:framework_moves", args=[version.pk])
    for page in ("1" * 5000, "0", "²", "-3", "2"):
        assert cast.officer.client().get(address, {"page": page}).status_code == 200, page[:9]


@pytest.mark.parametrize("query", ["", "sort=title", "sort=-title&status=never", "requirement=none&export=csv"])
def test_who_is_behind_a_figure_opens_before_any_framework_is_in_force(cast: Cast, query: str) -> None:
    for address in (reverse("agency:behind", args=["fellside", cast.school.slug]), reverse("office:people_behind")):
        assert cast.officer.client().get(f"{address}?{query}").status_code == 200


def test_people_without_a_part_in_lists_find_no_lists(cast: Cast) -> None:
    for name in ("office:import_matches", "office:import_titles", "office:import_title"):
        for shut_out in (cast.outsider, cast.practitioner, cast.manager, cast.board, cast.trainer):
            assert shut_out.client().get(reverse(name)).status_code == 404, (name, shut_out.name)
        for let_in in (cast.lead, cast.officer, cast.administrator):
            assert let_in.client().get(reverse(name)).status_code == 200, (name, let_in.name)


def test_an_account_alone_has_no_team(cast: Cast) -> None:
    for name in ("manager:home", "manager:deputies"):
        assert cast.outsider.client().get(reverse(name)).status_code == 404
        assert cast.manager.client().get(reverse(name)).status_code == 200


def test_only_who_keeps_the_list_changes_names_posts_and_duties(cast: Cast) -> None:
    person, post = cast.practitioner.in_post, Post.objects.get(person=cast.practitioner.in_post)
    duty = DutyHeld.objects.get(person=cast.designated_lead.in_post)
    names = {"given_name": "Patricia", "family_name": "Rigg", "preferred_name": ""}
    last = {"last_day-day": 2, "last_day-month": 3, "last_day-year": 2030}
    sent = (
        (reverse("agency:rename", args=[person.pk]), names),
        (reverse("agency:post_close", args=[post.pk]), last),
        (reverse("agency:duty_end", args=[duty.pk]), last),
    )
    for address, given in sent:
        for shut_out in (cast.practitioner, cast.manager, cast.designated_lead, cast.police_lead, cast.other_officer):
            assert shut_out.client().get(address).status_code in (403, 404), (address, shut_out.name)
            assert shut_out.client().post(address, given).status_code in (403, 404), (address, shut_out.name)
    assert Person.objects.get(pk=person.pk).given_name == "Pat"
    for address, given in sent:
        assert cast.lead.client().get(address).status_code == 200
        assert cast.lead.client().post(address, given).status_code == 302
    assert Person.objects.get(pk=person.pk).given_name == "Patricia"


@pytest.mark.parametrize("next_", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_signing_in_leads_nowhere_else(cast: Cast, next_: str) -> None:
    sent = {"login": cast.officer.signed_in.email, "password": "a long enough password", "next": next_}
    answer = Client().post(f"{reverse('account_login')}?next={quote(next_)}", sent)
    assert answer.status_code == 302
    assert "evil" not in answer["Location"]
    assert "javascript" not in answer["Location"]
    inside = Client().post(reverse("account_login"), sent | {"next": "/help/"})
    assert inside["Location"] == "/help/"


def test_an_unknown_host_and_a_form_without_its_token_are_refused(cast: Cast) -> None:
    assert Client(headers={"host": "evil.example"}).get("/").status_code == 400
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.lead.signed_in, backend="allauth.account.auth_backends.AuthenticationBackend")
    address = reverse("agency:rename", args=[cast.practitioner.in_post.pk])
    assert client.post(address, {"given_name": "X", "family_name": "Y"}).status_code == 403
    page = client.get(address)
    assert page["X-Frame-Options"] == "DENY"
    assert page["X-Content-Type-Options"] == "nosniff"
    assert "script-src 'self'" in page["Content-Security-Policy"]
    assert page["Cache-Control"] == "private, no-store"
    token = {"csrfmiddlewaretoken": client.cookies["csrftoken"].value}
    assert client.post(address, {"given_name": "X", "family_name": "Y"} | token).status_code == 302
