"""Where an officer may go. The order is that of a working day."""

from goldenthread.kernel.actor import Role
from goldenthread.web.ui.navigation import Entry

OFFICER = frozenset({Role.OFFICER})

LOADS = frozenset({Role.OFFICER, Role.AGENCY_LEAD})

NAVIGATION = (
    Entry("Load lists", "office:imports", roles=LOADS, order=70),
    Entry("Messages", "office:messages", roles=OFFICER, order=80),
    Entry("Audit trail", "office:audit", roles=OFFICER, order=90),
)
