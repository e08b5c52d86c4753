"""Outside courses: decide what each counts for here, set it aside, and take either back (E15)."""

from typing import Any

from django.contrib import messages as said
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldenthread.kernel import clock
from goldenthread.training.catalogue import services
from goldenthread.training.standing.selectors import outside
from goldenthread.web.ui.addresses import numbered
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.tables import Column, Filter, Kind, Table, table_response

from ..area import area_of
from ..forms.courses import MapForm, WhyForm

STATES = (("open", "To be decided"), ("mapped", "Counts for ours"), ("aside", "Set aside"))


def decided(course: Any) -> str:
    """What was decided about a course."""
    if course.aside:
        return f"Set aside: {course.aside.reason}"
    return "; ".join(f"Counts for {one.counts_as.title}" for one in course.ours) or "To be decided"


COLUMNS = (
    Column(
        "title",
        "Outside course",
        order=lambda one: one.title,
        link=lambda one: numbered("office:outside", one.pk),
    ),
    Column("provider", "Given by", order=lambda one: one.provider),
    Column("record_count", "Records", Kind.NUMBER, order=lambda one: one.record_count),
    Column("latest_on", "Latest", Kind.DATE, order="latest_on"),
    Column("decided", "Decided", value=decided),
)


@require_safe
def outside_courses(request: ActorRequest) -> HttpResponseBase:
    """Every outside course that people of the partnership have taken, those to be decided first."""
    area = area_of(request)
    rows = outside.outside_courses(area.id)
    table = Table(
        caption="Outside courses",
        columns=COLUMNS,
        rows=rows if "state" in request.GET else [one for one in rows if one.state == "open"],
        search=("title", "provider"),
        filters=(Filter("state", "Decided", STATES),),
        order="-record_count",
        tie_break=(),
        empty="Every outside course on people's records has been decided. New ones appear here as records come in.",
        empty_action=("See those decided before", "?state=mapped"),
    )
    intro = (
        "Learning from elsewhere counts only once you have said what it counts for. Those with most records come first."
    )
    return table_response(request, "ui/table_page.html", table, {"title": "Outside courses", "intro": intro})


@require_safe
def course(request: ActorRequest, course_id: int) -> HttpResponseBase:
    """One outside course and what was decided about it."""
    area = area_of(request)
    found = outside.get_outside_course(area.id, course_id)
    context = {"title": found.title, "course": found, "back": reverse("office:outside_courses")}
    return render(request, "office/outside.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def map_course(request: ActorRequest, course_id: int) -> HttpResponse:
    """It counts for one of ours."""
    area = area_of(request)
    found = outside.get_outside_course(area.id, course_id)
    ours = outside.our_courses(area.id)
    form = MapForm(request.POST or None, courses=ours)
    if form.is_valid():
        given = form.cleaned_data | {"counts_as": ours[int(form.cleaned_data["counts_as"])]}
        done = attempt(
            form,
            services.map_course,
            by=area.actor,
            at=clock.now(),
            partnership_id=area.id,
            course=outside.course_of(found),
            **given,
        )
        if done:
            words = (
                f"“{found.title}” now counts for {given['counts_as'].title}. Everyone's standing is worked out again."
            )
            said.success(request, words)
            return redirect("office:outside_courses")
    count = f"{found.record_count:,} record{'' if found.record_count == 1 else 's'}"
    intro = f"{count} will count as if ours had been completed, if completed between the days you give."
    context = {"title": f"What does “{found.title}” count for?", "form": form, "intro": intro, "submit": "It counts"}
    return render(request, "ui/form_page.html", context | {"cancel": reverse("office:outside", args=[found.pk])})


@require_http_methods(["GET", "HEAD", "POST"])
def set_aside(request: ActorRequest, course_id: int) -> HttpResponse:
    """It counts for nothing here."""
    area = area_of(request)
    found = outside.get_outside_course(area.id, course_id)
    form = WhyForm(request.POST or None)
    if form.is_valid() and attempt(
        form,
        services.set_aside,
        by=area.actor,
        at=clock.now(),
        partnership_id=area.id,
        course=outside.course_of(found),
        **form.cleaned_data,
    ):
        said.success(request, f"“{found.title}” is set aside. Its records stay, and count for nothing here.")
        return redirect("office:outside_courses")
    intro = "Its records stay where they are. Whatever it counted for, it counts for no longer."
    context = {"title": f"Set “{found.title}” aside", "form": form, "intro": intro, "submit": "Set it aside"}
    return render(request, "ui/form_page.html", context | {"cancel": reverse("office:outside", args=[found.pk])})


@require_POST
def unmap(request: ActorRequest, mapping_id: int) -> HttpResponse:
    """Take back that a course counts for ours."""
    area = area_of(request)
    mapping = outside.get_mapping(area.id, mapping_id)
    course_id = mapping.course_id
    services.unmap_course(by=area.actor, at=clock.now(), mapped=mapping)
    said.success(request, f"It no longer counts for {mapping.counts_as.title}.")
    return redirect("office:outside", course_id=course_id)


@require_POST
def take_back(request: ActorRequest, course_id: int) -> HttpResponse:
    """Take back that a course was set aside."""
    area = area_of(request)
    services.take_back(by=area.actor, at=clock.now(), aside=outside.get_aside(area.id, course_id))
    said.success(request, "The course is to be decided again.")
    return redirect("office:outside", course_id=course_id)
