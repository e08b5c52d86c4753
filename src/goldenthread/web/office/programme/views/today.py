"""Today: the next ten days of the programme, and everything that waits for somebody, each mended from here."""

from typing import Any

from django.contrib import messages as said
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldenthread.foundation.messaging import services as messages
from goldenthread.kernel import clock
from goldenthread.training.bookings import selectors, services
from goldenthread.training.bookings.selectors.today import programme_today
from goldenthread.training.bookings.services import mending
from goldenthread.training.events import services as planning
from goldenthread.training.events.selectors import get_asked
from goldenthread.web.ui.booking import tell_at_once
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest

from ...area import area_of
from ...views.messages import one_of
from ..forms.room import AddressForm


@require_safe
def today(request: ActorRequest) -> HttpResponse:
    """What needs somebody in the programme. `all` names the list that is wanted to its end."""
    area = area_of(request)
    found = programme_today(area.actor, area.id, clock.now(), whole=request.GET.get("all", ""))
    return render(request, "office/programme/today.html", {"title": "Today", "today": found, "on": area.on})


def back(request: ActorRequest, event: Any) -> HttpResponse:
    """To the page on which the button was pressed: Today, the officer's home, or the event's room."""
    ways = {"today": "office:today", "home": "office:home"}
    way = ways.get(request.POST.get("back", ""))
    return redirect(way) if way else redirect(f"{reverse('office:event_room', args=[event.slug])}")


@require_POST
def ask_again(request: ActorRequest, booking_id: int) -> HttpResponse:
    """Ask the approver once more, in one press."""
    one = selectors.get_booking(request.actor, booking_id, on=clock.today())
    approval = mending.ask_approver_again(by=request.actor, at=clock.now(), booking=one)
    said.success(request, f"{approval.approver_name or approval.approver_email} is asked again about {one.person}.")
    return back(request, one.event)


@require_POST
def accept(request: ActorRequest, booking_id: int) -> HttpResponse:
    """They take the offered place, as they said on the telephone."""
    one = selectors.get_booking(request.actor, booking_id, on=clock.today())
    services.accept_offer(by=request.actor, at=clock.now(), booking=one)
    tell_at_once()
    said.success(request, f"{one.person} has the place at “{one.event.title}”.")
    return back(request, one.event)


@require_POST
def decline(request: ActorRequest, booking_id: int) -> HttpResponse:
    """They do not take the offered place: it goes to the next."""
    one = selectors.get_booking(request.actor, booking_id, on=clock.today())
    services.decline_offer(by=request.actor, at=clock.now(), booking=one, why="By telephone")
    tell_at_once()
    said.success(request, f"{one.person} does not take it. The place goes to whoever is next.")
    return back(request, one.event)


@require_POST
def offer_next(request: ActorRequest, booking_id: int) -> HttpResponse:
    """Offer what one cancellation freed to whoever is next now, without waiting for the clock."""
    one = selectors.get_booking(request.actor, booking_id, on=clock.today())
    offered = services.offer_freed_places(by=request.actor, at=clock.now(), event=one.event)
    tell_at_once()
    names = ", ".join(str(each.person) for each in offered)
    said.success(request, f"Offered to {names}." if names else "Nobody on the waiting list can have it now.")
    return back(request, one.event)


@require_POST
def send_again(request: ActorRequest, message_id: int) -> HttpResponse:
    """Send what may not have arrived once more."""
    area = area_of(request)
    found = one_of(area, message_id)
    messages.resend(by=area.actor, at=clock.now(), message=found)
    said.success(request, f"The message to {found.to_name or found.to_address} goes again with the next round.")
    slug = request.POST.get("event", "")
    return redirect("office:event_room", slug=slug) if slug else redirect("office:today")


@require_http_methods(["GET", "HEAD", "POST"])
def address(request: ActorRequest, booking_id: int) -> HttpResponse:
    """Give the address that was missing; what could not be sent goes there."""
    area = area_of(request)
    one = selectors.get_booking(area.actor, booking_id, on=area.on)
    form = AddressForm(request.POST or None)
    if form.is_valid() and (
        sent := attempt(form, mending.give_address, by=area.actor, at=clock.now(), booking=one, **form.cleaned_data)
    ):
        words = "1 message goes" if sent.value == 1 else f"{sent.value} messages go"
        said.success(request, f"The address is kept with the booking. {words} there.")
        return redirect("office:today")
    context = {
        "title": f"Where do we reach {one.person}?",
        "intro": f"For “{one.event.title}”. What could not be sent goes to this address.",
        "form": form,
        "submit": "Keep and send",
        "cancel": reverse("office:today"),
    }
    return render(request, "ui/form_page.html", context)


@require_POST
def trainer_confirmed(request: ActorRequest, asked_id: int) -> HttpResponse:
    """Key that a trainer confirmed."""
    asked = get_asked(request.actor, asked_id)
    planning.confirm_trainer(by=request.actor, at=clock.now(), asked=asked)
    said.success(request, f"{asked.trainer.person} gives “{asked.event.title}”.")
    return back(request, asked.event)
