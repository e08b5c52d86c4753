"""Applications that the office has to look at: held ones with their reasons, approvals nobody gives, leavers."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.kernel import clock
from goldenthread.setting.workforce.selectors import finding
from goldenthread.training.bookings import selectors
from goldenthread.training.events.selectors import get_event
from goldenthread.web.ui.addresses import numbered
from goldenthread.web.ui.applying import BECAME, begin
from goldenthread.web.ui.booking import SEARCH, booking_columns
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.tables import Column, Kind, Table, tables_response

from ...area import area_of
from ..forms.bookings import FindPersonForm
from .booking import said_success

MOST = 30


def one(booking: Any) -> str:
    return numbered("office:booking", booking.pk)


def approver_said(booking: Any) -> str:
    """Who is asked: by name, by role, or nobody."""
    approval = booking.approval
    return approval.approver_name or approval.approver_role or "Nobody is named: ask by telephone"


@require_safe
def applications(request: ActorRequest) -> HttpResponseBase:
    """What waits for the office, the earliest first."""
    area = area_of(request)
    person, event, starts_at, *_ = booking_columns(one)
    agency = Column("agency", "Agency", value="agency.name", order="agency__name")
    held = Table(
        caption="Held for a decision",
        key="held",
        columns=(
            person,
            agency,
            event,
            starts_at,
            Column("why_held", "Why", value=lambda row: " ".join(row.why_held)),
            Column("applied_at", "Applied", Kind.DATETIME, order="applied_at"),
        ),
        rows=selectors.held_in(area.actor, area.id),
        search=SEARCH,
        empty="No application is held.",
        name="applications held",
    )
    approvals = Table(
        caption="Waiting for approval",
        key="approvals",
        columns=(
            person,
            agency,
            event,
            Column("approver", "Who is asked", value=approver_said),
            Column("email", "At", value=lambda row: row.approval.approver_email or "No address"),
            Column("asked_at", "Since", Kind.DATETIME, value="approval.asked_at", order="approval__asked_at"),
            Column("reminders", "Reminded", Kind.NUMBER, value="approval.reminders", order="approval__reminders"),
        ),
        rows=selectors.stuck_approvals(area.actor, area.id),
        search=SEARCH,
        empty="Nothing waits for approval.",
        name="approvals waiting",
    )
    leavers = Table(
        caption="Booked by people who have left",
        key="leavers",
        columns=(person, agency, event, starts_at),
        rows=selectors.of_leavers(area.actor, area.id, at=clock.now()),
        empty="Nobody who left holds a booking.",
        name="bookings of leavers",
    )
    tables = {"held": held, "approvals": approvals, "leavers": leavers}
    return tables_response(request, "office/programme/bookings_applications.html", tables, {"title": "Applications"})


@require_safe
def find(request: ActorRequest, slug: str) -> HttpResponse:
    """Whose application it is, that came on paper or by telephone."""
    area = area_of(request)
    event = get_event(area.actor, area.partnership, slug)
    form = FindPersonForm(request.GET if "q" in request.GET else None)
    posts: list[Any] = []
    if form.is_valid():
        rows = finding.held_on(finding.posts_in(area.actor, on=area.on, partnership_id=area.id), area.on)
        posts = list(finding.named(rows, form.cleaned_data["q"]).order_by(*finding.BY_NAME)[:MOST])
    context = {"title": "Book on behalf of somebody", "event": event, "form": form, "posts": posts}
    back = reverse("office:event", args=[slug])
    return render(request, "office/programme/bookings_find.html", {**context, "back": back, "back_text": event.title})


@require_http_methods(["GET", "HEAD", "POST"])
def book(request: ActorRequest, slug: str, person_id: int) -> HttpResponse:
    """Key an application as it came; whoever approves is still asked, where the framework asks it."""
    area = area_of(request)
    event = get_event(area.actor, area.partnership, slug)
    person = finding.get_person(area.actor, person_id, on=area.on)
    applying = begin(area.actor, event, person, request.POST if request.method == "POST" else None)
    sent = applying.send(clock.now()) if request.method == "POST" else None
    if sent and sent.value is not None:
        said_success(request, f"{person}: {BECAME[sent.value.state]}")
        return redirect("office:booking", booking_id=sent.value.pk)
    back = reverse("office:booking_find", args=[slug])
    return render(request, "ui/apply.html", {**applying.context, "who": "They", "back": back, "back_text": "Back"})
