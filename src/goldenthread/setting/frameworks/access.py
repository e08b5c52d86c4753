"""Who may read a framework, and who may change it."""

from django.db.models import Q

from goldenthread.kernel.actor import Actor, Role
from goldenthread.kernel.refusal import Refusal, not_allowed, not_visible
from goldenthread.setting.partnerships.models import Agency, Partnership

from .models import Line, Version

NOT_YOURS = "Only an officer of the partnership or an administrator can change its framework."


def _edits(actor: Actor, partnership_id: int) -> bool:
    return actor.holds(Role.ADMINISTRATOR) or partnership_id in actor.partnerships_as(Role.OFFICER)


def can_edit(actor: Actor, partnership: Partnership) -> Refusal | None:
    """Officers of the partnership and administrators."""
    return None if _edits(actor, partnership.pk) else not_allowed(NOT_YOURS)


def can_change_version(actor: Actor, version: Version) -> Refusal | None:
    return can_edit(actor, version.line.partnership)


def can_override(actor: Actor, line: Line, agency: Agency) -> Refusal | None:
    """The lead of the agency in that partnership, its officers, and administrators."""
    leads = (line.partnership_id, agency.pk) in actor.areas_as(Role.AGENCY_LEAD)
    if leads or _edits(actor, line.partnership_id):
        return None
    return not_allowed("Only the agency's own lead or an officer of the partnership can make its rule stricter.")


def can_read(actor: Actor, version: Version) -> Refusal | None:
    seen = Version.objects.filter(visible_to(actor), pk=version.pk).exists()
    return None if seen else not_visible("This framework")


def visible_to(actor: Actor, prefix: str = "") -> Q:
    """Versions that someone may read: drafts only those who edit; the rest whoever belongs to the partnership.

    Belonging follows from a role held there or from a post, which rooms above keep: it is asked of
    the partnership by name, so that this room need not know them.
    """
    if actor.holds(Role.ADMINISTRATOR) or actor.is_clock:
        return Q()
    partnership = f"{prefix}line__partnership_id__in"
    held = {grant.partnership_id for grant in actor.grants if grant.partnership_id is not None}
    posts = Partnership.objects.filter(posts__person_id__in=actor.people_ids).values("pk")
    belongs = Q(**{partnership: held}) | Q(**{partnership: posts})
    taken = Q(**{f"{prefix}takes_force_on__isnull": False})
    return Q(**{partnership: actor.partnerships_as(Role.OFFICER)}) | (belongs & taken)
