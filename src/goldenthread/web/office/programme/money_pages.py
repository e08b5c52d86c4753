"""The ledger as pages show it: money in pounds on screen, pounds and pence in a file that finance can add up."""

from decimal import Decimal
from typing import Any

from django.urls import reverse

from goldenthread.training.charging.terms import EntryKind, pounds
from goldenthread.web.ui.tables import Column, Filter, Kind


def money(key: str, label: str) -> Column:
    """A sum kept in pence."""

    def pence(row: Any) -> int:
        return int(getattr(row, key))

    return Column(
        key,
        f"{label} (£)",
        Kind.NUMBER,
        value=lambda row: Decimal(pence(row)).scaleb(-2),
        shown=lambda row: pounds(pence(row)),
        order=key,
    )


def who(row: Any) -> str:
    return f"{row.booking.person.family_name}, {row.booking.person.given_name}" if row.booking else ""


def columns(*, for_office: bool) -> tuple[Column, ...]:
    """The ledger's columns. An entry of the office's opens."""
    to_entry = (lambda row: reverse("office:money_entry", args=[row.waives_id or row.pk])) if for_office else None
    agency = Column("agency", "Agency", value="agency.name", order="agency__name")
    payer = Column(
        "payer", "Paid by", value=lambda row: row.payer or (row.agency.name if row.agency else ""), on_screen=False
    )
    own = (agency, payer) if for_office else ()
    return (
        Column("on", "Day", Kind.DATE, order="on"),
        Column("kind", "What for", value=lambda row: EntryKind(row.kind).label, order="kind", link=to_entry),
        *own,
        money("pence", "Sum"),
        Column("person", "Name", value=who, order="booking__person__family_name"),
        Column("event", "Event", value="event.title", order="event__title"),
        Column("places", "Free places", Kind.NUMBER, value=lambda row: row.places or None, order="places"),
        Column("why", "Why"),
        Column("number", "Entry", Kind.NUMBER, value="pk", on_screen=False),
        Column("event_number", "Event number", Kind.NUMBER, value="event_id", on_screen=False),
    )


KIND = Filter("kind", "What for", EntryKind.choices)
SINCE = Filter("since", "From", apply="on__gte", day=True)
UNTIL = Filter("until", "To", apply="on__lte", day=True)


def cards(total: Any) -> list[tuple[str, str, str]]:
    """What all of it comes to."""
    return [
        ("Owed by agencies", pounds(total.owed), f"{pounds(total.charged)} charged, {pounds(-total.waived)} waived"),
        ("Owed by others", pounds(total.paid_by_others), "people and budget holders"),
        ("Free places left", str(total.places_left), f"{total.earned} earned, {total.used} used"),
    ]
