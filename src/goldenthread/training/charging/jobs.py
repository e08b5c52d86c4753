"""What the clock does for charging."""

from collections.abc import Callable
from datetime import date, datetime

from goldenthread.kernel.actor import CLOCK
from goldenthread.setting.partnerships.selectors import every_partnership_id

from .services import charge_due


def charge_what_is_owed(at: datetime, on: date) -> int:
    """What agencies owe, where charging is on, gets its entry. How many entries."""
    return sum(charge_due(by=CLOCK, at=at, on=on, partnership_id=one) for one in every_partnership_id())


EVERY_NIGHT: tuple[Callable[[datetime, date], int], ...] = (charge_what_is_owed,)
