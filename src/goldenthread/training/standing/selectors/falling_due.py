"""Everyone falling due in a period, by name."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from goldenthread.kernel.actor import Actor

from .behind import people_behind
from .tallies import asked_on


def falling_due(
    actor: Actor,
    partnership_id: int,
    start: date,
    end: date,
    *,
    on: date,
    agency_id: int | None = None,
) -> QuerySet[Any]:
    """Everyone whose requirement ends in a period, soonest first, by name: what is required only."""
    asked = [one for one in asked_on(partnership_id, on) if one.counts]
    rows = people_behind(actor, partnership_id, on=on, asked=asked, agency_id=agency_id)
    return rows.filter(valid_until__gte=start, valid_until__lte=end).order_by("valid_until", "person_id", "id")
