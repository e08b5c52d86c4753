"""Learning outcomes and the session plan: one line at a time, each moved and removed by a button."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages as said
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from goldenthread.kernel import clock
from goldenthread.training.catalogue.selectors.whole import Whole, get_method, get_outcome, whole
from goldenthread.training.catalogue.services import design
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest

from ...area import Area, area_of
from ..forms.course_lines import MethodForm, OutcomeForm
from .courses import sent


def opened(request: ActorRequest, course_key: str) -> tuple[Area, Whole]:
    area = area_of(request)
    return area, whole(area.actor, area.id, course_key, area.on)


def asked(request: ActorRequest, found: Whole, title: str, form: Any, submit: str) -> HttpResponse:
    """The page of one line, with the way back to the course."""
    href = reverse("office:course", args=[found.course.key])
    context = {"title": title, "form": form, "submit": submit, "cancel": href, "back": href}
    return render(request, "ui/form_page.html", context | {"back_text": found.course.title})


def done(request: ActorRequest, found: Whole, words: str, part: str) -> HttpResponse:
    said.success(request, words)
    return redirect(f"{reverse('office:course', args=[found.course.key])}#{part}")


@require_http_methods(["GET", "HEAD", "POST"])
def add_outcome(request: ActorRequest, course_key: str) -> HttpResponse:
    """One more thing that people learn."""
    area, found = opened(request, course_key)
    form = OutcomeForm(sent(request), lists=found.lists)
    told: dict[str, Any] = {"by": area.actor, "at": clock.now(), "course": found.course}
    if form.is_valid() and attempt(form, design.add_outcome, **told, **form.cleaned_data):
        return done(request, found, "The outcome is added.", "outcomes")
    return asked(request, found, "Add a learning outcome", form, "Add it")


@require_http_methods(["GET", "HEAD", "POST"])
def change_outcome(request: ActorRequest, course_key: str, outcome_id: int) -> HttpResponse:
    """Say an outcome otherwise."""
    area, found = opened(request, course_key)
    outcome = get_outcome(area.actor, found.course, outcome_id)
    shown = {"text": outcome.text, "ability": outcome.ability}
    form = OutcomeForm(sent(request), lists=found.lists, kept=outcome.ability, initial=shown)
    told: dict[str, Any] = {"by": area.actor, "at": clock.now(), "outcome": outcome}
    if form.is_valid() and attempt(form, design.change_outcome, **told, **form.cleaned_data):
        return done(request, found, "The outcome is changed.", "outcomes")
    return asked(request, found, "Change the learning outcome", form, "Save")


@require_POST
def move_outcome(request: ActorRequest, course_key: str, outcome_id: int) -> HttpResponse:
    """Up or down one place."""
    area, found = opened(request, course_key)
    outcome = get_outcome(area.actor, found.course, outcome_id)
    return moved(request, area, found, design.move_outcome, {"outcome": outcome}, "outcomes")


@require_POST
def remove_outcome(request: ActorRequest, course_key: str, outcome_id: int) -> HttpResponse:
    """No longer promised."""
    area, found = opened(request, course_key)
    outcome = get_outcome(area.actor, found.course, outcome_id)
    design.remove_outcome(by=area.actor, at=clock.now(), outcome=outcome)
    return done(request, found, f"“{outcome.text}” is removed.", "outcomes")


@require_http_methods(["GET", "HEAD", "POST"])
def add_method(request: ActorRequest, course_key: str) -> HttpResponse:
    """One more piece of the session plan."""
    area, found = opened(request, course_key)
    form = MethodForm(sent(request))
    told: dict[str, Any] = {"by": area.actor, "at": clock.now(), "course": found.course}
    if form.is_valid() and attempt(form, design.add_method, **told, **form.cleaned_data):
        return done(request, found, "The plan is longer by one piece.", "plan")
    return asked(request, found, "Add to the session plan", form, "Add it")


@require_http_methods(["GET", "HEAD", "POST"])
def change_method(request: ActorRequest, course_key: str, method_id: int) -> HttpResponse:
    """Plan a piece otherwise."""
    area, found = opened(request, course_key)
    piece = get_method(area.actor, found.course, method_id)
    shown = {name: getattr(piece, name) for name in ("method", "activity", "minutes", "cycle_stage")}
    form = MethodForm(sent(request), initial=shown)
    told: dict[str, Any] = {"by": area.actor, "at": clock.now(), "piece": piece}
    if form.is_valid() and attempt(form, design.change_method, **told, **form.cleaned_data):
        return done(request, found, "The plan is changed.", "plan")
    return asked(request, found, "Change the session plan", form, "Save")


@require_POST
def move_method(request: ActorRequest, course_key: str, method_id: int) -> HttpResponse:
    """Up or down one place."""
    area, found = opened(request, course_key)
    piece = get_method(area.actor, found.course, method_id)
    return moved(request, area, found, design.move_method, {"piece": piece}, "plan")


@require_POST
def remove_method(request: ActorRequest, course_key: str, method_id: int) -> HttpResponse:
    """No longer done."""
    area, found = opened(request, course_key)
    piece = get_method(area.actor, found.course, method_id)
    design.remove_method(by=area.actor, at=clock.now(), piece=piece)
    return done(request, found, "The piece is removed from the plan.", "plan")


def moved(
    request: ActorRequest, area: Area, found: Whole, act: Callable[..., None], which: dict[str, Any], part: str
) -> HttpResponse:
    act(by=area.actor, at=clock.now(), up=request.POST.get("to") == "up", **which)
    return redirect(f"{reverse('office:course', args=[found.course.key])}#{part}")
