"""One mechanism for every table: filters, search, sorting, paging, and the same rows as CSV and XLSX.

people = Table(
    caption="People",
    columns=(Column("name", "Name", order="family_name", link=lambda p: reverse("office:person", args=[p.pk])), ...),
    rows=selectors.people(actor),
    search=("family_name", "given_name"),
    filters=(Filter("agency", "Agency", choices, "post__agency_id"),),
    empty="Nobody has been loaded yet.",
    empty_action=("Load a list of staff", reverse("office:load")),
)
return table_response(request, "office/people.html", people, {"title": "People"})
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, reduce
from operator import or_
from typing import Any

from django import forms
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.core.paginator import Page, Paginator
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.utils.safestring import SafeString

from goldenthread.kernel import clock

from .columns import BAND_WORDS, Column, Kind
from .exports import export
from .forms import DateField
from .rows import drawn

__all__ = ["Bound", "Column", "Filter", "Kind", "Table", "table_response", "tables_response"]

Rows = QuerySet[Any, Any] | Sequence[Any]
PER_PAGE = 50
EXPORTS = {"csv": "CSV", "xlsx": "Excel (XLSX)"}


@dataclass(frozen=True)
class Filter:
    """A way to narrow a table. With `choices` it is a list, with `day` a date, else a piece of text.

    `apply` is a database lookup ("agency_id", "starts_on__gte"), or a function of the rows and the value.
    """

    key: str
    label: str
    choices: Sequence[tuple[Any, str]] | None = None
    apply: str | Callable[[Any, Any], Any] = ""
    day: bool = False
    hint: str = ""

    def field(self) -> forms.Field:
        if self.day:
            return DateField(label=self.label, required=False, help_text=self.hint)
        if self.choices is not None:
            offered = [("", "All"), *[(str(value), label) for value, label in self.choices]]
            wrong = f"Choose {self.label.lower()} from the list."
            return forms.ChoiceField(
                label=self.label,
                choices=offered,
                required=False,
                help_text=self.hint,
                error_messages={"invalid_choice": wrong},
            )
        return forms.CharField(label=self.label, required=False, max_length=200, help_text=self.hint)

    def narrow(self, rows: Any, value: Any) -> Any:
        if callable(self.apply):
            return self.apply(rows, value)
        lookup = self.apply or self.key
        if isinstance(rows, QuerySet):
            return rows.filter(**{lookup: value})
        return [row for row in rows if str(Column(lookup, "").of(row)) == str(value)]


@dataclass(frozen=True)
class Table:
    """A table before anybody asks for it: what it holds and how it may be narrowed."""

    caption: str
    columns: Sequence[Column]
    rows: Rows
    key: str = ""  # set it when a page holds two tables
    search: Sequence[str] | Callable[[Any, str], Any] = ()
    search_label: str = "Search"
    filters: Sequence[Filter] = ()
    order: str = ""  # a column's key, with - for the other way
    foremost: Callable[[Any, int], Any] | None = None  # finds the first so many of all the rows quickly
    before_drawing: Callable[[Sequence[Any]], None] | None = None  # is told the rows of a page, to read once for all
    tie_break: Sequence[str] = ("pk",)  # () for rows that are totals
    per_page: int = PER_PAGE
    wide: bool = False
    empty: str = "There is nothing here yet."
    empty_action: tuple[str, str] | None = None
    caption_hidden: bool = False
    exportable: bool = True
    counted: tuple[str, str] = ("row", "rows")  # what one of them is called, and several
    name: str = ""  # the file's name, when the caption is not enough

    def bind(self, request: HttpRequest) -> "Bound":
        """The table as this request asks for it."""
        return Bound(self, request.GET, request.path)


@dataclass(frozen=True)
class Heading:
    """A column's head: its link sorts, its state says how it is sorted now."""

    column: Column
    href: str
    sorted: str  # ascending, descending, none, or empty where it cannot be sorted


@dataclass
class Bound:
    """A table with what was asked of it: which rows, in which order, which page."""

    table: Table
    asked: QueryDict
    path: str = ""
    _prefix: str = field(init=False, default="")

    def __post_init__(self) -> None:
        self._prefix = f"{self.table.key}-" if self.table.key else ""

    def param(self, name: str) -> str:
        return f"{self._prefix}{name}"

    @cached_property
    def form(self) -> forms.Form:
        """The filters and the search as a form in the page's address."""
        made: dict[str, forms.Field] = {}
        if self.table.search:
            made["q"] = forms.CharField(label=self.table.search_label, required=False, max_length=200)
        made |= {narrowing.key: narrowing.field() for narrowing in self.table.filters}
        form = forms.Form(self.asked, prefix=self.table.key or None, use_required_attribute=False)
        form.fields.update(made)
        for name in made:
            form.fields[name].label = str(form.fields[name].label)
        form.is_valid()
        return form

    @cached_property
    def given(self) -> dict[str, Any]:
        """What was asked for and understood; a filter in error narrows nothing and says so."""
        return {name: value for name, value in self.form.cleaned_data.items() if value not in (None, "")}

    @cached_property
    def narrowed(self) -> Any:
        rows: Any = self.table.rows
        for narrowing in self.table.filters:
            if narrowing.key in self.given:
                rows = narrowing.narrow(rows, self.given[narrowing.key])
        term = self.given.get("q", "")
        return searched(rows, term, self.table) if term else rows

    @cached_property
    def sort(self) -> tuple[Column | None, bool]:
        """The column sorted by and whether downwards. What cannot be sorted by is passed over."""
        asked = self.sorting(self.asked.get(self.param("sort"), ""))
        return asked if asked[0] else self.own_order

    @property
    def own_order(self) -> tuple[Column | None, bool]:
        return self.sorting(self.table.order)

    def sorting(self, wish: str) -> tuple[Column | None, bool]:
        found = [c for c in self.table.columns if c.key == wish.removeprefix("-") and c.sortable]
        return (found[0], wish.startswith("-")) if found else (None, False)

    @cached_property
    def rows(self) -> Any:
        """Every row asked for, in order: what the screen pages through and what the exports hold."""
        column, down = self.sort
        return self.narrowed if column is None else ordered(self.narrowed, column, down, self.table.tie_break)

    @cached_property
    def page(self) -> Page[Any]:
        paginator = Paginator(self.rows, self.table.per_page)
        page = paginator.get_page(self.asked.get(self.param("page"), "1"))
        if self.table.foremost is None or self.given or self.sort != self.own_order:
            return page
        # Nothing narrows the rows and they stand in the table's own order: only the first of them are looked at.
        paginator.object_list = self.table.foremost(self.rows, page.number * self.table.per_page)
        return paginator.page(page.number)

    @property
    def filterable(self) -> bool:
        """Whether there is anything to narrow: an empty table offers no filters, only what to do next."""
        return self.total > 0 or bool(self.given) or bool(self.form.errors)

    @property
    def total(self) -> int:
        return self.page.paginator.count

    @cached_property
    def columns(self) -> list[Column]:
        return [column for column in self.table.columns if column.on_screen]

    @cached_property
    def body(self) -> SafeString:
        """The rows of this page as markup; nothing when there are none."""
        rows = list(self.page.object_list)
        if self.table.before_drawing is not None:
            self.table.before_drawing(rows)
        return drawn(self.columns, rows)

    @cached_property
    def headings(self) -> list[Heading]:
        return [self.heading(column) for column in self.columns]

    def heading(self, column: Column) -> Heading:
        if not column.sortable:
            return Heading(column, "", "")
        now, down = self.sort
        wish = f"-{column.key}" if now is column and not down else column.key
        state = ("descending" if down else "ascending") if now is column else "none"
        return Heading(column, self.link(sort=wish, page=None), state)

    def link(self, **changes: str | int | None) -> str:
        """This page with something about the table changed; None takes a part away."""
        asked = self.asked.copy()
        for name, value in changes.items():
            asked.pop(self.param(name), None)
            if value is not None:
                asked[self.param(name)] = str(value)
        asked.pop(self.param("export"), None) if "export" not in changes else None
        return f"?{asked.urlencode()}"

    @property
    def exports(self) -> list[dict[str, str]]:
        return [{"text": text, "href": self.link(export=kind, page=None)} for kind, text in EXPORTS.items()]

    @property
    def clear(self) -> str:
        """This page without any filter or search of this table."""
        mine = [name for name in self.asked if name.startswith(self._prefix) and self.is_mine(name)]
        asked = self.asked.copy()
        for name in mine:
            del asked[name]
        return f"?{asked.urlencode()}" if asked else self.path or "?"

    def is_mine(self, name: str) -> bool:
        bare = name.removeprefix(self._prefix)
        known = {*self.form.fields, "page"}
        return bare in known or bare.rpartition("-")[0] in known

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What else the address says, carried through the filter form."""
        dropped = {self.param("page"), self.param("export")}
        return [
            (name, value)
            for name, values in self.asked.lists()
            for value in values
            if name not in dropped and not (name.startswith(self._prefix) and self.is_mine(name))
        ]

    @property
    def has_heat(self) -> bool:
        return any(column.heat for column in self.columns)

    @property
    def bands(self) -> list[tuple[int, str]]:
        return list(enumerate(BAND_WORDS))

    @property
    def pages(self) -> dict[str, Any]:
        """The paging component, or nothing for a single page."""
        page, last = self.page, self.page.paginator.num_pages
        if last < 2:
            return {}
        items: list[dict[str, Any]] = []
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1):
            if isinstance(number, int):
                items.append({"number": number, "href": self.link(page=number), "current": number == page.number})
            else:
                items.append({"ellipsis": True})
        ways = {}
        if page.has_previous():
            ways["previous"] = {"href": self.link(page=page.number - 1)}
        if page.has_next():
            ways["next"] = {"href": self.link(page=page.number + 1)}
        return {"landmarkLabel": f"Pages of {self.table.caption}", "items": items, **ways}


def searched(rows: Any, term: str, table: Table) -> Any:
    """Rows in which every word of the search stands somewhere."""
    if callable(table.search):
        return table.search(rows, term)
    for word in term.split():
        if isinstance(rows, QuerySet):
            rows = rows.filter(reduce(or_, [Q(**{f"{lookup}__icontains": word}) for lookup in table.search]))
        else:
            sought = [Column(path, "") for path in table.search]
            rows = [row for row in rows if any(word.casefold() in str(c.of(row) or "").casefold() for c in sought)]
    return rows


def ordered(rows: Any, column: Column, down: bool, tie_break: Sequence[str]) -> Any:
    """Rows by a column, those without a value last whichever way and whichever database."""
    if isinstance(rows, QuerySet):
        names = [column.order] if isinstance(column.order, str) else list(column.order)  # type: ignore[arg-type]
        return rows.order_by(*[by_field(rows, name, down) for name in names], *tie_break)
    value = column.order if callable(column.order) else column.of
    filled = [row for row in rows if value(row) is not None]
    return sorted(filled, key=sort_key(value), reverse=down) + [row for row in rows if value(row) is None]


def by_field(rows: QuerySet[Any], name: str, down: bool) -> Any:
    """One field in an order. One that is always filled is sorted by plainly, so that an index can serve."""
    if is_filled(rows.model._meta.label, name):
        return f"-{name}" if down else name
    return F(name).desc(nulls_last=True) if down else F(name).asc(nulls_last=True)


@cache
def is_filled(label: str, name: str) -> bool:
    """Whether a path of fields always has a value: not an annotation, and nothing on its way may be empty."""
    model: Any = apps.get_model(label)
    for step in name.split("__"):
        try:
            found = model._meta.get_field(step)
        except (AttributeError, FieldDoesNotExist):
            return False
        if found.null or found.auto_created and not found.concrete:
            return False
        model = found.related_model
    return not found.is_relation or step == found.attname


def sort_key(value: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Text is sorted as people read it, whatever its capitals; a share by its percentage."""

    def key(row: Any) -> Any:
        found = value(row)
        if isinstance(found, str):
            return found.casefold()
        return getattr(found, "percent", found) if hasattr(found, "percent") else found

    return key


def tables_response(
    request: HttpRequest, template: str, tables: Mapping[str, Table], context: Mapping[str, Any] | None = None
) -> HttpResponseBase:
    """A page with several tables by their names in the template, or the export of the one asked for."""
    bound = {name: table.bind(request) for name, table in tables.items()}
    for one in bound.values():
        kind = request.GET.get(one.param("export"), "")
        if kind in EXPORTS and one.table.exportable:
            name = one.table.name or one.table.caption
            return export(kind, list(one.table.columns), one.rows, name, clock.today())
    return render(request, template, {**bound, **(context or {})})


def table_response(
    request: HttpRequest, template: str, table: Table, context: Mapping[str, Any] | None = None
) -> HttpResponseBase:
    """A page with one table, `table` in the template, or its export. `ui/table_page.html` will often do."""
    return tables_response(request, template, {"table": table}, context)
