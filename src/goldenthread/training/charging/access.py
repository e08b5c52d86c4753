"""Who keeps the ledger: officers of the partnership. An agency's lead reads what the agency owes."""

from typing import Any

from django.db.models import Q

from goldenthread.kernel.actor import Actor, Role
from goldenthread.kernel.refusal import Refusal, not_allowed, not_visible
from goldenthread.setting.partnerships.models import Agency, Partnership


def _keeps_all(actor: Actor) -> bool:
    return actor.is_clock or actor.holds(Role.ADMINISTRATOR)


def can_keep(actor: Actor, partnership_id: int) -> Refusal | None:
    """Say what is charged, charge it, and waive."""
    if _keeps_all(actor) or partnership_id in actor.partnerships_as(Role.OFFICER):
        return None
    return not_allowed("Only an officer of the partnership can say what is charged, and waive it.")


def can_read_statement(actor: Actor, partnership: Partnership, agency: Agency) -> Refusal | None:
    """What one agency owes: its lead there, and the office."""
    if can_keep(actor, partnership.pk) is None or (partnership.pk, agency.pk) in actor.areas_as(Role.AGENCY_LEAD):
        return None
    return not_visible("This statement")


def visible_to(actor: Actor) -> Any:
    """Entries someone may read. An agency's lead sees those the agency pays, not what its people pay themselves."""
    if _keeps_all(actor):
        return Q()
    seen = Q(partnership_id__in=sorted(actor.partnerships_as(Role.OFFICER)))
    for partnership_id, agency_id in sorted(actor.areas_as(Role.AGENCY_LEAD)):
        seen |= Q(partnership_id=partnership_id, agency_id=agency_id, payer="")
    return seen
