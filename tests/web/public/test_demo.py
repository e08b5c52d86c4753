"""The demonstration's sign-in page."""

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.setting.accounts.models import Account

pytestmark = pytest.mark.django_db


def test_one_click_signs_in_as_a_role(client: Client) -> None:
    account = Account.objects.create_user("Asha@Example.org", name="Asha Bell", demo_role="Board member")
    page = client.get(reverse("demo"))
    assert page.status_code == 200
    assert "Board member" in page.content.decode()
    answer = client.post(reverse("demo_sign_in", args=[account.pk]))
    assert answer.headers["Location"] == reverse("home")
    assert int(client.session["_auth_user_id"]) == account.pk
    assert client.get(reverse("home")).headers["Location"] == reverse("no_area")
    assert "Asha Bell" in client.get(reverse("no_area")).content.decode()


def test_a_visitor_reads_what_is_open_without_being_anybody(client: Client) -> None:
    account = Account.objects.create_user("asha@example.org", name="Asha Bell", demo_role="Board member")
    assert "Visitor, not signed in" in client.get(reverse("demo")).content.decode()
    client.post(reverse("demo_sign_in", args=[account.pk]))
    assert reverse("account_logout") in client.get(reverse("demo")).content.decode()
    left = client.post(reverse("account_logout"), {"next": reverse("home")})
    assert left.headers["Location"] == reverse("home")
    assert "_auth_user_id" not in client.session


def test_no_other_account_is_entered_that_way(client: Client) -> None:
    real = Account.objects.create_user("real@example.org", name="Real Person")
    demo = Account.objects.create_user("demo@example.org", name="Demo Person", demo_role="Trainer")
    assert client.post(reverse("demo_sign_in", args=[real.pk])).status_code == 404
    assert "_auth_user_id" not in client.session
    assert client.post(reverse("demo_sign_in", args=[demo.pk])).status_code == 302


def test_looking_does_not_sign_in(client: Client) -> None:
    account = Account.objects.create_user("demo@example.org", name="Demo Person", demo_role="Trainer")
    assert client.get(reverse("demo_sign_in", args=[account.pk])).status_code == 405
    assert "_auth_user_id" not in client.session


def test_visitors_are_asked_to_sign_in_beyond_the_front_door(client: Client) -> None:
    assert client.get(reverse("no_area")).headers["Location"].startswith(reverse("account_login"))
