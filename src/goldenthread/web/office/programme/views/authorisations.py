"""Who may deliver what, from and to: the matrix, one press to extend or end, and what runs out (A34)."""

from typing import Any

from django.contrib import messages as said
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldenthread.kernel import clock
from goldenthread.kernel.periods import after
from goldenthread.training.trainers import selectors as trainers
from goldenthread.training.trainers import services
from goldenthread.training.trainers.selectors import authorised as selectors
from goldenthread.training.trainers.terms import EXTENDED_BY, RUNS_OUT_WITHIN, LineState
from goldenthread.web.ui.columns import day
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.status import status_tag
from goldenthread.web.ui.tables import Column, Filter, Kind, Table, table_response

from ...area import Area, area_of
from ..forms.trainers import AuthoriseForm
from .trainers import name_column

STATES = ((LineState.SOON.value, "Runs out soon"), (LineState.ENDED.value, "Ran out"))


def column_of(course: Any, area: Area) -> Column:
    """One course of the matrix: from and to, and how it stands."""

    def held(row: Any) -> Any:
        return row.held.get(course.pk)

    def value(row: Any) -> str:
        one = held(row)
        if one is None:
            return ""
        return (
            f"{one.starts_on:%Y-%m-%d} to {one.expires_on:%Y-%m-%d}"
            if one.expires_on
            else f"from {one.starts_on:%Y-%m-%d}"
        )

    def shown(row: Any) -> Any:
        one = held(row)
        if one is None:
            return "–"
        state = selectors.state_of_authorisation(one, area.on)
        until = f"until {day(one.expires_on)}" if one.expires_on else "no last day"
        word = "Authorised" if state is LineState.MET else str(state.label)
        return format_html("{}<br>{}", status_tag(state.value, word), until)

    return Column(f"course-{course.pk}", course.title, value=value, shown=shown)


@require_safe
def matrix(request: ActorRequest) -> HttpResponseBase:
    """Trainer by course with dates, to look at and to take along."""
    area = area_of(request)
    found = selectors.matrix(area.actor, area.id, area.on)
    courses = [(str(course.pk), course.title) for course in found.courses]
    kinds = [kind for kind in trainers.kind_choices(area.id, area.on) if kind[0] != "champion"]
    table = Table(
        caption="Trainers and the courses they may give",
        columns=(
            name_column(lambda row: row.trainer),
            Column("kind", "Kind", order=lambda row: row.kind),
            Column(
                "agency", "Agency", value=lambda row: str(row.trainer.agency or ""), in_export=True, on_screen=False
            ),
            *(column_of(course, area) for course in found.courses),
        ),
        rows=found.rows,
        search=("trainer.person.family_name", "trainer.person.given_name"),
        search_label="Name",
        filters=(
            Filter("kind", "Kind", kinds, lambda rows, v: [row for row in rows if row.trainer.kind == v]),
            Filter("course", "May give", courses, lambda rows, v: [row for row in rows if int(v) in row.held]),
        ),
        order="name",
        tie_break=(),
        wide=True,
        empty="Nobody is a trainer yet, so nobody is authorised.",
        empty_action=("Take on the first trainer", reverse("office:trainer_find")),
        name="trainers and courses",
    )
    context = {
        "title": "Authorised for what",
        "intro": "Who may give which course, and until when. Choose a name to authorise somebody for more.",
        "back": reverse("office:trainers"),
        "back_text": "Trainers",
    }
    return table_response(request, "office/wide.html", table, context)


def trainer_words(state: LineState) -> Any:
    return status_tag(state.value, str(state.label))


@require_safe
def running_out(request: ActorRequest) -> HttpResponseBase:
    """What ran out or soon does: authorisations, competencies and reviews of those who train now."""
    area = area_of(request)
    table = Table(
        caption="Runs out soon, or ran out",
        columns=(
            name_column(lambda row: row.trainer),
            Column("agency", "Agency", value=lambda row: str(row.trainer.agency or "")),
            Column("what", "What", order=lambda row: row.what),
            Column(
                "sort",
                "Which",
                value=lambda row: "Authorisation" if row.is_authorisation else "File",
                order=lambda row: row.is_authorisation,
            ),
            Column("last_day", "Last day", Kind.DATE, order=lambda row: row.last_day),
            Column(
                "state",
                "How it stands",
                value=lambda row: str(row.state.label),
                shown=lambda row: trainer_words(row.state),
            ),
        ),
        rows=selectors.running_out(area.actor, area.id, area.on),
        search=("trainer.person.family_name", "trainer.person.given_name", "what"),
        search_label="Name, course or competency",
        filters=(Filter("state", "How it stands", STATES, lambda rows, v: [r for r in rows if r.state.value == v]),),
        order="last_day",
        tie_break=(),
        empty=f"Nothing runs out within {RUNS_OUT_WITHIN}, and nothing has run out.",
    )
    context = {
        "title": "Runs out soon",
        "intro": f"Within {RUNS_OUT_WITHIN}, or over already. Choose a name to extend it or to enter new evidence.",
        "back": reverse("office:trainers"),
        "back_text": "Trainers",
    }
    return table_response(request, "ui/table_page.html", table, context)


@require_http_methods(["GET", "HEAD", "POST"])
def authorise(request: ActorRequest, trainer_id: int) -> HttpResponse:
    """Authorise somebody for one of the courses that their kind delivers."""
    area = area_of(request)
    trainer = trainers.get_trainer(area.actor, area.id, trainer_id)
    courses = {one.pk: one for one in selectors.courses_to_authorise(trainer, area.on)}
    initial = {"starts_on": area.on, "expires_on": after(area.on, EXTENDED_BY)}
    form = AuthoriseForm(request.POST or None, courses=courses, initial=initial)
    if form.is_valid() and attempt(
        form, services.authorise, by=area.actor, at=clock.now(), trainer=trainer, **form.known
    ):
        said.success(request, f"{trainer.person} is authorised for {form.known['course'].title}.")
        return redirect("office:trainer", trainer_id=trainer.pk)
    kind = trainers.asked_of_trainers(area.id, area.on).kind(trainer.kind)
    intro = f"{kind.title}: {kind.delivers}." if kind.delivers else f"{kind.title}."
    context = {"title": f"Authorise {trainer.person}", "form": form, "submit": "Authorise", "intro": intro}
    return render(request, "ui/form_page.html", context | {"cancel": reverse("office:trainer", args=[trainer.pk])})


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: ActorRequest, authorisation_id: int) -> HttpResponse:
    """Other days for an authorisation."""
    area = area_of(request)
    held = selectors.get_authorisation(area.actor, area.id, authorisation_id)
    initial = {name: getattr(held, name) for name in ("starts_on", "expires_on", "reason")} | {"course": held.course_id}
    form = AuthoriseForm(request.POST or None, courses={held.course_id: held.course}, initial=initial)
    if form.is_valid() and attempt(
        form, services.authorise, by=area.actor, at=clock.now(), trainer=held.trainer, **form.known
    ):
        said.success(request, f"The days for {held.course.title} are changed.")
        return redirect("office:trainer", trainer_id=held.trainer_id)
    context = {"title": f"{held.trainer.person}: {held.course.title}", "form": form, "submit": "Save"}
    return render(request, "ui/form_page.html", context | {"cancel": reverse("office:trainer", args=[held.trainer_id])})


@require_POST
def extend(request: ActorRequest, authorisation_id: int) -> HttpResponse:
    """One press: another year."""
    area = area_of(request)
    held = selectors.get_authorisation(area.actor, area.id, authorisation_id)
    extended = services.extend(by=area.actor, at=clock.now(), on=area.on, authorisation=held)
    until = f" until {day(extended.expires_on)}" if extended.expires_on else ""
    said.success(request, f"{held.trainer.person} is authorised for {held.course.title}{until}.")
    return redirect("office:trainer", trainer_id=held.trainer_id)


@require_POST
def end(request: ActorRequest, authorisation_id: int) -> HttpResponse:
    """One press: it is over."""
    area = area_of(request)
    held = selectors.get_authorisation(area.actor, area.id, authorisation_id)
    services.end(by=area.actor, at=clock.now(), on=area.on, authorisation=held)
    said.success(
        request, f"{held.trainer.person} is no longer authorised for {held.course.title}. Extend it to undo that."
    )
    return redirect("office:trainer", trainer_id=held.trainer_id)
