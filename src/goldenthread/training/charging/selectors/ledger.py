"""The ledger: every entry, what each agency owes, one event's money, one agency's statement."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, F, IntegerField, Q, QuerySet, Sum, Value, When

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refused, not_visible, refuse
from goldenthread.setting.partnerships.models import Agency, Partnership

from .. import access
from ..models import Entry
from ..terms import AgencyTotal, EntryKind
from .working import is_waived, waivers_of


def ledger(actor: Actor, partnership_id: int) -> QuerySet[Entry]:
    """Every entry of a partnership that the actor may read, the latest first."""
    found = Entry.objects.filter(access.visible_to(actor), partnership_id=partnership_id)
    return found.select_related("agency", "event", "booking__person", "waives").order_by("-on", "-pk")


def get_entry(actor: Actor, entry_id: int) -> Entry:
    """One entry that the actor may read."""
    rows = Entry.objects.filter(access.visible_to(actor), pk=entry_id)
    found = rows.select_related("agency", "event", "booking__person", "partnership").first()
    if found is None:
        raise Refused(not_visible("This entry"))
    return found


def said_since(entry: Entry) -> tuple[list[Entry], bool]:
    """What was said of an entry after it was written, and whether it is waived now."""
    chain = waivers_of([entry])[entry.pk]
    return chain, is_waived(chain)


def statement(actor: Actor, partnership: Partnership, agency: Agency) -> QuerySet[Entry]:
    """What one agency owes and has earned; not what its people pay themselves."""
    refuse(access.can_read_statement(actor, partnership, agency))
    return ledger(actor, partnership.pk).filter(agency=agency, payer="")


def event_money(actor: Actor, partnership_id: int, event_id: int) -> QuerySet[Entry]:
    """Everything that one event brought into the ledger."""
    refuse(access.can_keep(actor, partnership_id))
    return ledger(actor, partnership_id).filter(event_id=event_id)


def _when(condition: Any, field: str = "pence") -> Sum:
    return Sum(Case(When(condition, then=F(field)), default=Value(0), output_field=IntegerField()))


def totals(entries: QuerySet[Entry]) -> list[AgencyTotal]:
    """What these entries come to, agency by agency. One query."""
    own = Q(payer="")
    is_waiver = Q(kind=EntryKind.WAIVER)
    rows = (
        entries.order_by()
        .values("agency_id", "agency__name", "agency__slug")
        .annotate(
            charged=_when(own & ~is_waiver),
            waived=_when(own & is_waiver),
            paid_by_others=_when(~own),
            earned=_when(Q(kind=EntryKind.PLACES_EARNED), "places"),
            moved=_when(~Q(kind=EntryKind.PLACES_EARNED), "places"),
        )
        .order_by("agency__name")
    )
    return [
        AgencyTotal(
            agency_id=row["agency_id"],
            agency=row["agency__name"] or "No agency",
            agency_slug=row["agency__slug"] or "",
            charged=row["charged"],
            waived=row["waived"],
            paid_by_others=row["paid_by_others"],
            earned=row["earned"],
            used=-row["moved"],
        )
        for row in rows
    ]


def together(found: Iterable[AgencyTotal]) -> AgencyTotal:
    """All agencies together."""
    rows = list(found)
    return AgencyTotal(
        agency_id=None,
        agency="All agencies",
        agency_slug="",
        charged=sum(one.charged for one in rows),
        waived=sum(one.waived for one in rows),
        paid_by_others=sum(one.paid_by_others for one in rows),
        earned=sum(one.earned for one in rows),
        used=sum(one.used for one in rows),
    )
