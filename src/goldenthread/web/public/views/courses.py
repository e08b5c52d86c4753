"""The partnership's programme of courses: open to everyone, and what is being planned never shown."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from goldenthread.kernel import clock
from goldenthread.kernel.refusal import Refused, not_visible
from goldenthread.training.catalogue import selectors as catalogue
from goldenthread.training.catalogue.selectors.reports import training_tree
from goldenthread.web.ui.columns import lasted
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.tables import Column, Filter, Kind, Table, table_response
from goldenthread.web.ui.tree import Band, Item, draw

from ..offered import coming


def offered(slug: str, on: date) -> Any:
    """The partnership of that address, if it shows a course."""
    found = catalogue.offering(on).filter(slug=slug).first()
    if found is None:
        raise Refused(not_visible("This programme"))
    return found


@login_not_required
@require_safe
def programmes(request: ActorRequest) -> HttpResponse:
    """Whose programme? Where there is only one, it is that."""
    areas = list(catalogue.offering(clock.today()))
    if len(areas) == 1:
        return redirect("programme_courses", partnership_slug=areas[0].slug)
    return render(request, "public/courses/whose.html", {"title": "Courses", "areas": areas})


@login_not_required
@require_safe
def courses(request: ActorRequest, partnership_slug: str) -> HttpResponseBase:
    """Every course in a partnership's programme."""
    today = clock.today()
    area = offered(partnership_slug, today)
    lists = catalogue.lists_of(area.pk, today)
    levels = [(one.key, one.name) for one in lists.levels]
    table = Table(
        caption="Courses",
        columns=(
            Column(
                "title",
                "Course",
                order="title",
                link=lambda one: reverse("programme_course", args=[partnership_slug, one.key]),
            ),
            Column("level", "Level", value=lambda one: lists.level(one.level, one.level_scheme), order="level"),
            Column("delivery", "How it is given", value=lambda one: lists.delivery(one.delivery), order="delivery"),
            Column("minutes", "Length", Kind.MINUTES, order="minutes"),
        ),
        rows=catalogue.published(area.pk),
        search=("title", "aims"),
        filters=(
            Filter("level", "Level", levels),
            Filter("delivery", "How it is given", [(one.key, one.title) for one in lists.deliveries]),
        ),
        order="title",
        caption_hidden=True,
        counted=("course", "courses"),
    )
    context = {"title": f"Courses of {area.name}", "area": area, "back": reverse("home"), "back_text": "Start"}
    return table_response(request, "public/courses/list.html", table, context)


@login_not_required
@require_safe
def course(request: ActorRequest, partnership_slug: str, course_key: str) -> HttpResponse:
    """One course: what people learn, what comes before it, how long it is."""
    today = clock.today()
    area = offered(partnership_slug, today)
    found = catalogue.published(area.pk).filter(key=course_key).select_related("host").first()
    if found is None:
        raise Refused(not_visible("This course"))
    lists = catalogue.lists_of(area.pk, today)
    groups = {one.key: one.name for one in lists.groups}
    before = [(one, needed) for one, needed in catalogue.prerequisites_of(found) if one.state == "published"]
    context = {
        "title": found.title,
        "course": found,
        "area": area,
        "level": lists.level(found.level, found.level_scheme),
        "delivery": lists.delivery(found.delivery),
        "length": lasted(found.minutes),
        "taking_part": lasted(found.participatory_minutes) if found.participatory_minutes else "",
        "outcomes": catalogue.outcomes_of(found),
        "before": before,
        "groups": [groups[key] for key in found.groups if key in groups],
        "coming": coming(area, found.pk, clock.now()),
        "back": reverse("programme_courses", args=[partnership_slug]),
        "back_text": "Courses",
    }
    return render(request, "public/courses/course.html", context)


@login_not_required
@require_safe
def tree(request: ActorRequest, partnership_slug: str) -> HttpResponse:
    """The training tree: which course follows which."""
    today = clock.today()
    area = offered(partnership_slug, today)
    grown = training_tree(area.pk, today)
    bands = [Band(step.name, [Item(one.key, one.title, one.branch) for one in step.leaves]) for step in grown.steps]
    back = reverse("programme_courses", args=[partnership_slug])
    context = {
        "title": f"Training tree of {area.name}",
        "steps": grown.steps,
        "base": back,
        "drawing": draw(bands, grown.links),
        "back": back,
        "back_text": "Courses",
    }
    return render(request, "public/courses/tree.html", context)
