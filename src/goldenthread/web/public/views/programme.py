"""The programme for everyone: what is offered, when, where and how to apply."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from goldenthread.kernel import clock
from goldenthread.training.catalogue import selectors as catalogue
from goldenthread.training.events import selectors
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.tables import table_response

from ..offered import area_called, areas, calendar_of, event_facts, programme_table


@login_not_required
@require_safe
def programmes(request: ActorRequest) -> HttpResponse:
    """Whose programme? Where there is only one partnership, it is that one's."""
    offered = areas()
    if len(offered) == 1:
        return redirect("public_programme", partnership_slug=offered[0].slug)
    return render(request, "public/programmes.html", {"title": "Training events", "areas": offered})


@login_not_required
@require_safe
def programme(request: ActorRequest, partnership_slug: str) -> HttpResponseBase:
    """What a partnership offers, soonest first."""
    area = area_called(partnership_slug)
    has_courses = catalogue.offering(clock.today()).filter(pk=area.pk).exists()
    context = {"title": f"Training events of {area.name}", "area": area, "back": reverse("home"), "back_text": "Start"}
    context["has_courses"] = has_courses
    return table_response(request, "public/programme.html", programme_table(area, clock.now()), context)


@login_not_required
@require_safe
def event(request: ActorRequest, partnership_slug: str, slug: str) -> HttpResponse:
    """One event: its course, its days, where, how to get in, how to apply."""
    area = area_called(partnership_slug)
    found = selectors.get_public_event(area, slug)
    return render(request, "public/event.html", event_facts(area, found, clock.now()))


@login_not_required
@require_safe
def calendar(request: ActorRequest, partnership_slug: str) -> HttpResponse:
    """The programme for a calendar to follow."""
    area = area_called(partnership_slug)
    answer = HttpResponse(calendar_of(area, request, clock.now()), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'inline; filename="{area.slug}.ics"'
    return answer
