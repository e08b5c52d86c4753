"""The front door."""

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_visitors_are_told_what_this_is_and_where_to_sign_in(client: Client) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert reverse("account_login") in page.content.decode()


def test_without_a_framework_in_force_nothing_is_offered_to_choose(client: Client) -> None:
    assert reverse("chooser") not in client.get("/").content.decode()
    page = client.get(reverse("chooser")).content.decode()
    assert "No partnership has a training framework in force here today" in page
