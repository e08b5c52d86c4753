"""What a partnership's framework says of booking, and the days it counts by."""

from datetime import date, datetime, timedelta
from functools import cache

import holidays
from django.db.models import Max, Min

from goldenthread.kernel.clock import LONDON
from goldenthread.setting.frameworks.selectors import framework_of, in_force
from goldenthread.setting.frameworks.terms import Booking as Policy
from goldenthread.setting.frameworks.terms import FrameworkKind
from goldenthread.training.events.models import Event, Session

from ..rules import late


def policy_of(partnership_id: int, on: date) -> Policy:
    """The booking policy of the local framework in force; without one, one that refuses nothing."""
    for version in in_force(partnership_id, on):
        if version.line.kind == FrameworkKind.LOCAL:
            return framework_of(version).booking
    return Policy()


@cache
def _bank_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def bank_holidays(around: date) -> frozenset[date]:
    """Bank holidays of England in the years around a day."""
    return frozenset().union(*(_bank_holidays(around.year + step) for step in (-1, 0, 1)))


def times_of(event: Event) -> tuple[datetime | None, datetime | None]:
    """When an event begins and when it is over; none while it has no sessions."""
    found = Session.objects.filter(event=event).aggregate(first=Min("starts_at"), last=Max("ends_at"))
    return found["first"], found["last"]


def day_of(moment: datetime) -> date:
    return moment.astimezone(LONDON).date()


def cut_off_of(event: Event, starts_at: datetime | None) -> datetime | None:
    """After this moment nobody moves up from the waiting list any more."""
    return None if starts_at is None else starts_at - timedelta(hours=event.waiting_ends_hours)


def closes_at(event: Event, policy: Policy, starts_at: datetime | None) -> datetime | None:
    """When booking closes: on the event's own day, or as long before the start as the policy says."""
    if event.closes_at is not None or starts_at is None:
        return event.closes_at
    if policy.closes_working_days:
        last = late.last_day_in_time(day_of(starts_at), policy.closes_working_days, bank_holidays(day_of(starts_at)))
        return datetime.combine(last + timedelta(days=1), datetime.min.time(), LONDON)
    return starts_at - timedelta(hours=policy.closes_hours)


def last_day_to_cancel(policy: Policy, starts_at: datetime) -> date:
    """The last day on which a place is given up in time."""
    notice = late.notice_asked(policy.cancel_working_days, [tier.working_days for tier in policy.late_cancellations])
    first = day_of(starts_at)
    return late.last_day_in_time(first, notice, bank_holidays(first))
