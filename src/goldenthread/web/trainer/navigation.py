"""Where a trainer may go."""

from goldenthread.web.ui.navigation import Entry

NAVIGATION: tuple[Entry, ...] = ()
