"""The partnership's figures on a day gone by: judged by that day's framework, records and posts."""

from datetime import date

from django.db import transaction

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import refuse

from .. import access
from .bulk import BulkStanding, drop_temporary
from .figures import Filters, Heat, heat_from, partnership_heat
from .plan import plan_in_force

AS_AT = "gt_as_at"
ALL = Filters()


def heat_on(actor: Actor, partnership_id: int, on: date, *, today: date, filters: Filters = ALL) -> Heat:
    """The heat table of today, or of a past day worked out afresh inside the database."""
    if on == today:
        return partnership_heat(actor, partnership_id, on, filters)
    refuse(access.can_see_figures(actor, partnership_id=partnership_id))
    plan = plan_in_force(partnership_id, on)
    with transaction.atomic():
        BulkStanding(plan, on, only_its_people=True).into(AS_AT)
        found = heat_from(plan, on, filters, AS_AT)
        drop_temporary([AS_AT])
    return found
