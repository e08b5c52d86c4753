"""Who keeps the college of trainers: officers of the partnership. A trainer sees their own file."""

from django.db.models import Q

from goldenthread.kernel.actor import Actor, Role
from goldenthread.kernel.refusal import Refusal, not_allowed, not_visible

from .models import Trainer


def _keeps(actor: Actor, partnership_id: int) -> bool:
    return actor.is_clock or actor.holds(Role.ADMINISTRATOR) or partnership_id in actor.partnerships_as(Role.OFFICER)


def can_keep(actor: Actor, partnership_id: int) -> Refusal | None:
    """Take trainers on, authorise them, keep their files, call gatherings and send bulletins."""
    if _keeps(actor, partnership_id):
        return None
    return not_allowed("Only an officer of the partnership can keep its trainers.")


def can_see(actor: Actor, trainer: Trainer) -> Refusal | None:
    """A trainer's file: officers of the partnership, and the trainer."""
    if _keeps(actor, trainer.partnership_id) or _is_own(actor, trainer):
        return None
    return not_visible("This trainer")


def can_cascade(actor: Actor, trainer: Trainer) -> Refusal | None:
    """Record what was taken to an agency, or take a wrong entry away: the trainer and the office (A11, A38)."""
    if _keeps(actor, trainer.partnership_id) or _is_own(actor, trainer):
        return None
    return not_visible("This trainer")


def visible_to(actor: Actor, prefix: str = "") -> Q:
    """The trainers whose files someone may read."""
    if actor.is_clock or actor.holds(Role.ADMINISTRATOR):
        return Q()
    seen = Q(**{f"{prefix}partnership_id__in": sorted(actor.partnerships_as(Role.OFFICER))})
    return seen | Q(**{f"{prefix}person_id": actor.person_id}) if actor.person_id is not None else seen


def _is_own(actor: Actor, trainer: Trainer) -> bool:
    return actor.person_id is not None and actor.person_id == trainer.person_id
