"""Everyone falling due in a period, by name."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from goldenthread.kernel.actor import Actor

from .. import access
from ..models import Standing
from .asked import Asked, asked_on


def falling_due(
    actor: Actor,
    partnership_id: int,
    start: date,
    end: date,
    *,
    on: date,
    asked: Sequence[Asked] | None = None,
) -> QuerySet[Any]:
    """Everyone whose requirement ends in a period, soonest first, by name: what is required only.

    `asked` spares asking again what is in force, where the caller knows it.
    """
    counted = [one for one in (asked_on(partnership_id, on) if asked is None else asked) if one.counts]
    rows = Standing.objects.filter(access.visible_to(actor, on=on), partnership_id=partnership_id)
    rows = rows.filter(applies_from__lte=on, applies_until__gte=on, valid_until__gte=start, valid_until__lte=end)
    rows = rows.filter(requirement_id__in=[row for one in counted for row in one.row_ids])
    return rows.select_related("person", "agency").order_by("valid_until", "person_id", "id")
