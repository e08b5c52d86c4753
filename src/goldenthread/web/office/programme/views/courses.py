"""The catalogue: every course of ours, one with all that is planned about it, a new one, a copy."""

from typing import Any

from django.contrib import messages as said
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.kernel import clock
from goldenthread.setting.partnerships.selectors.areas import priorities_of
from goldenthread.training.catalogue.selectors import in_office, lists_of
from goldenthread.training.catalogue.selectors.reports import names_priorities
from goldenthread.training.catalogue.selectors.whole import whole
from goldenthread.training.catalogue.services import design
from goldenthread.training.catalogue.terms import Lists
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.status import status_tag
from goldenthread.web.ui.tables import Column, Filter, Kind, Table, table_response

from ...area import Area, area_of
from ..course_page import page_of
from ..forms.courses import NewForm

STATES = {"draft": "Being planned", "published": "In the programme", "retired": "Retired"}
TONES = {"draft": "draft", "published": "done", "retired": "past"}
YES_OR_NO = (("yes", "Overdue"), ("no", "Not overdue"))
LINKED = (("no", "Serves none"), ("yes", "Serves at least one"))


def sent(request: ActorRequest) -> Any:
    """What was sent, also where every box was left empty."""
    return request.POST if request.method == "POST" else None


def columns(lists: Lists) -> tuple[Column, ...]:
    return (
        Column("title", "Course", order="title", link=lambda one: reverse("office:course", args=[one.key])),
        Column(
            "state",
            "State",
            value=lambda one: STATES[one.stands],
            order="stands",
            shown=lambda one: status_tag(TONES[one.stands], STATES[one.stands]),
        ),
        Column("level", "Level", value=lambda one: lists.level(one.level, one.level_scheme), order="level"),
        Column("delivery", "Given", value=lambda one: lists.delivery(one.delivery), order="delivery"),
        Column("minutes", "Length", Kind.MINUTES, order="minutes"),
        Column("serving", "Priorities served", Kind.NUMBER, order="serving"),
        Column("teaching", "Outcomes", Kind.NUMBER, order="teaching"),
        Column(
            "owner", "Owner", value=lambda one: str(one.owner or ""), order=("owner__family_name", "owner__given_name")
        ),
        Column("review_due_on", "Next review", Kind.DATE, order="review_due_on"),
        Column("theme", "Answers", on_screen=False),
        Column("commissioner", "Commissioned by", on_screen=False),
    )


def table_of(area: Area, rows: Any, lists: Lists) -> Table:
    """All courses of ours, narrowed by how far they are, how they are given and what they serve."""
    priorities = [(one.pk, one.name) for one in priorities_of(area.partnership)]
    return Table(
        caption="Courses",
        columns=columns(lists),
        rows=rows,
        search=("title", "theme"),
        filters=(
            Filter("state", "State", tuple(STATES.items()), "stands"),
            Filter("delivery", "Given", [(one.key, one.title) for one in lists.deliveries]),
            Filter("priority", "Priority", priorities, "serves__priority_id"),
            Filter("linked", "Serves a priority", LINKED, linked),
            Filter("overdue", "Review", YES_OR_NO, lambda found, value: found.filter(is_overdue=value == "yes")),
        ),
        order="title",
        empty="There is no course yet. A framework that takes force brings its own; you can plan others.",
        empty_action=("Plan a new course", reverse("office:course_new")),
    )


def linked(rows: Any, value: str) -> Any:
    """Courses that serve a priority, or those that serve none."""
    return rows.filter(serving__gt=0) if value == "yes" else rows.filter(serving=0)


@require_safe
def courses(request: ActorRequest) -> HttpResponseBase:
    """Every course of ours: what is in the programme, what is being planned, and whose review is overdue."""
    area = area_of(request)
    rows: Any = in_office(area.actor, area.id, area.on)
    stand = [(one.stands, one.is_overdue, one.serving) for one in rows]
    context = {
        "title": "Courses",
        "published": sum(state == "published" for state, _, _ in stand),
        "drafts": sum(state == "draft" for state, _, _ in stand),
        "overdue": sum(late for _, late, _ in stand),
        "unlinked": sum(state == "published" and not serving for state, _, serving in stand),
        "named": names_priorities(area.id, area.on),
    }
    return table_response(
        request, "office/programme/courses.html", table_of(area, rows, lists_of(area.id, area.on)), context
    )


@require_safe
def course(request: ActorRequest, course_key: str) -> HttpResponse:
    """One course with everything about it; what it still lacks comes first."""
    area = area_of(request)
    found = whole(area.actor, area.id, course_key, area.on)
    return render(request, "office/programme/course.html", page_of(found, area))


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: ActorRequest) -> HttpResponse:
    """A course of the partnership's own, that no framework names."""
    area = area_of(request)
    form = NewForm(sent(request), lists=lists_of(area.id, area.on))
    if form.is_valid():
        done = attempt(
            form, design.plan_course, by=area.actor, at=clock.now(), partnership=area.partnership, **form.values()
        )
        if done and done.value:
            said.success(request, f"“{done.value}” is being planned. What it still lacks is listed here.")
            return redirect("office:course", course_key=done.value.key)
    intro = "It starts as a draft, seen by officers only, until everything is there and you publish it."
    context = {"title": "Plan a new course", "form": form, "intro": intro, "submit": "Start planning"}
    return render(request, "ui/form_page.html", context | {"cancel": reverse("office:courses")})


@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: ActorRequest, course_key: str) -> HttpResponse:
    """A new course that starts from this one."""
    area = area_of(request)
    found = whole(area.actor, area.id, course_key, area.on).course
    form = NewForm(sent(request), initial={"title": f"{found.title} (copy)"})
    if form.is_valid():
        done = attempt(form, design.copy_course, by=area.actor, at=clock.now(), course=found, **form.values())
        if done and done.value:
            said.success(request, f"“{done.value}” is being planned, from “{found}”.")
            return redirect("office:course", course_key=done.value.key)
    intro = "Outcomes, session plan, priorities and order go with it. Checks, reviews and versions do not: it is new."
    context = {"title": f"Copy “{found}”", "form": form, "intro": intro, "submit": "Copy it"}
    return render(request, "ui/form_page.html", context | {"cancel": reverse("office:course", args=[found.key])})
