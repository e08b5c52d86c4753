"""The neighbours charge for places, ours do not: so both can be seen (E12)."""

from datetime import timedelta

from goldenthread.kernel.actor import COMMAND_LINE
from goldenthread.setting.partnerships.models import Partnership
from goldenthread.training.charging import services

from ..moment import Moment

SINCE = timedelta(days=200)
POLICY = """[booking]
charging = true
fees = [
  { key = "half-day", title = "Half day", pence = 3000 },
  { key = "full-day", title = "Full day", pence = 6000, minutes_at_least = 300 },
]
exempt = ["voluntary"]
late_cancellations = [
  { working_days = 10, percent = 50 },
  { working_days = 5, percent = 100 },
]
no_show_pence = 2500
places_per_trainer_day = 2
waiver = "Called to a child, or ill"
"""


def switch_on(partnership: Partnership, moment: Moment) -> int:
    """Charging since half a year, with every entry that is owed by now. How many entries."""
    then = moment.at - SINCE
    day = then.date()
    services.set_policy(by=COMMAND_LINE, at=then, on=day, partnership=partnership, starts_on=day, text=POLICY)
    return services.charge_due(by=COMMAND_LINE, at=moment.at, on=moment.today, partnership_id=partnership.pk)
