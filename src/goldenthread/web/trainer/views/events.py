"""Events I give: yes or no in one press, the pack, the numbers, a note of what happened."""

from django import forms
from django.contrib import messages as said
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldenthread.kernel import clock
from goldenthread.training.events import selectors, services
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest

from ..my_events import my_event


class DeclineForm(forms.Form):
    """Why I cannot come."""

    why = forms.CharField(label="Why can you not come?", max_length=300, required=False)


class IncidentForm(forms.Form):
    """What happened in the room."""

    what = forms.CharField(
        label="What was said or done?",
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Never a child's or family's name.",
        error_messages={"required": "Say what happened"},
    )
    done = forms.CharField(
        label="How was it challenged or followed up?",
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@require_safe
def event(request: ActorRequest, partnership_slug: str, slug: str) -> HttpResponse:
    """One event that I give."""
    found = selectors.get_given(request.actor, partnership_slug, slug)
    context = my_event(request.actor, found) | {"back": reverse("trainer:home"), "back_text": "As a trainer"}
    return render(request, "trainer/event.html", context)


@require_POST
def confirm(request: ActorRequest, asked_id: int) -> HttpResponse:
    """I come."""
    asked = selectors.get_asked(request.actor, asked_id)
    services.confirm_trainer(by=request.actor, at=clock.now(), asked=asked)
    said.success(request, f"Thank you: you have confirmed “{asked.event.title}”.")
    return redirect("trainer:event", partnership_slug=asked.event.partnership.slug, slug=asked.event.slug)


@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: ActorRequest, asked_id: int) -> HttpResponse:
    """I cannot come; the office asks somebody else."""
    asked = selectors.get_asked(request.actor, asked_id)
    form = DeclineForm(request.POST or None)
    if form.is_valid():
        services.decline_trainer(by=request.actor, at=clock.now(), asked=asked, why=form.cleaned_data["why"])
        said.success(request, f"The office knows that you cannot come to “{asked.event.title}”.")
        return redirect("trainer:home")
    intro = "The partnership’s office then asks somebody else."
    context = {
        "title": f"I cannot come to “{asked.event.title}”",
        "form": form,
        "intro": intro,
        "submit": "I cannot come",
    }
    return render(request, "ui/form_page.html", context | {"cancel": reverse("trainer:home")})


@require_safe
def file(request: ActorRequest, partnership_slug: str, slug: str, file_id: int) -> FileResponse:
    """One file of the pack, always as a download."""
    found = selectors.get_given(request.actor, partnership_slug, slug)
    kept = selectors.get_pack_file(request.actor, found, file_id).stored
    return FileResponse(kept.content.open("rb"), as_attachment=True, filename=kept.name, content_type=kept.media_type)


@require_http_methods(["GET", "HEAD", "POST"])
def incident(request: ActorRequest, partnership_slug: str, slug: str) -> HttpResponse:
    """Note what was said or done in the room (B33)."""
    found = selectors.get_given(request.actor, partnership_slug, slug)
    form = IncidentForm(request.POST or None)
    if form.is_valid() and attempt(
        form, services.note_incident, by=request.actor, at=clock.now(), event=found, **form.cleaned_data
    ):
        said.success(request, "The note is kept with the event.")
        return redirect("trainer:event", partnership_slug=partnership_slug, slug=slug)
    context = {"title": "Note what happened", "form": form, "submit": "Keep the note"}
    cancel = reverse("trainer:event", args=[partnership_slug, slug])
    return render(request, "ui/form_page.html", context | {"cancel": cancel})
