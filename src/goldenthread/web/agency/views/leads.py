"""Designated leads of an agency, with both their clocks (B10)."""

from typing import Any

from django.http import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from goldenthread.setting.workforce.terms import DutyKind
from goldenthread.training.standing.selectors.designated import Clock, clocks_of, designated_leads
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.status import status_tag
from goldenthread.web.ui.tables import Column, Kind, Table, table_response

from ..area import agency_area


def clock_columns(clock: Clock) -> tuple[Column, Column]:
    """Where each lead stands on one clock, and until when it holds."""

    def standing(lead: Any) -> str:
        line = lead.clocks.get(clock.key)
        return line.status.value if line else ""

    def until(lead: Any) -> Any:
        line = lead.clocks.get(clock.key)
        return line.due_on if line else None

    return (
        Column(
            f"{clock.key}-status",
            clock.title,
            Kind.STATUS,
            value=standing,
            shown=lambda lead: status_tag(standing(lead)) if standing(lead) else "–",
        ),
        Column(f"{clock.key}-until", f"{clock.title}: due", Kind.DATE, value=until, order=until),
    )


@require_safe
def leads(request: ActorRequest, partnership_slug: str, agency_slug: str) -> HttpResponseBase:
    """Who is designated lead or deputy, and when their training and their yearly update fall due."""
    area = agency_area(request, partnership_slug, agency_slug)
    found = designated_leads(area.actor, area.partnership.pk, on=area.on, agency_id=area.agency.pk)
    clocks = [column for clock in clocks_of(area.partnership.pk, area.on) for column in clock_columns(clock)]
    columns = (
        Column(
            "person",
            "Name",
            value=lambda lead: str(lead.duty.person),
            order=lambda lead: lead.duty.person.family_name,
            link=lambda lead: reverse("agency:person", args=[lead.duty.person_id]),
        ),
        Column("kind", "Duty", value=lambda lead: DutyKind(lead.duty.kind).label),
        Column("since", "Since", Kind.DATE, value="duty.starts_on", order=lambda lead: lead.duty.starts_on),
        *clocks,
    )
    table = Table(
        caption="Designated leads and deputies",
        columns=columns,
        rows=found,
        tie_break=(),
        empty=f"{area.agency.name} has no designated lead on the list.",
        empty_action=("Find the person and give them the duty", area.url("people")),
        name=f"designated leads of {area.agency.name}",
    )
    intro = "Two clocks run for each: the training itself, and the update at least every year."
    context = area.context("leads", title="Designated leads", intro=intro)
    return table_response(request, "agency/page.html", table, context)
