"""Pages that every visitor can reach: they render, say who they belong to, and carry nothing of another brand."""

import re
from html import unescape

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from goldenthread.kernel.refusal import Kind, Refusal
from goldenthread.setting.accounts.models import Account
from goldenthread.web.ui.refusals import refused_page
from goldenthread.web.ui.sign_in_words import WORDS
from tests.cast import Cast

pytestmark = pytest.mark.django_db
OPEN = ["/help/", "/accessibility/", "/privacy/", "/styleguide/", "/account/login/", "/account/password/reset/"]
SIGNED_IN = ["/account/2fa/", "/account/password/change/", "/account/logout/", "/account/email/"]
TITLE_CASE = re.compile(r"^(?:[A-Z][\w-]+ )+[A-Z][\w-]+$")


@pytest.mark.parametrize("address", OPEN)
def test_open_pages_have_their_landmarks(client: Client, address: str) -> None:
    answer = client.get(address)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.count("<h1") == 1
    assert 'lang="en-GB"' in page
    assert 'href="#main" class="govuk-skip-link"' in page
    assert page.count('id="main"') == 1
    assert re.search(r"crown|GDS Transport|GOV\.UK", page) is None


def signed_in(client: Client) -> Account:
    account = Account.objects.create_user("amara@example.org", "a long enough password", name="Amara Okonkwo")
    client.force_login(account)
    return account


@pytest.mark.parametrize("address", [*OPEN, *SIGNED_IN])
def test_no_page_of_the_sign_in_library_keeps_its_own_look_or_capitals(client: Client, address: str) -> None:
    if address in SIGNED_IN:
        signed_in(client)
    page = client.get(address, follow=True).content.decode()
    headings = [
        unescape(re.sub(r"<[^>]+>", "", text)).strip() for text in re.findall(r"<h[12][^>]*>(.*?)</h[12]>", page, re.S)
    ]
    assert [heading for heading in headings if TITLE_CASE.match(heading) and heading not in WORDS.values()] == []
    assert re.findall(r"<(?:h1|h2|p|button)>", page) == []
    assert re.findall(r"<input(?![^>]*(?:class=|hidden))[^>]*>", page) == []


def test_signing_in_with_a_wrong_password_says_so_and_forgets_it(client: Client) -> None:
    page = client.post("/account/login/", {"login": "amara@example.org", "password": "wrong-secret"}).content.decode()
    assert "There is a problem" in page
    assert "wrong-secret" not in page
    assert 'value="amara@example.org"' in page
    assert "<title>Error: Sign in" in page


def test_who_is_signed_in_can_sign_out_by_a_button(client: Client) -> None:
    signed_in(client)
    page = client.get("/help/").content.decode()
    assert "Amara Okonkwo" in page
    assert re.search(r'<form method="post" action="/account/logout/".*?Sign out</button>', page, re.S)
    client.logout()
    assert "Sign out" not in client.get("/help/").content.decode()


@pytest.mark.parametrize(
    ("kind", "status"),
    [(Kind.NOT_ALLOWED, 403), (Kind.NOT_VISIBLE, 404), (Kind.WRONG_STATE, 409), (Kind.BAD_INPUT, 400)],
)
def test_a_refusal_is_a_page_that_gives_the_reason(rf: RequestFactory, client: Client, kind: Kind, status: int) -> None:
    request = rf.get("/")
    request.user = signed_in(client)
    answer = refused_page(request, Refusal("The register was closed on 3 May.", kind))
    assert answer.status_code == status
    assert "The register was closed on 3 May." in answer.content.decode()


def test_an_address_that_is_not_there_says_so_in_the_same_look(client: Client) -> None:
    answer = client.get("/no-such-page/")
    assert answer.status_code == 404
    assert "Page not found" in answer.content.decode()


def test_the_page_of_last_resort_needs_nothing_from_the_request() -> None:
    assert "It is our fault, not yours." in render_to_string("500.html")


def test_the_partnerships_colour_is_a_stylesheet_and_never_an_unreadable_one(client: Client) -> None:
    assert client.get("/colour/5b2333.css").content == b":root { --gt-header: #5b2333; }\n"
    assert client.get("/colour/ffff00.css").content == b":root { --gt-header: #1b2f4b; }\n"


def test_each_static_file_that_pages_name_is_there(client: Client) -> None:
    from django.contrib.staticfiles import finders

    page = client.get("/help/").content.decode()
    named = re.findall(rf'(?:href|src|data-components)="{settings.STATIC_URL}([^"]+)"', page)
    assert len(named) >= 6
    assert [name for name in named if finders.find(name) is None] == [], "have them with: python -m tools.assets"


@pytest.mark.parametrize(
    ("who", "area"), [("officer", "Fellside"), ("other_officer", "Marrow Vale"), ("practitioner", "Fellside")]
)
def test_pages_wear_the_name_of_the_partnership_one_belongs_to(cast: Cast, who: str, area: str) -> None:
    page = getattr(cast, who).client().get("/help/").content.decode()
    worn = [one.name for one in (cast.fellside, cast.marrow_vale) if one.name in page]
    assert worn == [{"Fellside": cast.fellside, "Marrow Vale": cast.marrow_vale}[area].name]
    assert worn[0] not in Client().get("/help/").content.decode()
