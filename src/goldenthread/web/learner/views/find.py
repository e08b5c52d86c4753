"""Find an event, and apply for it."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.kernel import clock
from goldenthread.setting.workforce.selectors.own import own_person
from goldenthread.training.bookings.selectors.details import get_event_to_book
from goldenthread.training.bookings.selectors.offers import offers_for
from goldenthread.training.standing.selectors.people import of_person
from goldenthread.web.ui.applying import BECAME, begin
from goldenthread.web.ui.offers import offers_table
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.tables import table_response

from ..offers import due_first, page_of


@require_safe
def find(request: ActorRequest) -> HttpResponseBase:
    """Events that meet what one is due, with the reason; then everything that is on offer."""
    person = own_person(request.actor)
    lines = of_person(request.actor, person.pk, clock.today())
    offers = offers_for(request.actor, person, clock.now(), lines=lines)
    context = {"title": "Find an event", "due": due_first(offers), "lines": lines, "offers": offers}
    return table_response(request, "learner/find.html", offers_table(offers, page_of), context)


@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: ActorRequest, partnership_slug: str, event_slug: str) -> HttpResponse:
    """One event, and the form that its framework asks for; why not, where one cannot apply."""
    event = get_event_to_book(request.actor, partnership_slug, event_slug)
    person = own_person(request.actor)
    applying = begin(request.actor, event, person, request.POST if request.method == "POST" else None)
    sent = applying.send(clock.now()) if request.method == "POST" else None
    if sent and sent.value is not None:
        messages.success(request, BECAME[sent.value.state])
        return redirect("learner:booking", booking_id=sent.value.pk)
    context = {**applying.context, "back": reverse("learner:find"), "back_text": "Find an event"}
    return render(request, "ui/apply.html", context)
