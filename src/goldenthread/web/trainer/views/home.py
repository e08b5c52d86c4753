"""A trainer's own page: my events, my file, what I may give, what I came to, what I cascaded (A11, E22)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages as said
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldenthread.kernel import clock
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import not_visible, refuse
from goldenthread.training.catalogue.selectors import ours
from goldenthread.training.trainers import services
from goldenthread.training.trainers.selectors import own, trains
from goldenthread.training.trainers.selectors.authorised import authorisations_of
from goldenthread.training.trainers.selectors.cascaded import cascades_of, get_cascade
from goldenthread.training.trainers.selectors.file import file_of, get_evidence
from goldenthread.training.trainers.selectors.gathered import attended_by, gathered_of
from goldenthread.training.trainers.selectors.people import agency_choices, get_own
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest

from ..forms import CascadeForm
from ..my_events import my_events


@dataclass(frozen=True)
class Part:
    """Everything that stands of one kind of trainer that I am."""

    trainer: Any
    file: Any
    authorisations: Any
    gathered: Any
    attended: Any
    cascades: Any


def part_of(actor: Actor, trainer: Any, on: date) -> Part:
    """What my page says of one kind of trainer that I am."""
    return Part(
        trainer=trainer,
        file=file_of(trainer, on),
        authorisations=authorisations_of(trainer, on),
        gathered=gathered_of(trainer, on),
        attended=attended_by(actor, trainer),
        cascades=cascades_of(actor, trainer),
    )


@require_safe
def home(request: ActorRequest) -> HttpResponse:
    """My events first, then my file, with what is missing."""
    today = clock.today()
    refuse(None if trains(request.actor, today) else not_visible("That page"))
    parts = [part_of(request.actor, one, today) for one in own(request.actor, today)]
    context = {"title": "As a trainer", "parts": parts, "my_events": my_events(request.actor, today)}
    return render(request, "trainer/home.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def record(request: ActorRequest, trainer_id: int) -> HttpResponse:
    """What I took to an agency."""
    today = clock.today()
    mine = get_own(request.actor, trainer_id, today)
    agencies = {one.pk: one for one in agency_choices(mine.partnership_id, today)}
    courses = {one.pk: one for one in ours(mine.partnership_id)}
    initial = {"agency": mine.agency_id or "", "topic": mine.topic, "held_on": today}
    form = CascadeForm(request.POST or None, agencies=agencies, courses=courses, initial=initial)
    if form.is_valid() and attempt(
        form, services.record_cascade, by=request.actor, at=clock.now(), on=today, trainer=mine, **form.known
    ):
        said.success(request, "Your cascade is recorded.")
        return redirect("trainer:home")
    context = {"title": "Record a cascade", "form": form, "submit": "Record it", "cancel": reverse("trainer:home")}
    intro = "A session in an agency at no cost. It is counted apart from the partnership's events."
    return render(request, "ui/form_page.html", context | {"intro": intro})


@require_POST
def remove(request: ActorRequest, cascade_id: int) -> HttpResponse:
    """Entered by mistake."""
    found = get_cascade(request.actor, cascade_id)
    services.remove_cascade(by=request.actor, at=clock.now(), cascade=found)
    said.success(request, "The cascade is taken away. If that was a mistake, record it again.")
    return redirect("trainer:home")


@require_safe
def evidence(request: ActorRequest, competency_id: int) -> FileResponse:
    """The evidence in my own file, always as a download."""
    kept = get_evidence(request.actor, competency_id)
    return FileResponse(kept.content.open("rb"), as_attachment=True, filename=kept.name, content_type=kept.media_type)
