"""Check in at an event by the code on the trainer's screen, signed in or by one's address."""

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from goldenthread.kernel import clock
from goldenthread.training.bookings.selectors.arriving import booking_at, session_of
from goldenthread.training.bookings.services import arriving
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest

from ..limits import is_too_often

PAGE = "public/check_in.html"
MOST = 200  # a whole room comes from one address
TOO_OFTEN = "There were too many tries from this network. Wait a minute and try again."


class CheckInForm(forms.Form):
    """By which address somebody booked."""

    email = forms.EmailField(
        label="Your e-mail address at work",
        help_text="The one that you booked with.",
        error_messages={"required": "Enter your e-mail address", "invalid": "Enter an address such as pat@example.org"},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class PressForm(forms.Form):
    """Nothing to fill in: the one who is signed in is known."""


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def check_in(request: ActorRequest, token: str) -> HttpResponse:
    """Say that I am here. Opening the page marks nobody: machines open links too."""
    session = session_of(token, clock.now())
    mine = booking_at(session, request.actor)
    sent = request.POST if request.method == "POST" else None
    form = PressForm(sent) if mine else CheckInForm(sent)
    context = {"title": "Check in", "session": session, "event": session.event, "mine": mine, "form": form}
    if request.method == "POST" and is_too_often(request, "check-in", MOST):
        form.errors.clear()
        return render(request, PAGE, context | {"wrong": TOO_OFTEN}, status=429)
    if form.is_valid():
        email = "" if mine else form.cleaned_data["email"]
        if attempt(form, arriving.check_in, by=request.actor, at=clock.now(), token=token, email=email):
            return render(request, PAGE, context | {"done": True, "title": "You are checked in"})
    return render(request, PAGE, context)
