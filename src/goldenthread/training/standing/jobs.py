"""What the clock does for standing: settle what moved, check itself each night, keep each quarter's figures."""

from collections.abc import Callable
from datetime import date, datetime

from goldenthread.kernel.actor import CLOCK
from goldenthread.setting.partnerships.selectors import every_partnership_id

from .services import begin_programmes, keep_quarters, settle


def settle_what_moved(at: datetime, on: date) -> int:
    """Settle whoever is marked. How many rows of standing moved."""
    return settle(by=CLOCK, at=at, on=on).changed


def begin_every_programme(at: datetime, on: date) -> int:
    """Have the courses and job roles of versions whose day has come. Before settling, which counts those courses."""
    return sum(begin_programmes(by=CLOCK, at=at, on=on, partnership_id=key) for key in every_partnership_id())


def settle_everyone(at: datetime, on: date) -> int:
    """Work every partnership out whole: posts and frameworks begin and end at midnight; else nothing changes."""
    return sum(settle(by=CLOCK, at=at, on=on, partnership_id=key).changed for key in every_partnership_id())


def keep_every_quarter(at: datetime, on: date) -> int:
    """Keep the figures of quarters that ended."""
    return sum(keep_quarters(by=CLOCK, at=at, on=on, partnership_id=key) for key in every_partnership_id())


EVERY_MINUTE: tuple[Callable[[datetime, date], int], ...] = (settle_what_moved,)
EVERY_NIGHT: tuple[Callable[[datetime, date], int], ...] = (
    begin_every_programme,
    settle_everyone,
    keep_every_quarter,
)
