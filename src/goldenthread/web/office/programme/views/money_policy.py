"""What is charged, from when; written on a form or as a file; and what it would have come to."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages as said
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldenthread.kernel import clock
from goldenthread.kernel.periods import add_months
from goldenthread.training.charging import selectors, services
from goldenthread.training.charging.terms import pounds
from goldenthread.training.standing.selectors.trend import quarter_ends
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest

from ...area import Area, area_of
from ..forms.money import EndsForm, PolicyFileForm, PolicyForm

WRITE = "office/programme/money_write.html"


def past_quarter(on: date) -> tuple[date, date]:
    """The last three whole months."""
    end = quarter_ends(on, 1)[0]
    return add_months(end + timedelta(days=1), -3), end


def previewed(area: Area, text: str) -> dict[str, Any]:
    """What a policy would have asked in the past quarter."""
    first, last = past_quarter(area.on)
    sums, _ = selectors.preview(area.actor, area.id, clock.now(), text, first, last)
    rows = [(one.kind, one.times, pounds(one.pence) if one.pence else "") for one in sums]
    whole = pounds(sum(one.pence for one in sums))
    return {"previewed": True, "sums": rows, "whole": whole, "first": first, "last": last}


@require_safe
def policy(request: ActorRequest) -> HttpResponse:
    """What is charged today, what was and will be, and what it would have come to."""
    area = area_of(request)
    held, charges = selectors.policy_on(area.id, area.on)
    text = selectors.default_text(area.id, area.on)
    context = {
        "title": "What is charged",
        "charges": charges,
        "lines": selectors.policy_in_words(held) if charges else [],
        "policies": selectors.policies_of(area.actor, area.id, area.on),
        **(previewed(area, text) if held.fees or held.no_show_pence else {}),
    }
    return render(request, "office/programme/money_policy.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: ActorRequest) -> HttpResponse:
    """A policy's common parts on a form: seen first, then set from its day."""
    area = area_of(request)
    form = PolicyForm(request.POST or None)
    context: dict[str, Any] = {"title": "Say what is charged", "form": form, "by_file": reverse("office:money_file")}
    if form.is_valid():
        text = selectors.text_of(form.policy())
        if "look" in request.POST:
            context |= previewed(area, text)
        elif attempt(form, keep, area, form.starts, text):
            said.success(request, f"It holds from {form.starts:%-d %B %Y}.")
            return redirect("office:money_policy")
    return render(request, WRITE, context)


@require_http_methods(["GET", "HEAD", "POST"])
def file(request: ActorRequest) -> HttpResponse:
    """A policy as its text: everything can be said there."""
    area = area_of(request)
    start = {"text": selectors.default_text(area.id, area.on)}
    form = PolicyFileForm(request.POST or None, request.FILES or None, initial=start)
    context: dict[str, Any] = {"title": "A policy as a file", "form": form, "is_file": True}
    if form.is_valid():
        given = form.cleaned_data
        if attempt(form, keep, area, given["starts_on"], given["text"]):
            said.success(request, f"It holds from {given['starts_on']:%-d %B %Y}.")
            return redirect("office:money_policy")
    return render(request, WRITE, context)


def keep(area: Area, starts_on: date, text: str) -> None:
    """Set what was put in."""
    services.set_policy(
        by=area.actor, at=clock.now(), on=area.on, partnership=area.partnership, starts_on=starts_on, text=text
    )


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: ActorRequest, policy_id: int) -> HttpResponse:
    """A policy's last day."""
    area = area_of(request)
    one = selectors.get_policy(area.actor, policy_id)
    form = EndsForm(request.POST or None, initial={"ends_on": one.ends_on})
    if form.is_valid():
        day = form.cleaned_data["ends_on"]
        if attempt(form, services.end_policy, by=area.actor, at=clock.now(), on=area.on, policy=one, ends_on=day):
            said.success(request, "Its last day is set." if day else "It goes on.")
            return redirect("office:money_policy")
    intro = f"The policy from {one.starts_on:%-d %B %Y}. After its last day the framework's own words hold again."
    context = {"title": "When does it end?", "intro": intro, "form": form, "cancel": reverse("office:money_policy")}
    return render(request, "ui/form_page.html", context)


@require_POST
def remove(request: ActorRequest, policy_id: int) -> HttpResponse:
    """A policy set by mistake, under which nothing was charged."""
    area = area_of(request)
    services.remove_policy(by=area.actor, at=clock.now(), policy=selectors.get_policy(area.actor, policy_id))
    said.success(request, "The policy is removed.")
    return redirect("office:money_policy")
