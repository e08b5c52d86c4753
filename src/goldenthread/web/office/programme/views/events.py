"""The programme: as a list, by month, to print, and a new event in two steps."""

from django.contrib import messages as said
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.kernel import clock
from goldenthread.kernel.periods import add_months
from goldenthread.training.catalogue import selectors as catalogue
from goldenthread.training.events import selectors
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.tables import Column, Kind, Table, table_response

from ...area import area_of
from ..event_calendar import month_asked, weeks_of
from ..event_pages import begin_event, usual_when, venue_choices
from ..event_tables import in_time, programme_table
from ..forms.events import WhenForm


@require_safe
def programme(request: ActorRequest) -> HttpResponseBase:
    """Every event of the partnership, its own and joint ones: those to come, unless asked otherwise."""
    area = area_of(request)
    table = programme_table(area, selectors.programme_of([area.id]), coming=not request.GET)
    return table_response(request, "office/programme/events.html", table, {"title": "Events"})


@require_safe
def calendar(request: ActorRequest) -> HttpResponse:
    """One month, with the days that are better avoided."""
    area = area_of(request)
    first = month_asked(request.GET.get("month", ""), area.on)
    context = {
        "title": f"Programme, {first:%B %Y}",
        "weeks": weeks_of(area, first),
        "before": add_months(first, -1),
        "after": add_months(first, 1),
        "today": area.on,
    }
    return render(request, "office/programme/events_calendar.html", context)


@require_safe
def printed(request: ActorRequest) -> HttpResponse:
    """What is to come and published, to print or to hang up."""
    area = area_of(request)
    shown = selectors.programme_of([area.id]).filter(state__in=("published", "closed"))
    context = {
        "title": f"Programme of {area.partnership.name}",
        "events": in_time(area.on)(shown, "coming"),
        "on": area.on,
        "back": reverse("office:programme"),
    }
    return render(request, "office/programme/events_print.html", context)


@require_safe
def choose_course(request: ActorRequest) -> HttpResponseBase:
    """First step of a new event: its course."""
    area = area_of(request)
    ways = {one.key: one.title for one in selectors.delivery_types(area.id, area.on)}
    table = Table(
        caption="Courses",
        columns=(
            Column("title", "Course", order="title", link=lambda one: reverse("office:event_plan", args=[one.pk])),
            Column("delivery", "Way of delivery", value=lambda one: ways.get(one.delivery, "")),
            Column("minutes", "Length", Kind.MINUTES, order="minutes"),
            Column("state", "In the programme", Kind.YES_NO, value=lambda one: one.state == "published", order="state"),
        ),
        rows=catalogue.ours(area.id),
        search=("title",),
        search_label="Title",
        order="-state",
        tie_break=("title", "pk"),
        empty="There is no course yet. An event is always of a course.",
        exportable=False,
    )
    context = {
        "title": "Plan an event: which course?",
        "intro": "Choose the course. Its length, places and way of delivery are filled in for you.",
        "back": reverse("office:programme"),
    }
    return table_response(request, "ui/table_page.html", table, context)


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: ActorRequest, course_id: int) -> HttpResponse:
    """Second step of a new event: when and where. It is a draft until it is published."""
    area = area_of(request)
    course = catalogue.get_course(course_id, area.id)
    form = WhenForm(request.POST or None, venues=venue_choices(area), initial=usual_when(course, area))
    if form.is_valid():
        begun = attempt(form, begin_event, area=area, course=course, asked=form)
        if begun and begun.value is not None:
            said.success(request, f"“{begun.value.title}” is planned as a draft. Below is what it still lacks.")
            return redirect("office:event", slug=begun.value.slug)
    context = {"title": f"When and where is “{course.title}” held?", "form": form, "submit": "Plan the event"}
    cancel = {"cancel": reverse("office:programme"), "back": reverse("office:event_new"), "back_text": "Courses"}
    return render(request, "ui/form_page.html", context | cancel | {"now": clock.today()})
