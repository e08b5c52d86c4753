"""Whom a change moves, as tables: counts by agency and requirement, people by name, places needed."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from goldenthread.training.standing.selectors.forecast import Forecast
from goldenthread.training.standing.selectors.preview import PAGE, Move, Preview
from goldenthread.web.ui.status import word_of
from goldenthread.web.ui.tables import Column, Filter, Kind, Table

NOT_ASKED = "not asked"


def said(status: str) -> str:
    """A status in words; not asked at all is one too."""
    return "Not asked" if status == NOT_ASKED else word_of(status)


def becoming(found: Preview) -> list[str]:
    """The statuses that get a figure: the four asked about always, the others where somebody comes to them."""
    always = ["met", "due", "overdue", "never"]
    return always + sorted({one.after for one in found.counts} - set(always))


def counts_table(found: Preview) -> Table:
    """How many people of which agency go from one status to another, requirement by requirement."""
    titles = sorted({(one.key, one.title) for one in found.counts}, key=lambda pair: pair[1])
    afters = sorted({one.after for one in found.counts})
    return Table(
        key="counts",
        caption="Who is moved, by agency and requirement",
        columns=(
            Column("agency", "Agency", order=lambda one: one.agency),
            Column("title", "Requirement", order=lambda one: one.title),
            Column("before", "Now", value=lambda one: said(one.before), order=lambda one: said(one.before)),
            Column("after", "Then", value=lambda one: said(one.after), order=lambda one: said(one.after)),
            Column("people", "People", Kind.NUMBER, order=lambda one: one.people),
        ),
        rows=found.counts,
        filters=(
            Filter("key", "Requirement", titles),
            Filter("after", "Then", [(after, said(after)) for after in afters]),
        ),
        order="-people",
        tie_break=(),
        empty="Nobody is moved.",
        name="who is moved",
    )


def people_table(rows: Sequence[Move], key: str, caption: str) -> Table:
    """The people themselves, one page of them."""
    return Table(
        key=key,
        caption=caption,
        columns=(
            Column("person", "Name", link=lambda one: reverse("agency:person", args=[one.person_id])),
            Column("agency", "Agency"),
            Column("title", "Requirement"),
            Column("before", "Now", value=lambda one: said(one.before)),
            Column("after", "Then", value=lambda one: said(one.after)),
            Column("valid_before", "Holds until now", Kind.DATE),
            Column("valid_after", "Would hold until", Kind.DATE),
        ),
        rows=rows,
        tie_break=(),
        per_page=PAGE,
        exportable=False,
        empty="Nobody.",
    )


def quarter(day: Any) -> str:
    """A quarter as people name it."""
    return f"{day:%b} to {day.replace(month=day.month + 2):%b %Y}"


def places_table(now: Forecast, then: Forecast | None, key: str = "places") -> Table:
    """Places needed by course and quarter; side by side with a what-if if there is one."""
    rows = []
    courses = {**now.by_course(), **(then.by_course() if then else {})}
    for course in sorted(courses):
        rows.append({"course": course, "now": now.by_course().get(course, {}), "then": {}})
        if then is not None:
            rows[-1]["then"] = then.by_course().get(course, {})

    def total(side: str) -> Any:
        return lambda row: sum(row[side].values())

    columns = [Column("course", "Course", order=lambda row: row["course"])]
    columns += [Column("now", "Places as it is", Kind.NUMBER, value=total("now"), order=total("now"))]
    if then is not None:
        columns += [Column("then", "Places then", Kind.NUMBER, value=total("then"), order=total("then"))]
        columns += [Column("more", "Difference", Kind.NUMBER, value=lambda row: total("then")(row) - total("now")(row))]
    return Table(
        key=key,
        caption="Places needed in two years",
        columns=columns,
        rows=rows,
        order="course",
        tie_break=(),
        empty="No places are needed.",
    )


def pages_of(total: int, page: int, name: str, kept: str) -> dict[str, Any]:
    """The paging component of a list of so many people, or nothing for a single page."""
    last = -(-total // PAGE)
    if last < 2:
        return {}

    def to(number: int) -> str:
        return f"?{kept}{name}={number}#{name}"

    shown = sorted({1, page - 1, page, page + 1, last} & set(range(1, last + 1)))
    pages: dict[str, Any] = {
        "landmarkLabel": "Pages of people",
        "items": [{"number": number, "href": to(number), "current": number == page} for number in shown],
    }
    if page > 1:
        pages["previous"] = {"href": to(min(page - 1, last))}
    if page < last:
        pages["next"] = {"href": to(page + 1)}
    return pages
