"""Charging for the office: the ledger, what each agency owes, one event's money, and waiving."""

from django.contrib import messages as said
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldenthread.kernel import clock
from goldenthread.setting.partnerships.selectors import get_membership
from goldenthread.training.charging import selectors, services
from goldenthread.training.charging.terms import CHARGED, EntryKind, pounds
from goldenthread.training.events.selectors import get_event
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.tables import Column, Filter, Kind, Table, table_response

from ...area import area_of
from .. import money_pages as pages
from ..forms.money import WhyForm

PAGE = "office/programme/money.html"
NOTHING = "Nothing has been charged yet. Say what is charged, and from when."


@require_safe
def ledger(request: ActorRequest) -> HttpResponseBase:
    """Every entry of the ledger, with what all of it comes to."""
    area = area_of(request)
    rows = selectors.ledger(area.actor, area.id)
    totals = selectors.totals(rows)
    agencies = [(one.agency_id, one.agency) for one in totals if one.agency_id]
    table = Table(
        caption="Ledger",
        columns=pages.columns(for_office=True),
        rows=rows,
        filters=(Filter("agency", "Agency", agencies, "agency_id"), pages.KIND, pages.SINCE, pages.UNTIL),
        search=("booking__person__family_name", "booking__person__given_name", "event__title"),
        search_label="Name or event",
        order="-on",
        wide=True,
        empty=NOTHING,
        empty_action=("What is charged", reverse("office:money_policy")),
    )
    context = {
        "title": "Charges",
        "cards": pages.cards(selectors.together(totals)) if totals else [],
        "charges": selectors.policy_on(area.id, area.on)[1],
        "is_ledger": True,
    }
    return table_response(request, PAGE, table, context)


@require_POST
def charge(request: ActorRequest) -> HttpResponse:
    """Write now what the clock would write tonight."""
    area = area_of(request)
    made = services.charge_due(by=area.actor, at=clock.now(), on=area.on, partnership_id=area.id)
    said.success(request, f"{made} entries are new." if made != 1 else "One entry is new.")
    return redirect("office:money")


@require_safe
def agencies(request: ActorRequest) -> HttpResponseBase:
    """What each agency owes and has earned, for any time."""
    area = area_of(request)
    rows = selectors.ledger(area.actor, area.id)
    table = Table(
        caption="Agency by agency",
        columns=(
            Column(
                "agency",
                "Agency",
                order=lambda row: row.agency,
                link=lambda row: reverse("office:money_agency", args=[row.agency_slug]),
            ),
            *(
                pages.money(key, label)
                for key, label in (
                    ("charged", "Charged"),
                    ("waived", "Waived"),
                    ("owed", "Owed"),
                    ("paid_by_others", "Owed by others"),
                )
            ),
            Column("earned", "Free places earned", Kind.NUMBER),
            Column("used", "Used", Kind.NUMBER),
            Column("places_left", "Left", Kind.NUMBER),
        ),
        rows=rows,
        filters=(pages.SINCE, pages.UNTIL),
        tie_break=(),
        empty=NOTHING,
        empty_action=("What is charged", reverse("office:money_policy")),
    )
    return table_response(request, PAGE, totalled(request, table), {"title": "What agencies owe"})


def totalled(request: ActorRequest, table: Table) -> Table:
    """The table's entries as they were narrowed, added up agency by agency."""
    summed = selectors.totals(table.bind(request).narrowed)
    return Table(
        caption=table.caption,
        columns=[
            Column(**{**one.__dict__, "order": one.order if callable(one.order) else None}) for one in table.columns
        ],
        rows=summed,
        filters=[Filter(one.key, one.label, day=True, apply=lambda rows, _: rows) for one in table.filters],
        tie_break=(),
        empty=table.empty,
        empty_action=table.empty_action,
    )


@require_safe
def agency(request: ActorRequest, agency_slug: str) -> HttpResponseBase:
    """One agency's statement."""
    area = area_of(request)
    one = get_membership(area.actor, area.partnership, agency_slug).agency
    rows = selectors.statement(area.actor, area.partnership, one)
    table = Table(
        caption=f"Statement of {one.name}",
        columns=pages.columns(for_office=True),
        rows=rows,
        filters=(pages.KIND, pages.SINCE, pages.UNTIL),
        order="-on",
        wide=True,
        empty="Nothing has been charged to this agency.",
    )
    totals = selectors.together(selectors.totals(rows))
    context = {"title": one.name, "intro": "What the agency owes and has earned.", "cards": pages.cards(totals)}
    return table_response(request, PAGE, table, context)


@require_safe
def event(request: ActorRequest, event_slug: str) -> HttpResponseBase:
    """Everything one event brought into the ledger."""
    area = area_of(request)
    one = get_event(area.actor, area.partnership, event_slug)
    rows = selectors.event_money(area.actor, area.id, one.pk)
    table = Table(
        caption="Entries",
        columns=pages.columns(for_office=True),
        rows=rows,
        filters=(pages.KIND,),
        order="-on",
        wide=True,
        empty="Nothing is charged for this event.",
    )
    context = {"title": one.title, "intro": "The money of this event.", "event": one}
    context["cards"] = pages.cards(selectors.together(selectors.totals(rows)))
    return table_response(request, PAGE, table, context)


@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: ActorRequest, entry_id: int) -> HttpResponse:
    """One charge, what was said of it since, and waiving it or taking that back."""
    area = area_of(request)
    one = selectors.get_entry(area.actor, entry_id)
    since, is_waived = selectors.said_since(one)
    form = WhyForm(request.POST or None)
    verb = services.undo_waiver if is_waived else services.waive
    if form.is_valid():
        why = form.cleaned_data["why"]
        if attempt(form, verb, by=area.actor, at=clock.now(), on=area.on, entry=one, why=why):
            said.success(request, "It is owed again." if is_waived else "It is waived. You can undo this below.")
            return redirect("office:money_entry", entry_id=one.pk)
    context = {
        "title": EntryKind(one.kind).label,
        "entry": one,
        "sum": pounds(one.pence) if one.pence else f"{abs(one.places)} free place{'' if abs(one.places) == 1 else 's'}",
        "who": pages.who(one),
        "since": since,
        "is_waived": is_waived,
        "can_waive": one.kind in CHARGED,
        "form": form,
    }
    return render(request, "office/programme/money_entry.html", context)
