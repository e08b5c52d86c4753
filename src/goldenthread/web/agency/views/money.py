"""What an agency owes for places, and has earned: its own statement."""

from decimal import Decimal

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from goldenthread.training.charging import selectors
from goldenthread.training.charging.terms import EntryKind, pounds
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.tables import Column, Filter, Kind, Table, table_response

from ..area import agency_area

COLUMNS = (
    Column("on", "Day", Kind.DATE, order="on"),
    Column("kind", "What for", value=lambda row: EntryKind(row.kind).label, order="kind"),
    Column("person", "Name", value=lambda row: str(row.booking.person) if row.booking else ""),
    Column("event", "Event", value="event.title", order="event__title"),
    Column(
        "pence",
        "Sum (£)",
        Kind.NUMBER,
        value=lambda row: Decimal(row.pence).scaleb(-2),
        shown=lambda row: pounds(row.pence),
        order="pence",
    ),
    Column("places", "Free places", Kind.NUMBER, value=lambda row: row.places or None, order="places"),
    Column("why", "Why"),
)


@require_safe
def statement(request: ActorRequest, partnership_slug: str, agency_slug: str) -> HttpResponseBase:
    """Every charge that the agency is to pay, what was waived, and its free places."""
    area = agency_area(request, partnership_slug, agency_slug)
    rows = selectors.statement(area.actor, area.partnership, area.agency)
    total = selectors.together(selectors.totals(rows))
    table = Table(
        caption="Statement",
        columns=COLUMNS,
        rows=rows,
        filters=(
            Filter("kind", "What for", EntryKind.choices),
            Filter("since", "From", apply="on__gte", day=True),
            Filter("until", "To", apply="on__lte", day=True),
        ),
        order="-on",
        empty="Nothing has been charged to your agency.",
    )
    intro = (
        f"Your agency owes {pounds(total.owed)}: {pounds(total.charged)} charged, {pounds(-total.waived)} waived. "
        f"Free places left: {total.places_left}."
    )
    return table_response(request, "agency/page.html", table, area.context("money", title="Charges", intro=intro))
