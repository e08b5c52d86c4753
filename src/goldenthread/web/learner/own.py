"""The person behind the account."""

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refused, not_visible


def own_person_id(actor: Actor) -> int:
    """The actor's own entry in the workforce; an account without one is told so."""
    if actor.person_id is None:
        raise Refused(not_visible("Your entry in the workforce"))
    return actor.person_id
