"""The partnership's figures on a day gone by: judged by that day's framework, records and posts."""

from datetime import date

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import refuse

from .. import access
from .bulk import worked_out
from .figures import EVERYONE, Filters, Heat, heat_from, partnership_heat
from .plan import plan_in_force


def heat_on(actor: Actor, partnership_id: int, on: date, *, today: date, filters: Filters = EVERYONE) -> Heat:
    """The heat table of today, or of a past day worked out afresh inside the database."""
    if on == today:
        return partnership_heat(actor, partnership_id, on, filters)
    refuse(access.can_see_figures(actor, partnership_id=partnership_id))
    plan = plan_in_force(partnership_id, on)
    with worked_out(plan, on) as table:
        return heat_from(plan, on, filters, table)
