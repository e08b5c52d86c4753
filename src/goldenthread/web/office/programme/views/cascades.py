"""Cascades: what trainers and champions took to agencies at no cost, counted apart from events (A11, A38)."""

from django.contrib import messages as said
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldenthread.kernel import clock
from goldenthread.kernel.periods import before
from goldenthread.training.catalogue.selectors import ours
from goldenthread.training.trainers import services
from goldenthread.training.trainers.selectors import get_trainer
from goldenthread.training.trainers.selectors.cascaded import cascaded, cascades, get_cascade
from goldenthread.training.trainers.selectors.people import agency_choices
from goldenthread.training.trainers.terms import A_YEAR
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.tables import Column, Filter, Kind, Table, table_response

from ...area import area_of
from ..forms.trainers import CascadeForm


@require_safe
def every(request: ActorRequest) -> HttpResponseBase:
    """Every cascade, by whom and where. None of them is among the partnership's events."""
    area = area_of(request)
    agencies = [(one.pk, one.name) for one in agency_choices(area.id, area.on)]
    table = Table(
        caption="Cascades",
        columns=(
            Column("topic", "About", order="topic"),
            Column(
                "trainer",
                "By",
                value=lambda one: str(one.trainer.person),
                order=("trainer__person__family_name", "trainer__person__given_name"),
                link=lambda one: reverse("office:trainer", args=[one.trainer_id]),
            ),
            Column("agency", "Agency", value="agency.name", order="agency__name"),
            Column("held_on", "Held on", Kind.DATE, order="held_on"),
            Column("minutes", "Length", Kind.MINUTES, order="minutes"),
            Column("attended", "Came", Kind.NUMBER, order="attended"),
            Column("cost", "Cost", value=lambda _one: "£0"),
            Column("course", "Taken from", value="course.title", on_screen=False),
            Column("note", "Note", on_screen=False),
        ),
        rows=cascades(area.actor, area.id),
        search=("topic", "trainer__person__family_name", "trainer__person__given_name", "agency__name"),
        search_label="Topic, name or agency",
        filters=(
            Filter("agency", "Agency", agencies, "agency_id"),
            Filter("since", "Held from", day=True, apply="held_on__gte"),
            Filter("until", "Held to", day=True, apply="held_on__lte"),
        ),
        order="-held_on",
        empty="No cascade is recorded yet. Trainers record their own; you can record one from their file.",
        empty_action=("Find the trainer", reverse("office:trainers")),
    )
    year = cascaded(area.id, before(area.on, A_YEAR), area.on)
    context = {"title": "Cascades", "year": year, "hours": year.minutes // 60}
    return table_response(request, "office/programme/trainers_cascades.html", table, context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: ActorRequest, trainer_id: int) -> HttpResponse:
    """Record one for a trainer or champion who told the office."""
    area = area_of(request)
    trainer = get_trainer(area.actor, area.id, trainer_id)
    agencies = {one.pk: one for one in agency_choices(area.id, area.on)}
    courses = {one.pk: one for one in ours(area.id)}
    initial = {"agency": trainer.agency_id or "", "topic": trainer.topic, "held_on": area.on}
    form = CascadeForm(request.POST or None, agencies=agencies, courses=courses, initial=initial)
    if form.is_valid() and attempt(
        form, services.record_cascade, by=area.actor, at=clock.now(), on=area.on, trainer=trainer, **form.known
    ):
        said.success(request, "The cascade is recorded, at no cost.")
        return redirect("office:trainer", trainer_id=trainer.pk)
    context = {"title": f"Record a cascade by {trainer.person}", "form": form, "submit": "Record it"}
    intro = "A session in an agency at no cost. It is counted apart from the partnership's events."
    cancel = reverse("office:trainer", args=[trainer.pk])
    return render(request, "ui/form_page.html", context | {"cancel": cancel, "intro": intro})


@require_POST
def remove(request: ActorRequest, cascade_id: int) -> HttpResponse:
    """Entered by mistake."""
    area = area_of(request)
    found = get_cascade(area.actor, cascade_id)
    services.remove_cascade(by=area.actor, at=clock.now(), cascade=found)
    said.success(request, "The cascade is taken away. If that was a mistake, record it again.")
    return redirect("office:trainer", trainer_id=found.trainer_id)
