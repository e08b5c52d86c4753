"""A line of a trainer's file: met with evidence, shown, taken away again (E22)."""

from django.contrib import messages as said
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldenthread.kernel import clock
from goldenthread.training.trainers import services
from goldenthread.training.trainers.selectors import get_trainer
from goldenthread.training.trainers.selectors.file import get_competency, get_evidence, get_line
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest

from ...area import area_of
from ..forms.trainers import CompetencyForm


@require_http_methods(["GET", "HEAD", "POST"])
def meet(request: ActorRequest, trainer_id: int, line: str) -> HttpResponse:
    """What shows it, from when, until when."""
    area = area_of(request)
    trainer = get_trainer(area.actor, area.id, trainer_id)
    found = get_line(trainer, line, area.on)
    met = found.met
    initial = {"evidence": met.evidence, "met_on": met.met_on, "expires_on": met.expires_on} if met else {}
    posted = request.method == "POST"
    form = CompetencyForm(request.POST if posted else None, request.FILES if posted else None, initial=initial)
    if found.asked.renew_every:
        form.fields["expires_on"].help_text = f"Empty for {found.asked.renew_every} from the day on which it was met"
    if form.is_valid() and attempt(
        form,
        services.meet_competency,
        by=area.actor,
        at=clock.now(),
        on=area.on,
        trainer=trainer,
        line=found.asked,
        **form.cleaned_data,
    ):
        said.success(request, f"Competency {found.asked.number} is met.")
        return redirect("office:trainer", trainer_id=trainer.pk)
    context = {"title": found.asked.text, "form": form, "submit": "Save", "intro": f"Competency of {trainer.person}"}
    return render(request, "ui/form_page.html", context | {"cancel": reverse("office:trainer", args=[trainer.pk])})


@require_safe
def evidence(request: ActorRequest, competency_id: int) -> FileResponse:
    """The file that shows it, always as a download."""
    area_of(request)
    kept = get_evidence(request.actor, competency_id)
    return FileResponse(kept.content.open("rb"), as_attachment=True, filename=kept.name, content_type=kept.media_type)


@require_POST
def remove(request: ActorRequest, competency_id: int) -> HttpResponse:
    """Entered by mistake: it is missing again."""
    area = area_of(request)
    found = get_competency(area.actor, competency_id)
    services.remove_competency(by=area.actor, at=clock.now(), competency=found)
    said.success(request, "The competency is taken away and is missing again.")
    return redirect("office:trainer", trainer_id=found.trainer_id)
