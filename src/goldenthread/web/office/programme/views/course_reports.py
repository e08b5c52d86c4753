"""What the programme serves: priorities, abilities, drivers, ways of giving; and the training tree."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages as said
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.html import format_html
from django.views.decorators.http import require_POST, require_safe

from goldenthread.kernel import clock
from goldenthread.training.catalogue.selectors import reports as found
from goldenthread.training.catalogue.services import design
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.rows import named
from goldenthread.web.ui.tables import Column, Kind, Table, tables_response
from goldenthread.web.ui.tree import Band, Item, draw

from ...area import area_of

BACK = {"back": reverse_lazy("office:courses"), "back_text": "Courses"}
WHY = {"title": "Why courses are there, and how they are given"}
GAP = "None yet: a gap"


def course_link(one: Any) -> str:
    return reverse("office:course", args=[one.key])


def by_priority(matrix: found.Matrix) -> Table:
    """Each priority with the learning offered for it."""
    learning = {
        priority.pk: [course for course in matrix.courses if (course.pk, priority.pk) in matrix.pairs]
        for priority in matrix.priorities
    }
    return Table(
        caption="Learning for each priority",
        key="priorities",
        columns=(
            Column("name", "Priority"),
            Column("count", "Courses", Kind.NUMBER, value=lambda one: len(learning[one.pk])),
            Column(
                "courses",
                "Which",
                value=lambda one: "; ".join(course.title for course in learning[one.pk]),
                shown=lambda one: named([course.title for course in learning[one.pk]], GAP),
            ),
        ),
        rows=list(matrix.priorities),
        tie_break=(),
        empty="The partnership has set no priorities yet.",
        empty_action=("Courses", reverse("office:courses")),
    )


def grid(matrix: found.Matrix) -> Table:
    """Courses down, priorities across."""

    def cell(priority: Any) -> Column:
        def serves(course: Any) -> str:
            return "Serves it" if (course.pk, priority.pk) in matrix.pairs else ""

        return Column(
            f"p{priority.pk}",
            f"{priority.name} ({matrix.count(priority)} of {len(matrix.courses)})",
            value=serves,
            shown=lambda one: dot(serves(one)),
        )

    return Table(
        caption="Courses and priorities",
        key="grid",
        columns=(Column("title", "Course", link=course_link), *(cell(one) for one in matrix.priorities)),
        rows=list(matrix.courses),
        wide=True,
        tie_break=(),
        per_page=200,
        empty="No course serves a priority yet. Open a course and say which priorities it serves.",
    )


@require_safe
def priorities(request: ActorRequest) -> HttpResponseBase:
    """Which learning serves which priority, and what the framework names that is not taken over yet."""
    area = area_of(request)
    matrix = found.matrix(area.actor, area.id, area.on)
    loose = found.unlinked(area.id)
    context = {
        "title": "Priorities and courses",
        "named": found.names_priorities(area.id, area.on),
        "unlinked": list(loose),
        "back": reverse("office:courses"),
        "back_text": "Courses",
        "partnership_slug": area.partnership.slug,
    }
    tables = {"by_priority": by_priority(matrix), "grid": grid(matrix)}
    return tables_response(request, "office/programme/course_priorities.html", tables, context | BACK)


@require_POST
def take_over(request: ActorRequest) -> HttpResponse:
    """Take over the priorities of the framework in force and the courses it names for each."""
    area = area_of(request)
    made, links = design.take_over_priorities(by=area.actor, at=clock.now(), partnership=area.partnership, on=area.on)
    new = f"{made} {'priority' if made == 1 else 'priorities'} and {links} {'link' if links == 1 else 'links'}"
    said.success(
        request, f"Taken over from the framework: {new}." if made or links else "All of them were there already."
    )
    return redirect("office:course_priorities")


def dot(words: str) -> str:
    """A mark for the eye with its words for the ear; nothing where there is nothing."""
    mark = '<span class="gt-tick" aria-hidden="true">✓</span><span class="govuk-visually-hidden">{}</span>'
    return format_html(mark, words) if words else ""


def line_columns(first: str) -> tuple[Column, ...]:
    return (
        Column("text", first),
        Column("of", "Of the list"),
        Column("course_count", "Courses", Kind.NUMBER, order=lambda one: one.course_count),
        Column("titles", "Which", shown=lambda one: named([course.title for course in one.courses], GAP)),
    )


def line_table(key: str, caption: str, first: str, rows: Sequence[found.Line], empty: str) -> Table:
    columns = line_columns(first)
    return Table(caption=caption, key=key, columns=columns, rows=list(rows), tie_break=(), per_page=200, empty=empty)


@require_safe
def coverage(request: ActorRequest) -> HttpResponseBase:
    """What the workforce should become able to do, and what is taught for it."""
    area = area_of(request)
    rows = found.coverage(area.actor, area.id, area.on)
    columns = line_columns("What people become able to do")
    outcomes = Column("outcome_count", "Outcomes", Kind.NUMBER, order=lambda one: one.outcome_count)
    table = Table(
        caption="Learning outcomes by what people become able to do",
        columns=(columns[0], outcomes, *columns[2:]),
        rows=rows,
        tie_break=(),
    )
    intro = "Every learning outcome is tagged to one of these. What has none is a gap in the programme."
    context = {"title": "What courses teach", "intro": intro} | BACK
    return tables_response(request, "office/programme/course_coverage.html", {"table": table}, context)


@require_safe
def reports(request: ActorRequest) -> HttpResponseBase:
    """Courses by why they are there and by how they are given; hosted ones apart."""
    area = area_of(request)
    none = "The framework in force has no such list."
    hosted = Table(
        caption="Hosted courses",
        key="hosted",
        columns=(
            Column("title", "Course", order="title", link=course_link),
            Column("commissioner", "Commissioned by", order="commissioner"),
            Column("host", "Hosted for", value=lambda one: one.host.name if one.host else ""),
            Column("minutes", "Length", Kind.MINUTES, order="minutes"),
        ),
        rows=found.hosted(area.actor, area.id),
        order="title",
        empty="No partner's commissioned training is hosted. Open a course and say whose it is.",
    )
    tables = {
        "tags": line_table("why", "Why courses are there", "Line", found.by_tag(area.actor, area.id, area.on), none),
        "deliveries": line_table(
            "how", "How courses are given", "Way", found.by_delivery(area.actor, area.id, area.on), none
        ),
        "hosted": hosted,
    }
    return tables_response(request, "office/programme/course_reports.html", tables, WHY | BACK)


@require_safe
def tree(request: ActorRequest) -> HttpResponse:
    """The training tree with what is being planned."""
    area = area_of(request)
    grown = found.training_tree(area.id, area.on, published_only=False)
    bands = [Band(step.name, [Item(one.key, one.title, one.branch) for one in step.leaves]) for step in grown.steps]
    context = {
        "title": "Training tree",
        "steps": grown.steps,
        "base": reverse("office:courses"),
        "drawing": draw(bands, grown.links),
    } | BACK
    return render(request, "office/programme/course_tree.html", context)
