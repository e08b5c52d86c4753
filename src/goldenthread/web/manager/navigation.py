"""The manager's way through the service."""

from goldenthread.kernel import clock
from goldenthread.setting.workforce.selectors import manages_anyone
from goldenthread.web.ui.navigation import Entry

NAVIGATION = (
    Entry("My team", "manager:home", when=lambda actor: manages_anyone(actor, clock.today()), order=20),
    Entry(
        "Deputies", "manager:deputies", when=lambda actor: manages_anyone(actor, clock.today()), under="manager:home"
    ),
)
