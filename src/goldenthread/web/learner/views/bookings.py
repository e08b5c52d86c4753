"""My bookings: what waits for an answer, where each stands, and everything one can do with it."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldenthread.kernel import clock
from goldenthread.kernel.refusal import Refusal, not_allowed, refuse
from goldenthread.setting.workforce.selectors.own import own_details
from goldenthread.training.bookings import selectors, services
from goldenthread.training.bookings.selectors.details import calendar_of, details_of, needs_to_show, to_answer
from goldenthread.training.bookings.selectors.substitutes import colleagues_for, get_colleague
from goldenthread.training.charging.selectors.cost import cost_of
from goldenthread.web.ui.addresses import numbered
from goldenthread.web.ui.applying import cost_said
from goldenthread.web.ui.booking import NeedsForm, WhyForm, booking_columns, needs_initial, tell_at_once
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.tables import Table, table_response

from ..acts import act_of
from ..forms import ColleagueForm, SearchForm


@require_safe
def bookings(request: ActorRequest) -> HttpResponseBase:
    """Everything one has applied for: what waits for an answer first."""
    person = own_details(request.actor).person
    rows = selectors.bookings_of_person(request.actor, person, on=clock.today())
    table = Table(
        caption="Everything you have applied for",
        columns=booking_columns(lambda one: numbered("learner:booking", one.pk), of_people=False),
        rows=rows,
        order="-starts_at",
        name="my bookings",
        empty="You have not applied for any event yet.",
        empty_action=("Find an event", reverse("learner:find")),
    )
    context = {"title": "My bookings", "answers": to_answer(rows)}
    return table_response(request, "learner/bookings.html", table, context)


@require_safe
def booking(request: ActorRequest, booking_id: int) -> HttpResponse:
    """One booking, for the person and whoever books for them: where it stands, how to join, what can be done."""
    details = details_of(request.actor, booking_id, clock.now())
    context = {
        "title": details.booking.event.title,
        "one": details,
        "booking": details.booking,
        "event": details.booking.event,
        "sessions": details.sessions,
        "access": details.access,
        "needs": needs_to_show(details.booking),
        "approval": getattr(details.booking, "approval", None),
        "cost": cost_said(cost_of(details.booking.event, details.booking.agency, details.booking.person)),
    }
    return render(request, "learner/booking.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: ActorRequest, booking_id: int, act: str) -> HttpResponse:
    """Cancel, withdraw, take up an offer: what it means is said before it is done."""
    wish = act_of(act)
    details = details_of(request.actor, booking_id, clock.now())
    refuse(None if details.can_change else not_allowed("Only the person and whoever books for them can do this."))
    form = WhyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        why = {"why": form.cleaned_data["why"]} if wish.asks_why else {}
        wish.service(by=request.actor, at=clock.now(), booking=details.booking, **why)
        tell_at_once()
        messages.success(request, wish.done)
        return redirect("learner:booking", booking_id=booking_id)
    refuse(None if wish.can(details) else Refusal(f"This booking is “{details.booking.get_state_display()}”."))
    booking = details.booking
    cost = cost_said(cost_of(booking.event, booking.agency, booking.person))[1:] if act == "cancel" else []
    context = {"title": wish.title, "wish": wish, "means": wish.means(details), "form": form, "one": details}
    return render(request, "learner/booking_act.html", context | {"event": booking.event, "cost": cost})


@require_http_methods(["GET", "HEAD", "POST"])
def hand_on(request: ActorRequest, booking_id: int) -> HttpResponse:
    """Hand a booked place to a colleague of the same agency who may come."""
    details = details_of(request.actor, booking_id, clock.now())
    refuse(None if details.can_cancel else Refusal("Only a booked place can be handed on, before the event begins."))
    find = SearchForm(request.GET if "q" in request.GET else None)
    found = colleagues_for(details.booking, find.cleaned_data["q"], clock.today()) if find.is_valid() else []
    form = ColleagueForm(request.POST if request.method == "POST" else None, colleagues=found)
    if form.is_valid():
        to = get_colleague(details.booking, form.cleaned_data["colleague"], clock.today())
        if attempt(form, services.hand_on, by=request.actor, at=clock.now(), booking=details.booking, to=to):
            tell_at_once()
            messages.success(request, f"{to} has the place now.")
            return redirect("learner:booking", booking_id=booking_id)
    context = {"title": "Hand the place to a colleague", "find": find, "form": form, "found": found, "one": details}
    return render(request, "learner/hand_on.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def needs(request: ActorRequest, booking_id: int) -> HttpResponse:
    """Say again what is needed to take part."""
    details = details_of(request.actor, booking_id, clock.now())
    refuse(None if details.can_change else not_allowed("Only the person and whoever books for them can do this."))
    known = needs_initial(list(details.booking.needs.all()))
    form = NeedsForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_valid() and attempt(
        form, services.change_needs, by=request.actor, at=clock.now(), booking=details.booking, needs=form.wanted
    ):
        messages.success(request, "What you need is noted.")
        return redirect("learner:booking", booking_id=booking_id)
    context = {
        "title": "What you need to take part",
        "form": form,
        "cancel": reverse("learner:booking", args=[booking_id]),
        "intro": details.booking.event.title,
    }
    return render(request, "ui/form_page.html", context)


@require_POST
def switch(request: ActorRequest, booking_id: int) -> HttpResponse:
    """At an event in a room or online, take part the other way."""
    details = details_of(request.actor, booking_id, clock.now())
    online = not details.booking.wants_online
    services.switch_attendance(by=request.actor, at=clock.now(), booking=details.booking, online=online)
    messages.success(request, "You now take part online." if online else "You now take part in the room.")
    return redirect("learner:booking", booking_id=booking_id)


@require_safe
def calendar(request: ActorRequest, booking_id: int) -> HttpResponse:
    """The days of a booking as a file for one's own calendar."""
    details = details_of(request.actor, booking_id, clock.now())
    refuse(None if details.booking.state == "confirmed" else Refusal("Only a booked place goes into a calendar."))
    text = calendar_of(details.booking, clock.now())
    name = f"{details.booking.event.slug}.ics"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)
