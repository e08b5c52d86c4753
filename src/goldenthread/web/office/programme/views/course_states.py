"""Into the programme and out of it, versions of the content, and reviews by partners."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages as said
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldenthread.kernel import clock
from goldenthread.kernel.periods import add_months
from goldenthread.setting.partnerships.selectors.agencies import current_agencies
from goldenthread.training.catalogue.selectors.whole import compared
from goldenthread.training.catalogue.services import design
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest

from ...forms.courses import WhyForm
from ..course_page import page_of
from ..forms.course_lines import ReviewForm, WhyChangedForm
from .course_lines import asked, done, opened
from .courses import sent


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: ActorRequest, course_key: str) -> HttpResponse:
    """Into the programme; refused with everything that it lacks, each with the way to mend it."""
    area, found = opened(request, course_key)
    needs_reason = bool(found.versions and found.changed)
    form = WhyChangedForm(sent(request)) if needs_reason else forms.Form(sent(request))
    given: dict[str, Any] = {"by": area.actor, "at": clock.now(), "course": found.course}
    if form.is_valid() and not found.missing and attempt(form, design.publish_course, **given, **form.cleaned_data):
        return done(request, found, f"“{found.course}” is in the programme. Everyone can see it.", "")
    context = page_of(found, area) | {"form": form, "is_new": not found.versions}
    context |= {"back": reverse("office:course", args=[course_key]), "back_text": found.course.title}
    return render(request, "office/programme/publish.html", context)


def with_reason(
    request: ActorRequest, course_key: str, act: Callable[..., Any], title: str, intro: str, submit: str, words: str
) -> HttpResponse:
    """An act on a course for which a reason is asked."""
    area, found = opened(request, course_key)
    form = WhyForm(sent(request))
    given: dict[str, Any] = {"by": area.actor, "at": clock.now(), "course": found.course}
    if form.is_valid() and attempt(form, act, **given, **form.cleaned_data):
        return done(request, found, words.format(found.course), "")
    href = reverse("office:course", args=[course_key])
    context = {"title": title.format(found.course), "form": form, "intro": intro, "submit": submit, "cancel": href}
    return render(request, "ui/form_page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def take_out(request: ActorRequest, course_key: str) -> HttpResponse:
    """Out of the programme, to be worked on."""
    return with_reason(
        request,
        course_key,
        design.unpublish_course,
        "Take “{}” out of the programme",
        "The public no longer sees it, and it can be published again. Everything planned stays.",
        "Take it out",
        "“{}” is being planned again.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def retire(request: ActorRequest, course_key: str) -> HttpResponse:
    """Given no more."""
    return with_reason(
        request,
        course_key,
        design.retire_course,
        "Retire “{}”",
        "It is given no more. Records of it go on counting, and you can take it back into planning.",
        "Retire it",
        "“{}” is retired.",
    )


@require_POST
def take_back(request: ActorRequest, course_key: str) -> HttpResponse:
    """A retired course into planning again."""
    area, found = opened(request, course_key)
    design.restore_course(by=area.actor, at=clock.now(), course=found.course)
    return done(request, found, f"“{found.course}” is being planned again.", "")


@require_http_methods(["GET", "HEAD", "POST"])
def keep_version(request: ActorRequest, course_key: str) -> HttpResponse:
    """Keep what it teaches now as its next version."""
    area, found = opened(request, course_key)
    form = WhyChangedForm(sent(request))
    given: dict[str, Any] = {"by": area.actor, "at": clock.now(), "course": found.course}
    if form.is_valid() and attempt(form, design.change_content, **given, **form.cleaned_data):
        return done(request, found, "The version is kept.", "versions")
    return asked(request, found, "Keep this as a new version", form, "Keep it")


@require_safe
def version(request: ActorRequest, course_key: str, number: int) -> HttpResponse:
    """One version of the content, and what changed from the one before."""
    area, found = opened(request, course_key)
    one, before, changes = compared(area.actor, found.course, number)
    context = {
        "title": f"{found.course}, version {one.number}",
        "version": one,
        "before": before,
        "changes": changes,
        "back": reverse("office:course", args=[course_key]),
        "back_text": found.course.title,
    }
    return render(request, "office/programme/course_version.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: ActorRequest, course_key: str) -> HttpResponse:
    """Partners looked at its content together."""
    area, found = opened(request, course_key)
    shown = {"reviewed_on": area.on, "review_due_on": add_months(area.on, 12)}
    form = ReviewForm(sent(request), agencies=current_agencies(area.partnership), initial=shown)
    given: dict[str, Any] = {"by": area.actor, "at": clock.now(), "course": found.course}
    if form.is_valid() and attempt(form, design.record_review, **given, **form.values()):
        said.info(request, "If the content changes with it, change the course and keep a new version.")
        return redirect(f"{reverse('office:course', args=[course_key])}#reviews")
    return asked(request, found, "Record a review", form, "Record it")
