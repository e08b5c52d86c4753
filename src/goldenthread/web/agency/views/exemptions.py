"""Excuse someone from a requirement between two days, with the reason; end it."""

from django.contrib import messages as said
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.kernel import clock
from goldenthread.setting.workforce.selectors import finding
from goldenthread.training.standing import services
from goldenthread.training.standing.selectors.asked import asked_on
from goldenthread.training.standing.selectors.exempted import exemptions, get_exemption
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.tables import Column, Kind, Table, table_response

from ..area import agency_area
from ..forms.records import ExemptForm
from ..forms.staffing import LastDayForm


@require_safe
def exempted(request: ActorRequest, partnership_slug: str, agency_slug: str) -> HttpResponseBase:
    """Who of the agency is excused from what. The partnership's officer grants it."""
    area = agency_area(request, partnership_slug, agency_slug)
    titles = {one.key: one.title for one in asked_on(area.partnership.pk, area.on)}
    table = Table(
        caption="Exemptions",
        columns=(
            Column(
                "person",
                "Name",
                value=lambda row: f"{row.person.family_name}, {row.person.given_name}",
                order=("person__family_name", "person__given_name"),
                link=lambda row: reverse("agency:person", args=[row.person_id]),
            ),
            Column("from", "Excused from", value=lambda row: titles.get(row.requirement_key, row.requirement_key)),
            Column("starts_on", "From", Kind.DATE, order="starts_on"),
            Column("ends_on", "To", Kind.DATE, order="ends_on"),
            Column("reason", "Why"),
            Column("approved_by_name", "Approved by"),
        ),
        rows=exemptions(area.actor, area.partnership.pk, agency_id=area.agency.pk),
        order="-starts_on",
        empty="Nobody here is excused from anything. Ask the partnership's officer, who grants exemptions.",
    )
    intro = "An exemption has a reason, an approver and a last day. The partnership's officer grants it."
    context = area.context("exemptions", title="Exemptions", intro=intro)
    return table_response(request, "agency/page.html", table, context)


@require_http_methods(["GET", "HEAD", "POST"])
def grant(request: ActorRequest, partnership_slug: str, agency_slug: str, person_id: int) -> HttpResponse:
    """Excuse someone."""
    area = agency_area(request, partnership_slug, agency_slug)
    person = finding.get_person(area.actor, person_id, on=area.on)
    asked = [(one.key, one.title) for one in asked_on(area.partnership.pk, area.on) if one.counts]
    form = ExemptForm(request.POST or None, requirements=asked, on=area.on)
    if form.is_valid() and attempt(
        form,
        services.exempt,
        by=area.actor,
        at=clock.now(),
        person=person,
        partnership_id=area.partnership.pk,
        **form.cleaned_data,
    ):
        said.success(request, f"{person} is excused. It ends by itself on its last day.")
        return redirect("agency:person", person_id=person.pk)
    context = {"title": f"Excuse {person}", "form": form, "submit": "Grant the exemption"}
    return render(request, "ui/form_page.html", context | {"cancel": reverse("agency:person", args=[person.pk])})


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: ActorRequest, exemption_id: int) -> HttpResponse:
    """An exemption ends sooner, or later, than it said."""
    on = clock.today()
    found = get_exemption(request.actor, exemption_id)
    form = LastDayForm(request.POST or None, on=on)
    if form.is_valid() and attempt(
        form,
        services.end_exemption,
        by=request.actor,
        at=clock.now(),
        exemption=found,
        ends_on=form.cleaned_data["last_day"],
    ):
        said.success(request, "The exemption's last day is changed.")
        return redirect("agency:person", person_id=found.person_id)
    context = {"title": f"End this exemption of {found.person}", "form": form, "submit": "Set the last day"}
    cancel = reverse("agency:person", args=[found.person_id])
    return render(request, "ui/form_page.html", context | {"cancel": cancel, "intro": found.reason})
