"""Change one part of a course: each a small form of one purpose."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages as said
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from goldenthread.kernel import clock
from goldenthread.kernel.refusal import Refused, not_visible
from goldenthread.training.catalogue.selectors.whole import Checklist, Whole, whole
from goldenthread.training.catalogue.services import design
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest

from ...area import area_of
from ..forms import courses as forms
from .courses import sent


@dataclass(frozen=True)
class Part:
    """One part of a course: its page, its form and the verb behind it."""

    title: str
    form: type[forms.PartForm]
    act: Callable[..., Any]
    intro: str = ""


PARTS = {
    "describe": Part("What is it for?", forms.DescribeForm, design.describe_course),
    "place": Part("Where does it stand, and for whom is it?", forms.PlaceForm, design.place_course),
    "time": Part("How is it given, and how long is it?", forms.TimeForm, design.time_course),
    "arrange": Part("Whose course is it?", forms.ArrangeForm, design.arrange_course),
    "keep": Part("Who keeps it, and when is it reviewed?", forms.KeepForm, design.keep_course),
    "order": Part(
        "What comes before it?",
        forms.OrderForm,
        design.set_order,
        "A course ticked in both lists is needed.",
    ),
    "tags": Part(
        "Why is it there, and what does it belong to?",
        forms.TagsForm,
        design.set_tags,
        "The lists are those of the framework in force.",
    ),
    "priorities": Part("Which priorities does it serve?", forms.PrioritiesForm, design.set_priorities),
}


def part_called(name: str) -> Part:
    if name not in PARTS:
        raise Refused(not_visible("That page"))
    return PARTS[name]


def checklist_called(found: Whole, about: str, stage: str) -> Checklist:
    """One list at one stage that this course is held against."""
    for one in found.checklists:
        if (one.about, one.stage) == (about, stage):
            return one
    raise Refused(not_visible("That list"))


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: ActorRequest, course_key: str, part: str) -> HttpResponse:
    """Change one part of it."""
    area = area_of(request)
    found, chosen = whole(area.actor, area.id, course_key, area.on), part_called(part)
    form = chosen.form(sent(request), whole=found, area=area)
    if form.is_valid() and attempt(
        form, chosen.act, by=area.actor, at=clock.now(), course=found.course, **form.values()
    ):
        said.success(request, "The course is changed.")
        return redirect("office:course", course_key=course_key)
    context = {"title": chosen.title, "form": form, "intro": chosen.intro, "back_text": found.course.title}
    href = reverse("office:course", args=[course_key])
    return render(request, "ui/form_page.html", context | {"cancel": href, "back": href})


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: ActorRequest, course_key: str, about: str, stage: str) -> HttpResponse:
    """Hold it against one list, line by line, with the evidence."""
    area = area_of(request)
    found = whole(area.actor, area.id, course_key, area.on)
    chosen = checklist_called(found, about, stage)
    form = forms.CheckForm(sent(request), lines=chosen.lines)
    told: dict[str, Any] = {"course": found.course, "about": about, "stage": stage}
    if form.is_valid() and attempt(form, design.hold_against, by=area.actor, at=clock.now(), **told, **form.values()):
        said.success(request, "What you found is kept.")
        return redirect("office:course", course_key=course_key)
    title = f"{chosen.about.label}: {chosen.stage.label.lower()}"
    intro = "Tick what is met, and say where it is seen. What is not ticked stays open."
    href = reverse("office:course", args=[course_key])
    context = {"title": title, "form": form, "intro": intro, "cancel": href, "back": href}
    return render(request, "ui/form_page.html", context | {"back_text": found.course.title})
