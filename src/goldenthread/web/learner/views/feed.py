"""The address of one's own calendar: made, shown once, revoked; and what it answers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from goldenthread.kernel import clock
from goldenthread.setting.workforce.selectors.own import own_details
from goldenthread.training.bookings.selectors.feeds import has_feed
from goldenthread.training.bookings.services.feeds import make_feed, revoke_feed
from goldenthread.web.ui.requests import ActorRequest


@require_safe
def calendar(request: ActorRequest) -> HttpResponse:
    """Whether there is an address, and how to make or revoke one."""
    person = own_details(request.actor).person
    context = {"title": "My calendar", "has_feed": has_feed(person.pk), "back": reverse("learner:bookings")}
    return render(request, "learner/calendar.html", {**context, "back_text": "My bookings"})


@require_POST
def make(request: ActorRequest) -> HttpResponse:
    """Make an address, and show it this once. One made before stops working."""
    person = own_details(request.actor).person
    secret = make_feed(by=request.actor, at=clock.now(), person=person)
    address = request.build_absolute_uri(reverse("calendar_feed", args=[secret]))
    context = {"title": "My calendar", "has_feed": True, "address": address, "back": reverse("learner:bookings")}
    response = render(request, "learner/calendar.html", {**context, "back_text": "My bookings"})
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def revoke(request: ActorRequest) -> HttpResponse:
    """The address answers nobody any more."""
    revoke_feed(by=request.actor, at=clock.now(), person=own_details(request.actor).person)
    messages.success(request, "The address no longer answers anybody.")
    return redirect("learner:calendar")
