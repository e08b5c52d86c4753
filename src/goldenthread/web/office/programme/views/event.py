"""One event: its planning page, who trains, and its state."""

from django.contrib import messages as said
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldenthread.kernel import clock
from goldenthread.kernel.refusal import refuse
from goldenthread.training.bookings.selectors.rooms import numbers_of
from goldenthread.training.events import access, selectors, services
from goldenthread.training.trainers.selectors import active
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest

from ..event_pages import back_to, event_of, event_page
from ..forms.events import AskForm, DeclineForm, WhyForm


@require_safe
def event(request: ActorRequest, slug: str) -> HttpResponse:
    """What is planned, and what is still missing before it is published."""
    area, found = event_of(request, slug)
    return render(request, "office/programme/event.html", event_page(area, found))


@require_http_methods(["GET", "HEAD", "POST"])
def trainers(request: ActorRequest, slug: str) -> HttpResponse:
    """Ask somebody to train: authorised and free first, others only with a reason (A15)."""
    area, found = event_of(request, slug)
    refuse(access.can_plan(area.actor, found.partnership_id))
    candidates = selectors.candidates_for(found, area.on)
    offered = [(one.trainer.pk, str(one.trainer.person)) for one in candidates]
    form = AskForm(request.POST or None, trainers=offered)
    if form.is_valid():
        given = form.cleaned_data
        chosen = active(found.partnership_id, area.on).get(pk=given["trainer"])
        ask = {"trainer": chosen, "is_lead": given["is_lead"], "why_overridden": given["why_overridden"]}
        if attempt(form, services.assign_trainer, by=area.actor, at=clock.now(), event=found, **ask):
            said.success(request, f"{chosen.person} is asked. They confirm on their own page, or you do it here.")
            return redirect("office:event", slug=found.slug)
    context = {"title": "Who trains?", "event": found, "candidates": candidates, "form": form}
    return render(request, "office/programme/event_trainers.html", context | back_to(found))


@require_POST
def confirmed(request: ActorRequest, slug: str, asked_id: int) -> HttpResponse:
    """Key that a trainer confirmed, as they said on the telephone."""
    asked = selectors.get_asked(request.actor, asked_id)
    services.confirm_trainer(by=request.actor, at=clock.now(), asked=asked)
    said.success(request, f"{asked.trainer.person} has confirmed.")
    return redirect("office:event", slug=slug)


@require_http_methods(["GET", "HEAD", "POST"])
def declined(request: ActorRequest, slug: str, asked_id: int) -> HttpResponse:
    """Key that a trainer cannot come."""
    area, found = event_of(request, slug)
    asked = selectors.get_asked(area.actor, asked_id)
    form = DeclineForm(request.POST or None)
    if form.is_valid():
        services.decline_trainer(by=area.actor, at=clock.now(), asked=asked, why=form.cleaned_data["why"])
        said.success(request, f"{asked.trainer.person} cannot come. Ask somebody else.")
        return redirect("office:event_trainers", slug=slug)
    context = {"title": f"{asked.trainer.person} cannot come", "form": form, "submit": "Note it"}
    return render(request, "ui/form_page.html", context | back_to(found))


@require_POST
def take_off(request: ActorRequest, slug: str, asked_id: int) -> HttpResponse:
    """The trainer is not asked any more."""
    asked = selectors.get_asked(request.actor, asked_id)
    services.take_off_trainer(by=request.actor, at=clock.now(), asked=asked)
    said.success(request, f"{asked.trainer.person} is not asked any more.")
    return redirect("office:event", slug=slug)


@require_POST
def publish(request: ActorRequest, slug: str) -> HttpResponse:
    """Put the event into the programme."""
    area, found = event_of(request, slug)
    places = numbers_of(found).places
    services.publish_event(by=area.actor, at=clock.now(), event=found, places=places)
    said.success(request, f"“{found.title}” is in the programme.")
    return redirect("office:event", slug=slug)


@require_POST
def close(request: ActorRequest, slug: str) -> HttpResponse:
    """Close booking; it can be opened again."""
    area, found = event_of(request, slug)
    services.close_booking(by=area.actor, at=clock.now(), event=found)
    said.success(request, "Booking is closed. Whoever is booked stays booked.")
    return redirect("office:event", slug=slug)


@require_POST
def reopen(request: ActorRequest, slug: str) -> HttpResponse:
    """Open booking again."""
    area, found = event_of(request, slug)
    services.reopen_booking(by=area.actor, at=clock.now(), event=found)
    said.success(request, "Booking is open again.")
    return redirect("office:event", slug=slug)


@require_http_methods(["GET", "HEAD", "POST"])
def give_up(request: ActorRequest, slug: str) -> HttpResponse:
    """Give up an event that was never published."""
    area, found = event_of(request, slug)
    refuse(access.can_plan(area.actor, found.partnership_id))
    form = WhyForm(request.POST or None)
    if form.is_valid() and attempt(
        form, services.cancel_draft, by=area.actor, at=clock.now(), event=found, why=form.cleaned_data["why"]
    ):
        said.success(request, f"“{found.title}” is given up. Nobody was booked.")
        return redirect("office:programme")
    context = {"title": f"Give up “{found.title}”", "form": form, "submit": "Give it up"}
    return render(request, "ui/form_page.html", context | back_to(found))
