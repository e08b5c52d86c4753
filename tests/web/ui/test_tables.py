"""Tables: what is asked for is what is shown and what is exported, in two queries whatever the number of rows."""

import csv
import io
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.http import QueryDict
from django.test import RequestFactory
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.kernel.figures import Share
from goldenthread.setting.partnerships.models import Agency
from goldenthread.setting.partnerships.terms import AgencyKind, Duty
from goldenthread.web.ui.rows import drawn, named
from goldenthread.web.ui.tables import Bound, Column, Filter, Kind, Table, table_response, tables_response


@dataclass(frozen=True)
class Row:
    name: str
    agency: str = "Alder School"
    until: date | None = None
    share: Share | None = None


PEOPLE = [
    Row("Bethan Price", "Birch Trust", date(2026, 6, 30), Share(1, 2, "staff")),
    Row("amara Okonkwo", "Alder School", None, None),
    Row("Devan Parmar", "Birch Trust", date(2025, 1, 1), Share(9, 10, "staff")),
]


def people(rows: Any = PEOPLE, **more: Any) -> Table:
    return Table(
        caption="People",
        columns=(
            Column("name", "Name", order=lambda row: row.name),
            Column("agency", "Agency", order=lambda row: row.agency),
            Column("until", "Valid until", Kind.DATE, order=lambda row: row.until),
            Column("share", "Met", Kind.SHARE, order=lambda row: row.share, heat=True),
        ),
        rows=rows,
        **{"search": ("name", "agency"), "order": "name"} | more,
    )


def bound(asked: str = "", table: Table | None = None) -> Bound:
    return Bound(table or people(), QueryDict(asked), "/people/")


def names(one: Bound) -> list[str]:
    return [row.name for row in one.page.object_list]


def exported(table: Table, asked: str) -> list[list[str]]:
    answer = table_response(RequestFactory().get(f"/people/?{asked}"), "ui/table_page.html", table)
    text = b"".join(answer).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_sorting_reads_as_people_do_and_puts_what_is_unknown_last() -> None:
    assert names(bound()) == ["amara Okonkwo", "Bethan Price", "Devan Parmar"]
    assert names(bound("sort=-name")) == ["Devan Parmar", "Bethan Price", "amara Okonkwo"]
    assert names(bound("sort=until")) == ["Devan Parmar", "Bethan Price", "amara Okonkwo"]
    assert names(bound("sort=-until")) == ["Bethan Price", "Devan Parmar", "amara Okonkwo"]
    assert names(bound("sort=share")) == ["Bethan Price", "Devan Parmar", "amara Okonkwo"]
    assert names(bound("sort=password")) == ["amara Okonkwo", "Bethan Price", "Devan Parmar"]


def test_every_word_of_a_search_must_stand_somewhere() -> None:
    assert names(bound("q=birch+price")) == ["Bethan Price"]
    assert names(bound("q=birch")) == ["Bethan Price", "Devan Parmar"]
    assert names(bound("q=nobody")) == []


def test_a_filter_narrows_and_one_in_error_says_so() -> None:
    table = people(filters=(Filter("agency", "Agency", [("Birch Trust", "Birch Trust")]),))
    assert names(bound("agency=Birch+Trust", table)) == ["Bethan Price", "Devan Parmar"]
    wrong = bound("agency=Elm", table)
    assert wrong.form.errors == {"agency": ["Choose agency from the list."]}
    assert len(names(wrong)) == 3


def test_the_export_holds_the_same_rows_in_the_same_order_and_never_only_the_page() -> None:
    table = people(per_page=1)
    asked = "q=birch&sort=-name"
    assert names(bound(asked, table)) == ["Devan Parmar"]
    assert exported(table, f"{asked}&export=csv") == [
        ["Name", "Agency", "Valid until", "Met (%)", "Met (number)", "Met (out of)"],
        ["Devan Parmar", "Birch Trust", "2025-01-01", "90", "9", "10"],
        ["Bethan Price", "Birch Trust", "2026-06-30", "50", "1", "2"],
    ]


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_nothing_in_the_address_breaks_a_table(q: str, sort: str, page: str) -> None:
    asked = QueryDict(mutable=True)
    asked.update({"q": q, "sort": sort, "page": page, "agency": q})
    one = Bound(people(filters=(Filter("agency", "Agency", [("a", "A")]),)), asked, "/people/")
    assert set(names(one)) <= {row.name for row in PEOPLE}
    assert one.clear == f"?{QueryDict(f'sort={sort}').urlencode()}" or "sort=" in one.clear or one.clear == "/people/"


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 130), st.integers(1, 60))
def test_the_pages_together_hold_every_row_once(total: int, per_page: int) -> None:
    table = people([Row(f"Person {number:03}") for number in range(total)], per_page=per_page)
    last = bound("", table).page.paginator.num_pages
    seen = [name for number in range(1, last + 1) for name in names(bound(f"page={number}", table))]
    assert seen == [f"Person {number:03}" for number in range(total)]


def test_links_keep_what_was_asked_for() -> None:
    one = bound("q=birch&sort=name&page=2&other=kept")
    assert one.headings[0].href == "?q=birch&other=kept&sort=-name"
    assert one.headings[0].sorted == "ascending"
    assert one.headings[1].sorted == "none"
    assert [link["href"] for link in one.exports] == [
        "?q=birch&sort=name&other=kept&export=csv",
        "?q=birch&sort=name&other=kept&export=xlsx",
    ]
    assert one.clear == "?sort=name&other=kept"
    assert one.kept == [("sort", "name"), ("other", "kept")]


def test_two_tables_on_a_page_do_not_disturb_each_other() -> None:
    first, second = people(key="first"), people(key="second")
    request = RequestFactory().get("/people/?first-q=dev&second-q=bethan&second-export=csv")
    answer = tables_response(request, "ui/table_page.html", {"first": first, "second": second})
    assert [line.split(",")[0] for line in b"".join(answer).decode("utf-8-sig").splitlines()] == [
        "Name",
        "Bethan Price",
    ]
    assert names(first.bind(request)) == ["Devan Parmar"]


def test_a_heat_cell_says_its_figure_whatever_its_shade() -> None:
    amara, _, dev = bound().body.split("\n")
    assert 'gt-heat gt-heat-3">90% <span class="gt-of">9 of 10</span></td>' in dev
    assert 'gt-heat gt-heat-none">–</td>' in amara


def test_each_cell_carries_its_label_for_a_phone() -> None:
    named = Table(caption="C", columns=(Column("name", '"Name"'), Column("agency", "Agency")), rows=PEOPLE[:1])
    assert bound("", named).body == (
        '<tr class="govuk-table__row" role="row">'
        '<th scope="row" role="rowheader" data-label="&quot;Name&quot;" class="govuk-table__header">Bethan Price</th>'
        '<td role="cell" data-label="Agency" class="govuk-table__cell">Birch Trust</td></tr>'
    )


def page(client_path: str, table: Table, **more: Any) -> str:
    request = RequestFactory().get(client_path)
    request.user = type("Visitor", (), {"is_authenticated": False})()
    request._messages = []  # type: ignore[attr-defined]
    return table_response(request, "ui/table_page.html", table, {"title": "People"} | more).content.decode()


@pytest.mark.django_db  # the navigation around the table may ask who manages whom
def test_a_name_is_text_wherever_it_is_shown() -> None:
    markup = page("/people/", people([Row("<script>alert(1)</script>", '"><img src=x>')]))
    assert "<script>alert(1)" not in markup
    assert "<img src=x>" not in markup
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in markup


@pytest.mark.django_db  # the navigation around the table may ask who manages whom
def test_an_empty_table_says_what_to_do_next() -> None:
    empty = people([], empty="Nobody has been loaded.", empty_action=("Load a list of staff", "/load/"))
    assert 'href="/load/">Load a list of staff</a>' in page("/people/", empty)
    found_nothing = page("/people/?q=zzz", people())
    assert "Nothing matches what you asked for." in found_nothing
    assert 'href="/people/">Clear the search and filters</a>' in found_nothing


@pytest.mark.django_db
class TestFromTheDatabase:
    def agencies(self, number: int) -> Table:
        Agency.objects.bulk_create(
            Agency(
                slug=f"a{i}",
                name=f"Agency {i:03}",
                kind=AgencyKind.values[0],
                duty=Duty.values[0],
                profile_confirmed_on=date(2026, 1, 1) if i % 2 else None,
            )
            for i in range(number)
        )
        return Table(
            caption="Agencies",
            columns=(
                Column("name", "Name", order="name"),
                Column("confirmed", "Confirmed", Kind.DATE, value="profile_confirmed_on", order="profile_confirmed_on"),
            ),
            rows=Agency.objects.all(),
            search=("name", "slug"),
            filters=(Filter("since", "Confirmed since", apply="profile_confirmed_on__gte", day=True),),
            order="name",
        )

    @pytest.mark.parametrize("number", [3, 120])
    def test_a_page_costs_two_queries(self, number: int, django_assert_num_queries: Any) -> None:
        table = self.agencies(number)
        with django_assert_num_queries(2):
            one = bound("q=agency", table)
            assert one.body.count("<tr") == min(number, 50)
            assert one.total == number
            assert one.pages is not None

    def test_an_export_costs_one_query(self, django_assert_num_queries: Any) -> None:
        table = self.agencies(120)
        with django_assert_num_queries(1):
            rows = exported(table, "export=csv&sort=-name")
        assert [len(rows), rows[1][0], rows[-1][0]] == [121, "Agency 119", "Agency 000"]

    @pytest.mark.parametrize("way", ["confirmed", "-confirmed"])
    def test_what_is_unknown_stands_last_on_either_engine(self, way: str) -> None:
        one = bound(f"sort={way}", self.agencies(4))
        assert [agency.profile_confirmed_on is None for agency in one.page.object_list] == [False, False, True, True]

    def test_a_day_narrows(self) -> None:
        one = bound("since-day=1&since-month=1&since-year=2026", self.agencies(4))
        assert one.total == 2
        assert one.clear == "/people/"


def test_many_names_in_a_cell_are_folded_and_a_few_are_not() -> None:
    few = [f"Course <{number}>" for number in range(4)]
    assert named(few) == "Course &lt;0&gt;; Course &lt;1&gt;; Course &lt;2&gt;; Course &lt;3&gt;"
    folded = named([*few, "Last"])
    assert "<summary>Course &lt;0&gt; and 4 more</summary>" in folded
    assert folded.count("<li>") == 5
    assert named([], "A gap") == "A gap"


def test_a_long_text_is_marked_so_that_a_phone_gives_it_the_whole_line() -> None:
    column = Column("words", "Words")
    rows = [{"words": "x" * 46}, {"words": "x" * 45}]
    head = Column("name", "Name")
    assert drawn([head, column], rows).count("gt-long") == 1
