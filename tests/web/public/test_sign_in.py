"""Signing in: closed to strangers, limited in attempts, and what every page is sent with."""

from collections.abc import Iterator
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from goldenthread.foundation.audit.models import Entry
from goldenthread.kernel.actor import Role
from goldenthread.kernel.refusal import Refused
from goldenthread.setting.accounts.models import Account
from goldenthread.setting.accounts.services import close_account, open_account
from goldenthread.setting.partnerships.models import RoleGranted
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db
LOGIN = "/account/login/"
PASSWORD = "a long enough password"  # noqa: S105 - of the cast


@pytest.fixture(autouse=True)
def nothing_counted() -> Iterator[None]:
    """Attempts are counted in the cache, which outlives a test."""
    cache.clear()
    yield
    cache.clear()


def enter(client: Client, email: str, password: str = PASSWORD) -> bool:
    client.post(LOGIN, {"login": email, "password": password})
    return "_auth_user_id" in client.session


def test_a_password_opens_the_account_whatever_the_capitals(cast: Cast, client: Client) -> None:
    assert not enter(client, "pat.rigg@example.org", "not the password")
    assert enter(client, "PAT.Rigg@Example.ORG")


def test_a_closed_account_is_not_entered(cast: Cast, client: Client) -> None:
    account = cast.practitioner.signed_in
    close_account(by=cast.administrator.actor(), at=NOW, account=account, reason="Left")
    assert not enter(client, account.email)
    assert cast.practitioner.actor().grants == ()
    assert enter(client, cast.manager.signed_in.email)


def test_attempts_are_limited(cast: Cast, client: Client) -> None:
    email = cast.practitioner.signed_in.email
    for _ in range(5):
        assert not enter(client, email, "a guess that is wrong")
    assert not enter(client, email)  # right, but too late
    assert "Too many" in client.post(LOGIN, {"login": email, "password": PASSWORD}).content.decode()
    cache.clear()
    assert enter(client, email)


def test_nobody_signs_themselves_up(client: Client) -> None:
    sent = {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}
    answer = client.post("/account/signup/", sent)
    assert Account.objects.count() == 0
    assert "Accounts are by invitation" in answer.content.decode()


def test_a_stranger_learns_nothing_of_who_has_an_account(cast: Cast, client: Client, mailoutbox: list[object]) -> None:
    known = client.post(reverse("account_reset_password"), {"email": cast.board.signed_in.email})
    unknown = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"})
    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert len(mailoutbox) == 1


@pytest.mark.parametrize("name", ["mfa_index", "mfa_list_webauthn", "account_email"])
def test_second_factors_are_looked_after_behind_sign_in(cast: Cast, client: Client, name: str) -> None:
    assert client.get(reverse(name)).headers["Location"].startswith(LOGIN)
    assert enter(client, cast.practitioner.signed_in.email)
    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", ["mfa_activate_totp", "mfa_add_webauthn"])
def test_a_second_factor_is_added_only_after_the_password_again(cast: Cast, client: Client, name: str) -> None:
    assert enter(client, cast.practitioner.signed_in.email)
    asked = client.get(reverse(name)).headers["Location"]
    assert asked.startswith(reverse("account_reauthenticate"))
    client.post(asked, {"password": "not the password"})
    assert client.get(reverse(name)).status_code == 302
    client.post(asked, {"password": PASSWORD})
    assert client.get(reverse(name)).status_code == 200


def test_an_address_has_one_account(cast: Cast) -> None:
    with pytest.raises(Refused, match="already"):
        open_account(by=cast.administrator.actor(), at=NOW, email="Pat.Rigg@example.org", name="Pat again")
    assert EmailAddress.objects.filter(email__iexact="pat.rigg@example.org").count() == 1


def test_only_officers_and_administrators_open_accounts(cast: Cast) -> None:
    with pytest.raises(Refused):
        open_account(by=cast.lead.actor(), at=NOW, email="new@example.org", name="New")
    assert open_account(by=cast.officer.actor(), at=NOW, email="new@example.org", name="New").pk


def test_pages_load_nothing_from_elsewhere_and_are_not_kept_by_shared_caches(cast: Cast) -> None:
    visitor = Client().get(LOGIN)
    policy = visitor.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-inline" not in policy
    assert "frame-ancestors 'none'" in policy
    page = cast.officer.client().get(reverse("setup:home"))
    assert page.headers["Cache-Control"] == "private, no-store"
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert page.headers["Referrer-Policy"] == "same-origin"


def test_a_form_without_its_token_gets_a_plain_page(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.officer.signed_in, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.post(reverse("setup:invite", args=["fellside"]), {})
    assert answer.status_code == 403
    assert "load the page again" in answer.content.decode()


def named(**options: object) -> str:
    said = StringIO()
    call_command("first_administrator", stdout=said, **options)
    return said.getvalue()


def test_the_first_administrator_chooses_a_password_by_a_link_that_works_once(client: Client) -> None:
    said = named(email="Ada@Example.org", name="Ada Minster")
    account = Account.objects.get()
    assert account.email == "ada@example.org"
    assert [held.role for held in RoleGranted.objects.all()] == [Role.ADMINISTRATOR.value]
    assert Entry.objects.filter(act="grant", thing="role", by_name="the command line").count() == 1
    path = "/" + next(word for word in said.split() if "/reset/key/" in word).split("/", 3)[3]
    form = client.get(path, follow=True).request["PATH_INFO"]
    client.post(form, {"password1": "a new long password 9", "password2": "a new long password 9"})
    assert enter(client, "ada@example.org", "a new long password 9")
    second = Client()
    again = second.get(path, follow=True)
    second.post(again.request["PATH_INFO"], {"password1": "somebody else 77", "password2": "somebody else 77"})
    account.refresh_from_db()
    assert account.check_password("a new long password 9")


def test_a_second_administrator_is_named_from_here_only_when_asked(client: Client) -> None:
    named(email="ada@example.org", name="Ada Minster")
    with pytest.raises(CommandError, match="--another"):
        named(email="bo@example.org", name="Bo Minster")
    assert Account.objects.count() == 1  # nothing half done
    named(email="bo@example.org", name="Bo Minster", another=True)
    assert RoleGranted.objects.count() == 2


@pytest.mark.parametrize("email", ["", "not an address", "ada@example.org" * 30])
def test_an_address_that_is_none_is_refused_in_words(email: str) -> None:
    with pytest.raises(CommandError):
        named(email=email or " ", name="Ada Minster")
    assert Account.objects.count() == 0
