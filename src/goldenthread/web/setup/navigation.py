"""Where administrators and officers set things up."""

from goldenthread.kernel.actor import Role
from goldenthread.web.ui.navigation import Entry

RUNNING = frozenset({Role.ADMINISTRATOR, Role.OFFICER})

NAVIGATION = (
    Entry("Set-up", "setup:home", roles=RUNNING, order=95),
    Entry("Partnerships", "setup:home", roles=RUNNING, under="setup:home", order=1),
    Entry("Accounts and roles", "setup:accounts", roles=RUNNING, under="setup:home", order=2),
    Entry("Handovers", "setup:handovers", roles=RUNNING, under="setup:home", order=3),
)
