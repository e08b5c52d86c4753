"""What an agency's words mean: course titles before a preview, and all that is remembered of its lists."""

from typing import Any

from django.contrib import messages as said
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.foundation.imports import selectors as loaded
from goldenthread.kernel import clock
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import not_visible, refuse
from goldenthread.setting.workforce.selectors import imports as selectors
from goldenthread.setting.workforce.services.remembered import forget_remembered
from goldenthread.setting.workforce.terms import STAFF_LIST
from goldenthread.training.records.terms import OUTSIDE
from goldenthread.training.standing.selectors import outside
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.tables import Column, Filter, Table, table_response

from ..forms.imports import CoursesForm, RestForm
from ..importers import IMPORTERS

AT_ONCE = 60
"""Titles asked about on one page; the rest come once these are placed."""


@require_http_methods(["GET", "HEAD", "POST"])
def courses(request: ActorRequest, batch_id: int) -> HttpResponse:
    """Which of our courses each unknown title means, before the preview; it may be skipped."""
    batch = selectors.get_import(request.actor, batch_id)
    importer = IMPORTERS[batch.kind]
    if importer.read_titles is None or importer.map_titles is None:
        return redirect("office:import_columns", batch.pk)
    by, at = request.actor, clock.now()
    titles = importer.read_titles(by=by, at=at, batch=batch)
    ours = [(str(key), one.title) for key, one in outside.our_courses(batch.partnership_id).items()]
    skips = "skip" in request.POST
    form = CoursesForm(None if skips else request.POST or None, titles=titles[:AT_ONCE], courses=ours, outside=OUTSIDE)
    done = form.is_valid() and attempt(form, importer.map_titles, by=by, at=at, batch=batch, chosen=form.chosen)
    if (skips or done) and attempt(form, importer.preview, by=by, at=at, batch=batch):
        return redirect("office:import_preview", batch.pk)
    context = {"title": "Which courses are these?", "form": form, "batch": batch, "more": len(titles) - AT_ONCE}
    context["at_once"] = AT_ONCE
    back = reverse("office:import_columns", args=[batch.pk])
    return render(request, "office/imports_courses.html", context | {"titles": titles, "back": back})


def meanings(actor: Actor) -> dict[str, str]:
    """What the keys that words stand for mean: job roles by key, courses by theirs."""
    areas = {one.partnership_id for one in selectors.agencies_to_load(actor, on=clock.today())}
    found = {str(key): one.title for area in areas for key, one in outside.our_courses(area).items()}
    return found | dict(selectors.job_role_choices()) | {OUTSIDE: "Another provider's course"}


def means(row: loaded.Remembered, words: dict[str, str]) -> str:
    """What a heading or a word means, in words."""
    if row.which == "column":
        titles = {field.key: field.title for field in IMPORTERS[row.kind].fields}
        return titles.get(row.means, "Left out")
    if row.which == "everyone":
        return row.means
    return words.get(row.means, "Something that is no longer here")


def what(row: loaded.Remembered) -> str:
    """Whether it is a column, a job title (one by one, or of everyone) or a course."""
    if row.which == "column":
        return "Column"
    return "Job title" if row.kind == STAFF_LIST else "Course title"


@require_safe
def remembered(request: ActorRequest) -> HttpResponseBase:
    """What the headings and words of an agency's lists have been said to mean."""
    agencies = selectors.agencies_to_load(request.actor, on=clock.today())
    refuse(None if agencies else not_visible("That page"))
    names, words = {one.agency_id: one.name for one in agencies}, meanings(request.actor)
    table = Table(
        caption="Remembered",
        columns=(
            Column(
                "said",
                "In their list",
                order=lambda row: row.said.casefold(),
                link=lambda row: reverse("office:import_forget", args=[row.which, row.id]),
            ),
            Column("what", "What it is", value=what, order=what),
            Column("means", "Means", value=lambda row: means(row, words)),
            Column("kind", "In", value=lambda row: IMPORTERS[row.kind].noun),
            Column("agency", "Agency", value=lambda row: names[row.agency_id], order=lambda row: names[row.agency_id]),
        ),
        rows=loaded.remembered(names),
        filters=(Filter("agency_id", "Agency", sorted(names.items(), key=lambda pair: pair[1])),),
        tie_break=(),
        empty="Nothing is remembered yet. What you say of a list's columns and words is kept here.",
    )
    intro = "The next list of the same agency is read by these. Open one to have it forgotten."
    context: dict[str, Any] = {"title": "Columns and words remembered", "intro": intro}
    return table_response(request, "ui/table_page.html", table, context | {"back": reverse("office:imports")})


@require_http_methods(["GET", "HEAD", "POST"])
def forget(request: ActorRequest, which: str, remembered_id: int) -> HttpResponse:
    """Have one forgotten."""
    agencies = {one.agency_id: one for one in selectors.agencies_to_load(request.actor, on=clock.today())}
    rows = [row for row in loaded.remembered(agencies) if (row.which, row.id) == (which, remembered_id)]
    refuse(None if rows else not_visible("That"))
    row, agency = rows[0], agencies[rows[0].agency_id]
    if request.method == "POST":
        area = agency.partnership_id
        forget_remembered(by=request.actor, at=clock.now(), partnership_id=area, remembered=row)
        said.success(request, f"“{row.said}” is forgotten. The next list asks again.")
        return redirect("office:import_remembered")
    context = {
        "title": f"Forget what “{row.said}” means?",
        "intro": f"For {agency.name} it means: {means(row, meanings(request.actor))}. What was loaded stays as it is.",
        "form": RestForm(),
        "submit": "Forget it",
        "cancel": reverse("office:import_remembered"),
    }
    return render(request, "ui/form_page.html", context)
