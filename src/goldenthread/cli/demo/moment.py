"""When a demo is made: the day it is set in and the moment its rows say they were written."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Moment:
    """The day that everything is relative to, and the time of writing."""

    today: date
    at: datetime
