"""Who keeps the catalogue: officers of the partnership. Everyone may read it."""

from goldenthread.kernel.actor import Actor, Role
from goldenthread.kernel.refusal import Refusal, not_allowed


def can_keep(actor: Actor, partnership_id: int) -> Refusal | None:
    if actor.is_clock or actor.holds(Role.ADMINISTRATOR) or partnership_id in actor.partnerships_as(Role.OFFICER):
        return None
    return not_allowed("Only an officer of the partnership can decide what its courses are and what counts for them.")
