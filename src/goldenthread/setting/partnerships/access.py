"""Who may see and run partnerships and their agencies. An officer's area is their own partnerships and no other."""

from django.db.models import Q

from goldenthread.kernel.actor import Actor, Role
from goldenthread.kernel.refusal import Refusal, not_allowed

from .models import Agency, Partnership
from .rules import GRANTED_BY_OFFICERS


def runs_everything(actor: Actor) -> bool:
    return actor.holds(Role.ADMINISTRATOR)


def runs_anything(actor: Actor) -> bool:
    """Whether set-up is for the actor at all."""
    return actor.holds(Role.ADMINISTRATOR, Role.OFFICER)


def can_run_installation(actor: Actor) -> Refusal | None:
    """Open a partnership, split or merge one, name officers: an administrator."""
    return None if runs_everything(actor) else not_allowed("Only an administrator can do this. Ask yours to.")


def runs_partnership(actor: Actor, partnership_id: int) -> bool:
    return runs_everything(actor) or partnership_id in actor.partnerships_as(Role.OFFICER)


def can_run(actor: Actor, partnership: Partnership) -> Refusal | None:
    """Change what belongs to a partnership: its officers, and administrators."""
    if runs_partnership(actor, partnership.pk):
        return None
    return not_allowed(f"Only a learning and development officer of {partnership.name} can do this.")


def leads_agency(actor: Actor, agency_id: int) -> bool:
    return any(agency_id == led for _, led in actor.areas_as(Role.AGENCY_LEAD))


def can_keep_profile(actor: Actor, agency: Agency) -> Refusal | None:
    """Keep an agency's profile, settings and teams: its lead, or an officer of a partnership it belongs to now."""
    if runs_everything(actor) or leads_agency(actor, agency.pk):
        return None
    ours = actor.partnerships_as(Role.OFFICER)
    if ours and agency.memberships.filter(partnership_id__in=ours, ends_on__isnull=True).exists():
        return None
    return not_allowed(f"Only the lead of {agency.name}, or an officer of its partnership, can do this.")


def can_grant(actor: Actor, role: Role, partnership: Partnership | None) -> Refusal | None:
    """Give or end a role. Officers name leads, board members, trainers and chairs in their own partnership."""
    if runs_everything(actor):
        return None
    if role not in GRANTED_BY_OFFICERS or partnership is None:
        return not_allowed("Only an administrator can name officers and administrators. Ask yours to.")
    return can_run(actor, partnership)


def partnerships_visible_to(actor: Actor, prefix: str = "") -> Q:
    """The partnerships in which the actor holds any role."""
    if runs_everything(actor):
        return Q()
    ids = {grant.partnership_id for grant in actor.grants if grant.partnership_id is not None}
    return Q(**{f"{prefix}id__in": sorted(ids)})


def visible_to(actor: Actor, prefix: str = "") -> Q:
    """The agencies that the actor may see: those of their partnerships, now or formerly; a lead's own agency only."""
    if runs_everything(actor):
        return Q()
    whole = actor.partnerships_as(Role.OFFICER, Role.BOARD, Role.CHAIR)
    led = {agency_id for _, agency_id in actor.areas_as(Role.AGENCY_LEAD)}
    from_areas = Agency.objects.filter(memberships__partnership_id__in=sorted(whole)).values("id")
    return Q(**{f"{prefix}id__in": from_areas}) | Q(**{f"{prefix}id__in": sorted(led)})
