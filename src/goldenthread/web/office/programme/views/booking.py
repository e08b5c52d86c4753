"""One booking with its history, and everything that an officer can decide about it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.kernel import clock
from goldenthread.kernel.refusal import Refusal, refuse
from goldenthread.training.bookings import access, services
from goldenthread.training.bookings.selectors.details import Details, details_of, needs_to_show
from goldenthread.training.bookings.selectors.history import history_of
from goldenthread.web.ui.booking import ReasonForm, tell_at_once
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.tables import Column, Kind, Table, table_response

from ...area import area_of
from ...trail_words import act_said, what_changed, who_said
from ..booking_acts import act_of, open_to
from ..forms.bookings import KeyedAnswerForm


def said_success(request: ActorRequest, words: str) -> None:
    messages.success(request, words)


def found(request: ActorRequest, booking_id: int) -> Details:
    """The booking, for an officer of the partnership that holds its event."""
    area = area_of(request)
    details = details_of(area.actor, booking_id, clock.now())
    refuse(access.can_run(area.actor, details.booking.event))
    return details


@require_safe
def booking(request: ActorRequest, booking_id: int) -> HttpResponseBase:
    """Where a booking stands, what it said, what became of it, and what can be decided."""
    details = found(request, booking_id)
    one = details.booking
    approval = getattr(one, "approval", None)
    history = Table(
        caption="History",
        columns=(
            Column("at", "When", Kind.DATETIME),
            Column("by_name", "Who", value=who_said),
            Column("act", "What they did", value=lambda entry: act_said(entry.act)),
            Column("changes", "What changed", value=what_changed),
            Column("reason", "Reason"),
        ),
        rows=history_of(request.actor, one),
        empty="Nothing was done with this booking yet.",
        name=f"history of booking {one.pk}",
    )
    context = {
        "title": str(one.person),
        "one": details,
        "booking": one,
        "event": one.event,
        "sessions": details.sessions,
        "access": details.access,
        "needs": needs_to_show(one),
        "approval": approval,
        "acts": open_to(one.state),
        "is_waiting": approval is not None and approval.answered_at is None and one.state in ("asked", "held"),
    }
    return table_response(request, "office/programme/bookings_one.html", history, context)


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: ActorRequest, booking_id: int, act: str) -> HttpResponse:
    """Decide something about a booking, with the reason."""
    wish = act_of(act)
    details = found(request, booking_id)
    one = details.booking
    refuse(None if one.state in wish.states else Refusal(f"This booking is “{one.get_state_display()}”."))
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and attempt(
        form, wish.service, by=request.actor, at=clock.now(), booking=one, why=form.cleaned_data["why"]
    ):
        tell_at_once()
        said_success(request, wish.done)
        return redirect("office:booking", booking_id=booking_id)
    context = {
        "title": f"{wish.title}: {one.person}",
        "intro": wish.means,
        "form": form,
        "submit": wish.title,
        "cancel": reverse("office:booking", args=[booking_id]),
    }
    return render(request, "ui/form_page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: ActorRequest, booking_id: int) -> HttpResponse:
    """Key what an approver said by telephone or on paper: who, and when."""
    details = found(request, booking_id)
    form = KeyedAnswerForm(request.POST if request.method == "POST" else None, today=clock.today())
    if form.is_valid():
        said = form.cleaned_data
        keep: Callable[..., Any] = services.approve if form.is_yes else services.refuse_application
        reason = {} if form.is_yes else {"reason": said["reason"]}
        how = {name: said[name] for name in ("answered_by", "answered_name")}
        run = {"by": request.actor, "at": clock.now(), "booking": details.booking, "answered_at": form.answered_at}
        if attempt(form, keep, **run, **how, **reason):
            tell_at_once()
            said_success(request, "The answer is keyed.")
            return redirect("office:booking", booking_id=booking_id)
    context = {
        "title": f"Key an answer: {details.booking.person}",
        "intro": f"About {details.booking.event.title}, {details.booking.agency.name}.",
        "form": form,
        "submit": "Key the answer",
        "cancel": reverse("office:booking", args=[booking_id]),
    }
    return render(request, "ui/form_page.html", context)
