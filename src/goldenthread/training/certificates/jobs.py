"""What the clock does for certificates: issue those that are due, take back those that are not true any more."""

from collections.abc import Callable
from datetime import date, datetime

from goldenthread.kernel.actor import CLOCK

from .services import issue_due


def issue_every_certificate(at: datetime, on: date) -> int:
    """Issue every certificate that is due. How many."""
    return len(issue_due(by=CLOCK, at=at, on=on))


EVERY_MINUTE: tuple[Callable[[datetime, date], int], ...] = (issue_every_certificate,)
