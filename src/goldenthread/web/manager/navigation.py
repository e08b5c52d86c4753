"""The manager's way through the service."""

from goldenthread.kernel import clock
from goldenthread.kernel.actor import Actor
from goldenthread.setting.workforce.selectors import manages_anyone
from goldenthread.web.ui.navigation import Entry


def leads(actor: Actor) -> bool:
    """Whether somebody manages people today, or stands in for who does."""
    return manages_anyone(actor, clock.today())


NAVIGATION = (
    Entry("My team", "manager:home", when=leads, order=20),
    Entry("To approve", "manager:approvals", when=leads, under="manager:home", order=22),
    Entry("Bookings", "manager:bookings", when=leads, under="manager:home", order=24),
    Entry("Certificates", "manager:certificates", when=leads, under="manager:home", order=26),
    Entry("Deputies", "manager:deputies", when=leads, under="manager:home"),
)
