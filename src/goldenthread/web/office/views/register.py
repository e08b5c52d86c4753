"""The establishment register: each school and college reached, covered, and led (B09, B10)."""

from typing import Any

from django.contrib import messages as said
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.kernel import clock
from goldenthread.kernel.periods import add_months
from goldenthread.setting.partnerships.selectors import get_membership
from goldenthread.setting.partnerships.terms import AgencyKind, ReportsBy
from goldenthread.setting.workforce.selectors.establishments import Register, register
from goldenthread.setting.workforce.services.establishments import log_contact
from goldenthread.training.standing.selectors.figures import partnership_heat
from goldenthread.web.ui.columns import day
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.tables import Column, Filter, Kind, Table, table_response

from ..area import Area, area_of
from ..forms.register import ContactForm

LEVELS = (("yes", "Has a designated lead"), ("no", "Has none"))
REACHED = (("yes", "Reached in the last year"), ("no", "Not reached in the last year"))


def kind_of(one: Any) -> str:
    """What kind of establishment it is, in words."""
    return str(AgencyKind(one.agency.kind).label)


def leads_of(one: Any) -> str:
    """Who leads on safeguarding there; said so where nobody does."""
    return ", ".join(str(duty.person) for duty in one.leads) or "Nobody named"


def table_of(area: Area, found: Register) -> Table:
    """Every establishment with its leads, its last contact and how much of its training is held."""
    stands = {row.agency_id: row.total.share_met for row in partnership_heat(area.actor, area.id, area.on).rows}
    year_ago = add_months(area.on, -12)

    def reached(one: Any) -> str:
        return "yes" if one.last_contact_on and one.last_contact_on >= year_ago else "no"

    def covered(one: Any) -> Any:
        share = stands.get(one.agency.pk)
        return share if share and share.whole else None

    return Table(
        caption="Establishments",
        columns=(
            Column(
                "name",
                "Establishment",
                value="agency.name",
                order=lambda one: one.agency.name,
                link=lambda one: reverse("office:establishment", args=[one.agency.slug]),
            ),
            Column("kind", "Kind", value=kind_of, order=kind_of),
            Column("number", "Number", value="agency.number", on_screen=False),
            Column(
                "leads",
                "Designated lead",
                value=leads_of,
            ),
            Column(
                "last_contact_on",
                "Last contact",
                Kind.DATE,
                order=lambda one: one.last_contact_on,
                shown=lambda one: day(one.last_contact_on) if one.last_contact_on else "Not yet",
            ),
            Column("covered", "Training held", Kind.SHARE, value=covered, order=covered, heat=True),
            Column("reports", "How it reports", value=lambda one: ReportsBy(one.reports_by).label),
        ),
        rows=found.establishments,
        search=("agency.name",),
        search_label="Name",
        filters=(
            Filter("led", "Designated lead", LEVELS, lambda rows, v: [r for r in rows if r.has_lead == (v == "yes")]),
            Filter("reached", "Contact", REACHED, lambda rows, v: [r for r in rows if reached(r) == v]),
        ),
        order="name",
        tie_break=(),
        empty="No school, college or early years setting is registered yet.",
        empty_action=("Add one", reverse("setup:new_agency", args=[area.partnership.slug])),
    )


@require_safe
def establishments(request: ActorRequest) -> HttpResponseBase:
    """The register, opening with what is missing."""
    area = area_of(request)
    found = register(area.actor, area.id, on=area.on)
    without = [one for one in found.establishments if not one.has_lead]
    recent = register(area.actor, area.id, on=area.on, since=add_months(area.on, -12)).reached
    context = {
        "title": "Schools and colleges",
        "reached": recent,
        "led": found.led,
        "without": len(without),
        "not_reached": recent.whole - recent.part,
    }
    return table_response(request, "office/register.html", table_of(area, found), context)


@require_safe
def establishment(request: ActorRequest, agency_slug: str) -> HttpResponseBase:
    """One establishment: its contact log, and who leads."""
    area = area_of(request)
    membership = get_membership(area.actor, area.partnership, agency_slug)
    found = register(area.actor, area.id, on=area.on).establishments
    one = next((one for one in found if one.agency.pk == membership.agency_id), None)
    table = Table(
        caption="Contact log",
        columns=(
            Column("made_on", "Day", Kind.DATE, order=lambda made: made.made_on),
            Column("how", "How"),
            Column("spoke_to", "With whom"),
            Column("outcome", "What came of it"),
        ),
        rows=one.contacts if one else (),
        order="-made_on",
        tie_break=(),
        empty="No contact has been written down yet.",
        empty_action=("Log contact", reverse("office:log_contact", args=[agency_slug])),
        name=f"contact with {membership.agency.name}",
    )
    context = {
        "title": membership.agency.name,
        "agency": membership.agency,
        "partnership_slug": area.partnership.slug,
        "one": one,
        "back": reverse("office:register"),
        "back_text": "Schools and colleges",
    }
    return table_response(request, "office/establishment.html", table, context)


@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: ActorRequest, agency_slug: str) -> HttpResponse:
    """Write down that an establishment was reached."""
    area = area_of(request)
    membership = get_membership(area.actor, area.partnership, agency_slug)
    form = ContactForm(request.POST or None, initial={"made_on": area.on})
    if form.is_valid() and attempt(
        form,
        log_contact,
        by=area.actor,
        at=clock.now(),
        partnership=area.partnership,
        agency=membership.agency,
        **form.cleaned_data,
    ):
        said.success(request, "The contact is logged.")
        return redirect("office:establishment", agency_slug=agency_slug)
    context = {"title": f"Log contact with {membership.agency.name}", "form": form, "submit": "Log it"}
    cancel = reverse("office:establishment", args=[agency_slug])
    return render(request, "ui/form_page.html", context | {"cancel": cancel})
