"""What loading lists leaves for a person: possible matches to decide, job titles to map."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldenthread.kernel import clock
from goldenthread.kernel.refusal import refuse
from goldenthread.setting.workforce import access
from goldenthread.setting.workforce.selectors import imports as selectors
from goldenthread.setting.workforce.services.job_roles import map_title
from goldenthread.setting.workforce.services.matches import decide_match, reopen_match
from goldenthread.setting.workforce.terms import MatchDecision
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.tables import Column, Filter, Kind, Table, table_response, tables_response

from ..forms.imports import TitleForm


@require_safe
def matches(request: ActorRequest) -> HttpResponseBase:
    """Rows of lists that may be somebody known already."""
    refuse(access.can_load_lists(request.actor))
    table = Table(
        caption="Possible matches",
        columns=(
            Column("name", "In the list", order="name", link=lambda row: reverse("office:import_match", args=[row.pk])),
            Column("job_title", "Job title", order="job_title"),
            Column("person", "May be", value=lambda row: str(row.person)),
            Column("why", "Why it is asked"),
            Column("agency", "Agency", value="agency.name", order="agency__name"),
            Column("file", "From the file", value="batch.file.name", order="batch__file__name"),
            Column("raised_at", "Since", Kind.DATETIME, order="raised_at"),
        ),
        rows=selectors.possible_matches(request.actor),
        search=("name", "person__family_name"),
        search_label="Name",
        empty="Nothing waits for you: every row was certain.",
    )
    intro = "Nobody is joined to anybody until you say so. Your answer holds for this agency's next lists too."
    context = {"title": "Possible matches", "intro": intro, "back": reverse("office:imports")}
    return table_response(request, "office/imports_matches.html", table, context)


@require_safe
def decided(request: ActorRequest) -> HttpResponseBase:
    """What was decided of rows that might be somebody known: each answer can be taken back."""
    refuse(access.can_load_lists(request.actor))
    table = Table(
        caption="Decided before",
        columns=(
            Column("name", "In the list", order="name", link=lambda row: reverse("office:import_match", args=[row.pk])),
            Column("person", "Might have been", value=lambda row: str(row.person)),
            Column("decided", "Answer", value=lambda row: MatchDecision(row.decided).label, order="decided"),
            Column("agency", "Agency", value="agency.name", order="agency__name"),
            Column("decided_at", "On", Kind.DATETIME, order="decided_at"),
        ),
        rows=selectors.decided_matches(request.actor),
        search=("name", "person__family_name"),
        search_label="Name",
        empty="Nothing has been decided yet.",
    )
    intro = "An answer holds for the agency's next lists. Open one to take it back."
    context = {"title": "Possible matches decided", "intro": intro, "back": reverse("office:import_matches")}
    return table_response(request, "ui/table_page.html", table, context)


@require_POST
def reopen(request: ActorRequest, match_id: int) -> HttpResponse:
    """Take an answer back."""
    found = selectors.get_possible_match(request.actor, match_id)
    reopen_match(by=request.actor, at=clock.now(), match=found)
    messages.success(request, "Your answer is taken back. What was loaded stays as it is.")
    return redirect("office:import_match", match_id)


@require_http_methods(["GET", "HEAD", "POST"])
def match(request: ActorRequest, match_id: int) -> HttpResponse:
    """One of them side by side, and the decision."""
    found = selectors.get_possible_match(request.actor, match_id)
    if request.method == "POST" and request.POST.get("answer") in ("same", "different"):
        is_same = request.POST["answer"] == "same"
        decide_match(by=request.actor, at=clock.now(), match=found, is_same=is_same)
        said = "They are the same person." if is_same else "They are two people."
        messages.success(request, f"{said} Load the list again to take the row up.")
        return redirect("office:import_matches")
    known = selectors.known_of(found, on=clock.today())
    is_open = found.decided == MatchDecision.OPEN
    said = "" if is_open else MatchDecision(found.decided).label
    context = {"title": "Is this the same person?", "said": said, "match": found, "known": known}
    return render(request, "office/imports_match.html", context | {"back": reverse("office:import_matches")})


@require_safe
def titles(request: ActorRequest) -> HttpResponseBase:
    """Job titles for which no job role is known; apart, those whose holders keep an earlier role until then."""
    refuse(access.can_load_lists(request.actor))
    by, on = request.actor, clock.today()
    without = titles_table("Job titles to place", selectors.titles_to_map(by, on=on))
    kept = titles_table("Titles that keep an earlier role", selectors.titles_that_kept_a_role(by, on=on), KEPT)
    context = {"title": "Job titles to place", "back": reverse("office:imports")}
    return tables_response(request, "office/imports_titles.html", {"table": without, "kept": kept}, context)


KEPT = Column(
    "role",
    "Until it is placed",
    value=lambda row: f"keeps the role {row['job_role__title']}",
    order=lambda row: row["job_role__title"].casefold(),
)


def titles_table(caption: str, found: Any, *more: Column) -> Table:
    """Job titles by agency, with how many people hold each; with `more` columns it is the second of the page."""
    rows: list[Any] = list(found)
    return Table(
        caption=caption,
        key="kept" if more else "",
        columns=(
            Column("job_title", "Job title", order=lambda row: row["job_title"].casefold(), link=link_to_title),
            Column("agency", "Agency", value="agency__name", order=lambda row: row["agency__name"]),
            *more,
            Column("people", "People", Kind.NUMBER, order=lambda row: row["people"]),
        ),
        rows=rows,
        filters=(
            Filter("agency", "Agency", sorted({(row["agency_id"], row["agency__name"]) for row in rows}), "agency_id"),
        ),
        order="-people",
        tie_break=(),
        empty="Every job title has its job role.",
    )


def link_to_title(row: Any) -> str:
    """The page that places one title."""
    asked = {"agency": row["agency_id"], "partnership": row["partnership_id"], "job_title": row["job_title"]}
    return f"{reverse('office:import_title')}?{urlencode(asked)}"


@require_http_methods(["GET", "HEAD", "POST"])
def title(request: ActorRequest) -> HttpResponse:
    """Say what one title means."""
    refuse(access.can_load_lists(request.actor))
    asked = {name: request.GET.get(name, "") for name in ("agency", "partnership", "job_title")}
    form = TitleForm(request.POST or None, roles=selectors.job_role_choices(), initial=asked)
    if form.is_valid():
        said = form.cleaned_data
        done = attempt(
            form,
            map_title,
            by=request.actor,
            at=clock.now(),
            on=clock.today(),
            partnership_id=said["partnership"],
            agency_id=said["agency"],
            job_title=said["job_title"],
            job_role_key=said["job_role"],
        )
        if done:
            people = "1 person" if done.value == 1 else f"{done.value:,} people"
            messages.success(request, f"{said['job_title']} is placed, for {people}.")
            return redirect("office:import_titles")
    heading = f"What is a {form['job_title'].value() or 'title'}?"
    context = {"title": heading, "form": form, "submit": "Place this title", "back": reverse("office:import_titles")}
    return render(request, "ui/form_page.html", context)
