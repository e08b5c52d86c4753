"""Compare a version with what it follows, see whom it moves, and let it take force on a day."""

from django.contrib import messages as said
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.kernel import clock
from goldenthread.setting.frameworks import selectors, services
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.tables import Column, Filter, Table, table_response

from ...area import area_of
from ...clauses import PARTS
from ...forms.framework import ReasonForm

PART_NAMES = {key: title for key, title, _ in PARTS} | {"framework": "The framework itself"}
KINDS = (("added", "Added"), ("changed", "Changed"), ("gone", "Gone"))


@require_safe
def compare(request: ActorRequest, version_id: int) -> HttpResponseBase:
    """What a version says otherwise than the one it follows, clause by clause."""
    area = area_of(request)
    found = selectors.get_version(area.actor, version_id)
    earlier = selectors.before(found)
    changes = selectors.differences(earlier, found) if earlier else []
    table = Table(
        caption="Clauses added, changed and gone",
        columns=(
            Column("title", "Clause", order=lambda one: one.title),
            Column("section", "Part", value=lambda one: PART_NAMES.get(one.section, one.section)),
            Column("kind", "What", value=lambda one: dict(KINDS)[one.kind.value], order=lambda one: one.kind.value),
            Column(
                "fields",
                "Before and after",
                value=lambda one: "; ".join(f"{f.what}: {f.before or '–'} → {f.after or '–'}" for f in one.fields),
            ),
        ),
        rows=changes,
        filters=(Filter("kind", "What", KINDS, "kind.value"),),
        empty="This version says exactly what the one before it says." if earlier else "It is the first of its kind.",
        tie_break=(),
        per_page=100,
    )
    context = {
        "title": "What changes",
        "version": found,
        "earlier": earlier,
        "counts": [(words, sum(one.kind.value == kind for one in changes)) for kind, words in KINDS],
        "clause_count": len(changes),
        "back": reverse("office:framework", args=[found.pk]),
        "is_draft": found.takes_force_on is None,
    }
    return table_response(request, "office/frameworks/compare.html", table, context)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: ActorRequest, version_id: int) -> HttpResponse:
    """Make a planned version a draft again."""
    area = area_of(request)
    found = selectors.get_version(area.actor, version_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid() and attempt(
        form,
        services.withdraw_planned,
        by=area.actor,
        at=clock.now(),
        version=found,
        on=area.on,
        reason=form.cleaned_data["reason"],
    ):
        said.success(request, "The version is withdrawn. It is a draft again and affects nobody.")
        return redirect("office:framework", version_id=found.pk)
    context = {
        "title": "Withdraw this version?",
        "intro": f"{found.title}, version {found.number}. It becomes a draft again; what is in force stays so.",
        "form": form,
        "submit": "Withdraw it",
        "cancel": reverse("office:framework", args=[found.pk]),
    }
    return render(request, "ui/form_page.html", context)
