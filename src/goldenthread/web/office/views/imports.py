"""Loading lists: send a file, choose its columns, look at the preview, load it, take it back."""

from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldenthread.foundation.imports import selectors as loaded
from goldenthread.foundation.imports import services as imports
from goldenthread.foundation.imports.terms import LOOKED_AT_FIRST, Outcome, State
from goldenthread.kernel import clock
from goldenthread.kernel.refusal import not_visible, refuse
from goldenthread.setting.workforce.selectors import imports as selectors
from goldenthread.web.ui.exports import export
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.tables import EXPORTS, Column, Filter, Kind, Table, table_response

from ..forms.imports import ApplyForm, ColumnsForm, SheetForm, StartForm
from ..importers import IMPORTERS

if TYPE_CHECKING:
    from goldenthread.foundation.imports.models import Batch

SAYS = {
    Outcome.NEW: "will be added",
    Outcome.CHANGED: "will change",
    Outcome.SAME: "stay as they are",
    Outcome.LEAVER: "will leave",
    Outcome.TO_DECIDE: "wait for you to decide",
    Outcome.ELSEWHERE: "belong to another area",
    Outcome.REFUSED: "are left out, with the reason",
}


def page_of(batch: "Batch") -> str:
    """Where an import goes on, by how far it has got."""
    return {
        State.UPLOADED: "office:import_columns",
        State.MAPPED: "office:import_columns",
        State.PREVIEWED: "office:import_preview",
        State.FAILED: "office:import_preview",
        State.APPLYING: "office:import_progress",
    }.get(State(batch.state), "office:import_result")


SAID = {
    Outcome.NEW: "were added",
    Outcome.CHANGED: "changed",
    Outcome.SAME: "stayed as they were",
    Outcome.LEAVER: "left",
    Outcome.TO_DECIDE: "wait for you to decide",
    Outcome.ELSEWHERE: "belong to another area",
    Outcome.REFUSED: "were left out, with the reason",
}


def outcome_cards(batch: "Batch") -> list[dict[str, Any]]:
    """How many rows end how, each outcome that occurs, with the way to its rows."""
    says = SAID if batch.state == State.APPLIED else SAYS
    marks = {Outcome.REFUSED: "bad", Outcome.LEAVER: "soon", Outcome.TO_DECIDE: "soon", Outcome.NEW: "good"}
    page = reverse(page_of(batch), args=[batch.pk])
    return [
        {
            "label": outcome.label,
            "count": batch.counts[outcome],
            "says": says[outcome],
            "mark": marks.get(outcome, ""),
            "href": f"{page}?rows-outcome={outcome}#rows",
        }
        for outcome in Outcome
        if batch.counts.get(outcome)
    ]


@require_safe
def imports_list(request: ActorRequest) -> HttpResponseBase:
    """Past imports, latest first, and the way to load another."""
    agencies = selectors.agencies_to_load(request.actor, on=clock.today())
    refuse(None if agencies else not_visible("That page"))
    names = {agency.agency_id: agency.name for agency in agencies}
    table = Table(
        caption="Lists loaded",
        columns=(
            Column("file", "File", value="file.name", link=lambda batch: reverse(page_of(batch), args=[batch.pk])),
            Column("agency", "Agency", value=lambda batch: names.get(batch.agency_id, "")),
            Column("kind", "What", value=lambda batch: IMPORTERS[batch.kind].noun),
            Column("state", "State", value=lambda batch: State(batch.state).label, order="state"),
            Column("rows", "Rows in the file", Kind.NUMBER, value="rows_total", order="rows_total"),
            Column("by_name", "By", order="by_name", on_screen=False),
            Column("uploaded_at", "Sent", Kind.DATETIME, order="uploaded_at"),
        ),
        rows=selectors.imports_of(request.actor).filter(kind__in=list(IMPORTERS)),
        filters=(Filter("state", "State", State.choices),),
        empty="No list has been loaded yet.",
    )
    waiting = selectors.possible_matches(request.actor).count()
    by, on = request.actor, clock.today()
    titles = len(selectors.titles_to_map(by, on=on)) + len(selectors.titles_that_kept_a_role(by, on=on))
    context = {"title": "Load lists", "importers": IMPORTERS.values(), "waiting": waiting, "titles": titles}
    return table_response(request, "office/imports_list.html", table, context)


@require_http_methods(["GET", "HEAD", "POST"])
def import_start(request: ActorRequest, kind: str) -> HttpResponse:
    """Which file, for which agency."""
    importer = IMPORTERS.get(kind)
    agencies = selectors.agencies_to_load(request.actor, on=clock.today())
    refuse(None if importer and agencies else not_visible("That page"))
    importer = IMPORTERS[kind]
    form = StartForm(
        request.POST or None,
        request.FILES or None,
        agencies=[(agency.key, agency.name) for agency in agencies],
        has_leavers=importer.has_leavers,
        initial={"as_on": clock.today()},
    )
    if form.is_valid():
        partnership_id, agency_id = form.area
        received = attempt(
            form,
            importer.receive,
            by=request.actor,
            at=clock.now(),
            partnership_id=partnership_id,
            agency_id=agency_id,
            upload=form.cleaned_data["file"],
            is_full_list=form.cleaned_data.get("scope") == "all",
            as_on=form.cleaned_data["as_on"],
        )
        if received.value is not None:
            return redirect("office:import_columns", received.value.pk)
    context = {"title": importer.title, "form": form, "submit": "Continue", "intro": importer.asks}
    return render(request, "ui/form_page.html", context | {"back": reverse("office:imports")})


@require_http_methods(["GET", "HEAD", "POST"])
def import_columns(request: ActorRequest, batch_id: int) -> HttpResponse:
    """What each column holds: guessed, remembered, confirmed."""
    batch = selectors.get_import(request.actor, batch_id)
    importer = IMPORTERS[batch.kind]
    form = ColumnsForm(
        request.POST or None,
        headings=batch.headings,
        samples=batch.samples,
        mapping=batch.mapping,
        fields=importer.fields,
        roles=[title for _, title in selectors.job_role_choices()] if importer.asks_of_everyone else (),
        everyone_is=batch.everyone.get("job_title", ""),
    )
    if form.is_valid():
        by, at = request.actor, clock.now()
        said = {"chosen": form.chosen, **form.said_of_everyone}
        chosen = attempt(form, importer.choose_columns, by=by, at=at, batch=batch, **said)
        if chosen and importer.read_titles and importer.read_titles(by=by, at=at, batch=batch):
            return redirect("office:import_courses", batch.pk)
        if chosen and attempt(form, importer.preview, by=by, at=at, batch=batch):
            return redirect("office:import_preview", batch.pk)
    sheets = SheetForm(sheets=batch.sheets, initial={"sheet": batch.sheet}) if len(batch.sheets) > 1 else None
    context = {"title": "What the columns hold", "form": form, "batch": batch, "sheets": sheets}
    return render(request, "office/imports_columns.html", context | {"back": reverse("office:imports")})


@require_POST
def import_sheet(request: ActorRequest, batch_id: int) -> HttpResponse:
    """Look at another sheet of the workbook."""
    batch = selectors.get_import(request.actor, batch_id)
    form = SheetForm(request.POST, sheets=batch.sheets)
    if form.is_valid():
        choose = IMPORTERS[batch.kind].choose_sheet
        choose(by=request.actor, at=clock.now(), batch=batch, sheet=form.cleaned_data["sheet"])
    return redirect("office:import_columns", batch.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def import_preview(request: ActorRequest, batch_id: int) -> HttpResponseBase:
    """What loading would do; loading it."""
    batch = selectors.get_import(request.actor, batch_id)
    if batch.state not in (State.PREVIEWED, State.FAILED):
        return redirect(page_of(batch), batch.pk)
    importer = IMPORTERS[batch.kind]
    form = ApplyForm(request.POST or None)
    if form.is_valid():
        confirmed = form.cleaned_data["leavers_confirmed"]
        applied = attempt(
            form, importer.apply, by=request.actor, at=clock.now(), batch=batch, leavers_confirmed=confirmed
        )
        if applied.value is not None:
            return redirect(page_of(applied.value), batch.pk)
        batch.refresh_from_db()
    loads = sum(batch.counts.get(outcome, 0) for outcome in (Outcome.NEW, Outcome.CHANGED, Outcome.LEAVER))
    context = {
        "title": "Preview",
        "batch": batch,
        "cards": outcome_cards(batch),
        "form": form,
        "warning": importer.warning(batch),
        "loads": loads,
        "to_mend": loaded.has_rows_to_mend(batch),
        "has_courses": importer.read_titles is not None,
        "back": reverse("office:import_columns", args=[batch.pk]),
    }
    return table_response(request, "office/imports_preview.html", rows_table(batch), context)


def rows_table(batch: "Batch") -> Table:
    """Every row of the file and what becomes of it, those worth a look first."""
    return Table(
        caption="Rows",
        key="rows",
        name=f"{batch.file.name} rows",
        columns=(
            Column("number", "Row", Kind.NUMBER, value=lambda row: row.number or None, order="number"),
            Column("who", "Who", order="who"),
            Column("outcome", "What happens", value=lambda row: Outcome(row.outcome).label, order="outcome"),
            Column("says", "Why", value=why_of),
        ),
        rows=loaded.noted_rows(batch),
        filters=(Filter("outcome", "What happens", [(one.value, one.label) for one in LOOKED_AT_FIRST]),),
        search=("who",),
        search_label="Name",
        empty="No rows.",
    )


def why_of(row: Any) -> str:
    """What a row changes, what is wrong in it, and what to write."""
    faults = [f"{column}: {wrong} {write}".removeprefix(": ").strip() for column, wrong, write in row.faults]
    return " ".join(part for part in (f"{row.says}." if row.says and faults else row.says, *faults) if part)


@require_safe
def import_progress(request: ActorRequest, batch_id: int) -> HttpResponse:
    """How far the loading has got; the page asks again by itself, with or without JavaScript."""
    batch = selectors.get_import(request.actor, batch_id)
    if batch.state != State.APPLYING:
        answer = redirect(page_of(batch), batch.pk)
        if request.headers.get("HX-Request"):
            return HttpResponse(headers={"HX-Redirect": answer["Location"]})
        return answer
    context = {"title": "Loading", "batch": batch, "progress": loaded.progress_of(batch)}
    part = request.headers.get("HX-Request") == "true"
    return render(request, f"office/imports_{'bar' if part else 'progress'}.html", context)


@require_safe
def import_result(request: ActorRequest, batch_id: int) -> HttpResponseBase:
    """What was loaded, what was left out, and the way back."""
    batch = selectors.get_import(request.actor, batch_id)
    if batch.state not in (State.APPLIED, State.UNDONE):
        return redirect(page_of(batch), batch.pk)
    context = {
        "title": "List loaded" if batch.state == State.APPLIED else "List taken back",
        "batch": batch,
        "cards": outcome_cards(batch),
        "to_mend": loaded.has_rows_to_mend(batch),
        "waiting": batch.counts.get(Outcome.TO_DECIDE, 0),
        "titles": titles_left(request, batch),
        "agency": selectors.agency_names({batch.agency_id}).get(batch.agency_id, ""),
        "back": reverse("office:imports"),
    }
    return table_response(request, "office/imports_result.html", rows_table(batch), context)


def titles_left(request: ActorRequest, batch: "Batch") -> int:
    """How many job titles of the agency nobody has placed yet, if its staff list was loaded."""
    if not IMPORTERS[batch.kind].asks_of_everyone:
        return 0
    by, on = request.actor, clock.today()
    left = [*selectors.titles_to_map(by, on=on), *selectors.titles_that_kept_a_role(by, on=on)]
    return sum(row["agency_id"] == batch.agency_id for row in left)


@require_http_methods(["GET", "HEAD", "POST"])
def import_undo(request: ActorRequest, batch_id: int) -> HttpResponse:
    """Take the last import back, after saying what that means or why it cannot be."""
    batch = selectors.get_import(request.actor, batch_id)
    if request.method == "POST":
        IMPORTERS[batch.kind].undo(by=request.actor, at=clock.now(), batch=batch)
        messages.success(request, "The list was taken back. Everything is as it was before it.")
        return redirect("office:import_result", batch.pk)
    why_not = imports.why_not_taken_back(batch)
    context = {"title": "Take this list back", "batch": batch, "why_not": why_not, "cards": outcome_cards(batch)}
    return render(
        request, "office/imports_undo.html", context | {"back": reverse("office:import_result", args=[batch.pk])}
    )


@require_POST
def import_abandon(request: ActorRequest, batch_id: int) -> HttpResponse:
    """Give up an import that has not been loaded."""
    batch = selectors.get_import(request.actor, batch_id)
    imports.abandon(by=request.actor, at=clock.now(), batch=batch)
    messages.success(request, "That file was put away. Nothing of it was loaded.")
    return redirect("office:imports")


@require_POST
def import_retry(request: ActorRequest, batch_id: int) -> HttpResponse:
    """Take up an import that was cut short: nothing of it was written."""
    batch = selectors.get_import(request.actor, batch_id)
    if batch.state != State.APPLYING:  # leavers were confirmed when it was first taken up, and only then
        return redirect(page_of(batch), batch.pk)
    applied = IMPORTERS[batch.kind].apply(by=request.actor, at=clock.now(), batch=batch, leavers_confirmed=True)
    return redirect(page_of(applied), batch.pk)


def cell_of(at: int, row: Any) -> str:
    """A cell of a row as it came."""
    return str(row.cells[at])


@require_safe
def import_errors(request: ActorRequest, batch_id: int, form: str) -> HttpResponseBase:
    """The rows to put right: each as it came, with what is wrong and what to write instead."""
    refuse(None if form in EXPORTS else not_visible("That file"))
    batch = selectors.get_import(request.actor, batch_id)
    columns = [
        Column("number", "Row", Kind.NUMBER),
        *(Column(f"cell{at}", name, value=partial(cell_of, at)) for at, name in enumerate(batch.headings)),
        Column("wrong", "What is wrong"),
        Column("write", "What to write instead"),
    ]
    return export(form, columns, loaded.rows_to_mend(batch), f"{batch.file.name} rows to put right", clock.today())
