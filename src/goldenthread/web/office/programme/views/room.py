"""The room of one event: who is in it, what is missing, what was said, and what can be done now."""

from django.contrib import messages as said
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldenthread.kernel import clock
from goldenthread.kernel.refusal import not_visible, refuse
from goldenthread.training.bookings import access, selectors, services
from goldenthread.training.bookings.selectors.whole import get_fence
from goldenthread.web.ui.booking import tell_at_once
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest

from ..event_pages import event_of
from ..forms.room import NeedForm, SelectionForms, need_started
from ..room_page import back_to_room, room_page


@require_safe
def room(request: ActorRequest, slug: str) -> HttpResponse:
    """Everything about one event on one page."""
    area, event = event_of(request, slug)
    context = room_page(area, event, show=request.GET.get("all", ""))
    return render(request, "office/programme/room.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def need(request: ActorRequest, slug: str, need_id: int) -> HttpResponse:
    """Who sees to a need, what it costs, and what became of it (B32)."""
    area, event = event_of(request, slug)
    one = selectors.get_need(area.actor, event, need_id)
    form = NeedForm(request.POST or None, initial=need_started(one, area.actor.name))
    if form.is_valid() and attempt(
        form, services.arrange_need, by=area.actor, at=clock.now(), need=one, **form.arranged
    ):
        said.success(request, f"{one.get_need_display()} for {one.booking.person}: {one.get_state_display().lower()}.")
        return redirect(f"{reverse('office:event_room', args=[event.slug])}#needs")
    detail = f": {one.detail}" if one.detail else ""
    context = {
        "title": f"{one.get_need_display()} for {one.booking.person}",
        "intro": f"{one.booking.agency.name}{detail}",
        "form": form,
        "submit": "Save",
    }
    return render(request, "ui/form_page.html", context | back_to_room(event))


@require_POST
def release(request: ActorRequest, slug: str, fence_id: int) -> HttpResponse:
    """Keep places for an agency no longer: what is free goes to the waiting list now."""
    area, event = event_of(request, slug)
    fence = get_fence(area.actor, event, fence_id)
    refuse(None if fence else not_visible("That promise"))
    services.ring_fence(by=area.actor, at=clock.now(), event=event, agency=fence.agency, places=0, released_on=area.on)
    tell_at_once()
    said.success(request, f"Places are not kept for {fence.agency.name} any more. Free ones go to the waiting list.")
    return redirect("office:event_room", slug=event.slug)


@require_http_methods(["GET", "HEAD", "POST"])
def selection(request: ActorRequest, slug: str) -> HttpResponse:
    """What a selection would do, line by line; change a line with a reason, then give the places."""
    area, event = event_of(request, slug)
    refuse(access.can_run(area.actor, event))
    lines = selectors.proposed(area.actor, event)
    forms = SelectionForms(lines, request.POST or None)
    if forms.is_valid() and attempt(
        forms.first, services.select_applicants, by=area.actor, at=clock.now(), event=event, overrides=forms.overrides
    ):
        tell_at_once()
        said.success(request, "The places are given. Everyone is told where they stand.")
        return redirect("office:event_room", slug=event.slug)
    context = {
        "title": "Who gets a place?",
        "event": event,
        "forms": forms,
        "numbers": selectors.numbers_of(event),
        "given": sum(line.seat is not None for line, _ in lines),
        "runs": selectors.selections_of(area.actor, event),
    }
    return render(request, "office/programme/selection.html", context | back_to_room(event))
