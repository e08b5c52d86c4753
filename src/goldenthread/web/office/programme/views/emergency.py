"""Something goes wrong: what it means, whom it touches, who could step in, what is sent; then it is done."""

from django.contrib import messages as said
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from goldenthread.kernel import clock
from goldenthread.training.bookings import selectors
from goldenthread.training.bookings.selectors.drafting import draft_of_emergency
from goldenthread.web.ui.booking import tell_at_once
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest

from ..emergencies import choices_in, emergency_called
from ..event_pages import event_of
from ..forms.room import form_for
from ..room_page import back_to_room


@require_http_methods(["GET", "HEAD", "POST"])
def emergency(request: ActorRequest, slug: str, what: str) -> HttpResponse:
    """One emergency of one event."""
    area, event = event_of(request, slug)
    wish = emergency_called(what)
    touched = selectors.affected(area.actor, event, clock.now())
    form = form_for(what, event, request.POST or None, choices_in(what, touched))
    if form.is_valid() and attempt(form, wish.act, area, event, form.cleaned_data):
        tell_at_once()
        said.success(request, wish.done)
        return redirect("office:event_room", slug=event.slug)
    context = {
        "title": wish.title,
        "wish": wish,
        "event": event,
        "touched": touched,
        "draft": draft_of_emergency(area.actor, event, what),
        "form": form,
        "submit": wish.button,
    }
    return render(request, "office/programme/emergency.html", context | back_to_room(event))
