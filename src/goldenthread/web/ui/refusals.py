"""A refusal as a page, or as the errors of the form that was sent."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldenthread.kernel.refusal import Kind, Refusal, Refused

P = ParamSpec("P")
T = TypeVar("T")

STATUS = {Kind.NOT_ALLOWED: 403, Kind.NOT_VISIBLE: 404, Kind.WRONG_STATE: 409, Kind.BAD_INPUT: 400}
TITLES = {
    Kind.NOT_ALLOWED: "You cannot do this",
    Kind.NOT_VISIBLE: "Not found",
    Kind.WRONG_STATE: "This cannot be done now",
    Kind.BAD_INPUT: "What was sent cannot be used",
}


def refused_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The page that gives the reason. Nothing was changed."""
    context = {"refusal": refusal, "title": TITLES[refusal.kind]}
    return render(request, "ui/refused.html", context, status=STATUS[refusal.kind])


def form_refusal(form: BaseForm, refusal: Refusal) -> None:
    """Put a refusal beside the fields it is about, the rest at the top of the form."""
    for name, message in refusal.errors.items():
        form.add_error(name if name in form.fields else None, message)
    if not refusal.errors:
        form.add_error(None, refusal.reason)


def attempt(form: BaseForm, act: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
    """Do the act; if it is refused for what was typed, the form says why and None comes back.

    What the actor may not see or do is no fault of the form and goes on to the refusal page.
    """
    try:
        return act(*args, **kwargs)
    except Refused as refused:
        if refused.refusal.kind in (Kind.NOT_ALLOWED, Kind.NOT_VISIBLE):
            raise
        form_refusal(form, refused.refusal)
        return None


def form_out_of_date(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form sent without its token: mostly a page left open too long, or cookies switched off."""
    del reason  # the library's words are for its own log
    return refused_page(
        request,
        Refusal(
            "This page was open too long, or your browser refuses cookies. Go back, load the page again and resend it.",
            Kind.NOT_ALLOWED,
        ),
    )
