"""Pages: the heat table against its one query, and every list against a bare page of as many rows."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.apps import apps
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import include, path

from goldenthread.kernel.actor import COMMAND_LINE, Role
from goldenthread.setting.accounts.services import open_account
from goldenthread.setting.partnerships import services as partnerships

from .county import AT, settled_county
from .desk import lay
from .registry import Bench, Figure, fastest, measure

ROWS = 50
READS = ("SELECT", "WITH")
LISTS = (
    "/partnership/people/",
    "/partnership/falling-due/",
    "/partnership/to-verify/",
    "/courses/outside/",
    "/messages/",
    "/audit/",
    "/imports/",
    "/agency/county/agency-1/people/",
)

BARE = """{% extends "ui/layout.html" %}{% block content %}<table>{% for row in rows %}
<tr><td>{{ row.given_name }}</td><td>{{ row.family_name }}</td><td>{{ row.preferred_name }}</td><td>{{ row.pk }}</td>
</tr>
{% endfor %}</table>{% endblock %}"""


def bare(request: HttpRequest) -> HttpResponse:
    """The same layout, one query, as many rows."""
    rows = apps.get_model("workforce.Person").objects.order_by("pk")[:ROWS]
    return HttpResponse(engines["django"].from_string(BARE).render({"rows": rows, "title": "Bare"}, request))


urlpatterns = [path("bench/bare/", login_not_required(bare)), path("", include("goldenthread.urls"))]


def an_officer() -> Client:
    """A browser in which an officer of the county is signed in."""
    account = apps.get_model("accounts.Account").objects.filter(email="officer@county.example").first()
    if account is None:
        county_partnership = apps.get_model("partnerships.Partnership").objects.get()
        account = open_account(by=COMMAND_LINE, at=AT, email="officer@county.example", name="County officer")
        partnerships.grant_role(
            by=COMMAND_LINE,
            at=AT,
            account=account,
            role=Role.OFFICER,
            partnership=county_partnership,
            agency=None,
            starts_on=AT.date(),
        )
    client = Client(SERVER_NAME="localhost")
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def fetched(client: Client, address: str) -> Callable[[], None]:
    def fetch() -> None:
        page = client.get(address)
        if page.status_code != 200 or not page.content:
            raise SystemExit(f"{address} answered {page.status_code}")

    return fetch


def slowest_query(client: Client, address: str) -> tuple[Callable[[], Any], int]:
    """The page's heaviest query, to run bare, and how many queries the page makes."""
    with CaptureQueriesContext(connection) as caught:
        fetched(client, address)()
    asked = [partial(answer, query["sql"]) for query in caught.captured_queries if query["sql"].startswith(READS)]
    return max(asked, key=lambda query: fastest(query, rounds=1)), len(caught.captured_queries)


def answer(sql: str) -> Any:
    """One query run bare, every row of its answer read."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


@measure("heat-page")
def heat_page(bench: Bench) -> list[Figure]:
    """The heat table of agencies by requirements, as a page, against its one query run bare."""
    settled_county(bench)
    client = an_officer()
    address = "/partnership/agencies-and-requirements/"
    fetched(client, address)()
    query, queries = slowest_query(client, address)
    note = f"{bench.people:,} people; {queries} queries"
    return [bench.figure("heat table as a page", fastest(fetched(client, address)), fastest(query), 2.0, note)]


@measure("list-pages")
def list_pages(bench: Bench) -> list[Figure]:
    """Every list page, against a bare page: same layout, signed in, one query, as many rows."""
    settled_county(bench)
    lay(bench)
    with override_settings(ROOT_URLCONF="tools.bench.pages"):
        client = an_officer()
        floor = fastest(fetched(client, "/bench/bare/"), rounds=7)
        figures = []
        for address in LISTS:
            _, queries = slowest_query(client, address)
            figures.append(
                bench.figure(
                    f"list {address}", fastest(fetched(client, address), rounds=7), floor, 3.0, f"{queries} queries"
                )
            )
    return figures
