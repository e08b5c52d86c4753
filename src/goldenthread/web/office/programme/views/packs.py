"""The training pack of an event, and notes of what happened in the room."""

from django.contrib import messages as said
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldenthread.kernel import clock
from goldenthread.kernel.refusal import refuse
from goldenthread.training.events import access, selectors, services
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest

from ..event_pages import back_to, event_of
from ..forms.events import IncidentForm, PackForm


@require_http_methods(["GET", "HEAD", "POST"])
def pack(request: ActorRequest, slug: str) -> HttpResponse:
    """Add a file to the training pack."""
    area, event = event_of(request, slug)
    refuse(access.can_plan(area.actor, event.partnership_id))
    form = PackForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        sent, given = form.cleaned_data["file"], form.cleaned_data
        file = {
            "title": given["title"],
            "name": sent.name,
            "content": sent,
            "for_participants": given["for_participants"],
        }
        if attempt(form, services.add_pack_file, by=area.actor, at=clock.now(), event=event, **file):
            said.success(request, "The file is in the training pack.")
            return redirect("office:event", slug=slug)
    context = {"title": "Add to the training pack", "form": form, "submit": "Add the file"}
    return render(request, "ui/form_page.html", context | back_to(event))


@require_safe
def file(request: ActorRequest, slug: str, file_id: int) -> FileResponse:
    """One file of the pack, always as a download."""
    area, event = event_of(request, slug)
    kept = selectors.get_pack_file(area.actor, event, file_id).stored
    return FileResponse(kept.content.open("rb"), as_attachment=True, filename=kept.name, content_type=kept.media_type)


@require_POST
def remove(request: ActorRequest, slug: str, file_id: int) -> HttpResponse:
    """Take a file out of the pack."""
    area, event = event_of(request, slug)
    kept = selectors.get_pack_file(area.actor, event, file_id)
    services.remove_pack_file(by=area.actor, at=clock.now(), file=kept)
    said.success(request, f"“{kept.title}” is taken out of the training pack.")
    return redirect("office:event", slug=slug)


@require_http_methods(["GET", "HEAD", "POST"])
def incident(request: ActorRequest, slug: str) -> HttpResponse:
    """Note what was said or done in the room, and how it was challenged (B33)."""
    area, event = event_of(request, slug)
    refuse(access.can_plan(area.actor, event.partnership_id))
    form = IncidentForm(request.POST or None)
    if form.is_valid() and attempt(
        form, services.note_incident, by=area.actor, at=clock.now(), event=event, **form.cleaned_data
    ):
        said.success(request, "The note is kept with the event.")
        return redirect("office:event", slug=slug)
    intro = "Offensive comments about other agencies or professions are challenged, and what was done is kept here."
    context = {"title": "Note what happened", "form": form, "intro": intro, "submit": "Keep the note"}
    return render(request, "ui/form_page.html", context | back_to(event))
