"""The shape that every set-up form shares: ask, do, say so, go back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render

from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest


def sent(request: ActorRequest) -> QueryDict | None:
    """What was sent, even if it is nothing but a yes; None when the form is only asked for."""
    return request.POST if request.method == "POST" else None


def ask(
    request: ActorRequest,
    form: BaseForm,
    act: Callable[..., Any],
    *,
    title: str,
    back: str,
    done: str,
    submit: str = "Save",
    intro: str = "",
    then: Callable[[Any], str] | None = None,
    **fixed: Any,
) -> HttpResponse:
    """Show a form; once it is right, do the act with what it says, tell it was done and go back (or on)."""
    if request.method == "POST" and form.is_valid():
        outcome = attempt(form, act, by=request.actor, **fixed, **form.cleaned_data)
        if outcome:
            messages.success(request, done)
            return redirect(then(outcome.value) if then else back)
    context = {"title": title, "form": form, "submit": submit, "cancel": back, "back": back, "intro": intro}
    return render(request, "ui/form_page.html", context)
