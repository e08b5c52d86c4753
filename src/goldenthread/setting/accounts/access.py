"""Who may open accounts and close them."""

from goldenthread.kernel.actor import Actor, Role
from goldenthread.kernel.refusal import Refusal, not_allowed


def can_invite(actor: Actor) -> Refusal | None:
    """Officers and administrators invite."""
    if actor.holds(Role.OFFICER, Role.ADMINISTRATOR):
        return None
    return not_allowed("Only a learning and development officer or an administrator can invite people.")


def can_close(actor: Actor) -> Refusal | None:
    """An account may serve several partnerships, so only an administrator closes it."""
    return None if actor.holds(Role.ADMINISTRATOR) else not_allowed("Only an administrator can close an account.")
