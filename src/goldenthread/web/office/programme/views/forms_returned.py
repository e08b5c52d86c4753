"""Evaluation forms that came back, ticked by hand: certificates that need one wait for it."""

from django.contrib import messages as said
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from goldenthread.kernel import clock
from goldenthread.kernel.actor import CLOCK
from goldenthread.training.bookings.selectors.register import forms_of
from goldenthread.training.bookings.services import closing
from goldenthread.training.certificates.services import issue_due
from goldenthread.web.ui.requests import ActorRequest

from ..event_pages import back_to, event_of


@require_http_methods(["GET", "HEAD", "POST"])
def forms(request: ActorRequest, slug: str) -> HttpResponse:
    """Whose form came back, everyone in one save."""
    area, event = event_of(request, slug)
    listed = forms_of(area.actor, event)
    if request.method == "POST":
        returned = {int(key) for key in request.POST.getlist("returned") if key.isascii() and key.isdigit()}
        run = {"at": clock.now(), "event": event, "on": area.on}
        changed = closing.mark_forms_returned(by=area.actor, returned=returned, **run)
        count = len(issue_due(by=CLOCK, **run))
        issued = f" {count} certificate{' was' if count == 1 else 's were'} issued." if count else ""
        said.success(request, f"Saved: {changed} changed.{issued}")
        return redirect("office:event_forms", slug=event.slug)
    context = {"title": "Evaluation forms that came back", "event": event, "listed": listed}
    context["back_in"] = sum(one.form_returned_on is not None for one in listed)
    return render(request, "office/programme/register_forms.html", context | back_to(event))
