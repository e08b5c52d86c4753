"""A refusal as a page. (As the errors of a form that was sent: `forms.attempt`.)"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldenthread.kernel.refusal import Kind, Refusal

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
