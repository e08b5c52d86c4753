"""Bookings of my team: what waits for my answer, who is booked on what, and booking for a colleague."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.kernel import clock
from goldenthread.kernel.refusal import refuse
from goldenthread.setting.workforce import access
from goldenthread.setting.workforce.selectors.team import deputising_for, get_team_member
from goldenthread.training.bookings import selectors
from goldenthread.training.bookings.selectors.details import get_event_to_book
from goldenthread.training.bookings.selectors.offers import Offer, offers_for
from goldenthread.web.ui.addresses import numbered
from goldenthread.web.ui.applying import BECAME, begin
from goldenthread.web.ui.booking import SEARCH, booking_columns, booking_filters, when_said
from goldenthread.web.ui.offers import offers_table
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.tables import Table, table_response

from ..approving import answer_all
from ..forms import AnswersForm


@require_http_methods(["GET", "HEAD", "POST"])
def approvals(request: ActorRequest) -> HttpResponse:
    """Applications that wait for me, or for somebody I stand in for: one or several at once."""
    refuse(access.can_have_team(request.actor))
    waiting: dict[int, Any] = {one.pk: one for one in selectors.to_approve(request.actor)}
    words = [
        (key, f"{one.person}: {one.event.title}, {when_said(one.starts_at, one.ends_at)}")
        for key, one in waiting.items()
    ]
    form = AnswersForm(request.POST if request.method == "POST" else None, waiting=words)
    if form.is_valid():
        said = form.cleaned_data
        chosen = [waiting[int(key)] for key in said["bookings"]]
        is_yes = said["answer"] == "yes"
        done = answer_all(request.actor, clock.now(), chosen, is_yes=is_yes, reason=said["reason"])
        for one in done:
            tone, word = (messages.warning, one.why_not) if one.why_not else (messages.success, "approved")
            tone(request, f"{one.booking.person}: {word if is_yes or one.why_not else 'refused'}")
        return redirect("manager:approvals")
    context = {"title": "To approve", "waiting": list(waiting.values()), "form": form}
    return render(request, "manager/approvals.html", context | {"standing_in_for": deputising_for(request.actor)})


@require_safe
def bookings(request: ActorRequest) -> HttpResponseBase:
    """Who of my team is booked on what."""
    refuse(access.can_have_team(request.actor))
    table = Table(
        caption="My team’s bookings",
        columns=booking_columns(lambda one: numbered("learner:booking", one.pk)),
        rows=selectors.bookings_of_team(request.actor, on=clock.today()),
        search=SEARCH,
        search_label="Name or event",
        filters=booking_filters(),
        order="-starts_at",
        empty="Nobody in your team has applied for an event yet.",
        empty_action=("Look at my team", reverse("manager:home")),
    )
    return table_response(request, "ui/table_page.html", table, {"title": "My team’s bookings"})


@require_safe
def book(request: ActorRequest, person_id: int) -> HttpResponseBase:
    """Events that a colleague of my team could come to."""
    person, _ = get_team_member(request.actor, person_id, clock.today())
    offers = offers_for(request.actor, person, clock.now())

    def page_of(offer: Offer) -> str:
        if offer.booking is not None:
            return reverse("learner:booking", args=[offer.booking.pk])
        return reverse("manager:book_event", args=[person_id, offer.event.partnership.slug, offer.event.slug])

    context = {"title": f"Book an event for {person}", "back": reverse("manager:person", args=[person_id])}
    return table_response(request, "ui/table_page.html", offers_table(offers, page_of, "They"), context)


@require_http_methods(["GET", "HEAD", "POST"])
def book_event(request: ActorRequest, person_id: int, partnership_slug: str, event_slug: str) -> HttpResponse:
    """Apply for a colleague: what is asked is the same, and their manager's word is the approval."""
    person, _ = get_team_member(request.actor, person_id, clock.today())
    event = get_event_to_book(request.actor, partnership_slug, event_slug)
    applying = begin(request.actor, event, person, request.POST if request.method == "POST" else None)
    sent = applying.send(clock.now()) if request.method == "POST" else None
    if sent and sent.value is not None:
        messages.success(request, f"{person}: {BECAME[sent.value.state]}")
        return redirect("learner:booking", booking_id=sent.value.pk)
    context = {**applying.context, "who": "They", "back": reverse("manager:book", args=[person_id])}
    return render(request, "ui/apply.html", context)
