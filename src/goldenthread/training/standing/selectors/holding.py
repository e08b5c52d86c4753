"""How long one piece of completed learning holds, by what the frameworks ask."""

from collections.abc import Iterable
from datetime import date

from goldenthread.kernel.periods import FOREVER

from ..models import Standing
from ..rules.evaluation import Completion, valid_until
from .plan import plan_in_force

__all__ = ["Completion", "holds_until"]


def holds_until(partnership_id: int, completion: Completion, people: Iterable[int], on: date) -> dict[int, date | None]:
    """By person, the last day on which this learning by itself meets what is asked; None where nothing says an end.

    What is asked of the person goes before what the same learning meets for others; of several, the earliest end.
    """
    plan = plan_in_force(partnership_id, on)
    ends: dict[int, date] = {}
    for row_id, asked in plan.asked.items():
        alone = valid_until(asked.rule, [completion], plan.book)
        if alone is not None and valid_until(asked.rule, [], plan.book) is None:
            ends[row_id] = alone
    mine: dict[int, list[date]] = {person: [] for person in people}
    rows = Standing.objects.filter(person_id__in=list(mine), requirement_id__in=list(ends))
    for person, requirement in rows.values_list("person_id", "requirement_id"):
        mine[person].append(ends[requirement])
    found: dict[int, date | None] = {}
    for person, days in mine.items():
        end = min(days or list(ends.values()), default=None)
        found[person] = None if end == FOREVER else end
    return found
