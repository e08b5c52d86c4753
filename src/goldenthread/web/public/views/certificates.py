"""Anybody checks a certificate by its code: name, course, date and standing, and nothing else."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from goldenthread.kernel import clock
from goldenthread.training.certificates.selectors import check
from goldenthread.web.ui.requests import ActorRequest

from ..limits import is_too_often

PAGE = "public/certificates/check.html"
MOST = 30
TOO_OFTEN = "There were too many tries from your network. Wait a minute and try again."


class CodeForm(forms.Form):
    """The code on the certificate."""

    code = forms.CharField(
        label="Code on the certificate",
        max_length=60,
        help_text="Twelve letters and numbers, such as 7K3M-XQ9R-TB4W. Capitals and strokes do not matter.",
        error_messages={"required": "Enter the code that is printed on the certificate"},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "autocomplete": "off", "spellcheck": "false"}),
    )


def answer(request: ActorRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """The page, which no search engine keeps."""
    page = render(request, PAGE, {"title": "Check a certificate", **context}, status=status)
    page.headers["X-Robots-Tag"] = "noindex, nofollow"
    page.headers["Cache-Control"] = "private, no-store"
    return page


@login_not_required
@require_safe
def certificate_check(request: ActorRequest) -> HttpResponse:
    """Where a code is typed."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        return redirect("certificate", code=form.cleaned_data["code"].replace("/", " "))
    return answer(request, {"form": form})


@login_not_required
@require_safe
def certificate(request: ActorRequest, code: str) -> HttpResponse:
    """What a code says."""
    form = CodeForm(initial={"code": code})
    if is_too_often(request, "certificate", MOST):
        return answer(request, {"form": form, "wrong": TOO_OFTEN}, 429)
    found = check(code, clock.today())
    if found is None:
        wrong = "No certificate has this code. Look at it again: it never holds the letters I, L, O or U."
        return answer(request, {"form": form, "wrong": wrong}, 404)
    return answer(request, {"form": form, "found": found})
