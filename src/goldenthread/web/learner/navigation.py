"""The learner's way through the service."""

from goldenthread.kernel.actor import Actor
from goldenthread.web.ui.navigation import Entry


def is_somebody(actor: Actor) -> bool:
    """Whether there is a person of the workforce behind the account."""
    return actor.person_id is not None


NAVIGATION = (
    Entry("My learning", "learner:home", when=is_somebody, order=10),
    Entry("Find an event", "learner:find", when=is_somebody, under="learner:home", order=12),
    Entry("My bookings", "learner:bookings", when=is_somebody, under="learner:home", order=14),
    Entry("My record", "learner:record", when=is_somebody, under="learner:home", order=20),
    Entry("My certificates", "learner:certificates", when=is_somebody, under="learner:home", order=22),
    Entry("Add learning", "learner:add", when=is_somebody, under="learner:home", order=25),
    Entry("My details", "learner:details", when=is_somebody, under="learner:home", order=30),
)
