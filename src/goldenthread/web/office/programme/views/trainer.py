"""One trainer: taken on, the file, put right, stopped, begun again (E22, A15)."""

from typing import Any

from django.contrib import messages as said
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldenthread.kernel import clock
from goldenthread.training.trainers import services
from goldenthread.training.trainers.selectors import get_trainer, kind_choices
from goldenthread.training.trainers.selectors.authorised import authorisations_of
from goldenthread.training.trainers.selectors.cascaded import cascades_of
from goldenthread.training.trainers.selectors.file import file_of
from goldenthread.training.trainers.selectors.gathered import attended_by, gathered_of
from goldenthread.training.trainers.selectors.people import (
    agency_choices,
    agency_of_person,
    get_person_of_area,
    people_to_take_on,
)
from goldenthread.training.trainers.terms import CHAMPION
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest

from ...area import Area, area_of
from ..forms.trainers import AboutForm, FindForm, StopForm, TakeOnForm

KEPT = ("topic", "trained_days", "trained_on", "accreditation", "approved_by", "approved_on", "review_due_on")


def agencies_of(area: Area) -> dict[int, Any]:
    return {one.pk: one for one in agency_choices(area.id, area.on)}


@require_safe
def find(request: ActorRequest) -> HttpResponse:
    """Who is to be taken on."""
    area = area_of(request)
    form = FindForm(request.GET if "q" in request.GET else None)
    found = people_to_take_on(area.actor, area.id, form.cleaned_data["q"], area.on) if form.is_valid() else []
    context = {
        "title": "Take on a trainer or champion",
        "find": form,
        "found": found,
        "back": reverse("office:trainers"),
    }
    return render(request, "office/programme/trainers_find.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def take_on(request: ActorRequest, person_id: int) -> HttpResponse:
    """As what they train, from when, and what is known of them."""
    area = area_of(request)
    person = get_person_of_area(area.actor, area.id, person_id)
    agency = agency_of_person(area.id, person.pk, area.on)
    initial = {"starts_on": area.on, "agency": agency.pk if agency else "", "trained_days": 0}
    kinds = kind_choices(area.id, area.on)
    form = TakeOnForm(request.POST or None, kinds=kinds, agencies=agencies_of(area), initial=initial)
    if form.is_valid():
        done = attempt(
            form,
            services.take_on,
            by=area.actor,
            at=clock.now(),
            partnership=area.partnership,
            person=person,
            **form.known,
        )
        if done.value:
            said.success(request, f"{person} is taken on. Fill in the file, and authorise them for what they deliver.")
            return redirect("office:trainer", trainer_id=done.value.pk)
    context = {"title": f"Take on {person}", "form": form, "submit": "Take them on"}
    return render(request, "ui/form_page.html", context | {"cancel": reverse("office:trainer_find")})


@require_safe
def file(request: ActorRequest, trainer_id: int) -> HttpResponse:
    """The whole file: competencies with what is missing, authorisations, gatherings, cascades."""
    area = area_of(request)
    trainer = get_trainer(area.actor, area.id, trainer_id)
    context = {
        "title": str(trainer.person),
        "trainer": trainer,
        "file": file_of(trainer, area.on),
        "is_champion": trainer.kind == CHAMPION,
        "has_stopped": trainer.ends_on is not None and trainer.ends_on < area.on,
        "authorisations": authorisations_of(trainer, area.on),
        "gathered": gathered_of(trainer, area.on),
        "attended": attended_by(area.actor, trainer),
        "cascades": cascades_of(area.actor, trainer),
        "today": area.on,
        "back": reverse("office:champions" if trainer.kind == CHAMPION else "office:trainers"),
        "back_text": "All champions" if trainer.kind == CHAMPION else "All trainers",
    }
    return render(request, "office/programme/trainers_file.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: ActorRequest, trainer_id: int) -> HttpResponse:
    """Agency, Train the Trainer, its accreditation, the line manager's approval, the next review."""
    area = area_of(request)
    trainer = get_trainer(area.actor, area.id, trainer_id)
    initial = {name: getattr(trainer, name) for name in KEPT}
    initial |= {"agency": trainer.agency_id or "", "note_kept": trainer.note}
    form = AboutForm(request.POST or None, agencies=agencies_of(area), initial=initial)
    if trainer.kind != CHAMPION:
        del form.fields["topic"]
    if form.is_valid() and attempt(
        form, services.change_trainer, by=area.actor, at=clock.now(), trainer=trainer, **form.known
    ):
        said.success(request, "The file is changed.")
        return redirect("office:trainer", trainer_id=trainer.pk)
    context = {"title": f"Change what is known of {trainer.person}", "form": form, "submit": "Save"}
    return render(request, "ui/form_page.html", context | {"cancel": reverse("office:trainer", args=[trainer.pk])})


@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: ActorRequest, trainer_id: int) -> HttpResponse:
    """Somebody's last day as a trainer."""
    area = area_of(request)
    trainer = get_trainer(area.actor, area.id, trainer_id)
    form = StopForm(request.POST or None, initial={"last_day": area.on})
    if form.is_valid() and attempt(
        form, services.stop, by=area.actor, at=clock.now(), trainer=trainer, **form.cleaned_data
    ):
        said.success(request, f"{trainer.person} stops on that day. If that was a mistake, let them begin again here.")
        return redirect("office:trainer", trainer_id=trainer.pk)
    context = {"title": f"When does {trainer.person} stop?", "form": form, "submit": "Set the last day"}
    intro = "Their file stays. After that day they get no bulletin and are not offered for events."
    cancel = reverse("office:trainer", args=[trainer.pk])
    return render(request, "ui/form_page.html", context | {"cancel": cancel, "intro": intro})


@require_POST
def restart(request: ActorRequest, trainer_id: int) -> HttpResponse:
    """They go on after all."""
    area = area_of(request)
    trainer = get_trainer(area.actor, area.id, trainer_id)
    services.restart(by=area.actor, at=clock.now(), trainer=trainer)
    said.success(request, f"{trainer.person} goes on, with the file they had.")
    return redirect("office:trainer", trainer_id=trainer.pk)


@require_POST
def take_away(request: ActorRequest, trainer_id: int) -> HttpResponse:
    """Entered by mistake."""
    area = area_of(request)
    trainer = get_trainer(area.actor, area.id, trainer_id)
    services.take_away(by=area.actor, at=clock.now(), trainer=trainer)
    said.success(request, f"{trainer.person} is off the list. If that was a mistake, take them on again.")
    return redirect("office:trainers")
