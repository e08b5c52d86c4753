"""Where an agency's lead may go."""

from goldenthread.kernel.actor import Role
from goldenthread.web.ui.navigation import Entry

NAVIGATION = (Entry("Our agency", "agency:home", roles=frozenset({Role.AGENCY_LEAD}), order=40),)
