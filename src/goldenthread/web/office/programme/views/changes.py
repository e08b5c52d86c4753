"""Change an event: what is said of it, its sessions, its booking, its places, its partners."""

from django.contrib import messages as said
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from goldenthread.kernel import clock
from goldenthread.kernel.refusal import refuse
from goldenthread.training.bookings.selectors.rooms import numbers_of
from goldenthread.training.events import access, selectors, services
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest

from ..event_changing import (
    SessionRows,
    keep_places,
    keep_promise,
    other_partnership,
    what_is_said,
)
from ..event_pages import (
    about_started,
    agency_choices,
    back_to,
    booking_started,
    event_of,
    group_choices,
    partners_of,
    venue_choices,
)
from ..forms.events import AboutForm, BookingForm, JointForm, PlacesForm, PromiseForm

FORM = "ui/form_page.html"


@require_http_methods(["GET", "HEAD", "POST"])
def about(request: ActorRequest, slug: str) -> HttpResponse:
    """What is said of the event, and where it is."""
    area, event = event_of(request, slug)
    refuse(access.can_plan(area.actor, event.partnership_id))
    lists = {"venues": venue_choices(area), "agencies": agency_choices(area.partnership)}
    form = AboutForm(request.POST or None, initial=about_started(event), **lists)
    if form.is_valid() and attempt(form, what_is_said, area=area, event=event, asked=form):
        said.success(request, "The event is changed.")
        return redirect("office:event", slug=event.slug)
    context = {"title": "What is said of the event", "form": form, "submit": "Save"}
    return render(request, FORM, context | back_to(event))


@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: ActorRequest, slug: str) -> HttpResponse:
    """When it is held: each session, and repeats of the last."""
    area, event = event_of(request, slug)
    refuse(access.can_plan(area.actor, event.partnership_id))
    rows = SessionRows(area, event, request.POST or None)
    if rows.is_valid() and attempt(rows.repeat, rows.keep):
        said.success(request, "The sessions are as below.")
        return redirect("office:event", slug=event.slug)
    context = {"title": "When is it held?", "event": event, "rows": rows}
    return render(request, "office/programme/event_sessions.html", context | back_to(event))


@require_http_methods(["GET", "HEAD", "POST"])
def booking(request: ActorRequest, slug: str) -> HttpResponse:
    """When booking opens and closes, for whom earlier, and how places are given."""
    area, event = event_of(request, slug)
    refuse(access.can_plan(area.actor, event.partnership_id))
    form = BookingForm(request.POST or None, groups=group_choices(area), initial=booking_started(event))
    if form.is_valid() and attempt(
        form, services.change_event, by=area.actor, at=clock.now(), event=event, **form.fields_of_event
    ):
        said.success(request, "How it is booked is changed.")
        return redirect("office:event", slug=event.slug)
    context = {"title": "How is it booked?", "form": form, "submit": "Save"}
    return render(request, FORM, context | back_to(event))


@require_http_methods(["GET", "HEAD", "POST"])
def places(request: ActorRequest, slug: str) -> HttpResponse:
    """How many places there are. Fewer only while they are free."""
    area, event = event_of(request, slug)
    refuse(access.can_plan(area.actor, event.partnership_id))
    numbers = numbers_of(event)
    form = PlacesForm(
        request.POST or None, initial={"room": numbers.room, "online": numbers.online, "kind": event.kind}
    )
    if form.is_valid() and attempt(form, keep_places, area=area, event=event, asked=form):
        said.success(request, "The places are changed.")
        return redirect("office:event", slug=event.slug)
    context = {"title": "How many places?", "form": form, "submit": "Save"}
    return render(request, FORM, context | back_to(event))


@require_http_methods(["GET", "HEAD", "POST"])
def promise(request: ActorRequest, slug: str) -> HttpResponse:
    """Keep places for an agency until a day, such as the one that gives the venue (A35)."""
    area, event = event_of(request, slug)
    refuse(access.can_plan(area.actor, event.partnership_id))
    giver = event.venue.agency_id if event.venue and event.venue.is_free else None
    started = {"agency": str(giver or ""), "why": "They give the venue." if giver else ""}
    form = PromiseForm(request.POST or None, agencies=agency_choices(*partners_of(event)), initial=started)
    if form.is_valid() and attempt(form, keep_promise, area=area, event=event, asked=form):
        said.success(request, "The promise is kept with the event.")
        return redirect("office:event", slug=event.slug)
    context = {"title": "Keep places for an agency", "form": form, "submit": "Keep the places"}
    return render(request, FORM, context | back_to(event))


@require_http_methods(["GET", "HEAD", "POST"])
def joint(request: ActorRequest, slug: str) -> HttpResponse:
    """Hold the event with another partnership: both see it (A13)."""
    area, event = event_of(request, slug)
    refuse(access.can_plan(area.actor, event.partnership_id))
    others = selectors.possible_partners(event, area.on)
    form = JointForm(request.POST or None, partnerships=[(one.slug, one.name) for one in others])
    if form.is_valid():
        chosen = other_partnership(form.cleaned_data["partnership"], others)
        if attempt(form, services.hold_jointly, by=area.actor, at=clock.now(), event=event, partnership=chosen):
            said.success(request, f"{chosen.name} sees the event now, and its agencies can come.")
            return redirect("office:event", slug=event.slug)
    context = {"title": "Hold it jointly", "form": form, "submit": "Hold it jointly"}
    return render(request, FORM, context | back_to(event))


@require_POST
def end_joint(request: ActorRequest, slug: str, partner: str) -> HttpResponse:
    """The draft is not held jointly after all."""
    area, event = event_of(request, slug)
    chosen = other_partnership(partner, [one.partnership for one in event.joint_with.select_related("partnership")])
    services.hold_no_longer_jointly(by=area.actor, at=clock.now(), event=event, partnership=chosen)
    said.success(request, f"It is not held with {chosen.name} any more.")
    return redirect("office:event", slug=slug)
