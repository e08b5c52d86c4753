"""Days on which events are better not held, and what is said about a day."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.clock import LONDON
from goldenthread.kernel.refusal import Refused, not_visible, refuse

from .. import access
from ..models import AwkwardDays, Event
from ..rules import days as rules


def awkward_days_of(partnership_id: int) -> QuerySet[AwkwardDays]:
    """Every school holiday, protected time and festival that is known, in their order."""
    return AwkwardDays.objects.filter(partnership_id=partnership_id).order_by("starts_on", "pk")


def get_awkward_days(actor: Actor, partnership_id: int, days_id: int) -> AwkwardDays:
    """One line of the days to avoid, for those who plan."""
    refuse(access.can_plan(actor, partnership_id))
    found = awkward_days_of(partnership_id).filter(pk=days_id).first()
    if found is None:
        raise Refused(not_visible("These days"))
    return found


def warnings_for(partnership_id: int, days: Iterable[date]) -> dict[date, list[str]]:
    """By day, why an event is better not held on it, in words; days that nothing speaks against are left out."""
    asked = sorted(set(days))
    if not asked:
        return {}
    near = awkward_days_of(partnership_id).filter(starts_on__lte=asked[-1], ends_on__gte=asked[0])
    known = [rules.Awkward(one.kind, one.title, one.starts_on, one.ends_on) for one in near]
    said = {day: rules.reasons_against(day, known) for day in asked}
    return {day: reasons for day, reasons in said.items() if reasons}


def warnings_of(event: Event) -> dict[date, list[str]]:
    """What speaks against the days of an event, by day."""
    starts = event.sessions.values_list("starts_at", flat=True)
    return warnings_for(event.partnership_id, [at.astimezone(LONDON).date() for at in starts])
