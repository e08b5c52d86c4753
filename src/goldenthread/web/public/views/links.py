"""Links in messages, opened without signing in: looking changes nothing, and only a pressed button spends one."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.decorators import rate_limit
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.foundation.messaging.links import thing_of
from goldenthread.kernel import clock
from goldenthread.kernel.actor import Actor
from goldenthread.training.bookings import services
from goldenthread.training.bookings.selectors import linked
from goldenthread.training.bookings.selectors.details import sessions_at
from goldenthread.training.bookings.selectors.feeds import feed_of, person_of_feed
from goldenthread.training.bookings.terms import AnsweredBy
from goldenthread.web.ui.booking import tell_at_once
from goldenthread.web.ui.forms import attempt

from ..link_forms import AnswerForm, ApprovalForm
from ..link_words import why_not_approvable, why_not_asked_again, why_not_offered

View = Callable[[HttpRequest, str], HttpResponse]


def unlisted(view: View) -> View:
    """For a page behind a secret address: open to whoever has it, tried rarely, in no index and no other site's log."""

    @wraps(view)
    def opened(request: HttpRequest, token: str) -> HttpResponse:
        response = view(request, token)
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "no-referrer"
        response["Cache-Control"] = "private, no-store"
        return response

    limited: View = rate_limit(action="open_link")(opened)
    return login_not_required(limited)


def page(request: HttpRequest, template: str, booking: Any, **context: Any) -> HttpResponse:
    """A page about one booking, with no more of anybody than is needed to answer."""
    around = {"booking": booking, "event": booking.event, "sessions": sessions_at(booking.event)}
    return render(request, f"public/links/{template}.html", {**around, **context})


def over(request: HttpRequest, title: str, why: str, booking: Any = None) -> HttpResponse:
    """Why a link does nothing any more, and what to do instead."""
    context = {"title": title, "why": why, "partnership": booking.event.partnership if booking else None}
    return render(request, "public/links/over.html", context, status=409 if booking else 404)


EXPIRED = "This link is not known, or it is too old. Open the newest message about it, or sign in."


@unlisted
@require_http_methods(["GET", "HEAD", "POST"])
def approve(request: HttpRequest, token: str) -> HttpResponse:
    """An approver says yes or no to one application, once."""
    booking = linked.approval_linked(thing_of("approval", token))
    if booking is None:
        return over(request, "This link does not open", EXPIRED)
    why_not = why_not_approvable(booking)
    if why_not:
        return over(request, "This application has been answered", why_not, booking)
    form = ApprovalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        approval = booking.approval
        by = Actor(name=approval.approver_name or approval.approver_role or approval.approver_email)
        act: Callable[..., Any] = services.approve if form.is_yes else services.refuse_application
        said = {} if form.is_yes else {"reason": form.cleaned_data["reason"]}
        if attempt(form, act, by=by, at=clock.now(), booking=booking, answered_by=AnsweredBy.LINK, **said):
            tell_at_once()
            return page(request, "done", booking, title="Approved" if form.is_yes else "Refused")
    return page(request, "approve", booking, form=form, title="Approve an application")


@unlisted
@require_http_methods(["GET", "HEAD", "POST"])
def offered(request: HttpRequest, token: str) -> HttpResponse:
    """Somebody who waited takes up the place they are offered, or says no to it."""
    thing = thing_of("offer", token)
    booking = linked.offer_linked(thing)
    if booking is None or thing is None:
        return over(request, "This link does not open", EXPIRED)
    why_not = why_not_offered(booking, linked.is_same_offer(booking, thing), clock.now())
    if why_not:
        return over(request, "This offer is over", why_not, booking)
    acts = {"yes": services.accept_offer, "no": services.decline_offer}
    words = {"yes": "The place is yours", "no": "The place goes to the next"}
    return _answered(request, booking, "offered", "A place is offered to you", acts, words)


@unlisted
@require_http_methods(["GET", "HEAD", "POST"])
def new_date(request: HttpRequest, token: str) -> HttpResponse:
    """Somebody booked keeps their place on a new date, or gives it up."""
    thing = thing_of("new-date", token)
    booking = linked.new_date_linked(thing)
    if booking is None or thing is None:
        return over(request, "This link does not open", EXPIRED)
    why_not = why_not_asked_again(booking, linked.is_same_date(booking, thing))
    if why_not:
        return over(request, "This has been answered", why_not, booking)
    acts = {"yes": services.keep_new_date, "no": services.decline_new_date}
    words = {"yes": "You keep your place", "no": "Your place is given up"}
    return _answered(request, booking, "new_date", "This event has a new date", acts, words)


def _answered(
    request: HttpRequest, booking: Any, template: str, title: str, acts: dict[str, Any], words: dict[str, str]
) -> HttpResponse:
    """Ask the person yes or no; a pressed button does it, in their own name."""
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        answer = form.cleaned_data["answer"]
        by = Actor(name=str(booking.person), person_id=booking.person_id)
        if attempt(form, acts[answer], by=by, at=clock.now(), booking=booking):
            tell_at_once()
            return page(request, "done", booking, title=words[answer], is_booked=answer == "yes")
    return page(request, template, booking, form=form, title=title)


@unlisted
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """A person's own calendar, by its secret address."""
    person = person_of_feed(token)
    if person is None:
        return over(
            request, "This address does not answer", "It was revoked, or never made. Make a new one in My learning."
        )
    return HttpResponse(feed_of(person, clock.now()), content_type="text/calendar; charset=utf-8")
