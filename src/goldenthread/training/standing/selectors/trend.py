"""The last twelve quarters, from figures kept at each quarter's end."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Sum

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.periods import add_months
from goldenthread.kernel.refusal import refuse

from .. import access
from ..models import QuarterFigure
from ..terms import Tally
from .bulk import worked_out
from .figures import EVERYONE, Filters, columns_of, heat_from
from .forecast import quarter_of
from .plan import plan_in_force

QUARTERS = 12
COUNTS = ("met", "due", "overdue", "exempt", "induction", "never", "verified")


@dataclass(frozen=True)
class Point:
    """How the partnership stood at the end of a quarter; the last is today, and still moving."""

    on: date
    tally: Tally


def quarter_ends(on: date, count: int = QUARTERS) -> list[date]:
    """The last days of the quarters that have ended by the day, oldest first."""
    first = quarter_of(on + timedelta(days=1))
    return [add_months(first, -3 * i) - timedelta(days=1) for i in reversed(range(count))]


def trend(
    actor: Actor,
    partnership_id: int,
    on: date,
    *,
    agency_id: int | None = None,
    requirement_key: str = "",
    filters: Filters = EVERYONE,
) -> tuple[Point, ...]:
    """How the share met went over the last twelve quarters, and stands today. Three queries and today's."""
    if agency_id is None:
        refuse(access.can_see_figures(actor, partnership_id=partnership_id))
    else:
        refuse(access.can_see_agency(actor, agency_id=agency_id, partnership_id=partnership_id))
        filters = Filters(agency_ids=(agency_id,), weight=filters.weight)
    kept = QuarterFigure.objects.filter(partnership_id=partnership_id, ends_on__in=quarter_ends(on))
    if filters.agency_ids:
        kept = kept.filter(agency_id__in=filters.agency_ids)
    if requirement_key:
        kept = kept.filter(requirement_key=requirement_key)
    sums = kept.values("ends_on").annotate(**{f"all_{name}": Sum(name) for name in COUNTS}).order_by("ends_on")
    rows: Any = sums
    points = [Point(row["ends_on"], Tally(**{name: row[f"all_{name}"] for name in COUNTS})) for row in rows]
    heat = heat_from(plan_in_force(partnership_id, on), on, filters)
    today = sum(
        (tally for key, tally in heat.totals.items() if requirement_key in ("", key)),
        Tally(),
    )
    return (*points, Point(on, today))


def figures_as_at(partnership_id: int, on: date) -> dict[tuple[int, str], Tally]:
    """Every agency's figures on a day, worked out: what a kept quarter must equal."""
    plan = plan_in_force(partnership_id, on)
    if not columns_of(plan):
        return {}
    with worked_out(plan, on) as table:
        heat = heat_from(plan, on, EVERYONE, table)
    found: dict[tuple[int, str], Tally] = defaultdict(Tally)
    for row in heat.rows:
        for key, tally in row.cells.items():
            found[(row.agency_id, key)] = tally
    return dict(found)
